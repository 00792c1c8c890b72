// How long the demo page takes for its first summary: a fresh browser for each text, the text
// pasted and the button pressed at the very moment the page has loaded.
//
//   node scripts/cold.mjs FILE…         (after ./build.sh build; ROUNDS=3 takes the median of three)

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { start } from "./browsers.mjs";
import { root } from "./lib.mjs";
import { serve } from "./serve.mjs";

/** Milliseconds from the click to the first statement on the screen. */
export async function firstSummary(browser, address, text) {
  const page = await browser.newPage();
  await page.goto(address);
  const took = await page.evaluate(async (content) => {
    const area = document.getElementById("text");
    area.value = content;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    const begin = performance.now();
    document.getElementById("summarise").click();
    while (!document.querySelector("policy-report button.statement")) await new Promise(requestAnimationFrame);
    return performance.now() - begin;
  }, text);
  await page.close();
  return Math.round(took);
}

if (process.argv[1]?.endsWith("cold.mjs")) {
  const rounds = Number(process.env.ROUNDS ?? 1);
  const { server, origin } = await serve({ "/": join(root, "dist/www") });
  for (const name of (process.env.E2E_BROWSERS ?? "chrome firefox").split(" ")) {
    for (const file of process.argv.slice(2)) {
      const text = readFileSync(file, "utf8");
      const times = [];
      for (let round = 0; round < rounds; round += 1) {
        const { browser } = await start(name, { extension: false });
        times.push(await firstSummary(browser, `${origin}/?lang=en`, text));
        await browser.close();
      }
      times.sort((a, b) => a - b);
      console.log(`${name}\t${basename(file)}\t${times[times.length >> 1]} ms\t(${times.join(", ")})`);
    }
  }
  server.closeAllConnections();
  server.close();
}
