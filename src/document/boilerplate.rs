//! Menus, product lists, footers, banners and language switchers around a policy.
//!
//! A page says by its elements, roles and names what is around its text; a
//! pasted text says it by its shape: runs of short lines without sentences
//! before the title and after the last section.

use super::{
    BlockKind, markers,
    outline::Attributes,
    raw::Raw,
    structure::{ends_sentence, ends_with_colon, width},
};
use crate::lang::LANGUAGES;
use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

/// A part of the page that may be around its text.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The area around it, as an index plus 1; 0 is none.
    pub parent: usize,
    /// What it is.
    pub kind: AreaKind,
    /// Whether it stands in the page's main part.
    pub in_main: bool,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// Navigation.
    Navigation,
    /// A page's or section's header.
    Header,
    /// A footer.
    Footer,
    /// An aside.
    Aside,
    /// A dialog or banner laid over the page.
    Overlay,
    /// Its class or id sounds like one of these.
    Hint,
}

/// The kind of area that an element opens, if it opens one.
pub fn area_of(tag: &str, attributes: &Attributes, main: bool) -> Option<AreaKind> {
    match attributes.role.as_deref() {
        Some("navigation" | "menu" | "menubar" | "search" | "doc-toc") => return Some(AreaKind::Navigation),
        Some("banner") => return Some(AreaKind::Header),
        Some("contentinfo") => return Some(AreaKind::Footer),
        Some("complementary") => return Some(AreaKind::Aside),
        Some("dialog" | "alertdialog" | "alert") => return Some(AreaKind::Overlay),
        _ => {}
    }
    match tag {
        "nav" | "menu" => return Some(AreaKind::Navigation),
        "header" if !main => return Some(AreaKind::Header),
        "footer" => return Some(AreaKind::Footer),
        "aside" => return Some(AreaKind::Aside),
        "dialog" => return Some(AreaKind::Overlay),
        "html" | "body" | "main" | "article" | "h1" | "h2" | "h3" | "p" | "a" => return None,
        _ => {}
    }
    let hinted = |name: &Option<String>| name.as_deref().is_some_and(sounds_around);
    (hinted(&attributes.id) || hinted(&attributes.class)).then_some(AreaKind::Hint)
}

/// Whether a class or id names something around the text.
fn sounds_around(names: &str) -> bool {
    names.split_whitespace().take(30).any(|name| {
        let parts = parts_of(name);
        let has = |list: &[&str]| parts.iter().any(|p| list.contains(&p.as_str()));
        has(&[
            "breadcrumb",
            "breadcrumbs",
            "sidebar",
            "newsletter",
            "navbar",
            "topbar",
            "offcanvas",
            "megamenu",
            "footer",
            "colophon",
        ]) || (has(&["nav", "menu", "navigation"]) && !has(&["content", "with", "has", "open", "closed"]))
            || (has(&["cookie", "cookies", "consent", "gdpr", "ccpa"])
                && has(&[
                    "banner", "bar", "notice", "popup", "modal", "overlay", "dialog", "wall", "message", "box",
                    "prompt", "manager", "cmp",
                ]))
            || has(&["cookiebanner", "cookieconsent", "cookiebar", "onetrust", "cookiebot", "cmplz"])
            || (has(&["lang", "language", "languages", "locale"])
                && has(&["switcher", "selector", "switch", "menu", "picker", "list", "dropdown"]))
            || (has(&["social", "share"]) && has(&["links", "icons", "buttons", "bar", "media"]))
    })
}

/// "mainMenu_top-2" is main, menu, top, 2.
fn parts_of(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(80) {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            parts.push(String::new());
        }
        small = c.is_lowercase();
        if let (true, Some(last)) = (c.is_alphanumeric(), parts.last_mut()) {
            last.extend(c.to_lowercase());
        }
    }
    parts
}

