import type { DeclaredPolicy } from "../../src/format/declared_policy.ts";
import type { PeriodFacts, WindowFacts } from "../../src/format/facts.ts";
import { CATALOGUE, TEST_NAMES, type TestName } from "../../src/controls/catalogue.ts";
import { FactsSum } from "../../src/controls/facts_sum.ts";
import { NO_CONTEXT, testsOf, thresholdsOf } from "../../src/controls/tests.ts";
import type { TestResults } from "../../src/controls/test_result.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { all, fullPolicy, goodPeriod, goodWindow } from "./facts.ts";

/** What differs from a day on which everything went well. */
interface Change {
  window?: Partial<WindowFacts>;
  period?: Partial<PeriodFacts> | null;
  policy?: Partial<DeclaredPolicy> | null;
  floorDays?: number;
}

function testsWith(
  { window = {}, period = {}, policy = {}, floorDays = 183 }: Change,
): TestResults {
  const sum = new FactsSum();
  const declared = policy === null ? null : fullPolicy(policy);
  const facts = goodWindow(0, window);
  sum.add(facts, { policy: declared, selfTest: facts.selfTest });
  const context = {
    period: period === null ? null : goodPeriod(1, period),
    policy: declared,
    floorDays,
  };
  return testsOf(sum, context);
}

const part = goodWindow().counts;
function low(n: number): { n: number; N: number } {
  return { n, N: 100 };
}

function counted(change: Partial<WindowFacts["counts"]>): Partial<WindowFacts> {
  return { counts: { ...part, ...change } };
}

