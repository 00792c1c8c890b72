//! A report as Markdown or plain text, with the interface's own labels.

use policylens::schema::{Report, Stance};
use serde_json::Value;
use std::fmt::Write;

/// The strings of the interface in one language.
pub struct Labels(Value);

impl Labels {
    /// The labels of a language.
    ///
    /// # Errors
    /// A sentence that names the languages there are.
    pub fn new(lang: &str) -> Result<Self, String> {
        let source = match lang.to_ascii_lowercase().replace('_', "-").as_str() {
            "en" => include_str!("../../../extension/_locales/en/messages.json"),
            "zh" | "zh-cn" | "zh-hans" => include_str!("../../../extension/_locales/zh_CN/messages.json"),
            "nl" => include_str!("../../../extension/_locales/nl/messages.json"),
            other => return Err(format!("no labels in `{other}`; there are en, zh-CN and nl")),
        };
        serde_json::from_str(source).map(Self).map_err(|e| format!("the labels of {lang} are damaged: {e}"))
    }

    /// The label of a key, or the key itself.
    fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).and_then(|m| m.get("message")).and_then(Value::as_str).unwrap_or(key)
    }

    /// The label of an id: `category_` + `contact.email`.
    fn of(&self, prefix: &str, id: &str) -> String {
        let key = format!("{prefix}_{}", id.replace('.', "_"));
        match self.0.get(&key).and_then(|m| m.get("message")).and_then(Value::as_str) {
            Some(label) => label.to_string(),
            None => id.to_string(),
        }
    }
}

/// How the two forms differ.
struct Style {
    heading: fn(&str) -> String,
    item: fn(&str) -> String,
    quote: fn(&str) -> String,
}

const MARKDOWN: Style =
    Style { heading: |t| format!("\n## {t}\n\n"), item: |t| format!("- {t}\n"), quote: |t| format!("  > {t}\n") };

const TEXT: Style = Style {
    heading: |t| format!("\n{t}\n"),
    item: |t| format!("  {t}\n"),
    quote: |t| format!("      \u{201c}{t}\u{201d}\n"),
};

/// The report as Markdown.
pub fn markdown(report: &Report, labels: &Labels) -> String {
    let title = report.page.title.as_deref().unwrap_or("Policylens");
    format!("# {}\n\n{}", one_line(title), body(report, labels, &MARKDOWN))
}

