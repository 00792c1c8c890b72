// The popup: asks the background what it knows of the tab, shows it, passes clicks on.

import * as browser from "../shared/browser.js";
import { Type, isObject, safeUrl } from "../shared/messages.js";
import { localize, t, useLanguage } from "../shared/i18n.js";
import { h } from "../shared/dom.js";
import { label } from "../report/labels.js";
import { answered, buttons, errorState, state as stateNode } from "../report/states.js";
import "../report/policy-report.js";

/** @typedef {import("../shared/messages.js").PageState} PageState */
/** @typedef {import("../shared/messages.js").Failure} Failure */

const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const content = get("content");
const openReport = /** @type {HTMLButtonElement} */ (get("open-report"));

let tabId = -1;
/** @type {string|null} */
let source = null;
let busy = true;
let showsReport = false;

/** @param {boolean} working */
function setBusy(working) {
  busy = working;
  get("main").setAttribute("aria-busy", String(working));
  get("skeleton").hidden = !working;
  if (working) {
    content.replaceChildren(h("h1", { class: "sr-only" }, t("popup_loading")));
    openReport.hidden = true;
  }
}

/** @param {Node} node */
function show(node) {
  setBusy(false);
  showsReport = false;
  content.replaceChildren(node);
}

/** Runs a request and shows what it answers. @param {() => Promise<any>} ask */
async function run(ask) {
  setBusy(true);
  try {
    await render(answered(await ask()));
  } catch (error) {
    const failure = isObject(error) && typeof error.code === "string" ? error : { code: "internal", message: String(/** @type {any} */ (error)?.message ?? error) };
    show(errorState(/** @type {Failure} */ (failure), { [t("popup_retry")]: start }));
  }
}

/** @param {PageState} page @returns {Promise<void>} */
async function render(page) {
  switch (page.status) {
    case "policy":
      return render(answered(await browser.send({ type: Type.analyzeTab, tabId })));
    case "analyzed":
      return page.report ? showReport(page) : show(errorState(page.error, { [t("popup_retry")]: start }));
    case "ordinary":
      return show(ordinary(page));
    case "unsupported":
      return show(errorState({ code: "unsupported", message: "" }, { [t("popup_retry")]: start }));
    default:
      return show(errorState(page.error, { [t("popup_retry")]: start }));
  }
}

/** @param {PageState} page */
function showReport(page) {
  source = page.source;
  const element = /** @type {import("../report/policy-report.js").PolicyReport} */ (document.createElement("policy-report"));
  element.setAttribute("compact", "");
  element.setAttribute("show", source ? "none" : "page");
  element.report = page.report;
  const { source: address } = page;
  const linked = address && h("p", { class: "source" }, h("span", {}, `${t("popup_linked")} ${new URL(address).host}`),
    h("button", { type: "button", class: "quiet", onclick: () => open(address) }, t("popup_open_policy")));
  show(linked ? h("div", {}, linked, element) : element);
  showsReport = true;
  openReport.hidden = false;
}

/** @param {string} href */
const open = async (href) => {
  await browser.send({ type: Type.openLink, tabId, href });
  window.close();
};

/** A page that is no policy: offers the policies it links to. @param {PageState} page */
function ordinary(page) {
  const anyway = { [t("popup_analyze_anyway")]: () => run(() => browser.send({ type: Type.analyzeTab, tabId })) };
  const policies = (page.detection?.policies ?? []).filter(({ href }) => safeUrl(href)).slice(0, 4);
  if (!policies.length) {
    return stateNode("not_policy", t("popup_not_policy_title"), t("popup_not_policy_none"), [buttons(anyway)]);
  }
  const origin = safeUrl(page.url) ? new URL(page.url).origin : null;
  const items = policies.map(({ href, text, kind }, place) => {
    const url = new URL(href);
    // Only the site's own pages can be read without asking for more rights.
    const readable = url.origin === origin;
    const summarise = readable && h("button", {
      type: "button", class: place === 0 ? "button small primary" : "button small", "data-action": "analyze-link",
      onclick: () => run(() => browser.send({ type: Type.analyzeLink, tabId, href })),
    }, t("popup_summarise_policy"));
    return h("li", {},
      h("span", { class: "name", dir: "auto" }, text.trim() || label("kind_", kind), h("span", { class: "address" }, url.host + (url.pathname === "/" ? "" : url.pathname))),
      h("span", { class: "buttons" }, summarise, h("button", {
        type: "button", class: place === 0 && !readable ? "button small primary" : "button small", "data-action": "open-link", onclick: () => open(href),
      }, t("popup_open_policy"))));
  });
  const quiet = h("div", { class: "actions" }, ...Object.entries(anyway).map(([text, act]) => h("button", { type: "button", class: "quiet", onclick: act }, text)));
  return stateNode("not_policy", t("popup_not_policy_title"), t("popup_not_policy_found"), [h("ul", { class: "policies" }, ...items), quiet]);
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let fading;
/** @param {string} text */
function toast(text) {
  clearTimeout(fading);
  get("status").textContent = text;
  fading = setTimeout(() => (get("status").textContent = ""), 4000);
}

content.addEventListener("show-quote", async (event) => {
  const { quote, occurrence } = /** @type {CustomEvent} */ (event).detail;
  const answer = await browser.send({ type: Type.showQuote, tabId, quote, occurrence: occurrence ?? 0 }).catch(() => null);
  toast(t(answer?.shown ? "show_done" : "show_failed"));
});

openReport.addEventListener("click", async () => {
  await browser.send({ type: Type.openReport, tabId, source });
  window.close();
});

async function start() {
  await run(async () => {
    const wanted = Number.parseInt(new URLSearchParams(location.search).get("tab") ?? "", 10);
    tabId = Number.isNaN(wanted) ? (await browser.activeTab())?.id ?? -1 : wanted;
    if (tabId < 0) throw { code: "unsupported", message: "" };
    return browser.send({ type: Type.getPageState, tabId });
  });
}

// The page may finish loading while the popup is open; a summary on show is left in peace.
browser.onMessage((message) => {
  if (isObject(message) && message.type === Type.stateChanged && message.tabId === tabId && !busy && !showsReport) start();
  return undefined;
});

document.documentElement.lang = await useLanguage();
localize(document);
await start();
