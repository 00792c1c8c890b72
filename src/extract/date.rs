//! When the policy was last updated, and from when it is in force.

use super::{Reading, passage::Passage};
use crate::{
    lang::Lang,
    lexicon::{Concept, Hit, names_in},
    taxonomy::Label,
};

/// How many bytes after a label its date may stand.
const REACH: usize = 60;

/// Finds both dates; of several the first that a label names wins, since
/// policies put the valid one at the top or close with it.
pub fn read(passages: &[Passage], reading: &mut Reading) {
    for (number, passage) in passages.iter().enumerate() {
        for hit in &passage.hits {
            let slot = match hit.concept {
                Concept::Label(Label::Updated) => &mut reading.updated,
                Concept::Label(Label::Effective) => &mut reading.effective,
                _ => continue,
            };
            if slot.is_some() {
                continue;
            }
            *slot = labelled(passage, hit).or_else(|| {
                // The label may be a line of its own, with the date below it.
                let alone = passage.end - hit.end <= 3;
                let next = passages.get(number + 1)?;
                (alone && next.end - next.start <= REACH).then(|| first(next, next.start, next.end)).flatten()
            });
        }
    }
}

fn labelled(passage: &Passage, label: &Hit) -> Option<String> {
    let inside = first(passage, label.start, label.end);
    let after = || first(passage, label.end, boundary(passage.text, (label.end + REACH).min(passage.end)));
    // "On 3 May 2024 this policy was last updated."
    let before =
        || first(passage, boundary(passage.text, label.start.saturating_sub(REACH).max(passage.start)), label.start);
    inside.or_else(after).or_else(before)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at.min(text.len())
}

/// The first date within a range, as precise as it is written.
fn first(passage: &Passage, start: usize, end: usize) -> Option<String> {
    let text = passage.text.get(start..end)?;
    // Months of the passage's own language; a heading may be in another.
    let months: Vec<(u8, usize, usize)> = names_in(text, passage.lang)
        .into_iter()
        .chain(Lang::from_tag("en").into_iter().flat_map(|en| names_in(text, en)))
        .filter_map(|h| match h.concept {
            Concept::Month(m) => Some((m, h.start, h.end)),
            _ => None,
        })
        .collect();
    let tokens = tokens(text);
    for (i, token) in tokens.iter().enumerate() {
        if let Some(date) = numeric(text, &tokens[i..]) {
            return Some(date);
        }
        if let Some(&(month, _, _)) = months.iter().find(|(_, s, e)| *s <= token.start && token.end <= *e)
            && let Some(date) = named(&tokens, i, month)
        {
            return Some(date);
        }
    }
    // A bare year right after the label.
    tokens.iter().find(|t| year(t).is_some()).and_then(year).map(|y| y.to_string())
}

/// A run of digits or of letters.
#[derive(Clone, Debug)]
struct Token {
    start: usize,
    end: usize,
    number: Option<u32>,
    digits: usize,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut run: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let class = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        if let Some((start, digit)) = run
            && class != Some(digit)
        {
            let word = &text[start..at];
            out.push(Token {
                start,
                end: at,
                number: if digit { word.parse().ok() } else { None },
                digits: if digit { word.len() } else { 0 },
            });
            run = None;
        }
        if run.is_none() {
            run = class.map(|digit| (at, digit));
        }
    }
    out
}

fn year(token: &Token) -> Option<u32> {
    token.number.filter(|n| token.digits == 4 && (1990..=2100).contains(n))
}

fn day(token: &Token) -> Option<u32> {
    token.number.filter(|n| token.digits <= 2 && (1..=31).contains(n))
}

fn month(token: &Token) -> Option<u32> {
    token.number.filter(|n| token.digits <= 2 && (1..=12).contains(n))
}

/// 2025-03-01, 2025/3/1, 2025.3.1, 2025年3月1日, 2025年3月, 31-12-2024.
fn numeric(text: &str, tokens: &[Token]) -> Option<String> {
    let first = tokens.first()?;
    let numbers: Vec<&Token> = tokens.iter().filter(|t| t.number.is_some()).take(3).collect();
    if let Some(y) = year(first) {
        let near = |a: &Token, b: &Token| b.start - a.end <= 6 && !text[a.end..b.start].contains([',', ';', '\n']);
        let m = numbers.get(1).filter(|m| near(first, m)).and_then(|m| month(m))?;
        let d = numbers.get(2).filter(|d| near(numbers[1], d)).and_then(|d| day(d));
        return Some(match d {
            Some(d) => format!("{y:04}-{m:02}-{d:02}"),
            None => format!("{y:04}-{m:02}"),
        });
    }
    let [a, b, c] = numbers.as_slice() else { return None };
    if first.number.is_none() || b.start - a.end != 1 || c.start - b.end != 1 {
        return None;
    }
    let y = year(c)?;
    let (a, b) = (day(a)?, day(b)?);
    // Which of two small numbers is the month cannot be known: say only the year.
    Some(match (a > 12, b > 12) {
        (true, false) => format!("{y:04}-{b:02}-{a:02}"),
        (false, true) => format!("{y:04}-{a:02}-{b:02}"),
        _ if a == b => format!("{y:04}-{a:02}-{b:02}"),
        _ => format!("{y:04}"),
    })
}

/// "3 November 2025", "November 3, 2025", "November 2025".
fn named(tokens: &[Token], at: usize, month: u8) -> Option<String> {
    let next: Vec<&Token> = tokens[at + 1..].iter().filter(|t| t.number.is_some()).take(2).collect();
    let before = at.checked_sub(1).map(|i| &tokens[i]).and_then(day).or_else(|| {
        // "3rd of November": one word between.
        at.checked_sub(2).map(|i| &tokens[i]).and_then(day)
    });
    if let Some(y) = next.first().and_then(|t| year(t)) {
        return Some(match before {
            Some(d) => format!("{y:04}-{month:02}-{d:02}"),
            None => format!("{y:04}-{month:02}"),
        });
    }
    let d = next.first().and_then(|t| day(t))?;
    let y = next.get(1).and_then(|t| year(t))?;
    Some(format!("{y:04}-{month:02}-{d:02}"))
}
