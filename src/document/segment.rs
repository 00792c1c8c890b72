//! Sentences and clauses, in scripts with spaces and without.
//!
//! A full stop ends a sentence only where what stands around it says so; the
//! marks of Chinese and Japanese always do. What is an abbreviation is the
//! language's data.

use super::language::cjk;
use crate::lang::Lang;

const CLOSERS: &str = "\"'”’」』）)]】》〉»›";
const OPENERS: &str = "\"'“‘「『（([【《〈«‹¿¡*_";

/// The sentences of a text, as byte ranges without the white space between them.
pub fn sentences(text: &str, breaks: &[usize], lang: Option<Lang>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut breaks = breaks.iter().copied().filter(|&b| text.is_char_boundary(b)).peekable();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|s| s.chars().next()) {
        if breaks.next_if(|&b| b <= at).is_some() && at > start {
            push(&mut out, text, start, at);
            start = at;
        }
        let next = at + c.len_utf8();
        let end = match c {
            '.' | '．' => full_stop(text, start, at, lang),
            '!' | '?' | '؟' | '…' => question(text, at),
            '。' | '！' | '？' | '।' | '۔' | '｡' | '॥' => Some(closing(text, next, true)),
            _ => None,
        };
        if let Some(end) = end {
            push(&mut out, text, start, end);
            start = end;
            at = end.max(next);
        } else {
            at = next;
        }
    }
    push(&mut out, text, start, text.len());
    out
}

fn push(out: &mut Vec<(usize, usize)>, text: &str, start: usize, end: usize) {
    let Some(slice) = text.get(start..end) else { return };
    let from = start + (slice.len() - slice.trim_start().len());
    let to = start + slice.trim_end().len();
    if from >= to {
        return;
    }
    // Marks without a letter belong to the sentence before them.
    let bare = !text.get(from..to).unwrap_or("").chars().any(char::is_alphanumeric);
    match out.last_mut() {
        Some(last) if bare && last.1 == start => last.1 = to,
        _ => out.push((from, to)),
    }
}

/// Past the closing quotes, brackets and further end marks at `at`.
fn closing(text: &str, mut at: usize, marks: bool) -> usize {
    let mut closed = false;
    while let Some(c) = text.get(at..).and_then(|s| s.chars().next()) {
        let mark = marks && matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…');
        // A quote after a space opens the next sentence.
        if !(mark && !closed || CLOSERS.contains(c)) {
            break;
        }
        closed |= !mark;
        at += c.len_utf8();
    }
    at
}

fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The first letter or digit after `at`, past white space and opening marks.
fn next_letter(text: &str, at: usize) -> Option<(usize, char)> {
    text.get(at..)?
        .char_indices()
        .take(6)
        .find(|(_, c)| !c.is_whitespace() && !OPENERS.contains(*c))
        .map(|(i, c)| (at + i, c))
}

fn question(text: &str, at: usize) -> Option<usize> {
    let c = next_char(text, at)?;
    let end = closing(text, at + c.len_utf8(), true);
    match next_char(text, end) {
        None => return Some(end),
        Some(n) if n.is_whitespace() => {}
        // "我们会出售数据吗?不会" has no space to wait for, "?id=1" is no end.
        Some(n) if cjk(n) && (c == '?' || c == '!') => return Some(end),
        _ => return None,
    }
    let (_, letter) = next_letter(text, end)?;
    let goes_on = letter.is_lowercase() || matches!(letter, ',' | ';' | '，');
    (!goes_on).then_some(end)
}

