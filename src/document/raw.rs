//! A block before it is known what it inherits, and the collector of its text.

use super::{BlockKind, Cell, Link};

/// A block as it came from the source.
#[derive(Debug, Clone)]
pub struct Raw {
    /// What it is.
    pub kind: BlockKind,
    /// The text, white space collapsed.
    pub text: String,
    /// The links in it.
    pub links: Vec<Link>,
    /// The cells of a table row.
    pub cells: Vec<Cell>,
    /// Where a sentence ends whatever the marks say (lines and cells joined to one block).
    pub breaks: Vec<usize>,
    /// The innermost area (menu, footer, banner) that holds it, as an index plus 1; 0 is none.
    pub area: usize,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether it is the label of a button.
    pub button: bool,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Its cell, while its table is open.
    pub cell: Option<CellPlace>,
    /// For a list item: whether its mark can open a list (a bullet or the first number).
    pub opens: bool,
    /// For the title of a list item: the item's depth.
    pub depth: u8,
    /// Which run of lines or list item it comes from: lines of one item share it.
    pub item: usize,
}

/// Where in a table a text stands.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace {
    /// The row, counted through the page.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// Whether it is a header cell.
    pub header: bool,
}

impl Raw {
    /// A block of this kind and text, and nothing else.
    pub fn new(kind: BlockKind, text: String) -> Self {
        Self {
            kind,
            text,
            links: Vec::new(),
            cells: Vec::new(),
            breaks: Vec::new(),
            area: 0,
            bold: false,
            button: false,
            gap: false,
            cell: None,
            opens: true,
            depth: 0,
            item: 0,
        }
    }

    /// How many bytes of the text are link text.
    pub fn linked(&self) -> usize {
        self.links.iter().map(|l| l.end.saturating_sub(l.start)).sum()
    }

    /// Whether it is a list item.
    pub fn is_item(&self) -> bool {
        matches!(self.kind, BlockKind::ListItem(_))
    }
}

/// Collects text, collapses white space, keeps link ranges and line breaks.
#[derive(Debug, Default)]
pub struct Collector {
    text: String,
    links: Vec<Link>,
    lines: Vec<(usize, bool)>,
    space: bool,
    link: Option<(usize, String)>,
    bold: usize,
    letters: usize,
}

/// What the collector gives back: text, links, line breaks (at, twice in a row), all bold.
pub struct Collected {
    /// The text.
    pub text: String,
    /// The links.
    pub links: Vec<Link>,
    /// The line breaks: the byte after the break, and whether an empty line was there.
    pub lines: Vec<(usize, bool)>,
    /// Whether every letter was bold.
    pub bold: bool,
}

impl Collector {
    /// Adds text.
    pub fn push(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.space {
                self.space = false;
                if !self.text.is_empty() && !self.at_line_start() {
                    self.text.push(' ');
                }
            }
            self.text.push(c);
            if c.is_alphanumeric() {
                self.letters += 1;
                self.bold += usize::from(bold);
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// Breaks the line; two breaks in a row make an empty line.
    pub fn line(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        if self.at_line_start() {
            if let Some(last) = self.lines.last_mut() {
                last.1 = true;
            }
        } else {
            self.text.push('\n');
            self.lines.push((self.text.len(), false));
        }
    }

    /// A link begins.
    pub fn open_link(&mut self, href: String) {
        self.close_link();
        self.link = Some((self.text.len(), href));
    }

    /// The link ends.
    pub fn close_link(&mut self) {
        if let Some((start, href)) = self.link.take() {
            self.add_link(start, href);
        }
    }

    fn add_link(&mut self, start: usize, href: String) {
        let end = self.text.trim_end().len();
        let Some(inside) = self.text.get(start..end.max(start)) else { return };
        let start = start + (inside.len() - inside.trim_start().len());
        if start < end {
            self.links.push(Link { start, end, href });
        }
    }

    /// Whether nothing readable was collected.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Gives what was collected and starts anew; an open link goes on in the next text.
    pub fn take(&mut self) -> Collected {
        let open = self.link.take();
        if let Some((start, href)) = &open {
            self.add_link(*start, href.clone());
        }
        let old = std::mem::take(self);
        self.link = open.map(|(_, href)| (0, href));
        Collected {
            text: old.text,
            links: old.links,
            lines: old.lines,
            bold: old.letters > 0 && old.bold == old.letters,
        }
    }
}
