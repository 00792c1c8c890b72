// A statement and its proof: a button that opens the quotes the statement rests on.

import { h, uniqueId } from "../shared/dom.js";
import { t, tn } from "../shared/i18n.js";
import { langAttribute, languageName } from "../shared/format.js";

/** @typedef {import("../shared/contract.d.ts").Evidence} Evidence */
/** @typedef {import("../shared/dom.js").Child} Child */

/**
 * What the parts of a report need to know.
 * @typedef {object} Context
 * @property {Map<number, Evidence>} evidence
 * @property {(entry: Evidence, button: HTMLElement) => void} show
 * @property {"page"|"text"|"none"} where   where a quote can be shown
 * @property {string} mainLanguage          of the text; a quote in another one names its language
 * @property {boolean} compact
 * @property {number} level                 heading level of the report's title
 */

// More than this many quotes of one statement are folded.
const QUOTES_AT_ONCE = 2;

/** @param {Context} context @param {Evidence} entry */
function quote(context, entry) {
  const name = entry.lang && entry.lang !== context.mainLanguage ? languageName(entry.lang) : null;
  const copy = h("button", { type: "button", class: "quiet", "data-action": "copy" }, t("copy_quote"));
  copy.addEventListener("click", async () => {
    const source = entry.heading ? `“${entry.quote}”\n— ${entry.heading}` : `“${entry.quote}”`;
    try {
      await navigator.clipboard.writeText(source);
      copy.textContent = t("copied");
    } catch {
      // without the permission the reader can still select the text
      getSelection()?.selectAllChildren(words);
    }
  });
  const words = h("blockquote", { lang: langAttribute(entry.lang), dir: "auto" }, entry.quote);
  return h("figure", { class: "quote", "data-evidence": entry.id },
    (entry.heading || name) && h("figcaption", {},
      entry.heading && h("span", { class: "quote-heading", lang: langAttribute(entry.lang), dir: "auto" }, entry.heading),
      name && h("span", { class: "quote-language" }, name)),
    words,
    h("div", { class: "quote-actions" },
      context.where !== "none" && h("button", {
        type: "button", class: "button small", "data-action": "show-quote",
        onclick: (/** @type {Event} */ event) => context.show(entry, /** @type {HTMLElement} */ (event.currentTarget)),
      }, t(context.where === "page" ? "show_in_page" : "show_in_text")),
      copy));
}

/** @param {Context} context @param {number[]} ids @param {Child[]} details */
function panelContent(context, ids, details) {
  const entries = [...new Set(ids)].map((id) => context.evidence.get(id)).filter((entry) => entry !== undefined);
  const figures = entries.map((entry) => quote(context, entry));
  const rest = figures.slice(QUOTES_AT_ONCE);
  const more = rest.length > 0 && h("button", { type: "button", class: "quiet more" }, tn("more_quotes", rest.length));
  if (more) {
    for (const figure of rest) figure.hidden = true;
    more.addEventListener("click", () => {
      for (const figure of rest) figure.hidden = false;
      rest[0].querySelector("button")?.focus();
      more.remove();
    });
  }
  return [...details, ...(figures.length ? figures : [h("p", { class: "silent" }, t("concern_no_quote"))]), more];
}

/**
 * A button with its panel. The caller places both: several buttons of a row share one place
 * below it, of which one panel at a time is open.
 * @param {Context} context
 * @param {{id: string, className?: string, label: Child[], evidence: number[], details?: () => Child[]}} statement
 */
export function disclosure(context, statement) {
  const id = uniqueId("proof");
  const panel = h("div", { class: "proof", id, hidden: true });
  const button = h("button", {
    type: "button", class: `statement ${statement.className ?? ""}`.trim(), "data-id": statement.id,
    "aria-expanded": "false", "aria-controls": id,
  }, ...statement.label);
  const set = (/** @type {boolean} */ open) => {
    button.setAttribute("aria-expanded", String(open));
    panel.hidden = !open;
    // the shared place takes no room, and is no empty item of a list, while nothing is open
    const place = panel.parentElement;
    if (place) place.hidden = !place.querySelector(":scope > .proof:not([hidden])");
  };
  const close = () => set(false);
  button.addEventListener("click", () => {
    if (!panel.hidden) return close();
    if (!panel.hasChildNodes()) {
      for (const node of panelContent(context, statement.evidence, statement.details?.() ?? [])) if (node) panel.append(node);
    }
    for (const other of panel.parentElement?.querySelectorAll(":scope > .proof:not([hidden])") ?? []) {
      other.dispatchEvent(new Event("close-proof"));
    }
    set(true);
  });
  panel.addEventListener("close-proof", close);
  for (const element of [button, panel]) {
    element.addEventListener("keydown", (/** @type {any} */ event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.stopPropagation(); // Escape closes the quote, not the popup
      event.preventDefault();
      close();
      button.focus();
    });
  }
  return { button, panel };
}
