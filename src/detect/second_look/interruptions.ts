/**
 * What may stand between two groups of a value and is no part of it: remarks in brackets, pictures,
 * backslashes, and the line break between two messages of the same speaker with the head of the
 * second one.
 *
 *     942 (then) 785      651 \u2728 308      0800 \ 0000      4791\n[09:12] guest: 6402
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";

/** A sign that forms have. */
export const PLAIN = 0;
/** A remark, pictures, or a backslash. */
const ODD = 1;
/** The end of a message and the head of another one. */
export const MESSAGE = 2;

/** What stands behind a group. */
export interface Interruption {
  kind: number;
  /** Where it ends. */
  end: number;
  /** Who says the next message. */
  speaker?: string;
}

/** Longest interruption, and how far before a value the line may begin that it stands in. */
const GAP_CHARS_MAX = 144;
const LINE_CHARS_MAX = 160;
/** How far behind a line break the value goes on: cheaper to look for than a head. */
const HEAD_CHARS_MAX = 96;

/** Longest rest of a line behind the first colon of its time. */
const TIME_CHARS_MAX = 12;
/** How far behind the sign that ends a head. */
const LEAD_CHARS_MAX = 14;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const BACKSLASH = 0x5c;
const SMALL_N = 0x6e;

const REMARK_REGEXP =
  /^[ ,.-]{0,2}(?:\((?: ?[\p{L}\p{M}][\p{L}\p{M} ,.'\u2019:;!?-]{0,32})\)|\[(?: ?[\p{L}\p{M}][\p{L}\p{M} ,.'\u2019:;!?-]{0,32})\]|\{(?: ?[\p{L}\p{M}][\p{L}\p{M} ,.'\u2019:;!?-]{0,32})\}|[\uff08\u3010](?:[\p{L}\p{M}][\p{L}\p{M} ,\u3001-]{0,32})[\uff09\u3011])[ ,.:-]{0,2}/u;
const PICTURES_REGEXP =
  /^[ ,.-]{0,2}(?:(?:[\u2190-\u2bff]|[\u{1f300}-\u{1faff}])[\ufe0f\u200d]{0,2} ?){1,4}[,.-]? ?/u;
const BACKSLASH_REGEXP = /^ ?\\{1,2} ?(?=[0-9A-Z])/;

const CLOCK = "\\d{1,2}:\\d\\d(?::\\d\\d)?(?: ?[AaPp]\\.?[Mm]\\.?)?";
const DAY = "\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{1,4})?[,T ]{1,2}";
const TIME = `(?:[\\[(]?(?:${DAY})?${CLOCK}[\\])]?[ ,\u2013-]{0,3})`;
/** `guest`, `Ann B.`, in angle brackets, with a time behind it perhaps. */
const NAME = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._'\u2019-]{0,24}?";
/** What a message begins with. */
const HEAD =
  `[ \\t>*\u2022-]{0,4}${TIME}?(?:<[@~]?(${NAME})>:?|\\[(${NAME})\\]:?|(?:~ )?[*_~@]{0,3}(${NAME})[*_]{0,2}(?: ?[\\[(](?:${DAY})?${CLOCK}[\\])])?[*_]{0,2} ?(?:[\uff1a>\u00bb]|:(?!(?<=\\d:)\\d))[*_]{0,2}) ?`;
/** `guest  9:12 AM`, `Ann, [12.03.24 09:12]`: a head in a line of its own. */
const HEAD_LINE =
  `[ \\t>*_~@\u2022-]{0,4}(${NAME})[*_]{0,2}(?:,| {0,2}[\u2014\u2013\u2022|\u00b7-])? {1,3}(?:\\p{L}{2,10}(?: \\p{L}{1,4})? )?[\\[(]?(?:${DAY})?${CLOCK}[\\])]?:? ?`;
const HEAD_REGEXP = new RegExp(`^${HEAD}`, "u");
const HEAD_LINE_REGEXP = new RegExp(`^${HEAD_LINE}\\r?$`, "u");
const BREAK = "(?:\\r?\\n|\\\\n)";
const ANY_HEAD = `(?:${HEAD_LINE}${BREAK}|${HEAD})`;
const OTHER_HEAD = ANY_HEAD.replaceAll(`(${NAME})`, `(?:${NAME})`);
/** What the rest of a value begins with. */
const GOES_ON =
  "and|then|and then|und|dann|et|puis|y|e|luego|poi|depois|en|dan|och|og|i|a|potem|ve|\u0438|\u0430|\u043f\u043e\u0442\u043e\u043c";
/** The end of a message, a short one of somebody else perhaps, and the head of the next one. */
const MESSAGE_REGEXP = new RegExp(
  `^(?:\\.{2,3}|\u2026|,| ?-)? ?${BREAK}(?:${OTHER_HEAD}[^\\d\\n]{0,40}?${BREAK})?${ANY_HEAD}(?:(?:${GOES_ON}) |\\.{2,3} ?|\u2026 ?)?`,
  "u",
);

/** 1 for what an interruption may begin with, over a space. */
const FIRSTS: Uint8Array = firsts();
/** The same with the dots of a pause. */
export const INTERRUPTION_SIGNS: Uint8Array = FIRSTS.slice();
INTERRUPTION_SIGNS[0x2e] = 1;

function firsts(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of "([{\\\n\r\uff08\u3010\u2026") table[char.charCodeAt(0)] = 1;
  table.fill(1, 0x2190, 0x2c00);
  table.fill(1, 0xd83c, 0xd83f);
  return table;
}

/** 1 for what no head has before its last sign. */
const IS_NO_HEAD: Uint8Array = noHeads();

function noHeads(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of `"=;{}$#%&|^\`+`) table[char.charCodeAt(0)] = 1;
  return table;
}

/** Whether a value may be interrupted behind a group: a cheap look. */
export function mayInterrupt(text: string, end: number): boolean {
  const code = codeAt(text, end);
  const first = code === SPACE ? codeAt(text, end + 1) : code;
  if (FIRSTS[first] !== 1) return first === DOT && isPause(text, end);
  if (isBreakAt(text, code === SPACE ? end + 1 : end)) return hasHead(text, end);
  const next = gapAfter(text, end);
  return next !== null && next.kind !== PLAIN && isAlphanumeric(codeAt(text, next.end));
}

/** `4791 2183...` at the end of a line. */
function isPause(text: string, end: number): boolean {
  return text.startsWith("..", end) && hasHead(text, end);
}

/** Whether a line ends at a place. */
export function isBreakAt(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code === LINE_FEED || code === RETURN ||
    (code === BACKSLASH && codeAt(text, at + 1) === SMALL_N);
}

/** What stands between a group that ends at a place and the next one; null when it is no gap. */
export function gapAfter(text: string, end: number): Interruption | null {
  const code = codeAt(text, end);
  const isSign = code === SPACE || code === DASH || code === DOT;
  if (isSign && isAlphanumeric(codeAt(text, end + 1))) return { kind: PLAIN, end: end + 1 };
  if (code === DOT && codeAt(text, end + 1) !== DOT) return null;
  if (code === BACKSLASH && codeAt(text, end + 1) === SMALL_N) return messageAfter(text, end);
  const first = FIRSTS[code] === 1 ? code : codeAt(text, end + 1);
  if (FIRSTS[first] !== 1 && !isSign && code !== 0x2c) return null;
  if (first === LINE_FEED || first === RETURN || first === DOT || first === 0x2026) {
    return messageAfter(text, end);
  }
  const slice = text.slice(end, end + GAP_CHARS_MAX);
  for (const regexp of [REMARK_REGEXP, PICTURES_REGEXP, BACKSLASH_REGEXP]) {
    const found = regexp.exec(slice)?.[0];
    if (found !== undefined) return { kind: ODD, end: end + found.length };
  }
  return null;
}

function messageAfter(text: string, end: number): Interruption | null {
  if (!hasHead(text, end)) return null;
  const found = MESSAGE_REGEXP.exec(text.slice(end, end + GAP_CHARS_MAX));
  if (found === null) return null;
  return { kind: MESSAGE, end: end + found[0].length, speaker: nameOf(found) };
}

/** Whether a sign that ends a head stands behind a line break, and a digit behind it. */
function hasHead(text: string, end: number): boolean {
  const most = Math.min(text.length - 1, end + HEAD_CHARS_MAX);
  let sign = most;
  for (let at = end + 1; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a || code === 0x3e || code === 0x5d || code === 0xff1a || code === 0xbb) {
      if (code !== 0x3a || !isTime(text, at) || isLastTime(text, at)) sign = at;
    } else if (code >= 0x30 && code <= 0x39 && at > sign) return at - sign <= LEAD_CHARS_MAX;
    // No name and no time has it.
    else if (IS_NO_HEAD[code] === 1) return false;
  }
  return false;
}

/** A colon between two digits. */
function isTime(text: string, at: number): boolean {
  return isDigit(codeAt(text, at - 1)) && isDigit(codeAt(text, at + 1));
}

/** Whether a line ends behind a time: a head in a line of its own. */
function isLastTime(text: string, at: number): boolean {
  for (let k = at + 3; k < at + TIME_CHARS_MAX; k++) if (isBreakAt(text, k)) return true;
  return false;
}

function nameOf(names: RegExpExecArray): string {
  return (names.slice(1).find((name) => name !== undefined) ?? "").trim().toLowerCase();
}

/** Whether the line of a place, or the one before it, says that somebody says what stands there. */
export function isSaidBy(text: string, place: number, speaker: string): boolean {
  const start = lineStart(text, place);
  const found = HEAD_REGEXP.exec(text.slice(start, place));
  if (found !== null && nameOf(found) === speaker) return true;
  const end = text.startsWith("\\n", start - 2) ? start - 2 : start - 1;
  const line = HEAD_LINE_REGEXP.exec(text.slice(lineStart(text, end), Math.max(0, end)));
  return line !== null && nameOf(line) === speaker;
}

/** Where a line begins, at most {@linkcode LINE_CHARS_MAX} characters before a place in it. */
function lineStart(text: string, place: number): number {
  let start = place;
  while (place - start < LINE_CHARS_MAX && !isBreakBefore(text, start)) start--;
  return start;
}

function isBreakBefore(text: string, at: number): boolean {
  const code = codeAt(text, at - 1);
  if (at <= 0 || code === LINE_FEED) return true;
  return code === SMALL_N && codeAt(text, at - 2) === BACKSLASH;
}
