//! Defined terms: "'Usage Data' means the IP address and the pages visited".
//!
//! A definition is no collection by itself; "we collect Usage Data" collects
//! what the definition names (contract, reading case 10).

use super::passage::Passage;
use crate::{
    lexicon::{Hit, pattern::normal},
    taxonomy::{Actor, Category, Cue, Recipient, Verb},
};

/// A term and the data that it stands for.
#[derive(Debug)]
pub struct Definition {
    /// The term in normal form.
    pub term: String,
    /// The categories.
    pub categories: Vec<Category>,
    /// The recipients: "'Partners' means advertisers and…".
    pub recipients: Vec<Recipient>,
    /// The passage that defines it, by number.
    pub passage: usize,
    /// The block.
    pub block: usize,
    /// First byte of the defining sentence.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its language.
    pub lang: crate::lang::Lang,
}

/// How many bytes after the cue the defining words may begin.
const NEAR: usize = 12;

/// The longest term, in characters.
const LONGEST_TERM: usize = 40;

/// All definitions of data in a document.
pub fn definitions(passages: &[Passage]) -> Vec<Definition> {
    let mut out = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        if passage.boilerplate || passage.has(Cue::Request) {
            continue;
        }
        for (term, start, end) in quoted(passage) {
            if !defines(passage, end) {
                continue;
            }
            // Only what follows the term belongs to it, up to the next defined term.
            let next =
                quoted(passage).into_iter().find(|q| q.1 >= end && defines(passage, q.2)).map_or(passage.end, |q| q.1);
            let categories: Vec<Category> = passage
                .data()
                .filter(|(c, h)| *c != Category::PersonalUnspecified && h.start >= end && h.start < next)
                .map(|(c, _)| c)
                .collect();
            // "'Partners' means advertisers and…": the recipients stand straight after the cue.
            let cue = passage.cues(Cue::Definition).filter(|c| c.start >= end).map(|c| c.end).min().unwrap_or(end);
            let leads = passage.recipients().any(|(_, h)| h.start >= cue && h.start <= cue + NEAR);
            let speaker = passage.actors().any(|(a, h)| a != Actor::ThirdParty && h.start < end && start < h.end);
            let recipients: Vec<Recipient> = passage
                .recipients()
                .filter(|(_, h)| leads && !speaker && h.start >= end && h.start < next)
                .map(|(r, _)| r)
                .collect();
            let term = normal(&term);
            let defines = !categories.is_empty() || !recipients.is_empty();
            if defines && !term.is_empty() {
                out.push(Definition {
                    term,
                    categories,
                    recipients,
                    passage: number,
                    block: passage.block,
                    start: passage.start,
                    end: passage.end,
                    lang: passage.lang,
                });
            }
        }
    }
    out
}

/// Whether the quoted term at a place is being defined: the definition cue or
/// an "includes" follows within a few bytes.
fn defines(passage: &Passage, end: usize) -> bool {
    let follows = |h: &Hit| h.start >= end && h.start <= end + 24;
    passage.cues(Cue::Definition).any(follows) || passage.verbs().any(|(v, h)| v == Verb::Include && follows(h))
}

/// The quoted terms of a passage with their byte ranges (quotes included).
fn quoted(passage: &Passage) -> Vec<(String, usize, usize)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (offset, c) in passage.sentence().char_indices() {
        let at = passage.start + offset;
        let after = at + c.len_utf8();
        let opens = matches!(c, '\u{201c}' | '\u{300c}' | '\u{300e}' | '\u{201e}' | '\u{2018}' | '\u{ab}');
        let closes = matches!(c, '\u{201d}' | '\u{300d}' | '\u{300f}' | '\u{2019}' | '\u{bb}' | '"');
        match open {
            Some((start, inside)) if closes || (c == '\u{201c}' && start != at) => {
                let term = passage.text.get(inside..at).unwrap_or("").trim().to_string();
                if !term.is_empty() && term.chars().count() <= LONGEST_TERM {
                    out.push((term, start, after));
                }
                open = None;
            }
            None if opens || c == '"' => open = Some((at, after)),
            _ => {}
        }
    }
    out
}

/// A definition and where its term is named.
pub type Named<'a> = (&'a Definition, usize);

/// The definitions whose term is named in a passage (other than where it is defined).
pub fn named<'a>(definitions: &'a [Definition], passage: &Passage) -> Vec<Named<'a>> {
    if definitions.is_empty() {
        return Vec::new();
    }
    let text = crate::lexicon::Normalised::new(passage.sentence(), passage.start);
    let mut out = Vec::new();
    for definition in definitions {
        if definition.block == passage.block && definition.start == passage.start {
            continue;
        }
        if let Some(at) = text.text.find(&definition.term) {
            out.push((definition, text.source(at, at + definition.term.len()).0));
        }
    }
    out
}
