// The background: registers its listener in the first turn of the event loop, as a browser
// that has stopped it wakes it only for listeners it finds there at once. It listens to
// messages alone: an event per loaded or closed tab would start it on every page of the web.
// (A badge goes with its page by itself; cache.js tells an old page from a new one.)
// No state lives here; see cache.js for what outlives the sleep.

import * as browser from "../shared/browser.js";
import { route } from "./router.js";

browser.onMessage(route);
