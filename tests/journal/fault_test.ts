import { assert, assertEquals, assertThrows } from "../support/std.ts";
import type { CryptoSuite } from "../../src/base/crypto_suite.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { DiskFault } from "../support/fake_disk.ts";
import { HEARTBEAT_MS } from "../../src/journal/heartbeat.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { type Files, fileText, rememberingSuite, verifyFiles } from "../support/verify_rig.ts";
import { type CheckedLog, checkLog } from "./log_check.ts";
import { type Bench, EVIDENCE_DIR, newBench } from "./harness.ts";

const HOUR_MS = 3_600_000;
const CALLS = [0, 1, 2, 7, 8, 9];

/** Opens as often as it takes, like a supervisor would. */
function openPatiently(bench: Bench): Journal {
  for (let attempts = 0;; attempts++) {
    try {
      return bench.open();
    } catch (error) {
      const isDisk = error instanceof DiskFault ||
        (error instanceof OutbandError && error.code === "IO");
      assert(isDisk && attempts < 40, String(error));
    }
  }
}

/** Calls, losses and three windows; the journal is ticked while the disk may be failing. */
function work(bench: Bench): CheckedLog {
  const journal = openPatiently(bench);
  const first = journal.nextOrdinal;
  const tick = (): void => {
    bench.clock.pass(1_000);
    journal.tick();
  };
  journal.acceptedNow(first + 10);
  journal.append(sampleDrafts(first, 3));
  tick();
  journal.settleDropped([4, 6].map((ordinal) => first + ordinal), "queue_full");
  bench.clock.pass(2 * HOUR_MS);
  tick();
  journal.append(sampleDrafts(first + 7, 2));
  bench.clock.pass(HOUR_MS);
  journal.append(sampleDrafts(first + 9, 1));
  for (let k = 0; k < 40; k++) tick();
  bench.clock.pass(HEARTBEAT_MS);
  for (let k = 0; k < 40; k++) tick();
  bench.clock.pass(HOUR_MS);
  for (let k = 0; k < 40; k++) tick();
  // What a telemetry directory last said stays until it is used again.
  assertEquals(journal.degraded().filter((name) => name !== "telemetry"), []);
  assertEquals(journal.stats.backlog, 0);
  assertEquals(journal.stats.unsealed, 0);
  // A fault in the last moments leaves work to the next start.
  if (!journal.close().clean) openPatiently(bench).close();
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.calls, CALLS.map((ordinal) => first + ordinal), "each call is there once");
  assert(log.records.some(({ kind }) => kind === "heartbeat"), "a heartbeat is among the calls");
  return log;
}

function countCalls(): number {
  const bench = newBench();
  work(bench);
  return bench.disk.calls.length;
}

/** What an auditor's verifier says of the evidence on a disk. */
async function judge(bench: Bench, suite: CryptoSuite): Promise<string[]> {
  const files: Files = new Map();
  for (const path of bench.disk.paths()) {
    if (!path.startsWith(`${EVIDENCE_DIR}/`)) continue;
    files.set(path.slice(EVIDENCE_DIR.length + 1), bench.disk.bytes(path));
  }
  const vkey = fileText(files, "keys/log-1.vkey").trimEnd();
  const { exit, findings } = await verifyFiles(files, { suite, keys: [vkey] });
  const bad = findings.filter(({ weight }) => weight === "contradiction");
  return [`exit ${exit}`, ...bad.map(({ code, message }) => `${code} ${message}`)];
}

Deno.test("Journal loses nothing when one disk call fails, whichever, and its log verifies", async () => {
  const total = countCalls();
  const suite = rememberingSuite();
  for (let number = 0; number < total; number++) {
    const bench = newBench();
    bench.disk.fails = (_, at): boolean => at === number;
    const log = work(bench);
    assertEquals(await judge(bench, suite), ["exit 0"], `call ${number}`);
    // Only a start or an end that failed leaves a lease that may have been used.
    const boots = log.records.filter((record) => record.kind === "boot").length;
    if (boots === 1) assertEquals(log.counts.unknown_at_crash, 0);
  }
});

