import { assertEquals, assertThrows } from "../support/std.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { scanLog } from "../../src/journal/log_scan.ts";
import type { LogPlace, LogScan } from "../../src/journal/log_scan.ts";
import { closeCrashedPart, crashGaps, cutTail } from "../../src/journal/recovery.ts";
import { SAMPLE_TIME_MS, sampleDrafts } from "../support/drafts.ts";
import { DiskFault } from "../support/fake_disk.ts";
import { type Bench, EVIDENCE_DIR, newBench, ORIGIN, PRIVATE_DIR } from "./harness.ts";
import { checkLog } from "./log_check.ts";

const SEGMENT = `${EVIDENCE_DIR}/windows/2026-11-21/140000Z-498686/segment.jsonl`;
const NOW_MS = SAMPLE_TIME_MS + 60_000;

interface Crash {
  bench: Bench;
  place: LogPlace;
  scan: LogScan;
}

/** A log with calls 1 and 2 of 4 in its open part, and a torn tail. */
function crashed(tail: string): Crash {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(4);
  journal.append(sampleDrafts(1, 2));
  bench.disk.restart("all");
  bench.disk.put(SEGMENT, bench.disk.text(SEGMENT) + tail);
  const place = { disk: bench.disk, suite: NODE_SUITE, evidenceDir: EVIDENCE_DIR };
  return {
    bench,
    place,
    scan: scanLog(place, { origin: ORIGIN, vkey: journal.vkey }, {
      signedSize: 0,
      newestSigned: null,
    }),
  };
}

function cut(crash: Crash): ReturnType<typeof cutTail> {
  const { unclosed, state } = crash.scan;
  if (unclosed === null) throw new Error("No part is open");
  return cutTail(crash.place, state, { part: unclosed, privateDir: PRIVATE_DIR, nowMs: NOW_MS });
}

Deno.test("cutTail() moves the tail into quarantine, durably, and tells its length and hash", () => {
  const crash = crashed('{"torn');
  const whole = crash.scan.unclosed?.wholeBytes;
  assertEquals(cut(crash), {
    kind: "recover",
    lost_bytes: 6,
    sha256: toHex(NODE_SUITE.sha256(utf8('{"torn'))),
    prev_t: "2026-11-21T14:00:00.000Z",
  });
  crash.bench.disk.restart("synced");
  const [torn = ""] = crash.bench.disk.paths().filter((path) => path.endsWith(".torn"));
  assertEquals(crash.bench.disk.text(torn), '{"torn');
  assertEquals(crash.bench.disk.mode(torn), 0o600);
  assertEquals(crash.bench.disk.bytes(crash.scan.unclosed?.path ?? "").length, whole);
});

Deno.test("cutTail() keeps the tail where it is until its copy is durable", () => {
  for (const name of ["write", "sync", "rename", "syncDirectory"]) {
    const crash = crashed('{"torn');
    const path = crash.scan.unclosed?.path ?? "";
    const before = crash.bench.disk.text(path);
    crash.bench.disk.fails = (call): boolean => call.name === name && call.path.includes("quaran");
    assertThrows(() => cut(crash), DiskFault);
    assertEquals(crash.bench.disk.text(path), before);
    crash.bench.disk.fails = (): boolean => false;
    assertEquals(cut(crash)?.lost_bytes, 6);
  }
});

Deno.test("cutTail() tells of an open part without a tail, too", () => {
  const crash = crashed("");
  assertEquals(cut(crash)?.lost_bytes, 0);
  assertEquals(crash.bench.disk.paths().some((path) => path.endsWith(".torn")), false);
});

Deno.test("crashGaps() is exact below the highest settled ordinal and one bound above it", () => {
  const { state } = crashed("").scan;
  assertEquals(crashGaps(state, 100), [
    { kind: "gap", ord: 0, n: 1, why: "crash" },
    { kind: "gap", ord: 3, n: 97, why: "crash", upper_bound: true },
  ]);
  assertEquals([crashGaps(state, 3).length, crashGaps(state, 0).length], [1, 1]);
});

Deno.test("closeCrashedPart() ends the part in one durable batch", () => {
  const crash = crashed("");
  const recover = cut(crash);
  const { state, unclosed } = crash.scan;
  if (recover === null || unclosed === null) throw new Error("Nothing to recover");
  const facts = { recover, leaseEnd: 10, linesLost: 2, nowMs: NOW_MS };
  const closed = closeCrashedPart(crash.place, state, { part: unclosed, facts });
  crash.bench.disk.restart("synced");
  const log = checkLog(crash.bench.disk, EVIDENCE_DIR);
  const part = log.parts.at(-1);
  assertEquals(part?.records.slice(-5).map(({ kind }) => kind), [
    "recover",
    "gap",
    "gap",
    "telemetry_lost",
    "window.close",
  ]);
  const close = closed.totals.close;
  assertEquals([close?.ord, close?.carried_out, close?.partial], [10, 0, true]);
  assertEquals([close?.io_errors, close?.uptime_s], [0, 0]);
  assertEquals(close?.added_us.reduce((sum, [, count]) => sum + count, 0), 2);
  assertEquals(closed.closedAt, new Date(NOW_MS).toISOString());
});
