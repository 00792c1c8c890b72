//! The page of the concerns is the comments of their rules, and each has its cases.
//!
//! `UPDATE=1 cargo test --test concerns` writes the page anew.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

const PAGE: &str = "docs/concerns.md";
const HEAD: &str = "# Concerns

What the badge counts and the summary lists under \"worth a look\": sixteen codes, each with its severity, its rule and what must not raise it. A concern repeats what a finding says, with the finding's quotes; it never adds one. Those that rest on silence have no quote, and are raised only of a whole text that is surely a privacy policy.

This page is made from the comments in [`src/summary/concerns.rs`](../src/summary/concerns.rs) (`UPDATE=1 cargo test --test concerns`). For each code [`tests/cases/concerns.toml`](../tests/cases/concerns.toml) has a text that raises it and one that must not, in every language that is read.
";

/// One rule as its source tells it.
struct Rule {
    code: String,
    severity: String,
    comment: String,
}

fn rules() -> Vec<Rule> {
    let source = fs::read_to_string("src/summary/concerns.rs").unwrap();
    let table = source.split("const RULES").nth(1).unwrap().split("];").next().unwrap();
    let rows = table.lines().filter_map(|line| line.trim().strip_prefix("(Concern::"));
    rows.map(|row| {
        let parts: Vec<&str> = row.trim_end_matches("),").split(", ").collect();
        let (severity, code) = (parts[1].trim_start_matches("Severity::").to_lowercase(), parts[2].to_string());
        let before = source.split(&format!("fn {code}(")).next().unwrap();
        let mut comment: Vec<&str> = before.lines().rev().take_while(|l| l.starts_with("///")).collect();
        comment.reverse();
        let comment = comment.iter().map(|l| l.trim_start_matches("///").trim()).collect::<Vec<_>>().join("\n");
        Rule { code, severity, comment }
    })
    .collect()
}

#[test]
fn the_page_is_what_the_rules_say() {
    let mut page = HEAD.to_string();
    for rule in rules() {
        assert!(rule.comment.contains("Not raised"), "{}: the comment names no false alarm", rule.code);
        page += &format!("\n## `{}` ({})\n\n{}\n", rule.code, rule.severity, rule.comment);
    }
    if std::env::var("UPDATE").is_ok() {
        fs::write(PAGE, &page).unwrap();
    }
    assert_eq!(
        fs::read_to_string(PAGE).unwrap_or_default(),
        page,
        "{PAGE} is old: UPDATE=1 cargo test --test concerns"
    );
}

#[test]
fn every_concern_has_a_rule_and_its_cases() {
    let taxonomy: toml::Table = fs::read_to_string("src/taxonomy/concern.toml").unwrap().parse().unwrap();
    let known: Vec<String> = rules().into_iter().map(|r| r.code).collect();
    let suite: toml::Table = fs::read_to_string("tests/cases/concerns.toml").unwrap().parse().unwrap();
    let cases = suite["case"].as_array().unwrap();
    for code in taxonomy["ids"].as_table().unwrap().keys() {
        assert!(known.contains(code), "{code} has no rule");
        for (list, what) in [("says", "text that raises it"), ("never", "false alarm")] {
            for tag in ["en", "nl", "zh-Hans", "zh-Hant"] {
                let fits = |case: &&toml::Value| {
                    let wanted = format!("concern:{code}");
                    let listed = case.get(list).and_then(|l| l.as_array());
                    case["lang"].as_str() == Some(tag)
                        && listed.is_some_and(|l| l.iter().any(|v| v.as_str() == Some(&wanted)))
                };
                assert!(cases.iter().any(|case| fits(&case)), "{code} [{tag}]: no {what}");
            }
        }
    }
}
