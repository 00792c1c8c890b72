//! The terms and numbers of all languages, unpacked when the first is needed.

use super::{DICTIONARY, LITERAL_CONTEXT, TEXT_BYTES};
use lzma_rust2::{LzmaReader, Read};
use std::sync::OnceLock;

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
    String::from_utf8(bytes).ok()
}
