// What the background remembers: per tab what was found, per content the report.
// It lives in storage.session, which ends with the browser and is never written to disk;
// of a private window nothing is kept at all, it is read again whenever it is asked for.

import { session } from "../shared/browser.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Detection} Detection */
/** @typedef {{url: string, title: string, detection: Detection|null, hash: string|null}} TabEntry */

const KEPT_REPORTS = 12; // a report with its quotes is up to some hundred KB; the browser grants 10 MB
const tabKey = (/** @type {number} */ tabId) => `tab:${tabId}`;
const reportKey = (/** @type {string} */ hash) => `report:${hash}`;

/** @param {number} tabId @returns {Promise<TabEntry|null>} */
export async function tabEntry(tabId) {
  const key = tabKey(tabId);
  return (await session.get(key))[key] ?? null;
}

/** @param {number} tabId @param {TabEntry} entry */
export const keepTab = (tabId, entry) => session.set({ [tabKey(tabId)]: entry });

/** @param {number} tabId */
export const forgetTab = (tabId) => session.remove(tabKey(tabId));

/** @param {string} hash @returns {Promise<Report|null>} */
export async function report(hash) {
  const key = reportKey(hash);
  return (await session.get(key))[key]?.report ?? null;
}

/**
 * Keeps a report and lets the oldest go. A full store is no error: the page is read again.
 * @param {string} hash @param {Report} found
 */
export async function keepReport(hash, found) {
  try {
    await session.set({ [reportKey(hash)]: { report: found, at: Date.now() } });
    const all = Object.entries(await session.get(null)).filter(([key]) => key.startsWith("report:"));
    all.sort(([, a], [, b]) => b.at - a.at);
    await session.remove(all.slice(KEPT_REPORTS).map(([key]) => key));
  } catch {
    const keys = Object.keys(await session.get(null)).filter((key) => key.startsWith("report:"));
    await session.remove(keys);
  }
}

/**
 * A name for a content: the same page read twice is analysed once.
 * @param {unknown} content @returns {Promise<string>}
 */
export async function contentHash(content) {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
