// Looks at a page from outside: is there a sign of privacy on it, and what may the
// background know to decide? No analysis happens here; the words come from content/signs.js.
"use strict";

policylens.signals ??= (() => {
  const { words } = policylens.signs;
  const MAX_TEXT = 4000;

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // Separators of addresses and titles count as one space, so that "privacy-policy" is "privacy policy".
  const plain = (text) => text.toLowerCase().replace(/[\s\-_/.,:+|~]+/g, " ");
  // Words of scripts with spaces are found from their first letter on: "privacy" but not "deprivacy".
  const pattern = new RegExp(words.map((word) => (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word) ? `(?<!\\p{L})${escape(word)}` : escape(word))).join("|"), "u");
  const speaksOfPrivacy = (text) => pattern.test(plain(text));

  const collapse = (text) => text.replace(/\s+/g, " ").trim();

  function address(href) {
    try {
      const url = new URL(href, document.baseURI);
      return decodeURIComponent(`${url.pathname} ${url.hash}`);
    } catch {
      return href;
    }
  }

  /** The cheap question asked on every page: address, title and headings alone. */
  function hasSign() {
    if (speaksOfPrivacy(address(location.href)) || speaksOfPrivacy(document.title)) return true;
    for (const heading of document.querySelectorAll("h1, h2, [role=heading]")) {
      if (heading.childElementCount < 20 && speaksOfPrivacy(heading.textContent.slice(0, 300))) return true;
    }
    return false;
  }

  const AREAS = [
    ["banner", "[class*=cookie i], [id*=cookie i], [class*=consent i], [id*=consent i], [role=dialog], dialog"],
    ["footer", "footer, [role=contentinfo], [class*=footer i], [id*=footer i]"],
    ["form", "form"],
    ["nav", "nav, header, [role=navigation], [role=banner]"],
  ];

  function area(link) {
    for (const [name, selector] of AREAS) if (link.closest(selector)) return name;
    return "main";
  }

  function mainText() {
    const root = document.querySelector("main, [role=main], article") ?? document.body;
    let text = "";
    if (root) {
      policylens.walk(root, {
        enter: (_, tag) => text.length < MAX_TEXT && !["nav", "footer", "header", "aside", "dialog"].includes(tag),
        text: (node) => {
          if (text.length < MAX_TEXT) text += ` ${node.data.slice(0, MAX_TEXT)}`;
        },
      });
    }
    return collapse(text).slice(0, MAX_TEXT);
  }

  /** Everything the background needs to tell what this page is and which policies it links to. */
  function read() {
    const links = [];
    const headings = [];
    if (document.body) {
      policylens.walk(document.body, {
        enter: (element, tag) => {
          if (/^h[1-4]$/.test(tag) && headings.length < 60) headings.push(collapse(element.textContent.slice(0, 1000)).slice(0, 300));
          if (tag === "a" && links.length < 200 && typeof element.href === "string" && /^https?:/.test(element.href)) {
            const text = collapse((element.textContent || element.getAttribute("aria-label") || element.title || "").slice(0, 1000)).slice(0, 300);
            if (speaksOfPrivacy(text) || speaksOfPrivacy(address(element.href))) links.push({ text, href: element.href, area: area(element) });
          }
          return true;
        },
      });
    }
    return { url: location.href, title: document.title, lang: document.documentElement.lang, headings, text: mainText(), links };
  }

  return { hasSign, read };
})();
