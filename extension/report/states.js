// What popup and full-tab view show when there is no summary: what happened, and what to do.

import { h } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { number } from "../shared/format.js";

/** @typedef {import("../shared/messages.js").Failure} Failure */
/** @typedef {import("../shared/dom.js").Child} Child */

/**
 * @param {string} name @param {string} title @param {Child} text @param {Child[]} [rest]
 */
export const state = (name, title, text, rest = []) =>
  h("section", { class: "state", "data-state": name },
    h("h1", { tabindex: -1 }, title), text && h("p", {}, text), ...rest);

/** @param {Record<string, () => void>} actions text of the button -> what it does; the first one is the main one */
export const buttons = (actions) =>
  h("div", { class: "actions" }, ...Object.entries(actions).map(([text, act], place) =>
    h("button", { type: "button", class: place === 0 ? "button primary" : "button", onclick: act }, text)));

/** @param {unknown} value @returns {value is {error: Failure}} */
const isFailed = (value) => typeof value === "object" && value !== null && "error" in value && Boolean(value.error) && !("status" in value);

/** An answer of the background, or its failure thrown. @template T @param {T|{error: Failure}|undefined} answer @returns {T} */
export function answered(answer) {
  if (answer === undefined) throw { code: "internal", message: "no answer" };
  if (isFailed(answer)) throw answer.error;
  return /** @type {T} */ (answer);
}

/** @param {Failure|null|undefined} failure @param {Record<string, () => void>} actions */
export function errorState(failure, actions) {
  const code = failure?.code ?? "internal";
  if (code === "tab_gone") return state(code, t("error_gone_title"), t("error_gone_text"));
  if (code === "unsupported") return state(code, t("popup_unsupported_title"), t("popup_unsupported_text"), [buttons(actions)]);
  if (code === "fetch_failed") return state(code, t("error_fetch_title"), t("error_fetch_text"), [buttons(actions)]);
  if (code === "too_large") {
    const limit = number(Math.round((failure?.limit ?? 8 * 1024 * 1024) / 1024 / 1024));
    return state(code, t("popup_error_title"), t("popup_too_large", limit), [buttons(actions)]);
  }
  const detail = failure?.message && failure.message !== code ? failure.message : code;
  return state("error", t("popup_error_title"), t("popup_error_text"), [
    buttons(actions), h("p", { class: "technical" }, t("popup_error_detail", detail)),
  ]);
}
