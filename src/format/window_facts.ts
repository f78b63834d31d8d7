/**
 * Facts of one window part from the totals of its records.
 * @module
 */

import type { DirectionFacts, IntegrityState, SelfTestFacts, Share, WindowFacts } from "./facts.ts";
import { windowEndMs, windowStartMs } from "./layout.ts";
import type { DirectionTotals, Tally, WindowTotals } from "./window_totals.ts";

/** What the totals do not hold. */
export interface WindowFrame {
  log: string;
  firstIndex: number;
  endIndex: number;
  integrity: IntegrityState;
}

/**
 * Computes the facts of one part.
 *
 * @param totals Totals of all its records.
 */
export function windowFactsOf(totals: WindowTotals, frame: WindowFrame): WindowFacts {
  const { open, config, detector, counts, said } = totals;
  const recorded = recordedCalls(totals);
  const shareOf = (n: number, N = recorded): Share => ({ n: Math.min(n, N), N });
  const verdicts = said.guarded + (said.annotations["guardrail"] ?? 0);
  const referenced = said.referenced + (said.annotations["retrieval"] ?? 0);
  return {
    ...frame,
    w: open?.w ?? 0,
    part: open?.part ?? 0,
    startMs: open === null ? 0 : windowStartMs(open),
    endMs: open === null ? 0 : windowEndMs(open),
    policy: config?.policy ?? null,
    config: config?.config ?? null,
    detector: detector?.detector ?? null,
    counts,
    dropsByReason: totals.dropsByReason,
    isUnclean: totals.isUnclean,
    req: directionOf(totals.req),
    res: directionOf(totals.res),
    responses: responsesOf(totals),
    byHost: totals.byHost,
    byModel: totals.byModel,
    byServedModel: totals.byServedModel,
    byProvider: totals.byProvider,
    byStatus: totals.byStatus,
    byFinish: totals.byFinish,
    tls: config === null ? null : shareOf(config.tls ? recorded : 0),
    actors: shareOf(said.actors),
    models: shareOf(totals.withBothModels),
    pinned: shareOf(totals.withSnapshot),
    purposes: shareOf(said.purposes),
    byPurpose: said.byPurpose,
    measured: shareOf(measuredCalls(totals)),
    guarded: shareOf(verdicts),
    oversight: shareOf(said.annotations["human"] ?? 0, said.flagged),
    lineage: shareOf(referenced, said.retrieving),
    selfTest: selfTestOf(totals),
    hasLimits: detector !== null,
    clockSteps: totals.clockSteps,
    clockOffsetMs: null,
  };
}

/** Calls that have a record. */
export function recordedCalls({ counts }: Pick<WindowTotals, "counts">): number {
  return counts.audited_full + counts.audited_partial + counts.metadata_only;
}

function directionOf({ instances, calls, signals }: DirectionTotals): DirectionFacts {
  return { found: instances, calls, signals };
}

/** An answer that never began was not seen; that of a dropped call may have been, so it counts. */
function responsesOf({ counts, res }: WindowTotals): Share {
  return { n: res.capture.full, N: counts.processed - counts.excluded - res.capture.none };
}

function measuredCalls(totals: WindowTotals): number {
  const timed = totals.close?.added_us.reduce((sum, [, count]) => sum + count, 0) ?? 0;
  return Math.min(timed, sumOf(totals.byStatus), sumOf(totals.byProvider));
}

function selfTestOf({ selfTest, detector }: WindowTotals): SelfTestFacts | null {
  if (selfTest === null) return null;
  const cases: Share = { n: 0, N: 0 };
  const recallByCategory: Tally = {};
  for (const [category, [all, found]] of Object.entries(selfTest.categories)) {
    cases.n += found;
    cases.N += all;
    recallByCategory[category] = all === 0 ? 0 : found / all;
  }
  const isOfRulesInForce = selfTest.detector === detector?.detector;
  return { passed: selfTest.passed, isOfRulesInForce, cases, recallByCategory };
}

function sumOf(counts: Tally): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}
