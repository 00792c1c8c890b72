// Who may say what: content scripts send signals about their own tab, our own pages ask
// the rest. Anything else is left unanswered.

import * as browser from "../shared/browser.js";
import { Type, parseContentMessage, parseRequest, safeUrl } from "../shared/messages.js";
import { clearInPage, showInPage } from "./pages.js";
import { analyzeLink, analyzeTab, onSignals, pageState } from "./reading.js";

/** @typedef {import("../shared/browser.js").Sender} Sender */

const isOwnPage = (/** @type {Sender} */ sender) => typeof sender.url === "string" && sender.url.startsWith(browser.ownUrl(""));

/** @param {unknown} message @param {Sender} sender @returns {Promise<unknown>|undefined} */
export function route(message, sender) {
  if (sender.id !== browser.ownId()) return undefined;
  return isOwnPage(sender) ? fromOwnPage(message) : fromContent(message, sender);
}

/** @param {unknown} message @param {Sender} sender */
function fromContent(message, sender) {
  const parsed = parseContentMessage(message);
  const tabId = sender.tab?.id;
  // Only a tab's main frame speaks, and only of a web page.
  if (!parsed || tabId === undefined || sender.frameId !== 0 || !safeUrl(sender.url)) return undefined;
  return onSignals(tabId, Boolean(sender.tab?.incognito), parsed.page, parsed.signals).then(() => ({}));
}

/** @param {unknown} message @returns {Promise<unknown>|undefined} */
function fromOwnPage(message) {
  const request = parseRequest(message);
  if (!request) return undefined;
  switch (request.type) {
    case Type.getPageState:
      return pageState(request.tabId);
    case Type.analyzeTab:
      return analyzeTab(request.tabId);
    case Type.analyzeLink:
      return analyzeLink(request.tabId, request.href);
    case Type.showQuote:
      return showQuote(request);
    case Type.clearQuote:
      return clearInPage(request.tabId);
    case Type.openReport:
      return openReport(request);
    case Type.openLink:
      return browser.openTab(request.href, request.tabId).then(() => ({}));
  }
}

/** @param {{tabId: number, quote: string, occurrence: number, focus?: boolean}} request */
async function showQuote({ tabId, quote, occurrence, focus }) {
  const result = await showInPage(tabId, quote, occurrence);
  if (focus && result.shown) await browser.focusTab(tabId);
  return result;
}

/** @param {{tabId: number, source?: string|null}} request */
async function openReport({ tabId, source }) {
  const query = new URLSearchParams({ tab: String(tabId), ...(source ? { source } : {}) });
  await browser.openTab(`${browser.ownUrl("report/report.html")}?${query}`, tabId);
  return {};
}
