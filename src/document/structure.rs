//! From raw blocks to the document: what is a heading, what leads what in.

use super::{Block, BlockKind, Document, boilerplate, boilerplate::Area, language, raw::Raw};

/// The longest text that can be a title, in letters (see [`width`]).
const LONGEST_TITLE: usize = 110;

/// The finished document.
pub fn finish(mut raws: Vec<Raw>, areas: &[Area], url: Option<&str>, title: Option<String>) -> Document {
    raws.retain(|r| r.text.chars().any(char::is_alphanumeric));
    titles(&mut raws);
    open_lists(&mut raws);
    rows_of_sentences(&mut raws);
    let (boiler, named) = boilerplate::mark(&raws, areas, title.as_deref());
    // The title of a pasted text has no mark: what it says tells.
    if let Some(raw) = named.and_then(|i| raws.get_mut(i)).filter(|r| {
        matches!(r.kind, BlockKind::Paragraph | BlockKind::ListItem(0)) && r.item == 0 && like_title(&r.text)
    }) {
        raw.kind = BlockKind::Heading(1);
    }
    let leads = lead_ins(&raws, &boiler);
    let headings = headings(&raws, &boiler);
    let mut breaks = Vec::with_capacity(raws.len());
    let mut blocks = Vec::with_capacity(raws.len());
    for (i, raw) in raws.into_iter().enumerate() {
        breaks.push(raw.breaks);
        blocks.push(Block {
            kind: raw.kind,
            text: raw.text,
            lang: None,
            heading: headings.get(i).copied().flatten(),
            lead_in: leads.get(i).copied().flatten(),
            cells: raw.cells,
            links: raw.links,
            boilerplate: boiler.get(i).copied().unwrap_or(false),
            sentences: Vec::new(),
        });
    }
    let mut document = Document { title, url: url.map(str::to_string), blocks };
    language::detect_blocks(&mut document, &breaks);
    document
}

/// How wide a text is: a character of Chinese, Japanese or Korean counts twice.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let wide = |c: char| c >= '\u{3000}' && (language::cjk(c) || ('\u{ac00}'..='\u{d7af}').contains(&c));
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| "\"'”’」』）)]*_".contains(c));
    text.ends_with(['.', '!', '?', '。', '！', '？', '…', '।', '۔', '؟'])
}

/// Whether a text leads in what follows: it ends with a colon.
pub fn ends_with_colon(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| "\"'”’*_ ".contains(c));
    text.ends_with([':', '：', '︰'])
}

/// Whether a text is short and open-ended enough for a title.
pub fn like_title(text: &str) -> bool {
    let open = !text.ends_with(['.', ';', ',', '。', '；', '，', '、', '…']);
    open && text.chars().any(char::is_alphabetic) && width(text) <= LONGEST_TITLE
}

/// Titles without heading elements: bold lines, buttons of accordions, first lines of long items.
fn titles(raws: &mut Vec<Raw>) {
    let mut drop = vec![false; raws.len()];
    for i in 0..raws.len() {
        let next_long = raws.get(i + 1).is_some_and(|n| width(&n.text) > 60 || ends_sentence(&n.text));
        let next_item = raws.get(i + 1).is_some_and(Raw::is_item);
        let next_same_item =
            raws.get(i).zip(raws.get(i + 1)).is_some_and(|(a, b)| a.item != 0 && a.item == b.item && b.is_item());
        let first_of_item = i == 0 || raws.get(i - 1).zip(raws.get(i)).is_none_or(|(a, b)| a.item != b.item);
        let Some(raw) = raws.get_mut(i) else { continue };
        if raw.cell.is_some() {
            continue;
        }
        let title = like_title(&raw.text);
        if raw.button {
            if matches!(raw.kind, BlockKind::Heading(_)) {
            } else if title && next_long {
                raw.kind = BlockKind::Heading(6);
            } else if let Some(d) = drop.get_mut(i) {
                *d = true;
            }
        } else if raw.kind == BlockKind::Paragraph && raw.bold && title && !(ends_with_colon(&raw.text) && next_item) {
            raw.kind = BlockKind::Heading(6);
        } else if let BlockKind::ListItem(depth) = raw.kind
            && (first_of_item && next_same_item && title && next_long)
            && !ends_with_colon(&raw.text)
            && width(&raw.text) <= 70
        {
            raw.depth = depth;
            raw.kind = BlockKind::Heading(6);
        }
    }
    let mut at = 0;
    raws.retain(|_| {
        at += 1;
        !drop.get(at - 1).copied().unwrap_or(false)
    });
}

