// Walks the page as a person reads it (open shadow roots, slots and same-origin frames
// included) and writes it down as the outline the core understands.
"use strict";

// Nothing readable, or the reader's own input, which is nobody's business.
policylens.unread ??= new Set([
  "script", "style", "noscript", "template", "link", "meta", "svg", "math", "canvas", "img", "picture", "video", "audio",
  "object", "embed", "map", "input", "textarea", "select", "datalist", "output", "progress", "meter", "frame", "frameset",
]);

/**
 * Visits the tree below and including `root`. `enter` returns false to skip an element
 * ("leave" is not called for it then). A loop, not a recursion: pages nest deeper than stacks.
 */
policylens.walk ??= (root, { enter, text, leave }) => {
  // A form's fields hide its properties behind their names: <input name="childNodes">.
  const getter = (of, name) => Object.getOwnPropertyDescriptor(of.prototype, name).get;
  const childNodes = getter(Node, "childNodes");
  const nodeType = getter(Node, "nodeType");
  const localName = getter(Element, "localName");

  const childrenOf = (element, tag) => {
    if (tag === "form") return childNodes.call(element);
    if (tag === "slot") {
      const assigned = element.assignedNodes({ flatten: true });
      return assigned.length ? assigned : element.childNodes;
    }
    if (tag === "iframe") {
      try {
        return element.contentDocument?.body?.childNodes ?? []; // null where the frame is another origin's
      } catch {
        return [];
      }
    }
    return (element.shadowRoot ?? element).childNodes;
  };

  const stack = [{ element: null, nodes: [root], next: 0 }];
  while (stack.length) {
    const top = stack[stack.length - 1];
    if (top.next >= top.nodes.length) {
      stack.pop();
      if (top.element) leave?.(top.element);
      continue;
    }
    const node = top.nodes[top.next];
    top.next += 1;
    const type = nodeType.call(node);
    if (type === 3) text?.(node);
    if (type !== 1) continue;
    const tag = localName.call(node);
    if (!policylens.unread.has(tag) && enter?.(node, tag) !== false) stack.push({ element: node, nodes: childrenOf(node, tag), next: 0 });
  }
};

policylens.outline ??= (root = document.body) => {
  const ATTRIBUTES = ["id", "class", "role", "lang", "title", "aria-label", "colspan", "data-cfemail"];
  const MAX_ATTRIBUTE = 300;
  const MAX_SIZE = 9 * 1024 * 1024; // above the core's own limit, which then says it in words
  const items = [];
  let size = 0;

  // Relative addresses stay as written (placeholders must be recognisable) unless they
  // mean something else than the page's own address would make of them.
  const href = (element) => {
    const written = element.getAttribute("href");
    const sameBase = element.baseURI === location.href || element.baseURI.split("#")[0] === location.href.split("#")[0];
    return sameBase || /[{}<>[\]]/.test(written) ? written : element.href;
  };

  const attributes = (element) => {
    const found = {};
    let any = false;
    for (const name of ATTRIBUTES) {
      const value = Element.prototype.getAttribute.call(element, name);
      if (value) {
        found[name] = value.slice(0, MAX_ATTRIBUTE);
        any = true;
      }
    }
    if (Element.prototype.hasAttribute.call(element, "href") && typeof element.href === "string") {
      found.href = href(element).slice(0, 4096);
      any = true;
    }
    if (Element.prototype.hasAttribute.call(element, "hidden")) {
      found.hidden = "";
      any = true;
    }
    return any ? found : null;
  };

  if (root) {
    policylens.walk(root, {
      enter(element, tag) {
        if (size > MAX_SIZE) return false;
        const found = attributes(element);
        const name = tag === "iframe" ? "div" : tag; // what is in a frame is read like what is around it
        items.push(found ? [name, found] : [name]);
        size += 16;
        return true;
      },
      text(node) {
        if (size > MAX_SIZE) return;
        items.push(/\S/.test(node.data) ? node.data : " ");
        size += node.data.length;
      },
      leave() {
        items.push(0);
      },
    });
  }
  return items;
};
