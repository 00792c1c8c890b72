// The page's side of the worker: one question at a time, a new worker after a crash.

/** @typedef {import("./shared/contract.js").Input} Input */
/** @typedef {import("./shared/contract.js").Report} Report */
/** @typedef {import("./pkg/policylens.js").Block} Block */
/** @typedef {{report: Report, ms: number, blocks: Promise<Block[]|null>}} Answer */
/** @typedef {{code: string, message: string, limit?: number}} Failure */

/** @type {Worker|undefined} */
let worker;
let last = 0;
/** @type {{id: number, resolve: (answer: Answer) => void, reject: (failure: Failure) => void, blocks: (blocks: Block[]|null) => void}|undefined} */
let waiting;

/** @param {Failure} failure */
function fail(failure) {
  waiting?.reject(failure);
  waiting?.blocks(null);
  waiting = undefined;
}

function restart() {
  worker?.terminate();
  worker = undefined;
  start();
}

/** Starts the worker; called once on load, so that the core is warm when it is needed. */
export function start() {
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker = undefined;
    fail({ code: "engine", message: event.message ?? "" });
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.type === "failed") {
      worker = undefined;
      fail({ code: "engine", message: data.message });
    }
    if (!waiting || data.id !== waiting.id) return;
    if (data.type === "error") {
      fail(data.error);
      if (data.error.code === "crash") restart(); // its memory can no longer be trusted
    } else if (data.type === "report") {
      const { resolve } = waiting;
      const blocks = new Promise((/** @type {(blocks: Block[]|null) => void} */ done) => {
        if (waiting) waiting.blocks = done;
      });
      resolve({ report: data.report, ms: data.ms, blocks });
    } else if (data.type === "blocks") {
      waiting.blocks(data.blocks);
      waiting = undefined;
    }
  });
}

/** @param {Input} input @returns {Promise<Answer>} rejects with a Failure */
export function analyze(input) {
  if (waiting) {
    fail({ code: "replaced", message: "" });
    restart(); // the earlier text is no longer wanted
  }
  if (!worker) start();
  return new Promise((resolve, reject) => {
    waiting = { id: (last += 1), resolve, reject, blocks: () => {} };
    worker?.postMessage({ id: waiting.id, input });
  });
}
