//! Hits -> statements. One phenomenon a file.
//!
//! A [`Passage`] is a sentence with all that is known about it: its hits, its
//! clauses, the topics of its headings and what it inherits from its lead-in.
//! Each reader looks at one passage and adds what it states to a [`Reading`].

pub mod clause;
pub mod collection;
pub mod contact;
pub mod controller;
pub mod date;
pub mod definition;
pub mod duration;
pub mod frame;
pub mod inherit;
pub mod no_collection;
pub mod opt_out;
pub mod own_name;
pub mod passage;
pub mod polarity;
pub mod postal;
pub mod practice;
pub mod retention;
pub mod rights;
pub mod route;
pub mod sale;
pub mod sharing;
pub mod subject;
pub mod target;
pub mod voice;

use crate::{
    document::Document,
    lang::Lang,
    schema::{Bound, RouteFound, Stance},
    taxonomy::{Category, Choice, Practice, Purpose, Recipient, Retention, Route, Source},
};
pub use passage::{Passage, Place};
pub use polarity::Polarity;

/// What one place of the text states.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Data is collected, or is said not to be.
    Collected {
        /// Which.
        category: Category,
        /// Whether.
        polarity: Polarity,
        /// What for.
        purposes: Vec<Purpose>,
        /// Where from.
        sources: Vec<Source>,
    },
    /// Data goes to somebody, or is said not to.
    Shared {
        /// Who.
        recipient: Recipient,
        /// Whether.
        polarity: Polarity,
    },
    /// Data is sold, or is said not to be.
    Sold {
        /// Whether.
        polarity: Polarity,
    },
    /// Data is kept.
    Kept {
        /// What decides.
        basis: Retention,
        /// ISO 8601 duration.
        period: Option<String>,
        /// How the period bounds.
        bound: Option<Bound>,
        /// Which data, in the text's words.
        subject: Option<String>,
        /// Whether the sentence speaks of anonymous data.
        anonymous: bool,
    },
    /// A person can do something.
    Choice {
        /// What.
        action: Choice,
        /// How, as far as this place says.
        routes: Vec<RouteFound>,
        /// Whether this place points to the contact details.
        contact: bool,
    },
    /// How rights are exercised, whichever they are.
    Exercise {
        /// How.
        routes: Vec<RouteFound>,
        /// Whether this place points to the contact details.
        contact: bool,
        /// Whether it speaks of its own list item alone.
        own: bool,
        /// Whether it speaks of rights in general, beyond its section.
        general: bool,
    },
    /// Within which time a request is answered.
    Answered {
        /// ISO 8601 duration.
        period: String,
        /// Of which requests; none means all.
        actions: Vec<Choice>,
    },
    /// A practice is stated.
    Practised {
        /// Which.
        practice: Practice,
        /// Whether.
        stance: Stance,
        /// An age, bases…
        detail: Option<String>,
    },
    /// How to reach the controller.
    Contact {
        /// Which way.
        kind: Route,
        /// Where.
        target: Option<String>,
        /// Whose.
        role: Option<&'static str>,
    },
}

/// A statement with its place.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is stated.
    pub statement: Statement,
    /// The block.
    pub block: usize,
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The language.
    pub lang: Lang,
    /// The section: the block of the heading above.
    pub section: Option<usize>,
    /// How good a quote the place makes: less is better.
    pub rank: u32,
}

/// Everything that is read from a document.
#[derive(Debug, Default)]
pub struct Reading {
    /// The statements in reading order.
    pub found: Vec<Found>,
    /// What lead-ins say of their items: more places for what `found` says, never more findings.
    pub inherited: Vec<Found>,
    /// ISO date of the last update.
    pub updated: Option<String>,
    /// ISO date from which it is in force.
    pub effective: Option<String>,
    /// The controller's name.
    pub controller: Option<String>,
    /// Who speaks, to whom and of what.
    pub voice: voice::Voice,
}

impl Reading {
    /// Adds a statement with the passage's place.
    pub fn add(&mut self, passage: &Passage, statement: Statement) {
        let rank = passage.rank();
        self.found.push(Found {
            statement,
            block: passage.block,
            start: passage.start,
            end: passage.end,
            lang: passage.lang,
            section: passage.section,
            rank,
        });
    }
}

/// Reads all blocks of a document.
pub fn read(document: &Document) -> Reading {
    let mut passages = passage::passages(document);
    let mut reading = Reading { controller: controller::name(&passages, document), ..Reading::default() };
    if let Some(name) = &reading.controller {
        own_name::speak(&mut passages, name);
    }
    let passages = passages;
    let definitions = definition::definitions(&passages);
    for (number, passage) in passages.iter().enumerate() {
        if passage.boilerplate {
            rights::read_boilerplate(passage, document, &mut reading);
            continue;
        }
        reading.voice.hear(passage);
        let named = definition::named(&definitions, passage);
        collection::read(passage, &named, &mut reading);
        sharing::read(passage, &named, &mut reading);
        sale::read(passage, &mut reading);
        retention::read(passage, document, &mut reading);
        rights::read(passage, &passages[..number], document, &mut reading);
        practice::read(passage, &mut reading);
        contact::read(passage, &passages[..number], document, &mut reading);
    }
    reading.inherited = inherit::of_items(&passages, document, &reading);
    date::read(&passages, &mut reading);
    reading
}
