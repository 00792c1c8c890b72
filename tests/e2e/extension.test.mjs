// The extension in both browsers: badge, popup, quote in the page, a stopped background,
// an ordinary page that links to its policy.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BROWSERS, Session, litWords, servePages, until } from "./harness.mjs";

for (const name of BROWSERS) {
  describe(`extension in ${name}`, () => {
    let session;
    let site;
    before(async () => {
      site = await servePages();
      session = await Session.open(name);
    });
    after(async () => {
      await session?.close();
      site?.server.closeAllConnections();
      site?.server.close();
    });

    const badgeOf = (tabId) => until("a badge", async () => {
      const badge = await session.badge(tabId);
      return badge.text !== "" && badge;
    });

    it("puts a badge on a policy", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      const badge = await badgeOf(tabId);
      assert.match(badge.text, /^(\d+|✓)$/);
      assert.match(badge.title, /privacy/i);
      await page.close();
    });

    it("puts none on an ordinary page, wakes nothing for it and offers the site's policy", async () => {
      await session.stopBackground();
      const { page, tabId } = await session.webPage(`${site.origin}/article.html`);
      await new Promise((done) => setTimeout(done, 1500));
      assert.equal((await session.badge(tabId)).text, "");
      assert.equal(await session.backgroundRuns(), false, "an ordinary page has woken the background");

      const state = await session.ask({ type: "get-page-state", tabId });
      assert.equal(state.status, "ordinary");
      const hrefs = state.detection.policies.map(({ href }) => href);
      assert.equal(hrefs[0], `${site.origin}/policy.html`);
      assert.ok(hrefs.every((href) => /^https?:/.test(href)), hrefs.join(" "));

      const popup = await session.extensionPage(`popup/popup.html?tab=${tabId}`);
      const offer = await until("the offer", () => popup.$("[data-action=analyze-link]"));
      await offer.click();
      await until("the linked policy's summary", () => popup.$("policy-report"));
      const linked = await session.ask({ type: "analyze-link", tabId, href: hrefs[0] });
      assert.equal(linked.status, "analyzed");
      assert.equal(linked.source, hrefs[0]);
      assert.equal((await session.badge(tabId)).text, "", "the linked policy's badge is not this page's");

      const abroad = await session.ask({ type: "analyze-link", tabId, href: "https://elsewhere.example/privacy" });
      assert.equal(abroad.error.code, "fetch_failed");
      await Promise.all([popup.close(), page.close()]);
    });

    it("leaves a page without any policy alone", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/plain.html`);
      const state = await session.ask({ type: "get-page-state", tabId });
      assert.equal(state.status, "ordinary");
      assert.deepEqual(state.detection.policies, []);
      assert.equal((await session.badge(tabId)).text, "");
      await page.close();
    });

    it("says which pages it cannot read", async () => {
      const [, tabId] = [await session.browser.newPage(), Math.max(...(await session.tabIds()))];
      const state = await session.ask({ type: "get-page-state", tabId });
      assert.equal(state.status, "unsupported");
      assert.equal((await session.ask({ type: "get-page-state", tabId: 999_999 })).error.code, "tab_gone");
    });

    it("notices a page that renders itself late", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/late.html`);
      await badgeOf(tabId);
      const state = await session.ask({ type: "get-page-state", tabId });
      assert.equal(state.status, "analyzed");
      await page.close();
    });

    it("shows the summary in the popup and a quote's sentence in the page", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      await badgeOf(tabId);
      const popup = await session.extensionPage(`popup/popup.html?tab=${tabId}`);
      await until("the report", () => popup.$("policy-report button.statement"));
      const words = await popup.$eval("policy-report", (element) => element.textContent);
      assert.match(words, /Kite & Lantern/);
      assert.match(words, /Does not sell|does not sell|not sell/);

      // A statement opens its quote; the quote's button shows it in the page.
      const state = await session.ask({ type: "get-page-state", tabId });
      const evidence = state.report.evidence[state.report.sale.evidence[0]];
      assert.equal(evidence.quote, "We do not sell your personal information.");
      for (const statement of await popup.$$("policy-report button.statement")) {
        if ((await statement.evaluate((button) => button.getClientRects().length)) === 0) continue;
        await statement.evaluate((button) => button.getAttribute("aria-expanded") === "false" && button.click());
        const figure = await popup.$(`.quote[data-evidence="${evidence.id}"] [data-action=show-quote]`);
        if (figure) {
          await figure.evaluate((button) => button.click());
          break;
        }
      }
      await page.bringToFront();
      const [lit] = await until("the lit words", async () => {
        const found = await litWords(page);
        return found.length > 0 && found;
      });
      assert.equal(lit.text, "We do not sell your personal information.");
      await popup.close();
      await page.close();
    });

    it("finds quotes across nodes, folds, repetitions, shadow trees and frames", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      await badgeOf(tabId);
      const show = async (quote, occurrence = 0) => {
        const result = await session.ask({ type: "show-quote", tabId, quote, occurrence });
        assert.equal(result.shown, true, quote);
        await page.bringToFront();
        return until(`"${quote}" to be in view`, async () => {
          const found = await litWords(page);
          return found.length > 0 && found[0].visible && found[0];
        });
      };
      const across = await show("We collect your name, your e-mail address and your postal address when you order a kite.");
      assert.equal(across.text, "We collect your name, your e-mail address and your postal address when you order a kite.");
      assert.equal((await show("We do not sell your personal information.", 0)).inside, "first");
      assert.equal((await show("We do not sell your personal information.", 1)).inside, "second");
      assert.equal((await show("We keep order records for seven years, because tax law requires it.")).inside, "fold");
      assert.equal(await page.$eval("#fold", (details) => details.open), true);
      assert.equal((await show("We keep support e-mails for six months and then delete them.")).inside, "accordion");
      assert.equal((await show("You can unsubscribe from our newsletter through the link in every message.")).inside, "shaded");
      const framed = await session.ask({ type: "show-quote", tabId, quote: "You may ask us to delete your account at any time", occurrence: 0 });
      assert.equal(framed.shown, true);
      assert.equal((await litWords(page))[0].inside, "framed");

      // Escape takes the light away and leaves the page as it was.
      await page.bringToFront();
      await page.keyboard.press("Escape");
      await until("the light to go", async () => (await litWords(page)).length === 0);
      assert.equal(await page.$eval("#accordion", (element) => element.getAttribute("style")), null);
      const gone = await session.ask({ type: "show-quote", tabId, quote: "This sentence is nowhere on the page.", occurrence: 0 });
      assert.deepEqual(gone, { shown: false, reason: "not_found" });
      await page.close();
    });

    it("answers after the background was stopped between any two messages", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      const badge = await badgeOf(tabId);
      const before = await session.ask({ type: "get-page-state", tabId });
      for (const type of ["get-page-state", "analyze-tab"]) {
        await session.stopBackground();
        assert.equal(await session.backgroundRuns(), false);
        const answer = await session.ask({ type, tabId });
        assert.equal(answer.status, "analyzed");
        assert.deepEqual(answer.report, before.report);
      }
      await session.stopBackground();
      assert.deepEqual(await session.ask({ type: "show-quote", tabId, quote: "We do not sell your personal information.", occurrence: 1 }), { shown: true });
      assert.deepEqual(await session.badge(tabId), badge, "the badge outlives the background");

      // Another page in the same tab is not taken for the one before, and the badge goes.
      await page.goto(`${site.origin}/plain.html`);
      assert.equal((await session.ask({ type: "get-page-state", tabId })).status, "ordinary");
      assert.equal((await session.badge(tabId)).text, "");
      await page.goBack();
      await badgeOf(tabId);
      await page.close();
    });

    it("opens the report in a tab of its own", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      await badgeOf(tabId);
      const before = (await session.tabIds()).length;
      await session.ask({ type: "open-report", tabId });
      await until("the report's tab", async () => (await session.tabIds()).length === before + 1);
      const report = await session.extensionPage(`report/report.html?tab=${tabId}`);
      await until("the report", () => report.$("policy-report button.statement"));
      await Promise.all([report.close(), page.close()]);
    });

    it("takes nothing the reader has typed", async () => {
      const { page, tabId } = await session.webPage(`${site.origin}/policy.html`);
      await badgeOf(tabId);
      assert.doesNotMatch(JSON.stringify(await session.stored()), /secret/);
      await page.close();
    });
  });
}
