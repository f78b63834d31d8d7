/**
 * A running program gives a sign of life each minute. Where it did not, the log says nothing of
 * that time: the machine stood still, the disk took nothing, or the clock was set forward.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import type { Findings, Place } from "./findings.ts";

/** Three heartbeats: one may be late, and a slow disk is no silence. */
const SILENCE_MS_MAX = 180_000;

/** Follows the heartbeats of one log. */
export class PulseRules {
  readonly #findings: Findings;
  /** The log's writer makes heartbeats; other writers need not. */
  #isBeating = false;
  /** Newest sign of life in the open part; null when none is due. */
  #lastMs: number | null = null;

  /** @param findings Where findings go. */
  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Takes the next record. */
  record({ record, timeMs }: ParsedRecord, place: Place): void {
    switch (record.kind) {
      case "window.open":
        this.#lastMs = this.#isBeating ? timeMs : null;
        return;
      case "recover":
        this.#lastMs = null; // A crash came in between, and that is said.
        return;
      case "heartbeat":
        this.#check(timeMs, place);
        this.#isBeating = true;
        this.#lastMs = timeMs;
        return;
      default:
        this.#check(timeMs, place);
        if (record.kind === "window.close") this.#lastMs = null;
    }
  }

  #check(timeMs: number, place: Place): void {
    const lastMs = this.#lastMs;
    if (lastMs === null || timeMs - lastMs <= SILENCE_MS_MAX) return;
    const message = `None from ${formatTime(lastMs)} to ${formatTime(timeMs)}`;
    this.#findings.add("HEARTBEAT_MISSING", place, message);
    this.#lastMs = timeMs;
  }
}
