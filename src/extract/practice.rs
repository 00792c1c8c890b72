//! Practices: security, children, transfers, changes, signals…

use super::{Place, Reading, Statement, duration, passage::Passage, polarity};
use crate::{
    lexicon::{Concept, Hit, Strength},
    schema::Stance,
    taxonomy::{Cue, Practice, Topic, Verb},
};

/// The oldest age below which a service is "not for children".
const OLDEST_CHILD: u32 = 21;

/// Reads one passage.
pub fn read(passage: &Passage, reading: &mut Reading) {
    if passage.place == Place::Heading || passage.frame.refused {
        return;
    }
    let mut said: Vec<(Practice, Stance)> = Vec::new();
    for hit in &passage.hits {
        let Concept::Practice(practice) = hit.concept else { continue };
        if passage.is_reported(hit.start) {
            continue;
        }
        if hit.strength == Strength::Weak && !topics(practice).iter().any(|t| passage.about(*t)) {
            continue;
        }
        if practice == Practice::SecurityMeasures && unsecured(passage, hit) {
            continue;
        }
        let stance = stance(passage, practice, hit);
        if said.contains(&(practice, stance)) {
            continue;
        }
        said.push((practice, stance));
        let detail = match practice {
            Practice::Children => age(passage).map(|a| a.to_string()),
            Practice::PolicyChanges => told(passage).map(str::to_string),
            _ => None,
        };
        reading.add(passage, Statement::Practised { practice, stance, detail });
    }
}

/// The detail of a change of policy of which people are told.
pub const NOTIFIED: &str = "notified";
/// The detail of a change of policy of which nobody is told.
pub const WITHOUT_NOTICE: &str = "without_notice";

/// Whether people are told of a change: "we will notify you", "without prior notice".
fn told(passage: &Passage) -> Option<&'static str> {
    let negated = |h: &Hit| polarity::negated(passage, h);
    if let Some(without) = passage.cues(Cue::WithoutNotice).next() {
        // "We will not change it without notice" promises one.
        let clause = passage.clause(without.start);
        let promised = passage.cues(Cue::Negator).any(|n| n.end <= without.start && passage.clause(n.start) == clause);
        return Some(if promised { NOTIFIED } else { WITHOUT_NOTICE });
    }
    passage.cues(Cue::Notified).any(|h| !negated(h)).then_some(NOTIFIED)
}

/// The topics of headings that make a practice's weak terms count.
fn topics(practice: Practice) -> &'static [Topic] {
    match practice {
        Practice::SecurityMeasures | Practice::BreachNotice => &[Topic::Security],
        Practice::Children => &[Topic::Children],
        Practice::InternationalTransfer => &[Topic::Transfer],
        Practice::PolicyChanges => &[Topic::Changes],
        Practice::CrossSiteTracking => &[Topic::Cookies],
        Practice::LegalBases => &[Topic::LegalBases, Topic::Use],
        Practice::DataProtectionOfficer => &[Topic::Contact],
        Practice::NoDiscrimination => &[Topic::Rights],
        Practice::ImpliedConsent => &[Topic::Introduction, Topic::Changes],
        Practice::AnonymisedUse => &[Topic::Use, Topic::Sharing],
        Practice::CombinesSources => &[Topic::Collection, Topic::Use],
        Practice::SensitiveOnlyWithConsent => &[Topic::Collection],
        _ => &[],
    }
}

/// Practices that a text can deny. The others ("we cannot guarantee security")
/// are stated even where a negator stands near.
fn deniable(practice: Practice) -> bool {
    matches!(
        practice,
        Practice::AiTraining
            | Practice::AutomatedDecisions
            | Practice::Profiling
            | Practice::CrossSiteTracking
            | Practice::CombinesSources
            | Practice::InternationalTransfer
            | Practice::Children
            | Practice::DoNotTrack
            | Practice::GlobalPrivacyControl
            | Practice::DataProtectionOfficer
    )
}

fn stance(passage: &Passage, practice: Practice, hit: &Hit) -> Stance {
    if !deniable(practice) {
        return Stance::Yes;
    }
    let inside = passage.cues(Cue::Negator).any(|n| n.start >= hit.start && n.end <= hit.end);
    let no = inside || polarity::negated(passage, hit) || (practice == Practice::Children && passage.has(Cue::Request));
    match practice {
        // "For children only with a parent's consent" is a condition, not a no.
        Practice::Children | Practice::InternationalTransfer if !no && passage.has(Cue::Consent) => Stance::Conditional,
        _ if no => Stance::No,
        _ => Stance::Yes,
    }
}

/// Whether words of security state no measure of the controller's: others' practices,
/// "your answers are not encrypted", "we may disclose it to comply with the law or to
/// protect our users". ("No transmission is wholly secure" holds its own denial and
/// belongs to what is said of security.)
fn unsecured(passage: &Passage, hit: &Hit) -> bool {
    let inside = passage.cues(Cue::Negator).any(|n| n.start < hit.end && hit.start < n.end);
    let straight = |n: &Hit| passage.text.get(n.end..hit.start).is_some_and(|t| t.trim().is_empty());
    let disclosed = passage.cues(Cue::LegalRequest).any(|c| c.start < hit.start)
        && passage.verbs().any(|(v, h)| v == Verb::Share && h.strength == Strength::Strong && h.end <= hit.start);
    passage.has(Cue::Elsewhere) || disclosed || (!inside && passage.cues(Cue::Negator).any(straight))
}

/// The age that a passage on children names: "under 13", "18 岁以下".
fn age(passage: &Passage) -> Option<u32> {
    let mut ages: Vec<u32> = duration::durations(passage)
        .into_iter()
        .filter_map(|d| d.iso.strip_prefix('P').and_then(|d| d.strip_suffix('Y')).and_then(|d| d.parse().ok()))
        .collect();
    if ages.is_empty() {
        ages = numbers(passage.sentence());
        ages.extend(passage.hits.iter().filter_map(|h| match h.concept {
            Concept::Value(v) => Some(v),
            _ => None,
        }));
    }
    ages.into_iter().find(|a| (10..=OLDEST_CHILD).contains(a))
}

fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty() && d.len() <= 3)
        .filter_map(|d| d.parse().ok())
        .collect()
}
