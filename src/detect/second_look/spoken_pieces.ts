/**
 * What values in words are put together from, and how a candidate is made of it.
 * @module
 */

import { Copy } from "../text/copy.ts";
import type { Span } from "../rule.ts";
import type { Candidate } from "./second_look.ts";
import {
  AT_KIND,
  COLON_KIND,
  DASH_KIND,
  DOT_KIND,
  PLUS_KIND,
  SLASH_KIND,
  UNDERSCORE_KIND,
  WEAK_DOT_KIND,
} from "./spoken_words.ts";
import { remarkBefore } from "./spoken_remarks.ts";
import { contextStart } from "./windows.ts";

/** What may stand between two pieces. */
export const GAP_MAX = 5;
/** What else people write between words for digits than spaces, commas, dots, dashes and slashes. */
export const OTHER_GAPS = ";|_*+\u00b7\u2022\u2026\u2013\u2014\u3001\u060c\uff0c\u30fb";
/** Most pieces of a value. */
export const PARTS_MAX = 48;
/** How far a word may speak for a value. */
export const BEHIND_MAX = 96;
export const AHEAD_MAX = 40;

/** The signs of the kinds of words. */
export const SIGNS: ReadonlyMap<number, string> = new Map([
  [AT_KIND, "@"],
  [DOT_KIND, "."],
  [WEAK_DOT_KIND, "."],
  [DASH_KIND, "-"],
  [UNDERSCORE_KIND, "_"],
  [PLUS_KIND, "+"],
  [COLON_KIND, ":"],
  [SLASH_KIND, "/"],
]);

/** A piece of a value: a sign, or an operand. */
export interface Piece extends Span {
  text: string;
  isSign: boolean;
}

/** The pieces written with signs, between their surroundings. */
export function candidateOf(
  text: string,
  chain: readonly Piece[],
  { isStrict, isBare, speaks }: {
    isStrict: boolean;
    isBare: boolean;
    /** Whether a word in a part of the text names a category; remarks are kept without it. */
    speaks?: (part: Span) => boolean;
  },
): Candidate {
  const first = chain[0] as Piece;
  const last = chain.at(-1) as Piece;
  const copy = new Copy(text, contextStart(text, { place: first.start, chars: BEHIND_MAX }));
  const remark = speaks === undefined ? null : remarkBefore(text, first.start, speaks);
  if (remark !== null) {
    copy.keepTo(remark.start);
    copy.put(/[\s(]$/.test(copy.text) ? "" : ": ", remark);
  }
  copy.keepTo(first.start);
  const start = copy.text.length;
  let from = first.start;
  for (const piece of chain) {
    const written = isBare && piece.isSign && piece.text !== "+" ? "" : piece.text;
    copy.put(written, { start: from, end: piece.end });
    from = piece.end;
  }
  const inner = { start, end: copy.text.length };
  copy.keepTo(Math.min(text.length, last.end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: isBare, disguise: "words" };
}

/** Sizes of the groups that make a number of another kind of them. */
const GROUPS: ReadonlySet<string> = new Set(["3,2,4", "3,3,4"]);

/** The digits with a dash where a comma or a dash stands between them; null when that says nothing. */
export function groupsOf(text: string, pieces: readonly Piece[]): Piece[] | null {
  const grouped: Piece[] = [];
  const sizes: number[] = [0];
  let end = -1;
  for (const piece of pieces) {
    if (piece.isSign || !/^\d+$/.test(piece.text)) return null;
    if (end >= 0 && /[,;.\u2013-]\s|\s[-\u2013]/.test(text.slice(end, piece.start))) {
      grouped.push({ start: end, end: piece.start, text: "-", isSign: true });
      sizes.push(0);
    }
    grouped.push(piece);
    sizes[sizes.length - 1] = (sizes.at(-1) as number) + piece.text.length;
    ({ end } = piece);
  }
  return GROUPS.has(sizes.join(",")) ? grouped : null;
}
