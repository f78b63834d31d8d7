/**
 * Directories that are not what they were: moved away under a running journal, restored from a
 * backup, or used by two processes.
 */

import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { HEARTBEAT_MS } from "../../src/journal/heartbeat.ts";
import { sampleDrafts } from "../support/drafts.ts";
import type { FakeDisk } from "../support/fake_disk.ts";
import { checkLog } from "./log_check.ts";
import { EVIDENCE_DIR, newBench, PRIVATE_DIR } from "./harness.ts";

const HOUR_MS = 3_600_000;

Deno.test("Journal holds everything back while its directory is away, and goes on when it is back", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(9);
  journal.append(sampleDrafts(0, 2));
  bench.disk.rename(EVIDENCE_DIR, "/away");
  journal.append(sampleDrafts(2, 2));
  journal.settleDropped([4], "disk");
  bench.clock.pass(2 * HOUR_MS);
  for (let k = 0; k < 3; k++) journal.tick();
  assertEquals([journal.degraded(), journal.stats.backlog], [["directory"], 2]);
  assertEquals(bench.settled, 2, "memory is given back only for what is durable");
  assertEquals(pathsBelow(bench.disk, EVIDENCE_DIR), [], "nothing is made anew in its place");
  const [event] = bench.events.filter(({ event }) => event === "audit.degraded");
  assertStringIncludes(String(event?.fields["message"]), "was moved or removed; put it back");

  bench.disk.rename("/away", EVIDENCE_DIR);
  bench.clock.pass(2_000);
  for (let k = 0; k < 3; k++) journal.tick();
  assertEquals([journal.degraded(), bench.settled], [[], 4]);
  assert(journal.close().clean);
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals([log.calls, log.gaps.map(({ why }) => why)], [
    [0, 1, 2, 3],
    ["disk", "worker_lost"],
  ]);
});

Deno.test("Journal.close() is not clean while the directory is away, and the next start is honest", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(0, 2));
  bench.disk.rename(EVIDENCE_DIR, "/away");
  journal.append(sampleDrafts(2, 1));
  assertEquals(journal.close(), { clean: false });
  bench.disk.rename("/away", EVIDENCE_DIR);
  assert(bench.open().close().clean);
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals([log.calls, log.counts.unknown_at_crash], [[0, 1], 4_094]);
});

Deno.test("openJournal() never goes on with evidence from a backup, whenever it was made", () => {
  // The heads: a sealed window, and the minute of an open one.
  for (const waitMs of [HOUR_MS, HEARTBEAT_MS]) {
    const bench = newBench();
    const journal = bench.open();
    journal.acceptedNow(2);
    journal.append(sampleDrafts(0, 1));
    const backup = copyBelow(bench.disk, EVIDENCE_DIR);
    journal.append(sampleDrafts(1, 1));
    bench.clock.pass(waitMs);
    for (let k = 0; k < 3; k++) journal.tick();
    const kept = bench.lines.length;
    bench.disk.restart("all");
    removeBelow(bench.disk, EVIDENCE_DIR);
    for (const [path, bytes] of backup) bench.disk.put(path, bytes);
    const error = assertThrows(() => bench.open(), OutbandError, "it went backwards");
    assertEquals([error.code, kept], ["CONFIG", 1]);
    assertEquals(copyBelow(bench.disk, EVIDENCE_DIR), backup, "and changes nothing in it");
  }
});

Deno.test("openJournal() never begins a log anew under a name that has signed heads", () => {
  const bench = newBench();
  assert(bench.open().close().clean);
  removeBelow(bench.disk, EVIDENCE_DIR);
  assertThrows(() => bench.open(), OutbandError, "it has no records, but ");
  const other = bench.open({ origin: "localhost/outband-other" });
  assert(other.close().clean);
  checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
});

Deno.test("openJournal() gives a private directory to one process at a time", () => {
  const bench = newBench();
  const journal = bench.open();
  const error = assertThrows(() => bench.open({ evidenceDir: "/other" }), OutbandError);
  assertEquals(
    [error.code, error.message],
    [
      "IO",
      `Cannot open private directory ${PRIVATE_DIR}: another outband process holds its lock; ` +
      "stop it or choose another --private-dir",
    ],
  );
  assert(journal.close().clean);
});

function pathsBelow(disk: FakeDisk, directory: string): string[] {
  return disk.paths().filter((path) => path.startsWith(`${directory}/`));
}

function copyBelow(disk: FakeDisk, directory: string): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(pathsBelow(disk, directory).map((path) => [path, disk.bytes(path)]));
}

function removeBelow(disk: FakeDisk, directory: string): void {
  for (const path of pathsBelow(disk, directory)) disk.remove(path);
}
