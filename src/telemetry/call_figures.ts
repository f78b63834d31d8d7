/**
 * What is counted of every audited call, for metrics: since the program started, in a bounded
 * number of series, whatever names come from outside.
 * @module
 */

import { classOf, countCall, type Counts, type GapReason, noCounts } from "../format/counts.ts";
import type { CallDraft } from "../format/draft.ts";
import { type Tally, tally } from "../format/window_totals.ts";

/** Upper bounds in seconds of `outband_proxy_overhead_seconds`; the reference program's. */
export const OVERHEAD_BOUNDS_SECONDS: readonly number[] = [
  0.0001,
  0.0005,
  0.001,
  0.002,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
];

/** Upper bounds in seconds of `outband_audit_lag_seconds`. */
export const LAG_BOUNDS_SECONDS: readonly number[] = [
  ...[0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
];

/** Most values of a label; further ones are {@linkcode OTHER}. */
const PROVIDERS_MAX = 32;
const MODELS_MAX = 100;
const STATUSES_MAX = 32;
/** Most combinations of them. */
const SERIES_MAX = 1_000;
/** Value of a label beyond its bound. */
const OTHER = "other";
/** Value of a label of which a call says nothing. */
const NONE = "none";

/** Plain numbers; threads hand them to each other. */
export interface CallFigures {
  counts: Counts;
  /** Calls with a finding, by category: once per category and call, request direction. */
  piiDetected: Tally;
  /** One count per bound of {@linkcode OVERHEAD_BOUNDS_SECONDS}, and one more for all above. */
  overheadCounts: number[];
  overheadSumUs: number;
  /** One count per bound of {@linkcode LAG_BOUNDS_SECONDS}, and one more for all above. */
  lagCounts: number[];
  lagSumMs: number;
  lagMaxMs: number;
  calls: { provider: string; model: string; status: string; n: number }[];
  tokens: { provider: string; model: string; type: string; n: number }[];
  /** Calls without a record, by reason. */
  droppedBy: Partial<Record<GapReason, number>>;
  incomplete: { direction: string; reason: string; n: number }[];
}

/** No calls. */
export function noFigures(): CallFigures {
  return new CallCounter().figures();
}

/** Counts calls. */
export class CallCounter {
  readonly #counts = noCounts();
  readonly #piiDetected: Tally = {};
  readonly #overheadCounts = zeros(OVERHEAD_BOUNDS_SECONDS);
  #overheadSumUs = 0;
  readonly #lagCounts = zeros(LAG_BOUNDS_SECONDS);
  #lagSumMs = 0;
  #lagMaxMs = 0;
  readonly #providers = new Names(PROVIDERS_MAX);
  readonly #models = new Names(MODELS_MAX);
  readonly #statuses = new Names(STATUSES_MAX);
  readonly #calls = new Series<"provider" | "model" | "status">();
  readonly #tokens = new Series<"provider" | "model" | "type">();
  readonly #droppedBy: Partial<Record<GapReason, number>> = {};
  readonly #incomplete = new Series<"direction" | "reason">();

  /** Counts one call whose record is being written at `nowMs`, milliseconds since 1970. */
  count({ meta, req, res, wire }: CallDraft, nowMs: number): void {
    countCall(this.#counts, classOf({ req: req.capture, res: res.capture }));
    for (const category of Object.keys(req.found)) tally(this.#piiDetected, category);
    addTo(this.#overheadCounts, OVERHEAD_BOUNDS_SECONDS, meta.addedUs / 1e6);
    this.#overheadSumUs += meta.addedUs;
    const lagMs = Math.max(0, nowMs - meta.acceptedAtMs - meta.totalUs / 1e3);
    addTo(this.#lagCounts, LAG_BOUNDS_SECONDS, lagMs / 1e3);
    this.#lagSumMs += lagMs;
    this.#lagMaxMs = Math.max(this.#lagMaxMs, lagMs);
    const provider = this.#providers.bounded(wire.provider);
    const model = this.#models.bounded(wire.modelServed ?? wire.modelRequested ?? NONE);
    const status = this.#statuses.bounded(String(meta.status));
    this.#calls.add({ provider, model, status }, 1);
    for (const type of ["input", "output", "cached", "reasoning"] as const) {
      const tokens = wire.usage[type];
      if (tokens !== null && tokens > 0) this.#tokens.add({ provider, model, type }, tokens);
    }
    for (const [direction, { reason }] of [["request", req], ["response", res]] as const) {
      if (reason !== null) this.#incomplete.add({ direction, reason }, 1);
    }
  }

  /** Counts calls that have no record. */
  drop(calls: number, why: GapReason): void {
    this.#counts.processed += calls;
    this.#counts.dropped += calls;
    this.#droppedBy[why] = (this.#droppedBy[why] ?? 0) + calls;
  }

  /** The counts as they are now. */
  figures(): CallFigures {
    return {
      counts: { ...this.#counts },
      piiDetected: { ...this.#piiDetected },
      overheadCounts: [...this.#overheadCounts],
      overheadSumUs: this.#overheadSumUs,
      lagCounts: [...this.#lagCounts],
      lagSumMs: this.#lagSumMs,
      lagMaxMs: this.#lagMaxMs,
      calls: this.#calls.list(),
      tokens: this.#tokens.list(),
      droppedBy: { ...this.#droppedBy },
      incomplete: this.#incomplete.list(),
    };
  }
}

/** The first names that come; the rest is one. */
class Names {
  readonly #seen = new Set<string>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  bounded(name: string): string {
    if (this.#seen.has(name)) return name;
    if (this.#seen.size >= this.#max) return OTHER;
    this.#seen.add(name);
    return name;
  }
}

/** Counts by combinations of labels; beyond a bound there is one for all others. */
class Series<Label extends string> {
  readonly #samples = new Map<string, Record<Label, string> & { n: number }>();

  add(labels: Record<Label, string>, n: number): void {
    const known = this.#samples.get(JSON.stringify(labels));
    if (known !== undefined) known.n += n;
    else if (this.#samples.size < SERIES_MAX) {
      this.#samples.set(JSON.stringify(labels), { ...labels, n });
    } else this.#addOther(labels, n);
  }

  list(): (Record<Label, string> & { n: number })[] {
    return [...this.#samples.values()].map((sample) => ({ ...sample }));
  }

  #addOther(labels: Record<Label, string>, n: number): void {
    const others = Object.fromEntries(Object.keys(labels).map((label) => [label, OTHER]));
    const sample = this.#samples.get(OTHER);
    if (sample !== undefined) sample.n += n;
    else this.#samples.set(OTHER, { ...others as Record<Label, string>, n });
  }
}

function zeros(bounds: readonly number[]): number[] {
  return new Array(bounds.length + 1).fill(0);
}

function addTo(counts: number[], bounds: readonly number[], value: number): void {
  const bound = bounds.findIndex((upper) => value <= upper);
  const at = bound < 0 ? bounds.length : bound;
  counts[at] = (counts[at] ?? 0) + 1;
}
