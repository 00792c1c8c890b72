//! `src/lang/<tag>/*.toml` -> one `LanguageData` a folder.
//!
//! The terms of a language become one compact string, which the engine expands
//! when the language first occurs: it is smaller than tables of pointers, and a
//! page in one language pays for one language. The strings of all languages are
//! compressed together, since they are the larger half of the wasm.

use crate::{pattern, taxonomy::Kinds, variants};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::{collections::BTreeSet, fs, io::Write, path::Path};

/// The term files of a pack and the taxonomy file that names their ids.
pub const TERM_FILES: &[(&str, &str)] = &[
    ("data", "category"),
    ("purposes", "purpose"),
    ("recipients", "recipient"),
    ("practices", "practice"),
    ("choices", "choice"),
    ("routes", "route"),
    ("retention", "retention"),
    ("verbs", "verb"),
    ("cues", "cue"),
    ("actors", "actor"),
    ("topics", "topic"),
    ("labels", "label"),
    ("pages", "page"),
];

/// The keys that an id's table may have.
const TERM_KEYS: &[&str] = &["terms", "weak", "not", "cases"];

/// What the folder of languages becomes.
pub struct Packs {
    /// The Rust source of `LANGUAGES`.
    pub code: String,
    /// The terms and numbers of all languages, compressed.
    pub archive: Vec<u8>,
}

/// Literal context bits of the archive: four suit text of many scripts best.
const LITERAL_CONTEXT: u32 = 4;

/// The packs, or every error found.
pub fn generate(folder: &Path, kinds: &Kinds) -> Result<Packs, Vec<String>> {
    let mut errors = Vec::new();
    let mut tags: Vec<String> = fs::read_dir(folder)
        .expect("src/lang exists")
        .filter_map(|e| e.ok())
        .filter(|e| e.path().join("language.toml").exists())
        .map(|e| e.file_name().to_string_lossy().to_string())
        .collect();
    tags.sort();
    let mut code = String::from("/// Every language that has a folder.\npub static LANGUAGES: &[LanguageData] = &[\n");
    let mut text = String::new();
    let mut rewritten: Vec<Rewritten> = Vec::new();
    for tag in &tags {
        let start = text.len();
        let (row, pairs) = language(&folder.join(tag), tag, kinds, &mut text, &mut errors);
        code += &row;
        if !pairs.is_empty() {
            rewritten.push((start, text.len(), pairs));
        }
    }
    code += "];\n";
    if !errors.is_empty() {
        return Err(errors);
    }
    let options = LzmaOptions { lc: LITERAL_CONTEXT, lp: 0, pb: 0, ..LzmaOptions::with_preset(9) };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false).expect("the options are valid");
    let (short, parts) = with_variants(&text, &rewritten);
    writer.write_all(short.as_bytes()).expect("a vector takes everything");
    let archive = writer.finish().expect("a vector takes everything");
    code += &format!(
        "/// The length of the archive's text, in bytes.\nconst TEXT_BYTES: usize = {};\n/// The parts of it that are written with another language's letters, and the letters by pairs.\nconst VARIANTS: &[(usize, usize, &str)] = &{parts:?};\n/// Stands before a letter of such a part that is its own.\nconst AS_IS: char = {:?};\nconst LITERAL_CONTEXT: u32 = {LITERAL_CONTEXT};\nconst DICTIONARY: u32 = {};\n",
        short.len(),
        variants::AS_IS,
        options.dict_size
    );
    Ok(Packs { code, archive })
}

/// From where to where a language's terms stand, and its letters with the other's.
type Rewritten = (usize, usize, Vec<(char, char)>);

/// The text with some languages in the letters of others, where these stand in it, and the pairs.
fn with_variants(text: &str, rewritten: &[Rewritten]) -> (String, Vec<(usize, usize, String)>) {
    let (mut short, mut parts, mut from) = (String::new(), Vec::new(), 0);
    for (start, end, pairs) in rewritten {
        short += &text[from..*start];
        let at = short.len();
        short += &variants::put(&text[*start..*end], pairs);
        parts.push((at, short.len(), pairs.iter().flat_map(|(own, other)| [*own, *other]).collect()));
        from = *end;
    }
    short += &text[from..];
    (short, parts)
}

fn table(path: &Path, errors: &mut Vec<String>) -> Option<toml::Table> {
    let text = fs::read_to_string(path).ok()?;
    match text.parse::<toml::Table>() {
        Ok(table) => Some(table),
        Err(e) => {
            errors.push(format!("{}: {}", path.display(), e.to_string().replace('\n', " ")));
            None
        }
    }
}

fn strings(value: Option<&toml::Value>, at: &str, errors: &mut Vec<String>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(toml::Value::Array(list)) => list
            .iter()
            .filter_map(|v| {
                let s = v.as_str().map(str::to_string);
                if s.is_none() {
                    errors.push(format!("{at}: every entry must be a string"));
                }
                s
            })
            .collect(),
        Some(_) => {
            errors.push(format!("{at}: must be a list of strings"));
            Vec::new()
        }
    }
}

