// The only module that names the browser's extension API: everything else is
// plain web code and can be read, tested and reused without an extension.
// (content/port.js is its twin for the classic content scripts, which cannot import.)

/** @typedef {import("./messages.js").Request} Request */
/** @typedef {{id?: string, url?: string, origin?: string, frameId?: number, tab?: {id?: number, incognito?: boolean}}} Sender */
/** @typedef {{id: number, url: string, title: string, incognito: boolean}} TabInfo */

/** @type {any} */
const api = /** @type {any} */ (globalThis).browser?.runtime?.id
  ? /** @type {any} */ (globalThis).browser
  : /** @type {any} */ (globalThis).chrome?.runtime?.id
    ? /** @type {any} */ (globalThis).chrome
    : null;

/** False on the demo page: there is no extension around the code there. */
export const isExtension = api !== null;

/** This extension's own id, to recognise its own messages by. */
export const ownId = () => String(api.runtime.id);

/** @param {string} path @returns {string} the full address of one of our own files */
export const ownUrl = (path) => api.runtime.getURL(path);

/** @returns {string} the version in the manifest */
export const ownVersion = () => api.runtime.getManifest().version;

/**
 * A text of the interface in the reader's language ("" if the key is unknown or there is no extension).
 * @param {string} key @param {string|string[]} [substitutions]
 */
export const text = (key, substitutions) => (api ? String(api.i18n.getMessage(key, substitutions) ?? "") : "");

/** @returns {string} BCP 47 tag of the reader's interface language */
export const uiLanguage = () => (api ? api.i18n.getUILanguage() : globalThis.navigator?.language ?? "en");

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Asks the background. The browser may have stopped it a moment ago and may still be
 * starting it again, so a missing receiver is tried again before it is believed.
 * @param {Request} message @returns {Promise<any>}
 */
export async function send(message) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await api.runtime.sendMessage(message);
      if (answer !== undefined || attempt >= 3) return answer;
    } catch (error) {
      if (attempt >= 3) throw error;
    }
    await pause(60 * 2 ** attempt);
  }
}

/**
 * Asks the content script of a tab's main frame; rejects where there is none.
 * @param {number} tabId @param {object} message @returns {Promise<any>}
 */
export const sendToTab = (tabId, message) => api.tabs.sendMessage(tabId, message, { frameId: 0 });

/**
 * Tells every open page of the extension (not the content scripts). Nobody listening is fine.
 * @param {object} message
 */
export async function broadcast(message) {
  try {
    await api.runtime.sendMessage(message);
  } catch {
    // no popup and no report is open
  }
}

/**
 * Registers the handler of messages. A handler that answers returns a promise;
 * one that has nothing to say returns undefined.
 * @param {(message: unknown, sender: Sender) => Promise<unknown>|undefined} handler
 */
export function onMessage(handler) {
  api.runtime.onMessage.addListener((/** @type {unknown} */ message, /** @type {Sender} */ sender, /** @type {(answer: unknown) => void} */ answer) => {
    const reply = handler(message, sender);
    if (!reply) return false;
    reply.then(answer, (error) => answer({ error: { code: "internal", message: String(error?.message ?? error) } }));
    return true; // the channel stays open until the promise settles
  });
}

/** @param {any} tab @returns {TabInfo|null} */
const tabInfo = (tab) =>
  tab && typeof tab.id === "number"
    ? { id: tab.id, url: tab.url ?? "", title: tab.title ?? "", incognito: Boolean(tab.incognito) }
    : null;

/** The tab the reader is looking at. @returns {Promise<TabInfo|null>} */
export async function activeTab() {
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  return tabInfo(tab);
}

/** @param {number} tabId @returns {Promise<TabInfo|null>} null if the tab is gone */
export async function getTab(tabId) {
  try {
    return tabInfo(await api.tabs.get(tabId));
  } catch {
    return null;
  }
}

/** @param {string} url @param {number} [nextTo] the tab it is opened from */
export async function openTab(url, nextTo) {
  /** @type {{url: string, openerTabId?: number}} */
  const options = { url };
  if (nextTo !== undefined && (await getTab(nextTo))) options.openerTabId = nextTo;
  return tabInfo(await api.tabs.create(options));
}

/** Brings a tab and its window to the front. @param {number} tabId */
export async function focusTab(tabId) {
  const tab = await api.tabs.update(tabId, { active: true });
  if (tab?.windowId !== undefined && api.windows) await api.windows.update(tab.windowId, { focused: true }).catch(() => {});
}

/**
 * Puts our content scripts into a tab that was open before the extension was there.
 * Works only where the reader has just clicked our button (activeTab).
 * @param {number} tabId @param {string[]} files @param {string[]} css
 */
export async function inject(tabId, files, css) {
  const target = { tabId };
  if (css.length) await api.scripting.insertCSS({ target, files: css });
  await api.scripting.executeScript({ target, files });
}

/** The content scripts and style sheets as the manifest lists them. */
export function contentFiles() {
  const [entry] = api.runtime.getManifest().content_scripts;
  return { js: /** @type {string[]} */ (entry.js), css: /** @type {string[]} */ (entry.css ?? []) };
}

/** @param {number} tabId @param {{text: string, color: string, title: string}} badge */
export async function setBadge(tabId, badge) {
  try {
    await Promise.all([
      api.action.setBadgeText({ tabId, text: badge.text }),
      api.action.setBadgeBackgroundColor({ tabId, color: badge.color }),
      api.action.setBadgeTextColor?.({ tabId, color: "#ffffff" }),
      api.action.setTitle({ tabId, title: badge.title }),
    ]);
  } catch {
    // the tab was closed meanwhile
  }
}

/** Memory that outlives the background's sleep and ends with the browser's session. */
export const session = {
  /** @param {string|string[]|null} keys @returns {Promise<Record<string, any>>} */
  get: (keys) => api.storage.session.get(keys),
  /** @param {Record<string, unknown>} items */
  set: (items) => api.storage.session.set(items),
  /** @param {string|string[]} keys */
  remove: (keys) => api.storage.session.remove(keys),
};

/** Settings that stay on this device. */
export const local = {
  /** @param {string|string[]|null} keys @returns {Promise<Record<string, any>>} */
  get: (keys) => api.storage.local.get(keys),
  /** @param {Record<string, unknown>} items */
  set: (items) => api.storage.local.set(items),
};