/// The report as plain text.
pub fn text(report: &Report, labels: &Labels) -> String {
    let title = report.page.title.as_deref().unwrap_or("Policylens");
    format!("{}\n\n{}", one_line(title), body(report, labels, &TEXT))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn enum_id<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

fn body(report: &Report, labels: &Labels, style: &Style) -> String {
    let mut out = String::new();
    let page = &report.page;
    let mut facts = vec![labels.of("kind", page.kind.id())];
    facts.push(page.controller.clone().unwrap_or_else(|| labels.get("controller_not_stated").into()));
    facts.push(
        page.updated
            .as_ref()
            .or(page.effective.as_ref())
            .cloned()
            .unwrap_or_else(|| labels.get("date_not_stated").into()),
    );
    facts.push(
        page.languages.iter().map(|l| format!("{} {:.0}%", l.tag, l.share * 100.0)).collect::<Vec<_>>().join(", "),
    );
    let _ = writeln!(out, "{}", facts.join(" \u{b7} "));
    for note in &report.notes {
        let share = note.share.map(|s| format!("{:.0}%", s * 100.0)).unwrap_or_default();
        let text = labels.of("note", note.code.id()).replace("$1", note.lang.unwrap_or("")).replace("$2", &share);
        let _ = writeln!(out, "{text}");
    }
    if !report.concerns.is_empty() {
        out += &(style.heading)(labels.get("card_concerns"));
        for concern in &report.concerns {
            let severity = labels.of("severity", &enum_id(&concern.severity));
            out += &(style.item)(&format!("{} ({severity})", labels.of("concern", concern.code.id())));
            quote(&mut out, report, &concern.evidence, style);
        }
    }
    out += &(style.heading)(labels.get("card_collected"));
    if report.collected.is_empty() {
        out += &(style.item)(labels.get("collected_none"));
    }
    for row in &report.collected {
        out +=
            &(style.item)(&with_stance(labels, labels.of("category", row.category.id()), row.stance, &row.condition));
        quote(&mut out, report, &row.evidence, style);
    }
    out += &(style.heading)(labels.get("card_shared"));
    let sale = enum_id(&report.sale.stance);
    let key = report.sale.condition.as_ref().map(|c| format!("sale_{sale}_{}", enum_id(c)));
    let label = key.filter(|k| labels.0.get(k.as_str()).is_some()).unwrap_or_else(|| format!("sale_{sale}"));
    out += &(style.item)(labels.get(&label));
    quote(&mut out, report, &report.sale.evidence, style);
    if report.sharing.is_empty() {
        out += &(style.item)(labels.get("shared_none"));
    }
    for row in &report.sharing {
        out +=
            &(style.item)(&with_stance(labels, labels.of("recipient", row.recipient.id()), row.stance, &row.condition));
        quote(&mut out, report, &row.evidence, style);
    }
    out += &(style.heading)(labels.get("card_kept"));
    if report.retention.is_empty() {
        out += &(style.item)(labels.get("kept_none"));
    }
    for row in &report.retention {
        let period = row.period.clone().map(|p| match row.bound {
            Some(bound) => labels.of("bound", &enum_id(&bound)).replace("$1", &p),
            None => p,
        });
        let period = period.unwrap_or_else(|| labels.of("basis", row.basis.id()));
        let subject = row.subject.as_ref().map(|s| format!(" ({})", one_line(s))).unwrap_or_default();
        out += &(style.item)(&format!("{period}{subject}"));
        quote(&mut out, report, &row.evidence, style);
    }
    out += &(style.heading)(labels.get("card_choices"));
    if report.choices.is_empty() {
        out += &(style.item)(labels.get("choices_none"));
    }
    for row in &report.choices {
        let routes: Vec<String> =
            row.routes.iter().map(|r| r.target.clone().unwrap_or_else(|| labels.of("route", r.kind.id()))).collect();
        let time = row.response_time.as_ref().map(|t| format!(" ({})", labels.get("response_within").replace("$1", t)));
        out += &(style.item)(&format!(
            "{}: {}{}",
            labels.of("action", row.action.id()),
            routes.join(", "),
            time.unwrap_or_default()
        ));
        quote(&mut out, report, &row.evidence, style);
    }
    out += &(style.heading)(labels.get("card_practices"));
    for row in &report.practices {
        let side = if row.stance == Stance::No { "no" } else { "yes" };
        let detail = row.detail.as_ref().map(|d| format!(" ({d})")).unwrap_or_default();
        out += &(style.item)(&format!("{}{detail}", labels.of("practice", &format!("{}_{side}", row.practice.id()))));
        quote(&mut out, report, &row.evidence, style);
    }
    out += &(style.heading)(labels.get("card_contacts"));
    for row in &report.contacts {
        let target = row.target.clone().unwrap_or_else(|| labels.get("not_stated").into());
        out += &(style.item)(&format!("{}: {target}", labels.of("route", row.kind.id())));
    }
    out
}

fn with_stance(
    labels: &Labels,
    label: String,
    stance: Stance,
    condition: &Option<policylens::schema::Condition>,
) -> String {
    match stance {
        Stance::No => format!("{label}: {}", labels.get("stance_no")),
        Stance::Conditional => {
            let condition = condition.as_ref().map(|c| labels.of("cond", &enum_id(c)));
            format!("{label}: {}", condition.unwrap_or_else(|| labels.get("stance_conditional").into()))
        }
        _ => label,
    }
}

fn quote(out: &mut String, report: &Report, evidence: &[usize], style: &Style) {
    if let Some(found) = evidence.first().and_then(|&id| report.evidence.get(id)) {
        out.push_str(&(style.quote)(&one_line(&found.quote)));
    }
}