/** One row per way in which a test comes out. */
const ROWS: readonly [name: TestName, state: string, reasons: string[], change: Change][] = [
  ["INTEGRITY", "pending", ["INTEGRITY_PENDING"], { window: { integrity: "pending" } }],
  ["INTEGRITY", "fail", ["INTEGRITY_FAILED"], { window: { integrity: "failed" } }],
  ["INTEGRITY", "fail", ["UNSIGNED"], { window: { integrity: "unsigned" } }],
  ["INTEGRITY", "fail", ["KEY_UNTRUSTED"], { window: { integrity: "untrusted" } }],
  ["INTEGRITY", "fail", ["SUMMARY_MISMATCH"], { window: { integrity: "summary_mismatch" } }],
  ["CONTINUITY", "partial", ["WINDOW_GAP"], { period: { windows: low(99) } }],
  ["CONTINUITY", "fail", ["WINDOW_GAP"], { period: { windows: low(97) } }],
  ["CONTINUITY", "fail", ["INSTANCE_MISSING"], { period: { instancesMissing: ["example.com/b"] } }],
  ["CONTINUITY", "partial", ["UNCLEAN_SHUTDOWN"], { window: { isUnclean: true } }],
  ["COVERAGE", "partial", ["DROPS_ABOVE_THRESHOLD"], {
    window: { ...counted({ audited_full: 97, dropped: 3 }), dropsByReason: { disk: 3 } },
  }],
  ["COVERAGE", "fail", ["PARTIAL_CAPTURES"], {
    window: counted({ audited_full: 90, audited_partial: 10 }),
  }],
  ["COVERAGE", "partial", ["DROP_REASON_UNKNOWN"], {
    window: counted({ processed: 1_000, audited_full: 999, dropped: 1 }),
  }],
  ["RECON", "partial", ["NO_INDEPENDENT_POPULATION"], { period: { recon: [] } }],
  ["RECON", "partial", ["POPULATION_DELTA"], {
    period: { recon: [{ source: "a", independent: 100, seen: 96 }] },
  }],
  ["RECON", "fail", ["POPULATION_DELTA"], {
    period: {
      recon: [
        { source: "a", independent: 100, seen: 100 },
        { source: "b", independent: 100, seen: 94 },
      ],
    },
  }],
  ["DETECTOR", "absent", ["SELFTEST_ABSENT"], { window: { selfTest: null } }],
  ["DETECTOR", "fail", ["SELFTEST_OF_OTHER_RULES"], {
    window: {
      selfTest: { passed: true, isOfRulesInForce: false, cases: all(2), recallByCategory: {} },
    },
  }],
  ["DETECTOR", "partial", ["RECALL_BELOW_THRESHOLD"], {
    window: {
      selfTest: {
        passed: false,
        isOfRulesInForce: true,
        cases: low(99),
        recallByCategory: { SSN: 0.97, EMAIL: 1 },
      },
    },
  }],
  ["DETECTOR", "fail", ["RECALL_BELOW_THRESHOLD"], {
    window: {
      selfTest: {
        passed: false,
        isOfRulesInForce: true,
        cases: low(99),
        recallByCategory: { SSN: 0.97, EMAIL: 0.5 },
      },
    },
  }],
  ["DETECTOR", "fail", ["SELFTEST_FAILED"], {
    window: {
      selfTest: { passed: false, isOfRulesInForce: true, cases: all(2), recallByCategory: {} },
    },
  }],
  ["DETECTOR", "partial", ["SELFTEST_LATE"], { period: { selfTestHoursMax: 25 } }],
  ["RESP_SCAN", "partial", ["RESPONSES_NOT_SCANNED"], { window: { responses: low(96) } }],
  ["RESP_SCAN", "fail", ["RESPONSES_NOT_SCANNED"], { window: { responses: low(94) } }],
  ["EGRESS_PII", "exception", ["PII_FORWARDED"], {
    window: { req: { found: { SSN: 1 }, calls: { SSN: 1 }, signals: {} } },
  }],
  ["EGRESS_PII", "partial", ["NO_POLICY"], { policy: null }],
  ["EGRESS_PII", "partial", ["NO_POLICY"], { policy: { categories: null } }],
  ["EGRESS_DEST", "exception", ["UNAPPROVED_UPSTREAM"], {
    window: { byHost: { "api.openai.com": 99, "api.example.org": 1 } },
  }],
  ["EGRESS_DEST", "exception", ["UNAPPROVED_MODEL"], {
    window: { byServedModel: { "gpt-4o": 99, "o9": 1 } },
  }],
  ["EGRESS_DEST", "partial", ["NO_POLICY"], { policy: { upstreams: null } }],
  ["EGRESS_DEST", "partial", ["NAMES_NOT_LISTED"], {
    window: { byHost: { "api.openai.com": 99, other: 1 } },
  }],
  ["TLS", "exception", ["TLS_NOT_VALIDATED"], { window: { tls: low(0) } }],
  ["TLS", "absent", ["TLS_UNKNOWN"], { window: { tls: null } }],
  ["ENFORCE", "partial", ["DETECT_ONLY_MODE"], {}],
  ["CHANGE", "absent", ["CHANGES_NOT_COUNTED"], { period: { changes: null } }],
  ["CHANGE", "partial", ["CHANGE_WITHOUT_REF"], { period: { changes: low(90) } }],
  ["CHANGE", "fail", ["CHANGE_WITHOUT_REF"], { period: { changes: low(89) } }],
  ["ATTRIB", "partial", ["ATTRIBUTION_ABSENT"], { window: { actors: low(50) } }],
  ["ATTRIB", "absent", ["ATTRIBUTION_ABSENT"], { window: { actors: low(49) } }],
  ["MODEL_ID", "partial", ["MODEL_UNKNOWN"], { window: { models: low(90) } }],
  ["MODEL_ID", "fail", ["MODEL_UNKNOWN"], { window: { models: low(89) } }],
  ["PURPOSE", "partial", ["PURPOSE_UNREGISTERED"], { window: { byPurpose: { "PUR-7": 60 } } }],
  ["PURPOSE", "absent", ["PURPOSE_ABSENT"], { window: { byPurpose: {}, purposes: low(0) } }],
  ["PURPOSE", "absent", ["NO_POLICY"], { policy: { purposes: null } }],
  ["RETAIN", "partial", ["RETENTION_ACCRUING"], {
    period: {
      retention: { oldestMs: goodPeriod(1).toMs - 86_400_000, deletedWithoutTombstone: 0 },
    },
  }],
  ["RETAIN", "fail", ["RETENTION_SHORT"], { policy: { retentionDays: 100 } }],
  ["RETAIN", "fail", ["RETENTION_UNDECLARED"], { policy: null }],
  ["RETAIN", "fail", ["DELETED_WITHOUT_TOMBSTONE"], {
    period: { retention: { oldestMs: 0, deletedWithoutTombstone: 1 } },
  }],
  ["RETAIN", "absent", ["RETENTION_UNDECLARED"], { period: { retention: null } }],
  ["CLOCK", "partial", ["CLOCK_UNVERIFIED"], { window: { clockOffsetMs: null } }],
  ["CLOCK", "fail", ["CLOCK_DRIFT"], { window: { clockOffsetMs: -1_001 } }],
  ["KEYS", "partial", ["KEY_IN_WORKLOAD"], { period: { keyCustody: "file" } }],
  ["KEYS", "fail", ["NO_SEGREGATION"], { period: { keyCustody: "shared" } }],
  ["KEYS", "fail", ["CUSTODY_UNKNOWN"], {
    period: { keyCustody: "unknown" },
    policy: { keyCustody: null },
  }],
  ["ANCHOR", "partial", ["NO_EXTERNAL_ANCHOR"], { period: { anchors: null } }],
  ["ANCHOR", "partial", ["ANCHOR_LATE"], {
    period: { anchors: { verified: 1, hoursMax: 25, contradicting: 0 } },
  }],
  ["ANCHOR", "fail", ["ANCHOR_CONTRADICTS"], {
    period: { anchors: { verified: 9, hoursMax: 1, contradicting: 1 } },
  }],
  ["REVIEW", "absent", ["REVIEW_ABSENT"], { period: { reviews: null } }],
  ["REVIEW", "partial", ["REVIEW_LATE"], { period: { reviews: { n: 4, N: 5, late: 1 } } }],
  ["REVIEW", "absent", ["REVIEW_ABSENT"], { period: { reviews: { n: 3, N: 5, late: 0 } } }],
  ["DISPOSITION", "partial", ["OPEN_EXCEPTIONS"], {
    period: { dispositions: { n: 8, N: 10, open: 2 } },
  }],
  ["DISPOSITION", "absent", ["OPEN_EXCEPTIONS"], {
    period: { dispositions: { n: 7, N: 10, open: 3 } },
  }],
  ["DISPOSITION", "absent", ["NO_POPULATION"], {
    period: { dispositions: { n: 0, N: 0, open: 0 } },
  }],
  ["INCIDENT", "absent", ["NO_POPULATION"], { period: { incidents: null } }],
  ["INCIDENT", "partial", ["PACKS_INCOMPLETE"], {
    period: { incidents: { n: 1, N: 2, clocksMissed: 0 } },
  }],
  ["INCIDENT", "partial", ["CLOCK_MISSED"], {
    period: { incidents: { n: 2, N: 2, clocksMissed: 1 } },
  }],
  ["PERF", "partial", ["PERF_ABSENT"], { window: { measured: low(98) } }],
  ["PERF", "absent", ["PERF_ABSENT"], { window: { measured: low(0) } }],
  ["GUARD", "absent", ["GUARDRAIL_ABSENT"], { window: { guarded: low(49) } }],
  ["HUMAN", "partial", ["OVERSIGHT_ABSENT"], { window: { oversight: { n: 1, N: 2 } } }],
  ["LINEAGE", "absent", ["LINEAGE_ABSENT"], { window: { lineage: { n: 0, N: 0 } } }],
  ["LIMITS", "absent", ["LIMITS_UNDECLARED"], { window: { hasLimits: false } }],
  ["CUSTODY", "absent", ["CUSTODY_ABSENT"], { period: { custody: null } }],
  ["CUSTODY", "fail", ["CUSTODY_ABSENT"], { period: { custody: { n: 1, N: 2 } } }],
];

