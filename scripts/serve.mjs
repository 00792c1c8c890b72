// A small static server for the demo page and the browser tests; listens on this machine alone.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

function fileOf(folder, path) {
  const inside = normalize(decodeURIComponent(path));
  if (inside.includes(`..${sep}`) || inside.includes("\0")) return null;
  const file = join(folder, inside);
  try {
    const found = statSync(file);
    if (!found.isDirectory()) return file;
    return path.endsWith("/") && statSync(join(file, "index.html")).isFile() ? join(file, "index.html") : null;
  } catch {
    return null;
  }
}

/**
 * Serves folders under prefixes, e.g. {"/": "dist/www"}; the longest prefix wins.
 * `extra(request, response)` may answer first. Resolves to {server, origin}; port 0 takes a free one.
 */
export function serve(folders, port = 0, extra = () => false) {
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    if (extra(request, response)) return;
    let file = null;
    try {
      const { pathname } = new URL(request.url, "http://localhost");
      const prefix = prefixes.find((one) => pathname.startsWith(one));
      file = prefix === undefined ? null : fileOf(folders[prefix], `/${pathname.slice(prefix.length)}`);
    } catch {
      file = null;
    }
    if (!file || !["GET", "HEAD"].includes(request.method)) {
      response.writeHead(file ? 405 : 404, { "content-type": "text/plain" }).end(file ? "GET only\n" : "not found\n");
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-store" });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });
}
