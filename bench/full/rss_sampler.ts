/**
 * Reads the resident memory of the proxies once a second while the rounds run.
 * @module
 */

import { processTree, rssMibOf } from "../process_tree.ts";
import type { RssSeries } from "./results.ts";
import type { Subject } from "./subjects.ts";

const INTERVAL_MS = 1000;

/** Samples from its making until it is disposed. */
export class RssSampler implements Disposable {
  readonly series: RssSeries[] = [];
  /** When each round began, seconds since the start. */
  readonly roundsAtS: number[] = [];
  readonly #startMs = performance.now();
  readonly #roots: number[] = [];
  #pids: number[][] = [];
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(subjects: readonly Subject[]) {
    for (const { id, pid } of subjects) {
      if (pid === null) continue;
      this.series.push({ subject: id, points: [] });
      this.#roots.push(pid);
    }
    this.#findChildren();
    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
    this.#sample();
  }

  /** Marks the beginning of a round. */
  markRound(): void {
    this.#findChildren();
    this.roundsAtS.push(this.#nowS());
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** A proxy may start its workers only after it listens. */
  #findChildren(): void {
    this.#pids = this.#roots.map(processTree);
  }

  #sample(): void {
    const seconds = this.#nowS();
    this.series.forEach(({ points }, index) => {
      points.push([seconds, rssMibOf(this.#pids[index] ?? [])]);
    });
  }

  #nowS(): number {
    return (performance.now() - this.#startMs) / 1000;
  }
}
