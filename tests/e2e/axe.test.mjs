// axe over popup, report and demo in both browsers, light and dark: no violations.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { root } from "../../scripts/lib.mjs";
import { BROWSERS, Session, out, servePages, until } from "./harness.mjs";

const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

const SCHEME_PREF = { dark: 0, light: 1 };

for (const name of BROWSERS) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    describe(`axe in ${name}, ${scheme}`, () => {
      let session;
      let site;
      let tabId;
      before(async () => {
        site = await servePages();
        // Firefox takes the scheme from a pref, Chrome from an emulated media feature.
        session = await Session.open(name, { prefs: { "layout.css.prefers-color-scheme.content-override": SCHEME_PREF[scheme] } });
        ({ tabId } = await session.webPage(`${site.origin}/policy.html`));
        await until("a badge", async () => (await session.badge(tabId)).text !== "");
      });
      after(async () => {
        await session?.close();
        site?.server.closeAllConnections();
        site?.server.close();
      });

      async function check(page, picture) {
        if (name === "chrome") await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        assert.equal(await page.evaluate((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme), true);
        // Open what is folded, so that it is judged too.
        await page.evaluate(() => {
          for (const button of document.querySelectorAll("policy-report button.statement")) {
            if (button.getAttribute("aria-expanded") === "false") button.click();
          }
        });
        // Colours that are still on their way from one scheme to the other have no fair contrast.
        await page.evaluate(async () => {
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
          await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
        });
        const { violations } = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
        await page.screenshot({ path: join(out, `${picture}-${name}-${scheme}.png`), fullPage: true }).catch(() => {});
        const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n      ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("\n      ")}`);
        assert.deepEqual(violations.length, 0, told.join("\n   "));
      }

      for (const path of ["popup/popup.html", "report/report.html"]) {
        it(path, async () => {
          const page = await session.extensionPage(`${path}?tab=${tabId}`);
          await until("the report", () => page.$("policy-report button.statement"));
          await check(page, path.split("/")[0]);
          await page.close();
        });
      }

      it("demo, empty and with a summary", async () => {
        const { page } = await session.webPage(`${site.origin}/some/path/`);
        await check(page, "demo-empty");
        await page.click("[data-sample=en]");
        await until("the summary", () => page.$("policy-report button.statement"));
        await check(page, "demo");
        await page.close();
      });
    });
  }
}
