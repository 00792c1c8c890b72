//! Choices and rights, and how requests are made.

use super::{Place, Reading, Statement, opt_out, passage::Passage, route, target};
use crate::{
    document::{BlockKind, Document},
    lexicon::{Concept, Hit, Strength},
    schema::RouteFound,
    taxonomy::{Actor, Choice, Cue, Route, Topic, Verb},
};

/// How far into its sentence an invitation to write may begin, in bytes: "Please contact us".
const OPENING: usize = 12;

/// Reads one passage.
pub fn read(passage: &Passage, before: &[Passage], document: &Document, reading: &mut Reading) {
    if passage.frame.refused {
        return;
    }
    let (routes, contact) = route::routes(passage, document);
    // "To see your data, call…": the way makes it an offer.
    let way = routes.iter().any(|r| matches!(r.kind, Route::Email | Route::Phone | Route::Form) && r.target.is_some());
    let context = way
        || passage.has(Cue::Right)
        || passage.frame.rights
        || passage.about(Topic::Rights)
        || passage.about(Topic::Choices);
    let mut actions: Vec<Choice> = Vec::new();
    for hit in &passage.hits {
        let Concept::Choice(action) = hit.concept else { continue };
        if hit.strength == Strength::Weak && (!context || passage.place == Place::Heading) {
            continue;
        }
        // "When you close your account, we delete…" tells of the end, it does not offer it.
        let told = passage.cues(Cue::Withdrawal).any(|w| w.start < hit.end && hit.start < w.end);
        let announced = routes.is_empty() && passage.cues(Cue::Announcement).any(|c| c.end <= hit.start);
        // "If you do not want it shared, do not enter": to stay away is no way. Nor is what
        // others keep for the controller to offer.
        let away = routes.is_empty() && passage.cues(Cue::Request).any(|c| c.start >= hit.end);
        let others = routes.is_empty() && passage.has(Cue::Elsewhere);
        // A gapped term may hold the denial that a shorter one stands behind; and one list
        // ("access, update or delete") is refused as a whole.
        let refused = passage.hits.iter().any(|h| {
            matches!(h.concept, Concept::Choice(_)) && h.start < hit.end && hit.start < h.end && refused(passage, h)
        });
        if told || announced || away || others || refused || (ours(passage, hit) && routes.is_empty()) {
            continue;
        }
        let bare = hit.strength == Strength::Weak;
        // A word in an address ("opt-out@…") is no word of the sentence.
        let inside = target::targets(passage, document).iter().any(|t| t.start <= hit.start && hit.end <= t.end);
        if bare && (inside || of_cookies(passage, action) || of_no_data(passage, hit, action)) {
            continue;
        }
        let action = if bare && action == Choice::Unsubscribe { opt_out::object(passage, before) } else { action };
        if actions.contains(&action) {
            continue;
        }
        actions.push(action);
    }
    if actions.is_empty() && (contact || !routes.is_empty()) {
        answer_question(passage, &routes, contact, reading);
    }
    if actions.is_empty() {
        // "To exercise these rights, write to …" names the way for all of them.
        let rights = passage.about(Topic::Rights) || passage.about(Topic::Choices);
        if exercised(passage) || (rights && (contact || !routes.is_empty()) && passage.place != Place::Heading) {
            // In a list of rights, an item that names its own right speaks of that one.
            let own = passage.place == Place::Item
                && reading
                    .found
                    .iter()
                    .any(|f| f.block == passage.block && matches!(f.statement, Statement::Choice { .. }));
            let general = exercised(passage);
            reading.add(passage, Statement::Exercise { routes, contact, own, general });
        }
        return;
    }
    // The way to appeal or complain is not the way to ask.
    let later = actions.iter().any(|a| matches!(a, Choice::Appeal | Choice::Complain));
    if exercised(passage) && (contact || !routes.is_empty()) && !later {
        let own = passage.place == Place::Item;
        reading.add(passage, Statement::Exercise { routes: routes.clone(), contact, own, general: true });
    }
    for action in actions {
        reading.add(passage, Statement::Choice { action, routes: routes.clone(), contact });
    }
}

/// Whether a passage speaks of exercising rights, and does not only say that the text will.
fn exercised(passage: &Passage) -> bool {
    passage.cues(Cue::Exercise).any(|c| !passage.is_reported(c.start))
}

