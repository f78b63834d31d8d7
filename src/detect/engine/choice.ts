/**
 * Which form counts where several fit.
 * @module
 */

import type { Entry } from "./form_table.ts";
import { type Need, RANK, type Span } from "../rule.ts";
import { NEGATIVE, type Scan } from "../context/scan.ts";

/** A form that fits at a place. */
export interface Candidate extends Span {
  entry: Entry;
  rank: number;
  /** Whether the words that it needs may be near. */
  isAsked: boolean;
}

/**
 * Which of some candidates at one place stays: the one that the words around speak for, else the
 * longest that needs no words; or null.
 */
export function choose(scan: Scan, candidates: Candidate[], isStrict: boolean): Candidate | null {
  const place = candidates[0] as Candidate;
  const topic = scan.topicOf(
    place,
    (wanted) => candidates.some((candidate) => candidate.entry.topic === wanted),
  );
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const { need } = candidate.entry.pattern;
    if (candidate.entry.topic === topic) candidate.rank = RANK.SURE;
    else if (isStrict || !isEnough(need, topic) || isOther(scan, candidate)) continue;
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

/** Whether a form may stand without a word of its own category. */
function isEnough(need: Need, topic: number): boolean {
  if (need === "context") return false;
  return need === "none" || topic !== NEGATIVE;
}

/** Whether the words right before a form say that it is another number: `sheet 044-17-2210`. */
function isOther(scan: Scan, { start, entry: { rule, pattern } }: Candidate): boolean {
  return pattern.need === "soft" && rule.anchor === "number" &&
    rule.isOther?.(scan, start) === true;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  return one.end - one.start > other.end - other.start;
}
