//! The glue to JavaScript: thin, and the only user of `wasm-bindgen`.

use crate::{Content, Input, InputKind, Options, OutlineItem, schema};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A node of a page's outline: text, an element that opens, or 0: the innermost one closes. */
export type OutlineItem = string | [tag: string] | [tag: string, attributes: Record<string, string | null | undefined>] | 0;
export interface Input {
    kind: "html" | "text" | "markdown" | "outline" | "auto";
    content: string | OutlineItem[];
    url?: string | null;
    title?: string | null;
}
export interface AnalyzeOptions { all_evidence?: boolean; max_bytes?: number }
export interface Signals {
    url?: string; title?: string; lang?: string; headings?: string[]; text?: string;
    links?: { text: string; href: string; area?: string }[];
}
export interface Evidence {
    id: number; quote: string; lang: string; heading: string | null;
    /** The block, from 0. */
    block: number;
    /** UTF-16 offsets in the block's text. */
    start: number; end: number;
    /** How many times the same quote stands earlier in the readable text. */
    occurrence: number;
}
export type Stance = "yes" | "no" | "conditional" | "not_stated";
export type Condition = "consent" | "opt_out" | "legal_request" | "contract" | "exception" | "other";
export interface Route { kind: string; target: string | null }
export interface Report {
    schema: string;
    page: {
        kind: "privacy_policy" | "cookie_policy" | "terms" | "other"; confidence: number;
        title: string | null; controller: string | null; updated: string | null; effective: string | null;
        languages: { tag: string; share: number }[]; words: number; reading_minutes: number;
    };
    collected: { category: string; stance: Stance; condition: Condition | null; purposes: string[]; sources: string[]; evidence: number[] }[];
    sharing: { recipient: string; stance: Stance; condition: Condition | null; evidence: number[] }[];
    sale: { stance: Stance; condition: Condition | null; evidence: number[] };
    retention: { subject: string | null; basis: string; period: string | null; bound: "max" | "min" | "exact" | null; evidence: number[] }[];
    choices: { action: string; routes: Route[]; response_time: string | null; evidence: number[] }[];
    practices: { practice: string; stance: Stance; detail: string | null; evidence: number[] }[];
    contacts: { kind: string; target: string | null; role: string | null; evidence: number[] }[];
    concerns: { code: string; severity: "high" | "medium" | "low"; evidence: number[] }[];
    badge: { text: string; level: "none" | "unread" | "low" | "medium" | "high"; title: string };
    evidence: Evidence[];
    notes: { code: string; lang: string | null; share: number | null }[];
}
export interface Detection {
    kind: "privacy_policy" | "cookie_policy" | "terms" | "other"; confidence: number;
    policies: { href: string; text: string; kind: string; score: number }[];
}
export interface Block { kind: string; text: string; lang: string | null; heading: number | null; lead_in: number | null; boilerplate: boolean }
export interface TooLarge { code: "too_large"; message: string; limit: number }
export interface BadInput { code: "bad_input"; message: string }
"#;

#[wasm_bindgen]
extern "C" {
    /// An input as JavaScript gives it.
    #[wasm_bindgen(typescript_type = "Input")]
    pub type JsInput;
    /// Options as JavaScript gives them.
    #[wasm_bindgen(typescript_type = "AnalyzeOptions | undefined")]
    pub type JsOptions;
    /// Signals as JavaScript gives them.
    #[wasm_bindgen(typescript_type = "Signals")]
    pub type JsSignals;
    /// A report for JavaScript.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type JsReport;
    /// A detection for JavaScript.
    #[wasm_bindgen(typescript_type = "Detection")]
    pub type JsDetection;
    /// Blocks for JavaScript.
    #[wasm_bindgen(typescript_type = "Block[]")]
    pub type JsBlocks;
}

