// Checks the interface's texts: the same keys in every language, the same placeholders
// in every text, every key used and every used key there.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { filesBelow, root } from "./lib.mjs";

const folder = join(root, "extension/_locales");
const faults = [];
const locales = Object.fromEntries(
  readdirSync(folder).map((tag) => [tag, JSON.parse(readFileSync(join(folder, tag, "messages.json"), "utf8"))]),
);
const { en } = locales;
const marks = (text) => [...new Set(text.match(/\$(\d|\w+\$)/g) ?? [])].sort().join(" ");

for (const [tag, messages] of Object.entries(locales)) {
  for (const key of Object.keys(en)) if (!(key in messages)) faults.push(`${tag}: "${key}" is missing`);
  for (const [key, { message }] of Object.entries(messages)) {
    if (!(key in en)) faults.push(`${tag}: "${key}" is not in en`);
    else if (!message?.trim()) faults.push(`${tag}: "${key}" is empty`);
    // A singular may write its number out or leave it away.
    else if (!key.endsWith("_one") && marks(message) !== marks(en[key].message)) {
      faults.push(`${tag}: "${key}" has placeholders [${marks(message)}], en has [${marks(en[key].message)}]`);
    }
  }
}

const sources = ["extension", "www"]
  .map((name) => join(root, name))
  .filter(existsSync)
  .flatMap(filesBelow)
  .filter((file) => /\.(js|html|json)$/.test(file) && !file.includes("_locales") && !file.includes("samples"))
  .map((file) => [relative(root, file), readFileSync(file, "utf8")]);
const everything = sources.map(([, text]) => text).join("\n");

// Keys made of a prefix and an id are used where a template literal begins with the prefix.
const prefixes = new Set([...everything.matchAll(/[`"']([a-zA-Z]+_(?:[a-z]+_)*)(?:\$\{|["'`])/g)].map(([, prefix]) => prefix));
const words = new Set([...(everything.match(/\w+/g) ?? []), ...[...everything.matchAll(/__MSG_(\w+?)__/g)].map(([, key]) => key)]);
for (const key of Object.keys(en)) {
  const stem = key.replace(/_(one|other)$/, "");
  const made = key.split("_").some((_, index, parts) => index > 0 && prefixes.has(`${parts.slice(0, index).join("_")}_`));
  if (!words.has(key) && !words.has(stem) && !made) faults.push(`en: "${key}" is used nowhere`);
}

for (const [name, text] of sources) {
  const asked = [
    ...text.matchAll(/__MSG_(\w+?)__/g),
    ...text.matchAll(/data-(?:i18n|text|label|msg)[\w-]*="([\w]+)"/g),
    ...text.matchAll(/\b(?:text|t|message|msg|tr)\(\s*"(\w+)"/g),
  ];
  for (const [, key] of asked) {
    if (!(key in en) && !(`${key}_other` in en) && !key.endsWith("_")) faults.push(`${name}: "${key}" is in no language`);
  }
}

for (const fault of faults) console.error(`   ${fault}`);
console.log(`   ${Object.keys(en).length} texts in ${Object.keys(locales).length} languages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