fn full_stop(text: &str, start: usize, at: usize, lang: Option<Lang>) -> Option<usize> {
    let stop = next_char(text, at)?;
    let after_stop = at + stop.len_utf8();
    let end = closing(text, after_stop, true);
    let before = text.get(start..at)?;
    // A word of more than this is none; looking back further would cost the square of the text.
    let mut near = before.len().saturating_sub(120);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    let short = before.get(near..)?;
    let token = short
        .rsplit(|c: char| c.is_whitespace() || OPENERS.contains(c) || matches!(c, '/' | ')'))
        .next()
        .unwrap_or("")
        .trim_end_matches('\\');
    let Some(next) = next_char(text, end) else { return Some(end) };
    if !next.is_whitespace() {
        return glued(text, before, token, end, next).then_some(end);
    }
    let Some((letter_at, letter)) = next_letter(text, end) else { return Some(end) };
    if letter.is_lowercase() || matches!(letter, ',' | ';' | ':' | '，' | '；') {
        // "… collected. iPhone users" is rare, "e.g. your name" is not.
        return None;
    }
    // The number of an item or a title: "1. We collect".
    if token.len() <= 5
        && token.chars().all(|c| c.is_ascii_digit() || c == '.')
        && before.trim_start_matches(|c: char| c.is_whitespace() || OPENERS.contains(c)).trim_end_matches('\\') == token
    {
        return None;
    }
    let ends_with_bracket = end > after_stop;
    if ends_with_bracket {
        return Some(end);
    }
    if token.is_empty() {
        return Some(end);
    }
    if token.len() <= 2 && token.bytes().all(|b| b.is_ascii_digit()) && is_date(text, letter_at) {
        return None;
    }
    if abbreviates(token, lang, letter) {
        let word: String = text
            .get(letter_at..)?
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '\'')
            .take(30)
            .collect::<String>()
            .to_lowercase();
        let starts = lang.is_some_and(|l| l.data().sentence_starts.contains(&word.as_str()));
        return starts.then_some(end);
    }
    Some(end)
}

/// A full stop with no space after it: an address, a number, or a sentence whose space was lost.
fn glued(text: &str, before: &str, token: &str, end: usize, next: char) -> bool {
    if cjk(next) {
        // "1.我们" is numbered; "Inc.的" is an abbreviation; "服务.我们" ends.
        return before.chars().next_back().is_some_and(|c| cjk(c) || CLOSERS.contains(c));
    }
    let last = before.chars().next_back();
    let word = token.chars().count() >= 3 && !token.contains(['@', '.', ':', '/', '_', '=']);
    if !(word && last.is_some_and(|c| c.is_lowercase() || c == ')' || c == '”')) {
        return false;
    }
    let mut letters = text.get(end..).unwrap_or("").chars();
    let opens = matches!(letters.next(), Some(c) if c.is_uppercase() || c == '“');
    let rest: String = letters.take(12).collect();
    let tail = rest.trim_start_matches(|c: char| c.is_alphabetic() || c == '\'' || c == '’');
    // After the first word a sentence goes on with a space, a name with a dot or a sign.
    opens
        && rest.chars().next().is_some_and(|c| c.is_lowercase() || c.is_whitespace())
        && !tail.starts_with(['.', '@', '/', '_', '(', ':'])
}

/// Whether "25." is followed by a month's name and a year: "25. Mai 2018".
fn is_date(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let mut words = rest.split_whitespace();
    let name = words.next().unwrap_or("");
    let year: String = words.next().unwrap_or("").chars().take_while(char::is_ascii_digit).collect();
    name.chars().all(char::is_alphabetic) && year.len() == 4
}

fn abbreviates(token: &str, lang: Option<Lang>, next: char) -> bool {
    let lower = token.to_lowercase();
    let listed = |list: &[&str]| list.iter().any(|a| a.strip_suffix('.').is_some_and(|a| a == lower));
    if lang.is_some_and(|l| listed(l.data().abbreviations)) {
        return true;
    }
    let mut letters = token.chars();
    let single =
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic() && !cjk(c) && c.is_uppercase());
    // "U.S." and "d.w.z." have dots inside; "example.com" has none but two letters in a part.
    let dotted = token.contains('.')
        && token.split('.').all(|p| !p.is_empty() && p.chars().count() <= 2 && p.chars().all(char::is_alphabetic));
    let numbered =
        next.is_ascii_digit() && (1..=4).contains(&token.chars().count()) && token.chars().all(char::is_alphabetic);
    single || dotted || numbered
}

