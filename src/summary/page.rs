//! Facts of the page, and notes about the reading.

use crate::{
    detect,
    document::{self, BlockKind, Document},
    extract::Reading,
    lexicon::{Concept, Strength, names_in, pattern::spaceless},
    schema::{LanguageShare, NoteFound, PageFacts},
    taxonomy::{Note, Page},
};

/// Words (or Han characters) read in a minute; Brysbaert 2019 finds 238 words a
/// minute for English prose, and about 260 characters for Chinese.
const WORDS_A_MINUTE: usize = 238;
const CHARACTERS_A_MINUTE: usize = 260;

/// A language with a smaller share is not worth a note.
const SMALL_SHARE: f64 = 0.05;

/// The facts and the notes.
pub fn facts(document: &Document, reading: &Reading) -> (PageFacts, Vec<NoteFound>) {
    let readable: Vec<&str> = document.blocks.iter().filter(|b| !b.boilerplate).map(|b| b.text.as_str()).collect();
    let (words, characters) = readable.iter().fold((0, 0), |(w, c), t| {
        let (tw, tc) = count(t);
        (w + tw, c + tc)
    });
    let minutes = words.div_ceil(WORDS_A_MINUTE) + characters.div_ceil(CHARACTERS_A_MINUTE);
    let shares = document::shares(document);
    let (kind, confidence) = detect::of_document(document, reading);
    let mut notes = Vec::new();
    let mut note =
        |code: Note, lang: Option<&'static str>, share: Option<f64>| notes.push(NoteFound { code, lang, share });
    let all: usize = document.blocks.iter().map(|b| b.text.len()).sum();
    let broken = document
        .blocks
        .iter()
        .map(|b| b.text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && *c != '\n')).count())
        .sum::<usize>();
    if all == 0 || words + characters == 0 {
        note(Note::Empty, None, None);
    } else if broken * 10 > all {
        note(Note::Binary, None, None);
    } else {
        for (lang, share) in shares.iter().filter(|(l, s)| !l.is_read() && *s >= SMALL_SHARE) {
            note(Note::LanguageNotRead, Some(lang.tag()), Some(rounded(*share)));
        }
        if !matches!(kind, Page::PrivacyPolicy | Page::CookiePolicy) {
            note(Note::NotAPolicy, None, None);
        }
    }
    let facts = PageFacts {
        kind,
        confidence: rounded(confidence),
        title: title(document),
        controller: reading.controller.clone(),
        updated: reading.updated.clone(),
        effective: reading.effective.clone(),
        languages: shares
            .iter()
            .map(|(l, s)| LanguageShare { tag: l.tag(), share: rounded(*s) })
            .filter(|l| l.share > 0.0)
            .collect(),
        words: words + characters,
        reading_minutes: minutes,
    };
    (facts, notes)
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Words of scripts with spaces, and characters of scripts without.
fn count(text: &str) -> (usize, usize) {
    let characters = text.chars().filter(|c| spaceless(*c) && c.is_alphabetic()).count();
    let words = text
        .split(|c: char| c.is_whitespace() || spaceless(c))
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .count();
    (words, characters)
}

/// The title: the first heading that names a policy, else the page's own title,
/// else the first heading.
fn title(document: &Document) -> Option<String> {
    let headings = || document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_)) && !b.boilerplate);
    let named = headings().find(|b| {
        b.lang.is_some_and(|l| {
            names_in(&b.text, l)
                .iter()
                .any(|h| h.strength == Strength::Strong && matches!(h.concept, Concept::Page(p) if p != Page::Other))
        })
    });
    named
        .map(|b| b.text.clone())
        .or_else(|| document.title.clone().filter(|t| !t.trim().is_empty()))
        .or_else(|| headings().next().map(|b| b.text.clone()))
}
