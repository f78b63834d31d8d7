/**
 * Markup that can stand inside a value without being part of it: `123<b>-45-</b>6789`,
 * `**4111** 1111`. Tags of cells, lines and paragraphs separate values and are not among it.
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isDigit } from "./character.ts";
import type { Span } from "../rule.ts";

/** Longest tag or comment. */
const TAG_CHARS_MAX = 80;
/** Tags between two characters of a value. */
const TAGS_MAX = 4;
const STARS_MAX = 3;
/** How much of a key is looked at on either side of a mark, and how much there must be. */
const TOKEN_SIDE_CHARS = 9;
const TOKEN_SIDE_MIN = 4;

const SPACE = 0x20;
const STAR = 0x2a;
const DOT = 0x2e;
const SLASH = 0x2f;
const OPENING = 0x3c;
const CLOSING = 0x3e;
const AT = 0x40;
const UNDERSCORE = 0x5f;
const TICK = 0x60;

const INLINE: ReadonlySet<string> = new Set(
  ("a abbr b bdi bdo big cite code data del em font i ins kbd mark nobr q s samp small span " +
    "strike strong sub sup tt u var wbr").split(" "),
);

/** Where the tags that begin at `at` end, or -1 when there is none. */
export function tagsEnd(text: string, at: number): number {
  let end = -1;
  let from = at;
  for (let k = 0; k < TAGS_MAX && codeAt(text, from) === OPENING; k++) {
    const next = text.startsWith("<!--", from) ? commentEnd(text, from) : tagEnd(text, from);
    if (next < 0) break;
    end = next;
    from = next;
  }
  return end;
}

function commentEnd(text: string, at: number): number {
  const end = text.slice(at, at + TAG_CHARS_MAX).indexOf("-->", 4);
  return end < 0 ? -1 : at + end + 3;
}

function tagEnd(text: string, at: number): number {
  const from = at + (codeAt(text, at + 1) === SLASH ? 2 : 1);
  let end = from;
  while (end - from < 7 && isAlphanumeric(codeAt(text, end))) end++;
  const after = codeAt(text, end);
  if (after !== CLOSING && after !== SPACE && after !== SLASH) return -1;
  if (!INLINE.has(text.slice(from, end).toLowerCase())) return -1;
  for (; end - at < TAG_CHARS_MAX; end++) {
    const code = codeAt(text, end);
    if (code === CLOSING) return end + 1;
    if (code === OPENING || code === 0) return -1;
  }
  return -1;
}

/** Whether tags begin here that stand inside a value. */
export function hasTagInValue(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  if (!isAlphanumeric(before) && !isSign(before)) return false;
  const end = tagsEnd(text, at);
  if (end < 0) return false;
  const after = codeAt(text, end);
  return isAlphanumeric(after) || isSign(after) ||
    (after === SPACE && isDigit(before) && isDigitOrTag(codeAt(text, end + 1)));
}

function isDigitOrTag(code: number): boolean {
  return isDigit(code) || code === OPENING;
}

/**
 * Where the emphasis (`**`, a backtick) that begins at `at` ends, when it stands inside a value;
 * else -1. A single star between letters multiplies.
 */
export function emphasisEnd(text: string, at: number): number {
  let end = at + 1;
  while (end - at < STARS_MAX && isMark(codeAt(text, end))) end++;
  const before = codeAt(text, at - 1);
  let after = codeAt(text, end);
  if (isMark(before) || isMark(after)) return -1;
  if (isSign(before)) return isAlphanumeric(after) ? end : -1;
  if (before === SPACE) {
    const isInNumber = isDigit(after) && isMarked(text, at - 2) &&
      (end - at > 1 || hasMark(text, at - 2));
    return isInNumber ? end : -1;
  }
  if (!isAlphanumeric(before)) return -1;
  if (isDigit(before) && after === SPACE && isMarked(text, end + 1)) return end;
  if (isSign(after)) {
    after = codeAt(text, end + 1);
    return isAlphanumeric(after) || isMark(after) ? end : -1;
  }
  const isNumber = isDigit(before) && isDigit(after);
  if (isNumber || (end - at > 1 && isAlphanumeric(after))) return end;
  return isAlphanumeric(after) && isInToken(text, { start: at, end }) ? end : -1;
}

function isMarked(text: string, at: number): boolean {
  return isDigit(codeAt(text, at)) || hasMark(text, at);
}

function hasMark(text: string, at: number): boolean {
  return isMark(codeAt(text, at));
}

/** Whether letters and digits, both, go on for long on either side: no word, but a key. */
function isInToken(text: string, { start, end }: Span): boolean {
  let first = start;
  let digits = 0;
  while (start - first < TOKEN_SIDE_CHARS && isAlphanumeric(codeAt(text, first - 1))) {
    if (isDigit(codeAt(text, --first))) digits++;
  }
  let last = end;
  while (last - end < TOKEN_SIDE_CHARS && isAlphanumeric(codeAt(text, last))) {
    if (isDigit(codeAt(text, last++))) digits++;
  }
  const isLong = start - first === TOKEN_SIDE_CHARS || last - end === TOKEN_SIDE_CHARS;
  return isLong && digits > 1 && start - first >= TOKEN_SIDE_MIN && last - end >= TOKEN_SIDE_MIN;
}

/** A star, a backtick or an underscore. */
function isMark(code: number): boolean {
  return code === STAR || code === TICK || code === UNDERSCORE;
}

function isSign(code: number): boolean {
  return isDash(code) || code === DOT || code === AT;
}
