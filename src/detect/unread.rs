//! Pages in languages without a reading pack: what they are called, and how
//! often they call themselves so.

use super::{
    Names,
    title::{known_titles, named},
};
use crate::{document::Document, lang::Lang, lexicon::pattern::normal, taxonomy::Page};

/// A shorter title may be a word of running text, unless its script needs few letters.
const SHORTEST_NAME: usize = 12;
/// Where a page says what it is, in characters of the normal form.
const OPENING: usize = 500;
/// Mentions of its own name in a thousand characters: of a text that opens with it, and of any.
const OFTEN_WITH_OPENING: f64 = 0.4;
const OFTEN: f64 = 1.2;

/// The kind by its names. Never sure: not one sentence was read.
pub fn judge(document: &Document, shares: &[(Lang, f64)], names: &Names) -> (Page, f64) {
    let text =
        document.blocks.iter().filter(|b| !b.boilerplate).map(|b| normal(&b.text)).collect::<Vec<_>>().join("\n");
    let opening: String = text.chars().take(OPENING).collect();
    let long = |t: &String| t.chars().count() >= SHORTEST_NAME || !t.is_ascii();
    let own: Vec<String> = shares.iter().flat_map(|(l, _)| l.data().titles.iter()).map(|t| normal(t)).collect();
    let opens: Vec<&String> = known_titles().iter().filter(|t| long(t) && opening.contains(t.as_str())).collect();
    let mentions: usize = own
        .iter()
        .filter(|t| long(t))
        .chain(opens.iter().copied().filter(|t| !own.contains(t)))
        .map(|t| text.matches(t.as_str()).count())
        .sum();
    let often = mentions as f64 / (text.chars().count() as f64 / 1000.0 + 1.0);
    let called = names.of(Page::PrivacyPolicy).max(document.title.as_deref().map_or(0.0, |t| contained(t, &own)));
    if called > names.of(Page::Terms).max(names.of(Page::Other)) {
        return (Page::PrivacyPolicy, if often > OFTEN_WITH_OPENING { 0.85 } else { 0.75 });
    }
    if names.of(Page::CookiePolicy) > 0.5 {
        return (Page::CookiePolicy, 0.7);
    }
    if names.of(Page::Terms) > 0.5 {
        return (Page::Terms, 0.7);
    }
    if (!opens.is_empty() && often > OFTEN_WITH_OPENING) || often > OFTEN {
        return (Page::PrivacyPolicy, 0.6);
    }
    (Page::Other, 0.6)
}

/// How much of a title a known one is.
fn contained(title: &str, own: &[String]) -> f64 {
    let plain = normal(title);
    let known = own.iter().filter(|t| plain.contains(t.as_str())).map(|t| t.chars().count()).max();
    match known {
        Some(_) if named(title).is_some_and(|(p, _)| p != Page::PrivacyPolicy) => 0.0,
        Some(letters) => 0.5 + 0.5 * letters as f64 / plain.chars().count().max(1) as f64,
        None => 0.0,
    }
}
