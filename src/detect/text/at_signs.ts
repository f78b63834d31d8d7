/**
 * What people write for the `@` of an address beside the word: an a in brackets or in a circle, and
 * an envelope. All of them mean something else most of the time, so there must be a mailbox before
 * and a host with a known top-level name behind.
 *
 *     jane.doe(a)example.com     jane\u24d0example.com     jane.doe \u2709 example \u25cf com
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
  return code === 0x40 || (code > 0x7f && (isCircled(code) || isEnvelope(text, at)));
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
  return isBracketedA(text, at) ? 3 : 0;
}

function isCircled(code: number): boolean {
  return code === 0x24d0 || code === 0x24b6 || code === 0x249c;
}

/** Whether an a in brackets begins at a place: `(a)`. */
export function isBracketedA(text: string, at: number): boolean {
  if ((codeAt(text, at + 1) | 0x20) !== 0x61) return false;
  const code = codeAt(text, at);
  const closing = code === 0x28 ? 0x29 : code === 0x5b || code === 0x7b ? code + 2 : 0;
  return closing !== 0 && codeAt(text, at + 2) === closing;
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

/** The host at a place, and whether a round sign is one of its dots; null when it is none. */
function hostAt(text: string, from: number): { isRound: boolean } | null {
  let at = from;
  let label = "";
  let dots = 0;
  let isRound = false;
  let isKnown = false;
  while (at - from < NAME_CHARS_MAX) {
    const code = codeAt(text, at);
    if (isAlphanumeric(code) || code === DASH) {
      label += text.charAt(at++);
      continue;
    }
    if (label === "" || isDigit(label.charCodeAt(0)) && dots > 0) break;
    isKnown = dots > 0 && TOP_LEVEL_NAMES.has(label.toLowerCase());
    const next = dotEnd(text, at);
    if (next < 0) break;
    if (next - at > 1 || code !== DOT) isRound = true;
    if (isKnown && next - at > 1 && code === SPACE) break;
    dots++;
    label = "";
    at = next;
  }
  return isKnown ? { isRound } : null;
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
