//! Pasted text and Markdown to blocks.
//!
//! People paste what they see: menus, titles without marks, lists that lost
//! their bullets, tables that became lines. Block texts are the source's own
//! characters, white space aside, so that quotes stay verbatim; only the marks
//! at a line's edges go.

use std::collections::HashSet;

use super::{
    BlockKind, Cell, Link,
    markers::{self, Style},
    raw::Raw,
    structure::{ends_sentence, ends_with_colon, like_title, width},
    wrap::{self, Line},
};
use crate::order;

/// The blocks of a text.
pub fn read(content: &str) -> Vec<Raw> {
    let content = content.trim_start_matches('\u{feff}');
    let lines = wrap::unwrap(wrap::lines(without_front_matter(content)));
    let titles = numbered_titles(&lines);
    let mut reader =
        Reader { lines: &lines, titles, raws: Vec::new(), lists: Vec::new(), item: 0, items: 0, prose: false };
    let mut at = 0;
    while at < lines.len() {
        at = reader.line(at);
    }
    reader.raws
}

/// The text without the `---` block of keys that opens a Markdown file.
fn without_front_matter(content: &str) -> &str {
    let Some(rest) = content.strip_prefix("---") else { return content };
    let Some(first) = rest.find('\n') else { return content };
    if !rest.get(..first).unwrap_or("x").trim().is_empty() {
        return content;
    }
    let Some(end) = rest.find("\n---") else { return content };
    let head = rest.get(first..end).unwrap_or("");
    let keyed =
        head.lines().filter(|l| !l.trim().is_empty()).all(|l| l.contains(':') || l.starts_with([' ', '-', '#']));
    if keyed && end < 4000 { rest.get(end + 4..).unwrap_or("").trim_start_matches('-') } else { content }
}

/// The lines "1. …", "2. …", "3. …" that number the text's sections: they count
/// on from each other with text between them, as items of a list do not.
fn numbered_titles(lines: &[Line]) -> HashSet<usize> {
    // The chains found so far: the number expected next, and their lines.
    let mut chains: Vec<(u32, Vec<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim_matches(['*', '_', ' ']);
        if line.indent > 1 || !like_title(text) || ends_with_colon(text) || width(text) > 100 {
            continue;
        }
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let rest = text.get(digits.len()..).unwrap_or("");
        let dot = rest.starts_with(['.', ')', '、', '．', '\\']);
        // A number set apart by its looks alone is pasted without a space: "1Who we are".
        let glued = rest.starts_with(char::is_uppercase) && rest.chars().nth(1).is_some_and(char::is_lowercase);
        let Some(number) = digits.parse::<u32>().ok().filter(|_| (dot || glued) && digits.len() <= 2) else { continue };
        if !glued && !matches!(markers::section(text), Some((1, _))) && markers::marker(text).is_none() {
            continue;
        }
        if number <= 1 && chains.len() < 40 {
            chains.push((number + 1, vec![at]));
        } else if let Some((next, chain)) = chains.iter_mut().rev().find(|(next, _)| *next == number) {
            *next += 1;
            chain.push(at);
        }
    }
    let spread = |chain: &[usize]| chain.last().zip(chain.first()).map_or(0, |(l, f)| l - f);
    let best = chains
        .into_iter()
        .map(|(_, chain)| chain)
        .filter(|c| c.len() >= 3 && spread(c) >= 2 * (c.len() - 1))
        .max_by_key(|c| (spread(c), c.len()));
    best.unwrap_or_default().into_iter().collect()
}

struct OpenList {
    style: Style,
    indent: usize,
}

struct Reader<'a> {
    lines: &'a [Line],
    titles: HashSet<usize>,
    raws: Vec<Raw>,
    lists: Vec<OpenList>,
    item: usize,
    items: usize,
    prose: bool,
}

