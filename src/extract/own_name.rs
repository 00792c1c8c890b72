//! The controller by its name: "Example records your visits" says what "we record" says.
//!
//! Where the controller is a company that others share data with ("Google"), its name
//! in its own policy is no recipient and no third party.

use super::{clause, passage::Passage};
use crate::{
    lexicon::{Concept, Hit, Strength, hits, pattern::spaceless},
    order,
    taxonomy::{Actor, Cue, Label},
};

/// A shorter name may be a word.
const SHORTEST: usize = 3;

/// Makes the controller's name act as "we" does, wherever it stands.
pub fn speak(passages: &mut [Passage], name: &str) {
    let Some(name) = passages.first().map(|p| without_form(name, p)) else { return };
    let least = if name.chars().any(spaceless) { SHORTEST - 1 } else { SHORTEST };
    if name.chars().count() < least {
        return;
    }
    for passage in passages {
        let places: Vec<(usize, usize)> = places(passage, name).collect();
        if places.is_empty() {
            continue;
        }
        passage.hits.retain(|h| {
            let other = matches!(h.concept, Concept::Recipient(_) | Concept::Actor(Actor::ThirdParty));
            !(other && places.iter().any(|&(start, end)| start <= h.start && h.end <= end))
        });
        for &(start, end) in &places {
            for concept in [Concept::Actor(Actor::Controller), Concept::Cue(Cue::Speaker)] {
                passage.hits.push(Hit { concept, strength: Strength::Strong, start, end, gapped: false });
            }
        }
        order::by_key(&mut passage.hits, |h| h.start);
        passage.clauses = clause::clauses(passage);
        passage.reported = clause::reported(passage);
    }
}

/// "Example" of "Example B.V.".
fn without_form<'n>(name: &'n str, passage: &Passage) -> &'n str {
    let forms = hits(name, 0, passage.lang);
    let form = forms.iter().find(|h| h.concept == Concept::Label(Label::LegalForm) && h.start > 0);
    let end = form.map_or(name.len(), |h| h.start);
    name.get(..end).unwrap_or(name).trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Where a name stands as a word of its own.
fn places<'p>(passage: &'p Passage, name: &'p str) -> impl Iterator<Item = (usize, usize)> + 'p {
    let word = |c: char| c.is_alphanumeric() && !spaceless(c);
    passage.sentence().match_indices(name).filter_map(move |(at, found)| {
        let (start, end) = (passage.start + at, passage.start + at + found.len());
        let before = passage.text.get(..start)?.chars().next_back().is_some_and(word);
        let after = passage.text.get(end..)?.chars().next().is_some_and(word);
        let whole = found.chars().all(spaceless) || !before && !after;
        whole.then_some((start, end))
    })
}
