// The interface's texts. The demo page has no chrome.i18n and a reader may switch the
// language there, so extension pages and demo alike read the same _locales files here.

/** Interface languages: BCP 47 tag -> folder under _locales. */
const FOLDERS = /** @type {const} */ ({ en: "en", "zh-CN": "zh_CN", nl: "nl" });

/** @typedef {keyof typeof FOLDERS} UiLanguage */
/** @typedef {Record<string, {message: string}>} Messages */

export const UI_LANGUAGES = /** @type {UiLanguage[]} */ (Object.keys(FOLDERS));

/** @type {Map<UiLanguage, Messages>} */
const loaded = new Map();
/** @type {UiLanguage} */
let current = "en";

/** @param {string} tag @returns {UiLanguage|null} */
function match(tag) {
  const base = tag.toLowerCase().split("-")[0];
  return UI_LANGUAGES.find((known) => known.toLowerCase() === tag.toLowerCase())
    ?? UI_LANGUAGES.find((known) => known.toLowerCase().split("-")[0] === base)
    ?? null;
}

/** @returns {UiLanguage} the first of the reader's languages that we speak */
export function preferredLanguage() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    const known = match(tag);
    if (known) return known;
  }
  return "en";
}

/** @param {UiLanguage} tag */
async function load(tag) {
  if (loaded.has(tag)) return;
  const answer = await fetch(new URL(`../_locales/${FOLDERS[tag]}/messages.json`, import.meta.url));
  loaded.set(tag, await answer.json());
}

/**
 * Loads a language and makes it the current one (English stays at hand for a missing key).
 * @param {string} [wanted] @returns {Promise<UiLanguage>}
 */
export async function useLanguage(wanted) {
  const tag = (wanted && match(wanted)) || preferredLanguage();
  await Promise.all([load("en"), load(tag)]);
  current = tag;
  return tag;
}

export const language = () => current;

/** The locale for dates and numbers: the reader's own variant (en-GB) where it is of the same language. */
export function formatLocale() {
  if (current === "zh-CN") return current;
  return (navigator.languages ?? []).find((tag) => tag.toLowerCase().split("-")[0] === current) ?? current;
}

/** @param {string} key @returns {string|undefined} */
const raw = (key) => loaded.get(current)?.[key]?.message ?? loaded.get("en")?.[key]?.message;

/** @param {string} key */
export const has = (key) => raw(key) !== undefined;

/**
 * @param {string} key
 * @param {...(string|number)} values fill $1, $2 …
 */
export function t(key, ...values) {
  const message = raw(key);
  if (message === undefined) return key;
  return message.replace(/\$([1-9])/g, (_, place) => String(values[Number(place) - 1] ?? ""));
}

/**
 * The form that the number asks for: key_one, key_other …; $1 is the number.
 * @param {string} key @param {number} count
 */
export function tn(key, count) {
  const form = new Intl.PluralRules(current).select(count);
  const shown = new Intl.NumberFormat(formatLocale()).format(count);
  return t(has(`${key}_${form}`) ? `${key}_${form}` : `${key}_other`, shown);
}

/**
 * Fills a static page: data-t="key" sets the text, data-t-label the accessible name,
 * data-t-placeholder the placeholder.
 * @param {ParentNode} root
 */
export function localize(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.getAttribute("data-t") ?? "");
  }
  for (const [data, attribute] of [["data-t-label", "aria-label"], ["data-t-placeholder", "placeholder"]]) {
    for (const element of root.querySelectorAll(`[${data}]`)) {
      element.setAttribute(attribute, t(element.getAttribute(data) ?? ""));
    }
  }
}