/// The clauses of a range of a text: parted by semicolons, dashes and enumerating brackets.
pub fn clauses(text: &str, range: (usize, usize)) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (begin, end) = range;
    let Some(slice) = text.get(begin..end) else { return out };
    let mut start = 0;
    let mut previous = ' ';
    let mut push = |from: usize, to: usize| {
        if let Some(part) = slice.get(from..to) {
            let lead = part.len() - part.trim_start().len();
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                out.push((begin + from + lead, begin + from + lead + trimmed.len()));
            }
        }
    };
    for (at, c) in slice.char_indices() {
        let next = at + c.len_utf8();
        let cut = match c {
            ';' | '；' | '—' | '؛' => Some(next),
            '–' if previous.is_whitespace() => Some(next),
            '(' | '（' if enumerates(slice.get(next..).unwrap_or("")) => Some(at),
            _ => None,
        };
        if let Some(cut) = cut {
            push(start, cut);
            start = cut;
        }
        previous = c;
    }
    push(start, slice.len());
    out
}

/// Whether a bracket's inside is a number or a letter and nothing else: "a)", "iv)", "1）".
fn enumerates(inside: &str) -> bool {
    for (count, c) in inside.chars().take(5).enumerate() {
        if matches!(c, ')' | '）') {
            return count > 0;
        }
        let roman = matches!(c, 'i' | 'v' | 'x');
        if !(roman
            || (count == 0 && c.is_ascii_lowercase())
            || (count < 2 && c.is_ascii_digit())
            || "\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}".contains(c))
        {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, lang: &str) -> Vec<String> {
        sentences(text, &[], Lang::from_tag(lang)).into_iter().map(|(a, b)| text[a..b].to_string()).collect()
    }

    #[test]
    fn counts() {
        for (lang, text, count) in [
            ("en", "We collect your name. We keep it for a year.", 2),
            ("en", "Write to Mr. Field, e.g. by post, or to Brook Inc. in the U.S. of course.", 1),
            ("en", "See www.example.com, version 2.1, or mail me@example.com today.", 1),
            ("en", "This rests on Art. 6 of the law. You may object.", 2),
            ("en", "Do we? No! Never.", 3),
            ("en", "1. We collect names. 2. We keep them.", 2),
            ("en", "The list was made.We keep it.", 2),
            ("en", "(We keep it.) You may object.", 2),
            ("en", "He said “we keep it.” Then he left.", 2),
            ("fr", "1\\. Qui nous sommes", 1),
            ("zh-Hans", "我们收集姓名。我们保存一年。", 2),
            ("zh-Hans", "我们称之为“服务。”您可以停用。", 2),
            ("zh-Hans", "姓名、邮箱……等信息。您可以拒绝。", 2),
            ("zh-Hans", "请访问www.example.cn或2.1版本；并发送邮件。", 1),
            ("zh-Hans", "我们会出售吗?不会!从不。", 3),
            ("de", "Das gilt ab dem 25. Mai 2018 für alle.", 1),
            ("hi", "हम नाम लेते हैं। हम उसे रखते हैं।", 2),
        ] {
            assert_eq!(split(text, lang).len(), count, "{:?}", split(text, lang));
        }
    }

    #[test]
    fn forced_breaks() {
        assert_eq!(sentences("Orders 10 years", &[7], None), vec![(0, 6), (7, 15)]);
    }

    #[test]
    fn parts_of_a_sentence() {
        let text = "We may (a) see it; (b) keep it — or not（1）至此；好";
        let parts: Vec<&str> = clauses(text, (0, text.len())).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(parts, ["We may", "(a) see it;", "(b) keep it —", "or not", "（1）至此；", "好"]);
    }
}
