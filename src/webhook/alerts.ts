/**
 * Which events of the operational log become alerts, and how often.
 * @module
 */

import type { LogEvent } from "../base/log.ts";

/** Events that somebody should look at, and deletions, which nobody should overlook. */
const ALERTS: ReadonlySet<LogEvent> = new Set([
  "anchor.failed",
  "audit.degraded",
  "audit.dropped",
  "audit.recovered",
  "detector.selftest_failed",
  "disk.low",
  "disk.recovered",
  "journal.error",
  "journal.recovered",
  "key.rotated",
  "key.rotation_failed",
  "retention.deleted",
  "retention.failed",
  "retention.hold",
  "telemetry.lost",
  "window.left_unsigned",
  "window.seal_failed",
  "worker.lost",
]);

/** An event is told once in this time; what comes in between is counted. */
const QUIET_MS = 60_000;

/** Lets each sort of alert through once a minute. */
export class AlertGate {
  readonly #last = new Map<LogEvent, { sentMs: number; held: number }>();

  /**
   * Whether an event is to be sent now.
   *
   * @returns How many of its kind were held back since the last one; null when it is not sent.
   */
  pass(event: LogEvent, nowMs: number): number | null {
    if (!ALERTS.has(event)) return null;
    const last = this.#last.get(event);
    if (last !== undefined && nowMs - last.sentMs < QUIET_MS) {
      last.held++;
      return null;
    }
    this.#last.set(event, { sentMs: nowMs, held: 0 });
    return last?.held ?? 0;
  }
}
