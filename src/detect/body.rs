//! What the body of a page tells about its kind.

use super::Names;
use crate::{
    extract::{Reading, Statement},
    taxonomy::{Page, Practice},
};
use std::collections::BTreeSet;

/// What a body shows, each from 0 (nothing) to 1 (as much as policies have).
#[derive(Clone, Copy, Debug, Default)]
pub struct Body {
    /// Different facets of a policy: collection, sharing, retention, rights…
    pub facets: f64,
    /// Sentences that state something.
    pub stated: f64,
    /// Sentences that speak of personal data by that name.
    pub personal: f64,
    /// Sentences in which the controller speaks to the person.
    pub spoken: f64,
    /// Headings about different topics of a policy.
    pub topics: f64,
    /// Sentences as policies have them.
    pub like_policy: f64,
    /// Sentences as terms have them.
    pub like_terms: f64,
    /// Sentences as other pages have them.
    pub like_other: f64,
    /// Whether anything is stated at all.
    pub states: bool,
    /// Whether it is no longer than an excerpt.
    pub short: bool,
}

/// A text with fewer sentences may be an excerpt.
const FEW: usize = 10;
/// No excerpt without a title is surer than this to be a policy.
const SUREST_EXCERPT: f64 = 0.85;
/// A short page that is called a policy and nothing else, and states something, is one.
const SHORT_POLICY: f64 = 0.6;

impl Body {
    /// What a reading shows.
    pub fn of(reading: &Reading) -> Self {
        let mut facets = [false; 7];
        let mut places = BTreeSet::new();
        for found in &reading.found {
            let facet = match &found.statement {
                Statement::Collected { .. } => 0,
                Statement::Shared { .. } | Statement::Sold { .. } => 1,
                Statement::Kept { .. } => 2,
                Statement::Choice { .. } | Statement::Exercise { .. } | Statement::Answered { .. } => 3,
                Statement::Practised { practice: Practice::SecurityMeasures, .. } => 4,
                Statement::Practised { .. } => 5,
                Statement::Contact { .. } => 6,
            };
            facets[facet] = true;
            // An address alone says nothing about data.
            if facet != 6 {
                places.insert((found.block, found.start));
            }
        }
        let voice = &reading.voice;
        // Two sentences more than there are: a single paragraph proves little.
        let share = |count: usize, full: f64| (count as f64 / (voice.sentences as f64 + 2.0) / full).min(1.0);
        let like = |page: Page| voice.like[page as usize];
        Self {
            facets: facets.iter().filter(|f| **f).count() as f64 / 7.0,
            stated: share(places.len(), 0.6),
            personal: share(voice.personal, 0.3),
            spoken: share(voice.both, 0.3),
            topics: (voice.topics.len() as f64 / 7.0).min(1.0),
            like_policy: share(like(Page::PrivacyPolicy), 0.3),
            like_terms: share(like(Page::Terms), 0.5),
            like_other: share(like(Page::Other), 0.5),
            states: !places.is_empty(),
            short: voice.sentences < FEW,
        }
    }

    /// How probable it is that a page with this body, so named, is a policy.
    /// The weights are those of a logistic regression over a few hundred
    /// labelled pages in four languages, rounded.
    fn policy(&self, named: f64, terms: f64, other: f64) -> f64 {
        let sum = -4.8 + 3.2 * named - 2.7 * terms - 1.1 * other
            + 0.9 * self.facets
            + 1.0 * self.stated
            + 1.9 * self.personal
            + 0.7 * self.spoken
            + 1.4 * self.topics
            + 3.4 * self.like_policy
            - 1.6 * self.like_terms
            - 1.3 * self.like_other;
        let probable = 1.0 / (1.0 + (-sum).exp());
        match () {
            () if self.short && named < 0.5 => probable.min(SUREST_EXCERPT),
            () if self.short && self.states && named > 0.9 && terms.max(other) < 0.5 => probable.max(SHORT_POLICY),
            () => probable,
        }
    }

    /// The kind of a page with this body, so named.
    pub fn judge(&self, names: &Names) -> (Page, f64) {
        let (policy, cookies) = (names.of(Page::PrivacyPolicy), names.of(Page::CookiePolicy));
        let (terms, other) = (names.of(Page::Terms), names.of(Page::Other));
        let probable = self.policy(policy.max(cookies), terms, other);
        if probable >= 0.5 {
            return (if cookies > policy { Page::CookiePolicy } else { Page::PrivacyPolicy }, probable);
        }
        let like_terms = terms.max(self.like_terms);
        if like_terms > 0.5 && like_terms >= other {
            (Page::Terms, (1.0 - probable) * (0.5 + 0.5 * like_terms))
        } else {
            (Page::Other, 1.0 - probable)
        }
    }
}
