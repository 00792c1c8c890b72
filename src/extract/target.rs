//! Addresses, numbers and links as a person can use them.
//!
//! Hidden addresses (`name[at]host`) are restored; placeholders and Cloudflare's
//! `[email protected]` have no usable target.

use super::passage::Passage;
use crate::{document::Document, order, taxonomy::Route};
use linkify::{LinkFinder, LinkKind};

/// A target at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Email, phone or link.
    pub kind: Route,
    /// The address, `None` where it is hidden or a placeholder.
    pub address: Option<String>,
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What Cloudflare writes in place of a hidden address.
const HIDDEN: &[&str] = &["[email protected]", "[email\u{a0}protected]"];

/// How a written-out "@" looks, lower case, spaces around it allowed.
const AT_SIGNS: &[&str] = &["[at]", "(at)", "{at}", "<at>", "[@]", "(@)", " at "];

/// All targets within a passage, in order.
pub fn targets<'p>(passage: &'p Passage, document: &Document) -> &'p [Target] {
    passage.targets.get_or_init(|| find(passage, document))
}

fn find(passage: &Passage, document: &Document) -> Vec<Target> {
    let (start, end) = (passage.start, passage.end);
    let text = passage.sentence();
    let mut out = Vec::new();
    // Brackets and "at" are all that an address can be hidden by.
    let bracketed = text.contains(['[', '(', '{', '<']);
    if bracketed {
        hidden(text, start, &mut out);
    }
    if bracketed || text.as_bytes().windows(4).any(|w| w.eq_ignore_ascii_case(b" at ")) {
        restored(text, start, &mut out);
    }
    written(text, start, &mut out);
    if let Some(block) = document.blocks.get(passage.block) {
        for link in block.links.iter().filter(|l| l.start < end && l.end > start) {
            if let Some(target) = linked(&link.href, link.start, link.end) {
                push(&mut out, target);
            }
        }
    }
    phones(passage, &mut out);
    order::by_key(&mut out, |t| t.start);
    out
}

fn push(out: &mut Vec<Target>, target: Target) {
    let same = |t: &Target| {
        t.kind == target.kind && (t.address == target.address || (t.start < target.end && target.start < t.end))
    };
    if !out.iter().any(same) {
        out.push(target);
    }
}

/// A link's target by its scheme; other schemes are of no use to a person.
fn linked(href: &str, start: usize, end: usize) -> Option<Target> {
    let lower = href.to_ascii_lowercase();
    if usable(href).is_none() {
        return Some(Target {
            kind: if lower.starts_with("mailto:") { Route::Email } else { Route::Link },
            address: None,
            start,
            end,
        });
    }
    if let Some(rest) = lower.strip_prefix("mailto:") {
        let address = rest.split('?').next().unwrap_or("").trim().to_string();
        return address.contains('@').then_some(Target { kind: Route::Email, address: Some(address), start, end });
    }
    if lower.starts_with("tel:") {
        let number = href.get(4..)?.trim().to_string();
        return Some(Target { kind: Route::Phone, address: Some(number), start, end });
    }
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(Target { kind: Route::Link, address: Some(href.to_string()), start, end });
    }
    None
}

/// `None` for a placeholder that was never filled in.
fn usable(target: &str) -> Option<&str> {
    let placeholder = ["{{", "}}", "${", "<%", "%7b%7b"].iter().any(|mark| target.to_ascii_lowercase().contains(mark));
    (!placeholder).then_some(target)
}

fn hidden(text: &str, base: usize, out: &mut Vec<Target>) {
    for mark in HIDDEN {
        for (at, found) in text.match_indices(mark) {
            push(out, Target { kind: Route::Email, address: None, start: base + at, end: base + at + found.len() });
        }
    }
    // An address of which a placeholder is a part: abuse@{{siteDomain}}.
    for (at, _) in text.match_indices("@{{") {
        push(out, Target { kind: Route::Email, address: None, start: base + at, end: base + at + 1 });
    }
    for (at, _) in text.match_indices("{{") {
        let head: String = text[..at].chars().rev().take_while(|c| !c.is_whitespace()).collect();
        if head.chars().rev().collect::<String>().contains("://") {
            push(out, Target { kind: Route::Link, address: None, start: base + at, end: base + at + 2 });
        }
    }
}

/// `privacy[at]example.com`, `privacy (at) example (dot) com`.
fn restored(text: &str, base: usize, out: &mut Vec<Target>) {
    let lower = text.to_ascii_lowercase();
    for mark in AT_SIGNS {
        for (at, found) in lower.match_indices(mark) {
            let head = lower[..at].trim_end_matches(' ');
            let tail = lower[at + found.len()..].trim_start_matches(' ');
            let name: String = {
                let back: Vec<char> = head.chars().rev().take_while(|c| mail_char(*c)).collect();
                back.into_iter().rev().collect()
            };
            let written_out = tail.split(' ').nth(1) == Some("dot");
            let tail = tail.replace(" dot ", ".").replace("[dot]", ".").replace("(dot)", ".");
            let tail = tail.replace(" . ", ".").replace(" .", ".");
            let host: String =
                tail.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
            let host = host.trim_end_matches(['.', '-']);
            let domain = host.rsplit_once('.').is_some_and(|(h, top)| {
                !h.is_empty() && top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic())
            });
            // " at " is a common word: only a host whose dot is written out shows that it is none.
            let plain = *mark == " at " && !written_out;
            if name.is_empty() || !domain || plain {
                continue;
            }
            let start = base + head.len() - name.len();
            let end = base + at + found.len();
            push(out, Target { kind: Route::Email, address: Some(format!("{name}@{host}")), start, end });
        }
    }
}

