// What is known about a tab, and how it comes to be known: detect, read, analyse, remember.
// Every function starts from storage and the page alone, so the background may be killed
// between any two of them.

import * as browser from "../shared/browser.js";
import { Type } from "../shared/messages.js";
import { showBadge, clearBadge } from "./badge.js";
import * as cache from "./cache.js";
import { PageError, readLinked, readOutline, readPage, readSignals } from "./pages.js";
import { analyze, detect } from "./wasm.js";

/** @typedef {import("../shared/contract.d.ts").Detection} Detection */
/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Signals} Signals */
/** @typedef {import("../shared/contract.d.ts").Input} Input */
/** @typedef {import("../shared/messages.js").PageState} PageState */

const POLICY_KINDS = ["privacy_policy", "cookie_policy"];
const isPolicy = (/** @type {Detection|null} */ detection) => detection !== null && POLICY_KINDS.includes(detection.kind);

/** @param {number} tabId @param {Partial<PageState>} known @returns {PageState} */
const state = (tabId, known) => ({
  tabId, url: "", title: "", status: "ordinary", detection: null, report: null, source: null, error: null, ...known,
});

/** @param {number} tabId @param {Partial<PageState>} known @param {any} error @returns {PageState} */
function failed(tabId, known, error) {
  const code = typeof error?.code === "string" ? error.code : "internal";
  if (code === "unsupported") return state(tabId, { ...known, status: "unsupported" });
  const failure = { code, message: String(error?.message ?? error), ...(Number.isFinite(error?.limit) ? { limit: error.limit } : {}) };
  return state(tabId, { ...known, status: "error", error: failure });
}

/**
 * The report of an input, from the cache where the content is known.
 * @param {Input} input @param {boolean} remember @returns {Promise<{report: Report, hash: string}>}
 */
async function reportOf(input, remember) {
  const hash = await cache.contentHash([browser.ownVersion(), input]);
  const known = remember ? await cache.report(hash) : null;
  const report = known ?? (await analyze(input));
  if (remember && !known) await cache.keepReport(hash, report);
  return { report, hash };
}

/**
 * @param {number} tabId @param {string} page @param {Detection|null} detection @param {boolean} remember
 * @returns {Promise<PageState>}
 */
async function analyzePage(tabId, page, detection, remember) {
  const input = await readOutline(tabId);
  const { report, hash } = await reportOf(input, remember);
  const known = { url: input.url, title: input.title, detection };
  if (remember) await cache.keepTab(tabId, { page, ...known, hash });
  if (POLICY_KINDS.includes(report.page.kind) || isPolicy(detection)) await showBadge(tabId, report);
  void browser.broadcast({ type: Type.stateChanged, tabId });
  return state(tabId, { ...known, status: "analyzed", report });
}

/**
 * A content script has seen signs of privacy on its page. null: it has seen that they are gone.
 * @param {number} tabId @param {boolean} incognito @param {string} page @param {Signals|null} signals
 */
export async function onSignals(tabId, incognito, page, signals) {
  if (!signals) {
    await Promise.all([cache.forgetTab(tabId), clearBadge(tabId)]);
    return;
  }
  const detection = await detect(signals);
  if (!incognito) {
    await cache.keepTab(tabId, { page, url: signals.url ?? "", title: signals.title ?? "", detection, hash: null });
  }
  if (isPolicy(detection)) await analyzePage(tabId, page, detection, !incognito);
  else {
    await clearBadge(tabId);
    void browser.broadcast({ type: Type.stateChanged, tabId });
  }
}

/**
 * What is known about the tab; asks the page where nothing is.
 * @param {number} tabId @returns {Promise<PageState>}
 */
export const pageState = async (tabId) => (await look(tabId)).known;

/** @param {number} tabId @returns {Promise<{known: PageState, page: string, remember: boolean}>} */
async function look(tabId) {
  const tab = await browser.getTab(tabId);
  if (!tab) return { known: failed(tabId, {}, new PageError("tab_gone")), page: "", remember: false };
  const remember = !tab.incognito;
  try {
    const now = await readPage(tabId);
    const entry = remember ? await cache.tabEntry(tabId, now) : null;
    const detection = entry?.detection ?? (await detect(await readSignals(tabId)));
    const report = entry?.hash ? await cache.report(entry.hash) : null;
    if (remember && !entry) await cache.keepTab(tabId, { ...now, detection, hash: null });
    const status = report ? "analyzed" : isPolicy(detection) ? "policy" : "ordinary";
    return { known: state(tabId, { url: now.url, title: now.title, detection, report, status }), page: now.page, remember };
  } catch (error) {
    return { known: failed(tabId, { url: tab.url, title: tab.title }, error), page: "", remember };
  }
}

/**
 * Reads the tab's page now, policy or not.
 * @param {number} tabId @returns {Promise<PageState>}
 */
export async function analyzeTab(tabId) {
  const { known, page, remember } = await look(tabId);
  if (known.status === "unsupported" || known.status === "error") return known;
  try {
    return await analyzePage(tabId, page, known.detection, remember);
  } catch (error) {
    return failed(tabId, { url: known.url, title: known.title, detection: known.detection }, error);
  }
}

/**
 * Reads the policy that the tab's page links to. The tab's own entry and badge stay as they are.
 * @param {number} tabId @param {string} href @returns {Promise<PageState>}
 */
export async function analyzeLink(tabId, href) {
  const { known, remember } = await look(tabId);
  if (known.status === "unsupported" || known.error?.code === "tab_gone") return known;
  try {
    const input = await readLinked(tabId, href);
    const { report } = await reportOf(input, remember);
    return { ...known, status: "analyzed", report, source: input.url, error: null };
  } catch (error) {
    return failed(tabId, { ...known, source: href }, error);
  }
}
