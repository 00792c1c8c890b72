//! Which verb a data term belongs to, and who does it.

use super::passage::Passage;
use crate::{
    lexicon::{Concept, Hit, Strength},
    taxonomy::{Actor, Cue, Recipient, Verb},
};

/// Verbs that say that data comes to the controller or is handled by it.
pub const GOVERNING: &[Verb] = &[Verb::Collect, Verb::Process, Verb::Provide, Verb::Retain, Verb::Infer];

/// The verb that governs a place: the last one before it in its clause, else the
/// first after it there, else the last one of the clause before.
pub fn nearest<'p>(passage: &'p Passage, at: usize, wanted: &[Verb]) -> Option<(Verb, &'p Hit)> {
    let clause = passage.clause(at);
    let verbs: Vec<(Verb, &Hit)> = passage.verbs().filter(|(v, _)| wanted.contains(v)).collect();
    let same = |v: &&(Verb, &Hit)| passage.clause(v.1.start) == clause;
    let before = verbs.iter().filter(same).rfind(|(_, h)| h.end <= at);
    let after = verbs.iter().filter(same).find(|(_, h)| h.start >= at);
    let overlapping = verbs.iter().find(|(_, h)| h.start <= at && at < h.end);
    let earlier = verbs.iter().rfind(|(_, h)| passage.clause(h.start) < clause);
    // "Special data, such as …, we do not process": the verb stands after the aside.
    let later = verbs.iter().find(|(_, h)| passage.clause(h.start) == clause + 1);
    overlapping.or(before).or(after).or(earlier).or(later).copied()
}

/// Whether a term is what a clause shares, sells or deletes, and nothing there collects it:
/// "we share your number with couriers" is read as sharing.
pub fn passed_on(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let strong: Vec<(Verb, &Hit)> = passage
        .verbs()
        .filter(|(v, h)| *v != Verb::Include && h.strength == Strength::Strong && passage.clause(h.start) == clause)
        .collect();
    let collects = strong.iter().any(|(v, h)| matches!(v, Verb::Collect | Verb::Provide) && !describes(passage, h));
    let last = strong.iter().rfind(|(_, h)| h.end <= hit.start);
    !collects && last.is_some_and(|(v, _)| matches!(v, Verb::Share | Verb::Sell | Verb::Delete | Verb::Engage))
}

/// Another verb of the same clause before a term, where somebody else does the nearest one:
/// "we record the model of the device that you use".
pub fn own<'p>(passage: &'p Passage, not: &Hit, hit: &Hit) -> Option<(Verb, &'p Hit)> {
    let clause = passage.clause(not.start);
    passage
        .verbs()
        .filter(|(v, h)| GOVERNING.contains(v) && h.end <= hit.start && h.start != not.start)
        .filter(|(v, h)| passage.clause(h.start) == clause && !foreign(passage, *v, h))
        .max_by_key(|(_, h)| h.end)
}

/// Whether somebody else does the verb, and is told not to: "third parties may not use…".
/// A word that says little ("give", "use", "see") also needs the right one to do it:
/// what we give and what you see is nothing that is collected.
pub fn foreign(passage: &Passage, verb: Verb, at: &Hit) -> bool {
    if verb != Verb::Provide && (led_by_others(passage, at) || done_by(passage, at).is_some()) {
        return true;
    }
    let clause = passage.clause(at.start);
    if verb != Verb::Provide && behind(passage, at).is_some() {
        return true;
    }
    let subject = |persons: bool| {
        passage
            .actors()
            .filter(|(a, h)| h.strength == Strength::Strong && (persons || *a != Actor::Person))
            .map(|(a, h)| (Some(a), h))
            .chain(passage.recipients().map(|(_, h)| (None, h)))
            .filter(|(_, h)| h.end <= at.start && passage.clause(h.start) == clause)
            .max_by_key(|(_, h)| h.end)
    };
    let Some((actor, h)) = subject(true) else { return false };
    let weak = at.strength == Strength::Weak;
    match (actor, verb) {
        // "您可以向我们提供": the nearest is the one who gets it.
        (Some(Actor::Controller), Verb::Provide) => {
            weak && !passage
                .actors()
                .any(|(a, p)| a == Actor::Person && p.end <= h.start && passage.clause(p.start) == clause)
        }
        (None | Some(Actor::ThirdParty), Verb::Provide) => weak && subject_of(passage, h, at),
        (_, Verb::Provide) => false,
        // What others collect for themselves is not the controller's collection.
        (None | Some(Actor::ThirdParty), _) => subject_of(passage, h, at),
        // "You collect": the person stands straight before the verb.
        (Some(Actor::Person), _) => {
            let straight = passage.text.get(h.end..at.start).is_some_and(|t| t.trim().is_empty());
            // "Advertisers may … the pages that you see … record": the person is in a relative clause.
            let others = || {
                subject(false).is_some_and(|(a, h)| {
                    a != Some(Actor::Controller) && filled(passage, h, at) && subject_of(passage, h, at)
                })
            };
            // "Je geboortedatum": what stands straight before a thing of the person owns it.
            let owner = passage.data().any(|(_, d)| passage.apart(h.end, d.start) == Some((0, 0)));
            verb != Verb::Retain && (straight || weak && !owner && subject_of(passage, h, at)) || others()
        }
        _ => false,
    }
}

