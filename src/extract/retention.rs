//! How long data is kept, and within which time requests are answered.

use super::{Place, Reading, Statement, duration, passage::Passage, polarity};
use crate::{
    document::Document,
    lexicon::{Concept, Hit, Strength},
    order,
    taxonomy::{Category, Choice, Cue, Practice, Retention, Topic, Verb},
};

/// The longest subject, in characters: it is a label, not a paragraph.
const LONGEST_SUBJECT: usize = 80;

/// Reads one passage.
pub fn read(passage: &Passage, document: &Document, reading: &mut Reading) {
    if passage.place == Place::Heading || passage.has(Cue::Elsewhere) {
        return;
    }
    let keeps = passage.has_verb(&[Verb::Retain]);
    let deletes = passage.has_verb(&[Verb::Delete]);
    let topical = passage.about(Topic::Retention) || passage.about(Topic::PeriodColumn) || passage.frame.retain;
    answered(passage, keeps, reading);
    if !(keeps || deletes || topical) {
        return;
    }
    bases(passage, document, topical, reading);
    periods(passage, document, keeps, deletes, topical, reading);
}

fn basis_hits<'p>(passage: &'p Passage) -> impl Iterator<Item = (Retention, &'p Hit)> {
    passage.hits.iter().filter_map(|h| match h.concept {
        Concept::Retention(r) => Some((r, h)),
        _ => None,
    })
}

fn bases(passage: &Passage, document: &Document, topical: bool, reading: &mut Reading) {
    let mut said = Vec::new();
    for (basis, hit) in basis_hits(passage) {
        // A weak phrase needs a clear verb of keeping or deleting, or the section's topic;
        // a deletion that the person asks for says nothing about keeping.
        let clear = passage.verbs().any(|(v, h)| {
            // "We delete it in accordance with the law" keeps nothing for the law's sake.
            let ends = v == Verb::Delete && basis != Retention::Legal && !asked(passage);
            h.strength == Strength::Strong && (v == Verb::Retain || ends)
        });
        if hit.strength == Strength::Weak && !clear && !topical {
            continue;
        }
        // "It shall not be the case that data is kept for ever."
        if basis == Retention::Indefinite && polarity::negated(passage, hit) && !holds_negator(passage, hit) {
            continue;
        }
        if !said.contains(&basis) {
            said.push(basis);
            add(passage, document, basis, reading);
        }
    }
}

/// Whether a term is itself a denial: "never deleted".
fn holds_negator(passage: &Passage, hit: &Hit) -> bool {
    passage.cues(Cue::Negator).any(|n| n.start < hit.end && hit.start < n.end)
}

/// Whether the passage speaks of a request of the person.
fn asked(passage: &Passage) -> bool {
    let choice =
        |h: &Hit| matches!(h.concept, Concept::Choice(Choice::Delete | Choice::CloseAccount | Choice::WithdrawConsent));
    passage.has(Cue::Right)
        || passage.has(Cue::Exercise)
        || passage.frame.rights
        || passage.about(Topic::Rights)
        || passage.about(Topic::Choices)
        || passage.hits.iter().any(choice)
}

fn add(passage: &Passage, document: &Document, basis: Retention, reading: &mut Reading) {
    let subject = subject(passage, document);
    reading.add(
        passage,
        Statement::Kept { basis, period: None, bound: None, subject, anonymous: passage.has(Cue::Anonymous) },
    );
}

fn periods(passage: &Passage, document: &Document, keeps: bool, deletes: bool, topical: bool, reading: &mut Reading) {
    if passage.has(Cue::Child) {
        return;
    }
    let responds = passage.has_verb(&[Verb::Respond]) && !keeps;
    // "We delete it within a month" answers a request, unless the person has left.
    let asked = passage.has_strong(Cue::Right)
        || passage.frame.rights
        || passage.about(Topic::Rights)
        || passage.has(Cue::Exercise);
    if responds || (deletes && !keeps && asked && !passage.has(Cue::Withdrawal)) {
        return;
    }
    for period in duration::durations(passage) {
        let near = passage.verbs().any(|(v, h)| {
            matches!(v, Verb::Retain | Verb::Delete)
                && passage.clause(h.start).abs_diff(passage.clause(period.start)) <= 2
        });
        if !(near || topical || keeps) {
            continue;
        }
        // "We do not keep it for 12 months" states no period.
        let denied = passage.verbs().any(|(v, h)| v == Verb::Retain && polarity::of(passage, h).is_no())
            && period.bound != crate::schema::Bound::Max;
        if denied {
            continue;
        }
        reading.add(
            passage,
            Statement::Kept {
                basis: Retention::Fixed,
                period: Some(period.iso),
                bound: Some(period.bound),
                subject: subject(passage, document),
                anonymous: passage.has(Cue::Anonymous),
            },
        );
    }
}

/// "We answer within 30 days", "we delete it within one month of your request".
fn answered(passage: &Passage, keeps: bool, reading: &mut Reading) {
    if keeps {
        return;
    }
    // A weak word of answering counts beside a right or a request.
    let request = passage.has(Cue::Exercise) || passage.hits.iter().any(|h| matches!(h.concept, Concept::Choice(_)));
    let answers = |h: &Hit| h.concept == Concept::Verb(Verb::Respond) && (request || h.strength == Strength::Strong);
    // A breach is reported, not answered.
    let breach = |h: &Hit| h.concept == Concept::Practice(Practice::BreachNotice) && h.strength == Strength::Strong;
    let responds = passage.hits.iter().any(answers) && !passage.hits.iter().any(breach);
    let deletes = passage.has_verb(&[Verb::Delete])
        && (passage.frame.rights
            || passage.about(Topic::Rights)
            || passage.has_strong(Cue::Right)
            || passage.has(Cue::Exercise))
        && !passage.has(Cue::Withdrawal);
    if !responds && !deletes {
        return;
    }
    let Some(period) = duration::durations(passage).into_iter().next() else { return };
    let mut actions: Vec<Choice> = if responds {
        passage
            .hits
            .iter()
            .filter_map(|h| match h.concept {
                Concept::Choice(c) => Some(c),
                _ => None,
            })
            .collect()
    } else {
        vec![Choice::Delete]
    };
    order::distinct(&mut actions);
    // A promised answer to an access request promises the access.
    for &action in &actions {
        reading.add(passage, Statement::Choice { action, routes: Vec::new(), contact: false });
    }
    reading.add(passage, Statement::Answered { period: period.iso, actions });
}

/// Which data a passage is about, in the text's own words: the row's first cell,
/// the first data term, else the heading.
fn subject(passage: &Passage, document: &Document) -> Option<String> {
    let block = document.blocks.get(passage.block)?;
    let cell = block.cells.first().and_then(|c| block.text.get(c.start..c.end));
    let term = passage.data().find(|(c, h)| *c != Category::PersonalUnspecified && h.strength == Strength::Strong);
    let general = passage.data().next();
    let text = cell
        .or_else(|| term.or(general).and_then(|(_, h)| passage.text.get(h.start..h.end)))
        .or_else(|| passage.section.and_then(|s| document.blocks.get(s)).map(|b| b.text.as_str()))?;
    let text = text.trim();
    (!text.is_empty() && text.chars().count() <= LONGEST_SUBJECT).then(|| text.to_string())
}
