//! How to reach the controller.

use super::{Place, Reading, Statement, passage::Passage, postal, target};
use crate::{
    document::Document,
    lexicon::Concept,
    taxonomy::{Cue, Label, Route, Topic},
};

/// A postal address is a short line.
const LONGEST_ADDRESS: usize = 160;

/// Reads one passage.
pub fn read(passage: &Passage, before: &[Passage], document: &Document, reading: &mut Reading) {
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
        if wanted && !of_regulator(passage, found.start) {
            reading.add(passage, Statement::Contact { kind: found.kind, target: found.address.clone(), role });
        }
    }
    // "Write to us at the address below": the address is the next sentence or line.
    let announced = before.last().is_some_and(|b| b.has(Cue::ContactUs) && b.block + 1 >= passage.block);
    let address = labelled(passage)
        .or_else(|| coded(passage).filter(|_| (section || invited || announced) && !regulator))
        .or_else(|| line(passage).filter(|_| section));
    if let Some(address) = address {
        reading.add(passage, Statement::Contact { kind: Route::Post, target: Some(address), role });
    }
}

/// Whether an address is the regulator's: named in the sentence, with no "contact us"
/// nearer before the address.
fn of_regulator(passage: &Passage, at: usize) -> bool {
    let named = passage.hits.iter().filter(|h| h.concept == Concept::Label(Label::Regulator));
    let us = passage.cues(Cue::ContactUs).filter(|c| c.start < at).map(|c| c.start).max();
    named.map(|h| h.start).filter(|&s| us.is_none_or(|us| us < s)).min().is_some()
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

/// The postal address that a sentence names.
pub fn address(passage: &Passage) -> Option<String> {
    coded(passage).or_else(|| labelled(passage))
}

/// What follows a label for a postal address and is short enough for one.
fn labelled(passage: &Passage) -> Option<String> {
    let label = passage.hits.iter().find(|h| h.concept == Concept::Label(Label::Post))?;
    let rest = passage.text.get(label.end..passage.end)?.trim_start_matches([':', '\u{ff1a}', ' ', '-', '*']).trim();
    let rest = rest.trim_end_matches(['.', '\u{3002}', ')', '\u{ff09}']);
    let fits = rest.chars().count() <= LONGEST_ADDRESS && !rest.contains('@');
    (fits && rest.chars().any(|c| c.is_ascii_digit())).then(|| rest.to_string())
}

/// A postal address within a sentence, known by its postcode: from the last words of
/// inviting, colon or other address before it to the code.
pub fn coded(passage: &Passage) -> Option<String> {
    let sentence = passage.sentence();
    let code = postal::code(sentence)?;
    let head = sentence.get(..code.start)?;
    let inviting = |h: &&crate::lexicon::Hit| {
        matches!(
            h.concept,
            Concept::Cue(Cue::ContactUs | Cue::Exercise) | Concept::Label(Label::Post) | Concept::Route(_)
        ) && h.end <= passage.start + code.start
    };
    let cue = passage.hits.iter().filter(inviting).map(|h| h.end - passage.start).max();
    let mark = head.rfind([':', '\u{ff1a}', '@']).map(|at| at + head[at..].find(' ').unwrap_or(1));
    let from = cue.max(mark).unwrap_or(0);
    let text = sentence.get(from..code.end)?.trim_start_matches([':', '\u{ff1a}', ' ', '-', '*', ',']).trim();
    (text.chars().count() <= LONGEST_ADDRESS && text.len() > code.end - code.start + 4).then(|| text.to_string())
}

/// A short line that looks like an address: a number of four digits or more, or a
/// street number beside commas.
fn line(passage: &Passage) -> Option<String> {
    if passage.place == Place::Heading {
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
