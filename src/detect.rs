//! Is this a privacy policy? And where is the site's?
//!
//! The body counts more than the title: who speaks to whom, and what mix of
//! statements is made. A short in-app policy of a few sentences is a policy; a
//! long article about one is not.

use crate::{
    document::{BlockKind, Document, InputKind},
    extract::{self, Reading, Statement},
    lang::{LANGUAGES, Lang},
    lexicon::{Concept, hits, pattern::normal},
    schema::{Detection, PolicyLink, Signals},
    taxonomy::{Actor, Page},
};

/// The kind of a page and how sure that is, from its reading.
pub fn of_document(document: &Document, reading: &Reading) -> (Page, f64) {
    let titles = titles(document);
    let evidence = Evidence::of(document, reading);
    evidence.judge(titles)
}

/// What the body says.
#[derive(Debug, Default)]
struct Evidence {
    /// Different facets of a policy: collection, sharing, rights…
    facets: usize,
    /// Statements in all.
    statements: usize,
    /// Times the controller speaks of itself.
    we: usize,
    /// Sentences.
    sentences: usize,
}

impl Evidence {
    fn of(document: &Document, reading: &Reading) -> Self {
        let mut facets = [false; 7];
        for found in &reading.found {
            let facet = match &found.statement {
                Statement::Collected { .. } => 0,
                Statement::Shared { .. } | Statement::Sold { .. } => 1,
                Statement::Kept { .. } => 2,
                Statement::Choice { .. } | Statement::Exercise { .. } | Statement::Answered { .. } => 3,
                Statement::Practised { .. } => 4,
                Statement::Contact { .. } => 5,
            };
            facets[facet] = true;
        }
        facets[6] = reading.updated.is_some() || reading.effective.is_some();
        let mut we = 0;
        let mut sentences = 0;
        for block in document.blocks.iter().filter(|b| !b.boilerplate) {
            for sentence in &block.sentences {
                sentences += 1;
                let Some(lang) = sentence.lang.or(block.lang) else { continue };
                let text = block.text.get(sentence.start..sentence.end).unwrap_or("");
                we += usize::from(hits(text, 0, lang).iter().any(|h| h.concept == Concept::Actor(Actor::Controller)));
            }
        }
        Self {
            facets: facets.iter().filter(|f| **f).count(),
            statements: reading.found.iter().filter(|f| !matches!(f.statement, Statement::Contact { .. })).count(),
            we,
            sentences,
        }
    }

    fn judge(&self, title: Option<Page>) -> (Page, f64) {
        let dense = self.statements as f64 / self.sentences.max(1) as f64;
        let speaks = self.we as f64 / self.sentences.max(1) as f64;
        let body = (self.facets as f64 / 6.0).min(1.0) * 0.5 + dense.min(1.0) * 0.3 + (speaks * 2.0).min(1.0) * 0.2;
        match title {
            Some(Page::PrivacyPolicy) => {
                let sure = 0.6 + 0.4 * body;
                if self.statements == 0 && self.sentences > 8 { (Page::Other, 0.6) } else { (Page::PrivacyPolicy, sure) }
            }
            Some(Page::CookiePolicy) => (Page::CookiePolicy, 0.6 + 0.4 * body),
            Some(Page::Terms) if body < 0.75 => (Page::Terms, 0.9),
            Some(Page::Other) if body < 0.8 => (Page::Other, 0.8),
            _ => {
                if body >= 0.55 {
                    (Page::PrivacyPolicy, body)
                } else {
                    (Page::Other, 1.0 - body)
                }
            }
        }
    }
}

/// What the title and the first headings call the page.
fn titles(document: &Document) -> Option<Page> {
    let first = document.title.iter().map(String::as_str);
    let headings = document
        .blocks
        .iter()
        .filter(|b| !b.boilerplate)
        .enumerate()
        .filter(|(i, b)| matches!(b.kind, BlockKind::Heading(1 | 2)) || *i < 4)
        .map(|(_, b)| b.text.as_str())
        .take(12);
    first.chain(headings).find_map(titled)
}

/// What a title calls its page, in any language.
pub fn titled(title: &str) -> Option<Page> {
    const LONGEST_TITLE: usize = 160;
    if title.chars().count() > LONGEST_TITLE {
        return None;
    }
    let mut best: Option<(usize, Page)> = None;
    for lang in Lang::all().filter(|l| l.is_read()) {
        for hit in hits(title, 0, lang) {
            if let Concept::Page(page) = hit.concept {
                let long = hit.end - hit.start;
                if best.is_none_or(|(l, _)| long > l) {
                    best = Some((long, page));
                }
            }
        }
    }
    if best.is_none() {
        let plain = normal(title);
        let known = LANGUAGES.iter().flat_map(|l| l.titles.iter()).any(|t| plain.contains(&normal(t)));
        return known.then_some(Page::PrivacyPolicy);
    }
    best.map(|(_, page)| page)
}

/// What the signals of a live page tell, before it is read.
pub fn detect(signals: &Signals) -> Detection {
    let text = signals.text.clone().unwrap_or_default();
    let mut document = crate::document::read(InputKind::Text, &text, signals.url.as_deref(), signals.title.as_deref());
    if document.title.is_none() {
        document.title.clone_from(&signals.title);
    }
    let reading = extract::read(&document);
    let title = signals.title.iter().chain(&signals.headings).find_map(|t| titled(t));
    let (kind, confidence) = Evidence::of(&document, &reading).judge(title);
    let mut policies: Vec<PolicyLink> = Vec::new();
    for link in &signals.links {
        let Some((kind, score)) = policy_link(&link.text, &link.href, link.area.as_deref()) else { continue };
        if !policies.iter().any(|p| p.href == link.href) {
            policies.push(PolicyLink { href: link.href.clone(), text: link.text.clone(), kind, score });
        }
    }
    policies.sort_by(|a, b| b.score.total_cmp(&a.score));
    Detection { kind, confidence: (confidence * 100.0).round() / 100.0, policies }
}

/// Whether a link leads to a policy: by its words, its address and its place.
fn policy_link(text: &str, href: &str, area: Option<&str>) -> Option<(Page, f64)> {
    let lower = href.to_ascii_lowercase();
    if !(lower.starts_with("https:") || lower.starts_with("http:") || lower.starts_with('/')) {
        return None;
    }
    let plain = normal(text);
    let page = titled(text);
    let label = LANGUAGES.iter().flat_map(|l| l.link_labels.iter()).any(|l| plain == normal(l));
    let mut score = match page {
        Some(Page::PrivacyPolicy) => 0.7,
        Some(Page::CookiePolicy) => 0.4,
        _ if label => 0.6,
        _ => 0.0,
    };
    if ["privacy", "datenschutz", "privacidad", "privacybeleid", "yinsi"].iter().any(|w| lower.contains(w)) {
        score += 0.2;
    }
    if matches!(area, Some("footer" | "form")) && score > 0.0 {
        score += 0.1;
    }
    let kind = page.filter(|p| *p != Page::Other).unwrap_or(Page::PrivacyPolicy);
    (score >= 0.4).then_some((kind, f64::min(score, 1.0)))
}
