/**
 * Printed forms, compiled: which runs of a text they can begin at, and how they match there.
 * @module
 */

import { assert } from "../../base/assert.ts";
import { isDash, isDigit, isLetter, isSpace } from "../text/character.ts";
import type { Form, GroupPlace, Need, Span } from "../rule.ts";

/** Longest pattern. */
const PATTERN_CHARS_MAX = 40;

const DOT = 0x2e;
const SLASH = 0x2f;
/** Characters of a pattern. */
const ANY_SEPARATOR = "~";
const NINE = "9";
const LETTER = "A";
const EITHER = "X";

/** What a character of a text can be in a form, a bit each. */
const DIGIT_BIT = 1;
const LETTER_BIT = 2;
const SPACE_BIT = 4;
const DASH_BIT = 8;
const DOT_BIT = 16;
const SLASH_BIT = 32;
const SEPARATOR_BITS = SPACE_BIT | DASH_BIT | DOT_BIT | SLASH_BIT;

/** The bit of each code unit, or 0. */
const BITS: Uint8Array = bits();

/** A compiled form. */
export interface Pattern {
  /** For each character what may stand there, as bits. */
  masks: readonly number[];
  need: Need;
  /** Letters and separators before the group at which it is looked for; 0 for most. */
  lead: number;
  /** Length of that group, and whether it has letters. */
  groupLength: number;
  groupHasLetters: boolean;
  /** What stands right before that group and right behind it, as bits; 0 where the form ends. */
  before: number;
  behind: number;
  /** The same one character further behind. */
  beyond: number;
  /** Characters without separators. */
  size: number;
  /** Where each group begins, and where it ends. */
  groups: readonly (readonly [start: number, end: number])[];
  hasLetters: boolean;
}

/**
 * Compiles a form. A first group of letters alone is no event of the first pass, so such a form is
 * looked for at its second group, from where it matches back.
 */
export function compilePattern(form: Form): Pattern {
  assert(form.pattern.length <= PATTERN_CHARS_MAX, "A pattern has a bounded length");
  const masks = [...form.pattern].map(maskOf);
  const groups = form.pattern.split(/[^9AX]/);
  const first = groups[0] as string;
  const isLed = groups.length > 1 && /^A+$/.test(first);
  const group = (isLed ? groups[1] : first) as string;
  const lead = isLed ? first.length + 1 : 0;
  return {
    masks,
    need: form.need,
    lead,
    groupLength: group.length,
    groupHasLetters: /[AX]/.test(group),
    before: masks[lead - 1] ?? 0,
    behind: masks[lead + group.length] ?? 0,
    beyond: masks[lead + group.length + 1] ?? 0,
    size: groups.join("").length,
    groups: [...form.pattern.matchAll(/[9AX]+/g)].map(({ 0: { length }, index }) =>
      [index, index + length] as const
    ),
    hasLetters: /[AX]/.test(form.pattern),
  };
}

/** What may stand beside a group: the bit of the code unit at `at`, or 0. */
export function separatorAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? (BITS[text.charCodeAt(at)] as number) & SEPARATOR_BITS : 0;
}

/** Sorts of what may stand behind a group, and before it, as rules write them. */
export const SORTS_BEHIND = "* -./";
export const SORTS_BEFORE = "* -./_9|";
/** Number of the sort `9`: no form goes on behind it. */
export const GOES_ON = 6;

/** Number of the sort that {@linkcode separatorAt} names. */
export function separatorIndex(bit: number): number {
  return bit === 0 ? 0 : 30 - Math.clz32(bit);
}

/** Number of the sort of what stands before a group; digits further on count before digits alone. */
export function sortBefore(text: string, start: number, hasLetters: boolean): number {
  const sort = separatorIndex(separatorAt(text, start - 1));
  if (sort === 0 || hasLetters || start < 2 || !isDigit(text.charCodeAt(start - 2))) return sort;
  return sort === 1 ? 5 : sort === 4 ? 7 : GOES_ON;
}

