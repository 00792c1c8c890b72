//! The normal form of a text, with the way back to the source.

use super::pattern::{Folded, fold, spaceless};

/// A text in normal form (see [`super::pattern::normal`]) that knows where each
/// byte came from.
#[derive(Debug, Default)]
pub struct Normalised {
    /// The normal form.
    pub text: String,
    /// For each byte of `text`, the first source byte of its character.
    starts: Vec<u32>,
    /// For each byte of `text`, one past the last source byte of its character.
    ends: Vec<u32>,
}

impl Normalised {
    /// Normalises a text; `base` is added to every source offset.
    pub fn new(source: &str, base: usize) -> Self {
        let mut out = Self {
            text: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len()),
            ends: Vec::with_capacity(source.len()),
        };
        let mut last: Option<char> = None;
        let mut space: Option<usize> = None;
        for (at, c) in source.char_indices() {
            match fold(c) {
                Folded::Drop => {}
                Folded::Space => space = space.or(Some(at)),
                Folded::Chars(first, rest) => {
                    if let Some(from) = space.take()
                        && last.is_some_and(|l| !spaceless(l))
                        && !spaceless(first)
                    {
                        out.push(' ', base + from, base + at);
                    }
                    for folded in [Some(first), rest].into_iter().flatten() {
                        out.push(folded, base + at, base + at + c.len_utf8());
                        last = Some(folded);
                    }
                }
            }
        }
        out
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.starts.push(start as u32);
            self.ends.push(end as u32);
        }
    }

    /// The source bytes of a range of the normal form.
    pub fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.starts.get(start).copied().unwrap_or(0) as usize;
        let to = end.checked_sub(1).and_then(|e| self.ends.get(e)).copied().unwrap_or(from as u32) as usize;
        (from, to.max(from))
    }
}
