/**
 * Signals that follow from calls after each other: another model answers, another system prompt is
 * sent, most calls fail. They are computed from records, so they are in none.
 * @module
 */

import type { CallBody } from "../format/record.ts";

/** A hit. */
export interface SeriesHit {
  /** Of `format/signal_rules.ts`. */
  rule: string;
  /** Index and time of the record that shows it. */
  index: number;
  timeMs: number;
  /** What changed, in one line; names from outside are quoted. */
  what: string;
  /** The call names a change: a ticket or a pull request. */
  hasReference: boolean;
}

/** Names that are remembered per log. */
const NAMES_MAX = 4_096;
/** Served models, and system prompts, that one name may have. */
const SERVED_MAX = 64;
/** Errors are counted over this time. */
const BURST_MS = 60_000;
/** A burst has this many calls at least, and this share of them failed. */
const BURST_CALLS_MIN = 20;
const BURST_SHARE_MIN = 0.5;
/** Calls of the last minute that are kept per host. */
const KEPT_MAX = 4_096;
const HOSTS_MAX = 256;

interface Recent {
  /** Oldest first. */
  calls: { timeMs: number; failed: boolean }[];
  failed: number;
  isBurst: boolean;
}

/** Watches the calls of one log, in their order. */
export class SeriesSignals {
  readonly #served = new Map<string, Set<string>>();
  readonly #prompts = new Map<string, Set<string>>();
  readonly #hosts = new Map<string, Recent>();

  /** Takes one call; what it shows, usually nothing. */
  add(call: CallBody, at: { index: number; timeMs: number }): SeriesHit[] {
    const hits: SeriesHit[] = [];
    const hasReference = call.attribution?.["change"] !== undefined;
    const { model, served, system_prompt: prompt } = call;
    if (model !== undefined && served !== undefined) {
      const known = knownOf(this.#served, `${call.host} ${model}`);
      if (isDrift(known, served)) {
        const what = `${quoted(model)} was answered by ${quoted(served)}`;
        hits.push({ rule: "drift.served_model", ...at, what, hasReference });
      }
    }
    if (prompt !== undefined) {
      // Calls without a name of the application share one.
      const app = call.attribution?.["app"] ?? call.attribution?.["prompt"] ?? "";
      if (isDrift(knownOf(this.#prompts, `${call.host} ${model ?? ""} ${app}`), prompt)) {
        const what = `system prompt ${prompt.slice(0, 12)} to ${quoted(model ?? call.host)}`;
        hits.push({ rule: "drift.system_prompt", ...at, what, hasReference });
      }
    }
    const burst = this.#burst(call, at);
    return burst === null ? hits : [...hits, { ...burst, hasReference }];
  }

  #burst(
    call: CallBody,
    at: { index: number; timeMs: number },
  ): Omit<SeriesHit, "hasReference"> | null {
    let recent = this.#hosts.get(call.host);
    if (recent === undefined) {
      if (this.#hosts.size >= HOSTS_MAX) return null;
      recent = { calls: [], failed: 0, isBurst: false };
      this.#hosts.set(call.host, recent);
    }
    const failed = call.status === 0 || call.status === 429 || call.status >= 500;
    recent.calls.push({ timeMs: at.timeMs, failed });
    if (failed) recent.failed++;
    while (
      recent.calls.length > KEPT_MAX ||
      (recent.calls[0] !== undefined && at.timeMs - recent.calls[0].timeMs > BURST_MS)
    ) {
      if (recent.calls.shift()?.failed === true) recent.failed--;
    }
    const all = recent.calls.length;
    const isBurst = all >= BURST_CALLS_MIN && recent.failed / all >= BURST_SHARE_MIN;
    const isNew = isBurst && !recent.isBurst;
    recent.isBurst = isBurst;
    if (!isNew) return null;
    const what = `${recent.failed} of ${all} calls to ${quoted(call.host)} failed within a minute`;
    return { rule: "burst.errors", ...at, what };
  }
}

function knownOf(names: Map<string, Set<string>>, name: string): Set<string> {
  let known = names.get(name);
  if (known === undefined) {
    known = new Set();
    if (names.size < NAMES_MAX) names.set(name, known);
  }
  return known;
}

/** True for a value that is new while others are known; the first one is no drift. */
function isDrift(known: Set<string>, value: string): boolean {
  if (known.has(value)) return false;
  const isFirst = known.size === 0;
  if (known.size < SERVED_MAX) known.add(value);
  return !isFirst;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
