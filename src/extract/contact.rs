//! How to reach the controller.

use super::{Place, Reading, Statement, passage::Passage, target};
use crate::{
    document::Document,
    lexicon::Concept,
    taxonomy::{Cue, Label, Route, Topic},
};

/// A postal address is a short line.
const LONGEST_ADDRESS: usize = 160;

/// Reads one passage.
pub fn read(passage: &Passage, document: &Document, reading: &mut Reading) {
    if passage.has(Cue::Elsewhere) || passage.frame.refused {
        return;
    }
    let section = passage.about(Topic::Contact) || passage.frame.contact;
    let invited = passage.has(Cue::ContactUs) || passage.has(Cue::Exercise);
    let role = role(passage);
    let regulator = labels(passage, Label::Regulator);
    for found in target::targets(passage, document) {
        let wanted = match found.kind {
            Route::Email => true,
            Route::Phone => section || invited || labels(passage, Label::Phone) || found.address.is_some(),
            // A link is a contact only where it is said to be one.
            _ => section && invited,
        };
        if wanted && !regulator {
            reading.add(passage, Statement::Contact { kind: found.kind, target: found.address, role });
        }
    }
    if let Some(address) = postal(passage, section) {
        reading.add(passage, Statement::Contact { kind: Route::Post, target: Some(address), role });
    }
}

fn labels(passage: &Passage, label: Label) -> bool {
    passage.hits.iter().any(|h| h.concept == Concept::Label(label))
}

fn role(passage: &Passage) -> Option<&'static str> {
    [
        (Label::RoleDpo, "dpo"),
        (Label::RoleRepresentative, "representative"),
        (Label::RolePrivacy, "privacy"),
        (Label::RoleSecurity, "security"),
        (Label::RoleSupport, "support"),
    ]
    .into_iter()
    .find(|(label, _)| labels(passage, *label))
    .map(|(_, role)| role)
}

/// A postal address: what follows a label for it, or a short line of the contact
/// section that looks like one (a number of four digits or more, or a street
/// number beside commas).
fn postal(passage: &Passage, section: bool) -> Option<String> {
    let label = passage.hits.iter().find(|h| h.concept == Concept::Label(Label::Post));
    if let Some(label) = label {
        let rest =
            passage.text.get(label.end..passage.end)?.trim_start_matches([':', '\u{ff1a}', ' ', '-', '*']).trim();
        let rest = rest.trim_end_matches(['.', '\u{3002}', ')', '\u{ff09}']);
        if rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().count() <= LONGEST_ADDRESS && !rest.contains('@') {
            return Some(rest.to_string());
        }
    }
    if !section || passage.place == Place::Heading {
        return None;
    }
    let text = passage.sentence().trim();
    let short = text.chars().count() <= LONGEST_ADDRESS && !text.contains(['@', '?']) && !text.contains("://");
    let long_number = text.split(|c: char| !c.is_ascii_digit()).any(|d| (4..=6).contains(&d.len()));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let street = text.contains(',') && digits > 0;
    let says = passage.verbs().next().is_some() || labels(passage, Label::Phone) || passage.has(Cue::ContactUs);
    let phone = digits > 9;
    (short && (long_number || street) && !says && !phone && date_free(passage)).then(|| text.to_string())
}

fn date_free(passage: &Passage) -> bool {
    !passage.hits.iter().any(|h| {
        matches!(h.concept, Concept::Month(_) | Concept::Label(Label::Updated | Label::Effective | Label::Copyright))
    })
}
