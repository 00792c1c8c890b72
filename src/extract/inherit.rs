//! What a list says of its items as a whole: "we may share your data in these cases:"
//! holds for each case below it, though the case itself names neither verb nor data.
//!
//! Such an item adds no finding; it is one more place that bears out its lead-in's.

use super::{Found, Passage, Place, Reading, Statement};
use crate::{
    document::Document,
    taxonomy::{Category, Practice},
};
use std::{collections::BTreeMap, mem::discriminant};

/// Quotes of this rank come after all others, and only where all are asked for.
pub const RANK: u32 = 10_000;

/// The lead-ins' statements at the places of their items.
pub fn of_items(passages: &[Passage], document: &Document, reading: &Reading) -> Vec<Found> {
    let mut by_block: BTreeMap<usize, Vec<&Found>> = BTreeMap::new();
    for found in &reading.found {
        by_block.entry(found.block).or_default().push(found);
    }
    let at = |block: usize, start: usize| {
        by_block.get(&block).into_iter().flatten().copied().filter(move |f| f.start == start)
    };
    let mut out = Vec::new();
    for passage in passages.iter().filter(|p| p.place == Place::Item && !p.boilerplate) {
        let Some(lead) = document.blocks.get(passage.block).and_then(|b| b.lead_in) else { continue };
        // An item that names a legal basis is still a case in which data is shared; one that
        // speaks of sharing is no measure of safety.
        let own = |s: &Statement| {
            let practised = matches!(s, Statement::Practised { .. });
            at(passage.block, passage.start).any(|f| practised || discriminant(&f.statement) == discriminant(s))
        };
        let Some(last) = document.blocks.get(lead).and_then(|b| b.sentences.last()) else { continue };
        let said = at(lead, last.start).filter(|f| passes_on(&f.statement) && !own(&f.statement));
        out.extend(said.map(|f| Found {
            statement: f.statement.clone(),
            block: passage.block,
            start: passage.start,
            end: passage.end,
            lang: passage.lang,
            section: passage.section,
            rank: RANK + passage.rank(),
        }));
    }
    out
}

/// Whether a lead-in's statement is one about all of its items.
fn passes_on(statement: &Statement) -> bool {
    match statement {
        Statement::Collected { category, .. } => *category == Category::PersonalUnspecified,
        Statement::Shared { .. } | Statement::Choice { .. } | Statement::Exercise { general: true, .. } => true,
        Statement::Practised { practice, .. } => {
            matches!(practice, Practice::SecurityMeasures | Practice::PolicyChanges | Practice::Children)
        }
        _ => false,
    }
}
