//! A language's terms, expanded and put into one automaton.

use super::{
    concept::Concept,
    find::Strength,
    pattern::{Element, Gap, expand},
};
use crate::lang::{LANGUAGES, Lang};
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::{collections::HashMap, sync::OnceLock};

/// An element of a form: which string, and how it may stand.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The string's number in the automaton.
    pub string: u32,
    /// How it may stand.
    pub element: Element,
}

/// A part of a term between two gaps.
#[derive(Debug)]
pub struct Part {
    /// What stands before it.
    pub gap: Gap,
    /// Whether it may be missing.
    pub optional: bool,
    /// Its forms, sorted by their first string.
    pub forms: Vec<Vec<Piece>>,
}

impl Part {
    /// The forms that begin with a string.
    pub fn starting(&self, string: u32) -> &[Vec<Piece>] {
        let first = |form: &Vec<Piece>| form.first().map_or(0, |p| p.string);
        let from = self.forms.partition_point(|f| first(f) < string);
        let to = self.forms.partition_point(|f| first(f) <= string);
        &self.forms[from..to]
    }
}

/// One term.
#[derive(Debug)]
pub struct Term {
    /// Its meaning.
    pub concept: Concept,
    /// Whether it counts alone, with support, or blocks.
    pub strength: Strength,
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A language's terms.
pub struct Lexicon {
    /// Finds all strings of all terms; `None` for a language without terms.
    pub automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The terms.
    pub terms: Vec<Term>,
    /// For each string, the terms that may begin with it.
    pub starting: Vec<Vec<u32>>,
}

static LEXICONS: [OnceLock<Lexicon>; 64] = [const { OnceLock::new() }; 64];

/// The lexicon of a language, built on first use.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    // More languages than slots is refused by a test over `LANGUAGES`.
    LEXICONS[(lang.0 as usize).min(LEXICONS.len() - 1)].get_or_init(|| build(lang))
}

fn build(lang: Lang) -> Lexicon {
    debug_assert!(LANGUAGES.len() <= LEXICONS.len());
    let mut builder = Builder::default();
    let mut concept = None;
    for line in lang.terms().lines() {
        let Some(mark) = line.chars().next() else { continue };
        let rest = &line[mark.len_utf8()..];
        match mark {
            '@' => {
                concept = rest
                    .split_once('.')
                    .and_then(|(file, id)| Concept::from_indices(file.parse().ok()?, id.parse().ok()?));
            }
            _ => {
                let strength = match mark {
                    '+' => Strength::Strong,
                    '~' => Strength::Weak,
                    _ => Strength::Not,
                };
                if let Some(concept) = concept {
                    builder.add(rest, concept, strength);
                }
            }
        }
    }
    for line in lang.numbers().lines() {
        let Some((meaning, term)) = line.split_once('\t') else { continue };
        let Some(mark) = meaning.chars().next() else { continue };
        if let Some(concept) = Concept::from_number(mark, &meaning[1..]) {
            builder.add(term, concept, Strength::Strong);
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    strings: HashMap<String, u32>,
    order: Vec<String>,
    terms: Vec<Term>,
    starting: Vec<Vec<u32>>,
}

impl Builder {
    fn add(&mut self, term: &str, concept: Concept, strength: Strength) {
        // build.rs has refused every pack with a bad pattern.
        let Ok(segments) = expand(term) else { return };
        let parts: Vec<Part> = segments
            .into_iter()
            .map(|segment| {
                let mut forms: Vec<Vec<Piece>> = segment
                    .forms
                    .into_iter()
                    .map(|form| {
                        form.into_iter().map(|element| Piece { string: self.string(&element.text), element }).collect()
                    })
                    .collect();
                forms.sort_by_key(|f: &Vec<Piece>| f.first().map_or(0, |p| p.string));
                Part { gap: segment.gap, optional: segment.optional, forms }
            })
            .collect();
        let number = self.terms.len() as u32;
        for form in parts.first().map(|p| p.forms.as_slice()).unwrap_or_default() {
            if let Some(first) = form.first() {
                let list = &mut self.starting[first.string as usize];
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        self.terms.push(Term { concept, strength, parts });
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.strings.get(text) {
            return known;
        }
        let number = self.order.len() as u32;
        self.strings.insert(text.to_string(), number);
        self.order.push(text.to_string());
        self.starting.push(Vec::new());
        number
    }

    fn finish(self) -> Lexicon {
        let pairs = self.order.iter().enumerate().map(|(i, s)| (s.as_str(), i as u32));
        let automaton = if self.order.is_empty() {
            None
        } else {
            CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(pairs).ok()
        };
        Lexicon { automaton, terms: self.terms, starting: self.starting }
    }
}
