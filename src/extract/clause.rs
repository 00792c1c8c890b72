//! Where the clauses of a sentence begin and end.
//!
//! A clause is the reach of a negator: it ends at a semicolon, at a contrast
//! ("but"), where an exception begins, where a comma is followed by a new
//! subject, and at the comma of a script without spaces.

use super::passage::Passage;
use crate::{
    lexicon::{Concept, Strength, pattern::spaceless},
    order,
    taxonomy::{Actor, Cue},
};

/// How many bytes after a comma a new subject may stand.
const NEAR: usize = 16;

/// How many bytes before what to do may stand: " please ".
pub const PLEASE: usize = 8;

/// The clauses of a passage, from its hits and its punctuation.
pub fn clauses(passage: &Passage) -> Vec<(usize, usize)> {
    let text = passage.text;
    let mut cuts: Vec<usize> = Vec::new();
    let mut last = ' ';
    for (offset, c) in passage.sentence().char_indices() {
        let at = passage.start + offset;
        let after = at + c.len_utf8();
        match c {
            ';' | '\u{ff1b}' => cuts.push(after),
            ':' | '\u{ff1a}' if !last.is_ascii_digit() && !text[after..].starts_with("//") => cuts.push(after),
            '\u{ff0c}' => cuts.push(after),
            ',' if spaceless(last) || text[after..].chars().next().is_some_and(spaceless) => cuts.push(after),
            ',' if subject_follows(passage, after) || offer_follows(passage, after) => cuts.push(after),
            _ => {}
        }
        last = c;
    }
    for hit in &passage.hits {
        let cut = match hit.concept {
            Concept::Cue(Cue::Contrast | Cue::Relative) => hit.start,
            Concept::Cue(Cue::Exception) if hit.start > passage.start && hit.strength == Strength::Strong => hit.start,
            _ => continue,
        };
        cuts.push(cut);
    }
    order::distinct(&mut cuts);
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut from = passage.start;
    for cut in cuts {
        // A clause is more than the space between a comma and the word that begins the next.
        let filled = text.get(from..cut).is_some_and(|t| t.chars().any(char::is_alphanumeric));
        if filled && cut < passage.end {
            out.push((from, cut));
            from = cut;
        }
    }
    out.push((from, passage.end));
    out
}

/// What is only spoken of: an announcement and a disclaimer reach to the end of the sentence, an
/// indirect question to the end of its clause.
pub fn reported(passage: &Passage) -> Vec<(usize, usize)> {
    let announced =
        passage.cues(Cue::Announcement).chain(passage.cues(Cue::Disclaimer)).map(|c| (c.start, passage.end));
    let asked = passage.cues(Cue::Indirect).filter(|c| c.strength == Strength::Strong).map(|c| {
        let clause = passage.clauses.get(passage.clause(c.start));
        (c.start, clause.map_or(passage.end, |&(_, end)| end))
    });
    announced.chain(asked).collect()
}

/// "…, please contact us": what to do follows straight after the comma.
fn offer_follows(passage: &Passage, after: usize) -> bool {
    passage.cues(Cue::ContactUs).any(|h| h.start >= after && h.start <= after + PLEASE)
}

fn subject_follows(passage: &Passage, after: usize) -> bool {
    passage.hits.iter().any(|h| {
        matches!(h.concept, Concept::Actor(Actor::Controller | Actor::Person))
            && h.strength == Strength::Strong
            && h.start >= after
            && h.start <= after + NEAR
    })
}
