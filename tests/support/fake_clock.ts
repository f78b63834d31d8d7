/**
 * A clock that stands still until a test moves it.
 * @module
 */

import type { Clock } from "../../src/base/clock.ts";
import { SAMPLE_TIME_MS } from "./drafts.ts";

/** A clock that is moved by hand. */
export class FakeClock implements Clock {
  #nowMs = SAMPLE_TIME_MS;
  #monotonicMs = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.#nowMs += ms;
    this.#monotonicMs += ms;
  }

  /** Sets the system time; the monotonic one goes on. */
  set(ms: number): void {
    this.#nowMs = ms;
  }
}
