//! Where data terms stand without being collected: requests, rights, purposes, signals, safety.

use super::{Place, Polarity, passage::Passage, polarity};
use crate::{
    lexicon::{Concept, Hit, Strength},
    taxonomy::{Actor, Category, Cue, Practice, Recipient, Topic, Verb},
};

/// Whether the whole passage says nothing about collection: requests not to
/// send data, other parties' sites, children, definitions.
pub fn refused(passage: &Passage) -> bool {
    passage.has(Cue::Request)
        || passage.has(Cue::Instruction)
        || merges(passage)
        || passage.has_strong(Cue::Elsewhere)
        || passage.frame.refused
        || passage.about(Topic::ThirdPartySites)
        || (passage.has(Cue::Child) && !asks(passage))
        || signals(passage)
        || ((passage.place == Place::Body && passage.has_strong(Cue::Definition) || passage.about(Topic::Definitions))
            && !collects(passage))
        || passage.sentence().trim_end().ends_with(['?', '\u{ff1f}'])
}

/// Whether a sentence on children or parents says what the controller itself asks for and names
/// it: "we collect the parent's telephone number". What is denied there says nothing of others.
fn asks(passage: &Passage) -> bool {
    let named = passage.data().any(|(c, h)| c != Category::PersonalUnspecified && h.strength == Strength::Strong);
    let ours = passage.actors().any(|(a, h)| a == Actor::Controller && h.strength == Strength::Strong);
    named
        && ours
        && passage.verbs().any(|(v, h)| {
            v == Verb::Collect && h.strength == Strength::Strong && polarity::of(passage, h) == Polarity::YES
        })
}

/// Whether data stays on the person's device: it never comes to the controller. A cookie is read
/// from there.
pub fn on_device(passage: &Passage, category: Category) -> bool {
    let local = passage.has_strong(Cue::Local) || passage.frame.local && passage.place == Place::Item;
    local && category != Category::TrackingCookies && !collects(passage)
}

/// Whether the business changes hands: what goes along with it is not collected anew.
fn merges(passage: &Passage) -> bool {
    let acquirers = passage.recipients().any(|(r, h)| r == Recipient::Acquirers && h.strength == Strength::Strong);
    acquirers && passage.verbs().any(|(v, h)| matches!(v, Verb::Share | Verb::Sell) && h.strength == Strength::Strong)
}

/// Whether safety is what the passage is about: "your password is stored encrypted".
pub fn secures(passage: &Passage) -> bool {
    passage
        .hits
        .iter()
        .any(|h| h.concept == Concept::Practice(Practice::SecurityMeasures) && h.strength == Strength::Strong)
}

/// Whether a browser's signal is what the passage is about: "we do not act on Do Not Track requests".
fn signals(passage: &Passage) -> bool {
    passage.hits.iter().any(|h| {
        matches!(h.concept, Concept::Practice(Practice::DoNotTrack | Practice::GlobalPrivacyControl))
            && h.strength == Strength::Strong
    })
}

fn collects(passage: &Passage) -> bool {
    passage.verbs().any(|(v, h)| v == Verb::Collect && h.strength == Strength::Strong)
}

/// Whether a data term stands in a right or a duty: "you may correct your e-mail address".
pub fn in_right(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let here = |h: &Hit| passage.clause(h.start) == clause;
    let right = passage.cues(Cue::Right).any(|c| c.strength == Strength::Strong && c.end <= hit.start && here(c));
    let duty = passage.cues(Cue::Duty).any(|c| c.end <= hit.start && here(c))
        && !passage.verbs().any(|(v, h)| matches!(v, Verb::Provide | Verb::Collect) && h.strength == Strength::Strong);
    let around = |h: &Hit| h.start <= hit.start && hit.end <= h.end;
    let choice = passage.hits.iter().any(|h| matches!(h.concept, Concept::Choice(_)) && (here(h) || around(h)))
        && (passage.has(Cue::Right)
            || passage.frame.rights
            || passage.about(Topic::Rights)
            || passage.about(Topic::Choices));
    right || duty || choice || (passage.frame.rights && passage.place == Place::Item)
}

/// Whether a data term names a permission of the device: "the camera permission" lets an app
/// film, and says nothing of what it keeps.
pub fn in_permission(passage: &Passage, hit: &Hit) -> bool {
    passage.cues(Cue::Permission).any(|c| {
        c.start < hit.end && hit.start < c.end && passage.clause(c.start) == passage.clause(c.end.saturating_sub(1))
    })
}

/// Whether a data term stands in a purpose: "to improve your search results, we…".
pub fn in_purpose(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let overlapped = passage.hits.iter().any(|h| {
        matches!(h.concept, Concept::Purpose(_))
            && h.strength == Strength::Strong
            && !h.gapped
            && h.start <= hit.start
            && hit.end <= h.end
    });
    // "You are asked to give": the word is part of the verb.
    let of_verb = |c: &Hit| {
        passage.verbs().any(|(v, h)| matches!(v, Verb::Collect | Verb::Provide) && h.start < c.start && c.end <= h.end)
    };
    let cue = passage
        .cues(Cue::PurposeClause)
        .filter(|c| c.strength == Strength::Strong && c.end <= hit.start && passage.clause(c.start) == clause)
        .filter(|c| !of_verb(c))
        .max_by_key(|c| c.end);
    let Some(cue) = cue else { return overlapped };
    // A verb of collecting or an enumeration after the purpose begins anew.
    let anew = passage.verbs().any(|(v, h)| {
        matches!(v, Verb::Collect | Verb::Provide | Verb::Process) && h.start >= cue.end && h.end <= hit.start
    });
    !anew || overlapped
}