/// Texts pasted without their bullets: a paragraph that ends with a colon, and the short ones after it.
fn open_lists(raws: &mut [Raw]) {
    let mut i = 0;
    while i < raws.len() {
        let leads = raws.get(i).is_some_and(|r| {
            matches!(r.kind, BlockKind::Paragraph | BlockKind::ListItem(_))
                && ends_with_colon(&r.text)
                && width(&r.text) > 12
        });
        let depth = match raws.get(i).map(|r| r.kind) {
            Some(BlockKind::ListItem(d)) => d.saturating_add(1),
            _ => 0,
        };
        i += 1;
        if !leads {
            continue;
        }
        let count = items_after(raws, i);
        for raw in raws.iter_mut().skip(i).take(count) {
            raw.kind = BlockKind::ListItem(depth);
        }
        i += count;
    }
}

/// How many paragraphs from `from` on are items of the list that the block before opens.
fn items_after(raws: &[Raw], from: usize) -> usize {
    let Some(first) = raws.get(from) else { return 0 };
    if first.kind != BlockKind::Paragraph {
        return 0;
    }
    let area = first.area;
    let shape = shape(&first.text);
    let limit = match shape {
        // Whole sentences are items only while they are short: longer ones stand by themselves.
        Shape::Sentence if width(&first.text) <= 160 && sentences(&first.text) == 1 => 260,
        Shape::Sentence => 0,
        _ => 400,
    };
    let mut count = 0;
    for raw in raws.iter().skip(from) {
        if raw.kind != BlockKind::Paragraph || raw.area != area || width(&raw.text) > limit {
            break;
        }
        if ends_with_colon(&raw.text) && (count == 0 || width(&raw.text) > 60) {
            break;
        }
        let own = self::shape(&raw.text);
        let fits = match (shape, own) {
            (Shape::Sentence, own) => own == Shape::Sentence && sentences(&raw.text) <= 2,
            (Shape::Open | Shape::Going, Shape::Open | Shape::Going) => true,
            // The last item of "a; b; c."
            (Shape::Going, Shape::Sentence) => {
                if sentences(&raw.text) <= 1 {
                    count += 1;
                }
                break;
            }
            (Shape::Open, Shape::Sentence) => false,
        };
        if !fits {
            break;
        }
        count += 1;
    }
    // One sentence after a colon is its answer; two of one shape are a list.
    if shape == Shape::Sentence && count < 2 { 0 } else { count }
}

