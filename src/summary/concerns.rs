//! What a reader should look at. Every code has its rule and its false alarms here.

use crate::{
    extract::{Reading, Statement},
    order,
    schema::{ConcernFound, Report, Severity, Stance},
    taxonomy::{Category, Choice, Concern, Page, Practice, Purpose, Recipient, Retention},
};

/// A concern that rests on silence needs at least this much certainty.
const SURE: f64 = 0.9;

/// All concerns, the heaviest first.
pub fn concerns(report: &Report, reading: &Reading) -> Vec<ConcernFound> {
    if report.page.kind == Page::Other {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut add = |code: Concern, severity: Severity, evidence: &[usize]| {
        out.push(ConcernFound { code, severity, evidence: evidence.to_vec() });
    };
    let practice = |p: Practice, s: Stance| report.practices.iter().find(|x| x.practice == p && x.stance == s);
    let recipient = |r: Recipient| report.sharing.iter().find(|x| x.recipient == r);
    let action = |a: Choice| report.choices.iter().any(|x| x.action == a);

    // Not raised for "only with your consent": then nothing happens unasked.
    if report.sale.stance == Stance::Yes {
        add(Concern::SellsData, Severity::High, &report.sale.evidence);
    }
    if let Some(x) = recipient(Recipient::Advertisers).filter(|x| x.stance == Stance::Yes) {
        add(Concern::SharesForAdvertising, Severity::Medium, &x.evidence);
    }
    if let Some(x) = recipient(Recipient::DataBrokers).filter(|x| x.stance == Stance::Yes) {
        add(Concern::SharesWithDataBrokers, Severity::High, &x.evidence);
    }
    if let Some(x) = practice(Practice::CrossSiteTracking, Stance::Yes) {
        add(Concern::CrossSiteTracking, Severity::Medium, &x.evidence);
    }
    let sensitive: Vec<usize> = report
        .collected
        .iter()
        .filter(|c| c.category.id().starts_with("sensitive.") && c.stance == Stance::Yes)
        .flat_map(|c| c.evidence.iter().copied().take(1))
        .collect();
    if !sensitive.is_empty() {
        add(Concern::CollectsSensitive, Severity::High, &deduped(sensitive));
    }
    if let Some(x) =
        report.collected.iter().find(|c| c.category == Category::LocationPrecise && c.stance == Stance::Yes)
    {
        add(Concern::PreciseLocation, Severity::Medium, &x.evidence);
    }
    if let Some(x) = practice(Practice::AiTraining, Stance::Yes) {
        add(Concern::AiTraining, Severity::Medium, &x.evidence);
    }
    // Not raised where only anonymous data has no end.
    let personal = |s: &Statement| matches!(s, Statement::Kept { basis: Retention::Indefinite, anonymous: false, .. });
    if let Some(x) = report.retention.iter().find(|k| k.basis == Retention::Indefinite)
        && reading.found.iter().any(|f| personal(&f.statement))
    {
        add(Concern::RetentionIndefinite, Severity::High, &x.evidence);
    }
    if let Some(x) = practice(Practice::DoNotTrack, Stance::No) {
        add(Concern::IgnoresDoNotTrack, Severity::Low, &x.evidence);
    }
    if let Some(x) = practice(Practice::ImpliedConsent, Stance::Yes) {
        add(Concern::ImpliedConsent, Severity::Low, &x.evidence);
    }
    if let Some(x) = recipient(Recipient::ThirdParties).filter(|x| x.stance == Stance::Yes) {
        add(Concern::BroadSharing, Severity::Medium, &x.evidence);
    }
    let recorded = report.collected.iter().find(|c| {
        matches!(c.category, Category::ContentRecordings | Category::ContentMessages) && c.stance == Stance::Yes
    });
    if let Some(x) = recorded {
        add(Concern::RecordsCommunications, Severity::Low, &x.evidence);
    }
    // Silence: only of a whole policy that is surely one.
    let whole = report.page.kind == Page::PrivacyPolicy
        && report.page.confidence >= SURE
        && report.notes.is_empty()
        && !report.collected.is_empty();
    if whole {
        if report.retention.is_empty() {
            add(Concern::RetentionNotStated, Severity::Medium, &[]);
        }
        if !action(Choice::Delete) && !action(Choice::CloseAccount) {
            add(Concern::NoDeletionRoute, Severity::Medium, &[]);
        }
        let markets = report
            .collected
            .iter()
            .any(|c| c.stance == Stance::Yes && c.purposes.iter().any(|p| matches!(p, Purpose::Marketing)));
        if markets && !action(Choice::Unsubscribe) && !action(Choice::Object) && !action(Choice::OptOutAds) {
            add(Concern::NoMarketingOptOut, Severity::Low, &[]);
        }
    }
    order::by_key(&mut out, |c| (std::cmp::Reverse(c.severity), c.code));
    out
}

fn deduped(mut ids: Vec<usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    ids.retain(|id| {
        let fresh = !seen.contains(id);
        seen.push(*id);
        fresh
    });
    ids
}
