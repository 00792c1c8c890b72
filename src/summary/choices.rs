//! Choices with the routes that serve them, also when these stand far away.

use super::{contacts, evidence::Quotes};
use crate::{
    extract::{Found, Reading, Statement},
    schema::{ChoiceFound, RouteFound},
    taxonomy::{Choice, Route},
};

/// Rights that a data subject request serves: a general "to exercise your
/// rights, write to…" is their route.
fn by_request(action: Choice) -> bool {
    matches!(
        action,
        Choice::Access
            | Choice::Correct
            | Choice::Delete
            | Choice::Portability
            | Choice::Restrict
            | Choice::Object
            | Choice::WithdrawConsent
            | Choice::AutomatedDecisions
            | Choice::LimitSensitive
            | Choice::CloseAccount
            | Choice::OptOutSale
    )
}

/// The quotes of a choice, with the items of the lists that it heads and, where all are asked
/// for, behind them the places that tell how such requests are made and answered.
fn cite<'r>(reading: &'r Reading, action: Choice, mut found: Vec<&'r Found>, quotes: &mut Quotes) -> Vec<usize> {
    let same = |f: &&Found| matches!(&f.statement, Statement::Choice { action: a, .. } if *a == action);
    found.extend(reading.inherited.iter().filter(same));
    // "Deleting your account" above the sentence that says how is no second place that says so.
    if found.iter().any(|f| !quotes.in_heading(f)) {
        found.retain(|f| !quotes.in_heading(f));
    }
    let mut out = quotes.cite(&found);
    if quotes.all() && by_request(action) {
        let handled: Vec<&Found> = reading
            .found
            .iter()
            .chain(&reading.inherited)
            .filter(|f| !quotes.in_heading(f))
            .filter(|f| match &f.statement {
                Statement::Exercise { general, .. } => *general,
                Statement::Answered { actions, .. } => actions.is_empty() || actions.contains(&action),
                _ => false,
            })
            .collect();
        out.extend(quotes.cite(&handled));
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|id| seen.insert(*id));
    }
    out
}

/// Routes that make sense for an action, where its sentence names several.
fn serves(action: Choice, route: Route) -> bool {
    match route {
        Route::Regulator => action == Choice::Complain,
        Route::UnsubscribeLink => matches!(action, Choice::Unsubscribe | Choice::WithdrawConsent),
        Route::CookieSettings | Route::BrowserSettings => matches!(
            action,
            Choice::Cookies
                | Choice::OptOutAds
                | Choice::OptOutAnalytics
                | Choice::WithdrawConsent
                | Choice::OptOutSale
                | Choice::OptOutSharing
        ),
        Route::IndustryOptOut => matches!(
            action,
            Choice::OptOutAds | Choice::Cookies | Choice::OptOutSharing | Choice::OptOutSale | Choice::OptOutAnalytics
        ),
        Route::AccountSettings => !matches!(action, Choice::Cookies | Choice::Complain),
        Route::Signal => {
            matches!(action, Choice::OptOutSale | Choice::OptOutSharing | Choice::OptOutAds | Choice::Cookies)
        }
        _ => true,
    }
}

