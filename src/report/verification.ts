/**
 * What a fresh verification of one log said, as a report shows it.
 * @module
 */

import type { IntegrityState } from "../format/facts.ts";
import type { RegisterEntry } from "../format/register.ts";

/** One log. */
export interface LogVerification {
  origin: string;
  place: string;
  /** Exit code of the verification: 0 proven, 4 contradicted, 5 not checked, 6 unproven. */
  exit: number;
  /** The seven answers: integrity, identity, ... with the reason in a sentence. */
  results: readonly { name: string; status: string; reason: string }[];
  /** Findings in words, without plain notes: `CODE: message`. */
  findings: readonly { code: string; weight: string; where: string; message: string }[];
  records: number;
  /** Newest signed size and root, base64; null when nothing is signed. */
  size: number | null;
  root: string | null;
  keys: readonly string[];
  /** Telemetry lines that fit, of the calls that have one; null when none was handed over. */
  telemetry: { matched: number; calls: number } | null;
  /** Heads kept elsewhere, revocations and whom else the verification was to trust. */
  handed: { heads: number; revocations: number; witnesses: boolean; authorities: boolean };
  /** Keys that were trusted for it. */
  trusted: readonly string[];
  /** Somebody outside confirmed so many records, and when; null when nobody did. */
  outside: { by: string; size: number; time: string }[];
  /** What people signed of it, as far as form, chain and signature hold. */
  register: readonly RegisterEntry[];
  /** State of each part by its directory. */
  parts: ReadonlyMap<string, IntegrityState>;
}

/** Window parts by state, all logs together. */
export function partsByState(logs: readonly LogVerification[]): Map<IntegrityState, number> {
  const counts = new Map<IntegrityState, number>();
  for (const { parts } of logs) {
    for (const state of parts.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}
