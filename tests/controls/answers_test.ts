import { NODE_SUITE } from "../../src/base/digest.ts";
import { formatTime } from "../../src/base/clock.ts";
import type { DeclaredPolicy } from "../../src/format/declared_policy.ts";
import type { RegisterBody } from "../../src/format/register.ts";
import {
  type AnswerContext,
  answerFacts,
  countedEntries,
  dispositionsOf,
  reviewExceptions,
  reviewIntervals,
} from "../../src/controls/answers.ts";
import { exceptionRow } from "../../src/controls/exceptions.ts";
import { assertEquals } from "../support/std.ts";
import { personKey, registerEntries } from "../support/register_text.ts";
import { fullPolicy } from "./facts.ts";

const DAY = 86_400_000;
/** A Monday. */
const MONDAY = Date.UTC(2026, 9, 5);
const LOG = "example.com/gw";

function at(days: number): string {
  return formatTime(MONDAY + days * DAY);
}

const ROW = exceptionRow(NODE_SUITE.sha256, {
  kind: "DROPS",
  log: LOG,
  fromMs: MONDAY,
  toMs: MONDAY + DAY,
  n: 1,
  what: "w",
  subject: "",
});

function contextOf(
  bodies: readonly (RegisterBody & { t: string })[],
  { now = 100, policy = {} }: { now?: number; policy?: Partial<DeclaredPolicy> | null } = {},
): AnswerContext {
  return {
    entries: registerEntries(LOG, { size: 1, root: new Uint8Array(32) }, bodies),
    policy: policy === null ? null : fullPolicy(policy),
    nowMs: MONDAY + now * DAY,
  };
}

function ack(t: string): RegisterBody & { t: string } {
  return { kind: "ack", exception: ROW.id, disposition: "fixed", reason: "r", t };
}

function review(from: number, to: number, signed: number): RegisterBody & { t: string } {
  return { kind: "review", from: at(from), to: at(to), note: "n", t: at(signed) };
}

function dayOf(day: number): string {
  return at(day).slice(0, 10);
}

Deno.test("dispositionsOf() tells in time, late, open and not due", () => {
  // The window ends on day 1, and there are two days to answer.
  const stateOf = (...parts: Parameters<typeof contextOf>): string | undefined =>
    dispositionsOf([ROW], contextOf(...parts)).get(ROW.id)?.state;
  assertEquals(stateOf([ack(at(3))]), "in_time");
  assertEquals(stateOf([ack(at(3.001))]), "late");
  assertEquals(stateOf([ack(at(3)), ack(at(50))]), "in_time");
  assertEquals(stateOf([]), "open");
  assertEquals(stateOf([], { now: 2 }), "not_due");
  assertEquals(stateOf([], { now: 2, policy: { dispositionDays: null } }), "open");
  assertEquals(stateOf([ack(at(90))], { policy: null }), "in_time");
  assertEquals(stateOf([{ ...ack(at(2)), exception: "0".repeat(16) } as never]), "open");
});

Deno.test("countedEntries() counts whom the policy names, and no operator's review", () => {
  const person = (role: "operator" | "reviewer"): Partial<DeclaredPolicy> => ({
    reviewers: [{ name: "Ann", role, vkey: personKey().text }],
  });
  const bodies = [ack(at(2)), review(0, 7, 8)];
  const kindsOf = (policy: Partial<DeclaredPolicy>): string[] =>
    countedEntries(contextOf(bodies, { policy })).map(({ kind }) => kind);
  assertEquals(kindsOf({}), ["ack", "review"]);
  assertEquals(kindsOf(person("reviewer")), ["ack", "review"]);
  assertEquals(kindsOf(person("operator")), ["ack"]);
  const other = { reviewers: [{ name: "B", role: "reviewer" as const, vkey: personKey(78).text }] };
  assertEquals(kindsOf(other), []);
});

Deno.test("reviewIntervals() lie on Mondays, inside the period, and say how they were reviewed", () => {
  const period = { log: LOG, fromMs: MONDAY - 3 * DAY, toMs: MONDAY + 38 * DAY };
  const context = contextOf([
    review(0, 7, 8),
    review(7, 14, 20),
    review(21, 27, 29),
    review(14, 21, 20),
  ], { now: 36 });
  const intervals = reviewIntervals(period, context);
  assertEquals(intervals.map(({ fromMs, state }) => [(fromMs - MONDAY) / DAY, state]), [
    [0, "in_time"],
    [7, "late"],
    [14, "missing"], // Signed before it was over.
    [21, "missing"], // Not covered to its end.
    [28, "not_due"],
  ]);
  assertEquals(reviewIntervals(period, contextOf([], { policy: { review: null } })), []);
  const rows = reviewExceptions(intervals, NODE_SUITE.sha256);
  assertEquals(rows.map(({ what }) => what), [
    `${dayOf(7)} to ${dayOf(13)} was reviewed late`,
    `${dayOf(14)} to ${dayOf(20)} was not reviewed`,
    `${dayOf(21)} to ${dayOf(27)} was not reviewed`,
  ]);
});

Deno.test("answerFacts() counts what is due, and null where nothing is", () => {
  const period = { log: LOG, fromMs: MONDAY, toMs: MONDAY + 14 * DAY };
  const context = contextOf([ack(at(2)), review(0, 7, 8)]);
  const intervals = reviewIntervals(period, context);
  assertEquals(answerFacts({ rows: [ROW], intervals }, context), {
    reviews: { n: 1, N: 2, late: 0 },
    dispositions: { n: 1, N: 1, open: 0 },
    incidents: null,
    custody: null,
  });
  const early = contextOf([], { now: 2 });
  const nothing = answerFacts({ rows: [ROW], intervals: reviewIntervals(period, early) }, early);
  assertEquals([nothing.reviews, nothing.dispositions], [null, { n: 0, N: 0, open: 0 }]);
});

Deno.test("answerFacts() knows packs, closed incidents and clocks", () => {
  const open = (incident: string): RegisterBody & { t: string } => ({
    kind: "incident.open",
    incident,
    title: "t",
    aware: at(0),
    clock: "gdpr-72h",
    due: at(3),
    from: at(0),
    to: at(1),
    t: at(0),
  });
  const pack = (incident: string): RegisterBody & { t: string } => ({
    kind: "incident.pack",
    incident,
    sha256: "0".repeat(64),
    t: at(1),
  });
  const close = (incident: string, told: number | null): RegisterBody & { t: string } => ({
    kind: "incident.close",
    incident,
    outcome: "o",
    notified: told === null ? [] : [{ whom: "w", at: at(told) }],
    t: at(2),
  });
  const factsOf = (...bodies: (RegisterBody & { t: string })[]): unknown =>
    answerFacts({ rows: [], intervals: [] }, contextOf(bodies)).incidents;
  assertEquals(factsOf(open("a"), pack("a"), close("a", 2)), { n: 1, N: 1, clocksMissed: 0 });
  assertEquals(factsOf(open("a"), pack("a"), close("a", null)), { n: 1, N: 1, clocksMissed: 0 });
  assertEquals(factsOf(open("a"), pack("a"), close("a", 4)), { n: 1, N: 1, clocksMissed: 1 });
  assertEquals(factsOf(open("a"), pack("a")), { n: 0, N: 1, clocksMissed: 1 });
  assertEquals(factsOf(open("a"), close("b", 2)), { n: 0, N: 1, clocksMissed: 1 });
  const custody = contextOf([{ kind: "custody", action: "export", what: "w", why: "y", t: at(0) }]);
  assertEquals(answerFacts({ rows: [], intervals: [] }, custody).custody, { n: 1, N: 1 });
});
