//! The JSON of the output contract, version 1. The only place with serde types
//! of the output.

use crate::taxonomy::{Category, Choice, Concern, Note, Page, Practice, Purpose, Recipient, Retention, Route, Source};
use serde::{Deserialize, Serialize};

/// The contract's name and version.
pub const SCHEMA: &str = "policylens/1";

/// Everything that is said of one text.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Facts of the page.
    pub page: PageFacts,
    /// What is collected.
    pub collected: Vec<Collected>,
    /// Who gets it.
    pub sharing: Vec<Sharing>,
    /// Whether it is sold.
    pub sale: Sale,
    /// How long it is kept.
    pub retention: Vec<Kept>,
    /// What a person can do.
    pub choices: Vec<ChoiceFound>,
    /// Other practices.
    pub practices: Vec<PracticeFound>,
    /// How to reach the controller.
    pub contacts: Vec<Contact>,
    /// What to look at.
    pub concerns: Vec<ConcernFound>,
    /// The toolbar badge.
    pub badge: Badge,
    /// The quotes.
    pub evidence: Vec<Evidence>,
    /// What to know about the reading itself.
    pub notes: Vec<NoteFound>,
}

/// Facts of the page.
#[derive(Clone, Debug, Serialize)]
pub struct PageFacts {
    /// What kind of page it is.
    pub kind: Page,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// The title.
    pub title: Option<String>,
    /// The organisation that is responsible (Art. 4(7) GDPR).
    pub controller: Option<String>,
    /// ISO 8601, as precise as stated.
    pub updated: Option<String>,
    /// ISO 8601, as precise as stated.
    pub effective: Option<String>,
    /// The languages of the readable text, largest share first.
    pub languages: Vec<LanguageShare>,
    /// Words; of a script without spaces, characters.
    pub words: usize,
    /// Minutes to read it.
    pub reading_minutes: usize,
}

/// A language and its share of the readable text.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageShare {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// 0 to 1.
    pub share: f64,
}

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It is.
    Yes,
    /// It is not, says the text.
    No,
    /// It is under a condition.
    Conditional,
    /// The text does not say.
    NotStated,
}

/// Under which condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// With consent.
    Consent,
    /// Unless the person objects.
    OptOut,
    /// When the law demands.
    LegalRequest,
    /// To fulfil a contract.
    Contract,
    /// A "no, except…".
    Exception,
    /// Another.
    Other,
}

/// A category of data that is collected, or is said not to be.
#[derive(Clone, Debug, Serialize)]
pub struct Collected {
    /// The category.
    pub category: Category,
    /// Whether it is.
    pub stance: Stance,
    /// The condition of a conditional stance.
    pub condition: Option<Condition>,
    /// What for, where the same sentence says.
    pub purposes: Vec<Purpose>,
    /// Where from.
    pub sources: Vec<Source>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// A recipient.
#[derive(Clone, Debug, Serialize)]
pub struct Sharing {
    /// Who.
    pub recipient: Recipient,
    /// Whether.
    pub stance: Stance,
    /// The condition of a conditional stance.
    pub condition: Option<Condition>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// Whether data is sold.
#[derive(Clone, Debug, Serialize)]
pub struct Sale {
    /// Whether.
    pub stance: Stance,
    /// The condition of a conditional stance.
    pub condition: Option<Condition>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// A retention period.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Which data, in the text's words; `None` if the sentence does not say.
    pub subject: Option<String>,
    /// What decides.
    pub basis: Retention,
    /// ISO 8601 duration.
    pub period: Option<String>,
    /// `max`, `min` or `exact`.
    pub bound: Option<Bound>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// How a period bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At most.
    Max,
    /// At least.
    Min,
    /// Just so.
    Exact,
}

/// Something a person can do.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceFound {
    /// What.
    pub action: Choice,
    /// How.
    pub routes: Vec<RouteFound>,
    /// ISO 8601 duration within which an answer is promised.
    pub response_time: Option<String>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// A way to do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteFound {
    /// Which way.
    pub kind: Route,
    /// The address, number or URL, as a person can use it.
    pub target: Option<String>,
}

/// A practice.
#[derive(Clone, Debug, Serialize)]
pub struct PracticeFound {
    /// Which.
    pub practice: Practice,
    /// Whether.
    pub stance: Stance,
    /// An age, countries, bases, as the contract says of each practice.
    pub detail: Option<String>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// How to reach the controller.
#[derive(Clone, Debug, Serialize)]
pub struct Contact {
    /// Which way.
    pub kind: Route,
    /// The address or number.
    pub target: Option<String>,
    /// `privacy`, `dpo`, `support`, `security`, `representative`, if said.
    pub role: Option<&'static str>,
    /// Ids of the quotes.
    pub evidence: Vec<usize>,
}

/// How much a concern weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
}

/// Something to look at.
#[derive(Clone, Debug, Serialize)]
pub struct ConcernFound {
    /// What.
    pub code: Concern,
    /// How much it weighs.
    pub severity: Severity,
    /// Ids of the quotes; none for a concern that rests on silence.
    pub evidence: Vec<usize>,
}

/// The toolbar badge.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    /// A few characters, empty for none.
    pub text: String,
    /// `none`, `unread`, `low`, `medium` or `high`.
    pub level: &'static str,
    /// A label-free title: the number of concerns by severity, for the interface to word.
    pub title: String,
}

/// A quote.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// Its id: its place in the list.
    pub id: usize,
    /// Verbatim: the slice of the block's text.
    pub quote: String,
    /// BCP 47 tag of its language.
    pub lang: &'static str,
    /// The heading above it.
    pub heading: Option<String>,
    /// The block, from 0.
    pub block: usize,
    /// First UTF-16 unit in the block's text.
    pub start: usize,
    /// One past the last UTF-16 unit.
    pub end: usize,
    /// How many times the same quote stands earlier in the readable text.
    pub occurrence: usize,
}

/// Something to know about the reading.
#[derive(Clone, Debug, Serialize)]
pub struct NoteFound {
    /// What.
    pub code: Note,
    /// The language it is about.
    pub lang: Option<&'static str>,
    /// The share of the text it is about, 0 to 1.
    pub share: Option<f64>,
}

/// What a page tells of itself before it is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Signals {
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its declared language.
    pub lang: Option<String>,
    /// Its headings.
    pub headings: Vec<String>,
    /// Up to some thousand characters of its main text.
    pub text: Option<String>,
    /// Links that may lead to a policy.
    pub links: Vec<SignalLink>,
}

/// A link of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignalLink {
    /// Its text or label.
    pub text: String,
    /// Where it goes.
    pub href: String,
    /// `footer`, `main`, `nav`, `form` or `banner`.
    pub area: Option<String>,
}

/// What kind of page it is, and where the site's policy is.
#[derive(Clone, Debug, Serialize)]
pub struct Detection {
    /// The kind.
    pub kind: Page,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Links to policies, the best first.
    pub policies: Vec<PolicyLink>,
}

/// A link to a policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyLink {
    /// Where it goes.
    pub href: String,
    /// Its text.
    pub text: String,
    /// What kind of policy.
    pub kind: Page,
    /// How fitting, 0 to 1.
    pub score: f64,
}
