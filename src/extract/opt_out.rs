//! What a bare "you may opt out" is about: the word alone does not say it.
//!
//! The nearest context decides: the same sentence, then the sentences before it in the
//! block, then the section's heading. Where nothing tells, it is an objection to the
//! processing in question (Art. 21 GDPR speaks of no more than that).

use super::passage::Passage;
use crate::{
    lexicon::{Concept, Strength},
    taxonomy::{Choice, Cue, Purpose, Topic, Verb},
};

/// How many sentences back the object of a bare opt-out may stand.
const BACK: usize = 3;

/// What the opt-out of a passage refers to; `before` are the passages before it, the nearest last.
pub fn object(passage: &Passage, before: &[Passage]) -> Choice {
    let near = before.iter().rev().take(BACK).take_while(|p| p.block == passage.block);
    std::iter::once(passage).chain(near).find_map(told).or_else(|| by_topic(passage)).unwrap_or(Choice::Object)
}

/// What a sentence speaks of.
fn told(passage: &Passage) -> Option<Choice> {
    let named = passage.hits.iter().find_map(|h| match h.concept {
        Concept::Choice(c) if h.strength == Strength::Strong && is_opt_out(c) => Some(c),
        _ => None,
    });
    let advertises = passage
        .hits
        .iter()
        .any(|h| h.concept == Concept::Purpose(Purpose::Advertising) && h.strength == Strength::Strong);
    let says = |verb: Verb| passage.verbs().any(|(v, h)| v == verb && h.strength == Strength::Strong);
    if named.is_some() {
        named
    } else if passage.has(Cue::Marketing) && !says(Verb::Share) {
        Some(Choice::Unsubscribe)
    } else if says(Verb::Sell) {
        Some(Choice::OptOutSale)
    } else if advertises {
        Some(Choice::OptOutAds)
    } else if says(Verb::Share) {
        Some(Choice::OptOutSharing)
    } else {
        None
    }
}

/// What a heading makes of it.
fn by_topic(passage: &Passage) -> Option<Choice> {
    let topics =
        [(Topic::Sale, Choice::OptOutSale), (Topic::Sharing, Choice::OptOutSharing), (Topic::Cookies, Choice::Cookies)];
    topics.into_iter().find(|(t, _)| passage.about(*t)).map(|(_, c)| c)
}

fn is_opt_out(choice: Choice) -> bool {
    matches!(
        choice,
        Choice::Unsubscribe
            | Choice::OptOutSale
            | Choice::OptOutAds
            | Choice::OptOutSharing
            | Choice::OptOutAnalytics
            | Choice::OptOutAi
    )
}