/// All choices.
pub fn choices(reading: &Reading, quotes: &mut Quotes) -> Vec<ChoiceFound> {
    let exercise = exercises(reading);
    let details = contacts::routes(reading);
    let mut out = Vec::new();
    for &action in Choice::ALL {
        let found: Vec<&Found> = reading
            .found
            .iter()
            .filter(|f| matches!(&f.statement, Statement::Choice { action: a, .. } if *a == action))
            .collect();
        if found.is_empty() {
            continue;
        }
        let mut routes: Vec<RouteFound> = Vec::new();
        let mut refers = false;
        for place in &found {
            let Statement::Choice { routes: named, contact, .. } = &place.statement else { continue };
            for route in named.iter().filter(|r| serves(action, r.kind)) {
                add(&mut routes, route);
            }
            refers |= contact;
        }
        // For a request "contact us" is one more way; for the others it stands in where none is named.
        if refers
            && (by_request(action) || routes.is_empty())
            && !routes.iter().any(|r| r.kind == Route::Email && r.target.is_some())
        {
            details.iter().for_each(|r| add(&mut routes, r));
        }
        let served = action == Choice::OptOutSale && routes.iter().any(|r| r.kind == Route::Link);
        let listed = matches!(action, Choice::OptOutAds | Choice::OptOutSharing) && routes.is_empty();
        if (by_request(action) || listed) && !served {
            // A right may be named in several sections; one of them tells the way.
            let here = |e: &&Exercise| e.section.is_some() && found.iter().any(|f| f.section == e.section);
            let own: Vec<&Exercise> = exercise.iter().filter(|e| e.item.is_none()).filter(here).collect();
            let same: Vec<&Exercise> =
                exercise.iter().filter(|e| e.item.is_some_and(|b| found.iter().any(|f| f.block == b))).collect();
            let all: Vec<&Exercise> = if !same.is_empty() {
                same
            } else if own.is_empty() && !listed {
                exercise.iter().filter(|e| e.item.is_none() && e.general).collect()
            } else {
                own
            };
            for e in all {
                e.routes.iter().filter(|r| serves(action, r.kind)).for_each(|r| add(&mut routes, r));
                if e.contact {
                    details.iter().for_each(|r| add(&mut routes, r));
                }
            }
        }
        if action == Choice::Complain && !routes.iter().any(|r| r.kind == Route::Regulator) {
            routes.retain(|r| r.kind == Route::Link);
            routes.insert(0, RouteFound { kind: Route::Regulator, target: None });
        }
        if routes.is_empty() {
            routes.push(RouteFound { kind: Route::Unspecified, target: None });
        }
        let response_time = response_time(reading, action, &found, &routes);
        out.push(ChoiceFound { action, routes, response_time, evidence: cite(reading, action, found, quotes) });
    }
    out
}

/// A place that tells how rights are exercised.
struct Exercise {
    routes: Vec<RouteFound>,
    contact: bool,
    section: Option<usize>,
    /// The list item whose own rights alone it speaks of.
    item: Option<usize>,
    /// Whether it speaks of rights in general, beyond its section.
    general: bool,
}

fn exercises(reading: &Reading) -> Vec<Exercise> {
    reading
        .found
        .iter()
        .filter_map(|f| match &f.statement {
            Statement::Exercise { routes, contact, own, general } if *contact || !routes.is_empty() => Some(Exercise {
                general: *general,
                routes: routes.clone(),
                contact: *contact,
                section: f.section,
                item: own.then_some(f.block),
            }),
            _ => None,
        })
        .collect()
}

fn add(routes: &mut Vec<RouteFound>, route: &RouteFound) {
    match routes
        .iter_mut()
        .find(|r| r.kind == route.kind && (r.target == route.target || r.target.is_none() || route.target.is_none()))
    {
        Some(known) if known.target.is_none() => known.target.clone_from(&route.target),
        Some(_) => {}
        None => routes.push(route.clone()),
    }
}

/// The promised time: of the action itself, else of requests in its section, else
/// of requests in general.
fn response_time(reading: &Reading, action: Choice, found: &[&Found], routes: &[RouteFound]) -> Option<String> {
    if !by_request(action) && action != Choice::Unsubscribe {
        return None;
    }
    let answers: Vec<(&Found, &String, &Vec<Choice>)> = reading
        .found
        .iter()
        .filter_map(|f| match &f.statement {
            Statement::Answered { period, actions } => Some((f, period, actions)),
            _ => None,
        })
        .collect();
    // The first counts: the extension for difficult requests follows the rule.
    let own = answers.iter().find(|(_, _, actions)| actions.contains(&action));
    let near = |f: &Found| found.iter().any(|c| c.section.is_some() && c.section == f.section);
    let section = answers.iter().find(|(f, _, actions)| actions.is_empty() && near(f));
    let general = answers.iter().find(|(_, _, actions)| actions.is_empty() && by_request(action));
    // A link in the message needs nobody's answer.
    let section = section.filter(|_| !routes.iter().any(|r| r.kind == Route::UnsubscribeLink));
    own.or(section).or(general).map(|(_, period, _)| (*period).clone())
}
