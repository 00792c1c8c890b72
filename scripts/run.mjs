// `./build.sh run`: serves the demo page and says how to load the extension.

import { join } from "node:path";
import { root } from "./lib.mjs";
import { serve } from "./serve.mjs";

const port = Number(process.env.PORT ?? 8080);
try {
  const { origin } = await serve({ "/": join(root, "dist/www") }, port);
  console.log(`
The demo page:  ${origin}/
Stop with Ctrl+C.

The extension in Chrome or Chromium:
  open chrome://extensions, switch on "Developer mode", "Load unpacked": ${join(root, "dist/chrome")}
The extension in Firefox (140 or newer):
  open about:debugging#/runtime/this-firefox, "Load Temporary Add-on…": ${join(root, "dist/firefox/manifest.json")}
Or let ./build.sh run chrome and ./build.sh run firefox do it.
`);
} catch (error) {
  console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken: try PORT=8081 ./build.sh run` : String(error));
  process.exit(1);
}
