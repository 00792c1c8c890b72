// The content scripts' only touch of the extension API. They are classic scripts, which
// cannot import shared/browser.js, and share the isolated world's one object `policylens`.
// Injecting them a second time (a tab that was open before the extension was) changes nothing.
"use strict";

var policylens = globalThis.policylens ?? {};
globalThis.policylens = policylens;

policylens.port ??= (() => {
  const api = globalThis.browser?.runtime?.id ? globalThis.browser : globalThis.chrome;
  return {
    /** Tells the background; resolves to undefined where it is not there (the extension was just updated). */
    async send(message) {
      try {
        return await api.runtime.sendMessage(message);
      } catch {
        return undefined;
      }
    },
    /** Answers the background's questions; a page cannot reach this, and other extensions are turned away. */
    listen(handler) {
      api.runtime.onMessage.addListener((message, sender, answer) => {
        if (sender.id !== api.runtime.id || sender.tab) return false;
        const reply = handler(message);
        if (reply === undefined) return false;
        Promise.resolve(reply).then(answer, (error) => answer({ error: { code: "internal", message: String(error?.message ?? error) } }));
        return true;
      });
    },
  };
})();
