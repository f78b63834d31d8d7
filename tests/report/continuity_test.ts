import { GAP_COLUMNS, gapCells, ledgerOf } from "../../src/report/continuity.ts";
import { FIRST_W, LogBuilder, PERIOD } from "../support/log_builder.ts";
import { SAMPLE_PERIOD, sampleLog } from "../support/sample_report.ts";
import { SmallIndex } from "../support/small_index.ts";
import { assertEquals } from "../support/std.ts";

const PERIOD_MS = PERIOD * 1000;

Deno.test("ledgerOf() names each hole once, with the reason that the log declares", async () => {
  await using index = await SmallIndex.of(sampleLog());
  const { logs, gaps } = ledgerOf(index.ask(SAMPLE_PERIOD), SAMPLE_PERIOD);
  assertEquals(logs.map(({ expected, present, parts }) => [expected, present, parts]), [[
    24,
    3,
    3,
  ]]);
  assertEquals(gaps.map(({ kind, windows, calls }) => [kind, windows, calls]), [
    ["calls_lost", 0, 3],
    ["windows_absent", 2, 0],
    ["downtime", 0, 0],
    ["ends_early", 19, 0],
  ]);
  const downtime = gaps.find(({ kind }) => kind === "downtime");
  assertEquals(downtime?.fromMs, SAMPLE_PERIOD.fromMs + 2 * PERIOD_MS);
  assertEquals(downtime?.toMs, SAMPLE_PERIOD.fromMs + 4 * PERIOD_MS);
});

Deno.test("ledgerOf() says so when nobody declared a hole", async () => {
  const log = new LogBuilder().begin();
  log.closeWindow().seal();
  log.nowMs += PERIOD_MS;
  log.openWindow().closeWindow().seal();
  await using index = await SmallIndex.of(log);
  const period = { fromMs: SAMPLE_PERIOD.fromMs, toMs: (FIRST_W + 3) * PERIOD_MS };
  const { gaps } = ledgerOf(index.ask(period), period);
  assertEquals(gaps.map(({ kind, windows, record }) => [kind, windows, record]), [
    ["windows_missing", 1, null],
  ]);
});

Deno.test("ledgerOf() finds nothing where nothing is missing, and a part without a seal", async () => {
  const log = new LogBuilder().begin();
  log.closeWindow().seal();
  await using whole = await SmallIndex.of(log);
  const period = { fromMs: SAMPLE_PERIOD.fromMs, toMs: SAMPLE_PERIOD.fromMs + PERIOD_MS };
  assertEquals(ledgerOf(whole.ask(period), period).gaps, []);
  log.openWindow().closeWindow().endPart();
  await using open = await SmallIndex.of(log);
  const two = { fromMs: period.fromMs, toMs: period.toMs + PERIOD_MS };
  assertEquals(ledgerOf(open.ask(two), two).gaps.map(({ kind }) => kind), ["unsealed"]);
});

Deno.test("gapCells() has a cell for each column", async () => {
  await using index = await SmallIndex.of(sampleLog());
  const [gap] = ledgerOf(index.ask(SAMPLE_PERIOD), SAMPLE_PERIOD).gaps;
  const cells = gap === undefined ? [] : gapCells(gap);
  assertEquals(cells.length, GAP_COLUMNS.length);
  assertEquals(cells[7], "queue_full");
});