#[derive(Deserialize)]
struct RawInput {
    kind: String,
    content: RawContent,
    url: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawContent {
    Text(String),
    Outline(Vec<OutlineItem>),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawOptions {
    all_evidence: bool,
    max_bytes: Option<usize>,
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
    limit: Option<usize>,
}

/// Tells the console where a panic arose; the engine is written not to panic.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    }));
}

/// Reads a text.
///
/// # Errors
/// Throws `TooLarge` over the limit, `BadInput` for something that is no input.
#[wasm_bindgen]
pub fn analyze(input: JsInput, options: JsOptions) -> Result<JsReport, JsValue> {
    let input = input_of(input)?;
    let report = crate::analyze(&input, &options_of(options)?)
        .map_err(|e| failure("too_large", e.to_string(), Some(e.limit)))?;
    Ok(out(&report)?.unchecked_into())
}

/// What kind of page the signals tell of.
///
/// # Errors
/// Throws `BadInput` for something that is no signals object.
#[wasm_bindgen]
pub fn detect(signals: JsSignals) -> Result<JsDetection, JsValue> {
    let signals: schema::Signals =
        serde_wasm_bindgen::from_value(signals.into()).map_err(|e| failure("bad_input", e.to_string(), None))?;
    Ok(out(&crate::detect(&signals))?.unchecked_into())
}

/// The readable blocks of a text: the first stage alone.
///
/// # Errors
/// As [`analyze`].
#[wasm_bindgen]
pub fn blocks(input: JsInput) -> Result<JsBlocks, JsValue> {
    let input = input_of(input)?;
    let document =
        crate::read(&input, &Options::default()).map_err(|e| failure("too_large", e.to_string(), Some(e.limit)))?;
    Ok(out(&crate::explain::blocks(&document))?.unchecked_into())
}

#[derive(Serialize)]
struct Version {
    version: &'static str,
    schema: &'static str,
    languages: Vec<&'static str>,
}

/// The version of the engine, of the contract, and the languages that are read.
///
/// # Errors
/// None that can be met; the signature follows from the conversion.
#[wasm_bindgen(unchecked_return_type = "{ version: string, schema: string, languages: string[] }")]
pub fn version() -> Result<JsValue, JsValue> {
    let languages = crate::lang::Lang::all().filter(|l| l.is_read()).map(|l| l.tag()).collect();
    out(&Version { version: env!("CARGO_PKG_VERSION"), schema: schema::SCHEMA, languages })
}

fn out<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|e| failure("bad_output", e.to_string(), None))
}

fn failure(code: &'static str, message: String, limit: Option<usize>) -> JsValue {
    Failure { code, message, limit }
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or_else(|_| JsValue::from_str(code))
}

fn input_of(input: JsInput) -> Result<Input, JsValue> {
    let raw: RawInput =
        serde_wasm_bindgen::from_value(input.into()).map_err(|e| failure("bad_input", e.to_string(), None))?;
    let content = match raw.content {
        RawContent::Outline(items) => Content::Outline(items),
        RawContent::Text(text) => {
            let kind = match raw.kind.as_str() {
                "html" => InputKind::Html,
                "text" => InputKind::Text,
                "markdown" => InputKind::Markdown,
                "auto" => InputKind::Auto,
                other => return Err(failure("bad_input", format!("`{other}` is no kind of input"), None)),
            };
            Content::Text(kind, text)
        }
    };
    Ok(Input { content, url: raw.url, title: raw.title })
}

fn options_of(options: JsOptions) -> Result<Options, JsValue> {
    let value: JsValue = options.into();
    let raw: RawOptions = if value.is_undefined() || value.is_null() {
        RawOptions::default()
    } else {
        serde_wasm_bindgen::from_value(value).map_err(|e| failure("bad_input", e.to_string(), None))?
    };
    let default = Options::default();
    Ok(Options { all_evidence: raw.all_evidence, max_bytes: raw.max_bytes.unwrap_or(default.max_bytes) })
}