fn mail_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

fn written(text: &str, base: usize, out: &mut Vec<Target>) {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    // Addresses are ASCII; other scripts stand straight beside them without a space.
    let ascii: String = text
        .chars()
        .flat_map(|c| {
            std::iter::repeat_n(if c.is_ascii() { c } else { ' ' }, if c.is_ascii() { 1 } else { c.len_utf8() })
        })
        .collect();
    for link in finder.links(&ascii) {
        let raw = link.as_str().trim_end_matches(['.', ',', ')', ']', '*', '_']);
        let (start, end) = (base + link.start(), base + link.start() + raw.len());
        match link.kind() {
            LinkKind::Email => {
                if usable(raw).is_some() && raw.contains('@') {
                    push(out, Target { kind: Route::Email, address: Some(raw.to_ascii_lowercase()), start, end });
                }
            }
            _ => {
                let scheme = raw.to_ascii_lowercase();
                let full = scheme.starts_with("http://") || scheme.starts_with("https://");
                let host = scheme
                    .trim_start_matches("https://")
                    .trim_start_matches("http://")
                    .split(['/', '?', '#'])
                    .next()
                    .unwrap_or("");
                let whole = host.contains('.') && !host.ends_with('.') && !host.ends_with("www");
                let cut_off = ascii
                    .get(link.start() + raw.len()..)
                    .is_some_and(|rest| rest.trim_start_matches('.').starts_with("{{"));
                if !whole || cut_off || (!full && !domain_like(raw)) {
                    continue;
                }
                let address = usable(raw).map(|r| if full { r.to_string() } else { format!("https://{r}") });
                push(out, Target { kind: Route::Link, address, start, end });
            }
        }
    }
}

/// A bare domain counts as a link only where it looks like one: `www.` or a path.
fn domain_like(raw: &str) -> bool {
    let lower = raw.to_ascii_lowercase();
    lower.starts_with("www.") || (lower.contains('/') && lower.contains('.') && !lower.contains('@'))
}

/// Whether a number begins as the toll-free ones of North America do: 1-8…, 800, 888.
fn toll_free(raw: &str) -> bool {
    let code = raw.trim_start_matches(['(', '1', '-', '.', ' ']);
    let mut digits = code.chars();
    let same = digits.next() == Some('8') && digits.next() == digits.next();
    let parted = code.get(3..4).is_none_or(|c| matches!(c, "-" | "." | ")" | " "));
    same && parted && code.chars().take(3).all(|c| c.is_ascii_digit())
}

/// Telephone numbers: seven digits or more with the usual marks between them,
/// beside a telephone label or with an international or toll-free form.
fn phones(passage: &Passage, out: &mut Vec<Target>) {
    use crate::{
        lexicon::Concept,
        taxonomy::{Cue, Label},
    };
    let text = passage.text;
    let labels: Vec<(usize, usize)> = passage
        .hits
        .iter()
        .filter(|h| h.concept == Concept::Label(Label::Phone) || h.concept == Concept::Route(Route::Phone))
        .map(|h| (h.start, h.end))
        .collect();
    let bytes = text.as_bytes();
    let mut at = passage.start;
    while at < passage.end {
        let c = bytes[at];
        let begins = c.is_ascii_digit()
            || (matches!(c, b'+' | b'(') && bytes.get(at + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'+'));
        let fresh =
            at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && !matches!(bytes[at - 1], b'/' | b'.' | b'-' | b'@');
        if !begins || !fresh {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut digits = 0_usize;
        let mut last_digit = at;
        while end < passage.end {
            match bytes[end] {
                b'0'..=b'9' => {
                    digits += 1;
                    last_digit = end + 1;
                }
                b' ' | b'-' | b'(' | b')' | b'.' | b'+' | b'/' => {}
                _ => break,
            }
            end += 1;
        }
        let free = toll_free(text.get(at..last_digit).unwrap_or(""));
        // "1-800-FLOWERS": letters stand for digits.
        let letters = text.get(last_digit..passage.end).map_or(0, |rest| {
            let rest = rest.strip_prefix(['-', '.', ' ']).unwrap_or(rest);
            rest.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'-').count()
        });
        if free && digits <= 5 && (4..=10).contains(&letters) {
            digits += letters;
            last_digit += letters + usize::from(!bytes[last_digit].is_ascii_uppercase());
            end = end.max(last_digit);
        }
        let raw = text.get(at..last_digit).unwrap_or("");
        let followed = bytes.get(last_digit).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'@');
        let labelled =
            labels.iter().any(|&(s, e)| (e <= at && at - e <= 30) || (s >= last_digit && s - last_digit <= 12));
        // A trunk prefix with its hyphen, after "call us on" or "contact us on": "0571-…".
        let national = raw.starts_with('0') && raw.contains('-') && passage.has(Cue::ContactUs);
        let formed = free || national || raw.starts_with('+') || raw.starts_with("(+") || raw.starts_with("00");
        let date = raw.matches(['/', '.']).count() >= 2 && digits <= 8;
        if (7..=15).contains(&digits) && !followed && !date && (labelled || formed) {
            push(out, Target { kind: Route::Phone, address: Some(raw.trim().to_string()), start: at, end: last_digit });
        }
        at = end.max(at + 1);
    }
}
