// The demo page: text in, summary out, nothing sent anywhere.

import { h } from "./shared/dom.js";
import { number, seconds } from "./shared/format.js";
import { localize, t, useLanguage } from "./shared/i18n.js";
import { download } from "./report/download.js";
import "./report/policy-report.js";
import * as engine from "./engine.js";
import { FileError, readFile, richText } from "./files.js";
import { clearMark, fill, lines, showQuote } from "./reader.js";

/** @typedef {import("./shared/contract.js").Input} Input */
/** @typedef {import("./report/policy-report.js").PolicyReport} PolicyReport */

engine.start(); // before anything else: it warms up while the page is read

const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const text = /** @type {HTMLTextAreaElement} */ (get("text"));
const file = /** @type {HTMLInputElement} */ (get("file"));
const picker = /** @type {HTMLSelectElement} */ (get("language"));
const report = /** @type {PolicyReport} */ (get("report"));
const reader = get("reader");
const query = new URLSearchParams(location.search);

const SAMPLES = { en: "en.html", zh: "zh.html", nl: "nl.markdown", mixed: "mixed.html" };
// Work that takes longer than this is worth a progress bar; a shorter one would only flicker.
const PATIENCE = 300;
const LIMIT = 8 * 1024 * 1024;

/** What was brought in a richer form than the text field shows; null once the text is edited. @type {Input|null} */
let rich = null;
/** @type {() => string} says the status anew when the language changes */
let status = () => "";
/** @type {() => string} */
let problem = () => "";

function showStatus() {
  get("status").textContent = status();
  const message = problem();
  get("error").hidden = !message;
  get("error").replaceChildren(...(message ? [h("strong", {}, t("demo_error_title")), message] : []));
}

/** @param {"edit"|"read"} mode */
function setMode(mode) {
  const reading = mode === "read";
  text.hidden = reading;
  reader.hidden = !reading;
  get("actions").hidden = reading;
  get("edit").hidden = !reading;
  get("clear").hidden = !reading && !text.value;
}

/** @param {boolean} there */
function setResult(there) {
  document.body.classList.toggle("has-result", there);
  get("downloads").hidden = !there;
  get("waiting").hidden = there || Boolean(problem());
}

/** @param {() => string} message */
function fault(message) {
  problem = message;
  status = () => "";
  report.report = null;
  setMode("edit");
  setResult(false);
  showStatus();
}

/** @param {string} [sample] */
function markSample(sample) {
  for (const button of document.querySelectorAll("[data-sample]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-sample") === sample));
  }
}

/** @param {Input} input */
async function summarise(input) {
  problem = () => "";
  if (typeof input.content === "string" && !input.content.trim()) return fault(() => t("demo_error_empty"));
  const slow = setTimeout(() => {
    status = () => t("demo_working");
    get("progress").hidden = false;
    showStatus();
  }, PATIENCE);
  try {
    const answer = await engine.analyze(input);
    report.report = answer.report;
    status = () => t("demo_done", seconds(answer.ms));
    setResult(true);
    showStatus();
    fill(reader, (await answer.blocks) ?? lines(String(input.content)));
    setMode("read");
  } catch (error) {
    const failure = /** @type {import("./engine.js").Failure} */ (error);
    if (failure.code === "replaced") return;
    if (failure.code === "too_large") fault(() => t("demo_error_large", number(Math.round((failure.limit ?? LIMIT) / 1024 / 1024))));
    else if (failure.code === "engine") fault(() => t("demo_error_engine"));
    else fault(() => t("demo_error_crash"));
    console.error(failure.message ?? error);
  } finally {
    clearTimeout(slow);
    get("progress").hidden = true;
  }
}

/** @param {Input} input @param {string} [sample] */
function take(input, sample) {
  rich = input;
  text.value = String(input.content);
  markSample(sample);
  return summarise(input);
}

/** @param {File|undefined} chosen */
async function takeFile(chosen) {
  if (!chosen) return;
  try {
    // A file far over the limit is not even read; the core would only say the same.
    if (chosen.size > LIMIT * 2) return fault(() => t("demo_error_large", number(LIMIT / 1024 / 1024)));
    await take(await readFile(chosen));
  } catch (error) {
    const code = error instanceof FileError ? error.code : "file";
    fault(() => t(`demo_error_${code}`));
  }
}

/** @param {string} name */
async function takeSample(name) {
  const path = SAMPLES[/** @type {keyof typeof SAMPLES} */ (name)];
  if (!path) return;
  try {
    const answer = await fetch(new URL(`./samples/${path}`, import.meta.url));
    if (!answer.ok) throw new Error(String(answer.status));
    await take({ kind: path.endsWith(".html") ? "html" : "markdown", content: await answer.text() }, name);
  } catch {
    fault(() => t("demo_error_sample"));
  }
}

async function setLanguage(/** @type {string|undefined} */ wanted) {
  const tag = await useLanguage(wanted);
  document.documentElement.lang = tag;
  document.title = t("demo_title");
  picker.value = tag;
  localize(document);
  showStatus();
  report.render();
}

/** The reader's choice of language is all that is remembered, and only here. */
const remembered = {
  get() {
    try {
      return localStorage.getItem("language") ?? undefined;
    } catch {
      return undefined; // storage may be blocked
    }
  },
  set(/** @type {string} */ tag) {
    try {
      localStorage.setItem("language", tag);
    } catch {
      // then the choice lasts as long as the page
    }
  },
};

picker.addEventListener("change", () => {
  remembered.set(picker.value);
  setLanguage(picker.value);
});
for (const button of document.querySelectorAll("[data-sample]")) {
  button.addEventListener("click", () => takeSample(button.getAttribute("data-sample") ?? ""));
}
get("summarise").addEventListener("click", () => summarise(rich ?? { kind: "auto", content: text.value }));
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) get("summarise").click();
});
text.addEventListener("input", () => {
  rich = null;
  markSample();
  get("clear").hidden = !text.value;
});
text.addEventListener("paste", (event) => {
  if (text.value && (text.selectionStart > 0 || text.selectionEnd < text.value.length)) return; // a piece is added to a text
  const input = richText(event.clipboardData);
  // The pasted text reaches the field after this event; then there is nothing left to wait for.
  setTimeout(() => {
    rich = input;
    if (text.value.trim()) summarise(rich ?? { kind: "auto", content: text.value });
  });
});
get("edit").addEventListener("click", () => {
  clearMark();
  setMode("edit");
  text.focus();
});
get("clear").addEventListener("click", () => {
  text.value = "";
  rich = null;
  problem = status = () => "";
  report.report = null;
  markSample();
  clearMark();
  setMode("edit");
  setResult(false);
  showStatus();
  text.focus();
});
get("open").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  await takeFile(file.files?.[0]);
  file.value = ""; // the same file may be chosen again
});
report.addEventListener("show-quote", (event) => {
  setMode("read");
  if (showQuote(reader, /** @type {CustomEvent} */ (event).detail)) return;
  status = () => t("show_failed_text");
  showStatus();
});
for (const format of /** @type {const} */ (["json", "markdown"])) {
  get(format).addEventListener("click", () => report.report && download(report.report, format));
}

// A file may be dropped anywhere on the page.
const carriesFile = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carriesFile(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!carriesFile(event)) return;
  event.preventDefault();
  takeFile(event.dataTransfer?.files[0]);
});

await setLanguage(query.get("lang") ?? remembered.get());
setMode("edit");
if (query.has("sample")) await takeSample(query.get("sample") ?? "");
