// Loads the core once per life of the background; every caller awaits the same promise.

import init, { analyze as coreAnalyze, detect as coreDetect } from "../pkg/policylens.js";
import { ownUrl } from "../shared/browser.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */
/** @typedef {import("../shared/contract.d.ts").Detection} Detection */
/** @typedef {import("../shared/contract.d.ts").Signals} Signals */
/** @typedef {import("../shared/contract.d.ts").Input} Input */

/** @type {Promise<unknown>|undefined} */
let loading;

/** A failed load is forgotten, so that the next message tries again. */
function ready() {
  loading ??= init({ module_or_path: ownUrl("pkg/policylens_bg.wasm") }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @param {Input} input @returns {Promise<Report>} */
export async function analyze(input) {
  await ready();
  return /** @type {Report} */ (coreAnalyze(input));
}

/**
 * What the page is, and its policies; among these the site's own stand before those of others.
 * @param {Signals} signals @returns {Promise<Detection>}
 */
export async function detect(signals) {
  await ready();
  const detection = /** @type {Detection} */ (coreDetect(signals));
  const site = signals.url ? new URL(signals.url).origin : "";
  const abroad = (/** @type {string} */ href) => Number(!href.startsWith(`${site}/`));
  detection.policies.sort((a, b) => abroad(a.href) - abroad(b.href));
  return detection;
}
