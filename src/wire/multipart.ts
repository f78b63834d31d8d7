/**
 * Reads `multipart/form-data` and its relatives (RFC 7578, RFC 2046 section 5.1): fields as text,
 * files as text where they are text.
 * @module
 */

import { isText, kindOfType, signatureKind } from "./encoded_value.ts";

/** One part. */
export interface FormPart {
  /** Name of the field; `part` when it has none. */
  name: string;
  /** Name of the file; empty for a field. */
  fileName: string;
  /** `text`, or what it is instead: `audio`, `image`, `binary`, ... */
  kind: string;
  /** The text; null for what is none. */
  text: string | null;
  /** The text is JSON, or lines of it, by its type or its file's name. */
  isJson: boolean;
}

/** A form, as far as it came. */
export interface Form {
  parts: FormPart[];
  /** The closing boundary was there, and every part had its head. */
  complete: boolean;
}

/** Parts of one form, and bytes of a part's head. */
const PARTS_MAX = 1_024;
const HEAD_BYTES_MAX = 16_384;
const SAMPLE_BYTES = 4_096;

const BOUNDARY_REGEXP = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i;
const DECODER = new TextDecoder();
const LATIN1 = new TextDecoder("latin1");

/**
 * The parts of a body; null when its type names no boundary or the body does not have it.
 *
 * @param type The whole `content-type` field.
 */
export function readMultipart(bytes: Uint8Array, type: string): Form | null {
  const found = BOUNDARY_REGEXP.exec(type);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return null;
  // Latin-1 has one character for each byte, so places in the text are places in the bytes.
  const text = LATIN1.decode(bytes);
  const delimiter = `--${boundary}`;
  let at = text.startsWith(delimiter) ? 0 : text.indexOf(`\n${delimiter}`) + 1;
  if (at === 0 && !text.startsWith(delimiter)) return null;
  const form: Form = { parts: [], complete: true };
  for (;;) {
    const after = at + delimiter.length;
    if (text.startsWith("--", after)) return form;
    const lineEnd = text.indexOf("\n", after);
    const next = lineEnd < 0 ? -1 : text.indexOf(`\n${delimiter}`, lineEnd);
    if (lineEnd < 0 || next < 0) form.complete = false;
    if (lineEnd < 0) return form;
    const end = next < 0 ? text.length : text.charAt(next - 1) === "\r" ? next - 1 : next;
    const part = partOf(bytes, text, { from: lineEnd + 1, to: Math.max(end, lineEnd + 1) });
    if (part === null || form.parts.length >= PARTS_MAX) form.complete = false;
    else form.parts.push(part);
    if (next < 0 || form.parts.length >= PARTS_MAX) return form;
    at = next + 1;
  }
}

function partOf(
  bytes: Uint8Array,
  text: string,
  { from, to }: { from: number; to: number },
): FormPart | null {
  const blank = /\r?\n\r?\n/.exec(text.slice(from, Math.min(to, from + HEAD_BYTES_MAX)));
  // A part without fields begins with its blank line.
  const isBare = text.startsWith("\r\n", from) || text.startsWith("\n", from);
  if (!isBare && blank === null) return null;
  const headEnd = isBare ? from : from + (blank?.index ?? 0);
  const contentAt = isBare
    ? from + (text.startsWith("\r\n", from) ? 2 : 1)
    : headEnd + (blank?.[0].length ?? 0);
  const head = DECODER.decode(bytes.subarray(from, headEnd));
  return contentOf(head, bytes.subarray(contentAt, to));
}

function contentOf(head: string, content: Uint8Array): FormPart {
  const type = (/^content-type:\s*([\w.+/-]{1,100})/im.exec(head)?.[1] ?? "").toLowerCase();
  const fileName = parameter(head, "filename") ?? "";
  const latin1 = LATIN1.decode(content.subarray(0, 16));
  const declared = kindOfType(type);
  const kind = signatureKind(latin1) ?? (declared === "binary" || type === "" ? null : declared);
  const isReadable = (kind === null || kind === "text") &&
    isText(content.subarray(0, SAMPLE_BYTES));
  return {
    name: parameter(head, "name") ?? "part",
    fileName,
    kind: isReadable ? "text" : kind === null || kind === "text" ? "binary" : kind,
    text: isReadable ? DECODER.decode(content) : null,
    isJson: /json/.test(type) || /\.jsonl?$/i.test(fileName),
  };
}

/** A parameter of the part's `content-disposition`. */
function parameter(head: string, name: string): string | null {
  const pattern = new RegExp(
    `;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.){0,1000})"|([^\\s;"]+))`,
    "i",
  );
  const found = pattern.exec(/^content-disposition:.*$/im.exec(head)?.[0] ?? "");
  return found?.[1] ?? found?.[2] ?? null;
}
