// Puts together what ships: dist/chrome, dist/firefox and dist/www, from the sources and the built wasm.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./lib.mjs";

const stage = join(root, "target/stage/pkg");
const extension = join(root, "extension");

/** Types and hidden files are for those who build, not for those who use. */
const ships = (path) => !/\.d\.ts$|\.md$|tsconfig\.json$/.test(path) && !basename(path).startsWith(".");
const copy = (from, to) => cpSync(from, to, { recursive: true, filter: ships });

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Lays an overlay over the one manifest; objects merge, everything else is replaced. */
function merge(base, over) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const both = value && typeof value === "object" && !Array.isArray(value) && merged[key] && typeof merged[key] === "object";
    merged[key] = both ? merge(merged[key], value) : value;
  }
  return merged;
}

function fresh(name) {
  const folder = join(root, "dist", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

if (!existsSync(join(stage, "policylens_bg.wasm"))) throw new Error("no wasm yet: ./build.sh build");

for (const browser of ["chrome", "firefox"]) {
  const folder = fresh(browser);
  cpSync(extension, folder, { recursive: true, filter: (path) => ships(path) && !/^manifest\./.test(basename(path)) });
  copy(stage, join(folder, "pkg"));
  const manifest = merge(read(join(extension, "manifest.json")), read(join(extension, `manifest.${browser}.json`)));
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

const www = fresh("www");
if (existsSync(join(root, "www"))) copy(join(root, "www"), www);
for (const part of ["report", "shared", "_locales", "icons"]) {
  const from = join(extension, part);
  if (existsSync(from) && statSync(from).isDirectory()) copy(from, join(www, part));
}
copy(stage, join(www, "pkg"));
