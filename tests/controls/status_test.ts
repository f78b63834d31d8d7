import type { CallBody, WindowCloseBody, WindowOpenBody } from "../../src/format/record.ts";
import type { CaptureClass } from "../../src/format/draft.ts";
import type { IntegrityState } from "../../src/format/facts.ts";
import { summarise, summaryText } from "../../src/format/summary.ts";
import { windowFactsOf } from "../../src/format/window_facts.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import {
  type Control,
  CONTROLS,
  SUMMARY_CONTROLS,
  TEST_NAMES,
  type TestName,
} from "../../src/controls/catalogue.ts";
import { FactsSum } from "../../src/controls/facts_sum.ts";
import {
  applied,
  computeControls,
  evidenceOf,
  statusFromTests,
  worseOf,
} from "../../src/controls/status.ts";
import type { TestResult, TestResults } from "../../src/controls/test_result.ts";
import { NO_CONTEXT, testsOf } from "../../src/controls/tests.ts";
import { randomFrom } from "../support/random.ts";
import { callBody } from "../support/segment_text.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { FORBIDDEN_WORDS } from "./catalogue_test.ts";
import { fullPolicy } from "./facts.ts";

/** Names that the reference program's users already parse. */
const COMPATIBILITY_FIELDS = ["soc2_controls_satisfied", "iso42001_controls_satisfied"];

const PASS: TestResult = { state: "pass", value: 1, n: 1, N: 1, threshold: 1, reasons: [] };
const ALL_PASS = Object.fromEntries(TEST_NAMES.map((name) => [name, PASS])) as TestResults;
const STATES = ["partial", "fail", "absent", "pending", "exception"] as const;

function failing(state: TestResult["state"], ...reasons: string[]): TestResult {
  return { state, value: 0, n: 0, N: 1, threshold: 1, reasons };
}

function controlOf(id: string): Control {
  const control = CONTROLS.find((candidate) => candidate.id === id);
  assert(control !== undefined, id);
  return control;
}

/** The sample window that the first draft of the format was published with. */
function sampleWindow(integrity: IntegrityState): TestResults {
  const totals = new WindowTotals();
  totals.counts.processed = 12_847;
  totals.counts.audited_full = 12_831;
  totals.counts.dropped = 16;
  totals.dropsByReason["queue_full"] = 16;
  const sum = new FactsSum();
  const frame = { log: "example.com/log", firstIndex: 0, endIndex: 12_835, integrity };
  sum.add(windowFactsOf(totals, frame), { policy: null, selfTest: null });
  return testsOf(sum, NO_CONTEXT);
}

Deno.test("statusFromTests() evidences nothing when the sample window is unsigned", () => {
  const tests = sampleWindow("unsigned");
  for (const control of CONTROLS) {
    assertEquals(statusFromTests(control, tests, 12_847), {
      status: "not_evidenced",
      reasons: ["UNSIGNED"],
    });
  }
});

Deno.test("statusFromTests() gives the sample window its honest statuses when it is signed", () => {
  const tests = sampleWindow("verified");
  const expected: [id: string, status: string, reason: string][] = [
    ["soc2:CC6.1", "not_evidenced", "ATTRIBUTION_ABSENT"],
    ["soc2:CC6.6", "partial", "NO_POLICY"],
    ["soc2:CC7.2", "partial", "SELFTEST_ABSENT"],
    ["soc2:CC9.2", "partial", "NO_POLICY"],
    ["iso42001:A.10.2", "not_evidenced", "CONTROL_CAP"],
    ["iso42001:A.10.3", "partial", "NO_POLICY"],
    ["iso42001:A.10.4", "not_evidenced", "ATTRIBUTION_ABSENT"],
  ];
  assertEquals(expected.map(([id]) => id), SUMMARY_CONTROLS.map(({ id }) => id));
  for (const [id, status, reason] of expected) {
    const found = statusFromTests(controlOf(id), tests, 12_847);
    assertEquals(found.status, status, id);
    assert(found.reasons.includes(reason), `${id}: ${found.reasons}`);
  }
  assertEquals(statusFromTests(controlOf("soc2:CC7.2"), tests, 12_847).reasons, [
    "SELFTEST_ABSENT",
  ]);
  const { COVERAGE } = tests;
  assertEquals(COVERAGE, {
    state: "pass",
    value: 0.9987,
    n: 12_831,
    N: 12_847,
    threshold: 0.995,
    reasons: [],
  });
  // Nothing of the whole catalogue is supported by these sixteen facts alone.
  for (const control of CONTROLS) {
    assert(statusFromTests(control, tests, 12_847).status !== "exception", control.id);
  }
});

Deno.test("statusFromTests() reaches the cap, and no further, when every test passes", () => {
  for (const control of CONTROLS) {
    const { status, reasons } = statusFromTests(control, ALL_PASS, 1);
    assertEquals(status, control.cap, control.id);
    assertEquals(status === "supported", reasons.length === 0, control.id);
  }
});

