//! Rows of data tables with the headers of their columns; layout tables stay paragraphs.

use super::{BlockKind, Cell, Link, raw::Raw};

/// A longer header says more than a header should, and would be stored once a row.
const LONGEST_HEADER: usize = 120;

/// Merges the cell texts from `first` on to rows, if they form a data table.
pub fn merge(raws: &mut Vec<Raw>, first: usize) {
    let Some(texts) = raws.get(first..) else { return };
    if !is_data(texts) {
        for raw in raws.iter_mut().skip(first) {
            raw.cell = None;
        }
        return;
    }
    let texts = raws.split_off(first);
    let headers_in_row = header_row(&texts);
    let mut headers: Vec<(usize, String)> = Vec::new();
    let mut row: Vec<Raw> = Vec::new();
    let mut at = None;
    for raw in texts {
        let place = raw.cell.map(|c| c.row);
        if place.is_none() {
            // A caption stands by itself.
            finish_row(raws, &mut row, headers_in_row, &mut headers);
            raws.push(raw);
            at = None;
            continue;
        }
        if place != at {
            finish_row(raws, &mut row, headers_in_row, &mut headers);
            at = place;
        }
        row.push(raw);
    }
    finish_row(raws, &mut row, headers_in_row, &mut headers);
}

/// Whether the cells are data: headers, or several short rows of several columns.
fn is_data(texts: &[Raw]) -> bool {
    let cells = texts.iter().filter(|r| r.cell.is_some()).count();
    if cells == 0 || texts.iter().any(|r| r.kind == BlockKind::TableRow) {
        return false;
    }
    if texts.iter().any(|r| r.cell.is_some_and(|c| c.header)) {
        return true;
    }
    let rows = texts
        .iter()
        .filter_map(|r| r.cell.map(|c| c.row))
        .fold((0, 0), |(n, last), row| if row == last { (n, last) } else { (n + 1, row) })
        .0;
    let columns = texts.iter().filter_map(|r| r.cell.map(|c| c.column)).max().unwrap_or(0) + 1;
    let headings = texts.iter().filter(|r| matches!(r.kind, BlockKind::Heading(_))).count();
    let longest = texts.iter().map(|r| r.text.len()).max().unwrap_or(0);
    columns >= 2 && rows >= 2 && headings * 4 < cells && longest < 1200 && cells >= rows
}

/// The row that names the columns: all of `<th>`, or, in a table without any, a first row of short names.
fn header_row(texts: &[Raw]) -> Option<usize> {
    let mut first_row = None;
    let mut any_th = false;
    let mut at = 0;
    while at < texts.len() {
        let Some(place) = texts.get(at).and_then(|r| r.cell) else {
            at += 1;
            continue;
        };
        let row: Vec<&Raw> = texts.iter().skip(at).take_while(|r| r.cell.is_some_and(|c| c.row == place.row)).collect();
        let th = row.iter().filter(|r| r.cell.is_some_and(|c| c.header)).count();
        any_th |= th > 0;
        if th == row.len() && row.len() > 1 {
            return Some(place.row);
        }
        if first_row.is_none() {
            first_row = Some((
                place.row,
                row.len() > 1 && row.iter().all(|r| names_a_column(&r.text)),
                row.iter().all(|r| r.bold),
            ));
        }
        at += row.len().max(1);
    }
    match first_row {
        Some((row, short, bold)) if short && (bold || !any_th) => Some(row),
        _ => None,
    }
}

fn names_a_column(text: &str) -> bool {
    text.chars().count() <= 60 && !text.ends_with(['.', '。', ';', '；', ',', '，']) && !text.contains('@')
}

fn finish_row(raws: &mut Vec<Raw>, row: &mut Vec<Raw>, header_row: Option<usize>, headers: &mut Vec<(usize, String)>) {
    let Some(shape) = row.first() else { return };
    let mut out = Raw { area: shape.area, ..Raw::new(BlockKind::TableRow, String::new()) };
    let names = shape.cell.map(|c| c.row).is_some_and(|r| Some(r) == header_row);
    if names {
        headers.clear();
    }
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    for raw in row.drain(..) {
        let column = raw.cell.map_or(0, |c| c.column);
        if !out.text.is_empty() {
            out.text.push(' ');
            out.breaks.push(out.text.len());
        }
        let start = out.text.len();
        out.text.push_str(&raw.text);
        let end = out.text.len();
        out.links.extend(raw.links.into_iter().map(|l| Link {
            start: l.start + start,
            end: l.end + start,
            href: l.href,
        }));
        match cells.last_mut() {
            Some((last, cell)) if *last == column => cell.end = end,
            _ => {
                let header = headers.iter().rev().find(|(c, _)| *c <= column).filter(|_| !headers.is_empty());
                let header = header.map(|(_, name)| name.clone());
                cells.push((column, Cell { start, end, header }));
            }
        }
    }
    if names {
        for (column, cell) in &cells {
            let name: String = out.text.get(cell.start..cell.end).unwrap_or("").chars().take(LONGEST_HEADER).collect();
            headers.push((*column, name));
        }
    } else {
        out.cells = cells.into_iter().map(|(_, cell)| cell).collect();
    }
    raws.push(out);
}
