//! Input -> [`Document`]: blocks, sentences, links.
//!
//! Two sources, one builder: `html` (fetched and pasted pages, through
//! `scraper`) and `outline` (a live page's DOM, walked by the content script)
//! send the same events to `builder`; `plain` makes the same blocks from pasted
//! text and Markdown. What a list item, a table row or a short item inherits is
//! decided here, once.

mod boilerplate;
mod builder;
mod guard;
mod html;
mod language;
mod markers;
pub mod outline;
mod plain;
mod raw;
mod segment;
mod structure;
mod tables;
#[cfg(test)]
mod tests;
mod url;
mod wrap;

use crate::lang::Lang;
pub use language::shares;
use outline::OutlineItem;
pub use segment::clauses;

/// How a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// A page's source.
    Html,
    /// Text without marks.
    Text,
    /// Markdown.
    Markdown,
    /// Pasted: HTML if it looks so, else text or Markdown.
    #[default]
    Auto,
}

/// Reads a text.
pub fn read(kind: InputKind, content: &str, url: Option<&str>, title: Option<&str>) -> Document {
    let as_html = match kind {
        InputKind::Html => true,
        InputKind::Text | InputKind::Markdown => false,
        InputKind::Auto => html::looks_like(content),
    };
    if as_html {
        let (raws, areas, own_title) = html::read(content, url);
        structure::finish(raws, &areas, url, title.map(str::to_string).or(own_title))
    } else {
        structure::finish(plain::read(content), &[], url, title.map(str::to_string))
    }
}

/// Reads a live page's outline.
pub fn read_outline(items: &[OutlineItem], url: Option<&str>, title: Option<&str>) -> Document {
    let (raws, areas, own_title) = outline::read(items, url);
    structure::finish(raws, &areas, url, title.map(str::to_string).or(own_title))
}

/// A text as the engine reads it.
#[derive(Debug, Default)]
pub struct Document {
    /// The page's title, from `<title>` or the caller.
    pub title: Option<String>,
    /// The page's address, to resolve relative links.
    pub url: Option<String>,
    /// The readable blocks in reading order.
    pub blocks: Vec<Block>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list item; 0 is the outermost list.
    ListItem(u8),
    /// A table row.
    TableRow,
}

/// One block of readable text.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text, white space collapsed.
    pub text: String,
    /// The language of most of it, `None` if it has no words that tell.
    pub lang: Option<Lang>,
    /// The heading above it (for a heading: the heading of the level above).
    pub heading: Option<usize>,
    /// The block whose last sentence leads this one in: "We collect the following:".
    pub lead_in: Option<usize>,
    /// For a table row: its cells with the headers of their columns. The row of
    /// the headers itself has no cells: it only names the columns.
    pub cells: Vec<Cell>,
    /// The links in it.
    pub links: Vec<Link>,
    /// Whether it is a menu, a footer, a banner or another thing around the policy.
    pub boilerplate: bool,
    /// The sentences, in order, without the white space between them.
    pub sentences: Vec<Sentence>,
}

/// A sentence: a range of its block's text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sentence {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The language, which may differ from the block's.
    pub lang: Option<Lang>,
    /// How many word-like units it has, by which languages are weighed.
    pub units: f64,
}

/// A cell of a table row: a range of its block's text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The header of its column.
    pub header: Option<String>,
}

/// A link: a range of its block's text, in bytes, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The address as written, or resolved against the page's where that is known.
    pub href: String,
}
