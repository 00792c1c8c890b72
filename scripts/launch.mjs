// `./build.sh run chrome|firefox`: the browser with the extension in it, on a sample policy.

import { join } from "node:path";
import { root } from "./lib.mjs";
import { start } from "./browsers.mjs";
import { serve } from "./serve.mjs";

const name = process.argv[2] === "firefox" ? "firefox" : "chrome";
const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || ["darwin", "win32"].includes(process.platform);
const title = name === "chrome" ? "Chromium" : "Firefox";

const { server, origin } = await serve({ "/": join(root, "dist/www") });
if (!display) console.log("There is no display: the browser runs unseen. Set DISPLAY to watch it.");
const { browser } = await start(name, { headless: !display });
const page = (await browser.pages())[0] ?? (await browser.newPage());
await page.goto(`${origin}/samples/en.html`);
console.log(`
${title} shows a sample policy: ${origin}/samples/en.html
The badge stands on the toolbar (behind the puzzle piece, where the icon is not pinned); click it for the summary.
Close the browser or press Ctrl+C to end.
`);
const end = async () => {
  await browser.close().catch(() => {});
  server.close();
  process.exit(0);
};
process.on("SIGINT", end);
process.on("SIGTERM", end);
browser.on("disconnected", end);
