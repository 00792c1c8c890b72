// The background: registers every listener in the first turn of the event loop, as a
// browser that has stopped it wakes it only for listeners it finds there at once.
// No state lives here; see cache.js for what outlives the sleep.

import * as browser from "../shared/browser.js";
import { clearBadge } from "./badge.js";
import { forgetTab } from "./cache.js";
import { route } from "./router.js";

browser.onMessage(route);

browser.onTabRemoved((tabId) => void forgetTab(tabId));

browser.onTabLoading((tabId) => {
  void clearBadge(tabId);
  void forgetTab(tabId);
});
