/**
 * Printed forms, compiled: which runs of a text they can begin at, and how they match there.
 * @module
 */

import { assert } from "../base/assert.ts";
import { codeAt, isDash, isDigit, isLetter, isSpace } from "./character.ts";
import type { Form, Need } from "./rule.ts";

/** Longest pattern. */
const PATTERN_CHARS_MAX = 40;

const DOT = 0x2e;
const SLASH = 0x2f;
const ANY_SEPARATOR = 0x7e;
/** Characters of a pattern. */
const NINE = 0x39;
const LETTER = 0x41;
const EITHER = 0x58;

/** A compiled form. */
export interface Pattern {
  /** Character codes of the form. */
  units: readonly number[];
  need: Need;
  /** Letters and separators before the group at which it is looked for; 0 for most. */
  lead: number;
  /** Length of that group, and whether it has letters. */
  groupLength: number;
  groupHasLetters: boolean;
  /** Characters without separators. */
  size: number;
}

/**
 * Compiles a form. A first group of letters alone is no event of the first pass, so such a form is
 * looked for at its second group, from where it matches back.
 */
export function compilePattern(form: Form): Pattern {
  assert(form.pattern.length <= PATTERN_CHARS_MAX, "A pattern has a bounded length");
  const units = [...form.pattern].map((char) => char.charCodeAt(0));
  const groups = form.pattern.split(/[^9AX]/);
  const first = groups[0] as string;
  const isLed = groups.length > 1 && /^A+$/.test(first);
  const group = (isLed ? groups[1] : first) as string;
  return {
    units,
    need: form.need,
    lead: isLed ? first.length + 1 : 0,
    groupLength: group.length,
    groupHasLetters: /[AX]/.test(group),
    size: groups.join("").length,
  };
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
  const { units } = pattern;
  let separator = 0;
  let size = 0;
  for (let k = 0; k < units.length; k++) {
    const unit = units[k] as number;
    const code = codeAt(text, at + k);
    if (unit === NINE) {
      if (!isDigit(code)) return -1;
    } else if (unit === LETTER) {
      if (!isLetter(code)) return -1;
    } else if (unit === EITHER) {
      if (!isDigit(code) && !isLetter(code)) return -1;
    } else {
      const kind = separatorKind(code);
      if (kind === 0) return -1;
      if (unit === ANY_SEPARATOR) {
        if (separator !== 0 && kind !== separator) return -1;
        separator = kind;
      } else if (kind !== separatorKind(unit)) return -1;
      continue;
    }
    into[size++] = isLetter(code) ? code & ~0x20 : code;
  }
  return at + units.length;
}

/** 1 space, 2 dash, 3 dot, 4 slash, 0 for anything else. */
function separatorKind(code: number): number {
  if (isSpace(code)) return 1;
  if (isDash(code)) return 2;
  return code === DOT ? 3 : code === SLASH ? 4 : 0;
}
