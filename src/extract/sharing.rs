//! Who gets data.

use super::{Place, Polarity, Reading, Statement, definition::Named, passage::Passage, polarity, subject};
use crate::{
    lexicon::{Concept, Hit, Strength},
    schema::{Condition, Stance},
    taxonomy::{Actor, Cue, Practice, Recipient, Topic, Verb},
};

/// Verbs by which data reaches somebody else.
const SHARING: &[Verb] = &[Verb::Share, Verb::Sell, Verb::Engage];

/// Reads one passage.
pub fn read(passage: &Passage, named: &[Named], reading: &mut Reading) {
    if passage.place == Place::Heading
        || passage.has_strong(Cue::Elsewhere)
        || passage.frame.refused
        || passage.has(Cue::Request)
        || explains(passage)
    {
        return;
    }
    let verbs: Vec<(Verb, &Hit)> =
        passage.verbs().filter(|(v, h)| SHARING.contains(v) && !by_person(passage, h) && !advice(passage, h)).collect();
    let topical = passage.about(Topic::Sharing) || passage.about(Topic::Sale) || passage.about(Topic::RecipientColumn);
    let mut said: Vec<(Recipient, Polarity)> = Vec::new();
    for (recipient, hit) in passage.recipients() {
        let Some(polarity) = reaches(passage, recipient, hit, &verbs, topical) else { continue };
        let polarity = settled(passage, recipient, hit, polarity);
        if !said.contains(&(recipient, polarity)) {
            said.push((recipient, polarity));
        }
    }
    gathered(passage, &mut said);
    demanded(passage, &mut said);
    unnamed(passage, &verbs, &mut said);
    for &(definition, at) in named {
        let clause = passage.clause(at);
        let sharing = verbs.iter().filter(|(v, h)| *v == Verb::Share && passage.clause(h.start) == clause);
        let Some((_, verb)) = sharing.min_by_key(|(_, h)| h.start.abs_diff(at)) else { continue };
        let polarity = polarity::of(passage, verb);
        said.extend(definition.recipients.iter().map(|r| (*r, polarity)));
    }
    for (recipient, polarity) in said {
        reading.add(passage, Statement::Shared { recipient, polarity });
    }
}

/// "A transfer means that control passes to another company": a glossary, in which nobody of
/// ours acts, shares nothing.
fn explains(passage: &Passage) -> bool {
    (passage.has_strong(Cue::Definition) || passage.about(Topic::Definitions))
        && !passage.actors().any(|(a, h)| a == Actor::Controller && h.strength == Strength::Strong)
}

/// Under which polarity data reaches a recipient, if it does.
fn reaches(
    passage: &Passage,
    recipient: Recipient,
    hit: &Hit,
    verbs: &[(Verb, &Hit)],
    topical: bool,
) -> Option<Polarity> {
    let clause = passage.clause(hit.start);
    let same = |h: &Hit| passage.clause(h.start) == clause;
    let governing = verbs
        .iter()
        .filter(|(_, h)| same(h))
        .min_by_key(|(_, h)| h.start.abs_diff(hit.start))
        .or_else(|| verbs.iter().min_by_key(|(_, h)| passage.clause(h.start).abs_diff(clause)));
    if let Some((verb, at)) = governing {
        let near = same(at);
        if at.strength == Strength::Weak && !adjoins(passage, at, hit) {
            return None;
        }
        if hit.strength == Strength::Weak && !near {
            return None;
        }
        let polarity = polarity::of(passage, at);
        if polarity::within_exception(passage, hit.start) {
            return Some(Polarity::YES);
        }
        if *verb == Verb::Engage && polarity.is_no() {
            return None;
        }
        // A recipient that is the subject of a negated verb is bound, not excluded.
        if is_subject(passage, hit, at) && polarity.stance != Stance::Yes {
            return None;
        }
        return Some(polarity);
    }
    if let Some(polarity) = passage.frame.share {
        // Under "we share with nobody, except:" the items are the exceptions.
        let polarity = if polarity.condition == Some(Condition::Exception) { Polarity::YES } else { polarity };
        return (passage.place == Place::Item).then_some(polarity);
    }
    // "Made public", "respond to subpoenas": the phrase for the recipient holds the verb.
    let whole = passage
        .hits
        .iter()
        .any(|h| matches!(h.concept, Concept::Verb(Verb::Share)) && hit.start <= h.start && h.end <= hit.end);
    // In a merger the data goes along with the business: "your data is among the assets".
    let merger = recipient == Recipient::Acquirers && passage.data().next().is_some();
    if (whole || merger) && hit.strength == Strength::Strong {
        return Some(polarity::of(passage, hit));
    }
    let leading = hit.start <= passage.start + 40;
    let named = !matches!(recipient, Recipient::ThirdParties | Recipient::OtherUsers | Recipient::Organisation);
    (topical && named && hit.strength == Strength::Strong && (passage.place == Place::Item || leading))
        .then_some(Polarity::YES)
}

