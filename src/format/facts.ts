/**
 * What statuses are computed from: plain numbers about one window part, and about a period.
 *
 * Whoever reads records fills these in (`window_facts.ts` does it for one part from its totals);
 * `controls/` turns them into tests and statuses. Nothing here judges anything. Null means that
 * nobody looked or that there is no source; it never means zero.
 *
 * @module
 */

import type { Counts } from "./counts.ts";
import type { Tally } from "./window_totals.ts";

/** `n` of `N` calls, windows or events; `n <= N`. */
export interface Share {
  n: number;
  N: number;
}

/**
 * What a verification said of one window part.
 *
 * - `verified`: signed by a key that was trusted, and nothing contradicts it.
 * - `pending`: not known yet; the state inside a part's own summary.
 * - the others name why the part does not count.
 */
export type IntegrityState =
  | "verified"
  | "pending"
  | "failed"
  | "unsigned"
  | "untrusted"
  | "summary_mismatch";

/** Counts of one direction. */
export interface DirectionFacts {
  /** Instances of personal data and secrets by category. */
  found: Tally;
  /** Calls that had the category at least once. */
  calls: Tally;
  /** Hits of signals by rule id; see `signals/`. */
  signals: Tally;
}

/** The detector's test of itself that was recorded in a part. */
export interface SelfTestFacts {
  passed: boolean;
  /** It tested the rules that were in force. */
  isOfRulesInForce: boolean;
  /** Cases found, of all. */
  cases: Share;
  /** Share found of each category, 0 to 1. */
  recallByCategory: Tally;
}

/** Facts of one window part, from its records alone. */
export interface WindowFacts {
  /** Origin of the log. */
  log: string;
  /** Number of the window on the grid, and part after restarts inside it. */
  w: number;
  part: number;
  /** Begin and end of the window on the grid, milliseconds since 1970. */
  startMs: number;
  endMs: number;
  /** Its records: index of the first, and index after the last. */
  firstIndex: number;
  endIndex: number;
  integrity: IntegrityState;
  /** SHA-256 of the declared policy that was in force, hex; null for none. */
  policy: string | null;
  /** Digests of configuration and detection rules in force, hex; null when not recorded. */
  config: string | null;
  detector: string | null;
  /** How the calls were settled. */
  counts: Counts;
  /** Calls without a record, by reason. */
  dropsByReason: Tally;
  /** A crash is visible in the part: a gap of a crash, or a `recover` record. */
  isUnclean: boolean;
  req: DirectionFacts;
  res: DirectionFacts;
  /** Answers captured whole and scanned, of those that may have been seen. */
  responses: Share;
  /** Calls by upstream host, requested model, served model, provider and status. */
  byHost: Tally;
  byModel: Tally;
  byServedModel: Tally;
  byProvider: Tally;
  byStatus: Tally;
  /** Calls by finish reason. */
  byFinish: Tally;
  /** Calls over a TLS connection whose certificate was checked, of those recorded; null: unknown. */
  tls: Share | null;
  /** Calls whose request named, as the application says, a user, service or agent. */
  actors: Share;
  /** Calls with a requested and a served model. */
  models: Share;
  /** Calls whose served model names a dated snapshot. */
  pinned: Share;
  /** Calls that name a purpose at all. */
  purposes: Share;
  /** Calls by purpose, of those that the policy in force registers. */
  byPurpose: Tally;
  /** Calls with latency, status and provider. */
  measured: Share;
  /** Calls with a guardrail's verdict. */
  guarded: Share;
  /** Calls flagged for human oversight (N), and those with a person's decision (n). */
  oversight: Share;
  /** Calls flagged as using retrieval (N), and those with references (n). */
  lineage: Share;
  selfTest: SelfTestFacts | null;
  /** What is not detected is declared in the part. */
  hasLimits: boolean;
  /** Clock set back by more than two seconds, times. */
  clockSteps: number;
  /** Largest offset from a named time source, milliseconds; null when not measured. */
  clockOffsetMs: number | null;
}

/** One comparison with a count that is not ours. */
export interface ReconFacts {
  /** File or system that counted. */
  source: string;
  independent: number;
  seen: number;
}

/** Who can use the signing key, as far as it is known. */
export type KeyCustody = "separate" | "file" | "shared" | "unknown";

/** Facts of a period that are no sum over its windows. */
export interface PeriodFacts {
  /** Begin and end, milliseconds since 1970; the end is not part of it. */
  fromMs: number;
  toMs: number;
  /** Windows that are there, of those expected, all instances together, idle ones included. */
  windows: Share;
  /** Instances that were expected and have no window at all, by name. */
  instancesMissing: readonly string[];
  /** Comparisons with other counts; empty when there was none. */
  recon: readonly ReconFacts[];
  /** Longest time without a self-test while the program ran, hours; null when there was no test. */
  selfTestHoursMax: number | null;
  /** Changes seen in program, configuration, rules, models and prompts; n carry a reference. */
  changes: Share | null;
  retention: {
    /** Begin of the oldest window that verifies; null when there is none. */
    oldestMs: number | null;
    /** Parts that are gone without a tombstone. */
    deletedWithoutTombstone: number;
  } | null;
  keyCustody: KeyCustody;
  anchors: {
    /** Receipts that verify. */
    verified: number;
    /** Longest time without one, hours. */
    hoursMax: number;
    /** Receipts that contradict the chain. */
    contradicting: number;
  } | null;
  /** Review intervals of the period (N), those signed in time (n), and those signed late. */
  reviews: Share & { late: number } | null;
  /** Exceptions of the period (N), those disposed of in time (n), and those still open. */
  dispositions: Share & { open: number } | null;
  /** Incidents declared (N), those with a complete pack (n), and clocks that were missed. */
  incidents: Share & { clocksMissed: number } | null;
  /** Exports, openings and deletions (N), and those in the signed custody log (n). */
  custody: Share | null;
}

/** A period of which nothing is known but its bounds. */
export function noPeriodFacts({ fromMs, toMs }: { fromMs: number; toMs: number }): PeriodFacts {
  return {
    fromMs,
    toMs,
    windows: { n: 0, N: 0 },
    instancesMissing: [],
    recon: [],
    selfTestHoursMax: null,
    changes: null,
    retention: null,
    keyCustody: "unknown",
    anchors: null,
    reviews: null,
    dispositions: null,
    incidents: null,
    custody: null,
  };
}