/// How many words, or characters of a script without them, may open a clause before its subject:
/// "some of our partners", "a permitted advertiser".
const OPENING: (usize, usize) = (4, 6);

/// Whether somebody else is the subject that opens the verb's clause, however far away, and the
/// controller does not begin to act in between: "advertisers on our site may use cookies".
pub fn led_by_others(passage: &Passage, verb: &Hit) -> bool {
    // "Our site" after the subject is a place; only "we" begins to act anew.
    let own = |from: usize| {
        passage
            .cues(Cue::Speaker)
            .any(|we| we.strength == Strength::Strong && we.start >= from && we.start <= verb.end + INVERTED)
    };
    let opened = opening(passage, passage.clause(verb.start));
    let suffers = |from: usize| passage.cues(Cue::Passive).any(|p| p.start >= from && p.end <= verb.start);
    opened.is_some_and(|subject| subject.end <= verb.start && !own(subject.end) && !suffers(subject.end))
        || permitted(passage, verb).is_some_and(|permit| !own(permit.start))
}

/// "We allow advertisers to set cookies": a phrase that names others and what they may do; the
/// verbs in it and behind it in the clause are theirs.
fn permitted<'p>(passage: &'p Passage, verb: &Hit) -> Option<&'p Hit> {
    let clause = passage.clause(verb.start);
    let within = |h: &Hit, outer: &Hit| outer.start <= h.start && h.end <= outer.end;
    let acts = |from: usize, outer: &Hit| {
        passage.verbs().any(|(v, inner)| GOVERNING.contains(&v) && inner.start >= from && within(inner, outer))
    };
    passage.verbs().find_map(|(v, h)| {
        let others = passage.actors().filter(|(a, _)| *a == Actor::ThirdParty).map(|(_, r)| r);
        let mut named = others.chain(passage.recipients().map(|(_, r)| r)).filter(|r| within(r, h));
        let here = v == Verb::Engage && h.gapped && h.start <= verb.start && passage.clause(h.start) == clause;
        (here && named.any(|r| acts(r.end, h))).then_some(h)
    })
}

/// Somebody else who opens a clause.
fn opening<'p>(passage: &'p Passage, clause: usize) -> Option<&'p Hit> {
    let &(start, end) = passage.clauses.get(clause)?;
    let here = |h: &&Hit| h.start >= start && h.start < end;
    let candidates = passage
        .actors()
        .filter(|(a, h)| {
            // "They" are those of whom the sentence before spoke.
            *a == Actor::ThirdParty && (h.strength == Strength::Strong || passage.frame.others.is_some())
        })
        .map(|(_, h)| h)
        .chain(passage.recipients().filter(|(_, h)| h.strength == Strength::Strong).map(|(_, h)| h));
    let first = candidates.filter(here).min_by_key(|h| h.start)?;
    let (words, characters) = passage.apart(start, first.start)?;
    let opens = words <= OPENING.0 && characters <= OPENING.1;
    // What follows a preposition or a verb is no subject: "with our partners we collect".
    let before = |h: &Hit| h.start >= start && h.end <= first.start;
    let governed = passage
        .hits
        .iter()
        .any(|h| before(h) && matches!(h.concept, Concept::Verb(_) | Concept::Cue(Cue::Speaker | Cue::Agent)));
    (opens && !governed).then_some(first)
}

/// Whom a clause that others open is about; "they" are those of the sentence before.
pub fn others(passage: &Passage, clause: usize) -> Option<Recipient> {
    let subject = opening(passage, clause)?;
    let named = passage.recipients().filter(|(_, h)| h.start < subject.end && subject.start < h.end);
    let pronoun = || passage.frame.others.filter(|_| subject.strength == Strength::Weak || clause == 0);
    named.map(|(r, _)| r).next().or_else(pronoun).or(Some(Recipient::ThirdParties))
}