/// "Advertisers may collect your browsing data": what others gather here reaches them.
fn gathered(passage: &Passage, said: &mut Vec<(Recipient, Polarity)>) {
    let handles = |v: Verb, h: &Hit| v == Verb::Collect || v == Verb::Process && h.strength == Strength::Strong;
    for (class, verb) in passage.verbs().filter(|(v, h)| handles(*v, h)) {
        let clause = passage.clause(verb.start);
        // A word that says little ("receive") needs the data in its own clause.
        let reach = usize::from(verb.strength == Strength::Strong);
        let data = passage.data().any(|(_, d)| passage.clause(d.start).abs_diff(clause) <= reach);
        let polarity = polarity::of(passage, verb);
        // Nobody else does it: a person between the two may be in a relative clause.
        let straight = |h: &Hit| passage.text.get(h.end..verb.start).is_some_and(|t| t.trim().is_empty());
        let alone = |hit: &Hit| {
            let nearer = |(a, h): (Actor, &Hit)| {
                h.start >= hit.end
                    && h.start < verb.end
                    && (a == Actor::Controller || a == Actor::Person && straight(h))
            };
            !passage.actors().any(nearer) && is_subject(passage, hit, verb)
        };
        let before = passage
            .recipients()
            .filter(|(_, h)| h.strength == Strength::Strong && h.end <= verb.start && passage.clause(h.start) == clause)
            .max_by_key(|(_, h)| h.end)
            .filter(|(_, h)| alone(h));
        let nearest = subject::behind(passage, verb)
            .or(before)
            .filter(|(r, _)| class == Verb::Collect && gathers(*r))
            .map(|(r, _)| r);
        let led = || {
            let leads = reach == 1 && polarity.stance == Stance::Yes && subject::led_by_others(passage, verb);
            subject::others(passage, clause).filter(|r| leads && gathers(*r))
        };
        let Some(recipient) = nearest.or_else(led).or_else(|| subject::done_by(passage, verb)) else { continue };
        if data && !polarity.is_no() && said.iter().all(|(known, _)| *known != recipient) {
            said.push((recipient, polarity));
        }
    }
}

/// An item like "in connection with a criminal investigation" under "we may disclose it without
/// your consent in these cases:" names no one; what the law demands goes to its authorities.
fn demanded(passage: &Passage, said: &mut Vec<(Recipient, Polarity)>) {
    let shared = passage.frame.share.is_some_and(|p| !p.is_no() || p.condition.is_some());
    if passage.place == Place::Item && shared && said.is_empty() && passage.has_strong(Cue::LegalRequest) {
        said.push((Recipient::Authorities, Polarity::when(Condition::LegalRequest)));
    }
}

/// Those who gather data on somebody else's pages.
fn gathers(recipient: Recipient) -> bool {
    matches!(
        recipient,
        Recipient::Advertisers
            | Recipient::AnalyticsProviders
            | Recipient::SocialNetworks
            | Recipient::ServiceProviders
            | Recipient::BusinessPartners
            | Recipient::PaymentProcessors
            | Recipient::ThirdParties
    )
}

/// Whether a recipient stands close behind a verb that says little by itself ("we use
/// Example Analytics", "we send it to the bank"), or right before it.
fn adjoins(passage: &Passage, verb: &Hit, recipient: &Hit) -> bool {
    const WORDS: usize = 7;
    const CHARACTERS: usize = 20;
    let (from, to) =
        if verb.end <= recipient.start { (verb.end, recipient.start) } else { (recipient.end, verb.start) };
    passage.apart(from, to).is_none_or(|(words, characters)| words <= WORDS && characters <= CHARACTERS)
}

/// Whether the person does the sharing: "you may share your posts".
fn by_person(passage: &Passage, verb: &Hit) -> bool {
    // "Voor je betaling werken we samen met …": we stand within the verb or straight behind it.
    let ours = |(a, h): (Actor, &Hit)| a == Actor::Controller && h.end > verb.start && h.start <= verb.end + 1;
    if passage.lang.data().negation_around && passage.actors().any(ours) {
        return false;
    }
    let subject = passage
        .actors()
        .filter(|(_, h)| h.end <= verb.start && h.strength == Strength::Strong)
        .max_by_key(|(_, h)| h.end);
    match subject {
        Some((Actor::Person, h)) => passage
            .text
            .get(h.end..verb.start)
            .is_some_and(|between| between.split_whitespace().count() <= 2 && between.chars().count() <= 20),
        _ => false,
    }
}

