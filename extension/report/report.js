// The full-tab view: report.html?tab=ID[&source=ADDRESS], the same element with room to breathe.

import * as browser from "../shared/browser.js";
import { Type, isObject, safeUrl } from "../shared/messages.js";
import { localize, t, useLanguage } from "../shared/i18n.js";
import { h } from "../shared/dom.js";
import { download } from "./download.js";
import { answered, errorState } from "./states.js";
import "./policy-report.js";

/** @typedef {import("../shared/messages.js").PageState} PageState */
/** @typedef {import("../shared/messages.js").Failure} Failure */

const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const query = new URLSearchParams(location.search);
const tabId = Number.parseInt(query.get("tab") ?? "", 10);
const source = safeUrl(query.get("source"));

/** @type {PageState|null} */
let page = null;

async function start() {
  get("main").setAttribute("aria-busy", "true");
  get("content").replaceChildren(h("h1", { class: "report-loading" }, t("popup_loading")));
  try {
    if (Number.isNaN(tabId)) throw { code: "tab_gone", message: "" };
    page = /** @type {PageState} */ (answered(await browser.send(source
      ? { type: Type.analyzeLink, tabId, href: source }
      : { type: Type.analyzeTab, tabId })));
    if (page.status === "unsupported") throw { code: "unsupported", message: "" };
    if (!page.report) throw page.error;
    render(page);
  } catch (error) {
    const failure = isObject(error) && typeof error.code === "string" ? /** @type {any} */ (error) : { code: "internal", message: String(/** @type {any} */ (error)?.message ?? error) };
    get("content").replaceChildren(errorState(/** @type {Failure} */ (failure), { [t("popup_retry")]: start }));
  }
  get("main").setAttribute("aria-busy", "false");
}

/** @param {PageState} state */
function render({ report, url, source: linked }) {
  const element = /** @type {import("./policy-report.js").PolicyReport} */ (document.createElement("policy-report"));
  element.setAttribute("show", linked ? "none" : "page");
  element.report = report;
  get("content").replaceChildren(element);
  const address = safeUrl(linked ?? url);
  get("source").hidden = !address;
  if (address) get("source").replaceChildren(h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address));
  get("tools").hidden = false;
  document.title = `${report?.page.controller ?? report?.page.title ?? t("report_heading")} · Policylens`;
}

for (const format of /** @type {const} */ (["json", "markdown"])) {
  get(format).addEventListener("click", () => page?.report && download(page.report, format));
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let fading;
get("content").addEventListener("show-quote", async (event) => {
  const { quote, occurrence } = /** @type {CustomEvent} */ (event).detail;
  const answer = await browser.send({ type: Type.showQuote, tabId, quote, occurrence: occurrence ?? 0, focus: true }).catch(() => null);
  get("status").textContent = answer?.shown ? "" : t("show_failed");
  clearTimeout(fading);
  fading = setTimeout(() => (get("status").textContent = ""), 6000);
});

document.documentElement.lang = await useLanguage();
localize(document);
await start();
