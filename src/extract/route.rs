//! How a choice is made: the routes that a passage names.

use super::{
    contact,
    passage::Passage,
    target::{Target, targets},
};
use crate::{
    document::Document,
    lexicon::{Concept, Hit, Strength},
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
const TO_ADDRESS: usize = 64;

/// What stands between the steps of a way through menus: "Settings > Privacy > Ads".
const STEPS: &[char] = &['>', '\u{2192}', '\u{203a}', '\u{00bb}', '\u{ff1e}'];

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
    for target in found {
        let kind = if industry(target) { Route::IndustryOptOut } else { target.kind };
        add(kind, target.address.clone());
    }
    let strong = found.iter().any(|t| t.kind == Route::Link);
    let walked = passage.hits.iter().any(|h| is_settings(h) && in_path(passage, h));
    for hit in &passage.hits {
        let Concept::Route(kind) = hit.concept else { continue };
        // "By e-mail" beside an address says the same; alone, in a weak form, it is only a word.
        let path = is_settings(hit) && in_path(passage, hit);
        if hit.strength == Strength::Weak && !path && !found.iter().any(|t| t.kind == kind) {
            continue;
        }
        // "Go to Settings > Ads" leads to no page.
        if kind == Route::Link && (strong || walked) {
            continue;
        }
        // "By writing to privacy@…" is no letter.
        let near = |t: &Target| t.kind == Route::Email && t.start >= hit.end && t.start - hit.end <= TO_ADDRESS;
        if kind == Route::Post && found.iter().any(near) {
            continue;
        }
        let address = if kind == Route::Post { contact::address(passage) } else { None };
        add(kind, address);
    }
    let posted = out.iter().any(|r| r.kind == Route::Post);
    if let Some(address) = contact::coded(passage).filter(|_| !posted) {
        out.push(RouteFound { kind: Route::Post, target: Some(address) });
    }
    (out, passage.has(Cue::ContactUs))
}

fn is_settings(hit: &Hit) -> bool {
    matches!(
        hit.concept,
        Concept::Route(Route::AccountSettings | Route::DeviceSettings | Route::BrowserSettings | Route::CookieSettings)
    )
}

/// Whether a word is a step of a way through menus.
fn in_path(passage: &Passage, hit: &Hit) -> bool {
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*' | '\u{201d}' | '\u{201c}' | ']' | '[' | '\u{300d}');
    let after = passage.text.get(hit.end..passage.end).map(|t| t.trim_start_matches(marks));
    let before = passage.text.get(passage.start..hit.start).map(|t| t.trim_end_matches(marks));
    after.is_some_and(|t| t.starts_with(STEPS) || t.starts_with("->")) || before.is_some_and(|t| t.ends_with(STEPS))
}
