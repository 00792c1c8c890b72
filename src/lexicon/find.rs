//! The terms that occur in a text.

use super::{
    concept::Concept,
    normalise::Normalised,
    pack::{Lexicon, Term, lexicon, names, starting},
    pattern::{Element, Form, Gap, Part, spaceless},
};
use crate::{lang::Lang, order};

/// How much a term says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It counts wherever it stands.
    Strong,
    /// It counts where the context supports it.
    Weak,
    /// It is a phrase in which the terms of its id mean something else.
    Not,
}

/// A term that occurs: bytes of the text that was searched (plus its base).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its meaning.
    pub concept: Concept,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Strong or weak.
    pub strength: Strength,
    /// Whether its parts have other words between them.
    pub gapped: bool,
}

/// One occurrence of a string in the normal form.
#[derive(Clone, Copy)]
struct Match {
    string: u32,
    start: usize,
    end: usize,
}

/// How many ways a term is tried at one place: texts that repeat themselves
/// must not cost more than they are worth.
const MOST_STEPS: u32 = 200;

/// No gap spans more bytes than this; it bounds the search for a next part.
const FARTHEST: usize = 400;

/// No string that adjoins another ends farther away, in bytes.
const NEAREST: usize = 160;

/// Every term of a language in `text`, by place; `base` is added to all offsets.
pub fn hits(text: &str, base: usize, lang: Lang) -> Vec<Hit> {
    find(text, base, lexicon(lang))
}

/// The names of pages and months of a language in `text`, by place.
pub fn names_in(text: &str, lang: Lang) -> Vec<Hit> {
    find(text, 0, names(lang))
}

fn find(text: &str, base: usize, lexicon: &Lexicon) -> Vec<Hit> {
    let Some(automaton) = &lexicon.automaton else { return Vec::new() };
    let normal = Normalised::new(text, base);
    let matches: Vec<Match> = automaton
        .find_overlapping_iter(&normal.text)
        .map(|m| Match { string: m.value(), start: m.start(), end: m.end() })
        .collect();
    let present = Present::of(&matches, lexicon.starting.len());
    // A word like "we" begins hundreds of terms: which can be complete is asked once a text.
    let mut possible: Vec<Option<bool>> = vec![None; lexicon.terms.len()];
    let mut found = Vec::new();
    for (at, first) in matches.iter().enumerate() {
        for starter in lexicon.terms_of(first.string) {
            if starter.needs.is_some_and(|range| !present.any_within(range)) {
                continue;
            }
            let number = starter.term as usize;
            let (Some(term), Some(possible)) = (lexicon.terms.get(number), possible.get_mut(number)) else {
                continue;
            };
            if term.parts.len() > 1 && !*possible.get_or_insert_with(|| present.may_complete(term)) {
                continue;
            }
            let Some(end) = complete(term, &matches[at..], &normal.text) else { continue };
            let (start, end) = normal.source(first.start, end);
            found.push(Hit { concept: term.concept, start, end, strength: term.strength, gapped: term.gapped });
        }
    }
    settle(found)
}

/// Which strings occur in a text at all: most terms of several parts can be told apart
/// from it before any gap is tried.
struct Present(Vec<u64>);

