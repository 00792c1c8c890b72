//! Two ways of writing one language share most words but for the forms of letters. Written with
//! the other's letters, the second compresses to little more than its own words.

use std::collections::HashMap;

/// Before a letter that stands for itself.
pub const AS_IS: char = '\u{1}';

/// The letters of `variants` ("個个 們们": this language's form, the other's), by pairs.
pub fn pairs(variants: &str) -> Result<Vec<(char, char)>, String> {
    let mut out: Vec<(char, char)> = Vec::new();
    for pair in variants.split_whitespace() {
        let [own, other] = pair.chars().collect::<Vec<_>>()[..] else {
            return Err(format!("`{pair}` must be two letters: this language's form and the other's"));
        };
        if out.iter().any(|(o, t)| *o == own || *t == other) {
            return Err(format!("`{pair}`: each letter may stand in one pair"));
        }
        out.push((own, other));
    }
    Ok(out)
}

/// The text with the other's letters; one that would be taken for another is marked.
pub fn put(text: &str, pairs: &[(char, char)]) -> String {
    let other: HashMap<char, char> = pairs.iter().copied().collect();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if pairs.iter().any(|(_, theirs)| *theirs == c) {
            out.push(AS_IS);
        }
        out.push(other.get(&c).copied().unwrap_or(c));
    }
    out
}
