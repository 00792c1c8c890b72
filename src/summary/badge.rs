//! The toolbar badge: how many concerns, and how heavy the heaviest.

use crate::{
    schema::{Badge, Report, Severity},
    taxonomy::{Note, Page},
};

/// From this share on, text that was not read makes the badge say so.
const UNREAD_SHARE: f64 = 0.5;

/// No badge.
pub fn none() -> Badge {
    Badge { text: String::new(), level: "none", title: String::new() }
}

/// The badge of a report.
pub fn badge(report: &Report) -> Badge {
    if report.page.kind == Page::Other {
        return none();
    }
    let unread: f64 = report.notes.iter().filter(|n| n.code == Note::LanguageNotRead).filter_map(|n| n.share).sum();
    if unread >= UNREAD_SHARE {
        return Badge { text: "?".into(), level: "unread", title: "unread".into() };
    }
    let count = |s: Severity| report.concerns.iter().filter(|c| c.severity == s).count();
    let (high, medium, low) = (count(Severity::High), count(Severity::Medium), count(Severity::Low));
    let level = match report.concerns.iter().map(|c| c.severity).max() {
        Some(Severity::High) => "high",
        Some(Severity::Medium) => "medium",
        Some(Severity::Low) => "low",
        None => "none",
    };
    let total = high + medium + low;
    Badge {
        text: if total == 0 { "\u{2713}".into() } else { total.to_string() },
        level,
        title: format!("{high} high, {medium} medium, {low} low"),
    }
}
