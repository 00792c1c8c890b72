//! What kind a page is, and which links lead to a site's policy: the cases of
//! `tests/detect/*.toml`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use policylens::{
    detect,
    detect::policy_link,
    schema::{SignalLink, Signals},
    taxonomy::Page,
};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    link: Vec<LinkCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkCase {
    lang: String,
    text: String,
    href: String,
    area: Option<String>,
    policy: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    page: Vec<PageCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageCase {
    lang: String,
    name: String,
    title: Option<String>,
    #[serde(default)]
    headings: Vec<String>,
    text: String,
    kind: Option<String>,
    #[serde(default)]
    sure: bool,
    #[serde(default)]
    unsure: bool,
}

/// From this confidence on the rest of the engine relies on a kind.
const SURE: f64 = 0.9;

fn read<T: DeserializeOwned>(file: &str) -> T {
    toml::from_str(&std::fs::read_to_string(format!("tests/detect/{file}")).unwrap()).unwrap()
}

#[test]
fn links_to_policies_and_links_that_only_look_so() {
    let mut wrong = Vec::new();
    for case in read::<Links>("links.toml").link {
        let found = policy_link(&case.text, &case.href, case.area.as_deref());
        let kind = found.map_or("none", |(page, _)| page.id());
        if kind != case.policy {
            wrong.push(format!("[{}] {} -> {}: {found:?}, not {}", case.lang, case.text, case.href, case.policy));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_before_they_are_read() {
    let mut wrong = Vec::new();
    for case in read::<Pages>("pages.toml").page {
        let signals =
            Signals { title: case.title, headings: case.headings, text: Some(case.text), ..Signals::default() };
        let found = detect(&signals);
        let told = format!("[{}] {}: {} {}", case.lang, case.name, found.kind.id(), found.confidence);
        if case.kind.is_some_and(|k| k != found.kind.id())
            || (case.sure && found.confidence < SURE)
            || (case.unsure && found.confidence >= SURE)
        {
            wrong.push(told);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_best_link_comes_first_and_each_address_once() {
    let link = |text: &str, href: &str, area: &str| SignalLink {
        text: text.into(),
        href: href.into(),
        area: Some(area.into()),
    };
    let links = vec![
        link("Cookie Policy", "https://shop.example/cookies", "footer"),
        link("here", "https://shop.example/privacy", "main"),
        link("Privacy Policy", "https://shop.example/privacy", "footer"),
    ];
    let found = detect(&Signals { title: Some("Shop".into()), links, ..Signals::default() });
    let policies: Vec<(&str, Page)> = found.policies.iter().map(|p| (p.text.as_str(), p.kind)).collect();
    assert_eq!(policies, [("Privacy Policy", Page::PrivacyPolicy), ("Cookie Policy", Page::CookiePolicy)]);
}
