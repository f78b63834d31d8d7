/**
 * Settles overlapping hits: the better one stays, and what the other covers beyond it stays its
 * own, so that no character that any rule found is left bare.
 * @module
 */

import type { Rule } from "./rule.ts";

/** A hit with its rank; the higher, the surer. */
export interface Settling {
  start: number;
  end: number;
  category: string;
  rank: number;
  /** What found it. */
  rule: Rule;
  /** How the text disguised it; absent when it did not. */
  disguise?: Disguise;
}

/**
 * How a value was disguised: by characters that are invisible or look like others, by escapes or
 * markup, by unusual spacing, by words for signs or digits, or as base64 or hexadecimal.
 */
export type Disguise = "characters" | "spacing" | "words" | "encoded";

/** What a weaker hit than this covers beyond a better one is left bare. */
const COVERED_RANK_MIN = 5;

/** The hits in ascending order, without overlaps. Changes the list that it is given. */
export function settle(hits: Settling[]): Settling[] {
  if (hits.length < 2) return hits;
  hits.sort((a, b) => a.start - b.start || b.rank - a.rank || b.end - a.end);
  const settled: Settling[] = [];
  for (const hit of hits) place(settled, hit);
  return settled;
}

function place(settled: Settling[], hit: Settling): void {
  for (;;) {
    const last = settled.at(-1);
    if (last === undefined || hit.start >= last.end) {
      settled.push(hit);
      return;
    }
    const isBetter = hit.rank > last.rank ||
      (hit.rank === last.rank && hit.end - hit.start > last.end - last.start);
    if (!isBetter) {
      if (hit.end > last.end && hit.rank >= COVERED_RANK_MIN) last.end = hit.end;
      return;
    }
    settled.pop();
    if (last.rank < COVERED_RANK_MIN) continue;
    hit = { ...hit, start: last.start, end: Math.max(hit.end, last.end) };
  }
}
