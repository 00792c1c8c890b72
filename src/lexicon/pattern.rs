//! The pattern language of the packs: how a term is written and what it expands to.
//!
//! | written | means |
//! |---|---|
//! | `(a\|b\|)` | one of these; an empty one makes it optional; may be nested |
//! | `word*`, `*word` | any ending, any beginning of that word |
//! | ` .. ` | a short gap: up to 5 words, or 10 characters of a script without spaces |
//! | ` ... ` | a long gap: up to 14 words, or 30 such characters; never past the sentence |
//!
//! This file is compiled twice: by `build.rs`, which refuses a pack with a bad
//! pattern, and by the engine, which expands the patterns when a pack is first used.

/// What stands between an element and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, or the first element.
    None,
    /// The rest of the word before, and one space.
    Suffix,
    /// Up to 5 words or 10 characters.
    Short,
    /// Up to 14 words or 30 characters.
    Long,
}

/// One literal of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The literal, in normal form (see `normal`).
    pub text: String,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a word may begin before it (`*word`).
    pub open_start: bool,
    /// Whether a word may go on after it (`word*`).
    pub open_end: bool,
}

/// The most strings that the alternatives of one pattern may expand to.
const MOST_EXPANSIONS: usize = 2048;

/// Expands a pattern into its literal forms.
///
/// # Errors
/// A sentence that tells what is wrong: unbalanced brackets, an empty form, a
/// form that begins or ends with a gap, too many alternatives.
pub fn expand(pattern: &str) -> Result<Vec<Vec<Element>>, String> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    let forms = alternatives(&chars, &mut at, 0)?;
    if at != chars.len() {
        return Err(format!("unbalanced `)` in `{pattern}`"));
    }
    let mut out = Vec::with_capacity(forms.len());
    for form in forms {
        let elements = elements(&form).map_err(|why| format!("{why} in `{pattern}`"))?;
        if !out.contains(&elements) {
            out.push(elements);
        }
    }
    Ok(out)
}

fn alternatives(chars: &[char], at: &mut usize, depth: usize) -> Result<Vec<String>, String> {
    if depth > 6 {
        return Err("brackets are nested too deep".into());
    }
    let mut done: Vec<String> = Vec::new();
    let mut open = vec![String::new()];
    while let Some(&c) = chars.get(*at) {
        match c {
            '(' => {
                *at += 1;
                let inner = alternatives(chars, at, depth + 1)?;
                if chars.get(*at) != Some(&')') {
                    return Err("unbalanced `(`".into());
                }
                *at += 1;
                if open.len() * inner.len() > MOST_EXPANSIONS {
                    return Err("too many alternatives".into());
                }
                open = open.iter().flat_map(|a| inner.iter().map(move |b| format!("{a}{b}"))).collect();
            }
            ')' if depth > 0 => break,
            ')' => return Err("unbalanced `)`".into()),
            '|' => {
                *at += 1;
                done.append(&mut open);
                open = vec![String::new()];
            }
            _ => {
                *at += 1;
                for form in &mut open {
                    form.push(c);
                }
            }
        }
        if done.len() > MOST_EXPANSIONS {
            return Err("too many alternatives".into());
        }
    }
    done.append(&mut open);
    Ok(done)
}

fn elements(form: &str) -> Result<Vec<Element>, String> {
    let mut out: Vec<Element> = Vec::new();
    let mut gap = Gap::None;
    let mut words: Vec<&str> = Vec::new();
    let tokens: Vec<&str> = form.split_whitespace().collect();
    for token in &tokens {
        match *token {
            ".." | "..." => {
                // After an open ending (`word* ..`) the word is pushed already; the gap then
                // takes in the rest of it.
                if words.is_empty() && gap != Gap::Suffix {
                    return Err("a gap at the start or beside another gap".into());
                }
                if !words.is_empty() {
                    push(&mut out, &mut words, gap)?;
                }
                gap = if *token == ".." { Gap::Short } else { Gap::Long };
            }
            word => {
                words.push(word);
                if word.len() > 1 && word.ends_with('*') {
                    push(&mut out, &mut words, gap)?;
                    gap = Gap::Suffix;
                }
            }
        }
    }
    if words.is_empty() {
        if gap != Gap::Suffix {
            return Err("an empty form, or a gap at the end".into());
        }
    } else {
        push(&mut out, &mut words, gap)?;
    }
    Ok(out)
}

fn push(out: &mut Vec<Element>, words: &mut Vec<&str>, gap: Gap) -> Result<(), String> {
    let joined = words.join(" ");
    words.clear();
    let open_start = joined.starts_with('*');
    let open_end = joined.ends_with('*');
    let literal = joined.trim_matches('*');
    if literal.contains('*') {
        return Err("a `*` inside a word".into());
    }
    let text = normal(literal);
    if text.is_empty() {
        return Err("an empty form".into());
    }
    out.push(Element { text, gap, open_start, open_end });
    Ok(())
}

/// The normal form of a text: lower case, narrow forms, plain quotes and
/// hyphens, one space for any run of white space, and none beside a character
/// of a script without spaces.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    let mut space = false;
    for c in text.chars() {
        match fold(c) {
            Folded::Drop => {}
            Folded::Space => space = true,
            Folded::Chars(first, rest) => {
                if space && last.is_some_and(|l| !spaceless(l)) && !spaceless(first) {
                    out.push(' ');
                }
                space = false;
                out.push(first);
                last = Some(first);
                if let Some(rest) = rest {
                    out.push(rest);
                    last = Some(rest);
                }
            }
        }
    }
    out
}

/// What one character becomes in the normal form.
pub enum Folded {
    /// It is invisible and vanishes.
    Drop,
    /// It is white space.
    Space,
    /// It is written so.
    Chars(char, Option<char>),
}

/// Folds one character: see [`normal`].
pub fn fold(c: char) -> Folded {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Folded::Drop,
        _ if c.is_whitespace() => Folded::Space,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '`' => Folded::Chars('\'', None),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => Folded::Chars('"', None),
        '\u{2010}' | '\u{2011}' | '\u{2012}' => Folded::Chars('-', None),
        '\u{2013}' | '\u{2014}' | '\u{2015}' => Folded::Chars('\u{2013}', None),
        // Full-width forms of ASCII (Unicode block FF00) are the same letters.
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            Folded::Chars(narrow.to_ascii_lowercase(), None)
        }
        _ if c.is_ascii() => Folded::Chars(c.to_ascii_lowercase(), None),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(a), b) => Folded::Chars(a, b),
                _ => Folded::Drop,
            }
        }
    }
}

/// Whether a character belongs to a script that is written without spaces
/// between words (Han, Kana, Thai and their punctuation).
pub fn spaceless(c: char) -> bool {
    matches!(c as u32,
        0x0e00..=0x0e7f | 0x3000..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2ffff)
}
