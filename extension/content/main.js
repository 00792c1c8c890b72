// Decides when to speak: once the page shows a sign of privacy, again when it has
// become another page. Answers the background's questions; never analyses anything.
"use strict";

if (!policylens.started) {
  policylens.started = true;

  /** Names this document among all that were ever loaded into the tab. */
  const page = `${performance.timeOrigin}-${Math.random().toString(36).slice(2)}`;
  /** What was last told, so that nothing is told twice. */
  let told = "";
  let watching = false;
  let timer = 0;

  const look = () => {
    timer = 0;
    if (document.visibilityState === "hidden" && told === "") {
      document.addEventListener("visibilitychange", () => later(0), { once: true });
      return;
    }
    if (!policylens.signals.hasSign()) {
      if (told !== "") void policylens.port.send({ type: "signals", page, signals: null });
      told = "";
      return;
    }
    // The text's size in steps of a fifth: a page that is still arriving is told again, a ticking clock is not.
    const size = Math.round(Math.log(1 + (document.body?.textContent.length ?? 0)) * 5);
    const now = `${location.href}\n${document.title}\n${size}`;
    if (now !== told) {
      told = now;
      void policylens.port.send({ type: "signals", page, signals: policylens.signals.read() });
    }
    watch();
  };

  const later = (wait) => {
    if (!timer) timer = setTimeout(look, wait);
  };

  // Only a page with a sign is watched for growth; an ordinary page pays nothing for it.
  const watch = () => {
    if (watching || !document.body) return;
    watching = true;
    new MutationObserver(() => later(1000)).observe(document.body, { childList: true, subtree: true });
  };

  // Pages that render themselves arrive late; those that change without loading change their title.
  look();
  if (document.readyState !== "complete") addEventListener("load", () => later(500), { once: true });
  setTimeout(() => later(0), 3000);
  const title = document.querySelector("head > title");
  if (title) new MutationObserver(() => later(500)).observe(title, { childList: true, characterData: true, subtree: true });
  globalThis.navigation?.addEventListener("navigatesuccess", () => later(500));
  addEventListener("popstate", () => later(500));
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      told = "";
      later(0);
    }
  });

  policylens.port.listen((message) => {
    switch (message?.type) {
      case "get-page":
        return { page, url: location.href, title: document.title };
      case "get-signals":
        return policylens.signals.read();
      case "get-outline":
        return { outline: policylens.outline(), url: location.href, title: document.title, lang: document.documentElement.lang };
      case "fetch-policy":
        return policylens.fetchPolicy(String(message.href));
      case "show-quote":
        return policylens.quote.show(String(message.quote), Number(message.occurrence) || 0);
      case "clear-quote":
        return policylens.quote.clear();
      default:
        return undefined;
    }
  });
}
