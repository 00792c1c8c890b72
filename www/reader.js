// The demo's own text pane: the text as the core read it, block by block, and the mark on a quote.

import { h } from "./shared/dom.js";
import { langAttribute } from "./shared/format.js";

/** @typedef {import("./pkg/policylens.js").Block} Block */
/** @typedef {import("./shared/contract.js").Evidence} Evidence */

const MARK = "policylens-quote";

/** @type {Block[]} */
let shown = [];

/** @param {string} kind */
const look = (kind) => (/^heading/.test(kind) ? "heading" : /^(item|list)/.test(kind) ? "item" : /^(row|table)/.test(kind) ? "row" : "");

/** @param {string} text a text without blocks: its lines */
export const lines = (text) =>
  text.split(/\n+/).filter((line) => line.trim()).map((line) => ({ kind: "paragraph", text: line, lang: null, heading: null, lead_in: null, boilerplate: false }));

/** @param {HTMLElement} pane @param {Block[]} blocks */
export function fill(pane, blocks) {
  clearMark();
  shown = blocks;
  pane.replaceChildren(...blocks.map(({ kind, text, lang, boilerplate }) =>
    h("p", { class: `${look(kind)}${boilerplate ? " aside-text" : ""}`.trim() || null, lang: langAttribute(lang), dir: "auto" }, text)));
  pane.scrollTop = 0;
}

/** @param {Evidence} entry @returns {[block: number, start: number, end: number]|null} */
function find({ block, start, end, quote, occurrence }) {
  if (shown[block]?.text.slice(start, end) === quote) return [block, start, end];
  let before = occurrence ?? 0;
  for (const [place, { text }] of shown.entries()) {
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      if (before === 0) return [place, at, at + quote.length];
      before -= 1;
    }
  }
  return null;
}

export function clearMark() {
  CSS.highlights?.delete(MARK);
}

/** @param {HTMLElement} pane @param {Evidence} entry @returns {boolean} whether the quote was found */
export function showQuote(pane, entry) {
  clearMark();
  const place = find(entry);
  const paragraph = place && pane.children[place[0]];
  const text = paragraph?.firstChild;
  if (!place || !paragraph || !text) return false;
  const range = new Range();
  range.setStart(text, place[1]);
  range.setEnd(text, place[2]);
  if (CSS.highlights) {
    CSS.highlights.set(MARK, new Highlight(range));
  } else {
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }
  // Scrolls the pane alone first: the reader's place in the summary should stay where it is.
  const box = range.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - frame.height / 3, behavior: smooth ? "smooth" : "auto" });
  if (frame.top < 0 || frame.bottom > innerHeight) pane.scrollIntoView({ block: "nearest", behavior: smooth ? "smooth" : "auto" });
  return true;
}