/// The row of a language, and the pairs of its variants.
fn language(
    folder: &Path,
    tag: &str,
    kinds: &Kinds,
    text: &mut String,
    errors: &mut Vec<String>,
) -> (String, Vec<(char, char)>) {
    let file = folder.join("language.toml");
    let Some(head) = table(&file, errors) else { return (String::new(), Vec::new()) };
    let known = [
        "name",
        "script",
        "negation",
        "words",
        "letters",
        "not_letters",
        "abbreviations",
        "sentence_starts",
        "titles",
        "link_labels",
        "variants",
    ];
    for key in head.keys() {
        if !known.contains(&key.as_str()) {
            errors.push(format!("{}: unknown key `{key}` (known: {})", file.display(), known.join(", ")));
        }
    }
    let value = |key: &str| head.get(key).and_then(|v| v.as_str()).map(str::to_string).unwrap_or_default();
    let (name, script, negation) = (value("name"), value("script"), value("negation"));
    let (letters, not_letters) = (value("letters"), value("not_letters"));
    if name.is_empty() || script.is_empty() {
        errors.push(format!("{}: `name` and `script` are needed", file.display()));
    }
    let around = match negation.as_str() {
        "" | "before" => false,
        "around" => true,
        _ => {
            errors.push(format!("{}: `negation` is \"before\" or \"around\" the verb", file.display()));
            false
        }
    };
    let mut list = |key: &str| -> Vec<String> { strings(head.get(key), &format!("{}: {key}", file.display()), errors) };
    let (words, abbreviations, starts, titles, labels) =
        (list("words"), list("abbreviations"), list("sentence_starts"), list("titles"), list("link_labels"));
    let pairs = variants::pairs(&value("variants")).unwrap_or_else(|why| {
        errors.push(format!("{}: variants: {why}", file.display()));
        Vec::new()
    });
    let mut keep = |part: String| {
        let from = text.len();
        text.push_str(&part);
        (from, text.len())
    };
    let pack = keep(terms(folder, kinds, errors));
    let numbers = keep(numbers(folder, errors));
    let row = format!(
        "LanguageData {{ tag: {tag:?}, name: {name:?}, script: {script:?}, negation_around: {around}, words: &{words:?}, letters: {letters:?}, not_letters: {not_letters:?}, abbreviations: &{abbreviations:?}, sentence_starts: &{starts:?}, titles: &{titles:?}, link_labels: &{labels:?}, pack: {pack:?}, numbers: {numbers:?} }},\n"
    );
    (row, pairs)
}

/// `@<file index>.<id index>` opens an id; `+`, `~` and `-` begin a term, a weak
/// term and a phrase that is none.
fn terms(folder: &Path, kinds: &Kinds, errors: &mut Vec<String>) -> String {
    let mut pack = String::new();
    for (index, (stem, kind)) in TERM_FILES.iter().enumerate() {
        let path = folder.join(format!("{stem}.toml"));
        let Some(file) = table(&path, errors) else { continue };
        let ids = &kinds[*kind].ids;
        for (id, value) in &file {
            let Some(at) = ids.iter().position(|(known, _)| known == id) else {
                errors.push(format!("{}: `{id}` is no id of src/taxonomy/{kind}.toml", path.display()));
                continue;
            };
            let Some(entry) = value.as_table() else {
                errors.push(format!("{}: [{id}] must be a table", path.display()));
                continue;
            };
            for key in entry.keys().filter(|k| !TERM_KEYS.contains(&k.as_str())) {
                errors.push(format!(
                    "{}: [{id}] has an unknown key `{key}` (known: {})",
                    path.display(),
                    TERM_KEYS.join(", ")
                ));
            }
            pack += &format!("@{index}.{at}\n");
            let mut seen = BTreeSet::new();
            for (key, mark) in [("terms", '+'), ("weak", '~'), ("not", '-')] {
                for term in strings(entry.get(key), &format!("{}: [{id}] {key}", path.display()), errors) {
                    if term.contains('\n') {
                        errors.push(format!("{}: [{id}] {key}: `{term}` has a line break", path.display()));
                    }
                    // A term that stands twice means nothing more.
                    if !seen.insert(term.clone()) {
                        continue;
                    }
                    if let Err(why) = pattern::expand(&term, &mut |_| 0) {
                        errors.push(format!("{}: [{id}] {key}: {why}", path.display()));
                    }
                    pack += &format!("{mark}{term}\n");
                }
            }
        }
    }
    pack
}

/// The lines of `numbers.toml`: `n<value> word`, `m<month> word`, `u<unit> word`,
/// `p<period> phrase`, `b<max or min> phrase`; a tab stands before the pattern.
fn numbers(folder: &Path, errors: &mut Vec<String>) -> String {
    let path = folder.join("numbers.toml");
    let Some(file) = table(&path, errors) else { return String::new() };
    let mut out = String::new();
    for (key, value) in &file {
        let Some(entry) = value.as_table() else {
            errors.push(format!("{}: [{key}] must be a table", path.display()));
            continue;
        };
        let mark = match key.as_str() {
            "values" => 'n',
            "months" => 'm',
            "units" => 'u',
            "periods" => 'p',
            "bounds" => 'b',
            _ => {
                errors.push(format!(
                    "{}: unknown table [{key}] (known: values, months, units, periods, bounds)",
                    path.display()
                ));
                continue;
            }
        };
        for (word, meaning) in entry {
            let meaning = meaning.as_str().map(str::to_string).or_else(|| meaning.as_integer().map(|n| n.to_string()));
            let Some(meaning) = meaning else {
                errors.push(format!("{}: [{key}] `{word}`: a number or a string is needed", path.display()));
                continue;
            };
            match pattern::expand(word, &mut |_| 0) {
                Ok(_) => out += &format!("{mark}{meaning}\t{word}\n"),
                Err(why) => errors.push(format!("{}: [{key}]: {why}", path.display())),
            }
        }
    }
    out
}