Deno.test("statusFromTests() evidences nothing without calls", () => {
  for (const control of CONTROLS) {
    const { status, reasons } = statusFromTests(control, ALL_PASS, 0);
    assertEquals([status, reasons], ["not_evidenced", ["NO_POPULATION"]]);
  }
});

Deno.test("statusFromTests() lets a deviation outrank everything but lost integrity", () => {
  const tests = { ...ALL_PASS, EGRESS_DEST: failing("exception", "UNAPPROVED_UPSTREAM") };
  const broken = { ...tests, INTEGRITY: failing("fail", "INTEGRITY_FAILED") };
  for (const control of CONTROLS.filter(({ required }) => required.includes("EGRESS_DEST"))) {
    assertEquals(statusFromTests(control, tests, 1), {
      status: "exception",
      reasons: ["UNAPPROVED_UPSTREAM"],
    });
    assertEquals(statusFromTests(control, broken, 1).status, "not_evidenced");
  }
});

Deno.test("statusFromTests() earns nothing from the gates alone", () => {
  const tests = {
    ...ALL_PASS,
    COVERAGE: failing("fail", "DROPS_ABOVE_THRESHOLD"),
    DETECTOR: failing("absent", "SELFTEST_ABSENT"),
  };
  assertEquals(statusFromTests(controlOf("soc2:CC7.2"), tests, 1), {
    status: "not_evidenced",
    reasons: ["DROPS_ABOVE_THRESHOLD", "SELFTEST_ABSENT"],
  });
  // Where a control asks for nothing else, they are what it rests on.
  assertEquals(statusFromTests(controlOf("pci:10.2.1.6"), tests, 1).status, "supported");
});

Deno.test("statusFromTests() stays partial while integrity is pending or some windows fail", () => {
  for (const [state, reason] of [["pending", "INTEGRITY_PENDING"], ["partial", "UNSIGNED"]]) {
    const INTEGRITY = failing(state as TestResult["state"], reason as string);
    assertEquals(statusFromTests(controlOf("soc2:CC7.2"), { ...ALL_PASS, INTEGRITY }, 1), {
      status: "partial",
      reasons: [reason as string],
    });
  }
});

Deno.test("statusFromTests() is never supported while a required test has not passed", () => {
  for (const control of CONTROLS) {
    for (const name of control.required) {
      for (const state of STATES) {
        const tests = { ...ALL_PASS, [name]: failing(state, "REASON") };
        const { status, reasons } = statusFromTests(control, tests, 1);
        assert(status !== "supported", `${control.id} ${name} ${state}`);
        assert(reasons.length > 0, `${control.id} ${name} ${state}`);
      }
    }
  }
});

Deno.test("statusFromTests() never computes that a control is not applicable", () => {
  for (const control of CONTROLS) {
    for (const state of STATES) {
      const tests = Object.fromEntries(
        TEST_NAMES.map((name: TestName) => [name, failing(state, "REASON")]),
      ) as TestResults;
      assert(statusFromTests(control, tests, 1).status !== "not_applicable", control.id);
    }
  }
});

Deno.test("applied() takes the operator's declaration, but for a deviation", () => {
  const control = controlOf("euaiact:Art. 19(1)");
  const notApplicable = [{ control: control.id, reason: "no high-risk system" }];
  const policy = fullPolicy({ notApplicable });
  assertEquals(applied(control, { status: "partial", reasons: ["A"] }, policy), {
    status: "not_applicable",
    reasons: ["DECLARED_BY_OPERATOR"],
    declared: "no high-risk system",
  });
  const deviation = { status: "exception" as const, reasons: ["A"] };
  assertEquals(applied(control, deviation, policy), { ...deviation, declared: null });
  assertEquals(applied(controlOf("soc2:CC7.2"), deviation, policy).declared, null);
});

Deno.test("worseOf() orders what was computed", () => {
  assertEquals(worseOf("supported", "partial"), "partial");
  assertEquals(worseOf("not_evidenced", "supported"), "not_evidenced");
});

Deno.test("evidenceOf() says status, numbers and limits in one sentence", () => {
  const scope = { fromMs: 0, toMs: 3_600_000, n: 9, N: 10 };
  const wordingOf = (id: string, status: string, declared: string | null = null): string =>
    evidenceOf(controlOf(id), {
      tests: ALL_PASS,
      scope,
      status: status as "supported",
      reasons: [],
      declared,
    }).wording;
  const rest = " for 1970-01-01T00:00:00.000Z to 1970-01-01T01:00:00.000Z, 9 of 10 calls recorded";
  const { evidence, notProven } = controlOf("soc2:CC7.2");
  const end = ` Not proven: ${notProven}. Whether the control is met is for the auditor.`;
  const name = "CC7.2 (Monitoring for anomalies)";
  assertEquals(wordingOf("soc2:CC7.2", "supported"), `Supports ${name}: ${evidence}${rest}.${end}`);
  assertEquals(
    wordingOf("soc2:CC7.2", "exception"),
    `Shows a deviation under ${name}: ${evidence}${rest}.${end}`,
  );
  assertStringIncludes(wordingOf("nist_ai_rmf:MEASURE 2.4", "partial"), "Contributes to part of");
  assertStringIncludes(
    wordingOf("euaiact:Art. 19(1)", "not_applicable", "no high-risk system"),
    "was declared not applicable by the operator: no high-risk system.",
  );
});

