import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { InvariantError } from "../../src/base/assert.ts";
import { fromBase64 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import { SYSTEM_DISK } from "../../src/journal/disk.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { TempDir } from "../support/temp_dir.ts";
import { Bench, EVIDENCE_DIR, LOG_DIR, newBench, PRIVATE_DIR } from "./harness.ts";
import { checkLog } from "./log_check.ts";

const HOUR_MS = 3_600_000;

Deno.test("openJournal() refuses a directory that another process holds", () => {
  const bench = newBench();
  const journal = bench.open();
  const error = assertThrows(() => bench.open(), OutbandError);
  assertEquals([error.code, error.message], [
    "IO",
    `Cannot open evidence directory ${EVIDENCE_DIR}: another outband process holds its lock; ` +
    "stop it or choose another --evidence-dir",
  ]);
  journal.close();
  bench.open().close();
});

Deno.test("openJournal() gives the lock back when it fails", () => {
  const bench = newBench();
  assertThrows(() => bench.open({ origin: "NO" }), OutbandError);
  bench.open().close();
});

Deno.test("openJournal() refuses a private directory inside the evidence", () => {
  for (const privateDir of [EVIDENCE_DIR, `${EVIDENCE_DIR}/private`]) {
    const error = assertThrows(() => newBench().open({ privateDir }), OutbandError);
    assertStringIncludes(error.message, "must not lie in the evidence directory");
  }
});

Deno.test("openJournal() tells the first ordinal once the lease is durable", () => {
  const bench = newBench();
  const told: [number, string][] = [];
  const ready = (next: number): void => {
    told.push([next, bench.disk.text(`${PRIVATE_DIR}/ordinals`).slice(64, 106)]);
  };
  const journal = bench.open({ firstOrdinalReady: ready });
  assertEquals([journal.nextOrdinal, journal.leaseEnd], [0, 4_096]);
  assertEquals(told.length, 1);
  bench.disk.restart("synced");
  assertEquals(bench.open().nextOrdinal, 4_096);
});

Deno.test("Journal sends calls and checkpoints to the sink when there is no log directory", () => {
  const bench = newBench();
  const journal = bench.open({ logDir: null });
  journal.acceptedNow(2);
  journal.append(sampleDrafts(0, 2));
  journal.close();
  const lines = bench.lines.map((line) => JSON.parse(line));
  assertEquals(lines.map(({ type }) => type), ["call", "call", "checkpoint"]);
  const { note, ...rest } = lines[2];
  assertEquals(rest, { outband: "checkpoint", type: "checkpoint" });
  assertEquals(
    new TextDecoder().decode(fromBase64(note) ?? new Uint8Array(0)),
    bench.disk.text(`${EVIDENCE_DIR}/checkpoint`),
  );
  assertStringIncludes(bench.lines[2] ?? "", '{"note":"');
});

Deno.test("Journal sends only checkpoints to the sink when there is a log directory", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(1);
  journal.append(sampleDrafts(0, 1));
  bench.clock.pass(HOUR_MS);
  journal.tick();
  assertEquals(bench.lines.map((line) => JSON.parse(line).type), ["checkpoint"]);
  assertEquals([journal.stats.windowsSealed, journal.stats.unsealed], [1, 0]);
});

Deno.test("Journal.stats counts records, bytes and drafts that wait", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(0, 3));
  const segment = bench.disk.bytes(
    `${EVIDENCE_DIR}/windows/2026-11-21/140000Z-498686/segment.jsonl`,
  );
  const { recordsWritten, bytesWritten, backlog, ioErrors } = journal.stats;
  assertEquals([recordsWritten, bytesWritten, backlog, ioErrors], [8, segment.length, 0, 0]);
});

Deno.test("Journal never signs a segment that changed on disk, says so, and writes on", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(2);
  journal.append(sampleDrafts(0, 1));
  const path = `${EVIDENCE_DIR}/windows/2026-11-21/140000Z-498686/segment.jsonl`;
  bench.disk.put(path, bench.disk.text(path).replace('"status":200', '"status":500'));
  bench.clock.pass(HOUR_MS);
  journal.tick();
  journal.append(sampleDrafts(1, 1));
  assertEquals(journal.degraded(), ["integrity"]);
  assertEquals(bench.disk.paths().some((name) => name.endsWith("/checkpoint")), false);
  assertEquals(journal.stats.backlog, 0);
  assertEquals(journal.close(), { clean: false });
  const failed = bench.events.find(({ event }) => event === "window.seal_failed");
  assertStringIncludes(String(failed?.fields["problem"]), "not what was written");
});

