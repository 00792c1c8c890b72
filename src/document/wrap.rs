//! Lines of pasted text, and the joining of lines that an editor wrapped.

use super::{markers, structure};
use crate::order;

/// A line, or several that were wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text, trimmed, white space collapsed.
    pub text: String,
    /// How far it is indented.
    pub indent: usize,
    /// Whether an empty line stands before it.
    pub gap: bool,
}

/// The lines of a text that are not empty.
pub fn lines(content: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut gap = false;
    // "\r\n" is one end of a line, not two.
    let ends = ['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}', '\u{b}'];
    for raw in content.split('\n').flat_map(|l| l.strip_suffix('\r').unwrap_or(l).split(ends)) {
        let text = collapse(raw);
        if text.is_empty() {
            gap = true;
            continue;
        }
        let indent = raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        out.push(Line { text, indent, gap });
        gap = false;
    }
    out
}

fn collapse(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for word in raw.trim_start_matches('\u{feff}').split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Joins wrapped lines, if the text is wrapped.
pub fn unwrap(lines: Vec<Line>) -> Vec<Line> {
    let wide = wrap_width(&lines);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // The width of the last physical line, which is what the wrapping went by.
    let mut last = 0;
    for line in lines {
        let own = line.indent + structure::width(&line.text);
        match out.last_mut() {
            Some(before) if goes_on(before, &line, last, wide) => {
                let glue = !(before.text.chars().next_back().is_some_and(super::language::cjk)
                    && line.text.chars().next().is_some_and(super::language::cjk));
                if glue {
                    before.text.push(' ');
                }
                before.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
        last = own;
    }
    out
}

/// The width that the text is wrapped at, if most of its long lines end near it.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.indent + structure::width(&l.text)).collect();
    if widths.len() < 4 {
        return None;
    }
    order::by_key(&mut widths, |w| *w);
    let wide = widths.get(widths.len() * 98 / 100).or(widths.last()).copied()?;
    let most = widths.last().copied()?;
    if !(45..=130).contains(&wide) || most > wide * 3 {
        return None;
    }
    let near: Vec<&Line> = lines.iter().filter(|l| (l.indent + structure::width(&l.text)) * 100 >= wide * 78).collect();
    // Wrapped lines stop anywhere; paragraphs of like length stop where sentences do.
    let stops =
        near.iter().filter(|l| structure::ends_sentence(&l.text) || structure::ends_with_colon(&l.text)).count();
    (near.len() * 100 >= widths.len() * 30 && stops * 10 < near.len() * 4).then_some(wide)
}

fn goes_on(before: &Line, line: &Line, last: usize, wide: Option<usize>) -> bool {
    if line.gap || is_mark(&line.text) || is_mark(&before.text) {
        return false;
    }
    if markers::marker(&line.text).is_some()
        || line.text.starts_with(['#', '|', '>'])
        || before.text.starts_with(['#', '|'])
    {
        return false;
    }
    let Some(first) = line.text.chars().next() else { return false };
    let Some(end) = before.text.chars().next_back() else { return false };
    if let Some(wide) = wide {
        // The wrapping put the first word on a new line because it no longer fitted.
        let word = line.text.split(' ').next().unwrap_or("");
        let word = if super::language::cjk(first) { 2 } else { structure::width(word) };
        return last + 1 + word > wide && last * 100 >= wide * 55;
    }
    // A line that stops in the middle of a sentence goes on in the next.
    let stops = (end.is_alphanumeric() || matches!(end, ',' | '—' | '–')) && !super::language::cjk(end);
    // Items of a list may all begin small; a sentence begins big.
    let big = !before.text.starts_with(char::is_lowercase);
    stops && (first.is_lowercase() && big && last >= 45 || breaks_off(&before.text) && !super::language::cjk(first))
}

/// Whether a text ends in the middle of a sentence that is not its first.
fn breaks_off(text: &str) -> bool {
    if text.len() < 60 {
        return false;
    }
    // What follows the last end of a sentence, near enough to be judged.
    let mut from = text.len().saturating_sub(400);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = text.get(from..).unwrap_or("");
    let Some(at) = tail.rfind(". ").or_else(|| tail.rfind("? ")).or_else(|| tail.rfind("! ")) else { return false };
    let rest = tail.get(at + 2..).unwrap_or("");
    let word = tail.get(..at).unwrap_or("").rsplit(' ').next().unwrap_or("");
    word.chars().count() > 3
        && rest.chars().next().is_some_and(|c| c.is_uppercase())
        && rest.split(' ').count() >= 2
        && !rest.contains("://")
        && !rest.contains('@')
}

/// A line of marks: a rule, the underline of a title.
pub fn is_mark(text: &str) -> bool {
    let bare = || text.chars().filter(|c| !c.is_whitespace());
    bare().all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '—' | '─' | '━' | '═' | '\\')) && bare().count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(content: &str) -> Vec<String> {
        unwrap(lines(content)).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn wrapped() {
        let text = "We gather your name and your address when you order something from our\nshop, and keep both of them for as long as you stay with us as a customer\nof any kind.\n\nSecond paragraph here, which is also rather long and goes on to a second\nline.";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn ends_of_lines() {
        let gaps = |content: &str| lines(content).iter().map(|l| l.gap).collect::<Vec<_>>();
        assert_eq!(gaps("a\r\nb\r\n\r\nc\rd"), [false, false, true, false]);
    }

    #[test]
    fn one_paragraph_a_line() {
        let text = "We gather your name.\nWe keep it.\nYou may ask us to erase it whenever you like, and we shall do so within a month of hearing from you about it.";
        assert_eq!(texts(text).len(), 3);
    }
}