Deno.test("testsOf() passes everything on a good day, but for enforcement", () => {
  const tests = testsWith({});
  for (const name of TEST_NAMES) {
    assertEquals(tests[name].state, name === "ENFORCE" ? "partial" : "pass", name);
    assertEquals(tests[name].reasons.length === 0, name !== "ENFORCE", name);
  }
});

Deno.test("testsOf() comes out as the table says, with its reasons", () => {
  for (const [name, state, reasons, change] of ROWS) {
    const result = testsWith(change)[name];
    assertEquals([name, result.state, [...result.reasons]], [name, state, reasons]);
  }
});

Deno.test("testsOf() has a row for every test, and gives only reasons of the catalogue", () => {
  assertEquals(new Set(ROWS.map(([name]) => name)).size, TEST_NAMES.length);
  for (const [name, , reasons] of ROWS) {
    const known = CATALOGUE.tests.find(({ id }) => id === name)?.reasons ?? [];
    for (const reason of reasons) assert(known.includes(reason), `${name}: ${reason}`);
  }
});

Deno.test("testsOf() judges coverage at exactly the thresholds", () => {
  const cases: [number, string][] = [
    [9_950, "pass"],
    [9_949, "partial"],
    [9_500, "partial"],
    [9_499, "fail"],
  ];
  for (const [full, state] of cases) {
    const lost = 10_000 - full;
    const counts = { ...part, processed: 10_000, audited_full: full, dropped: lost };
    const window = { counts, dropsByReason: { disk: lost } };
    assertEquals(testsWith({ window }).COVERAGE.state, state, String(full));
  }
});

