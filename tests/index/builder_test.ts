import { callFields, LogBuilder } from "../support/log_builder.ts";
import { SmallIndex } from "../support/small_index.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

/** Two windows: three calls and a gap, then nothing. */
function sampleLog(): LogBuilder {
  const log = new LogBuilder().begin();
  log.call();
  log.call({ found: { req: { EMAIL: 2 }, res: { SSN: 1 } }, usage: { input: 7, output: 3 } });
  log.call({
    ...{ status: 0, class: "partial", error: "timeout" },
    ...{ capture: { req: "full", res: "partial" }, why: { res: "cut" } },
  });
  log.gap({ ord: 3, n: 2, why: "queue_full" });
  return log.closeWindow().seal().openWindow().closeWindow().seal();
}

Deno.test("IndexBuilder keeps calls with their names, findings and gaps", async () => {
  await using index = await SmallIndex.of(sampleLog());
  const calls = index.db.all(
    "SELECT request_id, host, class, why, status, error, input FROM calls",
  );
  const call = { host: "api.openai.com", class: "full", why: null, status: 200, error: null };
  assertEquals(calls, [
    { ...call, request_id: 0, input: 12 },
    { ...call, request_id: 1, input: 7 },
    {
      ...call,
      request_id: 2,
      class: "partial",
      why: "cut",
      status: 0,
      error: "timeout",
      input: 12,
    },
  ]);
  assertEquals(
    index.db.all("SELECT direction, category, instances FROM findings WHERE record = 6"),
    [
      { direction: "req", category: "EMAIL", instances: 2 },
      { direction: "res", category: "SSN", instances: 1 },
    ],
  );
  assertEquals(
    index.db.all("SELECT ord, calls, why, is_upper_bound FROM gap"),
    [{ ord: 3, calls: 2, why: "queue_full", is_upper_bound: 0 }],
  );
});

Deno.test("IndexBuilder gives each window its counts and its place in the log", async () => {
  const log = sampleLog();
  await using index = await SmallIndex.of(log);
  const rows = index.db.all(
    "SELECT part, first_index, end_index, processed, audited_full, dropped, has_checkpoint FROM window",
  );
  const [first, second] = rows;
  assertEquals(rows.length, 2);
  assertEquals([first?.["processed"], first?.["audited_full"], first?.["dropped"]], [5, 2, 2]);
  assertEquals([first?.["first_index"], second?.["end_index"]], [0, log.size]);
  assertEquals(first?.["end_index"], second?.["first_index"]);
  assertEquals(second?.["processed"], 0);
  assertEquals(second?.["has_checkpoint"], 1);
});

Deno.test("IndexBuilder adds calls up by hour like the calls themselves", async () => {
  await using index = await SmallIndex.of(sampleLog());
  const [sum] = index.db.all("SELECT sum(calls) AS calls, sum(input) AS input FROM hours");
  const [all] = index.db.all("SELECT count(*) AS calls, sum(input) AS input FROM calls");
  assertEquals(sum, all);
  const latency = index.db.all("SELECT what, sum(calls) AS calls FROM latency GROUP BY 1");
  assertEquals(latency.map(({ calls }) => calls), [3, 3, 3]);
});

Deno.test("IndexBuilder tells logs apart that have the same indexes", async () => {
  const [a, b] = ["a.example/0", "b.example/0"].map((origin) => new LogBuilder({ origin }).begin());
  for (const log of [a, b] as LogBuilder[]) {
    log.call({ ...callFields(0) });
    log.closeWindow().seal();
  }
  await using index = await SmallIndex.of(a as LogBuilder, b as LogBuilder);
  const rows = index.db.all("SELECT log, record FROM calls ORDER BY log");
  assertEquals(rows.map(({ log }) => log), ["a.example/0", "b.example/0"]);
  assertEquals(rows[0]?.["record"], rows[1]?.["record"]);
});

Deno.test("IndexBuilder counts lines that are no records, and goes on", async () => {
  const log = new LogBuilder().begin();
  log.call();
  log.appendLine(new TextEncoder().encode('{"kind":"call"}'));
  log.call();
  log.closeWindow().seal();
  await using index = await SmallIndex.of(log);
  assertEquals(index.db.all("SELECT unread FROM log"), [{ unread: 1 }]);
  assertEquals(index.db.all("SELECT count(*) AS n FROM call"), [{ n: 2 }]);
});

Deno.test("IndexDatabase answers, and changes nothing", async () => {
  await using index = await SmallIndex.of(sampleLog());
  const { db } = index;
  assertEquals(db.fingerprint(), "fingerprint");
  assertEquals(db.columns("SELECT 1 AS one, 2 AS two"), ["one", "two"]);
  assertEquals(db.all("SELECT :a AS a", { a: 5, unused: 1 }), [{ a: 5 }]);
  for (const sql of ["DELETE FROM call", "CREATE TABLE x (a)", "DROP TABLE call", "VACUUM"]) {
    assertThrows(() => db.all(sql), Error, "no columns");
  }
  assertThrows(() => db.all("SELECT x FROM nowhere"), Error, "no such table");
  assertEquals(db.all("SELECT count(*) AS n FROM call"), [{ n: 3 }]);
});
