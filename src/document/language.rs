//! The language of each block and each sentence.
//!
//! The script decides first; among the languages of one script, frequent words
//! and telling letters do. What is too short to tell follows its neighbours.
//! The words and letters are the languages' data.

use super::{Block, Document, segment};
use crate::{
    lang::{LANGUAGES, Lang},
    order,
};
use std::{collections::HashMap, sync::OnceLock};

/// The scripts that are told apart by their characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Han,
    Kana,
    Hangul,
    Other(u8),
}

/// ISO 15924 codes of [`Script::Other`], in the order of its numbers.
const OTHER: &[&str] = &[
    "Cyrl", "Grek", "Arab", "Hebr", "Thai", "Deva", "Beng", "Taml", "Gujr", "Knda", "Telu", "Armn", "Geor", "Mlym",
    "Guru",
];

fn script(c: char) -> Option<Script> {
    Some(match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af => Script::Han,
        0x3041..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Script::Kana,
        0xac00..=0xd7af | 0x1100..=0x11ff | 0x3130..=0x318f => Script::Hangul,
        0x400..=0x52f => Script::Other(0),
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Other(1),
        0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfefc => Script::Other(2),
        0x590..=0x5ff => Script::Other(3),
        0xe00..=0xe7f => Script::Other(4),
        0x900..=0x97f => Script::Other(5),
        0x980..=0x9ff => Script::Other(6),
        0xb80..=0xbff => Script::Other(7),
        0xa80..=0xaff => Script::Other(8),
        0xc80..=0xcff => Script::Other(9),
        0xc00..=0xc7f => Script::Other(10),
        0x530..=0x58f => Script::Other(11),
        0x10a0..=0x10ff => Script::Other(12),
        0xd00..=0xd7f => Script::Other(13),
        0xa00..=0xa7f => Script::Other(14),
        _ => return None,
    })
}

/// Whether a character is Chinese, Japanese kana, or their punctuation.
pub fn cjk(c: char) -> bool {
    matches!(c as u32, 0x3000..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..=0x323af)
}

/// What the packs say, turned round: from a word or letter to the languages.
struct Index {
    words: HashMap<&'static str, Vec<u8>>,
    letters: HashMap<char, Vec<(u8, bool)>>,
    /// The ASCII letters among them, a bit each.
    ascii: u128,
    /// The languages of each script code.
    scripts: HashMap<&'static str, Vec<u8>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { words: HashMap::new(), letters: HashMap::new(), ascii: 0, scripts: HashMap::new() };
        for (i, language) in LANGUAGES.iter().enumerate().take(250) {
            let i = i as u8;
            index.scripts.entry(language.script).or_default().push(i);
            for word in language.words {
                let entry = index.words.entry(word).or_default();
                if !entry.contains(&i) {
                    entry.push(i);
                }
            }
            for (letters, speaks) in [(language.letters, true), (language.not_letters, false)] {
                for c in letters.chars() {
                    index.letters.entry(c).or_default().push((i, speaks));
                    if c.is_ascii() {
                        index.ascii |= 1 << c as u32;
                    }
                }
            }
        }
        index
    })
}

/// What speaks for which language in a text.
#[derive(Default, Clone)]
struct Evidence {
    latin_words: usize,
    latin_letters: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    other: [usize; OTHER.len()],
    /// Points by language, for those that have any.
    points: Vec<(u8, f32)>,
    /// Words that some language knows as frequent.
    known: usize,
}