Deno.test("Journal goes on appending while the signer fails, and signs late", () => {
  const bench = newBench();
  const options = bench.options();
  let isDown = true;
  const journal = bench.open({
    openSealer: (log) => {
      const sealer = openSealer({
        ...options,
        ...log,
        controls: () => {
          if (isDown) throw new Error("signer is down");
          return [];
        },
      });
      return sealer;
    },
  });
  for (let k = 0; k < 3; k++) {
    journal.acceptedNow(k + 1);
    journal.append(sampleDrafts(k, 1));
    bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  assertEquals([journal.degraded(), journal.stats.unsealed], [["seal"], 3]);
  isDown = false;
  bench.clock.pass(2_000);
  journal.tick();
  assertEquals([journal.degraded(), journal.stats.unsealed], [[], 0]);
  assertEquals(journal.close(), { clean: true });
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.calls, [0, 1, 2]);
});

Deno.test("Journal seals after a restart what an earlier run could not", () => {
  const bench = newBench();
  const journal = bench.open();
  bench.disk.fails = (call): boolean => call.path.endsWith("/head.json.tmp");
  for (let k = 0; k < 2; k++) {
    bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  assertEquals(journal.close(), { clean: false });
  bench.disk.fails = (): boolean => false;
  assertEquals(bench.open().close(), { clean: true });
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.counts.unknown_at_crash, 0);
});

Deno.test("Journal refuses to be used after close()", () => {
  const journal = newBench().open();
  journal.close();
  assertThrows(() => journal.tick(), InvariantError);
  assertThrows(() => journal.append([]), InvariantError);
  assertThrows(() => journal.settleDropped([], "disk"), InvariantError);
  assertThrows(() => journal.close(), InvariantError);
});

Deno.test("openJournal() works on real files", async () => {
  await using dir = await TempDir.make();
  const bench = new Bench(SYSTEM_DISK);
  const options = bench.options();
  const place = { evidenceDir: dir.join("evidence"), privateDir: dir.join("private") };
  for (let k = 0; k < 2; k++) {
    const journal = bench.open({
      ...place,
      logDir: dir.join("logs"),
      openSealer: (log) => openSealer({ ...options, ...place, ...log, controls: () => [] }),
    });
    journal.acceptedNow(journal.nextOrdinal + 300);
    journal.append(sampleDrafts(journal.nextOrdinal, 300));
    assertEquals(journal.close(), { clean: true });
  }
  const log = checkLog(SYSTEM_DISK, place.evidenceDir, { isFinished: true });
  assertEquals(log.calls.length, 600);
  assert(SYSTEM_DISK.mode(`${place.privateDir}/log-1.key.pem`) === 0o600);
});

Deno.test("Journal.note() writes a record that belongs to no call, also after the disk failed", () => {
  const bench = newBench();
  const journal = bench.open();
  const change = { kind: "degrade", from: "full", to: "metadata", why: "slots", ord: 1 } as const;
  journal.acceptedNow(2);
  journal.append(sampleDrafts(0, 1));
  journal.note(change);
  journal.append(sampleDrafts(1, 1));
  journal.note({ ...change, from: "metadata", to: "full", why: "none", ord: 2 });
  assertEquals(journal.close(), { clean: true });
  const log = checkLog(bench.disk, EVIDENCE_DIR);
  const kinds = log.records.map(({ kind }) => kind).filter((kind) => /call|degrade/.test(kind));
  assertEquals(kinds, ["call", "call", "degrade", "degrade"]);
});

Deno.test("Journal.reopen() loses no line", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(2);
  journal.append(sampleDrafts(0, 1));
  bench.disk.rename(`${LOG_DIR}/outband-telemetry-current.jsonl`, `${LOG_DIR}/rotated.jsonl`);
  journal.reopen();
  journal.append(sampleDrafts(1, 1));
  assertEquals(journal.close(), { clean: true });
  assertEquals(bench.disk.text(`${LOG_DIR}/rotated.jsonl`).split("\n").length, 2);
  assertEquals(checkLog(bench.disk, EVIDENCE_DIR).calls.length, 2);
});
