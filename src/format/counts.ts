/**
 * How calls are counted: the one rule set behind records, summaries, statements and the verifier.
 *
 * Every accepted request gets an ordinal and is settled exactly once, by one `call` record or by
 * one bit of a `gap` record. A window counts what is settled in it:
 *
 *     processed = audited_full + audited_partial + metadata_only + dropped + excluded
 *               + unknown_at_crash
 *     carried_in + accepted = processed + carried_out
 *
 * @module
 */

import { fromBase64, toBase64 } from "../base/bytes.ts";
import type { CaptureClass } from "./draft.ts";

/** How the calls settled in a window, or in a whole log, ended. Whole numbers from 0. */
export interface Counts {
  /** All calls settled. */
  processed: number;
  /** Both directions captured whole and scanned. */
  audited_full: number;
  /** At least one direction only in part. */
  audited_partial: number;
  /** At least one direction not inspected, or not captured at all. */
  metadata_only: number;
  /** No record but a gap. */
  dropped: number;
  /** Left out by a declared rule. */
  excluded: number;
  /** At most this many were accepted and lost unseen in a crash. */
  unknown_at_crash: number;
}

/** Why an ordinal has no record of its own. */
export type GapReason =
  | "table_full"
  | "worker_lost"
  | "journal_stalled"
  | "disabled"
  | "crash"
  | "excluded"
  | "queue_full"
  | "too_large"
  | "parse"
  | "disk";

/** A run, or an interleaved set, of ordinals without records. */
export interface Gap {
  /** First ordinal of the gap. */
  ord: number;
  /** Ordinals from the first to the last, 1 to {@linkcode GAP_SPAN_MAX} when `bits` is present. */
  n: number;
  /** Why. */
  why: GapReason;
  /** Base64 bitmap, bit k (least significant first) set when ordinal `ord + k` is in the gap. */
  bits?: string;
  /** The ordinals were leased, but may never have been given to a request. */
  upper_bound?: true;
}

/** Longest span of a bitmap: 8 KiB of bits, 10,924 base64 characters, so a line stays small. */
export const GAP_SPAN_MAX = 65_536;

/** All zero. */
export function noCounts(): Counts {
  return {
    processed: 0,
    audited_full: 0,
    audited_partial: 0,
    metadata_only: 0,
    dropped: 0,
    excluded: 0,
    unknown_at_crash: 0,
  };
}

/** Adds `more` to `into`. */
export function addCounts(into: Counts, more: Counts): void {
  into.processed += more.processed;
  into.audited_full += more.audited_full;
  into.audited_partial += more.audited_partial;
  into.metadata_only += more.metadata_only;
  into.dropped += more.dropped;
  into.excluded += more.excluded;
  into.unknown_at_crash += more.unknown_at_crash;
}

/** The terms of the conservation law without `processed`, added up. */
export function settledSum(counts: Counts): number {
  return counts.audited_full + counts.audited_partial + counts.metadata_only + counts.dropped +
    counts.excluded + counts.unknown_at_crash;
}

/** The class of a call: the worse of its two directions; a body that never began is no loss. */
export function classOf(
  capture: { req: CaptureClass; res: CaptureClass },
): "full" | "partial" | "metadata" {
  if (capture.req === "metadata" || capture.res === "metadata") return "metadata";
  if (capture.req === "partial" || capture.res === "partial") return "partial";
  return "full";
}

/** Counts one call of this class. */
export function countCall(into: Counts, callClass: "full" | "partial" | "metadata"): void {
  into.processed += 1;
  if (callClass === "full") into.audited_full += 1;
  else if (callClass === "partial") into.audited_partial += 1;
  else into.metadata_only += 1;
}

/** Counts the calls of one gap. */
export function countGap(into: Counts, gap: Gap): void {
  const lost = gapSize(gap);
  into.processed += lost;
  if (gap.upper_bound === true) into.unknown_at_crash += lost;
  else if (gap.why === "excluded") into.excluded += lost;
  else into.dropped += lost;
}

/** How many ordinals a gap holds. */
export function gapSize(gap: Gap): number {
  if (gap.bits === undefined) return gap.n;
  const bytes = fromBase64(gap.bits);
  if (bytes === null) return 0;
  let size = 0;
  for (let byte of bytes) for (; byte !== 0; byte &= byte - 1) size++;
  return size;
}

/**
 * The ordinals of a gap with a bitmap, ascending, or null when the bitmap breaks a rule: exactly
 * `n` bits, first and last set, unused bits zero, at most {@linkcode GAP_SPAN_MAX}.
 */
export function gapOrdinals(gap: Gap): number[] | null {
  if (gap.bits === undefined) return null;
  const bytes = fromBase64(gap.bits);
  if (bytes === null || gap.n < 1 || gap.n > GAP_SPAN_MAX) return null;
  if (bytes.length !== Math.ceil(gap.n / 8)) return null;
  const ordinals: number[] = [];
  for (let k = 0; k < bytes.length * 8; k++) {
    if ((((bytes[k >> 3] as number) >> (k & 7)) & 1) === 0) continue;
    if (k >= gap.n) return null;
    ordinals.push(gap.ord + k);
  }
  const isTight = ordinals[0] === gap.ord && ordinals.at(-1) === gap.ord + gap.n - 1;
  return isTight ? ordinals : null;
}

/**
 * The fewest gaps that hold exactly these ordinals.
 *
 * @param ordinals Ascending, without repeats.
 * @param why Why they have no record.
 */
export function gapsOf(ordinals: readonly number[], why: GapReason): Gap[] {
  const gaps: Gap[] = [];
  for (let from = 0; from < ordinals.length;) {
    const first = ordinals[from] as number;
    let to = from + 1;
    while (to < ordinals.length && ordinals[to] === (ordinals[to - 1] as number) + 1) to++;
    if (to < ordinals.length && (ordinals[to] as number) - first < GAP_SPAN_MAX) {
      while (to < ordinals.length && (ordinals[to] as number) - first < GAP_SPAN_MAX) to++;
    }
    gaps.push(gapOver(ordinals.slice(from, to), why));
    from = to;
  }
  return gaps;
}

function gapOver(ordinals: readonly number[], why: GapReason): Gap {
  const first = ordinals[0] as number;
  const n = (ordinals.at(-1) as number) - first + 1;
  if (n === ordinals.length) return { ord: first, n, why };
  const bytes = new Uint8Array(Math.ceil(n / 8));
  for (const ordinal of ordinals) {
    const k = ordinal - first;
    bytes[k >> 3] = (bytes[k >> 3] as number) | (1 << (k & 7));
  }
  return { ord: first, n, why, bits: toBase64(bytes) };
}

/**
 * Coverage in percent, floored to two decimals; null when there is nothing to cover.
 *
 * `unknown_at_crash` counts at its upper bound, so that coverage never reads 100 when something
 * may be missing.
 */
export function coveragePercent(counts: Counts): number | null {
  const base = counts.processed - counts.excluded;
  if (base <= 0) return null;
  return Math.floor((counts.audited_full * 10_000) / base) / 100;
}