impl Evidence {
    fn of(text: &str) -> Self {
        let index = index();
        let mut evidence = Self::default();
        let mut word = String::new();
        let mut word_script = None;
        let mut previous = ' ';
        let mut skip = false;
        for c in text.chars().chain(std::iter::once(' ')) {
            let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            if let Some(found) = script(c) {
                match found {
                    Script::Han => evidence.han += 1,
                    Script::Kana => evidence.kana += 1,
                    Script::Hangul => evidence.hangul += 1,
                    Script::Latin => evidence.latin_letters += 1,
                    Script::Other(n) => {
                        if let Some(count) = evidence.other.get_mut(n as usize) {
                            *count += 1;
                        }
                    }
                }
                // Few ASCII letters tell one language from another.
                let telling = !lower.is_ascii() || index.ascii >> (lower as u32) & 1 == 1;
                if let Some(list) = telling.then(|| index.letters.get(&lower)).flatten() {
                    for &(language, speaks) in list {
                        evidence.add(language, if speaks { 0.7 / list.len() as f32 } else { -0.7 });
                    }
                }
            }
            let letter = c.is_alphabetic() && !cjk(c)
                || (matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{64b}'..='\u{65f}' | '\u{200c}'));
            let joins = matches!(c, '\'' | '’') && previous.is_alphabetic();
            if letter || joins {
                if word.len() < 40 {
                    word.push(if c == '’' { '\'' } else { lower });
                }
                if word_script.is_none() {
                    word_script = script(c);
                }
            } else {
                // Words of addresses are nobody's language.
                let address = matches!(c, '@' | '/' | '_') || (c == '.' && skip);
                if !word.is_empty() {
                    // Initials and forms of companies: "B.V.".
                    let initial = previous.is_uppercase() && word.chars().count() == 1;
                    if !skip && !address && !initial {
                        evidence.word(&word, word_script, index);
                    }
                    word.clear();
                    word_script = None;
                }
                skip = matches!(c, '@' | '/' | '_') || (skip && !c.is_whitespace() && !cjk(c));
            }
            previous = c;
        }
        evidence
    }

    fn add(&mut self, language: u8, points: f32) {
        match self.points.iter_mut().find(|(l, _)| *l == language) {
            Some((_, sum)) => *sum += points,
            None => self.points.push((language, points)),
        }
    }

    fn points(&self, lang: Lang) -> f32 {
        self.points.iter().find(|(l, _)| *l == lang.0).map_or(0.0, |(_, sum)| *sum)
    }

    fn word(&mut self, word: &str, script: Option<Script>, index: &Index) {
        if script == Some(Script::Latin) {
            self.latin_words += 1;
        }
        let trimmed = word.trim_end_matches('\'');
        let mut found = index.words.get(trimmed);
        if found.is_none() {
            // "l'adresse", "dell'utente": what stands before the apostrophe is the word that tells.
            if let Some((head, _)) = trimmed.split_once('\'') {
                found = index.words.get(format!("{head}'").as_str());
            }
        }
        if let Some(languages) = found {
            self.known += 1;
            for &language in languages {
                self.add(language, 1.0 + 1.0 / languages.len() as f32);
            }
        }
    }

    /// How many word-like units the text has, by which texts are weighed.
    fn units(&self) -> f64 {
        let spaceless = self.han + self.kana + self.other.get(4).copied().unwrap_or(0);
        let others: usize = self.other.iter().sum::<usize>() + self.hangul;
        self.latin_words as f64 + spaceless as f64 * 0.6 + others as f64 / 5.0
    }
}

/// What the whole text is written in: it decides where a part is too short to tell.
#[derive(Default)]
struct Context {
    /// Shares by language.
    shares: HashMap<Lang, f64>,
    japanese: bool,
}

/// A guess and how sure it is (0 none, 1 follows others, 2 tells itself).
struct Guess {
    lang: Option<Lang>,
    sure: bool,
}

const NONE: Guess = Guess { lang: None, sure: false };

fn of_script(code: &str) -> &'static [u8] {
    index().scripts.get(code).map_or(&[], Vec::as_slice)
}

fn guess(evidence: &Evidence, near: &[Option<Lang>], context: &Context) -> Guess {
    let spaceless = (evidence.han + evidence.kana) as f64 * 0.6;
    let (other, most) =
        evidence.other.iter().enumerate().map(|(i, &n)| (i, n)).max_by_key(|&(_, n)| n).unwrap_or((0, 0));
    let hangul = evidence.hangul as f64 / 2.5;
    // Names and product words in another script stand in many sentences; only frequent words make it that language's.
    let latin = (evidence.latin_words as f64 * 0.3).max((evidence.known as f64 * 3.0).min(evidence.latin_words as f64));
    let scripts = [spaceless, hangul, most as f64 / 5.0, latin];
    let best = scripts.iter().copied().fold(0.0, f64::max);
    if best <= 0.0 {
        return if evidence.latin_letters > 0 { among(of_script("Latn"), evidence, near, context) } else { NONE };
    }
    if best == spaceless {
        return east_asian(evidence, near, context);
    }
    if best == hangul {
        return only("Kore");
    }
    if best == latin {
        return among(of_script("Latn"), evidence, near, context);
    }
    let code = OTHER.get(other).copied().unwrap_or("");
    among(of_script(code), evidence, near, context)
}

