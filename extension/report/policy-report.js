// <policy-report>: the summary, the same in popup, full-tab view and demo page.
//
//   element.report = report          a Report of the contract, or null
//   show="page" | "text" | "none"    where a quote can be shown
//   compact                          for the popup: the first rows of each answer, the rest on demand
//   level="2"                        heading level of its title (default 1)
//   event "show-quote"               detail: the evidence entry to show; bubbles
//
// It renders into itself, not into a shadow tree: the pages are our own, share one
// style sheet, and a reader's "find in page", print and forced colours work as on any page.

import { h } from "../shared/dom.js";
import { t, tn } from "../shared/i18n.js";
import * as sections from "./sections.js";
import * as extras from "./extras.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Evidence} Evidence */
/** @typedef {import("./evidence.js").Context} Context */

export class PolicyReport extends HTMLElement {
  static observedAttributes = ["show", "compact", "level"];

  /** @type {Report|null} */
  #report = null;

  get report() {
    return this.#report;
  }

  set report(report) {
    this.#report = report;
    this.render();
  }

  attributeChangedCallback() {
    if (this.#report) this.render();
  }

  /** Also to be called when the interface language changes. */
  render() {
    const report = this.#report;
    if (!report) return this.replaceChildren();
    const level = Math.min(4, Math.max(1, Number(this.getAttribute("level")) || 1));
    const where = this.getAttribute("show");
    /** @type {Context} */
    const context = {
      evidence: new Map(report.evidence.map((entry) => [entry.id, entry])),
      show: (entry) => this.dispatchEvent(new CustomEvent("show-quote", { detail: entry, bubbles: true, composed: true })),
      where: where === "text" || where === "none" ? where : "page",
      mainLanguage: [...report.page.languages].sort((a, b) => b.share - a.share)[0]?.tag ?? "",
      compact: this.hasAttribute("compact"),
      level,
    };
    const { page } = report;
    const notes = report.notes ?? [];
    const nothing = notes.some(({ code }) => code === "empty" || code === "binary");
    const concerns = nothing ? null : extras.concerns(context, report);
    const goToConcerns = () => {
      concerns?.scrollIntoView({ block: "start" });
      /** @type {HTMLElement|null|undefined} */ (concerns?.querySelector(".card-title"))?.focus({ preventScroll: true });
    };
    const parts = [
      this.#head(report, level, goToConcerns),
      ...notes.map((note) => h("p", { class: "note", role: "note", "data-note": note.code }, extras.noteText(note))),
      ...(nothing ? [] : [
        !context.compact && report.evidence.length > 0 && h("p", { class: "hint" }, t("hint_quotes")),
        h("div", { class: "answers" },
          sections.collected(context, report), sections.shared(context, report),
          sections.kept(context, report), sections.choices(context, report), concerns),
      ]),
      extras.practices(context, report), extras.contacts(context, report), page.words > 0 && extras.reading(report),
    ];
    this.replaceChildren(...parts.filter((part) => part instanceof Node));
  }

  /** @param {Report} report @param {number} level @param {() => void} goToConcerns */
  #head({ page, ...rest }, level, goToConcerns) {
    const languages = extras.languagesText(page);
    const facts = page.words > 0 ? [
      [extras.dateText(page, this.hasAttribute("compact") ? "short" : "long"), page.updated || page.effective ? "fact" : "fact not-stated"],
      languages && [languages, "fact"],
      [tn("reading_time", Math.max(1, page.reading_minutes)), "fact"],
    ] : [];
    const name = page.controller ?? page.title;
    return h("header", { class: "report-head" },
      h(/** @type {"h1"} */ (`h${level}`), { class: "report-title", dir: "auto" }, name ?? t(`kind_${page.kind}`)),
      !page.controller && page.words > 0 && h("p", { class: "fact not-stated" }, t("controller_not_stated")),
      h("ul", { class: "facts" }, ...facts.map((fact) => fact && h("li", { class: fact[1] }, fact[0]))),
      extras.concernLine({ page, ...rest }, goToConcerns));
  }
}

if (!customElements.get("policy-report")) customElements.define("policy-report", PolicyReport);
