/**
 * Where the digits of a run begin and end, for rules that look for numbers.
 * @module
 */

import { codeAt, isDigit, isLetter, startsWord } from "../text/character.ts";
import type { Span } from "../rule.ts";

const BACKSLASH = 0x5c;

/**
 * Where a run of digits, or of digits and letters, begins with digits; behind the letter of an
 * escape (`\n123` in JSON that was quoted twice) as well. -1 when it begins with letters.
 */
export function digitsStart(text: string, run: Readonly<Span>): number {
  const first = codeAt(text, run.start);
  if (isDigit(first)) return run.start;
  if (!isLetter(first) || !isDigit(codeAt(text, run.start + 1))) return -1;
  const isEscape = first === 0x6e || first === 0x72 || first === 0x74; // n, r, t
  return isEscape && codeAt(text, run.start - 1) === BACKSLASH ? run.start + 1 : -1;
}

/** Whether no letter or digit stands before `at`, but for the letter of an escape (`\n`). */
export function standsFree(text: string, at: number): boolean {
  return !isDigit(codeAt(text, at - 1)) && startsWord(text, at);
}

/** Where the digits from `start` end, at most `most` of them. */
export function digitsEnd(text: string, start: number, most: number): number {
  let end = start;
  while (end - start < most && isDigit(codeAt(text, end))) end++;
  return end;
}
