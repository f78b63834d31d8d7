import type { DeclaredPolicy } from "../../src/format/declared_policy.ts";
import type { GapRow } from "../../src/report/continuity.ts";
import { reviewIntervals, reviewsOf, selfTestsOf } from "../../src/report/people.ts";
import type { Row } from "../../src/report/queries.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { assertEquals } from "../support/std.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Wednesday, and the Monday after it. */
const FROM_MS = Date.UTC(2026, 6, 1);
const MONDAY_MS = Date.UTC(2026, 6, 6);
const { policy } = quarterPolicy();

function review(fromMs: number, atMs: number): Row {
  const body = {
    from: new Date(fromMs).toISOString(),
    to: new Date(fromMs + 7 * DAY_MS).toISOString(),
  };
  return {
    kind: "review",
    log: "l",
    i: 1,
    t_ms: atMs,
    body: JSON.stringify({ ...body, by: "c.b" }),
  };
}

Deno.test("reviewIntervals() knows weeks in time, late, missing, and not due yet", () => {
  const week = (k: number): number => MONDAY_MS + 7 * k * DAY_MS;
  const reviews = reviewsOf([
    review(week(0), week(1) + DAY_MS),
    review(week(1), week(2) + 5 * DAY_MS),
  ]);
  const period = { fromMs: FROM_MS, toMs: week(4) };
  assertEquals(reviewIntervals(reviews, { policy, period }).map(({ state }) => state), [
    "in_time",
    "late",
    "missing",
    "not_due",
  ]);
  const undeclared: DeclaredPolicy = { ...policy, review: null };
  assertEquals(reviewIntervals(reviews, { policy: undeclared, period }), []);
});

Deno.test("reviewsOf() takes reviews that name a span, and no others", () => {
  const rows: Row[] = [
    review(MONDAY_MS, MONDAY_MS),
    { kind: "review", log: "l", i: 2, t_ms: 1, body: '{"note":"looked"}' },
    { kind: "ack", log: "l", i: 3, t_ms: 1, body: "{}" },
  ];
  assertEquals(reviewsOf(rows).map(({ record, by }) => [record, by]), [[1, "c.b"]]);
});

function selfTest(atMs: number, detector: string, passed = true): Row {
  const body = JSON.stringify({ detector, passed, categories: { SSN: [10, 9, 0] } });
  return { log: "l", t_ms: atMs, i: 1, body };
}

Deno.test("selfTestsOf() measures the longest time without, while the program ran", () => {
  const rows = [
    selfTest(0, "d1"),
    selfTest(24 * HOUR_MS, "d1", false),
    selfTest(30 * HOUR_MS, "d2"),
    selfTest(80 * HOUR_MS, "d2"),
  ];
  const downtime: GapRow = {
    ...{
      log: "l",
      kind: "downtime",
      fromMs: 40 * HOUR_MS,
      toMs: 70 * HOUR_MS,
      windows: 0,
      calls: 0,
    },
    ...{ reason: "crash", record: 5 },
  };
  const { rows: tests, categories } = selfTestsOf(() => rows, {
    toMs: 90 * HOUR_MS,
    gaps: [downtime, { ...downtime, log: "another" }],
  });
  assertEquals(tests.map(({ detector, failed, hoursMax }) => [detector, failed, hoursMax]), [
    ["d1", 1, 24],
    ["d2", 0, 20],
  ]);
  assertEquals(tests.map((row) => row.tests), [2, 2]);
  assertEquals(categories, [{ category: "SSN", cases: 10, found: 9 }]);
});
