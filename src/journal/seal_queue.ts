/**
 * Closed parts that wait for their signature. Sealing reads a whole part back, so it is done in
 * slices between batches; appending never waits for it. A part that fails on disk or key is tried
 * again; one that must not be signed stops the queue for good.
 *
 * While the key cannot sign, parts are closed and stay unsigned. When it can again they are signed
 * in order; of very many the oldest stay unsigned for good, and the next checkpoint covers them.
 *
 * Between two parts the head of the open one is signed, once for each heartbeat, so that heads leave
 * the machine more often than windows end.
 *
 * @module
 */

import { InvariantError } from "../base/assert.ts";
import type { Clock } from "../base/clock.ts";
import {
  type ClosedPart,
  type LogHead,
  type Sealer,
  SignerError,
  WAITING,
} from "../format/sealing.ts";

/** Wait after a failed attempt; while a signer is down it doubles up to the longest. */
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 30_000;
/** Parts that wait for their own signature; four days of hourly windows. */
export const PARTS_WAITING_MAX = 100;

/** Told what becomes of the parts. */
export interface SealReport {
  /** The part is sealed; `note` is its signed checkpoint. */
  sealed(part: ClosedPart, note: string): void;
  /** The head of the open part is signed. */
  headSigned(note: string): void;
  /** An attempt failed; it will be repeated. */
  failed(error: unknown): void;
  /** The key answered that it can sign. */
  proven(): void;
  /** The part stays without a seal of its own; the checkpoint of a later one will cover it. */
  leftUnsigned(part: ClosedPart): void;
  /** The part must not be signed, and so must none after it. */
  refused(part: ClosedPart, problem: string): void;
}

/** First in, first sealed. */
export class SealQueue {
  readonly #sealer: Sealer;
  readonly #clock: Clock;
  readonly #report: SealReport;
  readonly #parts: ClosedPart[] = [];
  /** Newest head of the open part that is to be signed. */
  #head: LogHead | null = null;
  #work: ReturnType<Sealer["seal"]> | null = null;
  #headWork: { head: LogHead; steps: ReturnType<Sealer["signHead"]> } | null = null;
  #probe: ReturnType<Sealer["probe"]> | null = null;
  #isProven = false;
  #retryAtMs = 0;
  #retryMs = RETRY_MS;
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
    this.#head = null; // The part's own checkpoint says more.
    this.#endHead();
    if (this.#parts.length <= PARTS_WAITING_MAX || this.#isRefused) return;
    this.#abandon();
    this.#report.leftUnsigned(this.#parts.shift() as ClosedPart);
  }

  /** Takes the head of the open part; while a closed one waits its signature must come first. */
  offer(head: LogHead): void {
    if (this.#parts.length === 0) this.#head = head;
  }

  /** Seals for about `budgetMs`, or until nothing is left to do now. */
  advance(budgetMs: number): void {
    this.#advance(budgetMs, { mayBlock: false });
  }

  /** Seals everything now, without waiting after an earlier failure; true when nothing is left. */
  finish(): boolean {
    this.#retryAtMs = 0;
    // No event can bring the answer of a signer any more, so it is asked again and waited for.
    this.#abandon();
    this.#advance(Number.POSITIVE_INFINITY, { mayBlock: true });
    return this.#parts.length === 0;
  }

  #advance(budgetMs: number, options: { mayBlock: boolean }): void {
    const startMs = this.#clock.monotonicMs();
    if (startMs < this.#retryAtMs || this.#isRefused) return;
    do {
      const part = this.#parts[0];
      const isIdle = part === undefined && this.#head === null;
      if (isIdle && (options.mayBlock || this.#isProven)) return;
      if (!this.#attempt(part, options)) return;
    } while (this.#clock.monotonicMs() - startMs < budgetMs);
  }

  /** One slice; false when nothing more can be done now. */
  #attempt(part: ClosedPart | undefined, options: { mayBlock: boolean }): boolean {
    try {
      if (part !== undefined) return this.#sealStep(part, options);
      return this.#head === null ? this.#proveStep() : this.#headStep(this.#head);
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#abandon();
      this.#retryAtMs = this.#clock.monotonicMs() + this.#retryMs;
      // A signer may be far away and have its own limits; a disk has not.
      if (error instanceof SignerError) this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MS_MAX);
      this.#report.failed(error);
      return false;
    }
  }

  /** While there is nothing to sign, the key shows that it could. */
  #proveStep(): boolean {
    this.#probe ??= this.#sealer.probe();
    const step = this.#probe.next();
    if (step.done !== true) return step.value !== WAITING;
    this.#probe = null;
    this.#isProven = true;
    this.#retryMs = RETRY_MS;
    this.#report.proven();
    return true;
  }

  #headStep(head: LogHead): boolean {
    this.#endProbe();
    const work = this.#headWork ??= { head, steps: this.#sealer.signHead(head) };
    const step = work.steps.next();
    if (step.done !== true) return step.value !== WAITING;
    this.#headWork = null;
    if (this.#head === work.head) this.#head = null; // Else a newer one came meanwhile.
    this.#isProven = true;
    this.#retryMs = RETRY_MS;
    this.#report.headSigned(step.value);
    return true;
  }

  #endHead(): void {
    this.#headWork?.steps.return("");
    this.#headWork = null;
  }

  #endProbe(): void {
    this.#probe?.return();
    this.#probe = null;
  }

  #sealStep(part: ClosedPart, options: { mayBlock: boolean }): boolean {
    this.#endProbe();
    this.#work ??= this.#sealer.seal(part, options);
    const step = this.#work.next();
    if (step.done !== true) return step.value !== WAITING;
    this.#work = null;
    if ("problem" in step.value) {
      this.#isRefused = true;
      this.#report.refused(part, step.value.problem);
      return false;
    }
    this.#isProven = true;
    this.#retryMs = RETRY_MS;
    this.#parts.shift();
    this.#report.sealed(part, step.value.note);
    return true;
  }

  #abandon(): void {
    this.#work?.return({ problem: "abandoned" });
    this.#work = null;
    this.#endHead();
    this.#endProbe();
  }
}