impl Present {
    fn of(matches: &[Match], strings: usize) -> Self {
        let mut bits = vec![0; strings / 64 + 1];
        for m in matches {
            if let Some(word) = bits.get_mut(m.string as usize / 64) {
                *word |= 1 << (m.string % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, string: u32) -> bool {
        self.0.get(string as usize / 64).is_some_and(|word| word >> (string % 64) & 1 == 1)
    }

    /// Whether any string of a range occurs; a wide one is not looked through.
    fn any_within(&self, (lowest, highest): (u32, u32)) -> bool {
        const WIDEST: usize = 16;
        let (first, last) = (lowest as usize / 64, highest as usize / 64);
        if last - first > WIDEST {
            return true;
        }
        (first..=last).any(|at| {
            let above = if at == first { u64::MAX << (lowest % 64) } else { u64::MAX };
            let below = if at == last { u64::MAX >> (63 - highest % 64) } else { u64::MAX };
            self.0.get(at).is_some_and(|word| word & above & below != 0)
        })
    }

    /// Whether a part can begin somewhere.
    fn any(&self, part: &Part) -> bool {
        part.forms.iter().any(|f| self.has(f.first.string))
    }

    /// Whether each later part of a term that must be there can begin somewhere.
    fn may_complete(&self, term: &Term) -> bool {
        term.parts.iter().skip(1).all(|p| p.optional || self.any(p))
    }
}

/// Where a term whose first part begins at the first match ends, if all of it is there.
fn complete(term: &Term, matches: &[Match], text: &str) -> Option<usize> {
    let (first, rest) = term.parts.split_first()?;
    let mut steps = MOST_STEPS;
    first_end(first, matches, text, |end| tail(rest, Gap::None, end, matches, text, &mut steps))
}

/// Where the parts after the first end: an early choice that leads nowhere is taken
/// back ("您的…，您同意": the first 您 is not the one that agrees).
fn tail(parts: &[Part], gap: Gap, end: usize, matches: &[Match], text: &str, steps: &mut u32) -> Option<usize> {
    *steps = steps.checked_sub(1)?;
    let Some((part, rest)) = parts.split_first() else { return Some(end) };
    let gap = wider(gap, part.gap);
    let farthest = if matches!(gap, Gap::Short | Gap::Long) { FARTHEST } else { NEAREST };
    let found = matches
        .iter()
        .enumerate()
        .take_while(|(_, m)| m.end < end + farthest)
        .filter(|(_, m)| m.start >= end && !starting(part, m.string).is_empty() && bridges(gap, &text[end..m.start]))
        .find_map(|(i, _)| {
            first_end(part, &matches[i..], text, |at| tail(rest, Gap::None, at, &matches[i..], text, steps))
        });
    match found {
        None if part.optional => tail(rest, gap, end, matches, text, steps),
        found => found,
    }
}

fn wider(a: Gap, b: Gap) -> Gap {
    match (a, b) {
        (Gap::Long, _) | (_, Gap::Long) => Gap::Long,
        (Gap::Short, _) | (_, Gap::Short) => Gap::Short,
        _ => b,
    }
}

/// What is found behind the forms of a part that begin at the first match, the longest first.
fn first_end(
    part: &Part,
    matches: &[Match],
    text: &str,
    mut then: impl FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    let forms = starting(part, matches.first()?.string);
    // Nearly all strings begin one form.
    if let [form] = forms {
        return whole(form, matches, text).and_then(then);
    }
    let mut ends: Vec<usize> = forms.iter().filter_map(|form| whole(form, matches, text)).collect();
    order::distinct(&mut ends);
    ends.into_iter().rev().find_map(&mut then)
}

/// Where one form that begins at the first match ends.
fn whole(form: &Form, matches: &[Match], text: &str) -> Option<usize> {
    let first = matches.first()?;
    if !stands(form.first, first, text) {
        return None;
    }
    let mut end = first.end;
    for &element in &form.rest {
        let next = matches
            .iter()
            .take_while(|m| m.end < end + FARTHEST)
            .filter(|m| m.string == element.string && m.start >= end)
            .find(|m| stands(element, m, text) && bridges(element.gap, &text[end..m.start]))?;
        end = next.end;
    }
    // An open ending covers the rest of the word, so that the span is what a reader sees.
    if form.last().open_end {
        end += text[end..].chars().take_while(|c| word(*c)).map(char::len_utf8).sum::<usize>();
    }
    Some(end)
}

/// Whether a string stands as whole words, as far as its element asks.
fn stands(element: Element, m: &Match, text: &str) -> bool {
    let inside = text[m.start..m.end].chars();
    let before = text[..m.start].chars().next_back();
    let after = text[m.end..].chars().next();
    let starts =
        element.open_start || !matches!((before, inside.clone().next()), (Some(b), Some(i)) if word(b) && word(i));
    let ends =
        element.open_end || !matches!((inside.clone().next_back(), after), (Some(i), Some(a)) if word(i) && word(a));
    starts && ends
}

fn word(c: char) -> bool {
    c.is_alphanumeric() && !spaceless(c)
}

/// Whether the text between two pieces fits the gap.
fn bridges(gap: Gap, between: &str) -> bool {
    let (most_words, most_chars) = match gap {
        Gap::None => return between.is_empty(),
        Gap::Adjacent => return between.is_empty() || between == " ",
        Gap::Suffix => {
            let rest = between.trim_end_matches(' ');
            return between.len() - rest.len() <= 1 && rest.chars().all(|c| c.is_alphanumeric() || c == '\'');
        }
        Gap::Short => (5, 10),
        Gap::Long => (14, 30),
    };
    if between.len() > FARTHEST {
        return false;
    }
    let chars = between.chars().filter(|c| spaceless(*c)).count();
    let words =
        between.split(|c: char| c == ' ' || spaceless(c)).filter(|w| w.chars().any(char::is_alphanumeric)).count();
    // A word of another script among spaceless characters weighs like two of them.
    words <= most_words && chars <= most_chars
}

/// How many hits before and after one may compete with it.
const NEIGHBOURS: usize = 150;

/// Drops what a blocking phrase covers and what a longer term explains.
fn settle(mut found: Vec<Hit>) -> Vec<Hit> {
    order::by_key(&mut found, |h| (h.start, std::cmp::Reverse(h.end), h.strength));
    found.dedup_by_key(|h| (h.concept, h.start, h.end, h.strength == Strength::Not));
    let covered = |hit: &Hit, by: &Hit| by.start <= hit.start && hit.end <= by.end;
    let keep: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, hit)| {
            hit.strength != Strength::Not
                && !found.iter().enumerate().skip(i.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS).any(
                    |(j, other)| {
                        if i == j || other.start >= hit.end || hit.start >= other.end {
                            return false;
                        }
                        if other.strength == Strength::Not {
                            // A blocker takes what it touches, unless the hit is wider than it.
                            return other.concept == hit.concept && (covered(hit, other) || !covered(other, hit));
                        }
                        let longer = other.end - other.start > hit.end - hit.start;
                        let same = other.concept == hit.concept;
                        let competes = same
                            || (other.concept.file() == hit.concept.file()
                                && (!other.gapped || decisive(hit))
                                && rivals(hit, other));
                        competes && longer && covered(hit, other)
                    },
                )
        })
        .collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(false));
    found
}

/// Whether a longer term of another id explains a shorter one: "e-mail address"
/// is no postal address. Rights, routes and cues say different things side by
/// side, but one consent cue explains another.
fn rivals(hit: &Hit, other: &Hit) -> bool {
    use crate::taxonomy::Cue;
    let consent = |c: Concept| matches!(c, Concept::Cue(Cue::Consent | Cue::WithoutConsent | Cue::OptOut));
    match hit.concept {
        Concept::Cue(_) => consent(hit.concept) && consent(other.concept),
        Concept::Route(_) | Concept::Label(_) | Concept::Topic(_) | Concept::Choice(_) | Concept::Practice(_) => false,
        _ => true,
    }
}

/// Kinds of which the longest phrase alone tells the meaning, whatever stands in its gaps.
fn decisive(hit: &Hit) -> bool {
    matches!(
        hit.concept,
        Concept::Cue(_) | Concept::Label(_) | Concept::Page(_) | Concept::Value(_) | Concept::Period(_)
    )
}
