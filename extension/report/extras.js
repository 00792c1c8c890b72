// What stands around the four answers: facts, notes, concerns, and the folded rest.

import { h, icon } from "../shared/dom.js";
import { t, tn } from "../shared/i18n.js";
import { date, langAttribute, languageName, list, number, percent } from "../shared/format.js";
import { label, practiceDetail, practiceText } from "./labels.js";
import { disclosure } from "./evidence.js";
import { card, row } from "./sections.js";
import { routeNode } from "./routes.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Note} Note */
/** @typedef {import("../shared/contract.d.ts").Severity} Severity */
/** @typedef {import("./evidence.js").Context} Context */
/** @typedef {import("../shared/dom.js").Child} Child */

/** @type {Severity[]} */
const SEVERITIES = ["high", "medium", "low"];

/** @param {Report["page"]} page @param {"long"|"short"} [month] @returns {string} the date a reader asks for first */
export function dateText(page, month = "long") {
  const updated = page.updated ? date(page.updated, month) : null;
  if (updated) return t(updated.exact ? "updated_on" : "updated_in", updated.text);
  const effective = page.effective ? date(page.effective, month) : null;
  if (!effective) return t("date_not_stated");
  if (new Date(page.effective ?? "") > new Date()) return t("effective_future", effective.text);
  return t(effective.exact ? "effective_on" : "effective_in", effective.text);
}

/** @param {Report["page"]} page @returns {string|null} the languages that make up more than a few words */
export function languagesText(page) {
  const names = page.languages.filter(({ share }) => share >= 0.03).map(({ tag }) => languageName(tag)).filter((name) => name !== null);
  return names.length ? list(names) : null;
}

/** @param {Note} note */
export function noteText(note) {
  if (note.code !== "language_not_read") return label("note_", note.code);
  const name = note.lang ? languageName(note.lang) : null;
  const share = percent(note.share ?? 1);
  return name ? t("note_language_not_read", name, share) : t("note_language_unknown", share);
}

/** @param {Report} report */
export const sortedConcerns = (report) =>
  [...report.concerns].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

/** One line under the title that leads to the concerns. @param {Report} report @param {() => void} go */
export function concernLine(report, go) {
  if (!report.concerns.length) return null;
  const counts = SEVERITIES.map((severity) => /** @type {const} */ ([severity, report.concerns.filter((concern) => concern.severity === severity).length]));
  return h("button", { type: "button", class: "concern-line", "data-action": "concerns", onclick: go },
    ...counts.filter(([, count]) => count > 0).map(([severity, count]) =>
      h("span", { class: `severity severity-${severity}` }, icon(severity), tn(`severity_count_${severity}`, count))));
}

/** @param {Context} context @param {Report} report */
export function concerns(context, report) {
  const items = sortedConcerns(report);
  if (!items.length && report.page.kind === "other") return null;
  return card(context, "concerns", t("card_concerns"), [], items.length
    ? [h("ul", { class: "list" }, ...items.map((item) => {
      const statement = disclosure(context, {
        id: item.code, className: "line concern",
        label: [h("span", { class: `severity severity-${item.severity}` }, icon(item.severity), t(`severity_${item.severity}`)), h("span", {}, label("concern_", item.code))],
        evidence: item.evidence,
      });
      return h("li", {}, statement.button, h("div", { class: "proofs", hidden: true }, statement.panel));
    }))]
    : [h("p", { class: "headline" }, t("concerns_line_none"))]);
}

/**
 * @param {string} part @param {string} title @param {string|null} aside @param {Child[]} content
 */
function fold(part, title, aside, content) {
  return h("details", { class: "fold", "data-part": part },
    h("summary", {}, h("span", { class: "fold-title" }, title), aside && h("span", { class: "aside" }, aside)),
    ...content);
}

/** @param {Context} context @param {Report} report */
export function practices(context, report) {
  if (!report.practices.length) return null;
  return fold("practices", t("card_practices"), tn("statements_count", report.practices.length), [
    h("ul", { class: "list" }, ...report.practices.map((item) => {
      const detail = practiceDetail(item);
      const { text, condition } = practiceText(item);
      const statement = disclosure(context, {
        id: item.practice, className: `line practice stance-${item.stance}`,
        label: [
          icon(item.stance === "not_stated" ? "not_stated" : item.stance), h("span", {}, text,
            condition && h("span", { class: "condition" }, ` ${condition}`)),
        ],
        evidence: item.evidence,
      });
      return h("li", {}, statement.button,
        detail && h("p", {
          class: "detail practice-detail", dir: "auto",
          lang: detail.own ? langAttribute(context.evidence.get(item.evidence[0])?.lang) : null,
        }, detail.text),
        h("div", { class: "proofs", hidden: true }, statement.panel));
    })),
  ]);
}

/** @param {Context} context @param {Report} report */
export function contacts(context, report) {
  if (!report.contacts.length) return null;
  return fold("contacts", t("card_contacts"), tn("contacts_count", report.contacts.length), [
    h("dl", { class: "rows" }, ...report.contacts.map((contact) => {
      const name = label("route_", contact.kind);
      const proved = contact.evidence?.length
        ? [disclosure(context, { id: contact.kind, className: "line", label: [name], evidence: contact.evidence })]
        : [];
      const role = contact.role && h("span", { class: "role" }, label("contact_", contact.role));
      return row(contact.kind, h("span", {}, proved[0]?.button ?? name, role),
        [routeNode(contact.kind === "post" ? { kind: "link", target: contact.target } : contact)], proved);
    })),
  ]);
}

/** @param {Report} report */
export function reading(report) {
  const { page } = report;
  const facts = [
    [t("reading_kind"), `${label("kind_", page.kind)} (${percent(page.confidence)})`],
    [t("reading_languages"), page.languages.map(({ tag, share }) => `${languageName(tag) ?? tag} ${percent(share)}`).join(" · ")],
    [t("reading_length"), `${tn("words", page.words)} · ${tn("reading_time", page.reading_minutes)}`],
    [t("quotes_name"), number(report.evidence.length)],
  ];
  return fold("reading", t("card_reading"), null, [
    h("dl", { class: "rows" }, ...facts.filter(([, value]) => value).map(([name, value]) => h("div", { class: "row" }, h("dt", {}, name), h("dd", { class: "said" }, value)))),
    h("p", { class: "detail" }, t("reading_disclaimer")),
  ]);
}
