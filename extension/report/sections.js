// The four answers: collects, shares or sells, keeps, ways out.

import { h, icon, uniqueId } from "../shared/dom.js";
import { t, tn } from "../shared/i18n.js";
import { days, duration, langAttribute, list } from "../shared/format.js";
import { conditionText, groupOf, groupRank, label, retentionText, saleText, subjectText } from "./labels.js";
import { disclosure } from "./evidence.js";
import { distinct, routeHref, routeNode } from "./routes.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Retention} Retention */
/** @typedef {import("./evidence.js").Context} Context */
/** @typedef {import("../shared/dom.js").Child} Child */
/** @typedef {ReturnType<typeof disclosure>} Disclosure */

// How many rows of each answer the popup shows at once, so that all four fit one screen.
const COMPACT = { collected: 3, shared: 2, kept: 1, choices: 2 };

/**
 * @param {Context} context
 * @param {string} part @param {string} title @param {Child[]} asides @param {Child[]} content
 */
export function card(context, part, title, asides, content) {
  const id = uniqueId("card");
  const heading = h(/** @type {"h2"} */ (`h${context.level + 1}`), { id, class: "card-title", tabindex: -1 }, title);
  return h("section", { class: "card", "data-part": part, "aria-labelledby": id },
    h("div", { class: "card-head" }, heading, ...asides.map((aside) => (typeof aside === "string" ? h("span", { class: "aside" }, aside) : aside))),
    ...content);
}

/** A headline that the text does not support: said plainly, and told apart from a "no". @param {string} text */
export const notStated = (text) => h("p", { class: "headline not-stated" }, icon("not_stated"), text);

/**
 * A row: its name, its statements, and below them the place where a quote opens.
 * @param {string} id @param {Child} name @param {Child[]} body @param {Disclosure[]} statements
 */
export function row(id, name, body, statements) {
  return h("div", { class: "row", "data-row": id },
    h("dt", {}, name),
    h("dd", { class: "said" }, ...body),
    h("dd", { class: "proofs", hidden: true }, ...statements.map(({ panel }) => panel)));
}

/** @param {Disclosure[]} statements */
const chips = (statements) => h("ul", { class: "chips" }, ...statements.map(({ button }) => h("li", {}, button)));

/**
 * The rows of a card; in the popup the first ones, with a button in the card's head for the rest.
 * @param {Context} context @param {HTMLElement[]} rows @param {number} limit
 * @param {HTMLElement} [stand] a row that stands for the rest while it is folded
 * @returns {{list: HTMLElement, toggle: HTMLElement|null}}
 */
function fold(context, rows, limit, stand) {
  const rest = context.compact && rows.length > limit + 1 ? rows.slice(limit) : [];
  const id = uniqueId("rows");
  const list = h("dl", { class: "rows", id }, ...rows, rest.length > 0 && stand);
  if (!rest.length) return { list, toggle: null };
  for (const extra of rest) extra.hidden = true;
  const toggle = h("button", { type: "button", class: "quiet more", "aria-expanded": "false", "aria-controls": id }, tn("show_more", rest.length));
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    for (const extra of rest) extra.hidden = !open;
    if (stand) stand.hidden = open;
    toggle.textContent = open ? t("show_less") : tn("show_more", rest.length);
  });
  return { list, toggle };
}

/** @param {string} name @param {string[]} values */
const detail = (name, values) =>
  values.length > 0 && h("p", { class: "detail" }, h("span", { class: "detail-name" }, name), " ", list(values));

