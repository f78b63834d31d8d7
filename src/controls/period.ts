/**
 * Statuses of a period: every window by itself, and all together; the worse of the two counts, so
 * that one good month cannot hide a bad week.
 *
 * Windows come one by one, in the order of their log, and are not kept.
 *
 * @module
 */

import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { PeriodFacts, SelfTestFacts, WindowFacts } from "../format/facts.ts";
import type { ControlEvidence } from "../format/summary.ts";
import { type Control, CONTROLS, frameworkOf, TEST_NAMES } from "./catalogue.ts";
import { FactsSum } from "./facts_sum.ts";
import {
  applied,
  type ControlStatus,
  evidenceOf,
  statusFromTests,
  type StatusWithReasons,
  worseOf,
} from "./status.ts";
import type { TestResult, TestResults } from "./test_result.ts";
import { retainTest, testsOf } from "./tests.ts";

/** Share of windows with calls that must have a status for the period to have it. */
const WINDOWS_SHARE_MIN = 0.95;
/** How long a self-test counts for the windows after it. */
const SELFTEST_MS = 24 * 60 * 60 * 1_000;
/** Combinations of results whose statuses are remembered; there are hundreds at most. */
const REMEMBERED_MAX = 4_096;

/** Windows with calls by status. */
export type StatusCounts = Record<Exclude<ControlStatus, "not_applicable">, number>;

/** One control over a period. */
export interface PeriodControl extends ControlEvidence {
  /** Windows with calls, by the status that each has by itself. */
  windows: StatusCounts;
}

/** What the computation needs beside the windows. */
export interface PeriodInput {
  period: PeriodFacts;
  /** The policy with that digest; null when it is not here. */
  policyOf(digest: string): DeclaredPolicy | null;
  /** The newest policy: its thresholds and declarations count for the period; null for none. */
  policy: DeclaredPolicy | null;
  /** Controls to state; all when absent. */
  controls?: readonly Control[];
}

/** Takes windows, then says the statuses. */
export class PeriodStatus {
  readonly #input: PeriodInput;
  readonly #controls: readonly Control[];
  readonly #sum = new FactsSum();
  readonly #windows: StatusCounts[];
  readonly #selfTests = new Map<string, { test: SelfTestFacts; atMs: number; detector: string }>();
  readonly #retain = new Map<string, TestResult>();
  readonly #remembered = new Map<string, readonly ControlStatus[]>();

  constructor(input: PeriodInput) {
    this.#input = input;
    this.#controls = input.controls ?? CONTROLS;
    this.#windows = this.#controls.map(() => ({
      supported: 0,
      partial: 0,
      exception: 0,
      not_evidenced: 0,
    }));
    for (const { key, floorDays } of new Set(this.#controls.map(frameworkOf))) {
      this.#retain.set(key, retainTest({ period: input.period, policy: input.policy, floorDays }));
    }
  }

  /** Sums over all windows so far. */
  get sum(): FactsSum {
    return this.#sum;
  }

  /** Adds a window; those of one log in their order. */
  add(facts: WindowFacts): void {
    const policy = facts.policy === null ? null : this.#input.policyOf(facts.policy);
    const selfTest = this.#selfTestFor(facts);
    this.#sum.add(facts, { policy, selfTest });
    if (facts.counts.processed === 0) return;
    const own = new FactsSum();
    own.add(facts, { policy, selfTest });
    const tests = testsOf(own, this.#context(null));
    // Gaps between windows belong to the period; a window by itself is there.
    const key = TEST_NAMES.map((name) => tests[name].state.slice(0, 4)).join("");
    let statuses = this.#remembered.get(key);
    if (statuses === undefined) {
      statuses = this.#controls.map((control) =>
        statusFromTests(control, this.#withRetain(tests, control), facts.counts.processed).status
      );
      if (this.#remembered.size === REMEMBERED_MAX) this.#remembered.clear();
      this.#remembered.set(key, statuses);
    }
    for (const [k, status] of statuses.entries()) {
      const counts = this.#windows[k];
      if (counts !== undefined && status !== "not_applicable") counts[status]++;
    }
  }

  /** Results of all tests over the period, as a framework has them. */
  tests(control: Control): TestResults {
    return this.#withRetain(testsOf(this.#sum, this.#context(this.#input.period)), control);
  }

  /** Every control over the period. */
  controls(): PeriodControl[] {
    const { counts } = this.#sum;
    const { period, policy } = this.#input;
    const base = testsOf(this.#sum, this.#context(period));
    const scope = {
      fromMs: period.fromMs,
      toMs: period.toMs,
      n: counts.audited_full + counts.audited_partial + counts.metadata_only,
      N: counts.processed,
    };
    return this.#controls.map((control, k) => {
      const tests = this.#withRetain(base, control);
      const windows = this.#windows[k] as StatusCounts;
      const found = overWindows(statusFromTests(control, tests, scope.N), windows);
      const said = applied(control, found, policy);
      return { ...evidenceOf(control, { tests, scope, ...said }), windows };
    });
  }

  /** A window by itself knows neither gaps nor how many windows there should be. */
  #context(
    period: PeriodFacts | null,
  ): { period: PeriodFacts | null; policy: DeclaredPolicy | null; floorDays: number } {
    const { period: all, policy } = this.#input;
    const own = { ...all, windows: { n: 0, N: 0 }, instancesMissing: [] };
    return { period: period ?? own, policy, floorDays: 0 };
  }

  #withRetain(tests: TestResults, control: Control): TestResults {
    const retain = this.#retain.get(frameworkOf(control).key);
    return retain === undefined ? tests : { ...tests, RETAIN: retain };
  }

  /** The window's own test, or the last of the same log and rules within a day. */
  #selfTestFor(facts: WindowFacts): SelfTestFacts | null {
    const { log, selfTest, detector } = facts;
    if (selfTest !== null) {
      this.#selfTests.set(log, { test: selfTest, atMs: facts.endMs, detector: detector ?? "" });
      return selfTest;
    }
    const last = this.#selfTests.get(log);
    if (last === undefined || last.detector !== detector) return null;
    return facts.endMs - last.atMs <= SELFTEST_MS ? last.test : null;
  }
}

/** The worse of a status on totals and the status that nearly all windows have. */
function overWindows(found: StatusWithReasons, windows: StatusCounts): StatusWithReasons {
  const { supported, partial, exception, not_evidenced: none } = windows;
  const all = supported + partial + exception + none;
  if (found.status === "exception" || all === 0) return found;
  if (exception > 0) {
    return { status: "exception", reasons: [...new Set([...found.reasons, "WINDOW_DEVIATES"])] };
  }
  const reached: ControlStatus = supported / all >= WINDOWS_SHARE_MIN
    ? "supported"
    : (supported + partial) / all >= WINDOWS_SHARE_MIN
    ? "partial"
    : "not_evidenced";
  const status = worseOf(found.status, reached);
  if (status === found.status) return found;
  return { status, reasons: [...new Set([...found.reasons, "WINDOWS_BELOW"])].sort() };
}
