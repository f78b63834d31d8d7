/**
 * Watches the program of a soak while it runs, and waits until it is idle afterwards.
 * @module
 */

import { pause } from "./bounded.ts";
import {
  leftovers,
  page,
  parseMetrics,
  type ProcessState,
  processState,
  type Sample,
} from "./samples.ts";

const SAMPLE_MS = 5_000;
const POLL_MS = 100;
/** Longest wait until nothing is left over. */
const IDLE_MS_MAX = 120_000;
const IDLE_POLL_MS = 1_000;

/** The program that is watched. */
export interface Watched {
  pid: number;
  metricsPort: number;
}

/** Takes samples. */
export class Watch {
  readonly samples: Sample[] = [];
  readonly #watched: Watched;
  readonly #running: () => number;
  readonly #startMs = performance.now();
  #isStopped = false;
  /** Why the program could not be looked at any more, or null. */
  error: string | null = null;

  /** @param running Pairs of exchanges under way. */
  constructor(watched: Watched, running: () => number) {
    this.#watched = watched;
    this.#running = running;
  }

  /**
   * Takes samples until it is stopped, or until one fails. Never throws.
   *
   * @param onSample Told each sample.
   */
  async run(onSample: (sample: Sample) => Promise<void>): Promise<void> {
    try {
      for (let count = 1; !this.#isStopped; count++) {
        const sample = await this.#take();
        this.samples.push(sample);
        await onSample(sample);
        while (!this.#isStopped && performance.now() - this.#startMs < count * SAMPLE_MS) {
          await pause(POLL_MS);
        }
      }
    } catch (error) {
      this.error = `${error}`;
    }
  }

  /** Takes no more samples. */
  stop(): void {
    this.#isStopped = true;
  }

  async #take(): Promise<Sample> {
    const { pid, metricsPort } = this.#watched;
    const atSeconds = (performance.now() - this.#startMs) / 1_000;
    const { status, text } = await page(metricsPort, "/readyz");
    const metrics = await page(metricsPort, "/metrics");
    const state = await processState(pid);
    if (state === null) throw new Error("The program has ended by itself");
    return {
      ...state,
      atSeconds,
      readyStatus: status,
      ready: oneLine(text),
      metrics: parseMetrics(metrics.text),
      running: this.#running(),
      driverMib: Deno.memoryUsage().rss / 2 ** 20,
    };
  }
}

/** The program after the load. */
export interface Idle {
  /** What was left over in the end, one line each. */
  leftovers: string[];
  /** What was left over until just before the end of the wait. */
  lastGone: string[];
  seconds: number;
  rssMib: number;
  metrics: Readonly<Record<string, number>>;
  /** Body of `/readyz` in one line. */
  ready: string;
}

/**
 * Waits until nothing is left of the load, as far as it will ever be so.
 *
 * @param start The program before the load.
 * @throws {Error} If the program has ended.
 */
export async function untilIdle(watched: Watched, start: ProcessState): Promise<Idle> {
  const startMs = performance.now();
  let lastGone: string[] = [];
  for (;;) {
    const seconds = (performance.now() - startMs) / 1_000;
    const metrics = parseMetrics((await page(watched.metricsPort, "/metrics")).text);
    const ready = oneLine((await page(watched.metricsPort, "/readyz")).text);
    const state = await processState(watched.pid);
    if (state === null) throw new Error("The program has ended by itself");
    const left = leftovers(start, { state, metrics });
    if ((left.length === 0 && ready === "ok") || seconds * 1_000 > IDLE_MS_MAX) {
      return { leftovers: left, lastGone, seconds, rssMib: state.rssMib, metrics, ready };
    }
    lastGone = left;
    await pause(IDLE_POLL_MS);
  }
}

function oneLine(text: string): string {
  return text.trimEnd().replaceAll("\n", ", ");
}