const OPEN: WindowOpenBody = {
  kind: "window.open",
  w: 498_686,
  part: 0,
  period: 3_600,
  start: "2026-11-21T14:00:00.000Z",
  ord: 0,
  carried_in: 0,
};

function closeOf(totals: WindowTotals, timed: number): WindowCloseBody {
  return {
    kind: "window.close",
    w: OPEN.w,
    part: 0,
    ord: totals.counts.processed,
    carried_in: 0,
    accepted: totals.counts.processed,
    carried_out: 0,
    counts: totals.counts,
    added_us: timed === 0 ? [] : [[96, timed]],
    io_errors: 0,
    uptime_s: 3_600,
  };
}

function call(ord: number, change: Partial<CallBody> = {}): CallBody {
  return callBody(ord, { parts: {}, ...change });
}

function windowOf(
  calls: readonly CallBody[],
  { tls, policy }: { tls: boolean; policy?: string },
): WindowTotals {
  const totals = new WindowTotals();
  totals.add(OPEN);
  totals.add({
    kind: "config",
    config: "00",
    upstreams: ["api.example.com"],
    tls,
    limits: {},
    commitment: "hmac",
    sandbox: true,
    on_audit_failure: "pass",
    ...(policy === undefined ? {} : { policy }),
  });
  for (const body of calls) totals.add(body);
  totals.add(closeOf(totals, calls.length));
  return totals;
}

Deno.test("computeControls() calls an upstream without checked certificates an exception", () => {
  const boundary = computeControls(windowOf([call(0)], { tls: false }))
    .find((row) => row.control === "soc2:CC6.6");
  assertEquals(boundary?.status, "exception");
  assert(boundary?.reasons.includes("TLS_NOT_VALIDATED"));
});

Deno.test("computeControls() judges by the policy that the part names, and by no other", () => {
  const known = { policy: fullPolicy({ upstreams: ["other.example.com"] }), digest: "ab" };
  const stateOf = (policy?: string): string | undefined =>
    computeControls(
      windowOf([call(0)], { tls: true, ...policy === undefined ? {} : { policy } }),
      known,
    )
      .find((row) => row.control === "soc2:CC6.6")?.tests["EGRESS_DEST"]?.state;
  assertEquals([stateOf("ab"), stateOf("cd"), stateOf()], ["exception", "partial", "partial"]);
});

Deno.test("computeControls() never supports anything inside a summary", () => {
  for (const row of computeControls(windowOf([call(0)], { tls: true }))) {
    assert(row.status !== "supported", row.control);
    assert(row.reasons.length > 0, row.control);
    assertStringIncludes(row.wording, "Whether the control is met is for the auditor.");
  }
});

Deno.test("computeControls() never writes a forbidden word, whatever the window", () => {
  const seed = 20_261_121;
  const next = randomFrom(seed);
  const classes: CaptureClass[] = ["full", "none", "partial", "metadata"];
  for (let round = 0; round < 200; round++) {
    const calls = Array.from({ length: next(6) }, (_, ord) => {
      const req = classes[next(4)] ?? "full";
      const res = classes[next(4)] ?? "full";
      return call(ord, { capture: { req, res }, status: [200, 429, 0][next(3)] ?? 200 });
    });
    const totals = windowOf(calls, { tls: next(2) === 0, policy: "ab" });
    if (next(3) === 0) totals.add({ kind: "gap", ord: 100, n: 1 + next(50), why: "disk" });
    const frame = { log: "example.com/log", version: "0.1.0", firstIndex: 0, endIndex: 9 };
    const known = { policy: fullPolicy(), digest: next(2) === 0 ? "ab" : "cd" };
    const summary = summarise(totals, { ...frame, controls: computeControls(totals, known) });
    assert(summary !== null);
    let text = summaryText(summary);
    for (const field of COMPATIBILITY_FIELDS) text = text.replaceAll(field, "");
    for (const word of FORBIDDEN_WORDS) {
      assert(!text.toLowerCase().includes(word), `seed ${seed} round ${round}: ${word}`);
    }
  }
});

Deno.test("every sentence of every control keeps clear of words that only an auditor may use", () => {
  const scope = { fromMs: 0, toMs: 1, n: 0, N: 1 };
  const statuses = [
    "supported",
    "partial",
    "exception",
    "not_evidenced",
    "not_applicable",
  ] as const;
  for (const control of CONTROLS) {
    for (const status of statuses) {
      const parts = { tests: ALL_PASS, scope, status, reasons: [], declared: "a reason" };
      const text = JSON.stringify(evidenceOf(control, parts)).toLowerCase();
      for (const word of FORBIDDEN_WORDS) assert(!text.includes(word), `${control.id}: ${word}`);
    }
  }
});
