//! The language packs as data: one folder a language, compiled by `build.rs`.
//!
//! A language with term files is *read*; one with `language.toml` alone is
//! recognised, so that the report can say which part was not read.

mod archive;

/// The data of one language.
#[derive(Debug)]
pub struct LanguageData {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// ISO 15924 script code: `Latn`, `Hans`, `Cyrl`…
    pub script: &'static str,
    /// Whether a negator may follow the verb that it turns (Dutch "verkopen wij niet").
    pub negation_around: bool,
    /// Frequent function words, lower case; only those of scripts with spaces are looked for.
    pub words: &'static [&'static str],
    /// Letters that speak for this language among those of its script.
    pub letters: &'static str,
    /// Letters that speak against it.
    pub not_letters: &'static str,
    /// Abbreviations whose full stop does not end a sentence, lower case, with the stop.
    pub abbreviations: &'static [&'static str],
    /// Words that often begin a sentence after an abbreviation.
    pub sentence_starts: &'static [&'static str],
    /// Titles of privacy policies.
    pub titles: &'static [&'static str],
    /// Labels of links to privacy policies.
    pub link_labels: &'static [&'static str],
    /// Where the terms stand in the archive.
    pack: (usize, usize),
    /// Where the numbers stand in the archive.
    numbers: (usize, usize),
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// An index into [`LANGUAGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(pub u8);

impl Lang {
    /// The language's data.
    pub fn data(self) -> &'static LanguageData {
        // An index comes only from `LANGUAGES` itself; the first stands in for a wrong one.
        LANGUAGES.get(self.0 as usize).unwrap_or(&LANGUAGES[0])
    }
    /// The language of a BCP 47 tag, if there is a folder for it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        LANGUAGES.iter().position(|l| l.tag.eq_ignore_ascii_case(tag)).map(|i| Lang(i as u8))
    }
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.data().tag
    }
    /// Whether there is a reading pack.
    pub fn is_read(self) -> bool {
        self.data().pack.0 < self.data().pack.1
    }
    /// The terms: `@file.id` lines, then `+term`, `~weak`, `-not` lines.
    pub fn terms(self) -> &'static str {
        let (start, end) = self.data().pack;
        archive::text().get(start..end).unwrap_or("")
    }
    /// The numbers: `<mark><meaning>\t<pattern>` lines.
    pub fn numbers(self) -> &'static str {
        let (start, end) = self.data().numbers;
        archive::text().get(start..end).unwrap_or("")
    }
    /// All languages.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(|i| Lang(i as u8))
    }
}
