// A browser with the extension in it, and the few things the tests do to it that the two
// browsers do differently: opening the extension's own pages, stopping its background.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { root } from "../../scripts/lib.mjs";
import { FIREFOX_ID, start } from "../../scripts/browsers.mjs";
import { serve } from "../../scripts/serve.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Which browsers to test: both, or those named in E2E_BROWSERS. */
export const BROWSERS = (process.env.E2E_BROWSERS ?? "chrome firefox").split(/[\s,]+/);

/** Where screenshots of failures and of the interface go. */
export const out = join(here, "out");
mkdirSync(out, { recursive: true });

/** Asks until the answer is truthy; the error says what was waited for and what was last seen. */
export async function until(what, ask, timeout = 15_000) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await sleep(100);
  }
}

/** Serves the test pages at /, the fixtures at /fixtures/, the demo under a sub-path. */
export const servePages = () =>
  serve({ "/": join(here, "pages"), "/fixtures/": join(root, "tests/fixtures"), "/some/path/": join(root, "dist/www") }, 0, (request, response) => {
    // A fixture's own scripts would make another page of it than its source is.
    if (request.url.startsWith("/fixtures/")) response.setHeader("content-security-policy", "script-src 'none'");
    return false;
  });

/** Runs code with the browser's own rights in Firefox; `context` is its main window. */
async function privileged(browser, code) {
  const { connection } = browser;
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const context = tree.result.contexts[0].context;
  const answer = await connection.send("script.evaluate", {
    expression: `(async () => { ${code} })()`, awaitPromise: true, target: { context },
  });
  if (answer.result.type === "exception") throw new Error(answer.result.exceptionDetails.text);
  return answer.result.result.value;
}

export class Session {
  /** @param {"chrome"|"firefox"} name */
  static async open(name, options = {}) {
    const session = new Session();
    session.name = name;
    Object.assign(session, await start(name, options));
    // One page of the extension stays open: from there the tests ask the browser about tabs and badges.
    session.control = await session.extensionPage("report/report.html");
    return session;
  }

  close() {
    return this.browser.close();
  }

  /** Opens a page of the extension in a tab of its own. */
  async extensionPage(path) {
    const url = `${this.origin}/${path}`;
    if (this.name === "chrome") {
      const page = await this.browser.newPage();
      await page.goto(url);
      return page;
    }
    // WebDriver BiDi does not navigate to an extension's page; the browser itself does.
    const before = new Set(await this.browser.pages());
    await privileged(this.browser, `gBrowser.selectedTab = gBrowser.addTab(${JSON.stringify(url)}, { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });`);
    return until(`the extension's page ${path}`, async () => {
      for (const page of await this.browser.pages()) {
        if (before.has(page)) continue;
        if (await page.evaluate((wanted) => location.href === wanted && document.readyState === "complete", url)) return page;
      }
      return null;
    });
  }

  tabIds() {
    return this.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.query({})).map((tab) => tab.id));
  }

  /** Opens a web page; resolves to it and its tab's id. */
  async webPage(url) {
    const before = new Set(await this.tabIds());
    const page = await this.browser.newPage();
    await page.goto(url);
    const tabId = (await this.tabIds()).find((id) => !before.has(id));
    return { page, tabId };
  }

  /** The toolbar button as it looks on a tab. */
  badge(tabId) {
    return this.control.evaluate(async (id) => {
      const { action } = globalThis.browser ?? globalThis.chrome;
      return {
        text: await action.getBadgeText({ tabId: id }),
        color: [...(await action.getBadgeBackgroundColor({ tabId: id }))].slice(0, 3),
        title: await action.getTitle({ tabId: id }),
      };
    }, tabId);
  }

  /** What the background answers to a request. */
  ask(message) {
    return this.control.evaluate((request) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(request), message);
  }

  /** What is in the extension's session storage. */
  stored() {
    return this.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.session.get(null));
  }

  /** Stops the background as the browser does when it idles; fails if it does not stop. */
  async stopBackground() {
    if (this.name === "firefox") {
      const state = await privileged(this.browser, `
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ID)});
        await extension.terminateBackground({ ignoreDevToolsAttached: true });
        return extension.backgroundState;`);
      if (state !== "stopped") throw new Error(`background is ${state}`);
      return;
    }
    const running = () => this.browser.targets().find((target) => target.type() === "service_worker" && target.url().startsWith(this.origin));
    const target = running();
    if (!target) return; // it sleeps already
    await (await target.worker()).close();
    await until("the service worker to stop", () => !running());
  }

  backgroundRuns() {
    if (this.name === "firefox") {
      return privileged(this.browser, `return WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ID)}).extension.backgroundState === "running";`);
    }
    return this.browser.targets().some((target) => target.type() === "service_worker" && target.url().startsWith(this.origin));
  }
}

/** The words that are lit up in a page, frames and shadow trees included. */
export const litWords = (page) =>
  page.evaluate(() => {
    const views = [globalThis, ...Array.from(document.querySelectorAll("iframe"), (frame) => frame.contentWindow)];
    const ranges = views.flatMap((view) => [...(view.CSS.highlights.get("policylens-quote") ?? [])]);
    return ranges.map((range) => ({
      text: range.toString().replace(/\s+/g, " ").trim(),
      inside: range.startContainer.parentElement.closest("[id]")?.id ?? null,
      visible: (() => {
        const box = range.getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.bottom <= range.startContainer.ownerDocument.defaultView.innerHeight;
      })(),
    }));
  });
