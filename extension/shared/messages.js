// The one protocol of the extension. Every message is a plain object with a `type`;
// every receiver checks shape and sender before it believes a word, because a content
// script lives next to a page that may be hostile.
//
//   popup, report -> background   get-page-state, analyze-tab, analyze-link, show-quote, clear-quote, open-report, open-link
//   content       -> background   signals
//   background    -> content      get-page, get-signals, get-outline, fetch-policy, show-quote, clear-quote
//   background    -> open pages   state-changed (a hint to ask get-page-state again; carries no content)

/** @typedef {import("./contract.d.ts").Report} Report */
/** @typedef {import("./contract.d.ts").Detection} Detection */
/** @typedef {import("./contract.d.ts").Signals} Signals */
/** @typedef {import("./contract.d.ts").OutlineItem} OutlineItem */

/** Names of the messages; use these, never the bare strings. */
export const Type = /** @type {const} */ ({
  getPageState: "get-page-state",
  analyzeTab: "analyze-tab",
  analyzeLink: "analyze-link",
  showQuote: "show-quote",
  clearQuote: "clear-quote",
  openReport: "open-report",
  openLink: "open-link",
  signals: "signals",
  getPage: "get-page",
  getSignals: "get-signals",
  getOutline: "get-outline",
  fetchPolicy: "fetch-policy",
  stateChanged: "state-changed",
});

/**
 * What the extension knows about a tab.
 *   unsupported  the browser lets no extension read this page (settings, stores, PDF viewer, new tab)
 *   ordinary     read, not a policy; `detection.policies` lists the policies it links to (maybe none)
 *   policy       a policy, not analysed yet: send analyze-tab
 *   analyzed     `report` is there
 *   error        `error` says what went wrong
 * @typedef {"unsupported"|"ordinary"|"policy"|"analyzed"|"error"} Status
 *
 * Error codes: "too_large" (over the size limit), "unreadable" (page answered nothing; reload helps),
 * "fetch_failed" (the linked policy could not be fetched: offer open-link), "tab_gone", "bad_request", "internal".
 * @typedef {{code: string, message: string, limit?: number}} Failure
 *
 * @typedef {object} PageState
 * @property {number} tabId
 * @property {string} url
 * @property {string} title
 * @property {Status} status
 * @property {Detection|null} detection
 * @property {Report|null} report
 * @property {string|null} source   null: the report is about the tab's own page (quotes can be shown in it);
 *                                  an address: it is about that linked policy (quotes cannot be shown)
 * @property {Failure|null} error
 */

/**
 * The answer to show-quote. `reason`: "not_found" (the page has changed), "unreadable" (no content script there).
 * @typedef {{shown: boolean, reason?: "not_found"|"unreadable", matches?: number}} ShowResult
 */

/**
 * Requests of the popup and the report. `tabId` is the tab the report is about.
 *   get-page-state  -> PageState   quick; detects if nothing is known yet, never analyses
 *   analyze-tab     -> PageState   analyses the tab's own page (also one that was not taken for a policy);
 *                                  an unchanged page is answered from the cache, so a report tab may always call it
 *   analyze-link    -> PageState   fetches `href` (same origin as the page, http(s)) through the page and analyses it;
 *                                  for another origin the error is "fetch_failed": use open-link
 *   show-quote      -> ShowResult  `occurrence` is evidence[].occurrence; brings the tab to the front if `focus`
 *   clear-quote     -> {}
 *   open-report     -> {}          the full-tab view report/report.html?tab=<tabId>[&source=<address>]
 *   open-link       -> {}          opens an http(s) address in a new tab next to this one
 * A failed request of any kind may also be answered with `{error: Failure}`.
 * @typedef {{type: "get-page-state", tabId: number}
 *   | {type: "analyze-tab", tabId: number}
 *   | {type: "analyze-link", tabId: number, href: string}
 *   | {type: "show-quote", tabId: number, quote: string, occurrence: number, focus?: boolean}
 *   | {type: "clear-quote", tabId: number}
 *   | {type: "open-report", tabId: number, source?: string|null}
 *   | {type: "open-link", tabId: number, href: string}
 *   | {type: "signals", page: string, signals: Signals|null}} Request
 */

/**
 * The background's questions to a content script.
 *   get-page     -> {page, url, title}   `page` names this loaded document among all others
 *   get-signals  -> Signals
 *   get-outline  -> {outline: OutlineItem[], url, title, lang}
 *   fetch-policy -> {kind: "html"|"text", content: string, url: string} | {error: Failure}
 *   show-quote   -> ShowResult
 *   clear-quote  -> {}
 */

