// Fetches the site's own policy when the reader asks for it: same origin only, without
// cookies, so the site learns no more than from a visitor who follows the link signed out.
"use strict";

policylens.fetchPolicy ??= (() => {
  const MAX_BYTES = 8 * 1024 * 1024;
  const failure = (code) => ({ error: { code, message: code } });

  async function bytesOf(response) {
    const reader = response.body.getReader();
    const chunks = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_BYTES) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
    return new Blob(chunks).arrayBuffer();
  }

  // The header names the encoding, else the first kilobyte of the page does, else UTF-8.
  function decode(bytes, type) {
    const head = new TextDecoder("latin1").decode(bytes.slice(0, 1024));
    const label = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? "utf-8";
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      return new TextDecoder().decode(bytes);
    }
  }

  return async (href) => {
    try {
      if (new URL(href).origin !== location.origin) return failure("fetch_failed");
      const response = await fetch(href, { credentials: "omit", signal: AbortSignal.timeout(20_000) });
      const type = response.headers.get("content-type") ?? "text/html";
      if (!response.ok || new URL(response.url).origin !== location.origin || !/^text\/|xhtml/i.test(type)) return failure("fetch_failed");
      const bytes = await bytesOf(response);
      if (!bytes) return failure("too_large");
      return { kind: /^text\/(plain|markdown)/i.test(type) ? "text" : "html", content: decode(bytes, type), url: response.url };
    } catch {
      return failure("fetch_failed");
    }
  };
})();
