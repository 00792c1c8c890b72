//! The quotes: verbatim, the best first, each place once.

use crate::{
    document::{BlockKind, Document},
    extract::{Found, inherit},
    order,
    schema::Evidence,
};
use std::collections::BTreeMap;

/// How many quotes a finding keeps unless all are asked for.
const BEST: usize = 3;

/// Collects the quotes of all findings.
pub struct Quotes<'d> {
    document: &'d Document,
    all: bool,
    ids: BTreeMap<(usize, usize, usize), usize>,
    list: Vec<(usize, usize, usize, &'static str)>,
}

impl<'d> Quotes<'d> {
    /// An empty collection over a document.
    pub fn new(document: &'d Document, all: bool) -> Self {
        Self { document, all, ids: BTreeMap::new(), list: Vec::new() }
    }

    /// Whether every quote is asked for.
    pub fn all(&self) -> bool {
        self.all
    }

    /// Whether a place is a heading.
    pub fn in_heading(&self, found: &Found) -> bool {
        self.document.blocks.get(found.block).is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)))
    }

    /// The ids of the quotes of some places, best first.
    pub fn cite(&mut self, found: &[&Found]) -> Vec<usize> {
        let mut places: Vec<&&Found> = found.iter().filter(|f| self.all || f.rank < inherit::RANK).collect();
        order::by_key(&mut places, |f| (f.rank, f.block, f.start));
        let mut out = Vec::new();
        for place in places {
            if !self.all && out.len() >= BEST {
                break;
            }
            let key = (place.block, place.start, place.end);
            let id = match self.ids.get(&key) {
                Some(&id) => id,
                None => {
                    if self.text(key).is_none_or(|t| t.trim().is_empty()) {
                        continue;
                    }
                    let id = self.list.len();
                    self.ids.insert(key, id);
                    self.list.push((key.0, key.1, key.2, place.lang.tag()));
                    id
                }
            };
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }

    fn text(&self, (block, start, end): (usize, usize, usize)) -> Option<&'d str> {
        self.document.blocks.get(block)?.text.get(start..end)
    }

    /// The list for the report. Offsets become UTF-16 here, the only place where
    /// bytes leave the engine.
    pub fn finish(self) -> Vec<Evidence> {
        let whole = Whole::of(self.document);
        let mut out = Vec::with_capacity(self.list.len());
        for (id, &(block, start, end, lang)) in self.list.iter().enumerate() {
            let (Some(source), Some(quote)) = (self.document.blocks.get(block), self.text((block, start, end))) else {
                continue;
            };
            let units = |t: &str| t.encode_utf16().count();
            let from = units(source.text.get(..start).unwrap_or(""));
            out.push(Evidence {
                id,
                quote: quote.to_string(),
                lang,
                heading: source.heading.and_then(|h| self.document.blocks.get(h)).map(|h| h.text.clone()),
                block,
                start: from,
                end: from + units(quote),
                occurrence: whole.before(quote, block, start),
            });
        }
        out
    }
}

/// The readable text as one, to count what stands earlier in it.
struct Whole {
    text: String,
    /// Where each block begins.
    starts: Vec<usize>,
}

impl Whole {
    fn of(document: &Document) -> Self {
        let mut whole = Self { text: String::new(), starts: Vec::with_capacity(document.blocks.len()) };
        for block in &document.blocks {
            whole.starts.push(whole.text.len());
            whole.text.push_str(&block.text);
            whole.text.push('\0'); // no quote goes over the end of its block
        }
        whole
    }

    /// How often the quote stands before a place.
    fn before(&self, quote: &str, block: usize, start: usize) -> usize {
        let end = self.starts.get(block).map_or(0, |s| s + start);
        self.text.get(..end).map_or(0, |t| t.matches(quote).count())
    }
}