fn only(code: &str) -> Guess {
    let lang = of_script(code).first().map(|&i| Lang(i));
    Guess { lang, sure: lang.is_some() }
}

fn east_asian(evidence: &Evidence, near: &[Option<Lang>], context: &Context) -> Guess {
    let letters = evidence.han + evidence.kana;
    let japanese = only("Jpan");
    // A kana between Chinese characters may be a name; running Japanese has one in ten at least.
    if japanese.lang.is_some() && evidence.kana * 8 >= letters {
        return japanese;
    }
    // Characters that Japanese does not write speak against it, whatever the rest of the text is.
    let foreign = japanese.lang.is_some_and(|l| evidence.points(l) < 0.0);
    let points = |code: &str| of_script(code).first().map(|&i| (Lang(i), evidence.points(Lang(i))));
    let (hans, hant) = (points("Hans"), points("Hant"));
    let (simple, traditional) = (hans.map_or(0.0, |h| h.1), hant.map_or(0.0, |h| h.1));
    if context.japanese && !foreign {
        return Guess { lang: japanese.lang, sure: false };
    }
    if (simple - traditional).abs() > 0.01 {
        let lang = if simple > traditional { hans } else { hant };
        return Guess { lang: lang.map(|l| l.0), sure: true };
    }
    let options: Vec<Lang> = [hans, hant].iter().flatten().map(|l| l.0).collect();
    follow(&options, near, context).unwrap_or(Guess { lang: options.first().copied(), sure: false })
}

/// The best of several languages of one script.
fn among(options: &[u8], evidence: &Evidence, near: &[Option<Lang>], context: &Context) -> Guess {
    let options: Vec<Lang> = options.iter().map(|&i| Lang(i)).collect();
    if let [only] = options.as_slice() {
        return Guess { lang: Some(*only), sure: true };
    }
    let points = |lang: Lang| evidence.points(lang);
    // What surrounds a text counts as much as two words of it.
    let with_context = |lang: Lang| {
        let share = context.shares.get(&lang).copied().unwrap_or(0.0) as f32;
        let beside = near.iter().filter(|n| **n == Some(lang)).count() as f32;
        points(lang) + share * 2.0 + beside * 0.6
    };
    let mut best = (None, 0.0f32);
    let mut second = 0.0f32;
    for &lang in &options {
        let score = with_context(lang);
        if points(lang) > 0.0 && score > best.1 {
            second = best.1;
            best = (Some(lang), score);
        } else if score > second {
            second = score;
        }
    }
    let Some(lang) = best.0 else { return follow(&options, near, context).unwrap_or(NONE) };
    // In a long text of a language that no pack knows hardly any word is known.
    let words = evidence.latin_words.max(1) as f32;
    if evidence.latin_words > 12 && points(lang) / words < 0.12 {
        // A list of names and nouns is in the language around it.
        return if evidence.latin_words < 80 { follow(&options, near, context).unwrap_or(NONE) } else { NONE };
    }
    let sure = points(lang) >= 2.3 && best.1 > second * 1.1;
    let foreign = context.shares.get(&lang).copied().unwrap_or(0.0) < 0.02;
    if !sure || (foreign && points(lang) < 4.0) {
        // One word that another language has too does not make a new language in the text.
        let near_enough =
            |f: &Guess| foreign && points(lang) < 3.0 || f.lang.is_some_and(|f| points(f) >= points(lang) - 1.2);
        if let Some(followed) = follow(&options, near, context).filter(near_enough) {
            return followed;
        }
    }
    Guess { lang: Some(lang), sure }
}

/// The neighbour's language, or the one that most of the text is written in, if it is one of these.
fn follow(options: &[Lang], near: &[Option<Lang>], context: &Context) -> Option<Guess> {
    let beside = near.iter().flatten().find(|l| options.contains(l)).copied();
    let most = options
        .iter()
        .filter_map(|l| context.shares.get(l).map(|s| (*l, *s)))
        .filter(|(_, s)| *s > 0.02)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(l, _)| l);
    // Names among text of another script are read with that text.
    let most = most.or_else(|| {
        let any = context.shares.iter().filter(|(_, s)| **s > 0.3).max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        any.map(|(l, _)| *l)
    });
    let lang = match (beside, most) {
        (Some(b), Some(m)) if context.shares.get(&b).copied().unwrap_or(0.0) < 0.05 => Some(m),
        (Some(b), _) => Some(b),
        (None, m) => m,
    };
    lang.map(|lang| Guess { lang: Some(lang), sure: false })
}

