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

use std::borrow::Cow;

/// What stands between an element and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// The number of the literal's normal form (see `normal`).
    pub string: u32,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a word may begin before it (`*word`).
    pub open_start: bool,
    /// Whether a word may go on after it (`word*`).
    pub open_end: bool,
}

/// One way to write a part; nearly all are a single literal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The first literal.
    pub first: Element,
    /// Those after it.
    pub rest: Vec<Element>,
}

impl Form {
    /// The literal at its end.
    pub fn last(&self) -> Element {
        self.rest.last().copied().unwrap_or(self.first)
    }
}

/// A part of a pattern between two gaps: any one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What stands before it.
    pub gap: Gap,
    /// Whether it may be missing.
    pub optional: bool,
    /// Its forms, in order of their first strings.
    pub forms: Vec<Form>,
    /// The lowest and the highest of their first strings: a term's strings are numbered one
    /// after another, so that these tell most others apart.
    pub range: (u32, u32),
}

/// The most strings that the alternatives of one part may expand to.
const MOST_EXPANSIONS: usize = 1024;

/// Expands a pattern into its parts; `number` gives each literal's normal form its number.
///
/// # Errors
/// A sentence that tells what is wrong: unbalanced brackets, nothing in it, a
/// gap at the start or the end, too many alternatives.
pub fn expand(pattern: &str, number: &mut impl FnMut(&str) -> u32) -> Result<Vec<Part>, String> {
    let mut out: Vec<Part> = Vec::new();
    let mut gap = Gap::None;
    let mut depth = 0i32;
    // `(.. |)`, a gap or nothing, is what a short gap means anyway.
    let plain: Cow<str> = match pattern.contains(". |)") {
        true => pattern.replace("(... |)", "... ").replace("(.. |)", ".. ").into(),
        false => pattern.into(),
    };
    let (mut from, mut at) = (0, 0);
    for word in plain.split_inclusive(' ').chain(std::iter::once("..")) {
        let before = at;
        at += word.len();
        let bare = word.trim_ascii();
        let ends = depth == 0 && (bare == ".." || bare == "...");
        if !ends {
            for c in bare.bytes() {
                depth += i32::from(c == b'(') - i32::from(c == b')');
            }
            continue;
        }
        let text = &plain[from..before];
        from = at;
        if text.trim_ascii().is_empty() {
            if out.is_empty() {
                return Err(format!("a gap at the start of `{pattern}`"));
            }
        } else {
            for (i, chunk) in chunks(text).iter().enumerate() {
                let before = if i == 0 { gap } else { Gap::Adjacent };
                out.push(part(chunk, before, number).map_err(|why| format!("{why} in `{pattern}`"))?);
            }
            gap = Gap::None;
        }
        // Beside another gap the longer one holds.
        gap = if bare == "..." || gap == Gap::Long { Gap::Long } else { Gap::Short };
    }
    if depth != 0 {
        return Err(format!("unbalanced brackets in `{pattern}`"));
    }
    match out.first() {
        Some(first) if !first.optional => Ok(out),
        _ => Err(format!("the first part may be missing in `{pattern}`")),
    }
}

/// From so many forms on a part is cut into chunks that are matched one after
/// another, which keeps the number of strings at a sum instead of a product.
const MANY: usize = 32;

/// Cuts a part with many forms at its outer spaces, and between its groups where
/// a script has no spaces.
fn chunks(part: &str) -> Vec<Cow<'_, str>> {
    if estimate(part) <= MANY {
        return vec![part.into()];
    }
    let spaceless = part.chars().any(spaceless);
    let mut out = vec![String::new()];
    let mut depth = 0;
    let mut last = ' ';
    for c in part.chars() {
        let cut = depth == 0 && (c == ' ' || (c == '(' && last == ')' && spaceless));
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
    let mut joined: Vec<Cow<str>> = Vec::new();
    let mut pending = String::new();
    for chunk in out.into_iter().filter(|c| !c.trim().is_empty()) {
        let whole = format!("{pending}{chunk}");
        if joined.is_empty() && may_be_missing(&whole) {
            pending = whole;
        } else {
            pending.clear();
            joined.push(whole.into());
        }
    }
    if !pending.is_empty() {
        joined.push(pending.into());
    }
    joined
}

