/**
 * The groups of letters and digits that a value is written in.
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** Longest group. */
export const GROUP_CHARS_MAX = 12;
/** Longest group of letters alone. */
const LETTERS_MAX = 4;

/** Where the group ends that begins at `from`; behind its longest when it is too long. */
export function groupEnd(text: string, from: number): number {
  let end = from;
  while (end - from <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, end))) end++;
  return end;
}

/** Where the group begins that ends at `end`, not before `least`. */
export function groupStart(text: string, end: number, least: number): number {
  let start = end;
  while (
    start > least && end - start <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, start - 1))
  ) start--;
  return start;
}

/** Digits, capitals and digits, or a few capitals. */
export function isGroup(text: string, { start, end }: Span): boolean {
  if (end === start || end - start > GROUP_CHARS_MAX) return false;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code >= 0x61) return false;
  }
  return digits > 0 || end - start <= LETTERS_MAX;
}

/** Whether a digit is in a group. */
export function hasDigit(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

/** Digits in some groups. */
export function digitsOf(text: string, groups: readonly Span[]): number {
  let digits = 0;
  for (const { start, end } of groups) {
    for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) digits++;
  }
  return digits;
}
