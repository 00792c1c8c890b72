//! Is this a privacy policy? And where is the site's?
//!
//! The body counts more than the title: who speaks to whom, and what mix of
//! statements is made. A short in-app policy of a few sentences is a policy; a
//! long article about one is not.

mod body;
mod link;
mod title;
mod unread;

use crate::{
    document::{self, BlockKind, Document, InputKind},
    extract::{self, Reading},
    lang::Lang,
    lexicon::{Concept, hits},
    order,
    schema::{Detection, PolicyLink, Signals},
    taxonomy::Page,
};
use body::Body;
pub use link::policy_link;
pub use title::{Names, named};

/// The kind of a page and how sure that is, from its reading.
pub fn of_document(document: &Document, reading: &Reading) -> (Page, f64) {
    let names = names(document, &[]);
    judge(document, &Body::of(reading), &names)
}

/// What the signals of a live page tell, before it is read.
pub fn detect(signals: &Signals) -> Detection {
    /// A page's content script sends no more than this; a caller might.
    const MOST_TEXT: usize = 4000;
    let text: String = signals.text.iter().flat_map(|t| t.chars()).take(MOST_TEXT).collect();
    let mut document = document::read(InputKind::Text, &text, signals.url.as_deref(), signals.title.as_deref());
    document.title.clone_from(&signals.title);
    let mut reading = extract::read(&document);
    // The text of a live page comes without its headings.
    if let Some(lang) = document::shares(&document).first().map(|(l, _)| *l) {
        reading.voice.topics.extend(signals.headings.iter().flat_map(|h| topics(h, lang)));
    }
    let (kind, confidence) = judge(&document, &Body::of(&reading), &names(&document, &signals.headings));
    let mut policies: Vec<PolicyLink> = Vec::new();
    for link in &signals.links {
        let Some((kind, score)) = policy_link(&link.text, &link.href, link.area.as_deref()) else { continue };
        match policies.iter_mut().find(|p| p.href == link.href) {
            Some(known) if known.score >= score => {}
            Some(known) => *known = PolicyLink { href: link.href.clone(), text: link.text.clone(), kind, score },
            None => policies.push(PolicyLink { href: link.href.clone(), text: link.text.clone(), kind, score }),
        }
    }
    order::by(&mut policies, |a, b| b.score.total_cmp(&a.score));
    Detection { kind, confidence: (confidence * 100.0).round() / 100.0, policies }
}

fn topics(heading: &str, lang: Lang) -> Vec<crate::taxonomy::Topic> {
    hits(heading, 0, lang)
        .into_iter()
        .filter_map(|h| if let Concept::Topic(t) = h.concept { Some(t) } else { None })
        .collect()
}

/// A text that is mostly in languages without a pack is judged by its names alone.
fn judge(document: &Document, body: &Body, names: &Names) -> (Page, f64) {
    const MOSTLY: f64 = 0.5;
    let shares = document::shares(document);
    let read: f64 = shares.iter().filter(|(l, _)| l.is_read()).map(|(_, s)| s).sum();
    if !shares.is_empty() && read < MOSTLY { unread::judge(document, &shares, names) } else { body.judge(names) }
}

/// What the page's title, its address and its first headings call it.
fn names(document: &Document, headings: &[String]) -> Names {
    /// A pasted text's title is among its first lines; a menu may stand before a page's.
    const FIRST_LINES: usize = 4;
    const FIRST_BLOCKS: usize = 12;
    const LONGEST_LINE: usize = 80;
    let mut names = Names::default();
    if let Some(title) = &document.title {
        names.add(title, true);
    }
    if let Some(url) = &document.url
        && link::address_names(url)
    {
        names.add_policy(link::BY_ADDRESS);
    }
    for heading in headings.iter().take(2) {
        names.add(heading, true);
    }
    for (number, block) in document.blocks.iter().filter(|b| !b.boilerplate).take(FIRST_BLOCKS).enumerate() {
        match block.kind {
            BlockKind::Heading(1) => names.add(&block.text, true),
            _ if number < FIRST_LINES && block.text.chars().count() <= LONGEST_LINE => names.add(&block.text, false),
            _ => {}
        }
    }
    names
}
