//! What a title calls its page, in every language.

use crate::{
    lang::{LANGUAGES, Lang},
    lexicon::{
        self, Concept, Strength,
        pattern::{normal, spaceless},
    },
    taxonomy::Page,
};
use std::{collections::HashSet, sync::OnceLock};

/// A longer text is no title.
const LONGEST_TITLE: usize = 160;

/// How strongly a page's titles call it each kind, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names([f64; 4]);

impl Names {
    /// Adds a title. A line that only stands first may be of a menu: it can name
    /// a policy or terms, but that it says "contact" means nothing.
    pub fn add(&mut self, title: &str, sure: bool) {
        for (page, strength) in all_names(title) {
            if sure || page != Page::Other {
                let known = &mut self.0[page as usize];
                *known = known.max(strength);
            }
        }
    }
    /// Adds another sign that the page is called a privacy policy.
    pub fn add_policy(&mut self, strength: f64) {
        let known = &mut self.0[Page::PrivacyPolicy as usize];
        *known = known.max(strength);
    }
    /// How strongly the page is called a kind.
    pub fn of(&self, page: Page) -> f64 {
        self.0[page as usize]
    }
}

/// How strongly a title names a policy that only begins with a policy's name:
/// "Privacy at the bakery", but also "Privacy for beginners".
const BEGINS: f64 = 0.6;

/// What a title calls its page above all, and how much of it does: 1 if the
/// title says nothing else, near ½ if the name is a small part of it ("Five
/// things to look for in a privacy policy").
pub fn named(title: &str) -> Option<(Page, f64)> {
    all_names(title).into_iter().max_by(|a, b| a.1.total_cmp(&b.1))
}

fn all_names(title: &str) -> Vec<(Page, f64)> {
    let mut out = Vec::new();
    if title.chars().count() > LONGEST_TITLE {
        return out;
    }
    let plain = normal(title);
    for part in parts(&plain) {
        let all = letters(part);
        if all == 0 {
            continue;
        }
        if known_titles().contains(part) {
            out.push((Page::PrivacyPolicy, 1.0));
            continue;
        }
        if known_titles().iter().any(|t| begins(part, t)) {
            out.push((Page::PrivacyPolicy, BEGINS));
        }
        let (latin, spaceless) = (part.chars().any(|c| c.is_ascii_alphabetic()), part.chars().any(spaceless));
        for lang in Lang::all().filter(|l| l.is_read() && if l.data().script == "Latn" { latin } else { spaceless }) {
            let names = lexicon::names_in(part, lang).into_iter().filter_map(|h| match h.concept {
                Concept::Page(page) if h.strength == Strength::Strong => {
                    Some((page, part.get(h.start..h.end).map_or(0, letters)))
                }
                _ => None,
            });
            // Of two names in one title the longer one says more: "privacy policy generator".
            if let Some((page, covered)) = names.max_by_key(|&(_, covered)| covered) {
                out.push((page, 0.5 + 0.5 * (1.5 * covered as f64 / all as f64).min(1.0)));
            }
        }
    }
    out
}

/// Whether a text begins with a title as a whole word, where its script has words.
fn begins(text: &str, title: &str) -> bool {
    let next = text.strip_prefix(title).map(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_none_or(|c| !c.is_alphanumeric() || spaceless(c)))
}

/// Titles are joined by marks: "Privacy policy | Acorn", "Acorn - Privacy".
fn parts(title: &str) -> impl Iterator<Item = &str> {
    const MARKS: [&str; 11] =
        [" - ", " \u{2013} ", "|", "\u{b7}", " : ", ": ", " / ", " \u{2022} ", "\u{2013}", ":", "\n"];
    let mut parts = vec![title];
    for mark in MARKS {
        parts = parts.into_iter().flat_map(|p| p.split(mark)).collect();
    }
    parts.into_iter().map(|p| p.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The titles of all languages, in normal form.
pub fn known_titles() -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| LANGUAGES.iter().flat_map(|l| l.titles.iter()).map(|t| normal(t)).collect())
}
