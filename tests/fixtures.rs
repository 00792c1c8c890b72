//! The policies of `tests/fixtures/`, each compared with its careful reading.
//!
//! `FIXTURE=nl-` runs those whose name begins so. A facet in a case's
//! `known_failure` must still be wrong: when it is right, take the entry out.

mod support;

use policylens::{Input, InputKind, Options, analyze, read};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use support::{Outcome, findings, listing, name_of, plain_target, rows, same_name, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    kind: String,
    updated: String,
    effective: Option<String>,
    controller: String,
    sale: String,
    collected: BTreeSet<String>,
    not_collected: BTreeSet<String>,
    sharing: BTreeSet<String>,
    retention: BTreeSet<String>,
    actions: BTreeSet<String>,
    targets: BTreeSet<String>,
    response_times: BTreeSet<String>,
    practices: BTreeSet<String>,
    notes: BTreeSet<String>,
    /// `facet:item`: two careful readers may differ on these; neither answer is wrong.
    #[serde(default)]
    open: BTreeSet<String>,
    /// Facets that this fixture does not speak about.
    #[serde(default)]
    not_checked: BTreeSet<String>,
    /// `facet: reason`.
    #[serde(default)]
    known_failure: Vec<String>,
}

/// A facet of a report as a set, in the words of `case.toml`.
fn set(report: &Value, facet: &str) -> BTreeSet<String> {
    let all = findings(report);
    let cut =
        |head: &str| -> Vec<String> { all.iter().filter_map(|f| f.strip_prefix(head)).map(str::to_string).collect() };
    let stanced = |found: Vec<String>| -> BTreeSet<String> {
        let plain = |f: String| f.split('/').next().unwrap_or_default().replace('=', ":");
        found.into_iter().map(plain).collect()
    };
    match facet {
        "collected" => stanced(cut("collected:"))
            .iter()
            .filter_map(|f| f.strip_suffix(":yes").or_else(|| f.strip_suffix(":conditional")))
            .filter(|category| *category != "personal.unspecified")
            .map(str::to_string)
            .collect(),
        "sharing" => stanced(cut("sharing:")),
        "practices" => stanced(cut("practice:")).iter().map(|f| f.replace(":conditional", ":yes")).collect(),
        "retention" => cut("retention:").iter().map(|f| f.replace('/', ":")).collect(),
        "actions" => {
            let without = rows(report, "choices").filter(|c| rows(c, "routes").next().is_none());
            let bare = without.map(|c| format!("{}:unspecified", text(c, "action")));
            cut("route:").iter().map(|f| f.replace('/', ":")).chain(bare).collect()
        }
        "targets" => cut("target:").into_iter().collect(),
        "response_times" => cut("time:").iter().map(|f| f.replace('/', ":")).collect(),
        _ => cut("note:").into_iter().collect(),
    }
}

/// What is wrong, as (facet, words).
fn misread(case: &Case, report: &Value) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    let page = &report["page"];
    let mut same = |facet: &'static str, want: &str, got: &str| {
        if want != got {
            wrong.push((facet, format!("want {want:?}, read {got:?}")));
        }
    };
    same("kind", &case.kind, text(page, "kind"));
    same("updated", &case.updated, text(page, "updated"));
    same("sale", &case.sale, text(&report["sale"], "stance"));
    if let Some(effective) = &case.effective {
        same("effective", effective, text(page, "effective"));
    }
    let controller = text(page, "controller");
    let named = !case.controller.is_empty() && !controller.is_empty();
    if !(named && same_name(controller, &case.controller)) {
        same("controller", &case.controller, controller);
    }
    let targets = case.targets.iter().map(|t| plain_target(t)).collect();
    let sets: [(&'static str, &BTreeSet<String>); 8] = [
        ("collected", &case.collected),
        ("sharing", &case.sharing),
        ("retention", &case.retention),
        ("actions", &case.actions),
        ("targets", &targets),
        ("response_times", &case.response_times),
        ("practices", &case.practices),
        ("notes", &case.notes),
    ];
    for (facet, want) in sets {
        let mut got = set(report, facet);
        got.retain(|item| want.contains(item) || !case.open.contains(&format!("{facet}:{item}")));
        if &got != want {
            let missed: Vec<_> = want.difference(&got).cloned().collect();
            let extra: Vec<_> = got.difference(want).cloned().collect();
            wrong.push((facet, format!("missed {missed:?}, extra {extra:?}")));
        }
    }
    let collected = set(report, "collected");
    let invented: Vec<_> = collected.intersection(&case.not_collected).cloned().collect();
    if !invented.is_empty() {
        wrong.push(("not_collected", format!("said to be collected: {invented:?}")));
    }
    wrong.retain(|(facet, _)| !case.not_checked.contains(*facet));
    wrong
}

