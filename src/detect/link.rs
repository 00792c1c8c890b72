//! Where a site's policy is: links, by their words, their address and their place.

use super::title::{known_titles, named};
use crate::{lang::LANGUAGES, lexicon::pattern::normal, taxonomy::Page};
use std::{collections::HashSet, sync::OnceLock};

/// How strongly an address alone names a page.
pub const BY_ADDRESS: f64 = 0.6;
/// Below this a link is none to a policy.
const LEAST: f64 = 0.4;

/// Which policy a link leads to, and how fitting it is, 0 to 1.
pub fn policy_link(text: &str, href: &str, area: Option<&str>) -> Option<(Page, f64)> {
    let lower = href.trim().to_ascii_lowercase();
    if !["https:", "http:", "/", "./", "?", "#"].iter().any(|s| lower.starts_with(s))
        && lower.split('/').next().is_some_and(|s| s.contains(':'))
    {
        return None;
    }
    let plain = normal(text);
    let label = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let address = address_names(href);
    let (kind, by_words) = match named(text) {
        // A title that says little of a link's text may be a product's or an article's.
        Some((Page::PrivacyPolicy, strength)) if strength > 0.75 => (Page::PrivacyPolicy, 0.7 * strength),
        Some((Page::CookiePolicy, strength)) if strength > 0.75 => (Page::CookiePolicy, 0.5 * strength),
        _ if known_labels().contains(label) || known_titles().contains(label) => (Page::PrivacyPolicy, 0.6),
        // An article or terms at an address that names the policy are still no policy.
        Some((Page::Terms | Page::Other, strength)) if strength > 0.75 => return None,
        _ if address => (Page::PrivacyPolicy, 0.25),
        _ => return None,
    };
    let by_place = match area {
        Some("footer" | "form") => 0.1,
        Some("banner") => 0.05,
        _ => 0.0,
    };
    let score = by_words + by_place + if address { 0.2 } else { 0.0 };
    (score >= LEAST).then(|| (kind, (score.min(1.0) * 100.0).round() / 100.0))
}

/// Whether an address ends with the name of a policy: `/legal/privacy-policy.html`,
/// `privacy.example.com`, `#datenschutz`. The names are the languages' own.
pub fn address_names(href: &str) -> bool {
    let href = decoded(href);
    let (rest, fragment) = href.split_once('#').unwrap_or((&href, ""));
    let rest = rest.split('?').next().unwrap_or("");
    let (host, path) = match rest.split_once("://") {
        Some((_, after)) => after.split_once('/').unwrap_or((after, "")),
        None => ("", rest),
    };
    let last = path.rsplit('/').find(|s| !s.is_empty()).unwrap_or("");
    let last = match last.rsplit_once('.') {
        Some((name, extension)) if extension.len() <= 5 => name,
        _ => last,
    };
    let bare = path.trim_matches('/').is_empty();
    let first = if bare { host.split_once('.').map_or("", |(first, _)| first) } else { "" };
    [fragment, last, first].iter().any(|part| names_policy(part))
}

fn names_policy(part: &str) -> bool {
    let letters = squeezed(part);
    !letters.is_empty()
        && (address_forms().0.contains(&letters) || address_forms().1.iter().any(|f| transcribes(f, &letters)))
}

/// The letters and digits of a text.
fn squeezed(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The labels and titles of all languages as addresses write them; apart, those
/// of Latin script with letters that addresses do without.
fn address_forms() -> &'static (HashSet<String>, Vec<String>) {
    static FORMS: OnceLock<(HashSet<String>, Vec<String>)> = OnceLock::new();
    FORMS.get_or_init(|| {
        let all: HashSet<String> =
            LANGUAGES.iter().flat_map(|l| l.titles.iter().chain(l.link_labels)).map(|t| squeezed(t)).collect();
        let accented =
            all.iter().filter(|t| !t.is_ascii() && t.chars().next().is_some_and(|c| c.is_ascii())).cloned().collect();
        (all, accented)
    })
}

/// Whether ASCII letters write a title with accents: é as e, ä as ae or a.
fn transcribes(title: &str, letters: &str) -> bool {
    let Some(c) = title.chars().next() else { return letters.is_empty() };
    let rest = &title[c.len_utf8()..];
    if c.is_ascii() {
        return letters.strip_prefix(c).is_some_and(|l| transcribes(rest, l));
    }
    (1..=2).any(|n| letters.get(n..).is_some_and(|l| transcribes(rest, l)))
}

fn known_labels() -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| LANGUAGES.iter().flat_map(|l| l.link_labels.iter()).map(|t| normal(t)).collect())
}

/// An address with its percent signs decoded.
fn decoded(href: &str) -> String {
    let bytes = href.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| href.get(at + 1..at + 3))
            .flatten()
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
