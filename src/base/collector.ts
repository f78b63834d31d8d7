/**
 * Collecting garbage on demand, for threads that move many megabytes and should stay small.
 *
 * The engine lets the heap of a busy thread grow to 100 MB and more of dead strings before it
 * looks; flags that would limit it can only be given on the command line. A full collection of a
 * small live heap takes a few milliseconds, off the hot path (measured: peak of the overload bench
 * 460 against 250 MB).
 *
 * Never for the thread that forwards: a second engine context, through which the collection is
 * reached, doubled its time per call (measured).
 *
 * @module
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that may be worked through between two collections. */
const INTERVAL_BYTES = 16 * 1024 * 1024;
/** Less work than this is not worth a collection, not even when there is nothing else to do. */
const IDLE_BYTES_MIN = 256 * 1024;
/** Silence after which a burst counts as over; after half a second, the pauses between calls did. */
const QUIET_MS = 5_000;

/** Collects after every so many bytes of work; does nothing where the engine does not offer it. */
export class Collector {
  #collect: (() => void) | null = null;
  /** Loading a thread leaves garbage, too: it is collected at the first rest. */
  #bytes = IDLE_BYTES_MIN;
  #quietMs = 0;

  constructor() {
    try {
      setFlagsFromString("--expose-gc");
      const collect: unknown = runInNewContext("gc");
      if (typeof collect === "function") this.#collect = (): void => collect();
    } catch {
      // A runtime without these modules keeps its own pace.
    }
  }

  /** Counts work done. */
  worked(bytes: number): void {
    this.#bytes += bytes;
    this.#quietMs = 0;
    if (this.#bytes >= INTERVAL_BYTES) this.#now();
  }

  /** There was nothing to do for so long; when that lasts, collects what the burst left behind. */
  idle(ms: number): void {
    this.#quietMs += ms;
    if (this.#quietMs >= QUIET_MS && this.#bytes >= IDLE_BYTES_MIN) this.#now();
  }

  #now(): void {
    this.#bytes = 0;
    this.#collect?.();
  }
}
