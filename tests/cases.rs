//! The sentence-level suites of `tests/cases/*.toml`.
//!
//! `SUITE=negation` runs one suite, `LANG_TAG=nl` one language. A case with
//! `known_failure = "reason"` must still fail: when it passes, take the line out.

mod support;

use policylens::{Input, InputKind, Options, analyze, read};
use serde::Deserialize;
use support::{Outcome, findings, listing, name_of, plain_target, same_name};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    lang: String,
    text: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    known_failure: Option<String>,
}

impl Case {
    fn input(&self) -> Option<Input> {
        let text = self.text.as_ref().map(|t| (InputKind::Text, t));
        let html = self.html.as_ref().map(|t| (InputKind::Html, t));
        let markdown = self.markdown.as_ref().map(|t| (InputKind::Markdown, t));
        text.or(html).or(markdown).map(|(kind, content)| Input::new(kind, content.as_str()))
    }

    fn wanted(&self) -> bool {
        std::env::var("LANG_TAG").map_or(true, |tag| tag == self.lang)
    }
}

/// Whether a finding is what an expectation names. An expectation may leave the
/// end out: `sale:conditional` meets `sale:conditional/consent`, and `target:`
/// meets every target.
fn meets(finding: &str, expected: &str) -> bool {
    if let (Some(f), Some(e)) = (finding.strip_prefix("target:"), expected.strip_prefix("target:")) {
        return e.is_empty() || f == plain_target(e);
    }
    if let (Some(f), Some(e)) = (finding.strip_prefix("controller:"), expected.strip_prefix("controller:")) {
        return same_name(f, e);
    }
    finding
        .strip_prefix(expected)
        .is_some_and(|rest| rest.is_empty() || expected.ends_with(':') || rest.starts_with(['=', '/']))
}

/// What is wrong with the reading of a case, and the whole reading.
fn misread(case: &Case) -> Result<(Vec<String>, Vec<String>), Box<dyn std::error::Error>> {
    let input = case.input().ok_or_else(|| format!("{}: no text, html or markdown", case.name))?;
    let options = Options { all_evidence: true, ..Options::default() };
    let report = serde_json::to_value(analyze(&input, &options)?)?;
    let mut found = findings(&report);
    let document = read(&input, &options)?;
    let sentences = document.blocks.iter().filter(|b| !b.boilerplate).map(|b| b.sentences.len());
    found.push(format!("sentences:{}", sentences.sum::<usize>()));
    let missing = case.says.iter().filter(|want| !found.iter().any(|f| meets(f, want)));
    let mut wrong: Vec<String> = missing.map(|want| format!("does not say {want}")).collect();
    for ban in &case.never {
        wrong.extend(found.iter().filter(|f| meets(f, ban)).map(|f| format!("says {f}")));
    }
    Ok((wrong, found))
}

#[test]
fn every_case_is_read_rightly() -> Outcome {
    let only = std::env::var("SUITE").ok();
    let mut complaints = Vec::new();
    let (mut all, mut known) = (0, 0);
    for path in listing("cases")? {
        let file = name_of(&path);
        if only.as_ref().is_some_and(|suite| format!("{suite}.toml") != file) {
            continue;
        }
        let suite: Suite = toml::from_str(&std::fs::read_to_string(&path)?).map_err(|e| format!("{file}: {e}"))?;
        let (mut cases, mut right) = (0, 0);
        for case in suite.case.iter().filter(|case| case.wanted()) {
            cases += 1;
            let (wrong, found) = misread(case)?;
            right += usize::from(wrong.is_empty());
            let place = format!("{file} [{}] {}", case.lang, case.name);
            match (&case.known_failure, wrong.is_empty()) {
                (None, false) => {
                    let text = case.text.as_ref().or(case.html.as_ref()).or(case.markdown.as_ref());
                    complaints.push(format!(
                        "{place}\n    {}\n    {}\n    read: {}",
                        text.map_or("", |t| t.trim()).replace('\n', "\n    "),
                        wrong.join("; "),
                        found.join(" ")
                    ));
                }
                (Some(_), true) => {
                    complaints.push(format!("{place}\n    is read rightly now: take its known_failure out"));
                }
                (Some(_), false) => known += 1,
                (None, true) => {}
            }
        }
        all += cases;
        println!("{file}: {right} of {cases} read rightly");
    }
    println!("{all} cases, {known} known failures, {} complaints", complaints.len());
    if complaints.is_empty() { Ok(()) } else { Err(Report(complaints).into()) }
}

/// A phenomenon that one language lacks is a hole, and two cases of one name hide each other.
#[test]
fn every_suite_speaks_every_language() -> Outcome {
    for path in listing("cases")? {
        let suite: Suite = toml::from_str(&std::fs::read_to_string(&path)?)?;
        let file = name_of(&path);
        for tag in ["en", "zh-Hans", "zh-Hant", "nl"] {
            if !suite.case.iter().any(|case| case.lang == tag) {
                return Err(format!("{file}: no case in {tag}").into());
            }
        }
        let mut names: Vec<_> = suite.case.iter().map(|case| (&case.lang, &case.name)).collect();
        names.sort();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("{file}: twice: {twice:?}").into());
        }
    }
    Ok(())
}

/// Prints its complaints line by line, where a plain string error would escape them.
struct Report(Vec<String>);

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} cases\n\n{}", self.0.len(), self.0.join("\n\n"))
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Report {}