/// The source of a fixture, and what it is written in.
fn source(folder: &Path) -> Result<Input, Box<dyn std::error::Error>> {
    let kinds = [("html", InputKind::Html), ("md", InputKind::Markdown), ("txt", InputKind::Text)];
    for (ending, kind) in kinds {
        let path = folder.join(format!("source.{ending}"));
        if path.exists() {
            return Ok(Input::new(kind, std::fs::read_to_string(path)?));
        }
    }
    Err(format!("{}: no source.html, .md or .txt", folder.display()).into())
}

/// The reading of a folder's source, and the case beside it.
fn open(folder: &Path) -> Result<(Case, Input, Value), Box<dyn std::error::Error>> {
    let file = std::fs::read_to_string(folder.join("case.toml"))?;
    let case: Case = toml::from_str(&file).map_err(|e| format!("{}: {e}", folder.display()))?;
    let input = source(folder)?;
    let options = Options { all_evidence: true, ..Options::default() };
    let report = serde_json::to_value(analyze(&input, &options)?)?;
    Ok((case, input, report))
}

/// The folders that are asked for.
fn folders() -> Result<Vec<std::path::PathBuf>, std::io::Error> {
    let only = std::env::var("FIXTURE").unwrap_or_default();
    let mut all = listing("fixtures")?;
    all.retain(|path| path.join("case.toml").exists() && name_of(path).starts_with(&only));
    Ok(all)
}

#[test]
fn every_policy_is_read_as_people_read_it() -> Outcome {
    let mut complaints = Vec::new();
    let (mut all, mut right, mut known) = (0, 0, 0);
    for folder in folders()? {
        let name = name_of(&folder);
        let (case, _, report) = open(&folder)?;
        all += 1;
        let wrong = misread(&case, &report);
        right += usize::from(wrong.is_empty());
        let excused = |facet: &str| {
            case.known_failure.iter().any(|f| f.split(':').next().is_some_and(|head| head.trim() == facet))
        };
        let open: Vec<_> = wrong.iter().filter(|(facet, _)| !excused(facet)).collect();
        known += wrong.len() - open.len();
        if !open.is_empty() {
            let lines: Vec<_> = open.iter().map(|(facet, words)| format!("    {facet}: {words}")).collect();
            complaints.push(format!("{name} ({})\n{}", case.why, lines.join("\n")));
        }
        for entry in &case.known_failure {
            let facet = entry.split(':').next().unwrap_or_default().trim();
            if !wrong.iter().any(|(f, _)| *f == facet) {
                complaints.push(format!("{name}\n    {facet} is right now: take its known_failure out"));
            }
        }
    }
    println!("{all} fixtures, {right} wholly right, {known} known failures, {} complaints", complaints.len());
    if complaints.is_empty() {
        return Ok(());
    }
    // Printed rather than put into the error, whose debug form would escape the lines.
    println!("\n{}", complaints.join("\n\n"));
    Err(format!("{} complaints, printed above", complaints.len()).into())
}

/// Nothing is said without evidence, and a quote is the slice of its block.
#[test]
fn every_finding_is_proved() -> Outcome {
    let mut complaints = Vec::new();
    for folder in folders()? {
        let name = name_of(&folder);
        let (_, input, report) = open(&folder)?;
        let document = read(&input, &Options::default())?;
        for quote in rows(&report, "evidence") {
            let at = |key: &str| quote[key].as_u64().and_then(|n| usize::try_from(n).ok());
            let block = at("block").and_then(|n| document.blocks.get(n));
            let slice = block.zip(at("start").zip(at("end"))).and_then(|(block, (start, end))| {
                let units: Vec<u16> = block.text.encode_utf16().collect();
                units.get(start..end).map(String::from_utf16_lossy)
            });
            if slice.as_deref() != quote["quote"].as_str() || slice.is_none_or(|s| s.trim().is_empty()) {
                complaints.push(format!("{name}: not verbatim: {quote}"));
            }
        }
        let quotes = rows(&report, "evidence").count();
        for list in ["collected", "sharing", "retention", "choices", "practices", "contacts"] {
            for row in rows(&report, list) {
                let ids: Vec<_> = rows(row, "evidence").filter_map(Value::as_u64).collect();
                let real = ids.iter().all(|id| usize::try_from(*id).is_ok_and(|id| id < quotes));
                if ids.is_empty() || !real {
                    complaints.push(format!("{name}: {list} without proof: {row}"));
                }
            }
        }
    }
    println!("{}", complaints.join("\n"));
    if complaints.is_empty() { Ok(()) } else { Err(format!("{} findings, printed above", complaints.len()).into()) }
}
