// Shows a quote in the page: finds its words across text nodes, opens what folds them
// away, scrolls there and lights them up without changing the page's own text.
"use strict";

policylens.quote ??= (() => {
  const NAME = "policylens-quote";
  // Letters and digits alone are compared: blanks, line ends, list marks and the marks
  // the core sets between table cells differ between the page and the text as it was read.
  const SILENT = /[^\p{L}\p{N}]/gu;
  const key = (text) => text.replace(SILENT, "");

  /** Undoes what showing did to the page (inline styles, opened folds). */
  let undo = [];

  /** All text nodes in reading order with their keys strung together. */
  function index() {
    const nodes = [];
    const starts = [];
    const parts = [];
    let length = 0;
    policylens.walk(document.body, {
      text(node) {
        const part = key(node.data);
        if (!part) return;
        nodes.push(node);
        starts.push(length);
        parts.push(part);
        length += part.length;
      },
    });
    return { nodes, starts, text: parts.join("") };
  }

  /** The node and the offset in it of the key character `at`; `after`: the place behind it. */
  function place({ nodes, starts }, at, after) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    const node = nodes[low];
    let left = at - starts[low];
    let offset = 0;
    for (const character of node.data) {
      const counted = key(character).length;
      if (counted && left < counted) return { node, offset: offset + (after ? character.length : 0) };
      left -= counted;
      offset += character.length;
    }
    return { node, offset: node.data.length };
  }

  /** Takes the quote's outer marks (a full stop, a bracket) along where they stand in the same node. */
  function withMarks({ node, offset }, marks, step) {
    const wanted = [...marks.replace(/\s/g, "")];
    let end = offset;
    while (wanted.length) {
      const mark = step > 0 ? wanted[0] : wanted[wanted.length - 1];
      const from = step > 0 ? end : end - mark.length;
      if (node.data.slice(from, from + mark.length) !== mark) break;
      end += step * mark.length;
      if (step > 0) wanted.shift();
      else wanted.pop();
    }
    return { node, offset: end };
  }

  function positions(text, wanted) {
    const found = [];
    for (let at = text.indexOf(wanted); at >= 0 && found.length < 10_000; at = text.indexOf(wanted, at + 1)) found.push(at);
    return found;
  }

  /** Ranges of the wanted place, one per document or shadow tree, as a range cannot span two. */
  function find(quote, occurrence) {
    const wanted = key(quote);
    if (!wanted || !document.body) return null;
    const pages = index();
    const found = positions(pages.text, wanted);
    if (!found.length) return null;
    const at = found[Math.min(occurrence, found.length - 1)];
    const first = withMarks(place(pages, at, false), /^[^\p{L}\p{N}]*/u.exec(quote.trim())[0], -1);
    const last = withMarks(place(pages, at + wanted.length - 1, true), /[^\p{L}\p{N}]*$/u.exec(quote.trim())[0], 1);
    if (first.node.getRootNode() === last.node.getRootNode()) return [range(first, last)];
    const from = pages.nodes.indexOf(first.node);
    const to = pages.nodes.indexOf(last.node);
    return pages.nodes.slice(from, to + 1).map((node) =>
      range({ node, offset: node === first.node ? first.offset : 0 }, { node, offset: node === last.node ? last.offset : node.data.length }));
  }

  function range(first, last) {
    const made = first.node.ownerDocument.createRange();
    made.setStart(first.node, first.offset);
    made.setEnd(last.node, last.offset);
    return made;
  }

  const parentOf = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? element.ownerDocument.defaultView?.frameElement ?? null;

  function restyle(element, styles) {
    const before = element.getAttribute("style");
    for (const [name, value] of styles) element.style.setProperty(name, value, "important");
    undo.push(() => {
      element.setAttribute("style", before ?? ""); // set first: removed at once, Chrome leaves an empty attribute behind
      if (before === null) element.removeAttribute("style");
    });
  }

  /** Opens everything around a node that keeps it from being seen. No click: the page's own code stays out of it. */
  function reveal(node) {
    for (let element = node.parentElement; element; element = parentOf(element)) {
      if (element.localName === "details" && !element.open) {
        const details = element;
        details.open = true;
        undo.push(() => (details.open = false));
      }
      if (element.hasAttribute("hidden")) {
        const hidden = element;
        const value = hidden.getAttribute("hidden");
        hidden.removeAttribute("hidden");
        undo.push(() => hidden.setAttribute("hidden", value));
      }
    }
    for (let element = node.parentElement; element && element !== document.body; element = parentOf(element)) {
      const style = element.ownerDocument.defaultView.getComputedStyle(element);
      if (style.display === "none") restyle(element, [["display", "revert"]]);
      if (style.visibility !== "visible") restyle(element, [["visibility", "visible"]]);
      if (style.overflowY !== "visible" && element.clientHeight === 0 && style.display !== "inline") {
        restyle(element, [["height", "auto"], ["max-height", "none"], ["overflow", "visible"]]);
      }
      if (Number(style.opacity) === 0) restyle(element, [["opacity", "1"]]);
    }
  }

  /** Style sheets of the page's document do not reach into frames and shadow trees. */
  function bringStyle(root) {
    if (root === document || root.querySelector?.(`style[data-${NAME}]`)) return;
    const style = (root.ownerDocument ?? root).createElement("style");
    style.setAttribute(`data-${NAME}`, "");
    style.textContent = `::highlight(${NAME}) { background-color: #ffe066; color: #1a1a1a; }`;
    (root.head ?? root).append(style);
    undo.push(() => style.remove());
  }

  function light(ranges) {
    const views = new Map();
    for (const one of ranges) {
      const view = one.startContainer.ownerDocument.defaultView;
      views.set(view, [...(views.get(view) ?? []), one]);
    }
    for (const [view, own] of views) {
      if (view.CSS?.highlights && view.Highlight) {
        const { highlights } = view.CSS;
        const lit = new view.Highlight(...own);
        highlights.set(NAME, lit);
        for (const one of own) bringStyle(one.startContainer.getRootNode());
        undo.push(() => {
          lit.clear();
          highlights.delete(NAME);
        });
      } else {
        // Older engines: the selection is visible everywhere.
        const selection = view.getSelection();
        selection.removeAllRanges();
        selection.addRange(own[0]);
        undo.push(() => selection.removeAllRanges());
      }
    }
  }

  function scrollTo(one) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const target = one.startContainer.parentElement;
    target.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
    // In a paragraph taller than the window the words themselves must come into view.
    const box = one.getBoundingClientRect();
    if (target.getBoundingClientRect().height > innerHeight && target.ownerDocument === document) {
      scrollBy({ top: box.top - innerHeight / 3, behavior: calm ? "instant" : "smooth" });
    }
  }

  function onKey(event) {
    if (event.key === "Escape") clear();
  }

  function clear() {
    document.removeEventListener("keydown", onKey, true);
    for (const step of undo.reverse()) {
      try {
        step();
      } catch {
        // the page has removed the element meanwhile
      }
    }
    undo = [];
    return {};
  }

  function show(quote, occurrence) {
    clear();
    const ranges = find(quote, occurrence);
    if (!ranges) return { shown: false, reason: "not_found" };
    for (const one of ranges) reveal(one.startContainer);
    light(ranges);
    scrollTo(ranges[0]);
    document.addEventListener("keydown", onKey, true);
    return { shown: true };
  }

  return { show, clear, find };
})();
