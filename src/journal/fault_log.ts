/**
 * What is failing now. A fault is logged when it begins and when it ends; while it lasts it is only
 * counted, so that a full disk does not fill the log as well.
 * @module
 */

import { messageOf } from "../base/errors.ts";
import type { LogEvent } from "../base/log.ts";

/** Writes one event. */
export type EventLog = (event: LogEvent, fields: Readonly<Record<string, unknown>>) => void;

/** Things that can fail for a while. */
export type FaultName = "disk" | "directory" | "seal" | "signer" | "telemetry" | "lease";

/** The faults of one journal. */
export class FaultLog {
  readonly #log: EventLog;
  readonly #failures = new Map<string, number>();
  #total = 0;
  #lastError: unknown = null;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Failed calls since the start. */
  get total(): number {
    return this.#total;
  }

  /** What was reported last; null before the first failure. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** What is failing now. */
  get names(): string[] {
    return [...this.#failures.keys()];
  }

  /** Something failed. */
  failed(name: FaultName, error: unknown): void {
    const failures = this.#failures.get(name) ?? 0;
    this.#failures.set(name, failures + 1);
    this.#total++;
    this.#lastError = error;
    if (failures === 0) this.#log("audit.degraded", { reason: name, message: messageOf(error) });
  }

  /** It works, maybe again. */
  worked(name: FaultName): void {
    const failures = this.#failures.get(name);
    if (failures === undefined) return;
    this.#failures.delete(name);
    this.#log("audit.recovered", { reason: name, failures });
  }
}