/// Lists that lost their bullets and have no colon before them: four short
/// sentences in a row, each a paragraph, or two paragraphs that end with no mark.
fn rows_of_sentences(raws: &mut [Raw]) {
    let paragraph =
        |raws: &[Raw], i: usize| raws.get(i).is_some_and(|r| r.kind == BlockKind::Paragraph && r.cell.is_none());
    let whole = |raws: &[Raw], i: usize| {
        raws.get(i).is_some_and(|r| width(&r.text) <= 90 && ends_sentence(&r.text) && sentences(&r.text) == 1)
    };
    let open = |raws: &[Raw], i: usize| {
        raws.get(i)
            .is_some_and(|r| width(&r.text) <= 220 && shape(&r.text) != Shape::Sentence && !ends_with_colon(&r.text))
    };
    let mut prose = false;
    let mut i = 0;
    while i < raws.len() {
        prose |= raws.get(i).is_some_and(|r| ends_sentence(&r.text) && width(&r.text) > 60);
        let run = |test: &dyn Fn(&[Raw], usize) -> bool| {
            (i..raws.len()).take_while(|&n| paragraph(raws, n) && test(raws, n)).count()
        };
        let short = run(&whole);
        // Before the first running text such lines are menus and dates.
        let ragged = if short < 4 && prose { run(&open) } else { 0 };
        let depth = match i.checked_sub(1).and_then(|b| raws.get(b)) {
            Some(Raw { kind: BlockKind::ListItem(d), text, .. }) if ends_sentence(text) => d.saturating_add(1),
            _ => 0,
        };
        let count = if short >= 4 {
            short
        } else if ragged >= 2 {
            // "a; b; c." ends with a full stop.
            let last = i + ragged;
            let closes = raws.get(last - 1).is_some_and(|r| shape(&r.text) == Shape::Going)
                && paragraph(raws, last)
                && raws.get(last).is_some_and(|r| width(&r.text) <= 220 && sentences(&r.text) == 1);
            ragged + usize::from(closes)
        } else {
            0
        };
        // A label or two over a text belong to it, not to the text before.
        let labels = short < 4 && count <= 3 && raws.get(i + count).is_some_and(|r| r.kind == BlockKind::Paragraph);
        for raw in raws.iter_mut().skip(i).take(count) {
            raw.kind = BlockKind::ListItem(depth);
            raw.opens = !labels;
        }
        i += count.max(1);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Ends as a sentence.
    Sentence,
    /// Ends with a mark that promises more.
    Going,
    /// Ends with no mark.
    Open,
}

fn shape(text: &str) -> Shape {
    if ends_sentence(text) {
        Shape::Sentence
    } else if text.ends_with([';', ',', '；', '，', '、']) {
        Shape::Going
    } else {
        Shape::Open
    }
}

fn sentences(text: &str) -> usize {
    super::segment::sentences(text, &[], None).len()
}

/// For each block the one that leads it in.
fn lead_ins(raws: &[Raw], boiler: &[bool]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = vec![None; raws.len()];
    // The lead-in of each open list, by depth.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut previous: Option<usize> = None;
    for (i, raw) in raws.iter().enumerate() {
        if boiler.get(i).copied().unwrap_or(false) {
            continue;
        }
        match raw.kind {
            BlockKind::ListItem(depth) => {
                let depth = depth as usize;
                let before = previous.and_then(|p| raws.get(p).map(|r| (p, r)));
                match before {
                    Some((p, r)) if r.is_item() => {
                        let BlockKind::ListItem(d) = r.kind else { continue };
                        let d = d as usize;
                        if depth > d {
                            open.truncate(d + 1);
                            open.resize(depth, None);
                            open.push(Some(p));
                        } else {
                            open.truncate(depth + 1);
                        }
                    }
                    Some((p, r)) => {
                        let inner = matches!(r.kind, BlockKind::Heading(_)) && depth > 0 && r.item != 0;
                        if !inner {
                            open.clear();
                        }
                        open.truncate(depth);
                        open.resize(depth, None);
                        let lead = match r.kind {
                            BlockKind::Heading(_) => ends_with_colon(&r.text),
                            BlockKind::Paragraph => leads(r, raws, i),
                            _ => false,
                        };
                        open.push(lead.then_some(p));
                    }
                    None => open.clear(),
                }
                // A nested list whose parent has no text of its own is led in as the list around it.
                let lead = open
                    .get(depth)
                    .copied()
                    .flatten()
                    .or_else(|| open.iter().take(depth + 1).rev().flatten().next().copied());
                if let Some(slot) = out.get_mut(i) {
                    *slot = lead.filter(|l| *l < i);
                }
                previous = Some(i);
            }
            BlockKind::TableRow => {
                // Rows are led in by the paragraph before their table, where it ends with a colon.
                let lead = match previous.and_then(|p| raws.get(p).map(|r| (p, r))) {
                    Some((p, r)) if r.kind == BlockKind::TableRow => out.get(p).copied().flatten(),
                    Some((p, r)) if !matches!(r.kind, BlockKind::Heading(_)) && ends_with_colon(&r.text) => Some(p),
                    _ => None,
                };
                if let Some(slot) = out.get_mut(i) {
                    *slot = lead;
                }
                previous = Some(i);
            }
            BlockKind::Paragraph | BlockKind::Heading(_) => previous = Some(i),
        }
    }
    out
}

/// Whether the paragraph before a list leads it in: it says so, or the items are no sentences of their own.
fn leads(paragraph: &Raw, raws: &[Raw], first: usize) -> bool {
    if ends_with_colon(&paragraph.text) {
        return true;
    }
    if !raws.get(first).is_some_and(|r| r.opens) {
        return false;
    }
    if !ends_sentence(&paragraph.text) {
        return true;
    }
    let mut items = 0;
    let mut whole = 0;
    for raw in raws.iter().skip(first).take_while(|r| r.is_item()).take(40) {
        items += 1;
        whole += usize::from(ends_sentence(&raw.text) && width(&raw.text) > 40);
    }
    whole * 2 < items
}

/// For each block the heading above it.
fn headings(raws: &[Raw], boiler: &[bool]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut out = Vec::with_capacity(raws.len());
    let mut item_of_last = None;
    for (i, raw) in raws.iter().enumerate() {
        if boiler.get(i).copied().unwrap_or(false) {
            out.push(None);
            continue;
        }
        // The title of a list item ends with the item.
        if let Some((item, at)) = item_of_last {
            let beside = raw.item != item
                && raws.get(at).is_some_and(|t: &Raw| matches!(raw.kind, BlockKind::ListItem(d) if d <= t.depth));
            if raw.item == 0 || beside {
                open.retain(|(_, h)| *h != at);
                item_of_last = None;
            }
        }
        if let BlockKind::Heading(level) = raw.kind {
            while open.last().is_some_and(|(l, _)| *l >= level) {
                open.pop();
            }
            out.push(open.last().map(|(_, h)| *h));
            open.push((level, i));
            if raw.item != 0 {
                item_of_last = Some((raw.item, i));
            }
        } else {
            out.push(open.last().map(|(_, h)| *h));
        }
    }
    out
}
