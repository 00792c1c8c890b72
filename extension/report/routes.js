// Ways to reach somebody: real links where the address is safe and whole, plain text otherwise.

import { h, icon } from "../shared/dom.js";
import { safeLink } from "../shared/messages.js";
import { t } from "../shared/i18n.js";
import { label } from "./labels.js";

/** @typedef {import("../shared/contract.d.ts").Route} Route */

// No "?", "&" or "%": a mail address must not smuggle in a subject, a copy or a body.
const MAIL = /^[^\s@<>"'(),:;?&%#\\]+@[^\s@<>"'(),:;?&%#\\]+\.[^\s@<>"'(),:;?&%#\\.]+$/;
const PHONE = /^[+()\d\s./\-‑–()]+$/;

/**
 * @param {Route} route
 * @returns {string|null} an address with an allowed scheme
 */
export function routeHref({ kind, target }) {
  const value = target?.trim();
  if (!value) return null;
  if (/^https?:\/\//i.test(value)) return safeLink(value);
  const mail = value.replace(/^mailto:/i, "");
  if (kind === "email" || /^mailto:/i.test(value)) return MAIL.test(mail) ? safeLink(`mailto:${mail}`) : null;
  if (kind === "phone" || /^tel:/i.test(value)) {
    const number = value.replace(/^tel:/i, "");
    const digits = number.replace(/\(0\)/, "").replace(/[^+\d]/g, "");
    return PHONE.test(number) && /^\+?\d{3,16}$/.test(digits) ? safeLink(`tel:${digits}`) : null;
  }
  return MAIL.test(value) ? safeLink(`mailto:${value}`) : null;
}

/** A web address as a person reads it: host and the start of the path. @param {string} href */
function readable(href) {
  const url = new URL(href);
  const path = url.pathname === "/" ? "" : url.pathname;
  const text = url.host.replace(/^www\./, "") + path;
  return text.length > 38 ? `${text.slice(0, 36)}…` : text;
}

/** @param {Route} route */
export function routeNode(route) {
  const href = routeHref(route);
  const target = route.target?.trim();
  if (href?.startsWith("http")) {
    return h("a", { class: "route", href, target: "_blank", rel: "noopener noreferrer", title: target },
      readable(href), icon("out"), h("span", { class: "sr-only" }, ` (${t("opens_in_new_tab")})`));
  }
  if (href) return h("a", { class: "route", href }, (target ?? "").replace(/^(mailto|tel):/i, ""));
  if (!target) return h("span", { class: "route plain" }, label("route_", route.kind));
  return h("span", { class: "route plain" }, ["email", "phone", "link"].includes(route.kind) ? target : `${label("route_", route.kind)}: ${target}`);
}

/**
 * Every route once, those that can be taken at once first. "How is not stated" and an authority
 * with no address say nothing where another route is known.
 * @param {Route[]} routes @returns {Route[]}
 */
export function distinct(routes) {
  const seen = new Set();
  const found = routes.filter((route) => {
    const key = route.target ? routeHref(route) ?? route.target : route.kind;
    return !seen.has(key) && seen.add(key);
  });
  const telling = found.filter((route) => route.target || (route.kind !== "unspecified" && route.kind !== "regulator"));
  const rank = (/** @type {Route} */ route) => (routeHref(route) ? 0 : 1);
  return (telling.length ? telling : found).sort((a, b) => rank(a) - rank(b));
}
