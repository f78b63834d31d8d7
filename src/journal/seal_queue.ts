/**
 * Closed parts that wait for their signature. Sealing reads a whole part back, so it is done in
 * slices between batches; appending never waits for it. A part that fails on disk or key is tried
 * again; one that must not be signed stops the queue for good.
 * @module
 */

import { InvariantError } from "../base/assert.ts";
import type { Clock } from "../base/clock.ts";
import type { ClosedPart, Sealer } from "../format/sealing.ts";

/** Wait after a failed attempt. */
const RETRY_MS = 1_000;

/** Told what becomes of the parts. */
export interface SealReport {
  /** The part is sealed; `note` is its signed checkpoint. */
  sealed(part: ClosedPart, note: string): void;
  /** An attempt failed; it will be repeated. */
  failed(error: unknown): void;
  /** The part must not be signed, and so must none after it. */
  refused(part: ClosedPart, problem: string): void;
}

/** First in, first sealed. */
export class SealQueue {
  readonly #sealer: Sealer;
  readonly #clock: Clock;
  readonly #report: SealReport;
  readonly #parts: ClosedPart[] = [];
  #work: ReturnType<Sealer["seal"]> | null = null;
  #retryAtMs = 0;
  #isRefused = false;

  constructor(sealer: Sealer, clock: Clock, report: SealReport) {
    this.#sealer = sealer;
    this.#clock = clock;
    this.#report = report;
  }

  /** Parts that are not sealed. */
  get length(): number {
    return this.#parts.length;
  }

  /** Adds the newest part. */
  add(part: ClosedPart): void {
    this.#parts.push(part);
  }

  /** Seals for about `budgetMs`, or until nothing is left to do now. */
  advance(budgetMs: number): void {
    const startMs = this.#clock.monotonicMs();
    if (startMs < this.#retryAtMs) return;
    do {
      const part = this.#parts[0];
      if (part === undefined || this.#isRefused || !this.#step(part)) return;
    } while (this.#clock.monotonicMs() - startMs < budgetMs);
  }

  /** Seals everything now, without waiting after an earlier failure; true when nothing is left. */
  finish(): boolean {
    this.#retryAtMs = 0;
    this.advance(Number.POSITIVE_INFINITY);
    return this.#parts.length === 0;
  }

  /** One slice; false when it failed or the part was refused. */
  #step(part: ClosedPart): boolean {
    let step;
    try {
      this.#work ??= this.#sealer.seal(part);
      step = this.#work.next();
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#work = null;
      this.#retryAtMs = this.#clock.monotonicMs() + RETRY_MS;
      this.#report.failed(error);
      return false;
    }
    if (step.done !== true) return true;
    this.#work = null;
    if ("problem" in step.value) {
      this.#isRefused = true;
      this.#report.refused(part, step.value.problem);
      return false;
    }
    this.#parts.shift();
    this.#report.sealed(part, step.value.note);
    return true;
  }
}
