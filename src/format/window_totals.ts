/**
 * Totals of a window part, computed from its records alone: the journal uses it when it closes a
 * window, the verifier when it recomputes the summary.
 * @module
 */

import { addCounts, countCall, countGap, type Counts, gapSize, noCounts } from "./counts.ts";
import type { CaptureClass } from "./draft.ts";
import type {
  AnnotationBody,
  CallBody,
  ConfigBody,
  DetectorBody,
  GapBody,
  RecordBody,
  SelfTestBody,
  TombstoneBody,
  WindowCloseBody,
  WindowOpenBody,
} from "./record.ts";

/** Most distinct names kept in one tally; the rest is counted under `other`. */
export const TALLY_NAMES_MAX = 64;

/** What names an actor, as `format/attribution.ts` calls it. */
const ACTORS: readonly string[] = ["user", "app", "agent"];
/** Values of `oversight` that ask for a person. */
const OVERSEEN: readonly string[] = ["hitl", "hotl"];
/** A model id that ends in a date or a revision: `gpt-4o-2024-08-06`, `claude-x-20241022`, `-002`. */
const SNAPSHOT_REGEXP = /(?:\d{4}-\d{2}-\d{2}|\d{8}|-\d{4}|-\d{3})(?:[-@:].{0,32})?$/;

/** Counts by name. */
export type Tally = Record<string, number>;

/** Adds `n` to `name`, or to `other` when the tally is full. */
export function tally(into: Tally, name: string, n = 1): void {
  const known = into[name];
  if (typeof known === "number") { // Names that every object inherits are none.
    into[name] = known + n;
    return;
  }
  const isKnown = Object.hasOwn(into, name);
  const key = isKnown || Object.keys(into).length < TALLY_NAMES_MAX ? name : "other";
  into[key] = (into[key] ?? 0) + n;
}

/** What one direction of the calls looked like. */
export interface DirectionTotals {
  /** Calls by capture class. */
  capture: Record<CaptureClass, number>;
  /** Instances by category. */
  instances: Tally;
  /** Calls that had the category at least once: the reference's way of counting. */
  calls: Tally;
  /** Calls by reason why they are not whole. */
  why: Tally;
  /** Calls by what was not inspected. */
  not_inspected: Tally;
  /** Hits of signals by rule id. */
  signals: Tally;
}

/** What the application said of its calls, in calls; and what it said later, in annotations. */
export interface SaidTotals {
  /** Calls that name a user, service or agent. */
  actors: number;
  /** Calls that name a purpose; by purpose those that the declared policy registers. */
  purposes: number;
  byPurpose: Tally;
  /** Calls with a guardrail's verdict. */
  guarded: number;
  /** Calls flagged for human oversight, calls that use retrieval, and those with references. */
  flagged: number;
  retrieving: number;
  referenced: number;
  /** Annotations by what they are about. */
  annotations: Tally;
}

/**
 * Totals of one window part.
 *
 * @internal
 */
export class WindowTotals {
  readonly counts: Counts = noCounts();
  readonly req: DirectionTotals = emptyDirection();
  readonly res: DirectionTotals = emptyDirection();
  readonly dropsByReason: Tally = {};
  readonly byProvider: Tally = {};
  readonly byModel: Tally = {};
  readonly byServedModel: Tally = {};
  readonly byStatus: Tally = {};
  readonly byHost: Tally = {};
  readonly byFormat: Tally = {};
  readonly tokens = { input: 0, output: 0, cached: 0, reasoning: 0, calls_reporting: 0 };
  /** Calls with both a requested and a served model. */
  withBothModels = 0;
  /** Calls whose served model names a dated snapshot. */
  withSnapshot = 0;
  readonly byFinish: Tally = {};
  readonly said: SaidTotals = noneSaid();
  /** A crash is visible: a `recover` record, or a gap of a crash. */
  isUnclean = false;
  /** Times that the clock stepped back. */
  clockSteps = 0;
  telemetryLinesLost = 0;
  open: WindowOpenBody | null = null;
  close: WindowCloseBody | null = null;
  config: ConfigBody | null = null;
  detector: DetectorBody | null = null;
  /** The last one of the part. */
  selfTest: SelfTestBody | null = null;
  /** What is to be deleted once this part is signed. */
  readonly tombstones: TombstoneBody[] = [];

