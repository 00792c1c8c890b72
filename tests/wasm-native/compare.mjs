// Runs every fixture through the native command line and through the wasm, and compares
// the two reports byte for byte.   node tests/wasm-native/compare.mjs PATH/TO/policylens

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadCore } from "../../scripts/core.mjs";
import { root } from "../../scripts/lib.mjs";

const binary = process.argv[2];
const KINDS = { html: "html", md: "markdown", txt: "text" };
const { analyze } = await loadCore();

const fixtures = join(root, "tests/fixtures");
const inputs = readdirSync(fixtures).sort().flatMap((name) =>
  Object.keys(KINDS)
    .map((extension) => ({ name, extension, file: join(fixtures, name, `source.${extension}`) }))
    .filter(({ file }) => existsSync(file)),
);
// Odd input must end the same way too.
const odd = { empty: "", blank: " \n\t ", half: "We do not sell your", bytes: "\u0000\u0001\ufffd\u0007", nested: "<div>".repeat(20_000) };

let failed = 0;
function compare(name, native, kind, content) {
  const web = JSON.stringify(analyze({ kind, content }, { all_evidence: true }));
  // Node prints what it has read the way the wasm's caller would see it: 1, not 1.0.
  const wanted = native.status === 0 ? JSON.stringify(JSON.parse(native.stdout)) : `exit ${native.status}: ${native.stderr}`;
  if (web === wanted) return;
  failed += 1;
  let at = 0;
  while (web[at] === wanted[at]) at += 1;
  console.error(`   ${name} differs at ${at}:\n     native …${wanted.slice(Math.max(0, at - 60), at + 60)}…\n     wasm   …${web.slice(Math.max(0, at - 60), at + 60)}…`);
}

const run = (file, input) =>
  spawnSync(binary, ["analyze", file, "--format", "json", "--all-evidence"], { input, encoding: "utf8", maxBuffer: 1 << 28 });

for (const { name, extension, file } of inputs) {
  compare(name, run(file), KINDS[extension], readFileSync(file, "utf8"));
}
for (const [name, content] of Object.entries(odd)) compare(name, run("-", content), "auto", content);

const count = inputs.length + Object.keys(odd).length;
console.log(`   ${count - failed} passed, ${failed} failed`);
process.exit(failed || !inputs.length ? 1 : 0);