impl Reader<'_> {
    fn get(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    /// Reads the block that begins at a line; gives the line after it.
    fn line(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        let text = line.text.trim_start_matches(['>', ' ']).trim();
        if text.is_empty() || wrap::is_mark(text) || text.starts_with("```") {
            return at + 1;
        }
        let hashes = text.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&hashes) {
            let title = text.get(hashes..).unwrap_or("").trim().trim_end_matches('#').trim();
            self.heading(hashes as u8, title, line.gap);
            return at + 1;
        }
        if let Some(under) = self.get(at + 1) {
            let setext = !under.gap && wrap::is_mark(&under.text) && under.text.len() >= 3;
            if setext && like_title(text) && under.text.chars().all(|c| c == '=' || c == '-') {
                self.heading(if under.text.starts_with('=') { 1 } else { 2 }, text, line.gap);
                return at + 2;
            }
        }
        if text.contains('|') && self.get(at + 1).is_some_and(|l| is_delimiter(&l.text)) {
            return self.table(at);
        }
        if let Some(level) = self.title_level(at, text) {
            self.heading(level, text, line.gap);
            return at + 1;
        }
        if let Some(marker) = markers::marker(text) {
            let depth = self.depth(marker.style, line);
            self.items += 1;
            self.item = self.items;
            let rest = text.get(marker.len..).unwrap_or("").trim();
            // Two marks in a row ("* • item") are one.
            let rest = markers::marker(rest)
                .filter(|m| matches!(m.style, Style::Bullet(_)))
                .and_then(|m| rest.get(m.len..))
                .unwrap_or(rest);
            self.push(BlockKind::ListItem(depth), rest, line.gap);
            if let Some(raw) = self.raws.last_mut() {
                raw.opens = opens(text);
            }
            return at + 1;
        }
        let inside = self.lists.last().is_some_and(|l| line.indent >= l.indent + 2);
        if inside {
            let depth = self.lists.len().saturating_sub(1).min(20) as u8;
            self.push(BlockKind::ListItem(depth), text, line.gap);
        } else {
            self.item = 0;
            if line.indent == 0 || self.lists.last().is_some_and(|l| line.indent < l.indent) {
                self.lists.clear();
            }
            self.push(BlockKind::Paragraph, text, line.gap);
            self.prose |= ends_sentence(text) && width(text) > 40;
        }
        at + 1
    }

    fn heading(&mut self, level: u8, text: &str, gap: bool) {
        self.lists.clear();
        self.item = 0;
        self.push(BlockKind::Heading(level), text, gap);
    }

    fn push(&mut self, kind: BlockKind, text: &str, gap: bool) {
        let (text, bold) = without_edges(text);
        if text.is_empty() {
            return;
        }
        let mut raw = Raw::new(kind, text.to_string());
        raw.links = links(text);
        raw.bold = bold;
        raw.gap = gap;
        raw.item = if raw.is_item() { self.item } else { 0 };
        self.raws.push(raw);
    }

    /// The level of the list that an item belongs to.
    fn depth(&mut self, style: Style, line: &Line) -> u8 {
        let continues = self.lists.iter().rposition(|l| l.style == style && line.indent.abs_diff(l.indent) <= 1);
        if let Some(at) = continues {
            self.lists.truncate(at + 1);
        } else {
            while self.lists.last().is_some_and(|l| l.indent > line.indent + 1) {
                self.lists.pop();
            }
            let deeper = self.lists.last().is_some_and(|l| line.indent > l.indent + 1);
            let opened = self.raws.last().is_some_and(|r| r.is_item() && ends_with_colon(&r.text));
            if !deeper && !opened {
                self.lists.pop();
            }
            if self.lists.len() < 20 {
                self.lists.push(OpenList { style, indent: line.indent });
            }
        }
        self.lists.len().saturating_sub(1) as u8
    }

    /// The level of a line that is a title without marks.
    fn title_level(&self, at: usize, text: &str) -> Option<u8> {
        // "§ 1" alone on its line, its title below.
        if text.starts_with('§') && width(text) <= 8 && self.get(at + 1).is_some() {
            return Some(2);
        }
        if !like_title(text) || text.starts_with('|') {
            return None;
        }
        if self.titles.contains(&at) {
            return Some(2);
        }
        let section = markers::section(text);
        let marker = markers::marker(text);
        let after = self.get(at + 1);
        let next = after.map(|l| l.text.as_str()).unwrap_or("");
        let before = at.checked_sub(1).and_then(|b| self.get(b)).map(|l| l.text.as_str()).unwrap_or("");
        let next_marker = markers::marker(next);
        // "2. …" after a line without mark is the second item of its list, not the text under it.
        let next_prose = is_prose(next) && (next_marker.is_none() || opens(next) || section.is_some());
        if let Some((level, len)) = section {
            let rest = text.get(len..).unwrap_or("").trim();
            let article = marker.is_none() && !text.starts_with(|c: char| c.is_ascii_digit());
            if article {
                return (width(rest) <= 80).then_some(level + 1);
            }
            // "一、" and "（一）" count sections: only after a colon do they count items, from the first on.
            if let Some(Style::Han(_)) = marker.map(|m| m.style) {
                let counts_on = markers::marker(before).is_some_and(|m| Some(m.style) == marker.map(|m| m.style))
                    && !self.raws.last().is_some_and(|r| matches!(r.kind, BlockKind::Heading(_)));
                let item = counts_on || ends_with_colon(before) && markers::is_first(text);
                return (!item && width(rest) <= 80 && !ends_with_colon(text)).then_some(level + 1);
            }
            // Items of a numbered list follow each other; titles have text between them.
            let sibling = |line: &str| match (marker, markers::marker(line)) {
                (Some(a), Some(b)) => a.style == b.style,
                _ => level > 1 && markers::section(line).is_some_and(|(l, _)| l == level),
            };
            let led_in = ends_with_colon(before) && !ends_with_colon(text);
            let deeper = self.get(at).is_some_and(|l| l.indent > 1);
            if led_in || ends_with_colon(text) && next_marker.is_some() {
                return None;
            }
            if deeper && !(next_prose && after.is_some_and(|l| l.indent > 1)) {
                return None;
            }
            let prose = next_prose && !sibling(next);
            let opens_list = next_marker.is_some() && !sibling(next) && opens(next) && !ends_with_colon(text);
            let sub = level == 1
                && next.starts_with(|c: char| c.is_ascii_digit())
                && markers::section(next).is_some_and(|(l, _)| l > 1);
            let levels = if deeper { level.saturating_add(4) } else { level + 1 };
            return (prose
                || opens_list
                || sub
                || level > 1 && !next_prose && next_marker.is_none() && !sibling(next) && !next.is_empty())
            .then_some(levels.min(6));
        }
        if let Some(marker) = marker {
            // "(2) Payments" with its text below it; an item among items stays one.
            let among = self.raws.last().is_some_and(Raw::is_item)
                && markers::marker(before).is_some_and(|m| m.style == marker.style);
            let led_in = ends_with_colon(before) && markers::is_first(text);
            let led_in =
                led_in || ends_with_colon(text) || matches!(marker.style, Style::Bullet(_)) && ends_with_colon(before);
            return (!among && !led_in && next_marker.is_none() && next_prose && width(next) > 60 && width(text) <= 70)
                .then_some(4);
        }
        if ends_with_colon(before) && !self.get(at).is_some_and(|l| l.gap && ends_with_colon(text)) {
            let answer = !is_upper(text);
            if answer {
                return None;
            }
        }
        if is_upper(text) && !next.is_empty() {
            return Some(2);
        }
        if ends_with_colon(text) || labels_value(text) || width(text) > 84 || text.contains('@') || text.contains("://")
        {
            return None;
        }
        let opens_item = next_marker.is_some() && opens(next) && !ends_sentence(text);
        let next_section = markers::section(next).is_some() && like_title(next);
        // A title over a title: "How we share" over "With whom".
        let wordy = |l: &str| {
            l.split(' ').count() >= 3 || super::language::cjk(l.chars().next().unwrap_or(' ')) && width(l) >= 8
        };
        let over = self.get(at + 2).is_some_and(|l| is_prose(&l.text))
            && like_title(next)
            && !ends_with_colon(next)
            && !labels_value(next)
            && width(next) <= 84;
        let over = over && ends_sentence(before) && wordy(text) && wordy(next) && next_marker.is_none();
        if !(next_prose || opens_item || over || next_section && self.raws.len() < 6) || next.is_empty() {
            return None;
        }
        if next.starts_with(|c: char| c.is_lowercase() || c == '(') && !opens_item {
            return None;
        }
        // Dates and "Applies to: …" stand at the top of a text.
        if at < 6 && (text.contains(": ") || text.contains('：') || has_year(text)) {
            return None;
        }
        // Several short lines in a row are items or cells, unless an empty line sets this one apart.
        let open = |l: &str| !l.is_empty() && !ends_sentence(l) && width(l) <= 84 && markers::section(l).is_none();
        let gap = self.get(at).is_some_and(|l| l.gap);
        let gapped = after.is_some_and(|l| l.gap);
        let under = self.raws.last().is_some_and(|r| matches!(r.kind, BlockKind::Heading(_)));
        if open(before) && !gap && at > 5 && !under {
            return None;
        }
        if text.ends_with(['?', '？']) && width(text) > 70 && !gapped {
            return None;
        }
        let numbered_above = under && before.starts_with('§');
        Some(if numbered_above {
            3
        } else if over {
            2
        } else if self.prose || at > 3 {
            3
        } else {
            1
        })
    }

    /// A Markdown table; gives the line after it.
    fn table(&mut self, at: usize) -> usize {
        self.lists.clear();
        self.item = 0;
        let mut headers: Vec<String> = Vec::new();
        let mut row = at;
        while let Some(line) = self.lines.get(row) {
            if row > at && (line.gap || !line.text.contains('|')) {
                break;
            }
            row += 1;
            if is_delimiter(&line.text) {
                continue;
            }
            let mut text = line.text.clone();
            let mut breaks = Vec::new();
            // A cell with several lines: its row ends with the bar that closes it.
            if text.starts_with('|') && !text.ends_with('|') {
                let rest: Vec<&Line> = self
                    .lines
                    .iter()
                    .skip(row)
                    .take(60)
                    .take_while(|l| !l.text.starts_with('|') || l.text.ends_with('|'))
                    .collect();
                if let Some(last) = rest.iter().position(|l| l.text.ends_with('|')) {
                    for part in rest.iter().take(last + 1) {
                        text.push(' ');
                        breaks.push(text.len());
                        text.push_str(&part.text);
                    }
                    row += last + 1;
                }
            }
            self.row(&text, breaks, &mut headers);
        }
        row
    }

    /// A row of a Markdown table; the first that is not empty names the columns.
    fn row(&mut self, line: &str, mut breaks: Vec<usize>, headers: &mut Vec<String>) {
        let (range, cells) = split_row(line);
        let text = line.get(range.0..range.1).unwrap_or("");
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let mut raw = Raw::new(BlockKind::TableRow, text.to_string());
        raw.links = links(text);
        breaks.extend(cells.iter().skip(1).map(|c| c.0));
        raw.breaks = breaks.into_iter().filter(|b| *b > range.0).map(|b| b - range.0).collect();
        order::distinct(&mut raw.breaks);
        if headers.is_empty() {
            let name = |c: &(usize, usize)| {
                line.get(c.0..c.1).unwrap_or("").trim_matches(['*', '_', ' ']).chars().take(120).collect::<String>()
            };
            headers.extend(cells.iter().map(name));
        } else {
            raw.cells = cells
                .iter()
                .enumerate()
                .filter(|(_, c)| c.0 < c.1 && c.0 >= range.0 && c.1 <= range.1)
                .map(|(i, c)| Cell {
                    start: c.0 - range.0,
                    end: c.1 - range.0,
                    header: headers.get(i).filter(|h| !h.is_empty()).cloned(),
                })
                .collect();
        }
        self.raws.push(raw);
    }
}

