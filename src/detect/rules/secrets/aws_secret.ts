/**
 * AWS secret access keys beside their ids: forty characters of base64 that nothing marks, except
 * that an access key id stands before them (`AKIA...` and then, on the same or the next line).
 * @module
 */

import { codeAt, isAlphanumeric } from "../../text/character.ts";
import type { Span } from "../../rule.ts";
import {
  BASE64,
  countChars,
  HEX_ANY,
  isOf,
  isPlaceholder,
  looksRandom,
  runEnd,
} from "./secret_text.ts";

/** Characters of a secret access key. */
const SECRET_CHARS = 40;
/** How far after the id it may begin. */
const DISTANCE_MAX = 96;
const ID_CHARS = 20;

/**
 * Whether a text is shaped like a secret access key: all sorts of characters, and no hash. One in a
 * hundred has fewer than two digits; its signs, and how it is mixed, must tell then.
 */
export function isAwsSecret(text: string): boolean {
  if (text.length !== SECRET_CHARS || isOf(text, HEX_ANY) || text.includes("=")) return false;
  const { digits, lower, upper, distinct } = countChars(text);
  if (lower < 4 || upper < 4 || distinct < 16 || isPlaceholder(text)) return false;
  return digits >= 2 || (/[+/]/.test(text) && looksRandom(text));
}

/** The secret that belongs to an access key id, or null. */
export function secretAfter(text: string, id: Readonly<Span>): Span | null {
  if (id.end - id.start !== ID_CHARS) return null;
  const last = Math.min(text.length, id.end + DISTANCE_MAX);
  for (let at = id.end; at < last; at++) {
    const isStart = isAlphanumeric(codeAt(text, at)) || codeAt(text, at) === 0x2f ||
      codeAt(text, at) === 0x2b;
    if (!isStart) continue;
    const end = runEnd(text, at, { of: BASE64, max: SECRET_CHARS + 1 });
    if (isAwsSecret(text.slice(at, end))) return { start: at, end };
    at = end;
  }
  return null;
}
