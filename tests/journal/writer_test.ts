import { assert, assertEquals } from "../support/std.ts";
import { sampleDraft, sampleDrafts } from "../support/drafts.ts";
import { type CheckedLog, checkLog } from "./log_check.ts";
import { type Bench, EVIDENCE_DIR, LOG_DIR, newBench } from "./harness.ts";

const HOUR_MS = 3_600_000;

function finished(bench: Bench): CheckedLog {
  return checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
}

function kindsOf(log: CheckedLog, part: number): string[] {
  return log.parts[part]?.records.map(({ kind }) => kind) ?? [];
}

Deno.test("JournalWriter opens the first part of a log, and of a start, with their records", () => {
  const bench = newBench();
  bench.open().close();
  bench.open().close();
  const log = finished(bench);
  const opening = ["window.open", "boot", "config", "detector"];
  assertEquals(kindsOf(log, 0), ["log.open", ...opening, "window.close"]);
  assertEquals(kindsOf(log, 1), [...opening, "window.close"]);
  const [, first] = log.records;
  assertEquals(first?.kind === "window.open" ? first.start : "", "2026-11-21T14:00:00.000Z");
  const close = log.records.at(-1);
  assertEquals(close?.kind === "window.close" ? close.partial : false, true);
});

Deno.test("JournalWriter turns windows on the grid, also empty ones, and carries calls over", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(0, 1));
  for (let k = 0; k < 3; k++) {
    bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  journal.append(sampleDrafts(1, 2));
  bench.clock.pass(HOUR_MS / 2);
  assertEquals(journal.close(), { clean: true });
  const log = finished(bench);
  const closes = log.records.filter((record) => record.kind === "window.close");
  assertEquals(
    closes.map((
      close,
    ) => [close.t.slice(11, 16), close.accepted, close.carried_out, close.partial]),
    [
      ["15:00", 3, 2, undefined],
      ["16:00", 0, 2, undefined],
      ["17:00", 0, 2, undefined],
      ["17:30", 0, 0, true],
    ],
  );
  assertEquals(closes.map((close) => close.uptime_s), [3_600, 7_200, 10_800, 12_600]);
  assertEquals(closes[3]?.added_us, [[80, 2]]);
});

Deno.test("JournalWriter appends to the next window what comes after the end of one", () => {
  const bench = newBench();
  const journal = bench.open();
  bench.clock.pass(HOUR_MS);
  journal.acceptedNow(1);
  journal.append(sampleDrafts(0, 1));
  journal.close();
  const log = finished(bench);
  assertEquals(log.parts.map(({ counts }) => counts.processed), [0, 1]);
});

Deno.test("JournalWriter declares windows that passed while the process stood still or was down", () => {
  const bench = newBench();
  const journal = bench.open();
  bench.clock.pass(4 * HOUR_MS);
  journal.tick();
  journal.close();
  bench.clock.pass(2 * HOUR_MS);
  bench.open().close();
  const absent = finished(bench).records.filter((record) => record.kind === "absent");
  assertEquals(
    absent.map(({ from_w, to_w, boot }) => [from_w, to_w, boot]),
    [[498_687, 498_689, 1], [498_691, 498_691, 2]],
  );
});

Deno.test("JournalWriter declares each step back of the clock once, and time never falls", () => {
  const bench = newBench();
  const journal = bench.open();
  const steps = [1_000, -2_500, 1_000, 100, -3_000, 10_000, -2_000, -1];
  bench.clock.pass(60_000);
  journal.acceptedNow(1);
  journal.append(sampleDrafts(0, 1));
  const clocks: number[] = [];
  for (const step of steps) {
    bench.clock.set(bench.clock.nowMs() + step);
    journal.tick();
    const log = checkLog(bench.disk, EVIDENCE_DIR, { isQuick: true });
    clocks.push(log.records.filter(({ kind }) => kind === "clock").length);
  }
  assertEquals(clocks, [0, 0, 0, 0, 1, 1, 1, 1]);
  bench.clock.set(bench.clock.nowMs() - HOUR_MS);
  journal.tick();
  journal.close();
  const log = finished(bench);
  const records = log.records.filter((record) => record.kind === "clock");
  assertEquals(records.length, 2);
  assertEquals([records[0]?.old, records[0]?.new], [
    "2026-11-21T14:01:00.000Z",
    "2026-11-21T14:00:56.600Z",
  ]);
});