Deno.test("testsOf() leaves windows that do not verify out of every other test", () => {
  const sum = new FactsSum();
  const bad = goodWindow(0, {
    integrity: "failed",
    req: { found: { SSN: 9 }, calls: {}, signals: {} },
  });
  sum.add(bad, { policy: fullPolicy(), selfTest: bad.selfTest });
  sum.add(goodWindow(1), { policy: fullPolicy(), selfTest: goodWindow().selfTest });
  const tests = testsOf(sum, { period: goodPeriod(2), policy: fullPolicy(), floorDays: 0 });
  assertEquals(tests.INTEGRITY.state, "partial");
  assertEquals([tests.COVERAGE.n, tests.COVERAGE.N], [100, 100]);
  assertEquals(tests.EGRESS_PII.state, "pass");
  assertEquals([tests.CONTINUITY.n, tests.CONTINUITY.N], [1, 2]);
});

Deno.test("testsOf() is weaker where a policy was not in force all the time", () => {
  const sum = new FactsSum();
  sum.add(goodWindow(0), { policy: fullPolicy(), selfTest: null });
  sum.add(goodWindow(1), { policy: null, selfTest: null });
  const tests = testsOf(sum, NO_CONTEXT);
  for (const name of ["EGRESS_PII", "EGRESS_DEST", "PURPOSE"] as const) {
    assertEquals([tests[name].state, tests[name].reasons], ["partial", ["POLICY_NOT_IN_FORCE"]]);
  }
});

Deno.test("thresholdsOf() prefers the policy, and knows no threshold that is none", () => {
  const own = thresholdsOf(fullPolicy({ thresholds: { COVERAGE: { pass: 0.5, partial: 0.1 } } }));
  assertEquals(own("COVERAGE").pass, 0.5);
  assertEquals(own("PERF").pass, 0.99);
  assertThrows(() => own("TLS"), RangeError);
});
