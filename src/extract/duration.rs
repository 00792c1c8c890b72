//! Periods of time: "six (6) months", 六个月, "up to 13 months".
//!
//! Written as ISO 8601 durations; business days are written as days.

use super::passage::Passage;
use crate::{
    lexicon::{Bound as Limit, Concept, Hit, Unit},
    schema::Bound,
};

/// A period at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// ISO 8601.
    pub iso: String,
    /// How it bounds.
    pub bound: Bound,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How many bytes before a period its bound may stand.
const BOUND_REACH: usize = 40;

/// Numbers above this are years of the calendar, not counts.
const LARGEST: u32 = 1500;

/// All periods of a passage, in order.
pub fn durations(passage: &Passage) -> Vec<Duration> {
    let mut out: Vec<Duration> = Vec::new();
    let dates = dates(passage);
    for hit in &passage.hits {
        if dates.iter().any(|&(start, end)| start <= hit.start && hit.end <= end) {
            continue;
        }
        let (iso, start) = match hit.concept {
            Concept::Period(iso) => (iso.to_string(), hit.start),
            Concept::Unit(unit) => {
                if inside_period(passage, hit) {
                    continue;
                }
                let Some((count, start)) = count_before(passage, hit.start) else { continue };
                if count == 0 || count > LARGEST {
                    continue;
                }
                (iso(count, unit), start)
            }
            _ => continue,
        };
        if out.last().is_some_and(|d| d.end > start) {
            continue;
        }
        let bound = if ranges(passage, start) { Bound::Max } else { bound(passage, start, hit.end) };
        out.push(Duration { iso, bound, start, end: hit.end });
    }
    out
}

/// The places of calendar dates that are written with units, as in Chinese:
/// a count of years too large for a period, or a month with a day straight after it.
fn dates(passage: &Passage) -> Vec<(usize, usize)> {
    let units: Vec<(Unit, &Hit, u32, usize)> = passage
        .hits
        .iter()
        .filter_map(|h| match h.concept {
            Concept::Unit(unit) => count_before(passage, h.start).map(|(count, start)| (unit, h, count, start)),
            _ => None,
        })
        .collect();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, &(unit, hit, count, start)) in units.iter().enumerate() {
        let follows = |a: &Hit, b: usize| b >= a.end && b - a.end <= 1;
        let after_date = out.last().is_some_and(|&(_, end)| start >= end && start - end <= 1);
        let day_next = units.get(i + 1).is_some_and(|&(u, _, _, s)| u == Unit::Day && follows(hit, s));
        if (unit == Unit::Year && count > LARGEST) || after_date || (unit == Unit::Month && day_next) {
            out.push((start, hit.end));
        }
    }
    out
}

/// How many bytes may stand between the two numbers of a range: " to ", a dash.
const RANGE: usize = 5;

/// Whether another number stands straight before the one that begins at a place:
/// "12 to 24 months" says how long at most.
fn ranges(passage: &Passage, start: usize) -> bool {
    let Some(head) = passage.text.get(passage.start..start) else { return false };
    let number = head.trim_end_matches(|c: char| wide_digit(c).is_none());
    let words = passage.hits.iter().filter(|h| matches!(h.concept, Concept::Value(_)) && h.end <= start);
    let before = words.map(|h| h.end - passage.start).chain([number.len()]).max().unwrap_or(0);
    let between = head.get(before..).unwrap_or("");
    let apart = !between.contains(['(', ',', '.', '\u{ff08}', '\u{ff0c}', '\u{3001}']) && !between.trim().is_empty();
    before > 0 && apart && between.len() <= RANGE
}

fn inside_period(passage: &Passage, unit: &Hit) -> bool {
    passage.hits.iter().any(|h| matches!(h.concept, Concept::Period(_)) && h.start <= unit.start && unit.end <= h.end)
}

fn iso(count: u32, unit: Unit) -> String {
    match unit {
        Unit::Hour => format!("PT{count}H"),
        Unit::Day | Unit::BusinessDay => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Month => format!("P{count}M"),
        Unit::Year => format!("P{count}Y"),
    }
}

/// The number straight before a place: digits, words, or words with digits in
/// brackets. Returns it with its first byte.
fn count_before(passage: &Passage, at: usize) -> Option<(u32, usize)> {
    let head = passage.text.get(passage.start..at)?;
    let skip = |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '\u{ff08}' | '\u{ff09}' | '*' | '\u{2011}');
    let trimmed = head.trim_end_matches(skip);
    let end = passage.start + trimmed.len();
    let digits: String = trimmed.chars().rev().take_while(|c| wide_digit(*c).is_some()).collect();
    if !digits.is_empty() {
        let start =
            end - trimmed.chars().rev().take_while(|c| wide_digit(*c).is_some()).map(char::len_utf8).sum::<usize>();
        // "2.5 years" and "1,000" are no plain counts.
        let before = passage.text.get(..start)?.chars().next_back();
        if matches!(before, Some('.' | ','))
            && passage.text.get(..start)?.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            return None;
        }
        let count =
            digits.chars().rev().filter_map(wide_digit).try_fold(0u32, |n, d| n.checked_mul(10)?.checked_add(d))?;
        return Some((count, start));
    }
    words_before(passage, end)
}

fn wide_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{ff10}'..='\u{ff19}' => Some(c as u32 - 0xff10),
        _ => None,
    }
}

/// A number in words that ends at a place: values multiply and add as they stand
/// ("twenty-four", 二十四).
fn words_before(passage: &Passage, end: usize) -> Option<(u32, usize)> {
    let mut parts = Vec::new();
    let mut at = end;
    while let Some(hit) = passage.hits.iter().find(|h| {
        matches!(h.concept, Concept::Value(_))
            && h.end <= at
            && passage.text.get(h.end..at).is_some_and(|t| t.chars().all(|c| c == '-' || c == ' ') && t.len() <= 1)
    }) {
        let Concept::Value(value) = hit.concept else { break };
        parts.push(value);
        at = hit.start;
        if parts.len() > 4 {
            break;
        }
    }
    parts.reverse();
    let mut total = 0u32;
    for (i, value) in parts.iter().copied().enumerate() {
        total = if i > 0 && matches!(value, 10 | 100 | 1000) && total > 0 && total < value {
            total.checked_mul(value)?
        } else {
            total.checked_add(value)?
        };
    }
    (!parts.is_empty()).then_some((total, at))
}

fn bound(passage: &Passage, start: usize, end: usize) -> Bound {
    let mut best: Option<(usize, Bound)> = None;
    for hit in &passage.hits {
        let Concept::Bound(limit) = hit.concept else { continue };
        let distance = start.saturating_sub(hit.end).max(hit.start.saturating_sub(end));
        if distance <= BOUND_REACH && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, if limit == Limit::Max { Bound::Max } else { Bound::Min }));
        }
    }
    best.map_or(Bound::Exact, |(_, b)| b)
}
