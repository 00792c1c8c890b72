//! The terms and numbers of all languages, unpacked when the first is needed.

use super::{AS_IS, DICTIONARY, LITERAL_CONTEXT, TEXT_BYTES, VARIANTS};
use lzma_rust2::{LzmaReader, Read};
use std::{collections::BTreeMap, sync::OnceLock};

static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.lzma"));

static TEXT: OnceLock<String> = OnceLock::new();

/// The text of all packs.
pub fn text() -> &'static str {
    TEXT.get_or_init(|| unpack().unwrap_or_default())
}

/// `None` only for a damaged archive, which the build has just written; a test
/// reads every pack.
fn unpack() -> Option<String> {
    let mut bytes = vec![0; TEXT_BYTES];
    let mut reader = LzmaReader::new(ARCHIVE, TEXT_BYTES as u64, LITERAL_CONTEXT, 0, 0, DICTIONARY, None).ok()?;
    reader.read_exact(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for &(start, end, letters) in VARIANTS {
        out += text.get(from..start)?;
        restore(text.get(start..end)?, letters, &mut out);
        from = end;
    }
    out += text.get(from..)?;
    Some(out)
}

/// A part in the letters of another language, with its own again.
fn restore(part: &str, letters: &str, out: &mut String) {
    let mut pairs = letters.chars();
    let own: BTreeMap<char, char> =
        std::iter::from_fn(|| pairs.next().zip(pairs.next())).map(|(own, other)| (other, own)).collect();
    let mut as_is = false;
    for c in part.chars() {
        match own.get(&c) {
            _ if c == AS_IS => as_is = true,
            Some(&mine) if !as_is => out.push(mine),
            _ => {
                out.push(c);
                as_is = false;
            }
        }
    }
}
