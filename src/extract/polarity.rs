//! Whether a clause says yes or no, and under which condition.

use super::{clause::PLEASE, passage::Passage};
use crate::{
    lexicon::{Hit, Strength},
    schema::{Condition, Stance},
    taxonomy::{Cue, Verb},
};

/// A stance with its condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Polarity {
    /// Yes, no or conditional.
    pub stance: Stance,
    /// The condition of a conditional stance.
    pub condition: Option<Condition>,
}

impl Polarity {
    /// A plain yes.
    pub const YES: Self = Self { stance: Stance::Yes, condition: None };
    /// A plain no.
    pub const NO: Self = Self { stance: Stance::No, condition: None };
    /// Under a condition.
    pub const fn when(condition: Condition) -> Self {
        Self { stance: Stance::Conditional, condition: Some(condition) }
    }
    /// Whether it is a no.
    pub fn is_no(self) -> bool {
        self.stance == Stance::No
    }
}

/// Whether the term at `hit` stands in the reach of a negator.
///
/// A negator turns what follows it in its clause. If nothing follows that it
/// could turn, it reaches over the comma into the next clause (Chinese puts the
/// circumstances there) and, in a language that negates around the verb, back
/// to the verbs before it.
pub fn negated(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let around = passage.lang.data().negation_around;
    passage.cues(Cue::Negator).any(|negator| {
        if negator.start < hit.end && hit.start < negator.end {
            // A negator that holds the verb turns it; one inside a gapped term is between its parts.
            return negator.start <= hit.start || hit.gapped;
        }
        let own = passage.clause(negator.start);
        if own == clause {
            if negator.end <= hit.start {
                return !joined(passage, negator);
            }
            if around {
                return !turns_something_after(passage, negator);
            }
            // "We collect no personal data": the word after the verb. Without spaces what
            // follows a verb straight away begins anew: "收集个人信息无需征得同意".
            return passage.text.get(hit.end..negator.start).is_some_and(|t| !t.is_empty() && t.trim().is_empty());
        }
        own + 1 == clause
            && negator.end <= hit.start
            && !turns_something_after(passage, negator)
            && !contrasts(passage, clause)
    })
}

/// Whether a verb that can be negated follows the negator in its clause.
fn turns_something_after(passage: &Passage, negator: &Hit) -> bool {
    let own = passage.clause(negator.start);
    let follows =
        |verb: Verb, v: &Hit| verb != Verb::Include && v.start >= negator.end && passage.clause(v.start) == own;
    passage.verbs().any(|(verb, v)| follows(verb, v)) && !joined(passage, negator)
}

/// "Wij verkopen ze niet aan derden en verstrekken ze alleen …": the negator turns the verb before
/// it, and "and" begins a predicate of its own.
fn joined(passage: &Passage, negator: &Hit) -> bool {
    let own = passage.clause(negator.start);
    let verbs = || passage.verbs().filter(|(v, h)| *v != Verb::Include && passage.clause(h.start) == own);
    let next = verbs().map(|(_, h)| h).filter(|h| h.start >= negator.end).min_by_key(|h| h.start);
    let and = |h: &Hit| {
        let within = |c: &Hit| c.start >= h.start && c.start > negator.end && c.end <= h.end;
        passage.cues(Cue::And).any(|c| c.end + 1 == h.start || h.gapped && within(c))
    };
    verbs().any(|(_, h)| h.end <= negator.start) && next.is_some_and(and)
}

/// Whether a clause begins with "but", "except" or "please contact us".
fn contrasts(passage: &Passage, clause: usize) -> bool {
    let Some(&(start, _)) = passage.clauses.get(clause) else { return false };
    let begins = [Cue::Contrast, Cue::Exception].iter().flat_map(|c| passage.cues(*c)).any(|c| c.start == start);
    begins || passage.cues(Cue::ContactUs).any(|c| c.start >= start && c.start <= start + PLEASE)
}

/// Whether the sentence names an exception for a denied verb. One that begins
/// after a later, undenied verb belongs to that: "we do not sell it and share it
/// only where …".
fn excepted(passage: &Passage, verb: &Hit) -> bool {
    passage.cues(Cue::Exception).chain(passage.cues(Cue::OnlyWhen)).filter(|c| c.strength == Strength::Strong).any(
        |cue| {
            !passage.verbs().any(|(class, between)| {
                matches!(class, Verb::Share | Verb::Sell | Verb::Collect)
                    && between.start >= verb.end
                    && between.end <= cue.start
                    && (!negated(passage, between)
                        || passage.cues(Cue::Negator).any(|n| n.start >= verb.end && n.end <= between.start))
            })
        },
    )
}

/// Whether a place lies within the exception: "except with our providers".
pub fn within_exception(passage: &Passage, at: usize) -> bool {
    let clause = passage.clause(at);
    let Some(&(start, _)) = passage.clauses.get(clause) else { return false };
    passage.cues(Cue::Exception).any(|e| e.strength == Strength::Strong && e.start == start && e.end <= at)
        && passage.cues(Cue::Negator).any(|n| passage.clause(n.start) < clause)
}

/// The polarity of a verb: its negation and the conditions of its sentence.
pub fn of(passage: &Passage, verb: &Hit) -> Polarity {
    let without = passage.has(Cue::WithoutConsent);
    if negated(passage, verb) {
        if within_exception(passage, verb.start) {
            return Polarity::YES;
        }
        if excepted(passage, verb) {
            return Polarity::when(Condition::Exception);
        }
        if without {
            return Polarity::when(Condition::Consent);
        }
        if passage.has(Cue::OptOut) {
            return Polarity::when(Condition::OptOut);
        }
        return Polarity::NO;
    }
    let clause = passage.clause(verb.start);
    let near = |cue: Cue| passage.cues(cue).any(|c| passage.clause(c.start).abs_diff(clause) <= 1);
    if near(Cue::Consent) || (without && near(Cue::WithoutConsent) && passage.has(Cue::Negator)) {
        return Polarity::when(Condition::Consent);
    }
    if near(Cue::OptOut) {
        return Polarity::when(Condition::OptOut);
    }
    if near(Cue::OnlyWhen) {
        return Polarity::when(Condition::Exception);
    }
    if near(Cue::LegalRequest) {
        return Polarity::when(Condition::LegalRequest);
    }
    Polarity::YES
}
