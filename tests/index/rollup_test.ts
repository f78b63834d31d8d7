import { Rollup, type RollupCall } from "../../src/index/rollup.ts";
import { assertEquals } from "../support/std.ts";

const HOUR_MS = 3_600_000;

function call(ms: number, changes: Partial<RollupCall> = {}): RollupCall {
  return {
    ...{ ms, host: 1, provider: 2, operation: 3, model: 4, served: null, status: 200, class: 0 },
    ...{ us: { added: 5, ttfb: 6, total: 7 }, input: 10, output: 1, cached: 0 },
    ...changes,
  };
}

/** Rows by table, in the order in which they were handed over. */
function collected(): { rollup: Rollup; rows: [string, ...unknown[]][] } {
  const rows: [string, ...unknown[]][] = [];
  const rollup = new Rollup({
    hourly: (row): void => void rows.push(["hourly", ...row]),
    latency: (row): void => void rows.push(["latency", ...row]),
    found: (row): void => void rows.push(["found", ...row]),
  });
  return { rollup, rows };
}

Deno.test("Rollup hands each hour over when the next one begins", () => {
  const { rollup, rows } = collected();
  rollup.add(call(10));
  rollup.add(call(20));
  rollup.add(call(30, { status: 500, model: null }));
  assertEquals(rows, []);
  rollup.add(call(HOUR_MS));
  assertEquals(rows, [
    ["hourly", 0, 1, 2, 3, 4, null, 200, 0, 2, 20, 2, 0],
    ["hourly", 0, 1, 2, 3, null, null, 500, 0, 1, 10, 1, 0],
  ]);
});

Deno.test("Rollup sums latency and findings by day", () => {
  const { rollup, rows } = collected();
  for (const ms of [0, HOUR_MS, 25 * HOUR_MS]) {
    rollup.add(call(ms));
    rollup.addFound(call(ms), { direction: "req", category: 9, instances: 3 });
  }
  rollup.end();
  const day = 24 * HOUR_MS;
  assertEquals(rows.filter(([table]) => table === "found"), [
    ["found", 0, 1, "req", 9, 2, 6],
    ["found", day, 1, "req", 9, 1, 3],
  ]);
  const added = rows.filter(([table, , , what]) => table === "latency" && what === "added");
  assertEquals(added, [["latency", 0, 2, "added", 5, 2], ["latency", day, 2, "added", 5, 1]]);
});
