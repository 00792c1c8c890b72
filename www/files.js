// Files and clipboard: what a person brings, as an input for the core.

/** @typedef {import("./shared/contract.js").Input} Input */

/** A file that is no text, with the code of what to say about it. */
export class FileError extends Error {
  /** @param {"file"|"binary"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Policies saved years ago are not all UTF-8. @param {Uint8Array} bytes */
function decode(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  if (/^(%PDF|PK\x03\x04|\x89PNG|GIF8|\xff\xd8\xff|\xd0\xcf\x11\xe0)/.test(head)) throw new FileError("binary");
  const wide = head.startsWith("\xff\xfe") ? "utf-16le" : head.startsWith("\xfe\xff") ? "utf-16be" : null;
  const said = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
  for (const name of wide ? [wide] : ["utf-8", said, "gb18030", "windows-1252"]) {
    if (!name) continue;
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      if (text.includes("\0")) throw new FileError("binary");
      return text;
    } catch (error) {
      if (error instanceof FileError) throw error; // else not this encoding, or one the browser does not know
    }
  }
  throw new FileError("binary");
}

/** @param {string} name @returns {Input["kind"]} */
const kindOf = (name) => (/\.x?html?$/i.test(name) ? "html" : /\.(md|markdown)$/i.test(name) ? "markdown" : "auto");

/** @param {File} file @returns {Promise<Input>} */
export async function readFile(file) {
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new FileError("file");
  }
  return { kind: kindOf(file.name), content: decode(bytes) };
}

const LOOKS_LIKE_HTML = /<\/?(html|body|div|p|h[1-6]|ul|ol|li|table|section|article)\b[^>]*>/i;

/**
 * What was copied from a web page brings its headings and lists along; source code that
 * was copied brings only the colours of its editor, and its text is the better input.
 * @param {DataTransfer|null} data @returns {Input|null}
 */
export function richText(data) {
  const html = data?.getData("text/html") ?? "";
  const text = data?.getData("text/plain") ?? "";
  if (!/<(h[1-6]|li|p|td)\b/i.test(html) || LOOKS_LIKE_HTML.test(text)) return null;
  return { kind: "html", content: html };
}
