//! The contacts: each address once, the best place as its quote.

use super::evidence::Quotes;
use crate::{
    extract::{Found, Reading, Statement},
    schema::{Contact, RouteFound},
    taxonomy::Route,
};

/// An address with all places that name it.
type Entry<'r> = (Route, Option<String>, Option<&'static str>, Vec<&'r Found>);

fn entries(reading: &Reading) -> Vec<Entry<'_>> {
    let mut out: Vec<Entry> = Vec::new();
    for found in &reading.found {
        let Statement::Contact { kind, target, role } = &found.statement else { continue };
        // The lines of one postal address stand below each other.
        if let (Route::Post, Some(line), Some((Route::Post, Some(address), known, places))) =
            (kind, target, out.last_mut())
            && places.last().is_some_and(|p| p.block + 1 == found.block)
            && !address.contains(line.as_str())
        {
            *address = format!("{address}, {line}");
            *known = known.or(*role);
            places.push(found);
            continue;
        }
        match out.iter_mut().find(|(k, t, _, _)| k == kind && t == target) {
            Some((_, _, known, places)) => {
                *known = known.or(*role);
                places.push(found);
            }
            None => out.push((*kind, target.clone(), *role, vec![found])),
        }
    }
    // A hidden address beside a visible one of its kind tells nothing more.
    let visible: Vec<Route> = out.iter().filter(|e| e.1.is_some()).map(|e| e.0).collect();
    out.retain(|e| e.1.is_some() || !visible.contains(&e.0));
    out
}

/// All contacts.
pub fn contacts(reading: &Reading, quotes: &mut Quotes) -> Vec<Contact> {
    entries(reading)
        .into_iter()
        .map(|(kind, target, role, places)| Contact { kind, target, role, evidence: quotes.cite(&places) })
        .collect()
}

/// What "contact us" leads to: the address for privacy where there is one, else
/// the one named last (the contact section closes a policy), and the post.
pub fn routes(reading: &Reading) -> Vec<RouteFound> {
    let all = entries(reading);
    let mut out = Vec::new();
    let preferred = |e: &&Entry| matches!(e.2, Some("privacy" | "dpo"));
    for kind in [Route::Email, Route::Form, Route::Link, Route::Post, Route::Phone] {
        let of_kind: Vec<&Entry> = all.iter().filter(|e| e.0 == kind && !matches!(e.2, Some("security"))).collect();
        let best =
            of_kind.iter().copied().find(preferred).or_else(|| of_kind.iter().copied().max_by_key(|e| e.3.len()));
        let Some(best) = best else { continue };
        // Letters and calls are routes where nothing quicker is offered, or where the text says so itself.
        if matches!(kind, Route::Post | Route::Phone) && !out.is_empty() {
            continue;
        }
        out.push(RouteFound { kind, target: best.1.clone() });
    }
    out
}
