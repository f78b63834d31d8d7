/**
 * Values inside base64 and hexadecimal: a token that decodes to readable text is searched as that
 * text, one level deep. The whole token is the finding, since no part of it can be told from the
 * rest. Keys, hashes and images decode to nothing readable, and their first bytes show it.
 * @module
 */

import { codeAt } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import { hexValue } from "../text/escapes.ts";
import { MIXED, NUMBER, TOKEN } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** Shortest token that is decoded. */
const TOKEN_CHARS_MIN = 16;
/** Longest part of a token that is decoded; what is longer is a file. */
const TOKEN_CHARS_MAX = 0x1_0000;
/** Bytes, or characters of base64, that are tried first. */
const TRIED_BYTES = 16;
/** Text before a token that may say what is in it. */
const CONTEXT_CHARS = 64;
/** Of so many characters of readable text one may be unreadable. */
const STRANGE_ONE_IN = 16;
/** Runs of one token, which signs separate, at which what it encodes may begin. */
const TRIES_MAX = 8;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const PLUS = 0x2b;
const DASH = 0x2d;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;
const DELETE = 0x7f;
/** What a decoder writes for bytes that are no UTF-8. */
const REPLACEMENT = 0xfffd;

/** Value of each base64 and base64url character, or -1. */
const SEXTETS: Int8Array = sextets();

function sextets(): Int8Array {
  const table = new Int8Array(0x80).fill(-1);
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let k = 0; k < digits.length; k++) table[digits.charCodeAt(k)] = k;
  table[DASH] = 62;
  table[UNDERSCORE] = 63;
  return table;
}

/** The tokens of a text that hold readable text. */
export function* encodedCandidates({ text, events }: Looked): Generator<Candidate> {
  let from = 0;
  let around: Span = { start: 0, end: 0 };
  let triesLeft = 0;
  for (let at = 0; at < events.count; at++) {
    const kind = events.kinds[at] as number;
    if (kind !== TOKEN && kind !== MIXED && kind !== NUMBER) continue;
    const start = events.starts[at] as number;
    const end = events.ends[at] as number;
    if (start < from || (kind !== TOKEN && end - start < TOKEN_CHARS_MIN && !isBeside(text, end))) {
      continue;
    }
    // A token of many runs is read once, and tried at its first ones only: else a text of nothing
    // but `+0200` would be read anew from each of them.
    if (start >= around.end) {
      around = tokenAround(text, { start, end }, from);
      triesLeft = TRIES_MAX;
    }
    if (triesLeft-- <= 0) continue;
    // A slash may also belong to a path; then what is before it is no part of the token.
    const tokens = around.start < start ? [around, { start, end: around.end }] : [around];
    for (const token of tokens) {
      if (token.end - token.start < TOKEN_CHARS_MIN) continue;
      const decoded = decodedToken(text, token);
      if (decoded === null) continue;
      from = token.end;
      yield candidateOf(text, token, decoded);
      break;
    }
  }
}

/** Whether base64 goes on after a run of letters and digits. */
function isBeside(text: string, end: number): boolean {
  const code = codeAt(text, end);
  return code === PLUS || code === SLASH || code === EQUALS;
}

/** The token with what base64 has beside letters, digits, dashes and underscores. */
function tokenAround(text: string, { start, end }: Span, least: number): Span {
  let from = start;
  let to = end;
  while (from > least && start - from < TOKEN_CHARS_MAX && sextet(text, from - 1) >= 0) from--;
  while (to < text.length && to - start < TOKEN_CHARS_MAX && sextet(text, to) >= 0) to++;
  let padding = to;
  while (padding - to < 2 && codeAt(text, padding) === EQUALS) padding++;
  return { start: from, end: padding };
}

function sextet(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x80 ? SEXTETS[code] as number : -1;
}

/** What a token says, or null when it does not decode to readable text. */
function decodedToken(text: string, token: Span): string | null {
  if (isHexText(text, token)) {
    const bytes = new Uint8Array((token.end - token.start) >> 1);
    const fromHex = readable(bytes.subarray(0, hexBytes(text, token, bytes)));
    if (fromHex !== null) return fromHex;
  }
  if (!isBase64Text(text, token)) return null;
  const bytes = new Uint8Array(token.end - token.start);
  return readable(bytes.subarray(0, base64Bytes(text, token, bytes)));
}

/** Whether the first bytes in hexadecimal are those of a text. */
function isHexText(text: string, { start, end }: Span): boolean {
  if ((end - start) % 2 !== 0) return false;
  let rest = 0;
  for (let at = start; at < end && at < start + 2 * TRIED_BYTES; at += 2) {
    const high = hexValue(text.charCodeAt(at));
    const low = hexValue(text.charCodeAt(at + 1));
    if (high < 0 || low < 0) return false;
    rest = nextRest(rest, high * 16 + low);
    if (rest < 0) return false;
  }
  return true;
}

/** Whether the first bytes in base64 are those of a text. */
function isBase64Text(text: string, { start, end }: Span): boolean {
  let rest = 0;
  let held = 0;
  let bits = 0;
  const most = Math.min(end, start + TRIED_BYTES);
  for (let at = start; at < most; at++) {
    const value = sextet(text, at);
    if (value < 0) break;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    rest = nextRest(rest, (held >> bits) & 0xff);
    if (rest < 0) return false;
  }
  return true;
}

/** How many bytes of a character of UTF-8 follow, after how many were due; -1 for none of UTF-8. */
function nextRest(rest: number, byte: number): number {
  if (rest > 0) return (byte & 0xc0) === 0x80 ? rest - 1 : -1;
  if (byte < 0x80) return isTextUnit(byte) ? 0 : -1;
  if (byte < 0xc2 || byte > 0xf4) return -1;
  return byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
}

/** No control character but those of white space. */
function isTextUnit(unit: number): boolean {
  if (unit < SPACE) return unit === LINE_FEED || unit === RETURN || unit === TAB;
  return unit !== DELETE;
}

function hexBytes(text: string, { start, end }: Span, bytes: Uint8Array): number {
  let size = 0;
  for (let at = start; at + 1 < end && size < bytes.length; at += 2) {
    const high = hexValue(text.charCodeAt(at));
    const low = hexValue(text.charCodeAt(at + 1));
    if (high < 0 || low < 0) break;
    bytes[size++] = high * 16 + low;
  }
  return size;
}

function base64Bytes(text: string, { start, end }: Span, bytes: Uint8Array): number {
  let size = 0;
  let bits = 0;
  let held = 0;
  for (let at = start; at < end && size < bytes.length; at++) {
    const value = sextet(text, at);
    if (value < 0) break;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[size++] = (held >> bits) & 0xff;
  }
  return size;
}

/** The text of some bytes, unless too much of it cannot be read. */
function readable(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === REPLACEMENT || !isTextUnit(unit)) strange++;
  }
  return strange * STRANGE_ONE_IN <= text.length ? text : null;
}

function candidateOf(text: string, token: Span, decoded: string): Candidate {
  const copy = new Copy(text, contextStart(text, { place: token.start, chars: CONTEXT_CHARS }));
  copy.keepTo(token.start);
  const start = copy.text.length;
  copy.put(decoded, token);
  const inner = { start, end: copy.text.length };
  return { copy, inner, isStrict: false, isWhole: false, span: token, disguise: "encoded" };
}
