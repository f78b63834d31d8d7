import type { GapRow } from "../../src/report/continuity.ts";
import { selfTestsOf } from "../../src/report/selftests.ts";
import type { Row } from "../../src/report/queries.ts";
import { assertEquals } from "../support/std.ts";

const HOUR_MS = 3_600_000;

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
