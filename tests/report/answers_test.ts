import { NODE_SUITE } from "../../src/base/digest.ts";
import { PolicyBook } from "../../src/controls/policy_book.ts";
import { answerContext, answersOf, intervalsOf } from "../../src/report/answers.ts";
import { exceptionsOf } from "../../src/report/exceptions.ts";
import type { WindowFacts } from "../../src/format/facts.ts";
import type { RegisterBody } from "../../src/format/register.ts";
import { windowFacts } from "../../src/report/statuses.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { registerEntries } from "../support/register_text.ts";
import { SAMPLE_PERIOD, sampleLog, sampleVerification } from "../support/sample_report.ts";
import { SmallIndex } from "../support/small_index.ts";
import { assert, assertEquals } from "../support/std.ts";

const DAY_MS = 86_400_000;
const NOW_MS = SAMPLE_PERIOD.toMs + 30 * DAY_MS;
const MONDAY_MS = Date.UTC(2026, 10, 16);

Deno.test("answersOf() ties what people signed to the exceptions of their own log", async () => {
  const log = sampleLog();
  await using index = await SmallIndex.of(log);
  const verification = sampleVerification(log, "verified");
  const policies = new PolicyBook([quarterPolicy()]);
  const facts: WindowFacts[] = [
    ...windowFacts(index.ask(SAMPLE_PERIOD)("facts"), [verification]),
  ];
  const context = answerContext({ verification: [verification], policies, nowMs: NOW_MS });
  const rows = exceptionsOf({
    ...{ windows: facts, verification: [verification], policies, sha256: NODE_SUITE.sha256 },
    ...{ signals: [], gaps: [], changes: [], intervals: [], recon: [] },
  });
  const before = answersOf(rows, [], context);
  assertEquals(before.listed.map(({ kind, disposition }) => [kind, disposition.state]), [
    ["DROPS", "open"],
  ]);
  assertEquals(before.answers.facts.dispositions, { n: 0, N: 1, open: 1 });

  const bodies: RegisterBody[] = [
    { kind: "ack", exception: rows[0]?.id ?? "", disposition: "accepted", reason: "r" },
    { kind: "custody", action: "export", what: "all of it", why: "audit" },
  ];
  const head = { size: log.size, root: log.root() };
  const entries = registerEntries(log.origin, head, bodies);
  const after = answersOf(rows, [], { ...context, entries });
  assertEquals(after.listed[0]?.disposition.ack?.reason, "r");
  assertEquals(after.answers.facts.dispositions?.open, 0);
  assertEquals(after.answers.facts.custody, { n: 1, N: 1 });
  const elsewhere = registerEntries("other.example/gw", head, bodies);
  assertEquals(
    answersOf(rows, [], { ...context, entries: elsewhere }).listed[0]?.disposition.ack,
    null,
    "An answer in another log's register is none",
  );
  // The sample was written without a policy, so none is in force in its windows.
  assert(after.listed.every(({ kind }) => kind !== "UPSTREAM"));
});

Deno.test("intervalsOf() asks each log for its own reviews, of the time in which it ran", () => {
  const policies = new PolicyBook([quarterPolicy()]);
  const period = { fromMs: MONDAY_MS, toMs: MONDAY_MS + 14 * DAY_MS };
  const log = (origin: string, first_ms: number): Record<string, string | number> => ({
    ...{ origin, log_first_ms: first_ms, log_last_ms: period.toMs, parts: 3 },
  });
  const logs = [log("a", period.fromMs), log("b", period.fromMs + DAY_MS)];
  const review: RegisterBody & { t: string } = {
    kind: "review",
    from: "2026-11-16T00:00:00.000Z",
    to: "2026-11-23T00:00:00.000Z",
    note: "seen",
    t: "2026-11-23T08:00:00.000Z",
  };
  const entries = registerEntries("a", { size: 0, root: new Uint8Array(32) }, [review]);
  const context = { ...answerContext({ verification: [], policies, nowMs: NOW_MS }), entries };
  assertEquals(intervalsOf(logs, period, context).map(({ log, state }) => [log, state]), [
    ["a", "in_time"],
    ["a", "missing"],
    ["b", "missing"],
  ]);
});

Deno.test("windowFacts() marks a window that the verification did not see as failed", async () => {
  const log = sampleLog();
  await using index = await SmallIndex.of(log);
  const rows = index.ask(SAMPLE_PERIOD)("facts");
  const known = [...windowFacts(rows, [sampleVerification(log, "verified")])];
  assertEquals(known.map(({ integrity }) => integrity), ["verified", "verified", "verified"]);
  const unknown = [...windowFacts(rows, [])];
  assertEquals(unknown.map(({ integrity }) => integrity), ["failed", "failed", "failed"]);
});
