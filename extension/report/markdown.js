// The summary as Markdown in the reader's language, with the quotes as footnotes.

import { t, tn } from "../shared/i18n.js";
import { duration, list } from "../shared/format.js";
import { conditionText, groupOf, groupRank, label, practiceDetail, practiceText, retentionText, saleText, subjectText } from "./labels.js";
import { dateText, languagesText, noteText, sortedConcerns } from "./extras.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */

/** Text of the policy must not become markup of the summary. @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/([\\`*_[\]<>#|~])/g, "\\$1");

/** @param {Report} report @returns {string} */
export function toMarkdown(report) {
  const { page } = report;
  /** @type {Set<number>} */
  const used = new Set();
  const notes = (/** @type {number[]} */ ids) => ids.map((id) => {
    used.add(id);
    return `[^${id}]`;
  }).join("");
  const condition = (/** @type {{stance: string, condition?: string|null}} */ item) =>
    item.stance === "conditional" ? ` (${item.condition ? conditionText(item.condition) : t("stance_conditional")})` : "";
  const orNothing = (/** @type {string[]} */ lines, /** @type {string} */ nothing) => (lines.length ? lines : [`- *${nothing}*`]);

  const lines = [`# ${plain(page.controller ?? page.title ?? t(`kind_${page.kind}`))}`, ""];
  lines.push([dateText(page), languagesText(page), tn("reading_time", Math.max(1, page.reading_minutes))].filter(Boolean).join(" · "), "");
  for (const note of report.notes ?? []) lines.push(`> ${noteText(note)}`, "");

  lines.push(`## ${t("card_collected")}`, "");
  const collected = report.collected.filter((item) => item.stance !== "not_stated")
    .sort((a, b) => groupRank(groupOf(a.category)) - groupRank(groupOf(b.category)));
  lines.push(...orNothing(collected.map((item) => {
    const denied = item.stance === "no" ? `${t("stance_no")}: ` : "";
    const purposes = item.stance !== "no" && item.purposes?.length ? ` — ${t("used_for")}: ${list(item.purposes.map((purpose) => label("purpose_", purpose)))}` : "";
    return `- ${denied}**${label("group_", groupOf(item.category))}**: ${label("category_", item.category)}${condition(item)}${purposes}${notes(item.evidence)}`;
  }), t("collected_none")), "");

  lines.push(`## ${t("card_shared")}`, "", `- **${saleText(report.sale)}**${notes(report.sale.evidence)}`);
  lines.push(...orNothing(report.sharing.filter((item) => item.stance !== "not_stated").map((item) =>
    `- ${item.stance === "no" ? t("share_no") : t("share_yes")}: ${label("recipient_", item.recipient)}${condition(item)}${notes(item.evidence)}`), t("shared_none")), "");

  lines.push(`## ${t("card_kept")}`, "");
  lines.push(...orNothing(report.retention.map((item) => `- ${plain(subjectText(item.subject).text)}: ${retentionText(item)}${notes(item.evidence)}`), t("kept_none")), "");

  lines.push(`## ${t("card_choices")}`, "");
  lines.push(...orNothing(report.choices.map((item) => {
    const routes = (item.routes ?? []).map((route) => (route.target ? plain(route.target) : label("route_", route.kind)));
    const time = item.response_time ? ` (${t("response_within", duration(item.response_time))})` : "";
    return `- **${label("action_", item.action)}**${routes.length ? `: ${routes.join("; ")}` : ""}${time}${notes(item.evidence)}`;
  }), t("choices_none")), "");

  if (report.concerns.length) {
    lines.push(`## ${t("card_concerns")}`, "");
    for (const item of sortedConcerns(report)) lines.push(`- **${t(`severity_${item.severity}`)}**: ${label("concern_", item.code)}${notes(item.evidence)}`);
    lines.push("");
  }
  if (report.practices.length) {
    lines.push(`## ${t("card_practices")}`, "");
    for (const item of report.practices) {
      const detail = practiceDetail(item);
      const said = practiceText(item);
      lines.push(`- ${said.text}${said.condition ? ` (${said.condition})` : ""}${detail ? ` (${plain(detail.text)})` : ""}${notes(item.evidence)}`);
    }
    lines.push("");
  }
  if (report.contacts.length) {
    lines.push(`## ${t("card_contacts")}`, "");
    for (const item of report.contacts) lines.push(`- ${label("route_", item.kind)}${item.role ? ` (${label("contact_", item.role)})` : ""}: ${plain(item.target)}`);
    lines.push("");
  }
  for (const entry of report.evidence) {
    if (used.has(entry.id)) lines.push(`[^${entry.id}]: “${plain(entry.quote)}”${entry.heading ? ` — ${plain(entry.heading)}` : ""}`);
  }
  lines.push("", `*${t("reading_disclaimer")}*`, "");
  return lines.join("\n");
}