fn may_be_missing(part: &str) -> bool {
    let mut missing = false;
    if let Ok(nodes) = parse(part) {
        write(&nodes, &mut String::new(), &mut |form| missing |= form.trim_matches([' ', '*']).is_empty());
    }
    missing
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

fn part(text: &str, gap: Gap, number: &mut impl FnMut(&str) -> u32) -> Result<Part, String> {
    if estimate(text) > MOST_EXPANSIONS {
        return Err("too many alternatives".into());
    }
    let mut out = Part { gap, optional: false, forms: Vec::new(), range: (0, 0) };
    let mut wrong = None;
    let mut scratch = String::new();
    write(&parse(text)?, &mut String::new(), &mut |form| {
        if form.trim_matches([' ', '*']).is_empty() {
            out.optional = true;
            return;
        }
        match elements(form, &mut scratch, number) {
            Ok(form) => out.forms.push(form),
            Err(why) => wrong = Some(why),
        }
    });
    if let Some(why) = wrong {
        return Err(why);
    }
    if out.forms.is_empty() {
        return Err("nothing".into());
    }
    out.forms.sort_unstable();
    out.forms.dedup();
    if let (Some(lowest), Some(highest)) = (out.forms.first(), out.forms.last()) {
        out.range = (lowest.first.string, highest.first.string);
    }
    Ok(out)
}

/// A piece of a part's text: plain, or alternatives in brackets.
enum Node<'a> {
    Plain(&'a str),
    Group(Vec<Vec<Node<'a>>>),
}

fn parse(text: &str) -> Result<Vec<Node<'_>>, String> {
    let mut rest = text;
    let mut alternatives = alternatives(&mut rest, 0)?;
    match (alternatives.pop(), alternatives.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => Ok(vec![Node::Group(alternatives.into_iter().chain(last).collect())]),
    }
}

/// The alternatives up to the end of the text or the bracket that closes them.
fn alternatives<'a>(rest: &mut &'a str, depth: usize) -> Result<Vec<Vec<Node<'a>>>, String> {
    if depth > 6 {
        return Err("brackets are nested too deep".into());
    }
    let mut out = vec![Vec::new()];
    loop {
        let plain = rest.find(['(', '|', ')']).unwrap_or(rest.len());
        let (before, after) = rest.split_at(plain);
        if let Some(open) = out.last_mut()
            && !before.is_empty()
        {
            open.push(Node::Plain(before));
        }
        *rest = after.get(1..).unwrap_or_default();
        match (after.bytes().next(), depth) {
            (Some(b'('), _) => {
                let inner = alternatives(rest, depth + 1)?;
                if let Some(open) = out.last_mut() {
                    open.push(Node::Group(inner));
                }
            }
            (Some(b'|'), _) => out.push(Vec::new()),
            (Some(_), 0) => return Err("unbalanced `)`".into()),
            (None, 1..) => return Err("unbalanced `(`".into()),
            _ => return Ok(out),
        }
    }
}

/// Writes each of the texts that the nodes stand for after `text`, and hands it on.
fn write(nodes: &[Node], text: &mut String, then: &mut dyn FnMut(&mut String)) {
    let Some((first, rest)) = nodes.split_first() else { return then(text) };
    let from = text.len();
    match first {
        Node::Plain(plain) => {
            text.push_str(plain);
            write(rest, text, then);
        }
        Node::Group(alternatives) => {
            for nodes in alternatives {
                write(nodes, text, &mut |text| write(rest, text, then));
            }
        }
    }
    text.truncate(from);
}

/// The literals of a form; `scratch` holds each while it is put into normal form.
fn elements(form: &str, scratch: &mut String, number: &mut impl FnMut(&str) -> u32) -> Result<Form, String> {
    let mut out = Literals { first: None, rest: Vec::new(), scratch, number };
    if !form.contains('*') && !form.contains("..") {
        out.push(form, Gap::None)?;
        return out.finish();
    }
    let mut gap = Gap::None;
    let mut words = String::new();
    for token in form.split_ascii_whitespace() {
        match token {
            ".." | "..." => {
                // After an open ending (`word* ..`) the word is pushed already; the gap then
                // takes in the rest of it.
                if words.is_empty() && gap != Gap::Suffix {
                    return Err("a gap at the start or beside another gap".into());
                }
                out.push(&std::mem::take(&mut words), gap)?;
                gap = if token == ".." { Gap::Short } else { Gap::Long };
            }
            "*" => {}
            word => {
                // `word*,` opens the ending before the mark; a star in front belongs to its word.
                let (front, rest) = if word.len() > 1 && word.starts_with('*') { word.split_at(1) } else { ("", word) };
                words.push(' ');
                words.push_str(front);
                for part in rest.split_inclusive('*').filter(|p| *p != "*") {
                    words.push_str(part);
                    if part.ends_with('*') {
                        out.push(&std::mem::take(&mut words), gap)?;
                        gap = Gap::Suffix;
                    }
                }
            }
        }
    }
    // A gap at the end of a form stands beside the gap that follows the part.
    out.push(&words, gap)?;
    out.finish()
}

struct Literals<'a, N> {
    first: Option<Element>,
    rest: Vec<Element>,
    scratch: &'a mut String,
    number: &'a mut N,
}

impl<N: FnMut(&str) -> u32> Literals<'_, N> {
    fn push(&mut self, words: &str, gap: Gap) -> Result<(), String> {
        let words = words.trim_ascii();
        if words.is_empty() {
            return Ok(());
        }
        let (open_start, open_end) = (words.starts_with('*'), words.ends_with('*'));
        self.scratch.clear();
        // A star before a later word of a literal cannot mean anything: the word before ends there.
        normal_into(words.chars().filter(|c| *c != '*'), self.scratch);
        if self.scratch.is_empty() {
            return Err("an empty form".into());
        }
        let element = Element { string: (self.number)(self.scratch), gap, open_start, open_end };
        match self.first {
            None => self.first = Some(element),
            Some(_) => self.rest.push(element),
        }
        Ok(())
    }

    fn finish(self) -> Result<Form, String> {
        let rest = self.rest;
        self.first.map(|first| Form { first, rest }).ok_or_else(|| "an empty form".into())
    }
}

/// The normal form of a text: lower case, narrow forms, plain quotes and
/// hyphens, one space for any run of white space, and none beside a character
/// of a script without spaces.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    normal_into(text.chars(), &mut out);
    out
}

fn normal_into(text: impl Iterator<Item = char>, out: &mut String) {
    let mut last = None;
    let mut space = false;
    for c in text {
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