fn context_of(guesses: &[(Option<Lang>, f64)], evidence: &[Evidence]) -> Context {
    let mut shares: HashMap<Lang, f64> = HashMap::new();
    let total: f64 = guesses.iter().map(|g| g.1).sum::<f64>().max(1.0);
    for (lang, units) in guesses {
        if let Some(lang) = lang {
            *shares.entry(*lang).or_default() += units / total;
        }
    }
    let kana: usize = evidence.iter().map(|e| e.kana).sum();
    let han: usize = evidence.iter().map(|e| e.han).sum();
    Context { shares, japanese: kana * 8 > kana + han }
}

/// Finds the language of each block, its sentences, and the language of each sentence.
pub fn detect_blocks(document: &mut Document, breaks: &[Vec<usize>]) {
    let evidence: Vec<Evidence> = document.blocks.iter().map(|b| Evidence::of(&b.text)).collect();
    let nothing = Context::default();
    let kana = context_of(&[], &evidence);
    let start = Context { japanese: kana.japanese, ..nothing };
    let first: Vec<Guess> = evidence.iter().map(|e| guess(e, &[], &start)).collect();
    // Unsure guesses count only where nothing is sure.
    let any = first.iter().any(|g| g.sure);
    let weighed: Vec<(Option<Lang>, f64)> =
        first.iter().zip(&evidence).map(|(g, e)| (g.lang, if g.sure || !any { e.units() } else { 0.0 })).collect();
    let mut context = context_of(&weighed, &evidence);
    // A language that only a few unsure words speak for is none of the text's.
    context.shares.retain(|_, share| *share >= 0.01);
    let mut before: Option<Lang> = None;
    for (i, block) in document.blocks.iter_mut().enumerate() {
        let Some(own) = evidence.get(i) else { continue };
        let after = first.get(i + 1).filter(|g| g.sure).and_then(|g| g.lang);
        let found = guess(own, &[before, after], &context);
        block.lang = found.lang;
        if found.sure || before.is_none() {
            before = found.lang.or(before);
        }
        let ends = breaks.get(i).map_or(&[][..], Vec::as_slice);
        let ranges = segment::sentences(&block.text, ends, block.lang);
        let whole = ranges.len() == 1;
        let mut previous = block.lang;
        block.sentences.clear();
        for (start, end) in ranges {
            let (lang, units) = if whole {
                (block.lang, own.units())
            } else {
                sentence_language(block, start, end, previous, &context)
            };
            previous = lang.or(previous);
            block.sentences.push(super::Sentence { start, end, lang, units });
        }
    }
}

/// The language of a sentence, and how many word-like units it has.
fn sentence_language(
    block: &Block,
    start: usize,
    end: usize,
    previous: Option<Lang>,
    context: &Context,
) -> (Option<Lang>, f64) {
    let text = block.text.get(start..end).unwrap_or("");
    let evidence = Evidence::of(text);
    let found = guess(&evidence, &[block.lang, previous], context);
    let lang = match (found.lang, block.lang) {
        (None, own) => own,
        // Within a block only a sentence that clearly tells is of another language.
        (Some(lang), Some(own)) if lang != own && !found.sure => {
            if lang.data().script == own.data().script {
                Some(own)
            } else {
                Some(lang)
            }
        }
        (Some(lang), _) => Some(lang),
    };
    (lang, evidence.units())
}

/// How much of the readable text is in each language, the most first; what tells nothing is left out.
pub fn shares(document: &Document) -> Vec<(Lang, f64)> {
    let policy = document.blocks.iter().any(|b| !b.boilerplate);
    let mut units: HashMap<Lang, f64> = HashMap::new();
    for block in document.blocks.iter().filter(|b| !b.boilerplate || !policy) {
        for sentence in &block.sentences {
            if let Some(lang) = sentence.lang {
                *units.entry(lang).or_default() += sentence.units;
            }
        }
    }
    let total: f64 = units.values().sum();
    let mut out: Vec<(Lang, f64)> = units.into_iter().filter(|(_, n)| *n > 0.0).map(|(l, n)| (l, n / total)).collect();
    order::by(&mut out, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}