/** Where a form may be found, for `MatcherRule.groups`. */
export function placeOf({ groupLength, before, behind }: Pattern): GroupPlace {
  const isFirst = before === 0;
  return [
    groupLength,
    groupLength,
    isFirst ? SORTS_BEFORE.replace("9", "") : signsOf(before),
    behind === 0 ? SORTS_BEHIND : signsOf(behind),
  ];
}

function signsOf(mask: number): string {
  return [..." -./"].filter((_, k) => (mask & (SPACE_BIT << k)) !== 0).join("");
}

/** What stands beside a group, as bits: right before it, right behind it, and one further. */
export interface Beside {
  before: number;
  behind: number;
  beyond: number;
}

/** Looks beside a group. */
export function besideOf(text: string, { start, end }: Readonly<Span>): Beside {
  return {
    before: separatorAt(text, start - 1),
    behind: separatorAt(text, end),
    beyond: end + 1 < text.length ? BITS[text.charCodeAt(end + 1)] as number : 0,
  };
}

/** Whether a form fits what stands beside the group at which it is looked for. */
export function fitsBeside({ before, behind, beyond }: Pattern, beside: Beside): boolean {
  return (before === 0 || (before & beside.before) !== 0) &&
    (behind === 0 || (behind & beside.behind) !== 0) &&
    (beyond === 0 || (beyond & beside.beyond) !== 0);
}

/**
 * Matches a pattern at a place.
 *
 * @param into Receives letters (upper case) and digits as character codes.
 * @returns End of the match, or -1.
 */
export function matchPattern(
  text: string,
  at: number,
  pattern: Pattern,
  into: Uint8Array,
): number {
  const { masks } = pattern;
  const end = at + masks.length;
  if (end > text.length) return -1;
  // The group at which it is looked for fits, so what follows it decides most often.
  for (let k = pattern.lead + pattern.groupLength; k < masks.length; k++) {
    if (((BITS[text.charCodeAt(at + k)] as number) & (masks[k] as number)) === 0) return -1;
  }
  let separator = 0;
  let size = 0;
  for (let k = 0; k < masks.length; k++) {
    const code = text.charCodeAt(at + k);
    const bit = BITS[code] as number;
    if ((bit & (masks[k] as number)) === 0) return -1;
    if (bit === DIGIT_BIT) into[size++] = code;
    else if (bit === LETTER_BIT) into[size++] = code & ~0x20;
    else if (masks[k] === SEPARATOR_BITS) {
      if (separator !== 0 && bit !== separator) return -1;
      separator = bit;
    }
  }
  return end;
}

/** The code that a pattern matches at a place: letters in capitals and digits. */
export function codeText(text: string, at: number, { groups, hasLetters }: Pattern): string {
  let code = "";
  for (let k = 0; k < groups.length; k++) {
    const [start, end] = groups[k] as readonly [number, number];
    code += text.slice(at + start, at + end);
  }
  return hasLetters ? code.toUpperCase() : code;
}

function maskOf(unit: string): number {
  if (unit === NINE) return DIGIT_BIT;
  if (unit === LETTER) return LETTER_BIT;
  if (unit === EITHER) return DIGIT_BIT | LETTER_BIT;
  return unit === ANY_SEPARATOR ? SEPARATOR_BITS : bitOf(unit.charCodeAt(0));
}

function bits(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (let code = 0; code < table.length; code++) table[code] = bitOf(code);
  return table;
}

function bitOf(code: number): number {
  if (isDigit(code)) return DIGIT_BIT;
  if (isLetter(code)) return LETTER_BIT;
  if (isSpace(code)) return SPACE_BIT;
  if (isDash(code)) return DASH_BIT;
  return code === DOT ? DOT_BIT : code === SLASH ? SLASH_BIT : 0;
}