/// "Never share your password with anyone": a denial at the start of a sentence
/// in which nobody of ours acts.
fn advice(passage: &Passage, verb: &Hit) -> bool {
    let leads = passage.cues(Cue::Negator).any(|n| n.start <= passage.start + 1 && n.end <= verb.start);
    leads && !passage.actors().any(|(a, h)| a == Actor::Controller && h.strength == Strength::Strong)
}

/// Whether a recipient stands before the verb as its subject.
fn is_subject(passage: &Passage, recipient: &Hit, verb: &Hit) -> bool {
    recipient.end <= verb.start
        && passage.clause(recipient.start) == passage.clause(verb.start)
        && !passage.actors().any(|(a, h)| a == Actor::Controller && h.start >= recipient.end && h.end <= verb.start)
        && !passage.cues(Cue::Negator).any(|n| n.end <= recipient.start)
}

/// What the kind of recipient adds to the polarity.
fn settled(passage: &Passage, recipient: Recipient, hit: &Hit, polarity: Polarity) -> Polarity {
    match recipient {
        // Authorities are told what the law demands; a plain yes would claim more.
        Recipient::Authorities if !polarity.is_no() => Polarity::when(Condition::LegalRequest),
        // A specific recipient named under a denial with exceptions is one of the exceptions
        // where it stands in them, and denied where it stands before them.
        _ if polarity.condition == Some(Condition::LegalRequest) && recipient != Recipient::ThirdParties => {
            Polarity::YES
        }
        Recipient::ThirdParties | Recipient::Public | Recipient::OtherUsers => polarity,
        _ if polarity.condition == Some(Condition::Exception) && polarity::within_exception(passage, hit.start) => {
            Polarity::YES
        }
        _ => polarity,
    }
}

/// Shares and denials that name nobody: "we do not share your data", "we may
/// disclose it where the law requires".
fn unnamed(passage: &Passage, verbs: &[(Verb, &Hit)], said: &mut Vec<(Recipient, Polarity)>) {
    // "We do not transfer your data abroad" denies a way, not every recipient.
    let abroad = |verb: &Hit| {
        passage.hits.iter().filter(|h| h.concept == Concept::Practice(Practice::InternationalTransfer)).any(|h| {
            let nearer = verbs.iter().any(|(_, v)| v.start > verb.start && v.end <= h.start);
            let of_verb = passage.clause(h.start) == passage.clause(verb.start) && h.end > verb.start && !nearer;
            of_verb && h.strength == Strength::Strong
        })
    };
    for (_, hit) in verbs.iter().filter(|(v, h)| matches!(v, Verb::Share) && !abroad(h)) {
        let polarity = polarity::of(passage, hit);
        let clause = passage.clause(hit.start);
        let data = passage.data().any(|(_, d)| passage.clause(d.start).abs_diff(clause) <= 1);
        // "Never share your password with anyone" is advice: nobody of ours acts, nothing is passive.
        let passive = passage.data().any(|(_, d)| d.end <= hit.start);
        // "In these cases sharing your data needs no consent:" names nobody either.
        let ours = passage.actors().any(|(a, _)| a == Actor::Controller)
            || passive
            || passage.frame.share.is_some()
            || passage.has_strong(Cue::LegalRequest);
        // "We do not condition play on the disclosure of a child's data" says nothing of sharing at large.
        if !ours || passage.has(Cue::Duty) || passage.has(Cue::Child) {
            continue;
        }
        if passage.has(Cue::LegalRequest) && data && !said.iter().any(|(r, _)| *r == Recipient::Authorities) {
            let excepted = polarity.condition == Some(Condition::Exception);
            if !polarity.is_no() || excepted {
                said.push((Recipient::Authorities, Polarity::when(Condition::LegalRequest)));
            }
        }
        // "Not outside the EEA" is about a place, not about everybody.
        let abroad = passage.hits.iter().any(|h| {
            h.concept == Concept::Practice(Practice::InternationalTransfer) && passage.clause(h.start) == clause
        });
        let nobody = !abroad && !said.iter().any(|(r, _)| *r != Recipient::Authorities);
        let denied = polarity.is_no() || matches!(polarity.condition, Some(Condition::Exception));
        if nobody && denied && data && polarity::negated(passage, hit) {
            said.push((Recipient::ThirdParties, polarity));
        }
    }
}
