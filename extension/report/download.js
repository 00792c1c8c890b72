// Saves a summary as a file, without leaving the page.

import { toMarkdown } from "./markdown.js";

/** @typedef {import("../shared/contract.d.ts").Report} Report */

/** @param {Report} report */
function fileName(report) {
  const name = (report.page.controller ?? report.page.title ?? "").normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  return `policylens-${name || "summary"}`;
}

/** @param {Report} report @param {"json"|"markdown"} format */
export function download(report, format) {
  const text = format === "json" ? `${JSON.stringify(report, null, 2)}\n` : toMarkdown(report);
  const type = format === "json" ? "application/json" : "text/markdown";
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${fileName(report)}.${format === "json" ? "json" : "md"}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // some browsers read it a little later
}
