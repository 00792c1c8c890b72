// Runs the core away from the page's own thread. It warms up on start, so that the
// first summary a person asks for is as quick as the second.

import init, { analyze, blocks } from "./pkg/policylens.js";

/** @typedef {import("./shared/contract.js").Input} Input */

// One language at a time: a text that is waiting need not wait for all of them.
const WARM_UP = ["We collect your name.", "我们会收集您的姓名。", "Wij verzamelen je naam."];

const ready = init({ module_or_path: new URL("./pkg/policylens_bg.wasm", import.meta.url) });

let asked = false;

async function warmUp() {
  for (const content of WARM_UP) {
    await new Promise((done) => setTimeout(done)); // lets a waiting message in
    if (asked) return; // a real text warms up what it needs
    analyze({ kind: "text", content });
  }
}

ready.then(
  () => warmUp().finally(() => postMessage({ type: "ready" })),
  (error) => postMessage({ type: "failed", message: String(error?.message ?? error) }),
);

/** @param {Input} input what the text pane shows; the summary stands even where this fails */
function readable(input) {
  try {
    return blocks(input);
  } catch {
    return null;
  }
}

addEventListener("message", async ({ data: { id, input } }) => {
  asked = true;
  try {
    await ready;
    const start = performance.now();
    const report = analyze(input);
    postMessage({ type: "report", id, report, ms: performance.now() - start });
    postMessage({ type: "blocks", id, blocks: readable(input) });
  } catch (error) {
    const { code, message, limit } = /** @type {any} */ (error) ?? {};
    postMessage({ type: "error", id, error: { code: code ?? "crash", message: String(message ?? error), limit } });
  }
});
