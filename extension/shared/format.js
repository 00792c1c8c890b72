// Dates, durations, languages and lists in the reader's language, through Intl.

import { formatLocale, language } from "./i18n.js";

/**
 * A date as precise as the policy states it: "2025-11-03", "2022-07" or "2023".
 * @param {string} iso @param {"long"|"short"} [length] of the month's name
 * @returns {{text: string, exact: boolean}|null}
 */
export function date(iso, length = "long") {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  if (!parts) return null;
  const [, year, month, day] = parts;
  const at = new Date(Date.UTC(Number(year), month ? Number(month) - 1 : 0, day ? Number(day) : 1));
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = length;
  if (day) options.day = "numeric";
  return { text: new Intl.DateTimeFormat(formatLocale(), options).format(at), exact: Boolean(day) };
}

/** @typedef {"year"|"month"|"week"|"day"|"hour"|"minute"|"second"} Unit */

/** @param {string} iso @returns {[number, Unit][]|null} */
function parts(iso) {
  const match = /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (!match) return null;
  /** @type {Unit[]} */
  const units = ["year", "month", "week", "day", "hour", "minute", "second"];
  /** @type {[number, Unit][]} */
  const found = [];
  units.forEach((unit, place) => {
    const value = match[place + 1];
    if (value !== undefined && Number.isFinite(Number(value))) found.push([Number(value), unit]);
  });
  return found.length ? found : null;
}

/** An ISO 8601 duration in words; the text itself where it is none. @param {string} iso */
export function duration(iso) {
  const found = parts(iso);
  if (!found) return iso;
  const words = found.map(([value, unit]) =>
    new Intl.NumberFormat(formatLocale(), { style: "unit", unit, unitDisplay: "long" }).format(value));
  return new Intl.ListFormat(formatLocale(), { type: "unit", style: "long" }).format(words);
}

const DAYS = { year: 365.25, month: 30.44, week: 7, day: 1, hour: 1 / 24, minute: 1 / 1440, second: 1 / 86400 };

/** About how many days; for order and time line only. @param {string} iso */
export const days = (iso) => (parts(iso) ?? []).reduce((sum, [value, unit]) => sum + value * DAYS[unit], 0);

/** @param {string} tag BCP 47 @returns {string|null} */
export function languageName(tag) {
  try {
    const name = new Intl.DisplayNames([formatLocale(), language()], { type: "language", fallback: "none" }).of(tag);
    return name ?? null;
  } catch {
    return null; // not a language tag
  }
}

/** A tag that may stand in a lang attribute; null for "und" and for what is no tag. @param {string|null|undefined} tag */
export function langAttribute(tag) {
  try {
    return tag && tag !== "und" ? Intl.getCanonicalLocales(tag)[0] : null;
  } catch {
    return null;
  }
}

/** @param {string[]} items */
export const list = (items) => new Intl.ListFormat(formatLocale(), { type: "conjunction" }).format(items);

/** @param {number} share 0..1 */
export const percent = (share) =>
  new Intl.NumberFormat(formatLocale(), { style: "percent", maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }).format(share);

/** @param {number} value */
export const number = (value) => new Intl.NumberFormat(formatLocale()).format(value);

/** @param {number} ms */
export const seconds = (ms) =>
  new Intl.NumberFormat(formatLocale(), { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 2 }).format(ms / 1000);
