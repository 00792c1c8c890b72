//! Turns a stream of opened elements, texts and closed elements into blocks.
//!
//! Both sources of elements speak to it, so what counts as a block, an item, a
//! heading or a cell is decided here and nowhere else.

use super::{
    BlockKind,
    boilerplate::{Area, area_of},
    markers,
    outline::Attributes,
    raw::{CellPlace, Collector, Raw},
    tables, url,
};

/// Elements deeper than this lend nothing more to their texts.
const DEEPEST: usize = 400;

/// What an element is to the builder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Inline,
    Block,
    Skip,
    Heading(u8),
    Item,
    List,
    Term,
    Detail,
    Table,
    Row,
    Cell {
        header: bool,
    },
    Link,
    Bold,
    Pre,
    Button,
    Title,
    /// An element whose text is replaced by what its attribute hides.
    Replaced,
}

struct Frame {
    role: Role,
    area: usize,
    main: bool,
}

/// The builder.
pub struct Builder {
    base: Option<String>,
    frames: Vec<Frame>,
    beyond: usize,
    skipping: usize,
    raws: Vec<Raw>,
    areas: Vec<Area>,
    text: Collector,
    lists: usize,
    items: Vec<usize>,
    item_count: usize,
    bold: usize,
    pre: usize,
    button: usize,
    heading: Option<u8>,
    /// Whether the open heading has given its words.
    heading_said: bool,
    heading_depth: usize,
    tables: Vec<TableState>,
    title: Option<String>,
    title_text: Option<String>,
}

struct TableState {
    first: usize,
    row: usize,
    column: usize,
    cell: Option<bool>,
    rows: usize,
}

impl Builder {
    /// A builder for a page at this address.
    pub fn new(url: Option<&str>) -> Self {
        Self {
            base: url.map(str::to_string),
            frames: Vec::new(),
            beyond: 0,
            skipping: 0,
            raws: Vec::new(),
            areas: Vec::new(),
            text: Collector::default(),
            lists: 0,
            items: Vec::new(),
            item_count: 0,
            bold: 0,
            pre: 0,
            button: 0,
            heading: None,
            heading_said: false,
            heading_depth: 0,
            tables: Vec::new(),
            title: None,
            title_text: None,
        }
    }