/// How much running text a block holds.
fn prose(raw: &Raw) -> usize {
    let wide = width(&raw.text);
    let linked = raw.linked() * 2 > raw.text.len();
    let heading = matches!(raw.kind, BlockKind::Heading(_));
    if linked || heading {
        0
    } else if wide > 100 || (wide > 24 && ends_sentence(&raw.text)) {
        wide
    } else {
        0
    }
}

/// For each block whether it is around the policy; and the block that is the policy's title.
pub fn mark(raws: &[Raw], areas: &[Area], title: Option<&str>) -> (Vec<bool>, Option<usize>) {
    let prose: Vec<usize> = raws.iter().map(prose).collect();
    let mut marked = by_area(raws, areas, &prose);
    links(raws, &mut marked);
    switchers(raws, &mut marked);
    contents(raws, &mut marked);
    let named = title_at(raws, &prose, title, &marked);
    before_and_after(raws, &prose, named, &mut marked);
    // Text that stands in surroundings alone is the page's text all the same.
    if marked.iter().all(|m| *m) && prose.iter().any(|n| *n > 0) {
        marked.fill(false);
    }
    (marked, named)
}

fn set(marked: &mut [bool], i: usize) {
    if let Some(m) = marked.get_mut(i) {
        *m = true;
    }
}

fn is_set(marked: &[bool], i: usize) -> bool {
    marked.get(i).copied().unwrap_or(false)
}

fn by_area(raws: &[Raw], areas: &[Area], prose: &[usize]) -> Vec<bool> {
    let mut inside = vec![0usize; areas.len() + 1];
    for (raw, n) in raws.iter().zip(prose) {
        if let Some(sum) = inside.get_mut(raw.area) {
            *sum += n;
        }
    }
    // Areas inside come after the areas around them.
    for i in (1..inside.len()).rev() {
        let parent = areas.get(i - 1).map_or(0, |a| a.parent);
        let own = inside.get(i).copied().unwrap_or(0);
        if let (true, Some(sum)) = (parent < i, inside.get_mut(parent)) {
            *sum += own;
        }
    }
    let total = inside.first().copied().unwrap_or(0).max(1);
    let mut around = vec![false; areas.len() + 1];
    for (i, area) in areas.iter().enumerate() {
        let share = inside.get(i + 1).copied().unwrap_or(0) as f64 / total as f64;
        let own = match area.kind {
            AreaKind::Hint if area.in_main => share < 0.05,
            AreaKind::Hint | AreaKind::Header => share < 0.3,
            AreaKind::Aside if area.in_main => share < 0.02,
            AreaKind::Aside | AreaKind::Overlay | AreaKind::Footer if area.in_main => share < 0.3,
            AreaKind::Navigation | AreaKind::Aside | AreaKind::Overlay | AreaKind::Footer => share < 0.6,
        };
        let outer = around.get(area.parent).copied().unwrap_or(false);
        if let Some(slot) = around.get_mut(i + 1) {
            *slot = own || outer;
        }
    }
    let mut marked: Vec<bool> = raws.iter().map(|r| around.get(r.area).copied().unwrap_or(false)).collect();
    // The page's title often stands in its header.
    let is_h1 = |r: &Raw| r.kind == BlockKind::Heading(1);
    let free = raws.iter().zip(&marked).any(|(r, m)| is_h1(r) && !m);
    if !free {
        for (raw, m) in raws.iter().zip(marked.iter_mut()) {
            let header = raw.area.checked_sub(1).and_then(|a| areas.get(a)).is_some_and(|a| a.kind == AreaKind::Header);
            if is_h1(raw) && header {
                *m = false;
            }
        }
    }
    marked
}

