/**
 * Strings that carry something encoded: data URLs, and long base64. What decodes to text is text,
 * one level deep; of everything else the kind is told by its first bytes.
 * @module
 */

/** What an encoded string holds. */
export interface EncodedValue {
  /** `image`, `audio`, `video`, `document`, `archive` or `binary`; `text` when it is decoded. */
  kind: string;
  /** The decoded text; null when it is none. */
  text: string | null;
}

/** Shorter base64 is left to the detection engine, which decodes what it finds in a text. */
const ENCODED_CHARS_MIN = 256;
/** Characters whose decoded bytes decide what it is. */
const SAMPLE_CHARS = 1_024;
/** Share of the sample that may be neither printable nor white space. */
const CONTROLS_MAX = 0.01;

const DATA_URL_REGEXP = /^data:([\w.+/-]{0,80})((?:;[\w.=+-]{1,80}){0,4}),/;
const BASE64_REGEXP = /^[A-Za-z0-9+/_-]+$/;
const LINES_REGEXP = /[\r\n]+/g;

/** First bytes of the formats that are sent to models, as Latin-1. */
const SIGNATURES: readonly (readonly [start: string, kind: string])[] = [
  ["\x89PNG", "image"],
  ["\xff\xd8\xff", "image"],
  ["GIF8", "image"],
  ["II*\0", "image"],
  ["MM\0*", "image"],
  ["ID3", "audio"],
  ["\xff\xfb", "audio"],
  ["\xff\xf3", "audio"],
  ["OggS", "audio"],
  ["fLaC", "audio"],
  ["%PDF", "document"],
  ["PK\x03\x04", "archive"],
  ["\x1f\x8b", "archive"],
  ["\x1aE\xdf\xa3", "video"],
];

const STRICT_DECODER = new TextDecoder("utf-8", { fatal: true });

/** What a string holds if it is encoded as a whole; null when it is plain text. */
export function encodedKind(text: string): EncodedValue | null {
  if (text.startsWith("data:")) {
    const url = DATA_URL_REGEXP.exec(text.slice(0, 512));
    if (url !== null) return dataUrl(text.slice(url[0].length), url);
  }
  if (text.length < ENCODED_CHARS_MIN || text.slice(0, 96).includes(" ")) return null;
  if (!looksEncoded(text)) return null;
  return base64(text, "binary");
}

function dataUrl(content: string, url: RegExpExecArray): EncodedValue | null {
  const kind = kindOfType((url[1] ?? "").toLowerCase());
  if (!(url[2] ?? "").endsWith(";base64")) {
    return kind === "text" || kind === "binary" ? null : { kind, text: null };
  }
  return kind === "text" || kind === "binary" ? base64(content, kind) : { kind, text: null };
}

/** What a media type says; `binary` when it says nothing. */
export function kindOfType(type: string): string {
  const top = type.slice(0, type.indexOf("/"));
  if (top === "image" || top === "audio" || top === "video" || top === "text") return top;
  if (type === "application/pdf") return "document";
  return /json|xml|yaml|csv|javascript|x-sh|toml/.test(type) ? "text" : "binary";
}

/** One alphabet, no words: a beginning, a middle and an end of it. */
function looksEncoded(text: string): boolean {
  const middle = text.length >> 1;
  const parts = [text.slice(0, 96), text.slice(middle, middle + 96), text.slice(-96, -4)];
  return parts.every((part) => BASE64_REGEXP.test(part.replaceAll(LINES_REGEXP, "")));
}

function base64(content: string, otherwise: string): EncodedValue | null {
  const sample = bytesOf(content.slice(0, SAMPLE_CHARS));
  if (sample === null) return null;
  const latin1 = String.fromCharCode(...sample.subarray(0, 16));
  const known = signatureKind(latin1);
  if (known !== null) return { kind: known, text: null };
  if (!isText(sample)) return { kind: otherwise === "text" ? "binary" : otherwise, text: null };
  const whole = bytesOf(content);
  if (whole === null) return null;
  try {
    return { kind: "text", text: STRICT_DECODER.decode(whole) };
  } catch {
    return { kind: "binary", text: null }; // The sample was text by chance.
  }
}

/** What the first bytes say, as Latin-1; null when they say nothing. */
export function signatureKind(latin1: string): string | null {
  for (const [start, kind] of SIGNATURES) if (latin1.startsWith(start)) return kind;
  if (latin1.startsWith("RIFF")) return latin1.startsWith("WEBP", 8) ? "image" : "audio";
  return latin1.startsWith("ftyp", 4) ? "video" : null;
}

function bytesOf(content: string): Uint8Array | null {
  const plain = content.replaceAll("-", "+").replaceAll("_", "/").replaceAll(LINES_REGEXP, "");
  const whole = plain.slice(0, plain.length - plain.length % 4) + lastGroup(plain);
  try {
    const binary = atob(whole);
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return null; // Not base64 after all.
  }
}

/** What follows the last whole group of four; a single character stands for nothing. */
function lastGroup(plain: string): string {
  const rest = plain.length % 4;
  return rest === 1 ? "" : plain.slice(plain.length - rest);
}

/** Whether bytes read as UTF-8 text; the last character may be cut. */
export function isText(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  if (controls > bytes.length * CONTROLS_MAX) return false;
  for (let cut = 0; cut < 4 && cut < bytes.length; cut++) {
    try {
      STRICT_DECODER.decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      continue; // A character may be cut at the end of a sample.
    }
  }
  return false;
}
