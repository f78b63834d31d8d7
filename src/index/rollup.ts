/**
 * Sums over the calls of an hour and of a day, so that a report of ten million calls reads some
 * thousand rows. Records come in the order of time, so only one hour and one day are held.
 * @module
 */

import { bucketOf } from "../format/histogram.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A call as the sums need it; texts are numbers already. */
export interface RollupCall {
  ms: number;
  host: number;
  provider: number;
  operation: number;
  model: number | null;
  served: number | null;
  status: number;
  class: number;
  us: { added: number; ttfb: number; total: number };
  input: number;
  output: number;
  cached: number;
}

/** Takes rows of the tables `hourly`, `latency` and `found`, without the log. */
export interface RollupSink {
  hourly(row: readonly (number | null)[]): void;
  latency(row: readonly (number | string)[]): void;
  found(row: readonly (number | string)[]): void;
}

type HourRow = [calls: number, input: number, output: number, cached: number];

/** Sums of one log. */
export class Rollup {
  readonly #sink: RollupSink;
  #hourMs = -1;
  #dayMs = -1;
  readonly #hours = new Map<string, { head: readonly (number | null)[]; sums: HourRow }>();
  readonly #latency = new Map<string, number>();
  readonly #found = new Map<string, [calls: number, instances: number]>();

  /** @param sink Takes the rows of each hour and day when it is over. */
  constructor(sink: RollupSink) {
    this.#sink = sink;
  }

  /** Takes one call. */
  add(call: RollupCall): void {
    this.#turn(call.ms);
    const { host, provider, operation, model, served, status } = call;
    const head = [host, provider, operation, model, served, status, call.class];
    const key = head.join();
    let hour = this.#hours.get(key);
    if (hour === undefined) this.#hours.set(key, hour = { head, sums: [0, 0, 0, 0] });
    const { sums } = hour;
    sums[0]++;
    sums[1] += call.input;
    sums[2] += call.output;
    sums[3] += call.cached;
    this.#time("added", call);
    this.#time("ttfb", call);
    this.#time("total", call);
  }

  /** Takes one category of one call. */
  addFound(
    call: Pick<RollupCall, "ms" | "host">,
    found: { direction: string; category: number; instances: number },
  ): void {
    this.#turn(call.ms);
    const key = `${call.host} ${found.direction} ${found.category}`;
    const sums = this.#found.get(key) ?? [0, 0];
    sums[0]++;
    sums[1] += found.instances;
    this.#found.set(key, sums);
  }

  /** Hands the last hour and day over. */
  end(): void {
    this.#endHour();
    this.#endDay();
  }

  #time(what: "added" | "ttfb" | "total", { provider, us }: RollupCall): void {
    const key = `${provider} ${what} ${bucketOf(us[what])}`;
    this.#latency.set(key, (this.#latency.get(key) ?? 0) + 1);
  }

  #turn(ms: number): void {
    const hourMs = ms - ms % HOUR_MS;
    if (hourMs === this.#hourMs) return;
    this.#endHour();
    this.#hourMs = hourMs;
    const dayMs = ms - ms % DAY_MS;
    if (dayMs === this.#dayMs) return;
    this.#endDay();
    this.#dayMs = dayMs;
  }

  #endHour(): void {
    for (const { head, sums } of this.#hours.values()) {
      this.#sink.hourly([this.#hourMs, ...head, ...sums]);
    }
    this.#hours.clear();
  }

  #endDay(): void {
    for (const [key, calls] of this.#latency) {
      const [provider, what, bucket] = key.split(" ");
      this.#sink.latency([this.#dayMs, Number(provider), what as string, Number(bucket), calls]);
    }
    for (const [key, sums] of this.#found) {
      const [host, direction, category] = key.split(" ");
      const head = [this.#dayMs, Number(host), direction as string, Number(category)];
      this.#sink.found([...head, ...sums]);
    }
    this.#latency.clear();
    this.#found.clear();
  }
}