/// Runs of short blocks that are nothing but links, and are led in by nothing.
fn links(raws: &[Raw], marked: &mut [bool]) {
    let mut run = 0;
    for i in 0..=raws.len() {
        let link = raws.get(i).is_some_and(|r| {
            !matches!(r.kind, BlockKind::TableRow | BlockKind::Heading(_))
                && !r.links.is_empty()
                && r.linked() * 10 >= r.text.len() * 8
                && width(&r.text) <= 90
                && !r.links.iter().any(|l| l.href.starts_with("mailto:") || l.href.starts_with("tel:"))
        });
        if link {
            run += 1;
            continue;
        }
        let begin = i - run;
        let led_in =
            begin > 0 && raws.get(begin - 1).is_some_and(|r| ends_with_colon(&r.text) && !is_set(marked, begin - 1));
        // A link whose end was forgotten runs on through the text: one address for all.
        let href = |n: usize| raws.get(n).and_then(|r| r.links.first()).map(|l| l.href.as_str());
        let one = run > 0 && (begin..i).all(|n| href(n) == href(begin));
        if run >= 3 && !led_in && !one {
            (begin..i).for_each(|n| set(marked, n));
        }
        run = 0;
    }
}

struct Words {
    names: HashSet<String>,
    titles: HashSet<&'static str>,
    labels: HashSet<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words {
        names: LANGUAGES.iter().map(|l| l.name.to_lowercase()).collect(),
        titles: LANGUAGES.iter().flat_map(|l| l.titles.iter().copied()).collect(),
        labels: LANGUAGES.iter().flat_map(|l| l.link_labels.iter().copied()).collect(),
    })
}

/// A text as titles and labels are compared.
fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）'));
    text.to_lowercase()
}

fn names_language(text: &str) -> bool {
    // Wider than any row of names, whatever its script.
    const LONGEST: usize = 1200;
    if text.len() > LONGEST {
        return false;
    }
    if width(text) > 40 {
        // "Português · English · Español"
        let parts: Vec<&str> = text.split(['·', '|', '/', ',', '•']).collect();
        return width(text) < 300 && parts.len() > 2 && parts.iter().all(|p| width(p) <= 40 && names_language(p));
    }
    let plain = plain(text);
    let bare = plain.split(['(', '（']).next().unwrap_or("").trim();
    !bare.is_empty() && words().names.contains(bare)
}

/// Three names of languages in a row are a switch between them; at the top of a page two are.
fn switchers(raws: &[Raw], marked: &mut [bool]) {
    let mut run = 0;
    for i in 0..=raws.len() {
        if raws.get(i).is_some_and(|r| names_language(&r.text)) {
            run += 1;
            continue;
        }
        let alone = run == 1 && raws.get(i - 1).is_some_and(|r| width(&r.text) > 40);
        if run >= 3 || run == 2 && i == 2 || alone {
            (i - run..i).for_each(|n| set(marked, n));
        }
        run = 0;
    }
}

/// A table of contents: a run of short texts that come again as titles below.
fn contents(raws: &[Raw], marked: &mut [bool]) {
    let mut last: HashMap<String, usize> = HashMap::new();
    let keys: Vec<Option<String>> =
        raws.iter().map(|r| if width(&r.text) <= 140 { Some(unnumbered(&r.text)) } else { None }).collect();
    for (i, (raw, key)) in raws.iter().zip(&keys).enumerate() {
        let title = matches!(raw.kind, BlockKind::Heading(_)) || raw.kind == BlockKind::Paragraph || raw.is_item();
        if let (Some(key), true) = (key, title) {
            last.insert(key.clone(), i);
        }
    }
    let mut i = 0;
    while i < raws.len() {
        let mut end = i;
        let mut again = 0;
        while let Some(key) = keys.get(end).and_then(Option::as_ref) {
            let short = raws.get(end).is_some_and(|r| !ends_sentence(&r.text) && !ends_with_colon(&r.text));
            if !short || is_set(marked, end) {
                break;
            }
            // Coming again within the run is no title below.
            if !key.is_empty() && last.get(key).is_some_and(|&at| at > end + 2) {
                again += 1;
            }
            end += 1;
        }
        if again >= 3 {
            // From the first to the last that comes again.
            let returns = |n: &usize| {
                keys.get(*n)
                    .and_then(Option::as_ref)
                    .is_some_and(|k| !k.is_empty() && last.get(k).is_some_and(|&at| at > *n + 2))
            };
            let first = (i..end).find(returns).unwrap_or(i);
            let final_ = (i..end).rev().find(returns).unwrap_or(i);
            if again * 2 > final_ - first {
                (first..=final_).for_each(|n| set(marked, n));
            }
        }
        i = end.max(i + 1);
    }
}

