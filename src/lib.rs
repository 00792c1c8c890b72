//! Policylens reads privacy policies for people.
//!
//! Text in, the contract's report out: what is collected, who gets it, how long
//! it is kept, how to get out, each statement with a verbatim quote.
//!
//! ```
//! use policylens::{Input, InputKind, Options, analyze};
//! let input = Input::new(InputKind::Text, "We do not sell your personal information.");
//! let report = analyze(&input, &Options::default())?;
//! assert_eq!(report.sale.stance, policylens::schema::Stance::No);
//! # Ok::<(), policylens::TooLarge>(())
//! ```
//!
//! The way of the data is one street:
//! `document -> lexicon -> extract -> summary -> schema -> wasm | bin`.

pub mod detect;
pub mod document;
pub mod explain;
pub mod extract;
pub mod lang;
pub mod lexicon;
mod order;
pub mod schema;
pub mod summary;
pub mod taxonomy;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use detect::detect;
pub use document::{InputKind, outline::OutlineItem};

/// The default limit of an input, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// A text to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it is made of.
    pub content: Content,
    /// The page's address, to resolve relative links.
    pub url: Option<String>,
    /// The page's title, where it is not in the text.
    pub title: Option<String>,
}

/// What an input is made of.
#[derive(Clone, Debug)]
pub enum Content {
    /// A string of a kind.
    Text(InputKind, String),
    /// The outline of a live page.
    Outline(Vec<OutlineItem>),
}

impl Input {
    /// An input with neither address nor title.
    pub fn new(kind: InputKind, content: impl Into<String>) -> Self {
        Self { content: Content::Text(kind, content.into()), url: None, title: None }
    }

    /// The input's size in bytes.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Text(_, text) => text.len(),
            Content::Outline(items) => items.iter().map(OutlineItem::bytes).sum(),
        }
    }
}

/// How to read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Keep every quote of a finding, not only the best three.
    pub all_evidence: bool,
    /// The limit of the input, in bytes.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { all_evidence: false, max_bytes: MAX_BYTES }
    }
}

/// The input is over the limit: the only error that reading knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The input's size in bytes.
    pub bytes: usize,
    /// The limit in bytes.
    pub limit: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the text is too large: {} bytes, the limit is {}; read a part of it, or save the page as text",
            self.bytes, self.limit
        )
    }
}

impl std::error::Error for TooLarge {}

/// Reads a text.
///
/// # Errors
/// [`TooLarge`] if the input is over `options.max_bytes`; nothing else.
pub fn analyze(input: &Input, options: &Options) -> Result<schema::Report, TooLarge> {
    let document = read(input, options)?;
    let reading = extract::read(&document);
    Ok(summary::report(&document, &reading, options))
}

/// The first stage alone: the readable blocks.
///
/// # Errors
/// [`TooLarge`] if the input is over `options.max_bytes`.
pub fn read(input: &Input, options: &Options) -> Result<document::Document, TooLarge> {
    let bytes = input.bytes();
    if bytes > options.max_bytes {
        return Err(TooLarge { bytes, limit: options.max_bytes });
    }
    let (url, title) = (input.url.as_deref(), input.title.as_deref());
    Ok(match &input.content {
        Content::Text(kind, text) => document::read(*kind, text, url, title),
        Content::Outline(items) => document::read_outline(items, url, title),
    })
}
