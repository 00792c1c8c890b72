// The page as the browser has parsed it and the page as the core parses it must be the same
// text: every HTML fixture, opened in the real browsers, block by block.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { loadCore } from "../../scripts/core.mjs";
import { root } from "../../scripts/lib.mjs";
import { start } from "../../scripts/browsers.mjs";
import { BROWSERS, servePages } from "./harness.mjs";

const fixtures = join(root, "tests/fixtures");
const names = readdirSync(fixtures, { recursive: true })
  .filter((file) => /\.html$/.test(file))
  .sort();
const walker = readFileSync(join(root, "extension/content/outline.js"), "utf8");

for (const name of BROWSERS) {
  describe(`outline = HTML in ${name}`, () => {
    let site;
    let browser;
    let page;
    let core;
    before(async () => {
      core = await loadCore();
      site = await servePages();
      ({ browser } = await start(name, { extension: false }));
      page = await browser.newPage();
    });
    after(async () => {
      await browser?.close();
      site?.server.closeAllConnections();
      site?.server.close();
    });

    for (const fixture of names) {
      it(fixture, async () => {
        const url = `${site.origin}/fixtures/${fixture}`;
        await page.goto(url);
        const { outline, title } = await page.evaluate(`(() => {
          var policylens = {};
          ${walker}
          return { outline: policylens.outline(), title: document.title };
        })()`);
        const fromPage = core.blocks({ kind: "outline", content: outline, url, title });
        const fromHtml = core.blocks({ kind: "html", content: readFileSync(join(fixtures, fixture), "utf8"), url });
        assert.ok(fromHtml.length > 0 || fromPage.length === 0);
        fromHtml.forEach((block, place) => assert.deepEqual(fromPage[place], block, `block ${place}`));
        assert.equal(fromPage.length, fromHtml.length);
      });
    }
  });
}
