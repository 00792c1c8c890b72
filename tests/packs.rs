//! Runs the cases that stand beside the terms in the language packs.
//!
//! `We store your [e-mail address].`: the marked words must be hit by a term of
//! the id. `!Email us.`: no strong term of the id may hit.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use policylens::{
    lang::{LANGUAGES, Lang},
    lexicon::{Concept, Hit, Strength, hits},
};
use std::{collections::BTreeSet, fs, path::Path};

/// The files in the order of `build/packs.rs`, with the taxonomy that names their ids.
const FILES: &[(&str, &str)] = &[
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

fn toml(path: &Path) -> Option<toml::Table> {
    fs::read_to_string(path).ok().map(|t| t.parse().unwrap())
}

#[test]
fn every_case_of_every_term() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for lang in Lang::all().filter(|l| l.is_read()) {
        for (file, (stem, kind)) in FILES.iter().enumerate() {
            let path = Path::new("src/lang").join(lang.tag()).join(format!("{stem}.toml"));
            let Some(table) = toml(&path) else { continue };
            let ids = toml(&Path::new("src/taxonomy").join(format!("{kind}.toml"))).unwrap();
            let ids: Vec<&String> = ids["ids"].as_table().unwrap().keys().collect();
            for (id, entry) in &table {
                let at = ids.iter().position(|k| *k == id).unwrap();
                let concept = Concept::from_indices(file, at).unwrap();
                for case in entry.get("cases").and_then(|c| c.as_array()).into_iter().flatten() {
                    cases += 1;
                    if let Err(why) = check(case.as_str().unwrap(), concept, lang) {
                        wrong.push(format!("{}: [{id}] {why}", path.display()));
                    }
                }
            }
        }
    }
    assert!(cases > 1000, "only {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases fail:\n{}", wrong.len(), wrong.join("\n"));
}

fn check(case: &str, concept: Concept, lang: Lang) -> Result<(), String> {
    let (never, marked) = match case.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, case),
    };
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match c {
            '[' => open = Some(text.len()),
            ']' => spans.push((open.take().ok_or(format!("`{case}`: `]` without `[`"))?, text.len())),
            _ => text.push(c),
        }
    }
    let found: Vec<Hit> = hits(&text, 0, lang).into_iter().filter(|h| h.concept == concept).collect();
    if never {
        return match found.iter().find(|h| h.strength == Strength::Strong) {
            Some(h) => Err(format!("`{case}`: hits `{}`", &text[h.start..h.end])),
            None => Ok(()),
        };
    }
    if spans.is_empty() && found.is_empty() {
        return Err(format!("`{case}`: no hit"));
    }
    for (start, end) in spans {
        if !found.iter().any(|h| h.start < end && start < h.end) {
            return Err(format!("`{case}`: `{}` is not hit", &text[start..end]));
        }
    }
    Ok(())
}

#[test]
fn every_reading_pack_is_whole() {
    for lang in Lang::all().filter(|l| l.is_read()) {
        let folder = Path::new("src/lang").join(lang.tag());
        for (stem, kind) in FILES {
            let table =
                toml(&folder.join(format!("{stem}.toml"))).unwrap_or_else(|| panic!("{}: no {stem}.toml", lang.tag()));
            if *stem == "pages" || *stem == "labels" || *stem == "topics" || *stem == "cues" {
                continue;
            }
            let ids = toml(&Path::new("src/taxonomy").join(format!("{kind}.toml"))).unwrap();
            for id in ids["ids"].as_table().unwrap().keys().filter(|k| *k != "unspecified" && *k != "fixed") {
                assert!(table.contains_key(id), "{}: {stem}.toml has no [{id}]", lang.tag());
            }
        }
        assert!(!lang.numbers().is_empty(), "{}: no numbers", lang.tag());
    }
}

#[test]
fn tags_are_sorted_and_unique_and_fit_the_slots() {
    let tags: BTreeSet<&str> = LANGUAGES.iter().map(|l| l.tag).collect();
    assert_eq!(tags.len(), LANGUAGES.len());
    assert!(LANGUAGES.len() <= 64, "src/lexicon/pack.rs has 64 slots");
}
