// Elements without innerHTML: text is always a text node, and a link is a link only
// if its address is one a person may be sent to. Report and page are hostile input.

import { safeLink } from "./messages.js";

/** @typedef {Node|string|null|undefined|false} Child */
/** @typedef {string|number|boolean|null|undefined|((event: any) => void)} Attribute */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes] `onclick` and the like take a function
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (name === "href") {
      const href = safeLink(value);
      if (href) element.setAttribute("href", href);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

// Stances and severities differ in shape, not in colour alone.
const SHAPES = {
  yes: ["M8 3.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6z", "fill"],
  conditional: ["M8 2.6a5.4 5.4 0 1 0 0 10.8a5.4 5.4 0 1 0 0-10.8zM8 2.6v10.8A5.4 5.4 0 0 0 8 2.6z", "half"],
  no: ["M3.2 8.4l3.2 3.2 6.4-7", "stroke"],
  not_stated: ["M8 2.6a5.4 5.4 0 1 0 0 10.8a5.4 5.4 0 1 0 0-10.8z", "dashed"],
  high: ["M8 1.6l6.8 12.2H1.2z", "fill"],
  medium: ["M8 1.8L14.2 8 8 14.2 1.8 8z", "fill"],
  low: ["M3.6 3.6h8.8v8.8H3.6z", "stroke"],
  out: ["M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.2 3.8L7.4 8.6", "stroke"],
};

/** @param {keyof typeof SHAPES} name a picture beside words that say the same, so hidden from screen readers */
export function icon(name) {
  const [path, paint] = SHAPES[name];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name} paint-${paint}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

let last = 0;
/** An id nobody else in the page has. @param {string} prefix */
export const uniqueId = (prefix) => `${prefix}-${(last += 1)}`;
