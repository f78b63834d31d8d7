/**
 * What people write for the `@` of an address beside the word: an a in brackets or in a circle, a
 * short word of some language or one with digits in brackets, and an envelope. All of them mean
 * something else most of the time, so there must be a mailbox before and a host with a known
 * top-level name behind, whose dots may be in brackets too.
 *
 *     jane.doe(a)example.com     jane\u24d0example.com     jane.doe \u2709 example \u25cf com
 *     jane[et]example.com        j4ne(4t)example(d0t)c0m
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "./character.ts";
import type { Span } from "../rule.ts";
import { TOP_LEVEL_NAMES } from "./top_level_names.ts";

/** Longest mailbox and host that are looked at; fewest characters of a mailbox. */
const NAME_CHARS_MAX = 64;
const MAILBOX_CHARS_MIN = 2;
/** A mailbox over a space: any word may end there. */
const APART_CHARS_MIN = 3;
const DOT_CHARS_MAX = 8;

const SPACE = 0x20;
const DOT = 0x2e;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const ENVELOPE = 0x2709;
/** Shows the sign before it as a picture. */
const SELECTOR = 0xfe0f;
/** Halves of three envelopes: U+1F4E7 to U+1F4E9. */
const PICTURE_HIGH = 0xd83d;
const PICTURE_MIN = 0xdce7;
const PICTURE_MAX = 0xdce9;

/** What stands in brackets for an `@`: an a, and at in some languages and spellings. */
const AT_REGEXP = /^(?:a|at|et|eta|\u00e4t|ett|\u00e0|4t|@t|bei|chez)$/i;
const AT_CHARS_MAX = 4;
/** What those begin with. */
const AT_FIRSTS = "aAeE4@bBcC\u00e4\u00c4\u00e0\u00c0";
/** A dot in brackets whose letters are partly digits, and a top-level name that is written so. */
const DOT_REGEXP = /^ ?(?:\((?:d[o0]t|\.)\)|\[(?:d[o0]t|\.)\]|\{(?:d[o0]t|\.)\}) ?/i;
const LEET_NAME_REGEXP = /^(?:c0m|n3t|0rg|1nfo|inf0|0nline|c0m\.[a-z]{2})(?![A-Za-z0-9])/i;
const LEET_NAMES: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e" };

/** Round signs that stand for a dot. */
const ROUND = "\u00b7\u2022\u2219\u22c5\u25cf\u26ab\u2b24";

/** Whether an envelope begins at a place. */
export function isEnvelope(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === ENVELOPE) return true;
  if (code !== PICTURE_HIGH) return false;
  const low = codeAt(text, at + 1);
  return low >= PICTURE_MIN && low <= PICTURE_MAX;
}

/** Whether what begins at a place may stand for an `@`, or is one. */
export function isLikeAt(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code <= 0x7f) return code === 0x40 || bracketedSize(text, at) > 0;
  return isCircled(code) || isEnvelope(text, at);
}

/** A dot of a host that is written in letters and digits, and what stands for it. */
export interface LeetDot extends Span {
  text: string;
}

/** The dot in brackets at a place, with a top-level name behind it that has digits; else null. */
export function leetDotAt(text: string, at: number): LeetDot | null {
  const size = dotSize(text, at);
  if (size === 0 || !isAlphanumeric(codeAt(text, at - 1))) return null;
  const end = at + size;
  const name = LEET_NAME_REGEXP.exec(text.slice(end, end + NAME_CHARS_MAX))?.[0] ?? "";
  return { start: at, end: end + name.length, text: `.${plainName(name)}` };
}

function dotSize(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code !== 0x28 && code !== 0x5b && code !== 0x7b) return 0;
  return DOT_REGEXP.exec(text.slice(at, at + DOT_CHARS_MAX))?.[0].length ?? 0;
}

function plainName(name: string): string {
  return name.replace(/[013]/g, (digit) => LEET_NAMES[digit] ?? digit);
}

/** The sign that stands for an `@` at a place, with the spaces beside it; null when it is none. */
export function atSignAt(text: string, at: number): Span | null {
  const size = signSize(text, at);
  if (size === 0) return null;
  const isApart = codeAt(text, at - 1) === SPACE || codeAt(text, at + size) === SPACE;
  const start = codeAt(text, at - 1) === SPACE ? at - 1 : at;
  const end = codeAt(text, at + size) === SPACE ? at + size + 1 : at + size;
  const mailbox = mailboxBefore(text, start);
  if (mailbox === 0) return null;
  const host = hostAt(text, end);
  if (host === null) return null;
  // The word itself is read as one, with all that is spelled around it.
  const isWord = size > 3 && /^at$/i.test(text.slice(at + 1, at + size - 1));
  if (isWord && !host.isInDigits) return null;
  if (!isApart) return { start, end };
  const isSure = host.isRound || (mailbox === 2 && !text.startsWith("www.", end));
  return isSure ? { start, end } : null;
}

