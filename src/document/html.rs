//! Fetched and pasted pages: `scraper`'s tree to the builder's events.

use super::{boilerplate::Area, builder::Builder, guard, outline::Attributes, raw::Raw};
use scraper::{Html, Node};

/// Whether a pasted text is the source of a page.
pub fn looks_like(content: &str) -> bool {
    let start = content.trim_start_matches('\u{feff}').trim_start();
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with("<?xml") {
        return true;
    }
    let mut opened = 0;
    let mut closed = 0;
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        let name = rest.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        let tag = name.get(..end).unwrap_or("").to_ascii_lowercase();
        let after = name.get(end..).and_then(|s| s.chars().next());
        let known = matches!(
            tag.as_str(),
            "p" | "div"
                | "li"
                | "ul"
                | "ol"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "table"
                | "tr"
                | "td"
                | "th"
                | "body"
                | "section"
                | "main"
                | "article"
                | "span"
                | "nav"
                | "header"
                | "footer"
                | "dl"
                | "dt"
                | "dd"
                | "details"
                | "strong"
                | "a"
        );
        if known && after.is_some_and(|c| c == '>' || c == '/' || c.is_whitespace()) {
            if rest.starts_with('/') {
                closed += 1;
            } else {
                opened += 1;
            }
            if opened > 1 && closed > 1 {
                break;
            }
        }
    }
    // A Markdown text may hold a tag or two; a page's source begins with one.
    (start.starts_with('<') && opened > 0 && (closed > 0 || opened > 1))
        || (opened > 1 && closed > 1 && !has_markdown(content))
}

fn has_markdown(content: &str) -> bool {
    content.lines().take(200).any(|l| l.starts_with("# ") || l.starts_with("## ") || l.starts_with("---"))
}

/// The blocks of a page, their areas and its title.
pub fn read(content: &str, url: Option<&str>) -> (Vec<Raw>, Vec<Area>, Option<String>) {
    let content = guard::tame(content);
    let page = Html::parse_document(&content);
    let mut builder = Builder::new(url);
    let mut node = page.tree.root();
    // Down, right, up: no recursion, so no depth can exhaust the stack.
    'walk: loop {
        let mut open = false;
        match node.value() {
            Node::Text(text) => builder.text(text),
            Node::Element(element) => {
                let get = |name: &str| element.attr(name).map(str::to_string);
                let attributes = Attributes {
                    href: get("href"),
                    id: get("id"),
                    class: get("class"),
                    role: get("role"),
                    lang: get("lang"),
                    title: get("title"),
                    aria_label: get("aria-label"),
                    colspan: get("colspan"),
                    cfemail: get("data-cfemail"),
                };
                builder.open(element.name(), &attributes);
                open = true;
            }
            _ => {}
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if open {
            builder.close();
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => {
                    if parent.value().is_element() {
                        builder.close();
                    }
                    node = parent;
                }
                None => break 'walk,
            }
        }
    }
    builder.end()
}
