/**
 * When a heartbeat is due: a minute after the part was opened or the last one was written. Pure.
 * @module
 */

import type { Clock } from "../base/clock.ts";

/** Longest that an open part says nothing of its own accord (EVIDENCE 4.2). */
export const HEARTBEAT_MS = 60_000;

/** The pulse of one log. It goes by the monotonic clock: a set clock must not silence it. */
export class Pulse {
  readonly #clock: Clock;
  #lastMs: number;

  /** @param clock Its monotonic time counts. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastMs = clock.monotonicMs();
  }

  /** True when the log has been silent for so long that a heartbeat is due. */
  get isDue(): boolean {
    return this.#clock.monotonicMs() - this.#lastMs >= HEARTBEAT_MS;
  }

  /** A sign of life was written. */
  restart(): void {
    this.#lastMs = this.#clock.monotonicMs();
  }
}