    /// An element opens.
    pub fn open(&mut self, tag: &str, attributes: &Attributes) {
        if self.frames.len() >= DEEPEST {
            self.beyond += 1;
            // Beyond the depth only the breaks between texts still count.
            if self.skipping == 0 && !matches!(role(tag, attributes), Role::Inline | Role::Link | Role::Bold) {
                self.flush();
            }
            return;
        }
        let mut role = role(tag, attributes);
        if self.skipping > 0 {
            self.frames.push(Frame { role: Role::Inline, area: 0, main: false });
            self.skipping += 1;
            return;
        }
        if tag == "br" {
            self.text.line();
        }
        let (outer, mut main) = self.frames.last().map_or((0, false), |f| (f.area, f.main));
        main |= matches!(tag, "main" | "article") || attributes.role.as_deref() == Some("main");
        let mut area = outer;
        let may = role != Role::Inline || !matches!(tag, "span" | "a" | "b" | "i" | "em" | "strong");
        if let Some(kind) = area_of(tag, attributes, main).filter(|_| may) {
            self.areas.push(Area { parent: outer, kind, in_main: main });
            area = self.areas.len();
            if role == Role::Inline && tag != "a" {
                role = Role::Block;
            }
        }
        // A paragraph or a list after the words of a heading: its end was forgotten.
        if self.heading.is_some() && matches!(tag, "p" | "ul" | "ol" | "table" | "hr" | "section") {
            let said = !self.text.is_empty() || self.heading_said;
            self.flush();
            if said {
                self.heading = None;
            }
        }
        match role {
            Role::Skip => self.skipping = 1,
            Role::Title => self.title_text = Some(String::new()),
            Role::Block => self.flush(),
            Role::Heading(level) => {
                self.flush();
                if self.heading.is_none() || self.heading_said {
                    self.heading = Some(level);
                    self.heading_said = false;
                }
                self.heading_depth += 1;
            }
            Role::List => {
                self.flush();
                self.lists += 1;
            }
            Role::Item | Role::Term | Role::Detail => {
                self.flush();
                self.item_count += 1;
                self.items.push(self.item_count);
            }
            Role::Table => {
                self.flush();
                self.tables.push(TableState { first: self.raws.len(), row: 0, column: 0, cell: None, rows: 0 });
            }
            Role::Row => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                    table.row = table.rows;
                    table.column = 0;
                }
            }
            Role::Cell { header } => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(header);
                }
            }
            Role::Link => {
                let href = attributes.href.as_deref().unwrap_or("");
                self.text.open_link(url::join(self.base.as_deref(), href));
            }
            Role::Bold => self.bold += 1,
            Role::Pre => {
                self.flush();
                self.pre += 1;
            }
            Role::Button => {
                if self.heading.is_none() {
                    self.flush();
                }
                self.button += 1;
            }
            Role::Replaced => {
                if let Some(mail) = attributes.cfemail.as_deref().and_then(url::hidden_mail) {
                    self.text.push(&mail, self.bold > 0);
                }
                self.skipping = 1;
            }
            Role::Inline => {}
        }
        self.frames.push(Frame { role, area, main });
        if let Role::Cell { .. } = role {
            let span = attributes.colspan.as_deref().and_then(|s| s.trim().parse::<usize>().ok()).unwrap_or(1);
            if let Some(table) = self.tables.last_mut() {
                table.column = (table.column + span.clamp(1, 50)).min(2000);
            }
        }
    }

    /// The innermost open element closes.
    pub fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(frame) = self.frames.last() else { return };
        let role = frame.role;
        if self.skipping > 1 {
            self.skipping -= 1;
            self.frames.pop();
            return;
        }
        if self.skipping == 1 {
            self.skipping = 0;
            self.frames.pop();
            return;
        }
        match role {
            Role::Block | Role::Row => self.flush(),
            Role::Heading(_) => {
                self.flush();
                self.heading_depth = self.heading_depth.saturating_sub(1);
                if self.heading_depth == 0 {
                    self.heading_said = false;
                    self.heading = None;
                }
            }
            Role::List => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            Role::Item | Role::Term | Role::Detail => {
                self.flush();
                self.items.pop();
            }
            Role::Cell { .. } => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.cell = None;
                }
            }
            Role::Table => {
                self.flush();
                if let Some(table) = self.tables.pop() {
                    tables::merge(&mut self.raws, table.first);
                }
            }
            Role::Link => self.text.close_link(),
            Role::Bold => self.bold = self.bold.saturating_sub(1),
            Role::Pre => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            Role::Button => {
                if self.heading.is_none() {
                    self.flush();
                }
                self.button = self.button.saturating_sub(1);
            }
            Role::Title => {
                let text = self.title_text.take().unwrap_or_default();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if self.title.is_none() && !text.is_empty() {
                    self.title = Some(text);
                }
            }
            Role::Inline | Role::Skip | Role::Replaced => {}
        }
        self.frames.pop();
    }

    /// A text node.
    pub fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.title_text {
            title.push_str(text);
            return;
        }
        if self.skipping > 0 {
            return;
        }
        let bold = self.bold > 0;
        if self.pre > 0 {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.text.line();
                }
                self.text.push(line, bold);
            }
        } else {
            self.text.push(text, bold);
        }
    }

    /// The end: the blocks, their areas and the page's title.
    pub fn end(mut self) -> (Vec<Raw>, Vec<Area>, Option<String>) {
        self.beyond = 0;
        while !self.frames.is_empty() {
            self.close();
        }
        self.flush();
        (self.raws, self.areas, self.title)
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            self.text.take();
            return;
        }
        let got = self.text.take();
        self.heading_said |= self.heading.is_some();
        let kind = if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if let (Some(Frame { role: Role::Detail, .. }), true) = (self.innermost_item(), self.lists > 0) {
            BlockKind::ListItem(depth(self.lists))
        } else if !self.items.is_empty() {
            BlockKind::ListItem(depth(self.lists.max(1) - 1))
        } else {
            BlockKind::Paragraph
        };
        let area = self.frames.last().map_or(0, |f| f.area);
        let cell = self.tables.last().and_then(|t| {
            // The column was counted on when the cell opened.
            t.cell.map(|header| CellPlace { row: t.row, column: t.column.saturating_sub(1), header })
        });
        let item = self.items.last().copied().unwrap_or(0);
        let mut raw = Raw { area, bold: got.bold, button: self.button > 0, cell, item, ..Raw::new(kind, got.text) };
        raw.links = got.links;
        if got.lines.is_empty() || self.heading.is_some() {
            join_lines(&mut raw);
            push_raw(&mut self.raws, raw);
        } else {
            split_lines(&mut self.raws, raw, &got.lines, self.lists);
        }
    }

    fn innermost_item(&self) -> Option<&Frame> {
        self.frames.iter().rev().find(|f| matches!(f.role, Role::Item | Role::Detail | Role::Term))
    }
}

fn depth(lists: usize) -> u8 {
    lists.min(20) as u8
}

