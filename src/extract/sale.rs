//! Whether data is sold. "Sell" is read with rent, lease and trade.

use super::{Place, Polarity, Reading, Statement, passage::Passage, polarity};
use crate::{
    lexicon::Strength,
    schema::{Condition, Stance},
    taxonomy::{Actor, Cue, Recipient, Topic, Verb},
};

/// Reads one passage.
pub fn read(passage: &Passage, reading: &mut Reading) {
    if passage.place == Place::Heading
        || passage.has(Cue::Elsewhere)
        || passage.has(Cue::Request)
        || passage.frame.refused
        || passage.frame.rights
        // "We do not sell the data of readers under 16" says nothing of the others.
        || passage.has(Cue::Child)
        || passage.has_strong(Cue::Definition)
        || passage.has_strong(Cue::Right)
        || passage.sentence().trim_end().ends_with(['?', '\u{ff1f}'])
    {
        return;
    }
    for (verb, hit) in passage.verbs() {
        // Weak words of selling are those of marketing, too.
        if verb != Verb::Sell || hit.strength != Strength::Strong {
            continue;
        }
        // Something of a person must be what is sold.
        let anaphor = passage.frame.data_before && polarity::negated(passage, hit);
        if passage.data().next().is_none() && !anaphor && !passage.about(Topic::Sale) && !passage.about(Topic::Sharing)
        {
            continue;
        }
        // The business itself is sold in a merger; a third party may be bound not to sell.
        if passage.recipients().any(|(r, _)| r == Recipient::Acquirers) && !polarity::negated(passage, hit) {
            continue;
        }
        let clause = passage.clause(hit.start);
        let foreign = passage
            .actors()
            .filter(|(_, h)| h.end <= hit.start && passage.clause(h.start) == clause)
            .max_by_key(|(_, h)| h.end)
            .is_some_and(|(a, _)| a != Actor::Controller);
        if foreign && !passage.actors().any(|(a, h)| a == Actor::Controller && passage.clause(h.start) == clause) {
            continue;
        }
        let mut polarity = polarity::of(passage, hit);
        // A yes needs the data as the object in its own clause: companies sell products, too.
        let object = passage.data().any(|(_, d)| passage.clause(d.start) == clause);
        if polarity.stance == Stance::Yes && !object {
            continue;
        }
        // For a sale, the person's consent is the condition that matters most.
        if polarity.condition == Some(Condition::Exception) && passage.has(Cue::WithoutConsent) {
            polarity = Polarity::when(Condition::Consent);
        }
        reading.add(passage, Statement::Sold { polarity });
        return;
    }
}