/// `|---|:--:|`
fn is_delimiter(text: &str) -> bool {
    text.contains('|') && text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'))
}

/// A row's text without its outer bars, and its cells, as ranges of the line.
fn split_row(line: &str) -> ((usize, usize), Vec<(usize, usize)>) {
    let trim = |from: usize, to: usize| {
        let slice = line.get(from..to).unwrap_or("");
        let start = from + (slice.len() - slice.trim_start().len());
        (start, start + slice.trim().len())
    };
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    let offset = line.len() - line.trim_start().trim_start_matches('|').len();
    let end = (offset + inner.len()).min(line.len());
    let mut cells = Vec::new();
    let mut start = offset;
    let mut escaped = false;
    for (at, c) in line.get(offset..end).unwrap_or("").char_indices() {
        if c == '|' && !escaped {
            cells.push(trim(start, offset + at));
            start = offset + at + 1;
        }
        escaped = c == '\\';
    }
    cells.push(trim(start, end));
    (trim(offset, end), cells)
}

fn is_upper(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut upper, mut cased) = (0, 0);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        cased += usize::from(c.is_uppercase() || c.is_lowercase());
    }
    let all = text.chars().filter(|c| c.is_alphabetic()).count();
    cased >= 4
        && upper == cased
        && cased * 2 > all
        && text.split_whitespace().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
}

fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|w| (w.starts_with(b"20") || w.starts_with(b"19")) && w.iter().all(u8::is_ascii_digit))
}

/// Whether a line is running text, or leads some in.
fn is_prose(line: &str) -> bool {
    ends_sentence(line) && width(line) > 30
        || ends_with_colon(line)
        || width(line) > 90 && (line.contains(". ") || line.contains('。'))
}

/// Whether a marked line is the first of its list.
fn opens(line: &str) -> bool {
    markers::is_first(line)
        || markers::marker(line).is_some_and(|m| matches!(m.style, Style::Bullet(_) | Style::Circled))
}

/// "Last updated: 31 May", "Phone: 020…": a label with its value names no section.
fn labels_value(text: &str) -> bool {
    let after = text.split_once([':', '：']).map_or("", |(_, after)| after);
    after.chars().any(|c| c.is_numeric())
}

/// A text without the emphasis marks around all of it, and whether that was bold.
fn without_edges(text: &str) -> (&str, bool) {
    let mut text = text.trim();
    let mut bold = false;
    for mark in ["**", "__", "*", "_"] {
        let inner =
            text.strip_prefix(mark).and_then(|t| t.strip_suffix(mark)).filter(|t| !t.is_empty() && !t.contains(mark));
        if let Some(inner) = inner {
            bold |= mark.len() == 2;
            text = inner.trim();
        }
    }
    (text, bold)
}

/// The links of a Markdown text: `[text](address)`; the range is that of the text.
fn links(text: &str) -> Vec<Link> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|s| s.find("](")) {
        let close = at + found;
        let begin = close + 2;
        at = begin;
        let Some(end) = text.get(begin..).and_then(|s| s.find([')', ' '])).map(|n| begin + n) else { break };
        let floor = out.last().map_or(0, |l: &Link| l.end);
        let Some(open) = text.get(floor..close).and_then(|s| s.rfind('[')).map(|n| floor + n) else { continue };
        let href = text.get(begin..end).unwrap_or("").trim_matches(['<', '>']);
        if !href.is_empty() && open + 1 < close {
            out.push(Link { start: open + 1, end: close, href: href.to_string() });
        }
        at = end;
    }
    out
}