/** Length of what stands for an `@` at a place; 0 when nothing does. */
function signSize(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code > 0x7f) {
    if (isCircled(code)) return 1;
    if (!isEnvelope(text, at)) return 0;
    const size = code === ENVELOPE ? 1 : 2;
    return codeAt(text, at + size) === SELECTOR ? size + 1 : size;
  }
  return bracketedSize(text, at);
}

function isCircled(code: number): boolean {
  return code === 0x24d0 || code === 0x24b6 || code === 0x249c;
}

/** Length of what stands in brackets for an `@` at a place: `(a)`, `[et]`; 0 when nothing does. */
export function bracketedSize(text: string, at: number): number {
  const code = codeAt(text, at);
  const closing = code === 0x28 ? 0x29 : code === 0x5b || code === 0x7b ? code + 2 : 0;
  if (closing === 0 || !AT_FIRSTS.includes(text.charAt(at + 1))) return 0;
  let end = at + 1;
  while (end - at <= AT_CHARS_MAX && codeAt(text, end) !== closing) end++;
  if (end - at < 2 || codeAt(text, end) !== closing) return 0;
  return AT_REGEXP.test(text.slice(at + 1, end)) ? end + 1 - at : 0;
}

/** What the mailbox before a place is: 0 none, 1 a word, 2 one with signs or digits. */
function mailboxBefore(text: string, place: number): 0 | 1 | 2 {
  let start = place;
  let letters = 0;
  let others = 0;
  while (place - start < NAME_CHARS_MAX && isMailboxUnit(codeAt(text, start - 1))) {
    if (isLetter(codeAt(text, --start))) letters++;
    else others++;
  }
  const size = place - start;
  if (size < MAILBOX_CHARS_MIN || letters === 0 || !isAlphanumeric(codeAt(text, start))) return 0;
  return others > 0 && size >= APART_CHARS_MIN ? 2 : 1;
}

function isMailboxUnit(code: number): boolean {
  return isAlphanumeric(code) || code === DOT || code === DASH || code === UNDERSCORE ||
    code === PLUS;
}

/** What is known of a host: whether a dot is no plain one, and whether a letter is a digit. */
interface Host {
  isRound: boolean;
  isInDigits: boolean;
}

/** The host at a place, and whether a round sign is one of its dots; null when it is none. */
function hostAt(text: string, from: number): Host | null {
  let at = from;
  let label = "";
  let dots = 0;
  let isRound = false;
  let isInDigits = false;
  let isKnown = false;
  while (at - from < NAME_CHARS_MAX) {
    const code = codeAt(text, at);
    if (isAlphanumeric(code) || code === DASH) {
      label += text.charAt(at++);
      continue;
    }
    const isLeet = dots > 0 && LEET_NAME_REGEXP.test(label);
    if (label === "" || (isDigit(label.charCodeAt(0)) && dots > 0 && !isLeet)) break;
    isKnown = dots > 0 && (isLeet || TOP_LEVEL_NAMES.has(label.toLowerCase()));
    const leet = dotSize(text, at);
    isInDigits ||= isLeet || text.slice(at, at + leet).includes("0");
    const next = leet > 0 ? at + leet : dotEnd(text, at);
    if (next < 0) break;
    if (next - at > 1 || code !== DOT) isRound = true;
    if (isKnown && next - at > 1 && code === SPACE) break;
    dots++;
    label = "";
    at = next;
  }
  return isKnown ? { isRound, isInDigits } : null;
}

/** Where a dot ends that begins at a place, with spaces on both sides or on none; else -1. */
function dotEnd(text: string, at: number): number {
  const isApart = codeAt(text, at) === SPACE;
  const sign = isApart ? at + 1 : at;
  const char = text.charAt(sign);
  if (char === "" || (char !== "." && !ROUND.includes(char))) return -1;
  const end = codeAt(text, sign + 1) === SELECTOR ? sign + 2 : sign + 1;
  if (isApart !== (codeAt(text, end) === SPACE)) return -1;
  const next = isApart ? end + 1 : end;
  return isAlphanumeric(codeAt(text, next)) ? next : -1;
}