fn push_raw(raws: &mut Vec<Raw>, mut raw: Raw) {
    let trimmed = raw.text.trim_end().len();
    raw.text.truncate(trimmed);
    for link in &mut raw.links {
        link.end = link.end.min(trimmed);
    }
    raw.links.retain(|l| l.start < l.end);
    if !raw.text.is_empty() {
        raws.push(raw);
    }
}

/// A line break inside a heading or a sentence is a space.
fn join_lines(raw: &mut Raw) {
    if raw.text.contains('\n') {
        raw.text = raw.text.replace('\n', " ");
    }
}

/// Splits a block at those line breaks that part sentences, items or addresses.
fn split_lines(raws: &mut Vec<Raw>, raw: Raw, lines: &[(usize, bool)], lists: usize) {
    let mut start = 0;
    let mut cuts: Vec<usize> = Vec::new();
    for &(at, empty) in lines {
        let before = raw.text.get(start..at).unwrap_or("").trim();
        let after = raw.text.get(at..).unwrap_or("");
        if empty || parts(before, after) {
            cuts.push(at);
            start = at;
        }
    }
    cuts.push(raw.text.len());
    let mut start = 0;
    for end in cuts {
        let Some(slice) = raw.text.get(start..end) else { continue };
        let slice = slice.trim_end();
        let mark = if raw.cell.is_none() { markers::marker(slice) } else { None };
        let skip = mark.map_or(0, |m| m.len);
        let kind = match (raw.kind, mark) {
            (BlockKind::Paragraph, Some(_)) => BlockKind::ListItem(0),
            (BlockKind::ListItem(_), Some(_)) => BlockKind::ListItem(depth(lists)),
            (kind, _) => kind,
        };
        let from = start + skip;
        let to = start + slice.len();
        let mut piece = Raw { kind, text: String::new(), links: Vec::new(), ..raw.clone_shape() };
        piece.text = slice.get(skip..).unwrap_or("").replace('\n', " ");
        for link in &raw.links {
            let (s, e) = (link.start.max(from), link.end.min(to));
            if s < e {
                piece.links.push(super::Link { start: s - from, end: e - from, href: link.href.clone() });
            }
        }
        push_raw(raws, piece);
        start = end;
    }
}

/// Whether a line break parts two texts, rather than wraps one.
fn parts(before: &str, after: &str) -> bool {
    if markers::marker(after).is_some() {
        return true;
    }
    let Some(last) = before.chars().next_back() else { return true };
    let Some(first) = after.trim_start().chars().next() else { return true };
    if matches!(last, '.' | '!' | '?' | ':' | ';' | '。' | '！' | '？' | '：' | '；') {
        return true;
    }
    if first.is_lowercase() || matches!(last, ',' | '，' | '、' | '-') {
        return false;
    }
    // Short lines are addresses or items; a long one that stops in the middle goes on.
    before.chars().count() < 60 && !(super::language::cjk(last) && before.chars().count() > 25)
}

impl Raw {
    fn clone_shape(&self) -> Self {
        Self {
            area: self.area,
            bold: self.bold,
            button: self.button,
            cell: self.cell,
            item: self.item,
            ..Self::new(self.kind, String::new())
        }
    }
}

fn role(tag: &str, attributes: &Attributes) -> Role {
    match attributes.role.as_deref() {
        Some("heading") => return Role::Heading(heading_level(tag).unwrap_or(4)),
        Some("listitem") => return Role::Item,
        Some("list") => return Role::List,
        _ => {}
    }
    if attributes.cfemail.as_deref().and_then(url::hidden_mail).is_some() {
        return Role::Replaced;
    }
    if let Some(level) = heading_level(tag) {
        return Role::Heading(level);
    }
    match tag {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "option" | "textarea"
        | "audio" | "video" | "canvas" | "object" | "embed" | "map" | "math" | "datalist" | "meter" | "progress"
        | "img" | "input" | "link" | "meta" => Role::Skip,
        "title" => Role::Title,
        "summary" => Role::Heading(5),
        "ul" | "ol" | "dl" => Role::List,
        "li" => Role::Item,
        "dt" => Role::Term,
        "dd" => Role::Detail,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" => Role::Cell { header: false },
        "th" => Role::Cell { header: true },
        "a" if attributes.href.is_some() => Role::Link,
        "b" | "strong" => Role::Bold,
        "pre" => Role::Pre,
        "button" => Role::Button,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "details" | "dialog"
        | "div" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html"
        | "head" | "legend" | "main" | "menu" | "nav" | "p" | "section" | "tbody" | "tfoot" | "thead" | "search" => {
            Role::Block
        }
        _ => Role::Inline,
    }
}

fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
