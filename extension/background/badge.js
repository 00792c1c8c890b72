// The quiet badge: a number and a colour on a policy, nothing anywhere else.

import { setBadge, text } from "../shared/browser.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */

// White text on each of these has a contrast of at least 4.5 : 1.
/** @type {Record<string, string>} */
const COLORS = { high: "#b3261e", medium: "#8a5a00", low: "#2e6b34", none: "#2e6b34" };
const NEUTRAL = "#4a5568";

/** @param {number} tabId @param {Report} report */
export function showBadge(tabId, report) {
  if (!report.badge.text) return clearBadge(tabId); // looked like a policy, reads like none
  const count = report.concerns.length;
  const key = report.badge.level === "unread" ? "badge_unread" : count === 0 ? "badge_none" : count === 1 ? "badge_count_one" : "badge_count_other";
  return setBadge(tabId, {
    text: String(report.badge.text).slice(0, 4),
    color: COLORS[report.badge.level] ?? NEUTRAL,
    title: text(key, String(count)) || report.badge.title,
  });
}

/** @param {number} tabId */
export const clearBadge = (tabId) => setBadge(tabId, { text: "", color: NEUTRAL, title: text("actionTitle") });
