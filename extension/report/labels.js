// Ids of the contract -> words of the interface. An id that a newer core adds and
// this interface does not know yet is shown as plain words, never as an error.

import { has, t } from "../shared/i18n.js";
import { duration } from "../shared/format.js";

/** @typedef {import("../shared/contract.d.ts").Retention} Retention */
/** @typedef {import("../shared/contract.d.ts").Practice} Practice */
/** @typedef {import("../shared/contract.d.ts").Report} Report */

/** @param {string} prefix of the keys, with its last underscore @param {string} id */
export function label(prefix, id) {
  const key = prefix + id.replaceAll(".", "_");
  return has(key) ? t(key) : id.replaceAll(/[._]/g, " ");
}

/** The order of the groups: what could hurt most comes first. */
const GROUPS = ["sensitive", "financial", "location", "identity", "contact", "account", "demographic", "content", "social", "professional", "activity", "device", "inferred", "personal"];

/** @param {string} category */
export function groupOf(category) {
  const [first] = category.split(".");
  const group = first === "tracking" ? "activity" : first;
  return GROUPS.includes(group) ? group : "other";
}

/** @param {string} group */
export const groupRank = (group) => (GROUPS.includes(group) ? GROUPS.indexOf(group) : GROUPS.length);

/** @param {Report["sale"]} sale */
export function saleText(sale) {
  const special = `sale_conditional_${sale.condition}`;
  if (sale.stance === "conditional" && has(special)) return t(special);
  const text = label("sale_", sale.stance);
  return sale.stance === "conditional" && sale.condition ? `${text} (${conditionText(sale.condition)})` : text;
}

/** @param {string} condition */
export const conditionText = (condition) => label("cond_", condition);

/** @param {Retention} item */
export function retentionText(item) {
  if (item.period) return t(`bound_${item.bound ?? "exact"}`, duration(item.period));
  return label("basis_", item.basis);
}

/**
 * What is kept: an id of the contract in the reader's words, else the policy's own words.
 * @param {string|null} subject @returns {{text: string, own: boolean}}
 */
export function subjectText(subject) {
  if (!subject || !subject.trim()) return { text: t("subject_general"), own: false };
  const key = `category_${subject.replaceAll(".", "_")}`;
  if (/^[a-z]+\.[a-z_]+$/.test(subject) && has(key)) return { text: t(key), own: false };
  return { text: subject, own: true };
}

/**
 * What a practice says, with its condition where it has one.
 * @param {Practice} item @returns {{text: string, condition: string|null}}
 */
export function practiceText(item) {
  const special = `practice_${item.practice}_conditional`;
  if (item.stance === "conditional" && has(special)) return { text: t(special), condition: null };
  const key = `practice_${item.practice}_${item.stance === "no" ? "no" : "yes"}`;
  const condition = item.condition ? conditionText(item.condition) : t("stance_conditional");
  return { text: has(key) ? t(key) : item.practice.replaceAll("_", " "), condition: item.stance === "conditional" ? condition : null };
}

/**
 * The detail of a practice. Ages and known ids get words; the rest is the policy's own text.
 * @param {Practice} item @returns {{text: string, own: boolean}|null}
 */
export function practiceDetail(item) {
  const detail = item.detail?.trim();
  if (!detail) return null;
  if (item.practice === "children" && /^\d{1,2}$/.test(detail)) return { text: t("detail_age", detail), own: false };
  const known = detail.split(/[,;]\s*/).map((part) => `detail_${part.trim().replaceAll(/[ -]/g, "_")}`);
  if (known.every((key) => has(key))) return { text: known.map((key) => t(key)).join(", "), own: false };
  return { text: detail, own: true };
}
