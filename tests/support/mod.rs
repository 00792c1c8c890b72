//! What the suites share: a report written as a list of short findings, and how
//! an expectation meets one.

use serde_json::Value;

/// A test's outcome; the error is the whole story, in words.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The report as findings like `sharing:authorities=conditional/legal_request`.
pub fn findings(report: &Value) -> Vec<String> {
    let mut out = Vec::new();
    page(&report["page"], &mut out);
    for row in rows(report, "collected") {
        let category = text(row, "category");
        out.push(stance(&format!("collected:{category}"), row));
        out.extend(strings(row, "purposes").map(|p| format!("purpose:{category}/{p}")));
        out.extend(strings(row, "sources").map(|s| format!("source:{category}/{s}")));
    }
    for row in rows(report, "sharing") {
        out.push(stance(&format!("sharing:{}", text(row, "recipient")), row));
    }
    let sale = &report["sale"];
    out.push(match sale["condition"].as_str() {
        Some(condition) => format!("sale:{}/{condition}", text(sale, "stance")),
        None => format!("sale:{}", text(sale, "stance")),
    });
    for row in rows(report, "retention") {
        let basis = text(row, "basis");
        out.push(match row["period"].as_str() {
            Some(period) => format!("retention:{basis}/{period}"),
            None => format!("retention:{basis}"),
        });
    }
    for row in rows(report, "choices") {
        let action = text(row, "action");
        out.push(format!("choice:{action}"));
        for route in rows(row, "routes") {
            out.push(format!("route:{action}/{}", text(route, "kind")));
            out.extend(target(route).map(|t| format!("target:{t}")));
        }
        out.extend(row["response_time"].as_str().map(|t| format!("time:{action}/{t}")));
    }
    for row in rows(report, "practices") {
        out.push(stance(&format!("practice:{}", text(row, "practice")), row));
    }
    for row in rows(report, "contacts") {
        let found = target(row);
        out.push(format!("contact:{}/{}", text(row, "kind"), found.clone().unwrap_or_default()));
        out.extend(found.map(|t| format!("target:{t}")));
    }
    out.extend(rows(report, "concerns").map(|row| format!("concern:{}", text(row, "code"))));
    out.extend(rows(report, "notes").map(|row| format!("note:{}", text(row, "code"))));
    out.sort();
    out.dedup();
    out
}

fn page(page: &Value, out: &mut Vec<String>) {
    out.push(format!("kind:{}", text(page, "kind")));
    for key in ["updated", "effective", "controller"] {
        out.extend(page[key].as_str().map(|value| format!("{key}:{value}")));
    }
    out.extend(rows(page, "languages").map(|row| format!("lang:{}", text(row, "tag"))));
}

fn stance(head: &str, row: &Value) -> String {
    match row["condition"].as_str() {
        Some(condition) => format!("{head}={}/{condition}", text(row, "stance")),
        None => format!("{head}={}", text(row, "stance")),
    }
}

/// The rows of a list; none where there is no list.
pub fn rows<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

/// A string of a row; empty where there is none.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn strings<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    rows(value, key).filter_map(Value::as_str)
}

/// The target of a route or contact as it is compared: telephone numbers by
/// their digits, links without scheme; postal addresses not at all.
pub fn target(row: &Value) -> Option<String> {
    let kind = text(row, "kind");
    row["target"].as_str().filter(|_| kind != "post").map(plain_target)
}

/// The part of a target that does not depend on how it is written.
pub fn plain_target(target: &str) -> String {
    let target = target.trim().trim_start_matches("mailto:").trim_start_matches("tel:").to_lowercase();
    let marks = |c: char| c.is_ascii_digit() || " +-().".contains(c);
    if target.chars().filter(char::is_ascii_digit).count() >= 6 && target.chars().all(marks) {
        let digits: String = target.chars().filter(char::is_ascii_digit).collect();
        return digits.trim_start_matches('0').to_string();
    }
    let bare = target.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("www.").trim_end_matches('/').to_string()
}

/// Names of organisations are compared without spaces; one may be a part of the other.
pub fn same_name(one: &str, other: &str) -> bool {
    let squash = |s: &str| s.to_lowercase().split_whitespace().collect::<String>();
    let (one, other) = (squash(one), squash(other));
    one.contains(&other) || (!one.is_empty() && other.contains(&one))
}

/// The files of a folder of the tests, in order.
pub fn listing(folder: &str) -> Result<Vec<std::path::PathBuf>, std::io::Error> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths = std::fs::read_dir(root)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// The file's or folder's own name.
pub fn name_of(path: &std::path::Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
