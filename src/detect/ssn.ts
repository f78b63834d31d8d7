/**
 * United States social security numbers in their written form, three, two and four digits joined
 * by dashes. Nine bare digits are not taken: without context they are mostly something else.
 * @module
 */

import {
  codeAt,
  continuesNumber,
  hasDigits,
  isDash,
  isDigit,
  isLetter,
  numberGoesOn,
  startsWord,
} from "./character.ts";
import type { Rule, Span } from "./rule.ts";

/** Length of `ddd-dd-dddd`. */
const SSN_LENGTH = 11;

function matchSsn(text: string, run: Readonly<Span>): Span | null {
  const at = run.start;
  if (!isDash(codeAt(text, at + 3)) || !hasDigits(text, at + 4, 2)) return null;
  if (!isDash(codeAt(text, at + 6)) || !hasDigits(text, at + 7, 4)) return null;
  const end = at + SSN_LENGTH;
  const next = codeAt(text, end);
  if (isDigit(next) || isLetter(next) || numberGoesOn(text, end)) return null;
  if (!startsWord(text, at) || continuesNumber(text, at)) return null;
  return isIssuable(text, at) ? { start: at, end } : null;
}

/** Area not 000, 666 or 9xx; group not 00; serial not 0000 (SSA, POMS RM 10201.035). */
function isIssuable(text: string, at: number): boolean {
  if (codeAt(text, at) === 0x39) return false;
  if (text.startsWith("000", at) || text.startsWith("666", at)) return false;
  return !text.startsWith("00", at + 4) && !text.startsWith("0000", at + 7);
}

/** The rule for `SSN`. */
export const SSN_RULE: Rule = {
  category: "SSN",
  finds: "US social security number, ddd-dd-dddd, in the ranges that are issued",
  anchor: "digits",
  runLengths: [3],
  revision: 1,
  match: matchSsn,
  hits: [
    ["My SSN is 123-45-6789.", "123-45-6789"],
    ["id_123-45-6789", "123-45-6789"],
    ["a\\n123-45-6789", "123-45-6789"],
    ["SSN:\u00a0123\u201345\u20136789", "123\u201345\u20136789"],
    ["123-45-6789, gone", "123-45-6789"],
  ],
  misses: [
    "000-12-3456",
    "666-12-3456",
    "900-12-3456",
    "123-00-4567",
    "123-45-0000",
    "1-123-45-6789-2",
    "123-45-67890",
    "123-45-6789-1",
    "AB123-45-6789",
    "123-45-6789x",
    "123456789",
    "123-456-789",
    "0.123-45-6789",
  ],
};