/// "Do you want to see your data? Mail …", "You may have it erased. Write to us …": the way
/// stands in the sentence after the one that names the choice.
fn answer_question(passage: &Passage, routes: &[RouteFound], contact: bool, reading: &mut Reading) {
    let addressed =
        routes.iter().any(|r| matches!(r.kind, Route::Email | Route::Phone | Route::Post) && r.target.is_some());
    let invites = (addressed && !passage.has(Cue::Announcement))
        || passage.cues(Cue::ContactUs).any(|c| c.start - passage.start <= OPENING);
    for found in reading.found.iter_mut().rev().take_while(|f| f.block == passage.block) {
        let asked = passage.text.get(found.start..found.end).is_some_and(|t| t.trim_end().ends_with(['?', '\u{ff1f}']));
        let next = passage.text.get(found.end..passage.start).is_some_and(|t| t.trim().is_empty());
        if let Statement::Choice { routes: own, contact: refers, .. } = &mut found.statement
            && (asked || invites)
            && next
            && own.is_empty()
        {
            own.extend(routes.iter().cloned());
            *refers |= contact;
        }
    }
}

/// Around the policy only a link counts: "Do Not Sell My Personal Information".
pub fn read_boilerplate(passage: &Passage, document: &Document, reading: &mut Reading) {
    let Some(block) = document.blocks.get(passage.block) else { return };
    for hit in &passage.hits {
        let Concept::Choice(action) = hit.concept else { continue };
        let offered =
            matches!(action, Choice::OptOutSale | Choice::OptOutAds | Choice::OptOutSharing | Choice::LimitSensitive);
        if !offered || hit.strength != Strength::Strong {
            continue;
        }
        let link = block.links.iter().find(|l| l.start <= hit.start && hit.end <= l.end);
        // In pasted text a line that is nothing but the label is what is left of the link.
        let label =
            !matches!(block.kind, BlockKind::Paragraph) || passage.end - passage.start <= 2 * (hit.end - hit.start);
        if link.is_none() && !label {
            continue;
        }
        let (mut routes, contact) = route::routes(passage, document);
        if routes.is_empty() {
            routes.push(RouteFound { kind: Route::Link, target: None });
        }
        reading.add(passage, Statement::Choice { action, routes, contact });
        return;
    }
}

/// Whether cookies are what is deleted or refused: no right to data is meant.
fn of_cookies(passage: &Passage, action: Choice) -> bool {
    matches!(action, Choice::Delete | Choice::CloseAccount | Choice::Restrict | Choice::Object)
        && passage.hits.iter().any(|h| h.concept == Concept::Choice(Choice::Cookies))
}

/// Whether a bare "access" or "update" has no data to do it to: pages are accessed, too.
fn of_no_data(passage: &Passage, hit: &Hit, action: Choice) -> bool {
    let clause = passage.clause(hit.start);
    let listed = passage.frame.rights || passage.about(Topic::Rights) || passage.about(Topic::Choices);
    matches!(action, Choice::Access | Choice::Correct | Choice::Delete)
        && !listed
        && !passage.data().any(|(_, d)| passage.clause(d.start) == clause)
}

/// Whether the controller does it unasked: "we will take steps to delete it".
fn ours(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let here = |h: &Hit| h.strength == Strength::Strong && passage.clause(h.start) == clause;
    let before = |actor: Actor| passage.actors().any(|(a, h)| a == actor && h.end <= hit.start && here(h));
    let asked = [Cue::Right, Cue::Exercise, Cue::ContactUs, Cue::Duty].iter().any(|c| passage.has(*c));
    before(Actor::Controller) && !before(Actor::Person) && !asked && !passage.frame.rights
}

/// Whether the choice is refused: "you cannot opt out of these messages", "you are not
/// able to delete it", "users may not opt out".
fn refused(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    passage.cues(Cue::Negator).any(|n| {
        let Some(between) = passage.text.get(n.end..hit.start) else { return false };
        let words = between.split_whitespace().count();
        let near = words <= 3 && between.chars().count() <= 24;
        let right = |r: &Hit| {
            let before = r.start <= n.start && n.start.saturating_sub(r.end) <= 12;
            // "It is not always possible to completely remove it."
            let within = r.start >= n.end && r.end <= hit.start && words <= 6;
            // "You can your data not any more delete": straight before it, in the order of Dutch.
            let straight = r.end <= n.start && words <= 1;
            ((before && near) || within || straight) && passage.clause(r.start) == clause
        };
        passage.clause(n.start) == clause
            && (between.trim().is_empty() || passage.cues(Cue::Right).any(right))
            && !passage.verbs().any(|(v, h)| v == Verb::Share && h.start >= n.end && h.end <= hit.start)
    })
}
