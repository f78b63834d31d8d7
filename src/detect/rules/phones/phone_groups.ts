/**
 * Reads what may be a telephone number as groups of digits with what stands between them. Knows
 * nothing of countries.
 *
 *     +49 (0) 30 / 1234-567      (11) 91234-5678      06.12.34.56.78
 *      ^2     ^2   ^4   ^3        ^2  ^5    ^4        ^2 ^2 ^2 ^2 ^2
 *
 * @module
 */

import { codeAt, isDash, isDigit, isSpace } from "../../text/character.ts";

/** Most digits: fifteen (ITU-T E.164), a prefix of two or three, and one more to see it is too long. */
const DIGITS_MAX = 19;
/** Enough for digits that stand one by one. */
export const GROUPS_MAX = 12;
/** Most digits in parentheses. */
const PAREN_DIGITS_MAX = 5;

const DOT = 0x2e;
const SLASH = 0x2f;
/** So many digits in a row are a number, behind which a sentence may end. */
const RUN_DIGITS_MIN = 7;
/** In Japanese text this stands for a dash between digits. */
const PROLONGED = 0x30fc;

/** More than any size of a group. */
const SIZES = 32;

/** A shape such as `3-4-4` as a number; every shape has its own up to ten groups. */
export function shapeOf(text: string): number {
  return text.split("-").reduce((shape, size) => shape * SIZES + Number(size), 0);
}

/** `(`, also as wide as a Chinese or Japanese character. */
export function isOpening(code: number): boolean {
  return code === 0x28 || code === 0xff08;
}

/** `)`, in both widths. */
export function isClosing(code: number): boolean {
  return code === 0x29 || code === 0xff09;
}

/** What stands between two groups. */
export const GAP = { NONE: 0, SPACE: 1, DASH: 2, DOT: 3, SLASH: 4 } as const;

/** Groups of one place in a text; an instance is used again for the next place. */
export class PhoneGroups {
  readonly digits: Uint8Array = new Uint8Array(DIGITS_MAX + 1);
  readonly sizes: Uint8Array = new Uint8Array(GROUPS_MAX);
  /** Where each group ends in the text, a parenthesis behind it included. */
  readonly ends: Int32Array = new Int32Array(GROUPS_MAX);
  /** What stands before each group but the first. */
  readonly gaps: Uint8Array = new Uint8Array(GROUPS_MAX);
  count = 0;
  groups = 0;
  /** Number of the group in parentheses, or -1. */
  parenthesised = -1;
  /** Whether `(0)` stands somewhere, which only those dial who are in the country. */
  hasTrunk = false;
  /** Whether the first group ends with a parenthesis that it did not open. */
  isHalfClosed = false;
  /** Number of the group behind which that parenthesis stands, or -1. */
  closedAt = -1;
  /** Whether more digits follow, glued on by a dash, dot or slash. */
  goesOn = false;

  /**
   * Reads from `start`, which is a digit or an opening parenthesis, as far as groups follow.
   *
   * @param mayClose Whether a parenthesis was opened before `start`.
   * @returns Whether there is a group at all.
   */
  read(text: string, start: number, mayClose: boolean): boolean {
    this.count = 0;
    this.groups = 0;
    this.parenthesised = -1;
    this.hasTrunk = false;
    this.isHalfClosed = false;
    this.closedAt = -1;
    this.goesOn = false;
    let at = start;
    let isOpen = mayClose;
    let gap: number = GAP.NONE;
    let hasStops = false;
    for (;;) {
      const end = this.#group(text, at, gap);
      if (end < 0) break;
      at = end;
      if (isOpen && isClosing(codeAt(text, at))) {
        isOpen = false;
        this.isHalfClosed = true;
        this.closedAt = this.groups - 1;
        at++;
      }
      const next = gapEnd(text, at);
      if (next < 0) break;
      if (isStop(text, at)) {
        // The end of a sentence; only who writes all gaps so means one of a number.
        if (this.groups > 1 ? !hasStops : this.count >= RUN_DIGITS_MIN) break;
        hasStops = true;
      } else if (hasStops) break;
      gap = gapKind(text, at, next);
      at = next;
      if (this.groups === GROUPS_MAX || this.count >= DIGITS_MAX) {
        this.goesOn = true;
        break;
      }
    }
    return this.groups > 0;
  }

  /** One group at `at`; returns where it ends, or -1. */
  #group(text: string, at: number, gap: number): number {
    const isOpened = isOpening(codeAt(text, at));
    const from = isOpened ? at + 1 : at;
    let end = from;
    while (end - from <= DIGITS_MAX && isDigit(codeAt(text, end))) end++;
    const size = end - from;
    if (size === 0) return -1;
    if (isOpened) {
      if (!isClosing(codeAt(text, end)) || size > PAREN_DIGITS_MAX) return -1;
      if (size === 1 && codeAt(text, from) === 0x30) {
        this.hasTrunk = true;
        return end + 1;
      }
      if (this.parenthesised >= 0) return -1;
      this.parenthesised = this.groups;
    }
    for (let k = from; k < end && this.count <= DIGITS_MAX; k++) {
      this.digits[this.count++] = codeAt(text, k) - 0x30;
    }
    this.sizes[this.groups] = size;
    this.gaps[this.groups] = gap;
    this.ends[this.groups] = isOpened ? end + 1 : end;
    this.groups++;
    return isOpened ? end + 1 : end;
  }

  /** Value of the digits from `from`, `count` of them. */
  value(from: number, count: number): number {
    let value = 0;
    for (let k = from; k < from + count; k++) value = value * 10 + (this.digits[k] as number);
    return value;
  }

  /** Sizes of the first groups as a number, as {@linkcode shapeOf} writes `3-4-4`. */
  shape(groups: number): number {
    let shape = 0;
    for (let k = 0; k < groups; k++) shape = shape * SIZES + (this.sizes[k] as number);
    return shape;
  }

  /** Whether what stands between the groups is alike, behind the area. */
  isEven(groups: number): boolean {
    // In front of the area may stand one digit that leads out of the house or the town.
    const area = Math.max(this.parenthesised, this.closedAt);
    const first = Math.max(this.sizes[0] === 1 ? 3 : 2, area + 2);
    for (let k = first + 1; k < groups; k++) if (this.gaps[k] !== this.gaps[first]) return false;
    return true;
  }
}

/** A dot and a space. */
function isStop(text: string, at: number): boolean {
  return codeAt(text, at) === DOT && isSpace(codeAt(text, at + 1));
}

/** Where the next group begins behind a separator, or -1: one mark with spaces, or one space. */
function gapEnd(text: string, at: number): number {
  let end = at;
  let marks = 0;
  for (; end - at <= 3; end++) {
    const code = codeAt(text, end);
    if (isDigit(code)) return end > at || isClosing(codeAt(text, at - 1)) ? end : -1;
    if (isOpening(code)) return isDigit(codeAt(text, end + 1)) ? end : -1;
    if (isMark(code)) {
      if (++marks > 1) return -1;
    } else if (!isSpace(code) || (end > at && isSpace(codeAt(text, end - 1)))) return -1;
  }
  return -1;
}

function isMark(code: number): boolean {
  return isDash(code) || code === DOT || code === SLASH || code === PROLONGED;
}

function gapKind(text: string, from: number, to: number): number {
  let kind: number = GAP.NONE;
  for (let at = from; at < to; at++) {
    const code = codeAt(text, at);
    if (code === DOT) return GAP.DOT;
    if (code === SLASH) return GAP.SLASH;
    if (isMark(code)) return GAP.DASH;
    kind = GAP.SPACE;
  }
  return kind;
}
