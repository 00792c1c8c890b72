//! Holds the layers: the street is one-way, each library has one user, and the
//! engine holds no word of a language.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The street: a module may use those before it, and the leaves.
const STREET: &[&str] = &["document", "lexicon", "extract", "detect", "summary"];

/// Modules that everyone may use, and what they may use themselves.
const LEAVES: &[(&str, &[&str])] = &[("order", &[]), ("taxonomy", &[]), ("lang", &[]), ("schema", &["taxonomy"])];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// The top module of a file: `src/extract/sale.rs` -> `extract`.
fn module(path: &Path) -> String {
    let inner = path.strip_prefix("src").unwrap();
    inner.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_string()
}

/// The modules that a source names after `crate::`, also within braces.
fn used(source: &str) -> Vec<String> {
    let code: String = source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => out.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            out.push(name);
        } else {
            out.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    out.iter().map(|n| n.trim().split("::").next().unwrap().trim().to_string()).filter(|n| !n.is_empty()).collect()
}

#[test]
fn the_street_is_one_way() {
    for path in sources(Path::new("src")) {
        let own = module(&path);
        let source = fs::read_to_string(&path).unwrap();
        for other in used(&source) {
            if other == own {
                continue;
            }
            if let Some((_, allowed)) = LEAVES.iter().find(|(leaf, _)| *leaf == own) {
                assert!(
                    allowed.contains(&other.as_str()),
                    "{} uses {other}; a leaf uses {allowed:?} alone",
                    path.display()
                );
            }
            let place = |name: &str| STREET.iter().position(|m| *m == name);
            if let (Some(me), Some(it)) = (place(&own), place(&other)) {
                assert!(it < me, "{} uses {other}, which comes later on the street", path.display());
            }
        }
    }
}

#[test]
fn each_library_has_one_user() {
    let owners: &[(&str, &[&str])] = &[
        ("scraper::", &["src/document/html.rs"]),
        ("wasm_bindgen", &["src/wasm.rs"]),
        ("js_sys", &["src/wasm.rs"]),
        ("web_sys", &["src/wasm.rs"]),
        ("daachorse", &["src/lexicon/pack.rs"]),
        ("rustc_hash", &["src/lexicon/pack.rs"]),
        ("lzma_rust2", &["src/lang/archive.rs"]),
        ("linkify", &["src/extract/target.rs"]),
    ];
    for path in sources(Path::new("src")) {
        let source = fs::read_to_string(&path).unwrap();
        for (library, files) in owners {
            let code = source.lines().filter(|l| !l.trim_start().starts_with("//")).any(|l| l.contains(library));
            assert!(!code || files.iter().any(|f| Path::new(f) == path), "{} uses {library}", path.display());
        }
    }
}

#[test]
fn the_engine_holds_no_word_of_a_language() {
    for path in sources(Path::new("src")) {
        // The numerals and section marks of scripts that have their own are structure,
        // as roman numerals are; they stand in one file.
        if path.ends_with("tests.rs") || path == Path::new("src/document/markers.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        // The words of a unit test are examples, not the engine's.
        for (number, line) in source.lines().take_while(|l| l.trim() != "#[cfg(test)]").enumerate() {
            let code = line.split("//").next().unwrap();
            let foreign = code
                .chars()
                .filter(|c| c.is_alphabetic())
                .find(|c| matches!(*c as u32, 0x0370..=0x1fff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af));
            assert!(foreign.is_none(), "{}:{}: {foreign:?} belongs to a pack", path.display(), number + 1);
            // A branch on a tag is a quirk that belongs to the pack as a declared field.
            let branch = ["== \"en\"", "== \"nl\"", "== \"zh", "\"zh-Hans\" =>", "\"en\" =>"];
            let cli = path.starts_with("src/bin");
            assert!(
                cli || !branch.iter().any(|b| code.contains(b)),
                "{}:{}: a branch on a language",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn files_stay_small() {
    for path in sources(Path::new("src")).into_iter().chain(sources(Path::new("build"))) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}
