//! Tames page sources that would make a tree builder crawl: it walks its stack
//! of open elements at every tag, so nesting costs the square of its depth.
//!
//! An ordinary page passes untouched. A source nested deeper than any browser
//! keeps it, or with tags of absurd length, loses the tags beyond the limit
//! and keeps its text.

use std::borrow::Cow;

/// Browsers stop nesting at 512.
const DEEPEST: usize = 300;
/// Open formatting elements are opened again in every paragraph.
const MOST_FORMATTING: usize = 60;
/// The attributes of a tag are compared with each other.
const LONGEST_TAG: usize = 8 * 1024;

/// The source, without what would make it slow to parse.
pub fn tame(source: &str) -> Cow<'_, str> {
    if is_tame(source) { Cow::Borrowed(source) } else { Cow::Owned(flatten(source)) }
}

struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    closes: bool,
    ends_itself: bool,
}

/// The next tag from `at` on; comments and raw texts are stepped over.
fn next_tag(source: &str, mut at: usize) -> Option<Tag<'_>> {
    let bytes = source.as_bytes();
    loop {
        let start = at + source.get(at..)?.find('<')?;
        if bytes.get(start + 1..start + 4) == Some(b"!--") {
            at = start + 4 + source.get(start + 4..)?.find("-->")?;
            continue;
        }
        let closes = bytes.get(start + 1) == Some(&b'/');
        let begin = start + 1 + usize::from(closes);
        if !bytes.get(begin)?.is_ascii_alphabetic() {
            at = start + 1;
            continue;
        }
        let mut end = begin;
        while bytes.get(end).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>')) {
            end += 1;
        }
        let name = source.get(begin..end)?;
        let mut quote = 0;
        let mut equals = false;
        while let Some(&b) = bytes.get(end) {
            match b {
                b'>' if quote == 0 => break,
                b'"' | b'\'' if quote == 0 && equals => quote = b,
                _ if b == quote => quote = 0,
                _ => {}
            }
            if !b.is_ascii_whitespace() {
                equals = b == b'=';
            }
            end += 1;
        }
        let ends_itself = end > 0 && bytes.get(end - 1) == Some(&b'/');
        let end = (end + 1).min(bytes.len());
        return Some(Tag { start, end, name, closes, ends_itself });
    }
}

/// Elements without content, and those that the next of their kind closes.
fn never_nests(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "body", "head",
    ];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn formats(name: &str) -> bool {
    const NAMES: &[&str] =
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn is_raw(name: &str) -> bool {
    const NAMES: &[&str] =
        &["script", "style", "textarea", "title", "iframe", "noscript", "xmp", "noembed", "noframes"];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Where the raw text that begins at `at` ends: at its closing tag.
fn raw_end(source: &str, at: usize, name: &str) -> usize {
    let bytes = source.as_bytes();
    let mut from = at;
    while let Some(found) = source.get(from..).and_then(|s| s.find("</")) {
        let begin = from + found + 2;
        if bytes.get(begin..begin + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return from + found;
        }
        from = begin;
    }
    source.len()
}

/// How many elements of each name are open: an end without its start closes nothing.
#[derive(Default)]
struct Counts<'a> {
    names: Vec<(&'a str, usize)>,
    total: usize,
}

impl<'a> Counts<'a> {
    fn see(&mut self, name: &'a str, closes: bool) {
        let known = self.names.iter_mut().find(|(n, _)| n.eq_ignore_ascii_case(name));
        match (known, closes) {
            (Some((_, count)), true) if *count > 0 => {
                *count -= 1;
                self.total -= 1;
            }
            (Some((_, count)), false) => {
                *count += 1;
                self.total += 1;
            }
            (None, false) => {
                self.total += 1;
                // A source with more names than this has made them up.
                if self.names.len() < 100 {
                    self.names.push((name, 1));
                }
            }
            _ => {}
        }
    }
}

fn is_tame(source: &str) -> bool {
    let mut at = 0;
    let mut open = Counts::default();
    let mut formatting = Counts::default();
    while let Some(tag) = next_tag(source, at) {
        at = tag.end;
        if tag.end - tag.start > LONGEST_TAG {
            return false;
        }
        if formats(tag.name) {
            formatting.see(tag.name, tag.closes);
        } else if !never_nests(tag.name) && !tag.ends_itself {
            open.see(tag.name, tag.closes);
        }
        if open.total > DEEPEST || formatting.total > MOST_FORMATTING {
            return false;
        }
        if !tag.closes && is_raw(tag.name) {
            at = raw_end(source, at, tag.name);
        }
    }
    true
}

fn flatten(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let mut open: Vec<&str> = Vec::new();
    let mut copied = 0;
    while let Some(tag) = next_tag(source, at) {
        at = tag.end;
        out.push_str(source.get(copied..tag.start).unwrap_or(""));
        copied = tag.end;
        let whole = source.get(tag.start..tag.end).unwrap_or("");
        let long = whole.len() > LONGEST_TAG;
        let write =
            |out: &mut String| if long { out.push_str(&format!("<{}>", tag.name)) } else { out.push_str(whole) };
        if formats(tag.name) {
            // In such a source no emphasis is worth its risk.
        } else if !tag.closes && is_raw(tag.name) {
            let end = raw_end(source, at, tag.name);
            at = source.get(end..).and_then(|s| s.find('>')).map_or(source.len(), |n| end + n + 1);
            copied = at;
        } else if never_nests(tag.name) {
            write(&mut out);
        } else if tag.closes {
            // Only an end that matches is passed on, so that the count of open elements stays true.
            let near = open.iter().rev().take(8).position(|n| n.eq_ignore_ascii_case(tag.name));
            if let Some(back) = near {
                for name in open.drain(open.len() - 1 - back..).rev() {
                    out.push_str(&format!("</{name}>"));
                }
            } else {
                out.push(' ');
            }
        } else if open.len() < DEEPEST {
            open.push(tag.name);
            write(&mut out);
        } else {
            out.push(' ');
        }
    }
    out.push_str(source.get(copied..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page = "<!doctype html><title>a < b</title><script>if (a<b) '<div>'</script><div><p>x<br>y<p>z</div>";
        assert!(matches!(tame(page), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_pages_are_flattened() {
        let page = format!("{}deep{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let flat = tame(&page);
        assert!(flat.contains("deep"));
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
    }

    #[test]
    fn odd_ends() {
        for page in ["<", "<a", "<a href='", "<!--", "<script>", "</", "<é>", "<div"] {
            let _ = flatten(page);
            let _ = tame(page);
        }
    }
}
