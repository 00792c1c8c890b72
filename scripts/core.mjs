// The built wasm in Node, for the tests that need no browser.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./lib.mjs";

const folder = join(root, "target/stage/pkg");

/** Resolves to the wasm's functions: analyze, detect, blocks, version. */
export async function loadCore() {
  const core = await import(pathToFileURL(join(folder, "policylens.js")).href);
  core.initSync({ module: readFileSync(join(folder, "policylens_bg.wasm")) });
  return core;
}