  /** Adds one record. */
  add(record: RecordBody): void {
    switch (record.kind) {
      case "call":
        return this.#addCall(record);
      case "gap":
        return this.#addGap(record);
      case "window.open":
        this.open = record;
        return;
      case "window.close":
        this.close = record;
        return;
      case "config":
        this.config = record;
        return;
      case "detector":
        this.detector = record;
        return;
      case "selftest":
        this.selfTest = record;
        return;
      case "tombstone":
        this.tombstones.push(record);
        return;
      case "recover":
        this.isUnclean = true;
        return;
      case "clock":
        this.clockSteps++;
        return;
      case "annotation":
        return this.#addAnnotation(record);
      case "telemetry_lost":
        this.telemetryLinesLost += record.n;
    }
  }

  #addAnnotation({ about }: AnnotationBody): void {
    tally(this.said.annotations, about);
  }

  #addSaid({ attribution = {}, plain = {} }: CallBody): void {
    const { said } = this;
    if (ACTORS.some((name) => Object.hasOwn(attribution, name))) said.actors++;
    if (Object.hasOwn(attribution, "purpose")) said.purposes++;
    if (plain["purpose"] !== undefined) tally(said.byPurpose, plain["purpose"]);
    if (Object.hasOwn(attribution, "guardrail")) said.guarded++;
    if (OVERSEEN.includes(plain["oversight"] ?? "")) said.flagged++;
    if (Object.hasOwn(attribution, "rag")) said.retrieving++;
    if (plain["rag"] === "refs") said.referenced++;
  }

  #addCall(call: CallBody): void {
    countCall(this.counts, call.class);
    addDirection(this.req, {
      capture: call.capture.req,
      found: call.found?.req,
      why: call.why?.req,
      notInspected: call.not_inspected?.req,
      signals: call.signals?.req,
    });
    addDirection(this.res, {
      capture: call.capture.res,
      found: call.found?.res,
      why: call.why?.res,
      notInspected: call.not_inspected?.res,
      signals: call.signals?.res,
    });
    tally(this.byProvider, call.provider);
    tally(this.byHost, call.host);
    tally(this.byFormat, call.format);
    tally(this.byStatus, String(call.status));
    if (call.model !== undefined) tally(this.byModel, call.model);
    if (call.served !== undefined) tally(this.byServedModel, call.served);
    if (call.model !== undefined && call.served !== undefined) this.withBothModels++;
    if (call.served !== undefined && isSnapshot(call.served)) this.withSnapshot++;
    for (const finish of new Set(call.finish ?? [])) tally(this.byFinish, finish);
    this.#addSaid(call);
    if (call.usage !== undefined) {
      this.tokens.calls_reporting++;
      this.tokens.input += call.usage.input ?? 0;
      this.tokens.output += call.usage.output ?? 0;
      this.tokens.cached += call.usage.cached ?? 0;
      this.tokens.reasoning += call.usage.reasoning ?? 0;
    }
  }

  #addGap(gap: GapBody): void {
    countGap(this.counts, gap);
    if (gap.why === "crash") this.isUnclean = true;
    const reason = gap.upper_bound === true ? `${gap.why}_upper_bound` : gap.why;
    tally(this.dropsByReason, reason, gapSize(gap));
  }
}

/** The served model that was looked at last: few are in use at a time. */
let lastServed = { name: "", isSnapshot: false };

function isSnapshot(name: string): boolean {
  if (name !== lastServed.name) lastServed = { name, isSnapshot: SNAPSHOT_REGEXP.test(name) };
  return lastServed.isSnapshot;
}

/** Adds the counts of several parts. */
export function sumCounts(parts: readonly Counts[]): Counts {
  const sum = noCounts();
  for (const part of parts) addCounts(sum, part);
  return sum;
}

function emptyDirection(): DirectionTotals {
  return {
    capture: { full: 0, none: 0, partial: 0, metadata: 0 },
    instances: {},
    calls: {},
    why: {},
    not_inspected: {},
    signals: {},
  };
}

function noneSaid(): SaidTotals {
  return {
    actors: 0,
    purposes: 0,
    byPurpose: {},
    guarded: 0,
    flagged: 0,
    retrieving: 0,
    referenced: 0,
    annotations: {},
  };
}

function addDirection(
  into: DirectionTotals,
  call: {
    capture: CaptureClass;
    found: Record<string, number> | undefined;
    why: string | undefined;
    notInspected: string | undefined;
    signals: Record<string, number> | undefined;
  },
): void {
  into.capture[call.capture]++;
  for (const [category, count] of Object.entries(call.found ?? {})) {
    tally(into.instances, category, count);
    tally(into.calls, category);
  }
  for (const [rule, count] of Object.entries(call.signals ?? {})) tally(into.signals, rule, count);
  if (call.why !== undefined) tally(into.why, call.why);
  if (call.notInspected !== undefined) tally(into.not_inspected, call.notInspected);
}
