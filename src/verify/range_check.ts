/**
 * Whether the windows that are here reach over the time that an auditor asked for. Without that
 * question nobody can tell a log that ends from one whose newest windows were removed.
 * @module
 */

import { formatTime, parseTime } from "../base/clock.ts";
import type { Findings } from "./findings.ts";
import type { PartFacts } from "./part_tally.ts";

/** One end of a range: a window's number, or a moment in milliseconds since 1970. */
export type RangeEnd = { w: number } | { ms: number };

/** What must be covered. */
export interface CheckedRange {
  /** The first window that must be here, or the moment from which records must be here. */
  from?: RangeEnd;
  /** A window that must be here whole, or the moment up to which records must reach. */
  to?: RangeEnd;
}

/** A part as far as its place in time is concerned. */
export interface RangePart {
  /** Index after its last record. */
  end: number;
  tally: Pick<PartFacts, "w" | "from" | "closedAt" | "start">;
}

/** What is known of the log. */
export interface RangeFacts {
  findings: Findings;
  /** Index of the first record that is here. */
  first: number;
  /** Records that a checkpoint that holds covers. */
  signedSize: number;
}

/** Adds a finding for each end that the signed windows do not reach. */
export function checkRange(
  { findings, first, signedSize }: RangeFacts,
  parts: readonly RangePart[],
  range: CheckedRange,
): void {
  const signed = parts.filter(({ end, tally }) => end <= signedSize && tally.closedAt !== "");
  const from = signed[0]?.tally;
  const to = signed.at(-1)?.tally;
  const place = { where: "" };
  if (from === undefined || to === undefined) {
    findings.add("RANGE_NOT_COVERED", place, "No window here is closed and signed");
    return;
  }
  // A window that is not the log's first begins where the one before it ended: on the grid.
  const beginsAt = first === 0 ? from.from : from.start ?? from.from;
  if (range.from !== undefined && !isReached(range.from, { w: from.w, time: beginsAt }, -1)) {
    const message = `The first signed window is ${from.w}, from ${beginsAt}, and ` +
      `${endWords(range.from)} was asked for`;
    findings.add("RANGE_NOT_COVERED", place, message);
  }
  if (range.to !== undefined && !isReached(range.to, { w: to.w, time: to.closedAt }, 1)) {
    const message = `The newest signed window is ${to.w}, to ${to.closedAt}, and ` +
      `${endWords(range.to)} was asked for`;
    findings.add("RANGE_NOT_COVERED", place, message);
  }
}

/** @param sign -1 when the end must lie before what was asked for, 1 when behind. */
function isReached(
  asked: RangeEnd,
  end: { w: number | null; time: string },
  sign: -1 | 1,
): boolean {
  const actual = "w" in asked ? end.w : parseTime(end.time);
  const wanted = "w" in asked ? asked.w : asked.ms;
  return actual !== null && sign * (actual - wanted) >= 0;
}

function endWords(end: RangeEnd): string {
  return "w" in end ? `window ${end.w}` : formatTime(end.ms);
}
