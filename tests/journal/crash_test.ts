import { keyless } from "./states.ts";
import { assert, assertEquals } from "../support/std.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { FakeDisk, type Survival } from "../support/fake_disk.ts";
import { HEARTBEAT_MS } from "../../src/journal/heartbeat.ts";
import type { Sealer, SealOutcome } from "../../src/format/sealing.ts";
import { type CheckedLog, checkLog } from "./log_check.ts";
import { Bench, EVIDENCE_DIR, LOG_DIR, newBench } from "./harness.ts";

const HOUR_MS = 3_600_000;

/** A life of a log with everything that touches the disk; it stops where the disk dies. */
function live(bench: Bench): void {
  const journal = bench.open();
  journal.acceptedNow(9);
  journal.append(sampleDrafts(0, 3));
  journal.settleDropped([4, 6], "queue_full");
  bench.clock.pass(HEARTBEAT_MS);
  journal.tick();
  bench.clock.pass(2 * HOUR_MS);
  journal.tick();
  journal.append(sampleDrafts(7, 2));
  journal.close();
}

/** Opens what a crash left, adds a call, closes, and checks the whole log. */
function recover(bench: Bench, options: { isQuick?: boolean } = {}): CheckedLog {
  const journal = options.isQuick === true
    ? bench.open({ openSealer: () => fakeSealer(bench) })
    : bench.open();
  const ord = journal.nextOrdinal;
  journal.acceptedNow(ord + 1);
  journal.append(sampleDrafts(ord, 1));
  assertEquals(journal.close(), { clean: true });
  return checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true, ...options });
}

/** Signs nothing, which is most of the work; its key is the log's. */
function fakeSealer(bench: Bench): Sealer {
  return {
    vkey: bench.disk.text(`${EVIDENCE_DIR}/keys/log-1.vkey`).trimEnd(),
    signedSize: 0,
    ...keyless(),
    *seal(): Generator<void, SealOutcome, void> {
      yield;
      return { note: "not signed" };
    },
  };
}

function telemetryLines(bench: Bench): { index: number; request_id: number }[] {
  return bench.disk.paths().filter((path) => path.startsWith(`${LOG_DIR}/`)).flatMap((path) =>
    bench.disk.text(path).trimEnd().split("\n").map((line) => JSON.parse(line))
  );
}

/** Each telemetry line names its own record, and each call has a line or is declared. */
function checkTelemetry(bench: Bench, log: CheckedLog): void {
  const lines = telemetryLines(bench);
  const lost = log.records.reduce(
    (sum, record) => sum + (record.kind === "telemetry_lost" ? record.n : 0),
    0,
  );
  for (const line of lines) {
    const record = log.records[line.index];
    assert(record?.kind === "call" && record.ord === line.request_id, "a line names its record");
  }
  assertEquals(lines.length + lost, log.calls.length, "lost lines are declared");
}

function countCalls(run: (bench: Bench) => void): number {
  const bench = newBench();
  run(bench);
  return bench.disk.calls.length;
}

function ignoreDeath(run: () => void): void {
  try {
    run();
  } catch {
    // The disk died while the journal was opened.
  }
}

for (const survival of ["all", "synced", "torn"] satisfies Survival[]) {
  Deno.test(`openJournal() goes on after a crash at every disk call when ${survival} survives`, () => {
    const total = countCalls(live);
    assert(total > 100);
    for (let number = 0; number < total; number++) {
      const bench = newBench();
      bench.disk.diesAt = number;
      ignoreDeath(() => live(bench));
      bench.disk.restart(survival);
      const durable = bench.settled;
      const log = recover(bench);
      assert(log.calls.length > durable, `${number}: durable calls stay`);
      checkTelemetry(bench, log);
    }
  });
}

Deno.test("openJournal() goes on after a crash at every disk call of a recovery", () => {
  const crashed = (): Bench => {
    const bench = newBench();
    const journal = bench.open();
    journal.acceptedNow(9);
    journal.append(sampleDrafts(0, 3));
    journal.append(sampleDrafts(4, 2));
    bench.disk.restart("all");
    const path = bench.disk.paths().find((name) => name.endsWith("segment.jsonl")) ?? "";
    bench.disk.put(path, bench.disk.bytes(path).slice(0, -20));
    bench.clock.pass(HOUR_MS);
    return bench;
  };
  const whole = crashed();
  const before = whole.disk.calls.length;
  recover(whole);
  for (let number = before; number < whole.disk.calls.length; number++) {
    const bench = crashed();
    bench.disk.diesAt = number;
    ignoreDeath(() => void recover(bench));
    bench.disk.restart("torn");
    const log = recover(bench);
    assertEquals(log.calls.slice(0, 4), [0, 1, 2, 4]);
  }
});

Deno.test("openJournal() keeps every line that is whole when the segment is cut at any byte", () => {
  const bench = newBench();
  bench.open().close();
  const journal = bench.open();
  journal.acceptedNow(7);
  journal.append(sampleDrafts(1, 1));
  journal.settleDropped([4], "too_large");
  bench.disk.restart("all");
  const path = "/evidence/windows/2026-11-21/140000Z-498686.1/segment.jsonl";
  const segment = bench.disk.bytes(path);
  const opening = segment.length - lastLines(segment, 2).length;
  for (let length = 0; length <= segment.length; length++) {
    const copy = copyOf(bench);
    copy.disk.put(path, segment.slice(0, length));
    copy.clock.pass(length * 1_000);
    const log = recover(copy, { isQuick: length % 8 !== 0 });
    const whole = segment.subarray(0, length).lastIndexOf(10) + 1;
    const kept = whole < opening ? 0 : whole;
    if (kept > 0) assertEquals(copy.disk.bytes(path).slice(0, kept), segment.slice(0, kept));
    const recovered = log.records.find((record) => record.kind === "recover");
    assertEquals(recovered?.lost_bytes ?? 0, length - kept, `cut at ${length}`);
    assert(log.counts.unknown_at_crash >= 4_089, "the rest of the lease is declared");
    const torn = copy.disk.paths().filter((name) => name.endsWith(".torn"));
    const quarantined = torn.map((name) => copy.disk.bytes(name).length);
    assertEquals(quarantined, length > kept ? [length - kept] : []);
  }
});

function lastLines(bytes: Uint8Array, count: number): Uint8Array {
  let from = bytes.length - 1;
  for (let k = 0; k < count; k++) from = bytes.lastIndexOf(10, from - 1);
  return bytes.slice(from + 1);
}

function copyOf(bench: Bench): Bench {
  const disk = new FakeDisk();
  for (const path of bench.disk.paths()) {
    disk.makeDirectory(path.slice(0, path.lastIndexOf("/")));
    disk.put(path, bench.disk.bytes(path), bench.disk.mode(path) ?? 0);
  }
  disk.restart("all");
  return new Bench(disk);
}
