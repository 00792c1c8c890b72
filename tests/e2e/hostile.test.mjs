// A page that fights back: markup in its texts, javascript: addresses, poisoned prototypes,
// forged messages, a very long text.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, Session, servePages, until } from "./harness.mjs";

for (const name of BROWSERS) {
  describe(`hostile page in ${name}`, () => {
    let session;
    let site;
    let page;
    let tabId;
    before(async () => {
      site = await servePages();
      session = await Session.open(name);
      ({ page, tabId } = await session.webPage(`${site.origin}/hostile.html`));
      await until("a badge", async () => (await session.badge(tabId)).text !== "");
    });
    after(async () => {
      await session?.close();
      site?.server.closeAllConnections();
      site?.server.close();
    });

    it("runs nothing of the page in popup and report", async () => {
      for (const path of ["popup/popup.html", "report/report.html"]) {
        const own = await session.extensionPage(`${path}?tab=${tabId}`);
        await until("the report", () => own.$("policy-report button.statement"));
        for (const statement of await own.$$("policy-report button.statement")) {
          await statement.evaluate((button) => button.getAttribute("aria-expanded") === "false" && button.click());
        }
        const seen = await own.evaluate(() => ({
          pwned: globalThis.pwned ?? null,
          polluted: {}.polluted ?? null,
          markup: document.querySelectorAll("policy-report img, policy-report script, policy-report [onerror], policy-report [onmouseover]").length,
          schemes: [...document.querySelectorAll("a[href]")].map((link) => new URL(link.href).protocol),
        }));
        assert.equal(seen.pwned, null);
        assert.equal(seen.polluted, null);
        assert.equal(seen.markup, 0);
        for (const scheme of seen.schemes) assert.match(scheme, /^(https?|mailto|tel|chrome-extension|moz-extension):$/);
        await own.close();
      }
    });

    it("reads its own outline, not the page's function of that name", async () => {
      const state = await session.ask({ type: "analyze-tab", tabId });
      assert.equal(state.status, "analyzed");
      assert.ok(state.report.collected.length > 0);
      assert.equal(await page.evaluate(() => globalThis.pwned ?? null), null);
    });

    it("turns away forged and misshapen messages", async () => {
      const silent = [
        null, 7, "analyze-tab", [], {}, { type: "__proto__", tabId }, { type: "constructor", tabId }, { type: "analyze-tab" },
        { type: "analyze-tab", tabId: "1" }, { type: "analyze-tab", tabId: -1 }, { type: "analyze-tab", tabId: 1.5 },
        { type: "open-link", tabId, href: "javascript:alert(1)" }, { type: "open-link", tabId, href: "file:///etc/passwd" },
        { type: "analyze-link", tabId, href: "data:text/html,x" }, { type: "show-quote", tabId, quote: "" },
        { type: "show-quote", tabId, quote: "x".repeat(50_000), occurrence: 0 },
        { type: "signals", page: "1", signals: { url: `${site.origin}/policy.html`, title: "Privacy policy" } },
      ];
      const tabs = (await session.tabIds()).length;
      for (const message of silent) {
        assert.equal((await session.ask(message)) ?? null, null, JSON.stringify(message)?.slice(0, 80));
      }
      assert.equal((await session.tabIds()).length, tabs);
    });

    it("lets no page near the extension's files", async () => {
      const reached = await page.evaluate(async (origin) => {
        try {
          await fetch(`${origin}/manifest.json`);
          return true;
        } catch {
          return false;
        }
      }, session.origin);
      assert.equal(reached, false);
    });
  });
}
