/**
 * Codes with a check whose printed form decides what else they need, more finely than a form can:
 *
 *     12345678Z       capitals: whatever the form needs
 *     12345678z       small letters, which code and hashes are written with: a word next to it
 *     2345 6789 0124  and more groups behind it: part of something longer, a word next to it
 *
 * @module
 */

import {
  codeAt,
  isAlphanumeric,
  isDash,
  isDigit,
  isLetter,
  isSpace,
} from "../../text/character.ts";
import {
  besideOf,
  codeText,
  compilePattern,
  fitsBeside,
  matchPattern,
  type Pattern,
  placeOf,
} from "../../engine/patterns.ts";
import type { Form, GroupPlace, Hit, Span } from "../../rule.ts";

/** Longest code. */
const CODE_CHARS_MAX = 40;
/** Better than a form without a check; with a word, as sure as any form, so that the longer counts. */
const RANK = 8;

const DOT = 0x2e;
const SLASH = 0x2f;
const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9";

const NONE: readonly Pattern[] = [];

/** The forms of one identifier. */
export class PrintedId {
  readonly #patterns: readonly Pattern[];
  /** By length of the group at which they are looked for: those with more groups behind it. */
  readonly #grouped: readonly (readonly Pattern[])[];
  /** The same, of those that end with it. */
  readonly #last: readonly (readonly Pattern[])[];
  readonly #valid: (code: string) => boolean;
  readonly #buffer = new Uint8Array(CODE_CHARS_MAX);

  /** Where it is to be called. */
  get groups(): readonly GroupPlace[] {
    return this.#patterns.map(placeOf);
  }

  /** @param valid Gets letters in capitals and digits, without separators. */
  constructor(forms: readonly Form[], valid: (code: string) => boolean) {
    this.#patterns = forms.map(compilePattern);
    const isLast = ({ behind }: Pattern): boolean => behind === 0;
    this.#grouped = byLength(this.#patterns.filter((pattern) => !isLast(pattern)));
    this.#last = byLength(this.#patterns.filter(isLast));
    this.#valid = valid;
  }

  /** The longest code with a form that has the anchor as its first group with digits, or null. */
  match(text: string, anchor: Readonly<Span>): Hit | null {
    // Behind most numbers no group can follow, so that most forms are not looked at.
    const isGrouped = isSeparator(codeAt(text, anchor.end));
    const length = anchor.end - anchor.start;
    const best = isGrouped ? this.#longest(text, anchor, this.#grouped[length] ?? NONE) : null;
    return best ?? this.#longest(text, anchor, this.#last[length] ?? NONE);
  }

  #longest(text: string, anchor: Readonly<Span>, patterns: readonly Pattern[]): Hit | null {
    if (patterns.length === 0) return null;
    let best: Hit | null = null;
    const beside = besideOf(text, anchor);
    for (const pattern of patterns) {
      if (!fitsBeside(pattern, beside)) continue;
      const hit = this.#hit(text, anchor.start - pattern.lead, pattern);
      if (hit === null) continue;
      if (best === null || hit.end - hit.start > best.end - best.start) best = hit;
    }
    return best;
  }

  /** The longest code that ends at `end`, or null; for codes whose first groups may be letters. */
  matchEnding(text: string, end: number): Hit | null {
    let best: Hit | null = null;
    for (const pattern of this.#patterns) {
      const hit = this.#hit(text, end - pattern.masks.length, pattern);
      if (hit === null || hit.end !== end) continue;
      if (best === null || hit.start < best.start) best = hit;
    }
    return best;
  }

  #hit(text: string, start: number, pattern: Pattern): Hit | null {
    if (start < 0) return null;
    const end = matchPattern(text, start, pattern, this.#buffer);
    if (end < 0 || !standsAlone(text, { start, end })) return null;
    if (!this.#valid(codeText(text, start, pattern))) return null;
    const isPlain = hasSmallLetter(text, { start, end }) || goesOn(text, { start, end });
    return { start, end, need: isPlain ? "context" : pattern.need, rank: RANK };
  }
}

function byLength(patterns: readonly Pattern[]): readonly (readonly Pattern[])[] {
  return Array.from(
    { length: CODE_CHARS_MAX },
    (_, length) => patterns.filter(({ groupLength }) => groupLength === length),
  );
}

/** Whether a group of a code may follow behind it. */
export function isSeparator(code: number): boolean {
  return isSpace(code) || isDash(code) || code === DOT || code === SLASH;
}

/** Not part of a word, a decimal number, an amount, or a code that goes on with a dash. */
export function standsAlone(text: string, { start, end }: Span): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  const isEscape = isLetter(before) && codeAt(text, start - 2) === BACKSLASH;
  if ((isAlphanumeric(before) && !isEscape) || isAlphanumeric(after)) return false;
  if (after === PERCENT || (before !== 0 && AMOUNT_SIGNS.includes(text.charAt(start - 1)))) {
    return false;
  }
  if (isDash(before) && isAlphanumeric(codeAt(text, start - 2))) return false;
  if (isDash(after) && isAlphanumeric(codeAt(text, end + 1))) return false;
  if (before === DOT && isDigit(codeAt(text, start - 2))) return false;
  return !(after === DOT && isDigit(codeAt(text, end + 1)));
}

function hasSmallLetter(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const code = codeAt(text, at);
    if (isLetter(code) && (code & 0x20) !== 0) return true;
  }
  return false;
}

function hasSpace(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (isSpace(codeAt(text, at))) return true;
  return false;
}

/** Whether groups with spaces go on before it or behind it: a row of numbers. */
function goesOn(text: string, { start, end }: Span): boolean {
  if (!hasSpace(text, { start, end })) return false;
  const isBefore = isSpace(codeAt(text, start - 1)) && isDigit(codeAt(text, start - 2));
  return isBefore || (isSpace(codeAt(text, end)) && isDigit(codeAt(text, end + 1)));
}
