//! Every stage in words, so that anyone can see why something was said.

use crate::{
    Input, Options, TooLarge,
    document::BlockKind,
    extract::{self, passage},
    lexicon::Strength,
};
use std::fmt::Write;

/// The stages of a text: blocks with their language, sentences, hits, statements.
///
/// # Errors
/// [`TooLarge`] if the input is over the limit.
pub fn explain(input: &Input, options: &Options) -> Result<String, TooLarge> {
    let document = crate::read(input, options)?;
    let reading = extract::read(&document);
    let mut out = String::new();
    let mut passages = passage::passages(&document).into_iter().peekable();
    for (number, block) in document.blocks.iter().enumerate() {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("heading {level}"),
            BlockKind::Paragraph => "paragraph".into(),
            BlockKind::ListItem(depth) => format!("list item {depth}"),
            BlockKind::TableRow => "table row".into(),
        };
        let of = |name: &str, at: Option<usize>| at.map(|a| format!(" {name} {a}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "block {number}: {kind}, {}{}{}{}",
            block.lang.map_or("no language", |l| l.tag()),
            of("under", block.heading),
            of("led in by", block.lead_in),
            if block.boilerplate { ", boilerplate" } else { "" },
        );
        while let Some(passage) = passages.next_if(|p| p.block == number) {
            let _ = writeln!(out, "  sentence [{}] {}", passage.lang.tag(), passage.sentence());
            if !passage.topics.is_empty() {
                let topics: Vec<&str> = passage.topics.iter().map(|t| t.id()).collect();
                let _ = writeln!(out, "    topics: {}", topics.join(", "));
            }
            for hit in &passage.hits {
                let weak = if hit.strength == Strength::Weak { " (weak)" } else { "" };
                let text = passage.text.get(hit.start..hit.end).unwrap_or("");
                let _ = writeln!(
                    out,
                    "    {}{weak} \u{201c}{text}\u{201d} in clause {}",
                    hit.concept.name(),
                    passage.clause(hit.start)
                );
            }
            for found in reading.found.iter().filter(|f| f.block == number && f.start == passage.start) {
                let _ = writeln!(out, "    => {:?}", found.statement);
            }
        }
    }
    let _ = writeln!(
        out,
        "controller: {:?}, updated: {:?}, effective: {:?}",
        reading.controller, reading.updated, reading.effective
    );
    Ok(out)
}

/// A readable block, for those who compare two sources of one page.
#[derive(Debug, serde::Serialize)]
pub struct BlockView<'d> {
    kind: String,
    text: &'d str,
    lang: Option<&'static str>,
    heading: Option<usize>,
    lead_in: Option<usize>,
    boilerplate: bool,
}

/// The readable blocks of a document.
pub fn blocks(document: &crate::document::Document) -> Vec<BlockView<'_>> {
    document
        .blocks
        .iter()
        .map(|b| BlockView {
            kind: match b.kind {
                BlockKind::Heading(level) => format!("heading{level}"),
                BlockKind::Paragraph => "paragraph".into(),
                BlockKind::ListItem(depth) => format!("item{depth}"),
                BlockKind::TableRow => "row".into(),
            },
            text: &b.text,
            lang: b.lang.map(|l| l.tag()),
            heading: b.heading,
            lead_in: b.lead_in,
            boilerplate: b.boilerplate,
        })
        .collect()
}
