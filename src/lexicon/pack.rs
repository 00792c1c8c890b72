//! A language's terms, expanded and put into one automaton.

use super::{
    concept::Concept,
    find::Strength,
    pattern::{Form, Gap, Part, expand},
};
use crate::lang::{LANGUAGES, Lang};
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use rustc_hash::FxHasher;
use std::{collections::HashMap, hash::BuildHasherDefault, sync::OnceLock};

/// One term.
#[derive(Debug)]
pub struct Term {
    /// Its meaning.
    pub concept: Concept,
    /// Whether it counts alone, with support, or blocks.
    pub strength: Strength,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Whether other words may stand between its own.
    pub gapped: bool,
}

/// The forms of a part that begin with a string.
#[inline]
pub fn starting(part: &Part, string: u32) -> &[Form] {
    if string < part.range.0 || part.range.1 < string {
        return &[];
    }
    let from = part.forms.partition_point(|f| f.first.string < string);
    let count = part.forms[from..].iter().take_while(|f| f.first.string == string).count();
    &part.forms[from..from + count]
}

/// A language's terms.
pub struct Lexicon {
    /// Finds all strings of all terms; `None` for a language without terms.
    pub automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The terms.
    pub terms: Vec<Term>,
    /// For each string, where its terms begin in `starters`, and where the last one's end.
    pub starting: Vec<u32>,
    /// The terms that may begin with a string, string by string.
    pub starters: Vec<Starter>,
}

/// A term that may begin with a string.
#[derive(Clone, Copy, Debug)]
pub struct Starter {
    /// The term's number.
    pub term: u32,
    /// The lowest and the highest string of a later part that must be there: it tells most
    /// terms apart from a text without a look at the term.
    pub needs: Option<(u32, u32)>,
}

impl Lexicon {
    /// The terms that may begin with a string.
    pub fn terms_of(&self, string: u32) -> &[Starter] {
        let at = string as usize;
        match (self.starting.get(at), self.starting.get(at + 1)) {
            (Some(&from), Some(&to)) => self.starters.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}

type Lexicons = [OnceLock<Lexicon>; 64];

static LEXICONS: Lexicons = [const { OnceLock::new() }; 64];
static NAMES: Lexicons = [const { OnceLock::new() }; 64];

/// The lexicon of a language, built on first use.
pub fn lexicon(lang: Lang) -> &'static Lexicon {
    slot(&LEXICONS, lang).get_or_init(|| build(lang, |_| true))
}

/// The names of pages and months alone: what is asked of a language that the text
/// may not be in. It is built in a hundredth of the whole lexicon's time.
pub fn names(lang: Lang) -> &'static Lexicon {
    slot(&NAMES, lang).get_or_init(|| build(lang, |c| matches!(c, Concept::Page(_) | Concept::Month(_))))
}

fn slot(lexicons: &'static Lexicons, lang: Lang) -> &'static OnceLock<Lexicon> {
    // More languages than slots is refused by a test over `LANGUAGES`.
    &lexicons[(lang.0 as usize).min(lexicons.len() - 1)]
}

fn build(lang: Lang, wanted: impl Fn(Concept) -> bool) -> Lexicon {
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
                    .and_then(|(file, id)| Concept::from_indices(file.parse().ok()?, id.parse().ok()?))
                    .filter(|c| wanted(*c));
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
        if let Some(concept) = Concept::from_number(mark, &meaning[1..]).filter(|c| wanted(*c)) {
            builder.add(term, concept, Strength::Strong);
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    strings: HashMap<Box<str>, u32, BuildHasherDefault<FxHasher>>,
    terms: Vec<Term>,
    starting: Vec<Vec<u32>>,
}

impl Builder {
    fn add(&mut self, term: &str, concept: Concept, strength: Strength) {
        let (strings, starting) = (&mut self.strings, &mut self.starting);
        let mut number = |text: &str| {
            if let Some(&known) = strings.get(text) {
                return known;
            }
            let number = starting.len() as u32;
            strings.insert(text.into(), number);
            starting.push(Vec::new());
            number
        };
        // build.rs has refused every pack with a bad pattern.
        let Ok(parts) = expand(term, &mut number) else { return };
        let number = self.terms.len() as u32;
        for form in parts.first().map(|p| p.forms.as_slice()).unwrap_or_default() {
            let list = &mut self.starting[form.first.string as usize];
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
        let wide = |gap: Gap| matches!(gap, Gap::Short | Gap::Long);
        let gapped = parts
            .iter()
            .any(|p| wide(p.gap) || p.forms.iter().any(|f| wide(f.first.gap) || f.rest.iter().any(|e| wide(e.gap))));
        self.terms.push(Term { concept, strength, parts, gapped });
    }

    fn finish(self) -> Lexicon {
        let automaton = if self.strings.is_empty() {
            None
        } else {
            CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(self.strings).ok()
        };
        let mut starting = Vec::with_capacity(self.starting.len() + 1);
        let mut starters = Vec::new();
        for terms in &self.starting {
            starting.push(starters.len() as u32);
            starters.extend(terms.iter().map(|&term| {
                let parts = self.terms.get(term as usize).map_or(&[][..], |t| &t.parts);
                Starter { term, needs: parts.iter().skip(1).find(|p| !p.optional).map(|p| p.range) }
            }));
        }
        starting.push(starters.len() as u32);
        Lexicon { automaton, terms: self.terms, starting, starters }
    }
}
