/**
 * Facts and policies for tests of statuses.
 * @module
 */

import { noCounts } from "../../src/format/counts.ts";
import type { DeclaredPolicy } from "../../src/format/declared_policy.ts";
import {
  noPeriodFacts,
  type PeriodFacts,
  type Share,
  type WindowFacts,
} from "../../src/format/facts.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 9, 1);

/** The whole of `N`. */
export function all(N: number): Share {
  return { n: N, N };
}

/** A window of 100 calls in which everything went well, number `k` of a period. */
export function goodWindow(k = 0, changes: Partial<WindowFacts> = {}): WindowFacts {
  const counts = { ...noCounts(), processed: 100, audited_full: 100 };
  return {
    log: "example.com/gw-0",
    w: START_MS / HOUR_MS + k,
    part: 0,
    startMs: START_MS + k * HOUR_MS,
    endMs: START_MS + (k + 1) * HOUR_MS,
    firstIndex: k * 110,
    endIndex: (k + 1) * 110,
    integrity: "verified",
    policy: "p1",
    config: "c1",
    detector: "d1",
    counts,
    dropsByReason: {},
    isUnclean: false,
    req: { found: { EMAIL: 3 }, calls: { EMAIL: 2 }, signals: {} },
    res: { found: {}, calls: {}, signals: {} },
    responses: all(100),
    byHost: { "api.openai.com": 100 },
    byModel: { "gpt-4o": 100 },
    byServedModel: { "gpt-4o-2024-08-06": 100 },
    byProvider: { openai: 100 },
    byStatus: { "200": 100 },
    byFinish: { stop: 100 },
    tls: all(100),
    actors: all(100),
    models: all(100),
    pinned: all(100),
    purposes: all(100),
    byPurpose: { "PUR-7": 100 },
    measured: all(100),
    guarded: all(100),
    oversight: all(10),
    lineage: all(10),
    selfTest: {
      passed: true,
      isOfRulesInForce: true,
      cases: all(200),
      recallByCategory: { EMAIL: 1, SSN: 1 },
    },
    hasLimits: true,
    clockSteps: 0,
    clockOffsetMs: 4,
    ...changes,
  };
}

/** A policy that declares everything. */
export function fullPolicy(changes: Partial<DeclaredPolicy> = {}): DeclaredPolicy {
  return {
    version: 1,
    name: "test",
    upstreams: ["api.openai.com"],
    models: ["gpt-4o*"],
    categories: { SSN: "deny", EMAIL: "alert" },
    purposes: [{ id: "PUR-7", title: "answers" }],
    review: { everyDays: 7, graceDays: 3 },
    dispositionDays: 2,
    retentionDays: 2_400,
    reviewers: [],
    keyCustody: "separate",
    instances: null,
    signals: {},
    canaries: [],
    frameworks: null,
    thresholds: {},
    notApplicable: [],
    ...changes,
  };
}

/** A period of `windows` hours in which everything else went well, too. */
export function goodPeriod(windows = 24, changes: Partial<PeriodFacts> = {}): PeriodFacts {
  const toMs = START_MS + windows * HOUR_MS;
  return {
    ...noPeriodFacts({ fromMs: START_MS, toMs }),
    windows: all(windows),
    recon: [{ source: "usage.json", independent: windows * 100, seen: windows * 100 }],
    selfTestHoursMax: 12,
    changes: all(3),
    retention: { oldestMs: toMs - 2_500 * 24 * HOUR_MS, deletedWithoutTombstone: 0 },
    keyCustody: "separate",
    anchors: { verified: 5, hoursMax: 20, contradicting: 0 },
    reviews: { ...all(4), late: 0 },
    dispositions: { ...all(4), open: 0 },
    incidents: { ...all(1), clocksMissed: 0 },
    custody: all(2),
    ...changes,
  };
}
