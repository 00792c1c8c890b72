//! What a reader should look at: one rule for each concern, its comment the page
//! [`docs/concerns.md`](../../docs/concerns.md).
//!
//! A concern repeats what a finding says; it never adds one. Those that rest on silence are
//! raised only of a whole text that is surely a privacy policy.

use crate::{
    extract::{Reading, Statement, practice},
    order,
    schema::{ConcernFound, Report, Severity, Stance},
    taxonomy::{Category, Choice, Concern, Page, Practice, Purpose, Recipient, Retention},
};

/// A concern that rests on silence needs at least this much certainty.
const SURE: f64 = 0.9;

/// What a rule looks at.
struct Policy<'r> {
    report: &'r Report,
    reading: &'r Reading,
}

/// A concern with its weight; the rule gives the quotes if it is raised.
type Rule = (Concern, Severity, fn(&Policy) -> Option<Vec<usize>>);

const RULES: &[Rule] = &[
    (Concern::SellsData, Severity::High, sells_data),
    (Concern::SharesWithDataBrokers, Severity::High, shares_with_data_brokers),
    (Concern::CollectsSensitive, Severity::High, collects_sensitive),
    (Concern::RetentionIndefinite, Severity::High, retention_indefinite),
    (Concern::SharesForAdvertising, Severity::Medium, shares_for_advertising),
    (Concern::CrossSiteTracking, Severity::Medium, cross_site_tracking),
    (Concern::PreciseLocation, Severity::Medium, precise_location),
    (Concern::AiTraining, Severity::Medium, ai_training),
    (Concern::BroadSharing, Severity::Medium, broad_sharing),
    (Concern::RetentionNotStated, Severity::Medium, retention_not_stated),
    (Concern::NoDeletionRoute, Severity::Medium, no_deletion_route),
    (Concern::ChangesWithoutNotice, Severity::Low, changes_without_notice),
    (Concern::IgnoresDoNotTrack, Severity::Low, ignores_do_not_track),
    (Concern::ImpliedConsent, Severity::Low, implied_consent),
    (Concern::RecordsCommunications, Severity::Low, records_communications),
    (Concern::NoMarketingOptOut, Severity::Low, no_marketing_opt_out),
];

/// All concerns, the heaviest first. A page that is no policy raises none.
pub fn concerns(report: &Report, reading: &Reading) -> Vec<ConcernFound> {
    if report.page.kind == Page::Other {
        return Vec::new();
    }
    let policy = Policy { report, reading };
    let mut out: Vec<ConcernFound> = RULES
        .iter()
        .filter_map(|&(code, severity, rule)| {
            rule(&policy).map(|evidence| ConcernFound { code, severity, evidence: deduped(evidence) })
        })
        .collect();
    order::by_key(&mut out, |c| (std::cmp::Reverse(c.severity), c.code));
    out
}

/// The text says that personal data is sold.
///
/// Not raised where the text denies it ("we never sell your data"), says that it happens only
/// with consent, or speaks of the sale of the business or of products.
fn sells_data(policy: &Policy) -> Option<Vec<usize>> {
    let sale = &policy.report.sale;
    (sale.stance == Stance::Yes).then(|| sale.evidence.clone())
}

/// Data goes to those who trade in it.
///
/// Not raised where data *comes from* data brokers, or goes to them only with consent.
fn shares_with_data_brokers(policy: &Policy) -> Option<Vec<usize>> {
    policy.shared(Recipient::DataBrokers)
}

/// Data of which the law says that it needs special care is collected: health, biometrics,
/// genes, origin, religion, politics, sexuality, union membership, offences (Art. 9 and 10
/// GDPR; § 1798.140(ae) CCPA; Art. 28 PIPL).
///
/// Not raised where it is asked for only with consent, where people are asked not to send it,
/// or where a word of the field stands in a name or in a right.
fn collects_sensitive(policy: &Policy) -> Option<Vec<usize>> {
    let sensitive = policy.report.collected.iter().filter(|c| c.category.id().starts_with("sensitive."));
    let evidence: Vec<usize> =
        sensitive.filter(|c| c.stance == Stance::Yes).filter_map(|c| c.evidence.first().copied()).collect();
    (!evidence.is_empty()).then_some(evidence)
}

/// Personal data is kept with no end (against Art. 5(1)(e) GDPR).
///
/// Not raised where only anonymous or aggregated data has no end, or where the text says that
/// data is *not* kept for ever.
fn retention_indefinite(policy: &Policy) -> Option<Vec<usize>> {
    let personal = |s: &Statement| matches!(s, Statement::Kept { basis: Retention::Indefinite, anonymous: false, .. });
    let kept = policy.report.retention.iter().find(|k| k.basis == Retention::Indefinite)?;
    policy.reading.found.iter().any(|f| personal(&f.statement)).then(|| kept.evidence.clone())
}

/// Data goes to advertisers or their networks.
///
/// Not raised where it needs consent or stops when the person objects, or where the site shows
/// advertisements without giving data away.
fn shares_for_advertising(policy: &Policy) -> Option<Vec<usize>> {
    policy.shared(Recipient::Advertisers)
}

/// What a person does is followed across sites or apps of others.
///
/// Not raised for the statistics of the site itself, nor where the text denies it.
fn cross_site_tracking(policy: &Policy) -> Option<Vec<usize>> {
    policy.practised(Practice::CrossSiteTracking, Stance::Yes)
}

