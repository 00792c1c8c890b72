//! Statements -> findings: merge, conflicts, routes, concerns, badge, evidence.

mod badge;
mod choices;
mod concerns;
mod contacts;
mod evidence;
mod merge;
mod page;

use crate::{
    Options,
    document::Document,
    extract::Reading,
    schema::{Report, SCHEMA},
};
use evidence::Quotes;

/// The report of a document.
pub fn report(document: &Document, reading: &Reading, options: &Options) -> Report {
    let mut quotes = Quotes::new(document, options.all_evidence);
    let (facts, notes) = page::facts(document, reading);
    let collected = merge::collected(reading, &mut quotes);
    let sharing = merge::sharing(reading, &mut quotes);
    let sale = merge::sale(reading, &mut quotes);
    let retention = merge::retention(reading, &mut quotes);
    let choices = choices::choices(reading, &mut quotes);
    let practices = merge::practices(reading, &mut quotes);
    let contacts = contacts::contacts(reading, &mut quotes);
    let mut report = Report {
        schema: SCHEMA,
        page: facts,
        collected,
        sharing,
        sale,
        retention,
        choices,
        practices,
        contacts,
        concerns: Vec::new(),
        badge: badge::none(),
        evidence: Vec::new(),
        notes,
    };
    report.concerns = concerns::concerns(&report, reading);
    report.badge = badge::badge(&report);
    report.evidence = quotes.finish();
    report
}
