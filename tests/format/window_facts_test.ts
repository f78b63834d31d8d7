import type { CallBody, RecordBody } from "../../src/format/record.ts";
import { noPeriodFacts } from "../../src/format/facts.ts";
import { windowFactsOf } from "../../src/format/window_facts.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import { callFields } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";

const FRAME = {
  log: "example.com/gw-0",
  firstIndex: 3,
  endIndex: 9,
  integrity: "verified" as const,
};

function factsOf(bodies: readonly RecordBody[]): ReturnType<typeof windowFactsOf> {
  const totals = new WindowTotals();
  for (const body of bodies) totals.add(body);
  return windowFactsOf(totals, FRAME);
}

function call(changes: Partial<CallBody>): CallBody {
  return { ...callFields(0), parts: {}, ...changes } as CallBody;
}

const OPEN: RecordBody = {
  kind: "window.open",
  w: 10,
  part: 2,
  period: 60,
  start: "1970-01-01T00:10:00.000Z",
  ord: 0,
  carried_in: 0,
};
const CONFIG: RecordBody = {
  kind: "config",
  config: "c1",
  upstreams: [],
  tls: true,
  limits: {},
  commitment: "hmac",
  sandbox: true,
  on_audit_failure: "pass",
  policy: "p1",
};

Deno.test("windowFactsOf() says where the part is and what was in force", () => {
  const facts = factsOf([OPEN, CONFIG]);
  assertEquals(
    [facts.log, facts.w, facts.part, facts.startMs, facts.endMs, facts.firstIndex, facts.endIndex],
    ["example.com/gw-0", 10, 2, 600_000, 660_000, 3, 9],
  );
  assertEquals([facts.policy, facts.config, facts.detector], ["p1", "c1", null]);
  assertEquals([facts.hasLimits, facts.selfTest, facts.isUnclean], [false, null, false]);
  assertEquals(factsOf([]).tls, null);
});

Deno.test("windowFactsOf() counts what the application said of its calls", () => {
  const facts = factsOf([
    CONFIG,
    call({ attribution: { user: "a", purpose: "b" }, plain: { purpose: "PUR-7" } }),
    call({ attribution: { purpose: "c", guardrail: "d" } }),
    call({ attribution: { oversight: "e" }, plain: { oversight: "hitl" } }),
    call({ attribution: { rag: "f" }, plain: { rag: "refs" } }),
    call({ attribution: { rag: "f" }, plain: { rag: "none", oversight: "none" } }),
    { kind: "annotation", about: "human", ord: 2, said: {} },
    { kind: "annotation", about: "guardrail", ord: 0, said: {} },
  ]);
  assertEquals(facts.actors, { n: 1, N: 5 });
  assertEquals([facts.purposes, facts.byPurpose], [{ n: 2, N: 5 }, { "PUR-7": 1 }]);
  assertEquals(facts.guarded, { n: 2, N: 5 });
  assertEquals(facts.oversight, { n: 1, N: 1 });
  assertEquals(facts.lineage, { n: 1, N: 2 });
  assertEquals(facts.tls, { n: 5, N: 5 });
});

Deno.test("windowFactsOf() tells dated snapshots from names that move", () => {
  const dated = [
    "gpt-4o-2024-08-06",
    "claude-3-5-sonnet-20241022",
    "gemini-1.5-pro-002",
    "gpt-4-0613",
  ];
  const moving = ["gpt-4o", "claude-sonnet-latest", "llama3.1:8b", "o1"];
  for (const served of dated) assertEquals(factsOf([call({ served })]).pinned.n, 1, served);
  for (const served of moving) assertEquals(factsOf([call({ served })]).pinned.n, 0, served);
});

Deno.test("windowFactsOf() adds up signals and finish reasons", () => {
  const signals = { req: { "injection.override": 2 }, res: { "leak.answer_only": 1 } };
  const facts = factsOf([call({ signals, finish: ["stop", "stop"] }), call({ signals })]);
  assertEquals(facts.req.signals, { "injection.override": 4 });
  assertEquals(facts.res.signals, { "leak.answer_only": 2 });
  assertEquals(facts.byFinish, { stop: 2 });
});

Deno.test("windowFactsOf() shows crashes, clocks and the test of the detector", () => {
  const facts = factsOf([
    { kind: "recover", lost_bytes: 0, sha256: "00", prev_t: "" },
    { kind: "clock", old: "", new: "", source: "system" },
    { kind: "detector", detector: "d1", level: "l", categories: [], not_covered: [] },
    {
      kind: "selftest",
      cause: "start",
      detector: "d1",
      corpus: "x",
      passed: false,
      categories: { SSN: [4, 3, 0], EMAIL: [6, 6, 0] },
      clean: { texts: 1, findings: 0 },
      untested: [],
      failed: [],
    },
  ]);
  assertEquals([facts.isUnclean, facts.clockSteps, facts.hasLimits], [true, 1, true]);
  assertEquals(facts.selfTest, {
    passed: false,
    isOfRulesInForce: true,
    cases: { n: 9, N: 10 },
    recallByCategory: { SSN: 0.75, EMAIL: 1 },
  });
  assertEquals(factsOf([{ kind: "gap", ord: 0, n: 4, why: "crash" }]).isUnclean, true);
});

Deno.test("noPeriodFacts() knows nothing but its bounds", () => {
  const { fromMs, toMs, windows, ...rest } = noPeriodFacts({ fromMs: 1, toMs: 2 });
  assertEquals([fromMs, toMs, windows], [1, 2, { n: 0, N: 0 }]);
  assertEquals(rest.keyCustody, "unknown");
});