/// The exact place of the person or device is collected (GPS; within 1,850 feet,
/// § 1798.140(w) CCPA).
///
/// Not raised where it needs consent, for a place guessed from the IP address, or for an
/// address that the person gives.
fn precise_location(policy: &Policy) -> Option<Vec<usize>> {
    let precise = |c: &&crate::schema::Collected| c.category == Category::LocationPrecise && c.stance == Stance::Yes;
    policy.report.collected.iter().find(precise).map(|c| c.evidence.clone())
}

/// Data trains models of artificial intelligence.
///
/// Not raised where the text denies it, nor for the mere use of such a model.
fn ai_training(policy: &Policy) -> Option<Vec<usize>> {
    policy.practised(Practice::AiTraining, Stance::Yes)
}

/// Data goes to third parties who are not named and under no condition.
///
/// Not raised where consent, an objection, a demand of the law or a list of cases bounds it.
fn broad_sharing(policy: &Policy) -> Option<Vec<usize>> {
    policy.shared(Recipient::ThirdParties)
}

/// A whole policy does not say how long data is kept (Art. 13(2)(a) GDPR demands it).
///
/// Not raised where a period, a purpose or a criterion is named anywhere; where part of the
/// text could not be read; or where nothing is collected.
fn retention_not_stated(policy: &Policy) -> Option<Vec<usize>> {
    (policy.whole() && policy.report.retention.is_empty()).then(Vec::new)
}

/// A whole policy does not say how data or an account can be deleted (Art. 13(2)(b) and 17
/// GDPR; § 1798.105 CCPA; Art. 47 PIPL).
///
/// Not raised where deletion is offered anywhere, with or without a way to ask for it.
fn no_deletion_route(policy: &Policy) -> Option<Vec<usize>> {
    (policy.whole() && !policy.offers(&[Choice::Delete, Choice::CloseAccount])).then(Vec::new)
}

/// The policy may change and nobody is told.
///
/// Not raised where any place of the text promises a notice, nor for "we will not change it
/// without notice".
fn changes_without_notice(policy: &Policy) -> Option<Vec<usize>> {
    let silent = |p: &&crate::schema::PracticeFound| {
        p.practice == Practice::PolicyChanges && p.detail.as_deref() == Some(practice::WITHOUT_NOTICE)
    };
    policy.report.practices.iter().find(silent).map(|p| p.evidence.clone())
}

/// The browser's Do Not Track signal is not honoured.
///
/// Not raised where it is honoured, nor where the text only explains what it is.
fn ignores_do_not_track(policy: &Policy) -> Option<Vec<usize>> {
    policy.practised(Practice::DoNotTrack, Stance::No)
}

/// Using the site counts as consent (against Art. 4(11) GDPR: a clear affirmative act).
///
/// Not raised where the person agrees by an act of consent: a box, a button, a signature.
fn implied_consent(policy: &Policy) -> Option<Vec<usize>> {
    policy.practised(Practice::ImpliedConsent, Stance::Yes)
}

/// Calls are recorded, or cameras record people.
///
/// Not raised where it needs consent, nor for messages that a person sends to be answered.
fn records_communications(policy: &Policy) -> Option<Vec<usize>> {
    let recorded = |c: &&crate::schema::Collected| c.category == Category::ContentRecordings && c.stance == Stance::Yes;
    policy.report.collected.iter().find(recorded).map(|c| c.evidence.clone())
}

/// A whole policy collects data for marketing and names no way out of it (Art. 21(2) GDPR).
///
/// Not raised where unsubscribing, an objection or an opt-out of advertising is offered.
fn no_marketing_opt_out(policy: &Policy) -> Option<Vec<usize>> {
    let marketing = |c: &crate::schema::Collected| c.stance == Stance::Yes && c.purposes.contains(&Purpose::Marketing);
    let ways = [Choice::Unsubscribe, Choice::Object, Choice::OptOutAds];
    let silent = policy.report.collected.iter().any(marketing) && !policy.offers(&ways);
    (policy.whole() && silent).then(Vec::new)
}

impl Policy<'_> {
    /// The quotes of data that goes to a recipient, whatever the person does.
    fn shared(&self, recipient: Recipient) -> Option<Vec<usize>> {
        let plain = |s: &&crate::schema::Sharing| s.recipient == recipient && s.stance == Stance::Yes;
        self.report.sharing.iter().find(plain).map(|s| s.evidence.clone())
    }

    /// The quotes of a practice with a stance.
    fn practised(&self, practice: Practice, stance: Stance) -> Option<Vec<usize>> {
        let found = self.report.practices.iter().find(|p| p.practice == practice && p.stance == stance);
        found.map(|p| p.evidence.clone())
    }

    /// Whether one of the choices is offered.
    fn offers(&self, choices: &[Choice]) -> bool {
        self.report.choices.iter().any(|c| choices.contains(&c.action))
    }

    /// Whether silence means something: surely a policy, all of it read.
    fn whole(&self) -> bool {
        self.report.page.kind == Page::PrivacyPolicy
            && self.report.page.confidence >= SURE
            && self.report.notes.is_empty()
            && !self.report.collected.is_empty()
    }
}

fn deduped(mut ids: Vec<usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    ids.retain(|id| {
        let new = !seen.contains(id);
        seen.push(*id);
        new
    });
    ids
}
