// What the background remembers: per tab what was found, per content the report.
// It lives in storage.session, which ends with the browser and is never written to disk;
// of a private window nothing is kept at all, it is read again whenever it is asked for.

import { session } from "../shared/browser.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Detection} Detection */
/**
 * `page` names the loaded document the rest is about: a tab moves on without telling us.
 * @typedef {{page: string, url: string, title: string, detection: Detection|null, hash: string|null}} TabEntry
 */

const KEPT_REPORTS = 12; // a report with its quotes is up to some hundred KB; the browser grants 10 MB
const KEPT_TABS = 100;
const tabKey = (/** @type {number} */ tabId) => `tab:${tabId}`;
const reportKey = (/** @type {string} */ hash) => `report:${hash}`;

/**
 * What is known about a tab's page; nothing once another page is loaded there.
 * @param {number} tabId @param {{page: string, url: string}} now @returns {Promise<TabEntry|null>}
 */
export async function tabEntry(tabId, now) {
  const key = tabKey(tabId);
  const entry = (await session.get(key))[key]?.entry;
  return entry?.page === now.page && entry.url === now.url ? entry : null;
}

/** @param {number} tabId @param {TabEntry} entry */
export const keepTab = (tabId, entry) => keep("tab:", tabKey(tabId), { entry }, KEPT_TABS);

/** @param {number} tabId */
export const forgetTab = (tabId) => session.remove(tabKey(tabId));

/** @param {string} hash @returns {Promise<Report|null>} */
export async function report(hash) {
  const key = reportKey(hash);
  return (await session.get(key))[key]?.report ?? null;
}

/** @param {string} hash @param {Report} found */
export const keepReport = (hash, found) => keep("report:", reportKey(hash), { report: found }, KEPT_REPORTS);

/**
 * Keeps a value and lets the oldest of its kind go. A full store is no error: pages are read again.
 * @param {string} kind @param {string} key @param {object} value @param {number} limit
 */
async function keep(kind, key, value, limit) {
  const kept = async () => Object.entries(await session.get(null)).filter(([name]) => name.startsWith(kind));
  try {
    await session.set({ [key]: { ...value, at: Date.now() } });
    const all = await kept();
    all.sort(([, a], [, b]) => b.at - a.at);
    if (all.length > limit) await session.remove(all.slice(limit).map(([name]) => name));
  } catch {
    await session.remove((await kept()).map(([name]) => name));
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