/** @param {Context} context @param {Report} report */
export function collected(context, report) {
  /** @type {Map<string, Report["collected"]>} */
  const groups = new Map();
  const said = report.collected.filter((item) => item.stance === "yes" || item.stance === "conditional");
  for (const item of said) {
    // Beside something named, "personal data" tells a reader nothing.
    if (item.category === "personal.unspecified" && said.length > 1) continue;
    const group = groupOf(item.category);
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  const ordered = [...groups].sort(([a], [b]) => groupRank(a) - groupRank(b));
  const denied = report.collected.filter((item) => item.stance === "no");
  const count = ordered.reduce((sum, [, items]) => sum + items.length, 0);

  const statement = (/** @type {Report["collected"][number]} */ item) => {
    const condition = item.stance === "conditional" && item.condition ? conditionText(item.condition) : null;
    return disclosure(context, {
      id: item.category,
      className: `chip stance-${item.stance}`,
      label: [
        item.stance !== "yes" && icon(item.stance),
        label("category_", item.category),
        item.stance === "conditional" && h("span", { class: "condition" }, condition ?? t("stance_conditional")),
      ],
      evidence: item.evidence,
      details: () => item.stance === "no" ? [] : [
        detail(t("used_for"), (item.purposes ?? []).map((purpose) => label("purpose_", purpose))),
        detail(t("comes_from"), (item.sources ?? []).map((source) => label("source_", source))),
      ],
    });
  };
  const found = ordered.map(([group, items]) => {
    const statements = items.map(statement);
    return row(group, label("group_", group), [chips(statements)], statements);
  });
  if (denied.length) {
    const statements = denied.map(statement);
    found.push(row("denied", t("says_no_collect"), [chips(statements)], statements));
  }
  if (!found.length) return card(context, "collected", t("card_collected"), [], [notStated(t("collected_none"))]);
  const others = ordered.slice(COMPACT.collected).map(([group]) => label("group_", group));
  const stand = others.length ? h("div", { class: "row stand" }, h("dt", {}, t("also")), h("dd", { class: "said" }, others.join(" · "))) : undefined;
  const { list: all, toggle } = fold(context, found, COMPACT.collected, stand);
  return card(context, "collected", t("card_collected"), [count ? tn("collected_count", count) : null, toggle], [all]);
}

const SHARING_ORDER = ["yes", "opt_out", "exception", "other", "contract", "legal_request", "consent", "no"];

/** @param {Context} context @param {Report} report */
export function shared(context, report) {
  const { sale } = report;
  /** @type {Child[]} */
  const content = [];
  if (!sale || sale.stance === "not_stated") {
    content.push(notStated(t("sale_not_stated")));
  } else {
    const headline = disclosure(context, {
      id: "sale", className: `headline stance-${sale.stance}`,
      label: [icon(sale.stance === "yes" ? "high" : sale.stance), saleText(sale)], evidence: sale.evidence,
    });
    content.push(headline.button, h("div", { class: "proofs", hidden: true }, headline.panel));
  }
  /** @type {Map<string, Report["sharing"]>} */
  const groups = new Map();
  for (const item of report.sharing) {
    if (item.stance === "not_stated") continue;
    const key = item.stance === "conditional" ? item.condition ?? "other" : item.stance;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const found = [...groups]
    .sort(([a], [b]) => SHARING_ORDER.indexOf(a) - SHARING_ORDER.indexOf(b))
    .map(([key, items]) => {
      const statements = items.map((item) => disclosure(context, {
        id: item.recipient, className: `chip stance-${item.stance}`,
        label: [item.stance !== "yes" && icon(item.stance), label("recipient_", item.recipient)], evidence: item.evidence,
      }));
      const name = key === "yes" || key === "no" ? t(`share_${key}`) : conditionText(key);
      return row(key, name, [chips(statements)], statements);
    });
  if (!found.length) return card(context, "shared", t("card_shared"), [], [...content, notStated(t("shared_none"))]);
  const { list: all, toggle } = fold(context, found, COMPACT.shared);
  return card(context, "shared", t("card_shared"), [toggle], [...content, all]);
}

/** @param {Context} context @param {Report} report */
export function kept(context, report) {
  const fixed = report.retention.filter((item) => item.period).sort((a, b) => days(a.period ?? "") - days(b.period ?? ""));
  const items = [...fixed, ...report.retention.filter((item) => !item.period)];
  if (!items.length) return card(context, "kept", t("card_kept"), [], [notStated(t("kept_none"))]);
  const shortest = fixed[0]?.period;
  const longest = fixed.at(-1)?.period;
  const range = shortest && longest && days(shortest) !== days(longest) ? t("kept_range", duration(shortest), duration(longest)) : null;
  const { list: all, toggle } = fold(context, items.map((item) => {
    const subject = subjectText(item.subject);
    const lang = subject.own ? context.evidence.get(item.evidence[0])?.lang : undefined;
    const statement = disclosure(context, {
      id: item.period ?? item.basis, className: `line basis-${item.basis}`,
      label: [item.basis === "indefinite" && icon("high"), h("span", {}, retentionText(item))], evidence: item.evidence,
    });
    return row(item.basis, h("span", { lang: langAttribute(lang), dir: subject.own ? "auto" : null }, subject.text), [statement.button], [statement]);
  }), COMPACT.kept);
  return card(context, "kept", t("card_kept"), [range, toggle], [all]);
}

// What people most often come for stands first; the rest as the text has it.
const CHOICE_ORDER = ["opt_out_sale", "opt_out_ai", "opt_out_ads", "opt_out_sharing", "limit_sensitive", "delete", "close_account", "unsubscribe", "access", "withdraw_consent", "object", "correct", "cookies", "portability", "restrict", "automated_decisions", "opt_out_analytics", "complain", "appeal"];

/** @param {Report["choices"][number]} choice */
const choiceRank = (choice) => {
  const place = CHOICE_ORDER.indexOf(choice.action);
  // a way that can be taken at once outranks one the reader has to look for
  return (place < 0 ? CHOICE_ORDER.length : place) + ((choice.routes ?? []).some((route) => routeHref(route)) ? 0 : CHOICE_ORDER.length);
};

/** @param {string} time */
const responseText = (time) => t("response_within", duration(time));

/** @param {Context} context @param {Report} report */
export function choices(context, report) {
  const items = [...report.choices].sort((a, b) => choiceRank(a) - choiceRank(b));
  if (!items.length) return card(context, "choices", t("card_choices"), [], [notStated(t("choices_none"))]);
  const { list: all, toggle } = fold(context, items.map((item) => {
    const statement = disclosure(context, { id: item.action, className: "line", label: [label("action_", item.action)], evidence: item.evidence });
    const routes = distinct(item.routes ?? []);
    return row(item.action, statement.button, [
      h("ul", { class: "routes" }, ...(routes.length ? routes : [{ kind: "unspecified", target: null }]).map((route) => h("li", {}, routeNode(route)))),
      item.response_time && h("p", { class: "detail" }, responseText(item.response_time)),
    ], [statement]);
  }), COMPACT.choices);
  return card(context, "choices", t("card_choices"), [tn("choices_count", items.length), toggle], [all]);
}
