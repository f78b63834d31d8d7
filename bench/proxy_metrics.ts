/**
 * What became of the calls so far, from the proxy's metrics address.
 * @module
 */

/** Calls by the way they ended, since the proxy started. */
export interface ClassCounts {
  /** Requests accepted. */
  accepted: number;
  audited_full: number;
  audited_partial: number;
  metadata_only: number;
  dropped: number;
}

/** Longest wait for the records of calls that have ended. */
const SETTLE_MS_MAX = 60_000;
const SETTLE_STEP_MS = 50;

const NAMES: Readonly<Record<keyof ClassCounts, string>> = {
  accepted: "outband_requests_total",
  audited_full: "outband_requests_audited_total",
  audited_partial: "outband_requests_partial_total",
  metadata_only: "outband_requests_metadata_only_total",
  dropped: "outband_requests_dropped_total",
};

/**
 * Reads the counts from a text exposition.
 *
 * @throws {Error} If one of them is missing.
 */
export function classCountsIn(exposition: string): ClassCounts {
  const value = (field: keyof ClassCounts): number => {
    const name = NAMES[field];
    const digits = new RegExp(`^${name} (\\d+)$`, "m").exec(exposition)?.[1];
    if (digits === undefined) throw new Error(`The metrics have no ${name}`);
    return Number(digits);
  };
  return {
    accepted: value("accepted"),
    audited_full: value("audited_full"),
    audited_partial: value("audited_partial"),
    metadata_only: value("metadata_only"),
    dropped: value("dropped"),
  };
}

/** Calls that have no record yet: under way, or waiting for their audit or the disk. */
export function waitingOf(counts: ClassCounts): number {
  const { accepted, audited_full, audited_partial, metadata_only, dropped } = counts;
  return accepted - audited_full - audited_partial - metadata_only - dropped;
}

/** What was added from one reading to a later one. */
export function classCountsSince(before: ClassCounts, now: ClassCounts): ClassCounts {
  return {
    accepted: now.accepted - before.accepted,
    audited_full: now.audited_full - before.audited_full,
    audited_partial: now.audited_partial - before.audited_partial,
    metadata_only: now.metadata_only - before.metadata_only,
    dropped: now.dropped - before.dropped,
  };
}

/** The counts as text. */
export function classCountsLine(counts: ClassCounts): string {
  return `audited_full ${counts.audited_full}, audited_partial ${counts.audited_partial}, ` +
    `metadata_only ${counts.metadata_only}, dropped ${counts.dropped}, waiting ${
      waitingOf(counts)
    }`;
}

/**
 * Asks a proxy.
 *
 * @param metricsUrl Base URL of its metrics without a slash at its end.
 */
export async function readClassCounts(metricsUrl: string): Promise<ClassCounts> {
  const response = await fetch(`${metricsUrl}/metrics`);
  return classCountsIn(await response.text());
}

/**
 * Waits until every call has its record.
 *
 * @returns The counts then, or after {@linkcode SETTLE_MS_MAX}.
 */
export async function untilRecorded(metricsUrl: string): Promise<ClassCounts> {
  const endMs = performance.now() + SETTLE_MS_MAX;
  for (;;) {
    const counts = await readClassCounts(metricsUrl);
    if (waitingOf(counts) === 0 || performance.now() >= endMs) return counts;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_STEP_MS));
  }
}