Deno.test("Journal waits in memory when the disk fails for a while, from whichever call on", () => {
  const total = countCalls();
  for (let number = 0; number < total; number += 3) {
    for (const length of [2, 11, 37]) {
      const bench = newBench();
      bench.disk.fails = (_, at): boolean => number <= at && at < number + length;
      work(bench);
    }
  }
});

Deno.test("Journal.append() keeps calls, credits and lines back while the disk is full", () => {
  const bench = newBench();
  const journal = bench.open({ logDir: null });
  bench.disk.fails = (call): boolean => call.path.includes("segment");
  journal.acceptedNow(5);
  journal.append(sampleDrafts(0, 5));
  journal.tick();
  assertEquals([journal.stats.backlog, bench.settled, bench.lines], [5, 0, []]);
  assertEquals(journal.degraded(), ["disk"]);
  assertEquals(bench.events.filter(({ event }) => event === "audit.degraded").length, 1);
  bench.disk.fails = (): boolean => false;
  journal.tick();
  assertEquals([journal.stats.backlog, bench.settled, bench.lines.length], [0, 5, 5]);
  assertEquals(journal.degraded(), []);
  assertEquals(bench.events.at(-1), {
    event: "audit.recovered",
    fields: { reason: "disk", failures: 2 },
  });
  assertEquals(journal.close().clean, true);
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  const close = log.records.at(-1);
  assertEquals(close?.kind === "window.close" ? close.io_errors : null, 2);
});

Deno.test("Journal.close() is not clean when the disk is full to the end, and the next start is honest", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(5);
  journal.append(sampleDrafts(0, 2));
  bench.disk.fails = (): boolean => true;
  journal.append(sampleDrafts(2, 3));
  assertEquals(journal.close(), { clean: false });
  bench.disk.fails = (): boolean => false;
  assertEquals(bench.open().close(), { clean: true });
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.calls.slice(0, 2), [0, 1]);
  assertEquals([log.counts.processed, log.counts.dropped], [4_096, 0]);
  assertEquals(log.counts.unknown_at_crash, 4_096 - log.calls.length);
});

Deno.test("Journal.acceptedNow() says that it is beyond the lease when the lease cannot be renewed", () => {
  const bench = newBench();
  const journal = bench.open();
  assertEquals(journal.leaseEnd, 4_096);
  bench.disk.fails = (call): boolean => call.path.endsWith("ordinals");
  journal.acceptedNow(2_100);
  assertEquals([journal.leaseEnd, journal.degraded()], [4_096, ["lease"]]);
  bench.disk.fails = (): boolean => false;
  journal.acceptedNow(4_200);
  assertEquals([journal.leaseEnd, journal.degraded()], [8_296, []]);
  journal.acceptedNow(5_000);
  assertEquals(journal.leaseEnd, 8_296);
  journal.acceptedNow(6_249);
  assertEquals(journal.leaseEnd, 10_345);
  journal.close();
});

Deno.test("openJournal() throws IO when the disk is full at the start", () => {
  const bench = newBench();
  bench.disk.fails = (call): boolean => call.path.endsWith("segment.jsonl");
  const error = assertThrows(() => bench.open(), OutbandError, "Cannot open evidence directory");
  assertEquals(error.code, "IO");
  bench.disk.fails = (): boolean => false;
  assertEquals(bench.open().close(), { clean: true });
  checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
});

Deno.test("Journal declares telemetry lines that the disk did not take", () => {
  const bench = newBench();
  const journal = bench.open();
  bench.disk.fails = (call): boolean => call.path.startsWith("/telemetry/");
  journal.acceptedNow(4);
  journal.append(sampleDrafts(0, 3));
  assertEquals(journal.degraded(), ["telemetry"]);
  bench.disk.fails = (): boolean => false;
  journal.telemetryLost(2, "sink");
  journal.append(sampleDrafts(3, 1));
  assertEquals([journal.degraded(), journal.stats.telemetryLinesLost], [[], 5]);
  assertEquals(journal.close(), { clean: true });
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  const lost = log.records.flatMap((record) =>
    record.kind === "telemetry_lost" ? [[record.n, record.why]] : []
  );
  assertEquals(lost, [[3, "disk"], [2, "sink"]]);
  const file = bench.disk.text("/telemetry/outband-telemetry-20261121T140000Z.jsonl");
  assertEquals(file.trimEnd().split("\n").length, 1);
});