fn unnumbered(text: &str) -> String {
    let start = markers::section(text).map_or(0, |(_, len)| len);
    plain(text.get(start..).unwrap_or(text)).split_whitespace().collect()
}

/// The block that is the policy's title: its words are those of such titles, and the text follows it.
fn title_at(raws: &[Raw], prose: &[usize], title: Option<&str>, marked: &[bool]) -> Option<usize> {
    let weight = |i: usize| if is_set(marked, i) { 0 } else { prose.get(i).copied().unwrap_or(0) };
    let total: usize = (0..raws.len()).map(weight).sum();
    let page_title = title.map(plain);
    let mut seen = 0;
    let mut found = None;
    for (i, raw) in raws.iter().enumerate() {
        if seen * 100 > total * 15 {
            break;
        }
        if !is_set(marked, i)
            && width(&raw.text) <= 120
            && (raw.links.is_empty() || matches!(raw.kind, BlockKind::Heading(_)))
        {
            let text = plain(&raw.text);
            let exact = words().titles.contains(text.as_str());
            let own = page_title
                .as_deref()
                .is_some_and(|t| !text.is_empty() && t.starts_with(&text) && matches!(raw.kind, BlockKind::Heading(_)));
            let within = seen == 0 && words().titles.iter().any(|t| text.ends_with(t) || text.starts_with(t));
            if exact || (own && found.is_none()) || within {
                found = Some(i);
            }
        }
        seen += weight(i);
    }
    found
}

/// What stands before the title and after the last section of a pasted text.
fn before_and_after(raws: &[Raw], prose: &[usize], start: Option<usize>, marked: &mut [bool]) {
    let weight = |i: usize| if is_set(marked, i) { 0 } else { prose.get(i).copied().unwrap_or(0) };
    let total: usize = (0..raws.len()).map(weight).sum();
    if total < 300 || raws.len() < 6 {
        return;
    }
    let first_prose = (0..raws.len()).find(|&i| weight(i) > 0).unwrap_or(0);
    let start = match start {
        Some(start) => Some(start),
        // Without a title: a long run of short lines, but for the one that names what follows.
        None if first_prose > 8 => Some(first_prose - 1),
        None => None,
    };
    if let Some(start) = start {
        let short = (0..start).filter(|&i| prose.get(i).copied().unwrap_or(0) == 0).count();
        if start >= 3 && short * 10 >= start * 7 {
            (0..start).for_each(|i| set(marked, i));
        }
    }
    after(raws, prose, marked);
}

fn after(raws: &[Raw], prose: &[usize], marked: &mut [bool]) {
    let Some(last) = (0..raws.len()).rev().find(|&i| prose.get(i).copied().unwrap_or(0) > 0 && !closes(raws, i)) else {
        return;
    };
    let head: HashSet<&str> = raws
        .iter()
        .zip(marked.iter())
        .take(last)
        .filter(|(r, m)| **m && r.text.len() > 3)
        .map(|(r, _)| r.text.as_str())
        .collect();
    let begin = (last + 1..raws.len()).find(|&i| {
        raws.get(i).is_some_and(|r| {
            let text = plain(&r.text);
            closes(raws, i)
                || names_language(&r.text)
                || words().labels.contains(text.as_str())
                || words().titles.contains(text.as_str())
                || head.contains(r.text.as_str())
        })
    });
    if let Some(begin) = begin {
        (begin..raws.len()).for_each(|i| set(marked, i));
    }
}

/// Whether a block is a page's closing line: its copyright.
fn closes(raws: &[Raw], i: usize) -> bool {
    raws.get(i).is_some_and(|r| {
        width(&r.text) < 200
            && (r.text.contains('©') || r.text.to_lowercase().starts_with("copyright") || r.text.starts_with("(c) "))
    })
}
