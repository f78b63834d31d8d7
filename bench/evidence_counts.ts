/**
 * Adds up the counts in the window summaries of an evidence directory, as an outsider would read
 * them: plain JSON, none of the program's own code.
 * @module
 */

import { join } from "node:path";

/** Sums over all windows. */
export interface EvidenceCounts {
  /** Window parts found. */
  windows: number;
  processed: number;
  audited_full: number;
  audited_partial: number;
  metadata_only: number;
  dropped: number;
  excluded: number;
  unknown_at_crash: number;
}

/** Reads `windows/<day>/<window>/summary.json`. */
export async function readEvidenceCounts(evidenceDir: string): Promise<EvidenceCounts> {
  const sums: EvidenceCounts = {
    windows: 0,
    processed: 0,
    audited_full: 0,
    audited_partial: 0,
    metadata_only: 0,
    dropped: 0,
    excluded: 0,
    unknown_at_crash: 0,
  };
  const root = join(evidenceDir, "windows");
  for await (const day of Deno.readDir(root)) {
    for await (const window of Deno.readDir(join(root, day.name))) {
      const path = join(root, day.name, window.name, "summary.json");
      const summary: Record<string, unknown> = JSON.parse(await Deno.readTextFile(path));
      const count = (field: string): number => countField(summary, { field, path });
      sums.windows++;
      sums.processed += count("total_requests_processed");
      sums.audited_full += count("audited_full");
      sums.audited_partial += count("audited_partial");
      sums.metadata_only += count("metadata_only");
      sums.dropped += count("total_requests_dropped");
      sums.excluded += count("excluded");
      sums.unknown_at_crash += count("unknown_at_crash");
    }
  }
  return sums;
}

/**
 * What is wrong with the counts, or null: processed must be what was sent, and the sum of all the
 * ways a call can end.
 */
export function countsFault(counts: EvidenceCounts, sent: number): string | null {
  const { processed, audited_full, audited_partial, metadata_only, dropped, excluded } = counts;
  if (processed !== sent) return `${sent} calls were sent, but ${processed} processed`;
  const sum = audited_full + audited_partial + metadata_only + dropped + excluded +
    counts.unknown_at_crash;
  return sum === processed ? null : `${processed} calls were processed, but ${sum} accounted for`;
}

/** The sum as text. */
export function countsLine(counts: EvidenceCounts): string {
  return `processed ${counts.processed} = audited_full ${counts.audited_full} + ` +
    `audited_partial ${counts.audited_partial} + metadata_only ${counts.metadata_only} + ` +
    `dropped ${counts.dropped} + excluded ${counts.excluded} + ` +
    `unknown_at_crash ${counts.unknown_at_crash}`;
}

function countField(
  summary: Record<string, unknown>,
  at: { field: string; path: string },
): number {
  const value = summary[at.field];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new Error(`Cannot read ${at.path}: ${at.field} is ${value}, not a count`);
  }
  return value;
}
