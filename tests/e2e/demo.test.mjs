// The demo page in both browsers, from a plain static server and under a sub-path:
// samples, pasted text, time, quotes in the text, no request to anywhere else.

import { availableParallelism, loadavg } from "node:os";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { start } from "../../scripts/browsers.mjs";
import { firstSummary } from "../../scripts/cold.mjs";
import { root } from "../../scripts/lib.mjs";
import { BROWSERS, servePages, until } from "./harness.mjs";

// A text of the length of a long real policy.
const fixture = (name) => readFileSync(join(root, "tests/fixtures", name), "utf8");
const LONG = Array.from({ length: 6 }, () => fixture("en-investment-firm/source.txt")).join("\n\n");

for (const name of BROWSERS) {
  describe(`demo in ${name}`, () => {
    let site;
    let browser;
    const strangers = [];
    before(async () => {
      site = await servePages();
      ({ browser } = await start(name, { extension: false }));
    });
    after(async () => {
      await browser?.close();
      site?.server.closeAllConnections();
      site?.server.close();
    });

    async function open(query = "?lang=en") {
      const page = await browser.newPage();
      page.on("request", (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(site.origin)) strangers.push(request.url());
      });
      await page.goto(`${site.origin}/some/path/${query}`);
      return page;
    }
    const summary = (page) => until("the summary", () => page.$("policy-report button.statement"));

    for (const sample of ["en", "zh", "nl", "mixed"]) {
      it(`summarises the sample ${sample}`, async () => {
        const page = await open();
        await page.click(`[data-sample=${sample}]`);
        await summary(page);
        const statements = await page.$$eval("policy-report button.statement", (buttons) => buttons.length);
        assert.ok(statements >= 15, `${statements} statements`);
        assert.equal(await page.$eval("#error", (element) => element.hidden), true);
        await page.close();
      });
    }

    it("summarises a pasted text soon, from a cold start", async () => {
      // The best of some cold starts: the machine may be busy with something else.
      const times = [];
      for (let start = 0; start < 4 && !times.some((ms) => ms < 1000); start += 1) {
        times.push(await firstSummary(browser, `${site.origin}/some/path/?lang=en`, LONG));
      }
      console.log(`   ${name}: ${LONG.length} characters in ${times.join(", ")} ms`);
      // One second; three where other work takes the cores.
      const busy = loadavg()[0] > availableParallelism() / 2;
      assert.ok(Math.min(...times) < (busy ? 3000 : 1000), `${times.join(", ")} ms`);
    });

    it("shows a quote in the text", async () => {
      const page = await open();
      await page.click("[data-sample=en]");
      await summary(page);
      await page.$eval("policy-report button.statement", (button) => button.click());
      const show = await until("a quote", () => page.$("policy-report [data-action=show-quote]"));
      const quote = await show.evaluate((button) => {
        const words = button.closest("figure").querySelector("blockquote").textContent;
        button.click();
        return words;
      });
      const lit = await until("the lit words", () =>
        page.evaluate(() => [...CSS.highlights.values()].flatMap((one) => [...one]).map(String).join("")));
      assert.equal(lit.replace(/\s+/g, ""), quote.replace(/\s+/g, ""));
      await page.close();
    });

    it("says what to do with nothing", async () => {
      const page = await open();
      await page.click("#summarise");
      await until("the error", () => page.$eval("#error", (element) => !element.hidden && element.textContent.trim() !== ""));
      await page.close();
    });

    it("asks no other server for anything", () => assert.deepEqual(strangers, []));
  });
}
