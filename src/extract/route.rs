//! How a choice is made: the routes that a passage names.

use super::{
    passage::Passage,
    target::{Target, targets},
};
use crate::{
    document::Document,
    lexicon::{Concept, Strength},
    schema::RouteFound,
    taxonomy::{Cue, Route},
};

/// Hosts of the industry's opt-out pages (DAA, NAI, EDAA, TrustArc): they are
/// addresses, in no language.
const INDUSTRY_HOSTS: &[&str] = &[
    "aboutads.info",
    "networkadvertising.org",
    "thenai.org",
    "youronlinechoices",
    "youradchoices",
    "edaa.eu",
    "optout.networkadvertising",
    "digitaladvertisingalliance.org",
];

/// How far behind "write to" an address may stand, in bytes.
const TO_ADDRESS: usize = 24;

/// The routes of a passage, and whether it points to the contact details.
pub fn routes(passage: &Passage, document: &Document) -> (Vec<RouteFound>, bool) {
    let found = targets(passage, document);
    let mut out: Vec<RouteFound> = Vec::new();
    let mut add = |kind: Route, target: Option<String>| {
        let known =
            out.iter().position(|r| r.kind == kind && (r.target == target || r.target.is_none() || target.is_none()));
        match known {
            Some(i) if out[i].target.is_none() => out[i].target = target,
            Some(_) => {}
            None => out.push(RouteFound { kind, target }),
        }
    };
    let industry = |t: &Target| t.address.as_deref().is_some_and(|a| INDUSTRY_HOSTS.iter().any(|h| a.contains(h)));
    for target in &found {
        let kind = if industry(target) { Route::IndustryOptOut } else { target.kind };
        add(kind, target.address.clone());
    }
    let strong = found.iter().any(|t| t.kind == Route::Link);
    for hit in &passage.hits {
        let Concept::Route(kind) = hit.concept else { continue };
        // "By e-mail" beside an address says the same; alone, in a weak form, it is only a word.
        if hit.strength == Strength::Weak && !found.iter().any(|t| t.kind == kind) {
            continue;
        }
        if kind == Route::Link && strong {
            continue;
        }
        // "By writing to privacy@…" is no letter.
        let near = |t: &Target| t.kind == Route::Email && t.start >= hit.end && t.start - hit.end <= TO_ADDRESS;
        if kind == Route::Post && found.iter().any(near) {
            continue;
        }
        add(kind, None);
    }
    (out, passage.has(Cue::ContactUs))
}