Deno.test("JournalWriter goes on with another period, and parts still rise", () => {
  const bench = newBench();
  for (const periodSeconds of [3600, 1800, 60, 7200, 7200, 3600]) {
    bench.open({ periodSeconds }).close();
    bench.clock.pass(40 * 60_000);
  }
  const log = finished(bench);
  const opens = log.records.filter((record) => record.kind === "window.open");
  assertEquals(opens.map(({ start, part, period }) => [start.slice(11, 16), part, period]), [
    ["14:00", 0, 3600],
    ["14:30", 0, 1800],
    ["15:20", 0, 60],
    ["16:00", 0, 7200],
    ["16:00", 1, 7200],
    ["17:00", 0, 3600],
  ]);
});

Deno.test("JournalWriter counts each ordinal once: what comes first stands", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(6);
  assertEquals(journal.settleDropped([0, 1, 1, -1, 0.5], "queue_full"), 2);
  journal.append([sampleDraft(1), sampleDraft(2), sampleDraft(2)]);
  assertEquals(journal.settleDropped([2, 3], "worker_lost"), 1);
  bench.disk.fails = (): boolean => true;
  journal.append(sampleDrafts(4, 1));
  assertEquals(journal.settleDropped([4, 5], "worker_lost"), 1);
  journal.append(sampleDrafts(5, 1));
  bench.disk.fails = (): boolean => false;
  journal.tick();
  assertEquals([journal.stats.duplicates, bench.settled], [3, 5]);
  journal.close();
  const log = finished(bench);
  assertEquals(log.calls, [2, 4]);
  assertEquals(log.counts.dropped, 4);
});

Deno.test("JournalWriter makes a gap of a call that cannot be written down", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  const parts = Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`${k}`.repeat(200), 1]));
  const found = Object.fromEntries(
    Object.keys(parts).map((name) => [name, { count: 1, fields: 1 }]),
  );
  journal.append([
    sampleDraft(0, { wire: { provider: "\ud800" } }),
    sampleDraft(1, { req: { found }, res: { found } }),
    sampleDraft(2),
  ]);
  journal.close();
  const log = finished(bench);
  assertEquals(log.gaps.map(({ ord, n, why }) => [ord, n, why]), [[0, 1, "parse"], [
    1,
    1,
    "too_large",
  ]]);
  assertEquals(log.calls, [2]);
  assertEquals(bench.events.filter(({ event }) => event === "journal.error").length, 2);
});

Deno.test("JournalWriter settles at the end what nobody settled", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(4);
  journal.append(sampleDrafts(1, 1));
  journal.close();
  const log = finished(bench);
  assertEquals(log.gaps.map(({ ord, n, why }) => [ord, n, why]), [[0, 4, "worker_lost"]]);
  assertEquals(log.counts.dropped, 3);
});

Deno.test("JournalWriter writes large queues in batches and emits each line after its record", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(700);
  journal.append(sampleDrafts(0, 700));
  const lines = bench.disk.text(`${LOG_DIR}/outband-telemetry-current.jsonl`).trimEnd().split("\n");
  const log = checkLog(bench.disk, EVIDENCE_DIR);
  assertEquals([lines.length, log.calls.length, bench.settled], [700, 700, 700]);
  for (const line of lines) {
    const { index, request_id: ord } = JSON.parse(line);
    const record = log.records[index];
    assert(record?.kind === "call" && record.ord === ord, "it names its record");
  }
  journal.close();
  finished(bench);
});
