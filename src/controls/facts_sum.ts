/**
 * Adds up the facts of windows: of one, for its own status, or of all of a period. Windows whose
 * integrity does not hold are counted and add nothing else.
 *
 * What rests on a declared policy is judged window by window, by the policy that was in force in
 * that window: a rule that is declared today is no measure of what happened last month.
 *
 * @module
 */

import { addCounts, type Counts, noCounts } from "../format/counts.ts";
import { categoryRule, type DeclaredPolicy, isListed } from "../format/declared_policy.ts";
import type { SelfTestFacts, Share, WindowFacts } from "../format/facts.ts";
import { type Tally, tally } from "../format/window_totals.ts";

/** Name under which a tally counts what it has no room for. */
const BEYOND = "other";

/** Counts that rest on declared policies. */
export interface JudgedSum {
  /** Windows in which a policy was in force that is known here, and those in which none was. */
  windows: number;
  withoutPolicy: number;
  /** Windows whose policy declares categories, upstreams or models, and purposes. */
  withCategories: number;
  withDestinations: number;
  withPurposes: number;
  /** Instances in requests by category, under `deny` and under `alert`. */
  denied: Tally;
  alerted: Tally;
  /** All instances in requests that were judged. */
  instances: number;
  /** Calls that were judged by destination; hosts and models that are not approved. */
  calls: number;
  unapprovedHosts: Tally;
  unapprovedModels: Tally;
  /** Calls whose host or model has no name in the tally. */
  unnamed: number;
  /** Calls with a registered purpose. */
  purposes: Share;
}

/** Sums over windows. */
export class FactsSum {
  /** Windows added, and those whose integrity holds or is not known yet. */
  readonly windows: Share = { n: 0, N: 0 };
  /** A window's own summary cannot know its integrity. */
  isPending = false;
  /** Windows by state of integrity. */
  readonly byIntegrity: Tally = {};
  readonly counts: Counts = noCounts();
  readonly dropsByReason: Tally = {};
  uncleanWindows = 0;
  readonly responses: Share = { n: 0, N: 0 };
  readonly actors: Share = { n: 0, N: 0 };
  readonly models: Share = { n: 0, N: 0 };
  readonly pinned: Share = { n: 0, N: 0 };
  readonly purposes: Share = { n: 0, N: 0 };
  readonly measured: Share = { n: 0, N: 0 };
  readonly guarded: Share = { n: 0, N: 0 };
  readonly oversight: Share = { n: 0, N: 0 };
  readonly lineage: Share = { n: 0, N: 0 };
  readonly tls: Share = { n: 0, N: 0 };
  /** Windows that do not say how their upstream was called. */
  tlsUnknown = 0;
  /** Windows that declare what is not detected. */
  withLimits = 0;
  /** Windows whose clock was compared with a source, and those within a second of it. */
  readonly clock: Share = { n: 0, N: 0 };
  clockSteps = 0;
  readonly selfTests: SelfTestFacts[] = [];
  readonly judged: JudgedSum = noneJudged();

  /**
   * Adds one window.
   *
   * @param policy The policy whose digest the window names; null when it names none, or one that
   *   is not known here.
   * @param selfTest The test in force: the window's own, or an earlier one that still counts.
   */
  add(
    facts: WindowFacts,
    { policy, selfTest }: { policy: DeclaredPolicy | null; selfTest: SelfTestFacts | null },
  ): void {
    this.windows.N++;
    tally(this.byIntegrity, facts.integrity);
    if (facts.integrity === "pending") this.isPending = true;
    else if (facts.integrity !== "verified") return;
    this.windows.n++;
    addCounts(this.counts, facts.counts);
    for (const [why, n] of Object.entries(facts.dropsByReason)) tally(this.dropsByReason, why, n);
    if (facts.isUnclean) this.uncleanWindows++;
    for (const name of SHARES) addShare(this[name], facts[name]);
    if (facts.tls === null) this.tlsUnknown++;
    else addShare(this.tls, facts.tls);
    if (facts.hasLimits) this.withLimits++;
    if (facts.clockOffsetMs !== null) {
      this.clock.N++;
      if (Math.abs(facts.clockOffsetMs) <= CLOCK_OFFSET_MS_MAX) this.clock.n++;
    }
    this.clockSteps += facts.clockSteps;
    if (selfTest !== null && !this.selfTests.includes(selfTest)) this.selfTests.push(selfTest);
    this.#judge(facts, policy);
  }

  #judge(facts: WindowFacts, policy: DeclaredPolicy | null): void {
    const { judged } = this;
    if (policy === null) {
      judged.withoutPolicy++;
      return;
    }
    judged.windows++;
    if (policy.categories !== null) judgeCategories(judged, facts, policy);
    if (policy.upstreams !== null) judgeDestinations(judged, facts, policy);
    if (policy.purposes !== null) {
      judged.withPurposes++;
      // By name and only as far as the policy in force registered it when the call was recorded.
      const known = Object.entries(facts.byPurpose).filter(([id]) =>
        policy.purposes?.some((purpose) => purpose.id === id) === true
      );
      const n = known.reduce((sum, [, calls]) => sum + calls, 0);
      addShare(judged.purposes, { n, N: facts.purposes.N });
    }
  }
}

/** Largest offset of a clock that passes, milliseconds. */
const CLOCK_OFFSET_MS_MAX = 1_000;

const SHARES = [
  "responses",
  "actors",
  "models",
  "pinned",
  "purposes",
  "measured",
  "guarded",
  "oversight",
  "lineage",
] as const;

function judgeCategories(judged: JudgedSum, facts: WindowFacts, policy: DeclaredPolicy): void {
  judged.withCategories++;
  for (const [category, n] of Object.entries(facts.req.found)) {
    judged.instances += n;
    const rule = categoryRule(policy, category);
    if (rule === "deny") tally(judged.denied, category, n);
    else if (rule === "alert") tally(judged.alerted, category, n);
  }
}

function judgeDestinations(judged: JudgedSum, facts: WindowFacts, policy: DeclaredPolicy): void {
  judged.withDestinations++;
  for (const [host, n] of Object.entries(facts.byHost)) {
    judged.calls += n;
    if (host === BEYOND) judged.unnamed += n;
    else if (!isListed(policy.upstreams ?? [], host)) tally(judged.unapprovedHosts, host, n);
  }
  if (policy.models === null) return;
  for (const [model, n] of Object.entries(facts.byServedModel)) {
    if (model === BEYOND) judged.unnamed += n;
    else if (!isListed(policy.models, model)) tally(judged.unapprovedModels, model, n);
  }
}

/** Adds `more` to `into`. */
function addShare(into: Share, more: Share): void {
  into.n += more.n;
  into.N += more.N;
}

/** All counts of a tally. */
export function sumOf(counts: Tally): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

function noneJudged(): JudgedSum {
  return {
    windows: 0,
    withoutPolicy: 0,
    withCategories: 0,
    withDestinations: 0,
    withPurposes: 0,
    denied: {},
    alerted: {},
    instances: 0,
    calls: 0,
    unapprovedHosts: {},
    unapprovedModels: {},
    unnamed: 0,
    purposes: { n: 0, N: 0 },
  };
}
