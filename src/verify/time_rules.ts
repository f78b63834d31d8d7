/**
 * Times never fall without a reason, and lie in their window.
 *
 *     start <= t < end            while the window is open
 *     t = end                     of a close, or below it when the close is partial
 *     any later t                 once a recover record says that a crash came in between
 *
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import type { Findings, Place } from "./findings.ts";

/** What `t` may fall by without a declaration (EVIDENCE 4.8): the usual slewing of clocks. */
const FALL_MS_MAX = 2_000;

/** Start and end of a window on the grid, milliseconds since 1970. */
export interface WindowSpan {
  startMs: number;
  endMs: number;
}

/** Follows the times of one log. */
export class TimeRules {
  readonly #findings: Findings;
  #latestMs = -Infinity;
  #isStepDeclared = false;
  #hasRecovered = false;

  /** @param findings Where findings go. */
  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** A new segment begins. */
  startPart(): void {
    this.#hasRecovered = false;
  }

  /**
   * Takes the next record.
   *
   * @param span The open window; null when it is not known, or not open yet.
   */
  record(parsed: ParsedRecord, span: WindowSpan | null, place: Place): void {
    this.#checkOrder(parsed, place);
    if (parsed.record.kind === "recover") this.#hasRecovered = true;
    if (span !== null) this.#checkSpan(parsed, span, place);
  }

  #checkOrder({ timeMs, record }: ParsedRecord, place: Place): void {
    const isClock = record.kind === "clock";
    const isAllowed = isClock || this.#isStepDeclared;
    if (timeMs < this.#latestMs - FALL_MS_MAX && !isAllowed) {
      const before = formatTime(this.#latestMs);
      this.#findings.add("CLOCK_BACKWARDS", place, `t is ${record.t}, after ${before} before it`);
      this.#latestMs = timeMs;
    }
    this.#latestMs = isAllowed ? timeMs : Math.max(this.#latestMs, timeMs);
    this.#isStepDeclared = isClock;
    if (!isClock) return;
    this.#findings.add("CLOCK_STEP_DECLARED", place, `From ${record.old} to ${record.new}`);
  }

  #checkSpan(parsed: ParsedRecord, span: WindowSpan, place: Place): void {
    const { timeMs, record } = parsed;
    if (timeMs >= span.startMs - FALL_MS_MAX && this.#fitsEnd(parsed, span.endMs)) return;
    const window = `${formatTime(span.startMs)} to ${formatTime(span.endMs)}`;
    this.#findings.add(
      "TIME_OUTSIDE_WINDOW",
      place,
      `t of this ${record.kind} is ${record.t}, in a window from ${window}`,
    );
  }

  #fitsEnd({ timeMs, form, record }: ParsedRecord, endMs: number): boolean {
    if (record.kind !== "window.close") return timeMs < endMs || this.#hasRecovered;
    if (form === "basic") return true;
    if ("partial" in record) return timeMs < endMs;
    return timeMs === endMs || (timeMs > endMs && this.#hasRecovered);
  }
}
