// Talks to a tab's content script; every answer is checked, as it comes from next door to a page.

import * as browser from "../shared/browser.js";
import { Type, isObject, parsePage, parseSignals, safeUrl } from "../shared/messages.js";

/** @typedef {import("../shared/contract.d.ts").Signals} Signals */
/** @typedef {import("../shared/contract.d.ts").Input} Input */
/** @typedef {import("../shared/messages.js").Failure} Failure */
/** @typedef {import("../shared/messages.js").ShowResult} ShowResult */

/** A failure with a code of the protocol. */
export class PageError extends Error {
  /** @param {string} code @param {string} [message] */
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks the content script. A tab that was open before the extension was installed has none yet:
 * it is put there, which the browser allows only where the reader has just opened our popup.
 * @param {number} tabId @param {object} message @returns {Promise<unknown>}
 */
async function ask(tabId, message) {
  try {
    return await browser.sendToTab(tabId, message);
  } catch {
    if (!(await browser.getTab(tabId))) throw new PageError("tab_gone");
    try {
      const files = browser.contentFiles();
      await browser.inject(tabId, files.js, files.css);
      return await browser.sendToTab(tabId, message);
    } catch {
      throw new PageError("unsupported");
    }
  }
}

/**
 * Which document the tab shows now. One that is no web page (a blank tab) is none of our business.
 * @param {number} tabId
 */
export async function readPage(tabId) {
  const page = parsePage(await ask(tabId, { type: Type.getPage }));
  if (!page) throw new PageError("unsupported");
  return page;
}

/** @param {number} tabId @returns {Promise<Signals>} */
export async function readSignals(tabId) {
  const signals = parseSignals(await ask(tabId, { type: Type.getSignals }));
  if (!signals) throw new PageError("unreadable");
  return signals;
}

/** @param {number} tabId @returns {Promise<Input & {url: string, title: string}>} */
export async function readOutline(tabId) {
  const answer = await ask(tabId, { type: Type.getOutline });
  if (!isObject(answer) || !Array.isArray(answer.outline)) throw new PageError("unreadable");
  const url = safeUrl(answer.url);
  if (!url) throw new PageError("unreadable");
  return {
    kind: "outline",
    content: answer.outline,
    url,
    title: typeof answer.title === "string" ? answer.title.slice(0, 1000) : "",
    lang: typeof answer.lang === "string" ? answer.lang.slice(0, 35) : "",
  };
}

/**
 * Fetches a policy of the same site through the page itself.
 * @param {number} tabId @param {string} href @returns {Promise<Input & {url: string}>}
 */
export async function readLinked(tabId, href) {
  const answer = await ask(tabId, { type: Type.fetchPolicy, href });
  if (isObject(answer) && isObject(answer.error) && answer.error.code === "too_large") throw new PageError("too_large");
  if (!isObject(answer) || typeof answer.content !== "string") throw new PageError("fetch_failed");
  return { kind: answer.kind === "text" ? "text" : "html", content: answer.content, url: safeUrl(answer.url) ?? href };
}

/** @param {number} tabId @param {string} quote @param {number} occurrence @returns {Promise<ShowResult>} */
export async function showInPage(tabId, quote, occurrence) {
  try {
    const answer = await ask(tabId, { type: Type.showQuote, quote, occurrence });
    if (!isObject(answer)) return { shown: false, reason: "unreadable" };
    return { shown: answer.shown === true, ...(answer.shown === true ? {} : { reason: "not_found" }) };
  } catch {
    return { shown: false, reason: "unreadable" };
  }
}

/** @param {number} tabId */
export async function clearInPage(tabId) {
  await browser.sendToTab(tabId, { type: Type.clearQuote }).catch(() => {});
  return {};
}
