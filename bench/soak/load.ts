/**
 * The load of a soak: starts exchanges at a steady rate, each of them on both ways at once, and
 * compares the two outcomes.
 * @module
 */

import { background } from "../../src/base/background.ts";
import { BoundedList, pause } from "./bounded.ts";
import { type Lane, runExchange } from "./client.ts";
import { compareOutcomes, directFault, type Outcome } from "./outcome.ts";
import { type Exchange, exchangeAt, type Kind, KINDS } from "./schedule.ts";

/** Pairs of exchanges under way at once; above it the rate falls. */
const PAIRS_MAX = 400;
/** How often exchanges are started. */
const TICK_MS = 10;
/** Exchanges that could not start in time are made up for as long as there are no more of them. */
const DEBT_MS_MAX = 1_000;
/** Differences kept in words. */
const DIFFERENCES_MAX = 50;

/** Counts of one kind, in pairs. */
export interface KindTally {
  pairs: number;
  same: number;
  stale: number;
  hanging: number;
  different: number;
}

/** One pair whose outcomes differ, or whose direct outcome is not as planned. */
export interface Difference {
  index: number;
  kind: Kind;
  /** Seconds since the start of the load. */
  atSeconds: number;
  reason: string;
  /** What the client sends. */
  request: string;
  direct: Outcome;
  proxied: Outcome;
}

/** Everything that the load counts. */
export interface LoadTally {
  kinds: Record<Kind, KindTally>;
  /** Pairs that have ended. */
  pairs: number;
  /** Pairs under way now. */
  running: number;
  runningMax: number;
  /** Pairs by how the direct one ended. */
  endings: Record<Outcome["ending"], number>;
  /** Requests that surely reached the proxy, and those that may have. */
  surelySent: number;
  maybeSent: number;
  stale: { seen: number; near: number };
  /** Clients that left, through the proxy, and those of them of which the upstream was not told. */
  left: number;
  hangs: BoundedList<Difference>;
  /** Bytes of bodies that came down through the proxy. */
  bodyBytes: number;
  /** Outcomes through the proxy that differ. */
  differences: BoundedList<Difference>;
  /** Direct outcomes that were not as planned: faults of the soak, or of the machine. */
  directFaults: BoundedList<Difference>;
}

/** A load that has not been started yet. */
export function newTally(): LoadTally {
  const kinds = KINDS.map((kind) => [kind, newKind()]);
  return {
    kinds: Object.fromEntries(kinds),
    pairs: 0,
    running: 0,
    runningMax: 0,
    endings: { answered: 0, failed: 0, aborted: 0 },
    surelySent: 0,
    maybeSent: 0,
    stale: { seen: 0, near: 0 },
    left: 0,
    hangs: new BoundedList(DIFFERENCES_MAX),
    bodyBytes: 0,
    differences: new BoundedList(DIFFERENCES_MAX),
    directFaults: new BoundedList(DIFFERENCES_MAX),
  };
}

function newKind(): KindTally {
  return { pairs: 0, same: 0, stale: 0, hanging: 0, different: 0 };
}

/** What a load runs with. */
export interface LoadOptions {
  seed: number;
  /** Pairs started per second. */
  pairsPerSecond: number;
  direct: Lane;
  proxied: Lane;
}

/** Starts pairs until it is told to stop. */
export class Load {
  readonly tally: LoadTally = newTally();
  readonly #options: LoadOptions;
  readonly #startMs = performance.now();
  readonly #running = new Set<Promise<void>>();
  #next = 0;
  #isStopped = false;
  #error: unknown = null;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Runs for so long, or until {@linkcode Load.stop}; resolves when the last pair has ended. */
  async run(durationMs: number): Promise<void> {
    const { pairsPerSecond } = this.#options;
    const startMs = performance.now();
    let dueMs = startMs;
    while (!this.#isStopped) {
      const nowMs = performance.now();
      if (nowMs - startMs >= durationMs) break;
      dueMs = Math.max(dueMs, nowMs - DEBT_MS_MAX);
      for (; dueMs <= nowMs && this.#running.size < PAIRS_MAX; dueMs += 1_000 / pairsPerSecond) {
        this.#start();
      }
      await pause(TICK_MS);
    }
    await Promise.all(this.#running);
    if (this.#error !== null) throw this.#error;
  }

  /** Starts no more pairs. */
  stop(): void {
    this.#isStopped = true;
  }

  #start(): void {
    const pair = this.#runPair(exchangeAt(this.#options.seed, this.#next++));
    this.#running.add(pair);
    this.tally.running = this.#running.size;
    this.tally.runningMax = Math.max(this.tally.runningMax, this.#running.size);
    const done = (): void => {
      this.#running.delete(pair);
      this.tally.running = this.#running.size;
    };
    background(pair.finally(done), (error) => {
      this.#error ??= error;
      this.stop();
    });
  }

  async #runPair(exchange: Exchange): Promise<void> {
    const { direct, proxied } = this.#options;
    const [straight, through] = await Promise.all([
      runExchange(direct, exchange),
      runExchange(proxied, exchange),
    ]);
    this.#count(exchange, { direct: straight, proxied: through });
  }

  #count(exchange: Exchange, outcomes: { direct: Outcome; proxied: Outcome }): void {
    const { direct, proxied } = outcomes;
    const { tally } = this;
    const { index, kind, client: { method, textBytes, framing } } = exchange;
    const difference = (reason: string): Difference => ({
      index,
      kind,
      atSeconds: Math.round((performance.now() - this.#startMs) / 100) / 10,
      reason,
      request: textBytes === 0 ? method : `${method}, ${textBytes} characters, ${framing}`,
      direct,
      proxied,
    });
    tally.pairs++;
    tally.endings[direct.ending]++;
    tally.bodyBytes += proxied.bodyBytes;
    if (proxied.isSurelySeen) tally.surelySent++;
    else tally.maybeSent++;
    const fault = directFault(exchange, direct);
    if (fault !== null) tally.directFaults.add(difference(fault));
    const { verdict, reason } = compareOutcomes(direct, proxied);
    tally.kinds[kind].pairs++;
    tally.kinds[kind][verdict]++;
    if (verdict === "stale" && proxied.stale !== null) tally.stale[proxied.stale]++;
    if (proxied.ending === "aborted") tally.left++;
    if (verdict === "hanging") tally.hangs.add(difference(reason));
    if (verdict === "different") tally.differences.add(difference(reason));
  }
}