/// "It can be read and collected by other users": who does it stands behind the verb.
pub fn done_by(passage: &Passage, verb: &Hit) -> Option<Recipient> {
    let clause = passage.clause(verb.start);
    let by = passage
        .cues(Cue::Agent)
        .filter(|by| by.start >= verb.end && passage.clause(by.start) == clause)
        .find(|by| passage.apart(verb.end, by.start).is_some_and(|(words, _)| words <= 3))?;
    let straight = |h: &Hit| passage.apart(by.end, h.start).is_some_and(|(words, _)| words <= 1);
    let named = passage.recipients().find(|(_, h)| straight(h)).map(|(r, _)| r);
    let unnamed = || passage.actors().any(|(a, h)| a == Actor::ThirdParty && straight(h));
    named.or_else(|| unnamed().then_some(Recipient::ThirdParties))
}

/// How many bytes behind its verb a subject may stand: "daarvoor bewaren wij".
const INVERTED: usize = 12;

/// Whether a word that says little ("see", "keep", "store") has the controller before it as the
/// one who does it, stands behind its object ("your visits are logged") or begins an item.
pub fn unowned(passage: &Passage, verb: Verb, at: &Hit, data: &Hit) -> bool {
    let clause = passage.clause(at.start);
    let suffers = passage.lang.data().negation_around
        || passage.cues(Cue::Passive).any(|p| p.start >= data.end && p.end <= at.start);
    if at.strength == Strength::Strong || verb != Verb::Collect || data.end <= at.start && suffers {
        return false;
    }
    !passage.cues(Cue::Speaker).any(|we| we.start <= at.end + INVERTED && passage.clause(we.start) == clause)
        && passage.place != super::Place::Item
}

/// Whether a term stands before its verb as the subject, not in "from third parties we collect".
fn subject_of(passage: &Passage, subject: &Hit, verb: &Hit) -> bool {
    let between = passage.text.get(subject.end..verb.start).unwrap_or("");
    let controller =
        passage.actors().any(|(a, h)| a == Actor::Controller && h.start >= subject.end && h.start <= verb.end + 12);
    let (words, chars) = if filled(passage, subject, verb) { (20, 200) } else { (6, 40) };
    // "We and our partners collect": both do.
    let joint = passage.cues(Cue::Speaker).any(|we| {
        we.strength == Strength::Strong
            && passage.clause(we.start) == passage.clause(subject.start)
            && passage.apart(we.end, subject.start).is_some_and(|(words, characters)| words <= 2 && characters <= 2)
    });
    !controller && !joint && between.split_whitespace().count() <= words && between.chars().count() <= chars
}

/// The recipient that stands as the subject straight behind its verb, in a language that puts it
/// there when something else begins the sentence: "ontvangt onze partner uw adres".
pub fn behind<'p>(passage: &'p Passage, verb: &Hit) -> Option<(Recipient, &'p Hit)> {
    let clause = passage.clause(verb.start);
    let actor = passage.actors().any(|(a, p)| {
        let ours = matches!(a, Actor::Controller | Actor::Person) && p.start < verb.end;
        ours && p.end > verb.start || a == Actor::Controller && p.end <= verb.start && passage.clause(p.start) == clause
    });
    // Nothing stands between the two but "our".
    let close = |h: &Hit| {
        let our = passage.actors().find(|(a, p)| *a == Actor::Controller && p.start > verb.end && p.end < h.start);
        let from = our.map_or(verb.end, |(_, p)| p.end);
        our.is_none_or(|(_, p)| passage.apart(verb.end, p.start) == Some((0, 0)))
            && passage.apart(from, h.start) == Some((0, 0))
    };
    let around = passage.lang.data().negation_around && !actor;
    passage.recipients().find(|(_, h)| around && h.strength == Strength::Strong && close(h))
}

/// Whether examples stand between a subject and its verb ("third parties such as …") or, where
/// the verb ends its clause (Dutch), the object. In the passive nobody has to be its subject.
fn filled(passage: &Passage, subject: &Hit, verb: &Hit) -> bool {
    let within = |h: &Hit| h.start >= subject.end && h.end <= verb.start;
    let object = passage.data().any(|(_, h)| within(h)) && !passage.cues(Cue::Passive).any(within);
    object || passage.verbs().any(|(v, h)| v == Verb::Include && within(h))
}

/// Whether a verb is part of a relative clause: "the information that we collect".
pub fn describes(passage: &Passage, verb: &Hit) -> bool {
    passage.cues(Cue::Modifier).any(|m| m.start <= verb.start && verb.start < m.end)
}