/** @typedef {{type: "state-changed", tabId: number}} StateChanged */

const LIMITS = { quote: 20_000, href: 8_192, text: 4_000, title: 1_000, heading: 500, headings: 200, links: 200, link: 500 };

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Own properties alone count: "__proto__" and friends of a hostile object are never read. */
const own = (/** @type {Record<string, unknown>} */ object, /** @type {string} */ key) =>
  Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

const cut = (/** @type {unknown} */ value, /** @type {number} */ limit) => (typeof value === "string" ? value.slice(0, limit) : "");

/**
 * The address in normal form if it is one a person may be sent to, else null.
 * @param {unknown} value @param {string[]} [schemes]
 */
export function safeUrl(value, schemes = ["http:", "https:"]) {
  if (typeof value !== "string" || value.length > LIMITS.href) return null;
  try {
    const url = new URL(value);
    return schemes.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * A link that may stand in the interface: web pages, mail and telephone.
 * @param {unknown} value
 */
export const safeLink = (value) => safeUrl(value, ["http:", "https:", "mailto:", "tel:"]);

const isTabId = (/** @type {unknown} */ value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/**
 * Rebuilds a request of one of our own pages from what was received; null if it is not one.
 * @param {unknown} message @returns {Exclude<Request, {type: "signals"}>|null}
 */
export function parseRequest(message) {
  if (!isObject(message)) return null;
  const type = own(message, "type");
  const tabId = own(message, "tabId");
  if (!isTabId(tabId)) return null;
  const id = /** @type {number} */ (tabId);
  switch (type) {
    case Type.getPageState:
    case Type.analyzeTab:
    case Type.clearQuote:
      return { type, tabId: id };
    case Type.analyzeLink:
    case Type.openLink: {
      const href = safeUrl(own(message, "href"));
      return href ? { type, tabId: id, href } : null;
    }
    case Type.openReport:
      return { type, tabId: id, source: safeUrl(own(message, "source")) };
    case Type.showQuote: {
      const quote = own(message, "quote");
      const occurrence = own(message, "occurrence");
      if (typeof quote !== "string" || !quote.trim() || quote.length > LIMITS.quote) return null;
      const place = typeof occurrence === "number" && Number.isSafeInteger(occurrence) && occurrence >= 0 ? occurrence : 0;
      return { type, tabId: id, quote, occurrence: place, focus: own(message, "focus") === true };
    }
    default:
      return null;
  }
}

const AREAS = ["footer", "main", "nav", "form", "banner"];

/**
 * Rebuilds signals from a content script, cut to size; null if they are not signals at all.
 * @param {unknown} value @returns {Signals|null}
 */
export function parseSignals(value) {
  if (!isObject(value)) return null;
  const url = safeUrl(own(value, "url"));
  if (!url) return null;
  const headings = own(value, "headings");
  const links = own(value, "links");
  /** @type {Signals} */
  const signals = {
    url,
    title: cut(own(value, "title"), LIMITS.title),
    lang: cut(own(value, "lang"), 35),
    text: cut(own(value, "text"), LIMITS.text),
    headings: Array.isArray(headings)
      ? headings.filter((heading) => typeof heading === "string").slice(0, LIMITS.headings).map((heading) => cut(heading, LIMITS.heading))
      : [],
    links: [],
  };
  for (const link of Array.isArray(links) ? links.slice(0, LIMITS.links) : []) {
    if (!isObject(link)) continue;
    const href = safeUrl(own(link, "href"));
    if (!href) continue;
    const area = own(link, "area");
    /** @type {import("./contract.d.ts").SignalLink} */
    const clean = { text: cut(own(link, "text"), LIMITS.link), href };
    if (typeof area === "string" && AREAS.includes(area)) clean.area = /** @type {any} */ (area);
    signals.links?.push(clean);
  }
  return signals;
}

/**
 * @param {unknown} message
 * @returns {{page: string, signals: Signals|null}|null} null: not a message of a content script
 */
export function parseContentMessage(message) {
  if (!isObject(message) || own(message, "type") !== Type.signals) return null;
  const page = own(message, "page");
  const signals = own(message, "signals");
  if (typeof page !== "string" || page.length > 64) return null;
  return { page, signals: signals === null ? null : parseSignals(signals) };
}

/**
 * @param {unknown} value
 * @returns {{page: string, url: string, title: string}|null} null: not an answer to get-page
 */
export function parsePage(value) {
  if (!isObject(value)) return null;
  const page = own(value, "page");
  const url = safeUrl(own(value, "url"));
  return typeof page === "string" && page.length <= 64 && url ? { page, url, title: cut(own(value, "title"), LIMITS.title) } : null;
}
