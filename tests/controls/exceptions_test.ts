import { NODE_SUITE } from "../../src/base/digest.ts";
import type { WindowFacts } from "../../src/format/facts.ts";
import {
  EXCEPTION_KINDS,
  type ExceptionRow,
  exceptionRow,
  windowExceptions,
} from "../../src/controls/exceptions.ts";
import type { DeclaredPolicy } from "../../src/format/declared_policy.ts";
import { assert, assertEquals, assertMatch } from "../support/std.ts";
import { all, fullPolicy, goodWindow } from "./facts.ts";

const { sha256 } = NODE_SUITE;
const QUIET = { req: { found: {}, calls: {}, signals: {} } };

function rowsOf(
  window: Partial<WindowFacts>,
  policy: Partial<DeclaredPolicy> | null = {},
): ExceptionRow[] {
  return windowExceptions(goodWindow(0, { ...QUIET, ...window }), {
    policy: policy === null ? null : fullPolicy(policy),
    sha256,
  });
}

function kindsOf(...parts: Parameters<typeof rowsOf>): string[] {
  return rowsOf(...parts).map(({ kind, n }) => `${kind} ${n}`);
}

const counts = goodWindow().counts;

Deno.test("windowExceptions() finds nothing in a quiet window", () => {
  assertEquals(rowsOf({}), []);
});

Deno.test("windowExceptions() finds each kind, and nothing else with it", () => {
  const found = { SSN: 2, EMAIL: 3, PHONE: 9 };
  const cases: [window: Partial<WindowFacts>, kinds: string[]][] = [
    [{ integrity: "unsigned" }, ["INTEGRITY 1"]],
    [{ counts: { ...counts, dropped: 3 }, dropsByReason: { disk: 3 } }, ["DROPS 3"]],
    [{ counts: { ...counts, unknown_at_crash: 5 } }, ["CRASH 5"]],
    [{ tls: { n: 99, N: 100 } }, ["TLS 1"]],
    [{
      selfTest: {
        passed: false,
        isOfRulesInForce: true,
        cases: { n: 9, N: 10 },
        recallByCategory: {},
      },
    }, ["SELFTEST 1"]],
    [{ byHost: { "api.openai.com": 9, "other.example": 4 } }, ["UPSTREAM 4"]],
    [{ byServedModel: { "gpt-4o": 9, "o9": 2 } }, ["MODEL 2"]],
    [{ req: { found, calls: found, signals: {} } }, ["CATEGORY_DENIED 2", "CATEGORY_ALERT 3"]],
    [{ purposes: all(100), byPurpose: { "PUR-7": 98 } }, ["PURPOSE 2"]],
    [{ res: { found: {}, calls: {}, signals: { "leak.answer_only": 6 } } }, ["SIGNAL 6"]],
  ];
  for (const [window, kinds] of cases) assertEquals(kindsOf(window), kinds);
});

Deno.test("windowExceptions() judges nothing by a policy that was not in force", () => {
  const strange = {
    byHost: { "other.example": 4 },
    req: { found: { SSN: 1 }, calls: {}, signals: {} },
  };
  assertEquals(kindsOf(strange, null), []);
  const nothing = { upstreams: null, models: null, categories: null, purposes: null };
  assertEquals(kindsOf({ ...strange, purposes: all(9), byPurpose: {} }, nothing), []);
});

Deno.test("windowExceptions() opens signals unless the policy ignores them", () => {
  const signals = { "injection.override": 2, "drift.later": 1 };
  const window = { req: { found: {}, calls: {}, signals } };
  assertEquals(kindsOf(window, null), ["SIGNAL 2", "SIGNAL 1"]);
  assertEquals(kindsOf(window, { signals: { "injection.*": "ignore" } }), ["SIGNAL 1"]);
  assertEquals(kindsOf(window, { signals: { "*": "ignore" } }), []);
  const [row] = rowsOf(window, null);
  assertEquals(row?.rule, "injection.override");
  assertEquals(
    row?.what,
    "2 times in the request: a text asks to ignore, forget or override earlier instructions",
  );
});

Deno.test("windowExceptions() adds nothing to a window that does not verify", () => {
  const window = { integrity: "failed" as const, byHost: { "other.example": 4 } };
  assertEquals(kindsOf(window), ["INTEGRITY 1"]);
});

Deno.test("exceptionRow() gives the same facts the same id, and other facts another", () => {
  const row = {
    kind: "DROPS" as const,
    log: "example.com/gw",
    fromMs: 0,
    toMs: 1,
    n: 1,
    what: "w",
    subject: "s",
  };
  const { id } = exceptionRow(sha256, row);
  assertMatch(id, /^[0-9a-f]{16}$/);
  assertEquals(exceptionRow(sha256, { ...row, n: 2, what: "x" }).id, id);
  const others = [
    { ...row, kind: "TLS" as const },
    { ...row, log: "example.com/other" },
    { ...row, fromMs: 2 },
    { ...row, subject: "t" },
    { ...row, rule: "a.b" },
  ].map((other) => exceptionRow(sha256, other).id);
  assertEquals(new Set([id, ...others]).size, others.length + 1);
  assert(Object.keys(EXCEPTION_KINDS).length === 16);
});
