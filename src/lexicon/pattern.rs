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
    /// Nothing but a space.
    Adjacent,
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

/// A part of a pattern between two gaps: any one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What stands before it.
    pub gap: Gap,
    /// Its forms.
    pub forms: Vec<Vec<Element>>,
    /// Whether it may be missing.
    pub optional: bool,
}

/// The most strings that the alternatives of one segment may expand to.
const MOST_EXPANSIONS: usize = 1024;

/// Expands a pattern into its segments.
///
/// # Errors
/// A sentence that tells what is wrong: unbalanced brackets, nothing in it, a
/// gap at the start or the end, too many alternatives.
pub fn expand(pattern: &str) -> Result<Vec<Segment>, String> {
    let mut out: Vec<Segment> = Vec::new();
    let mut gap = Gap::None;
    let mut part = String::new();
    let mut depth = 0i32;
    // `(.. |)`, a gap or nothing, is what a short gap means anyway.
    let plain = pattern.replace("(... |)", "... ").replace("(.. |)", ".. ");
    for word in plain.split_inclusive(' ').chain(std::iter::once("..")) {
        let bare = word.trim();
        let ends = depth == 0 && (bare == ".." || bare == "...");
        if !ends {
            depth += bare.matches('(').count() as i32 - bare.matches(')').count() as i32;
            part.push_str(word);
            continue;
        }
        if part.trim().is_empty() {
            if out.is_empty() {
                return Err(format!("a gap at the start of `{pattern}`"));
            }
        } else {
            for (i, chunk) in chunks(&part).into_iter().enumerate() {
                let before = if i == 0 { gap } else { Gap::Adjacent };
                out.push(segment(&chunk, before).map_err(|why| format!("{why} in `{pattern}`"))?);
            }
            part.clear();
            gap = Gap::None;
        }
        // Beside another gap the longer one holds.
        gap = if bare == "..." || gap == Gap::Long { Gap::Long } else { Gap::Short };
    }
    if depth != 0 {
        return Err(format!("unbalanced brackets in `{pattern}`"));
    }
    match (out.first(), out.last()) {
        (Some(first), Some(_)) if !first.optional => Ok(out),
        _ => Err(format!("the first part may be missing in `{pattern}`")),
    }
}

/// From so many forms on a part is cut into chunks that are matched one after
/// another, which keeps the number of strings at a sum instead of a product.
const MANY: usize = 32;

/// Cuts a part with many forms at its outer spaces, and between its groups where
/// a script has no spaces.
fn chunks(part: &str) -> Vec<String> {
    if estimate(part) <= MANY {
        return vec![part.to_string()];
    }
    let mut out = vec![String::new()];
    let mut depth = 0;
    let mut last = ' ';
    for c in part.chars() {
        let cut = depth == 0 && (c == ' ' || (c == '(' && last == ')' && part.chars().any(spaceless)));
        if cut {
            out.push(String::new());
        }
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if let Some(chunk) = out.last_mut() {
            chunk.push(c);
        }
        last = c;
    }
    // A chunk that may be missing cannot come first: it joins the next one.
    let mut joined: Vec<String> = Vec::new();
    let mut pending = String::new();
    for chunk in out.into_iter().filter(|c| !c.trim().is_empty()) {
        let whole = format!("{pending}{chunk}");
        if joined.is_empty() && may_be_missing(&whole) {
            pending = whole;
        } else {
            pending.clear();
            joined.push(whole);
        }
    }
    if !pending.is_empty() {
        joined.push(pending);
    }
    joined
}

fn may_be_missing(part: &str) -> bool {
    let chars: Vec<char> = part.chars().collect();
    alternatives(&chars, &mut 0, 0).is_ok_and(|forms| forms.iter().any(|f| f.trim_matches([' ', '*']).is_empty()))
}

/// How many forms a part has, at most.
fn estimate(part: &str) -> usize {
    // A stack of (product so far, sum of finished alternatives).
    let mut stack = vec![(1usize, 0usize)];
    for c in part.chars() {
        match c {
            '(' => stack.push((1, 0)),
            '|' => {
                if let Some((product, sum)) = stack.last_mut() {
                    *sum += *product;
                    *product = 1;
                }
            }
            ')' if stack.len() > 1 => {
                let (product, sum) = stack.pop().unwrap_or((1, 0));
                if let Some((outer, _)) = stack.last_mut() {
                    *outer = outer.saturating_mul(product + sum);
                }
            }
            _ => {}
        }
    }
    stack.first().map_or(1, |(product, sum)| product + sum)
}

fn segment(part: &str, gap: Gap) -> Result<Segment, String> {
    let chars: Vec<char> = part.chars().collect();
    let mut at = 0;
    let expanded = alternatives(&chars, &mut at, 0)?;
    if at != chars.len() {
        return Err("unbalanced `)`".into());
    }
    let mut forms = Vec::with_capacity(expanded.len());
    let mut optional = false;
    for form in expanded {
        if form.trim_matches([' ', '*']).is_empty() {
            optional = true;
            continue;
        }
        let elements = elements(&form)?;
        if !forms.contains(&elements) {
            forms.push(elements);
        }
    }
    if forms.is_empty() {
        return Err("nothing".into());
    }
    Ok(Segment { gap, forms, optional })
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
    let mut words: Vec<String> = Vec::new();
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
            "*" => {}
            word => {
                // `word*,` opens the ending before the mark; a star in front belongs to its word.
                let (front, rest) = if word.len() > 1 && word.starts_with('*') { word.split_at(1) } else { ("", word) };
                for (i, part) in rest.split_inclusive('*').filter(|p| *p != "*").enumerate() {
                    words.push(if i == 0 { format!("{front}{part}") } else { part.to_string() });
                    if part.len() > 1 && part.ends_with('*') {
                        push(&mut out, &mut words, gap)?;
                        gap = Gap::Suffix;
                    }
                }
            }
        }
    }
    // A gap at the end of a form stands beside the gap that follows the part.
    if !words.is_empty() {
        push(&mut out, &mut words, gap)?;
    }
    if out.is_empty() { Err("an empty form".into()) } else { Ok(out) }
}

fn push(out: &mut Vec<Element>, words: &mut Vec<String>, gap: Gap) -> Result<(), String> {
    let joined = words.join(" ");
    words.clear();
    let open_start = joined.starts_with('*');
    let open_end = joined.ends_with('*');
    // A star before a later word of a literal cannot mean anything: the word before ends there.
    let text = normal(&joined.replace('*', ""));
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
