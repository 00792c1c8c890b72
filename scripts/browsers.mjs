// Starts the two real browsers with the extension in them; shared by `./build.sh run chrome|firefox`
// and the browser tests.

import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { root } from "./lib.mjs";

const binary = { chrome: process.env.CHROMIUM || "/usr/bin/chromium", firefox: process.env.FIREFOX || "/usr/bin/firefox-esr" };

// Firefox gives every installation another address; a fixed one can be opened from outside.
export const FIREFOX_ID = "policylens@policylens.dev";
const FIREFOX_UUID = "6f1cb0a4-5e0c-4d0e-9b57-0f6b7a1f3c11";

/**
 * @param {"chrome"|"firefox"} name
 * @param {{headless?: boolean, extension?: boolean, args?: string[], prefs?: Record<string, unknown>}} [options]
 * @returns {Promise<{browser: import("puppeteer-core").Browser, origin: string|null}>}
 */
export async function start(name, { headless = true, extension = true, args = [], prefs = {} } = {}) {
  const options =
    name === "chrome"
      ? {
          browser: "chrome",
          pipe: true,
          enableExtensions: true,
          args: ["--no-sandbox", "--no-first-run", "--disable-search-engine-choice-screen", ...args],
        }
      : {
          browser: "firefox",
          args: ["--remote-allow-system-access", ...args],
          extraPrefsFirefox: {
            "extensions.webextensions.uuids": JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID }),
            "browser.aboutwelcome.enabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "browser.shell.checkDefaultBrowser": false,
            ...prefs,
          },
        };
  const browser = await puppeteer.launch({ ...options, executablePath: binary[name], headless, defaultViewport: null });
  if (!extension) return { browser, origin: null };
  const id = await browser.installExtension(join(root, "dist", name));
  return { browser, origin: name === "chrome" ? `chrome-extension://${id}` : `moz-extension://${FIREFOX_UUID}` };
}
