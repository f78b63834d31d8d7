import { fromHex, toHex } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { RecordBody, TombstoneBody } from "../../src/format/record.ts";
import { leavesSource, rootOf } from "../../src/tlog/merkle.ts";
import { Frontier } from "../../src/tlog/merkle.ts";
import { oldTelemetry, oldWindows } from "../../src/retain/plan.ts";
import { removeWindows } from "../../src/retain/removal.ts";
import { readHoldFile, Retention, type RetentionOptions } from "../../src/retain/retention.ts";
import { frontierAt, readFrontier } from "../../src/retain/tree_edge.ts";
import { memorySource } from "../../src/verify/source.ts";
import { verifyEvidence } from "../../src/verify/verifier.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { FIRST_W, LogBuilder, PERIOD } from "../support/log_builder.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

const HOUR_MS = PERIOD * 1000;
const START_MS = FIRST_W * HOUR_MS;
const EVIDENCE = "ev";
const PRIVATE = "ev.private";
const LOGS = "logs";

/** Four sealed windows of an hour, their secrets and telemetry, and a fifth that is open. */
function makeDisk(): { disk: FakeDisk; log: LogBuilder; ends: number[] } {
  const log = new LogBuilder().begin();
  const ends: number[] = [];
  for (let k = 0; k < 4; k++) {
    if (k > 0) log.openWindow();
    for (let call = 0; call < 100; call++) log.call();
    log.closeWindow().seal();
    ends.push(log.size);
  }
  log.openWindow();
  log.writeSegment();
  const disk = new FakeDisk();
  for (const [path, bytes] of log.files) put(disk, `${EVIDENCE}/${path}`, bytes);
  for (let k = 0; k < 5; k++) put(disk, `${PRIVATE}/secrets/${FIRST_W + k}.0.key`, "secret\n");
  for (let hour = 0; hour < 4; hour++) {
    put(disk, `${LOGS}/outband-telemetry-20261121T0${hour}0000Z.jsonl`, "{}\n");
  }
  put(disk, `${LOGS}/outband-telemetry-current.jsonl`, "{}\n");
  put(disk, `${LOGS}/mine.jsonl`, "not ours\n");
  return { disk, log, ends };
}

function put(disk: FakeDisk, path: string, content: Uint8Array | string): void {
  disk.makeDirectory(path.slice(0, path.lastIndexOf("/")));
  disk.put(path, content);
}

interface Rig {
  disk: FakeDisk;
  ends: number[];
  log: LogBuilder;
  notes: RecordBody[];
  events: string[];
  retention(more?: Partial<RetentionOptions>): Retention;
}

function makeRig(): Rig {
  const made = makeDisk();
  const notes: RecordBody[] = [];
  const events: string[] = [];
  return {
    ...made,
    notes,
    events,
    retention: (more = {}) =>
      new Retention({
        disk: made.disk,
        hash: NODE_SUITE.sha256,
        evidenceDir: EVIDENCE,
        privateDir: PRIVATE,
        logDir: LOGS,
        periodMs: HOUR_MS,
        retainEvidenceMs: 2 * HOUR_MS,
        retainTelemetryMs: 0,
        hold: null,
        note: (body) => notes.push(body) > 0,
        log: (event) => void events.push(event),
        ...more,
      }),
  };
}

function segments(disk: FakeDisk): number {
  return disk.paths().filter((path) => path.endsWith("segment.jsonl")).length;
}

Deno.test("Retention declares first, and removes only what is signed", () => {
  const { disk, ends, notes, events, log, retention } = makeRig();
  const keeper = retention();
  keeper.tick(START_MS + 3 * HOUR_MS - 1);
  assertEquals(notes, []);
  keeper.tick(START_MS + 4 * HOUR_MS);
  const [tombstone] = notes as TombstoneBody[];
  assert(tombstone !== undefined);
  assertEquals([tombstone.what, tombstone.n, tombstone.end], ["evidence", 2, ends[1]]);
  assertEquals(tombstone.root, toHex(log.root(ends[1])));
  assertEquals([tombstone.from, tombstone.to], [
    "2026-11-21T00:00:00.000Z",
    "2026-11-21T02:00:00.000Z",
  ]);
  assertEquals(segments(disk), 5, "nothing is removed before the tombstone is signed");
  keeper.tick(START_MS + 5 * HOUR_MS);
  assertEquals(notes.length, 1, "one deletion at a time");
  keeper.sealed([tombstone]);
  assertEquals(segments(disk), 3);
  assertEquals(events, ["retention.declared", "retention.deleted"]);
  assertEquals(keeper.stats, {
    tombstones: { evidence: 1, telemetry: 0 },
    deleted: { evidence: 2, telemetry: 0 },
  });
  assertEquals(disk.paths().filter((path) => path.startsWith(`${PRIVATE}/secrets`)).length, 3);
  const older = disk.paths().filter((path) => /\/0[01]0000Z-/.test(path));
  assertEquals(older, []);
});

Deno.test("Retention leaves a log that verifies once its tombstone is part of it", async () => {
  const { disk, notes, log, retention } = makeRig();
  const keeper = retention();
  keeper.tick(START_MS + 4 * HOUR_MS);
  const [tombstone] = notes as TombstoneBody[];
  log.append({ ...tombstone });
  log.closeWindow().seal().writeKeys();
  for (const [path, bytes] of log.files) put(disk, `${EVIDENCE}/${path}`, bytes);
  keeper.sealed(tombstone === undefined ? [] : [tombstone]);
  const files = new Map(
    disk.paths().filter((path) => path.startsWith(`${EVIDENCE}/`) && !path.endsWith("/"))
      .map((path) => [path.slice(EVIDENCE.length + 1), disk.bytes(path)]),
  );
  const report = await verifyEvidence(memorySource(files), {
    suite: NODE_SUITE,
    keys: [log.key.text],
  });
  assertEquals([report.exit, report.finding_counts["TOMBSTONE_DECLARED"]], [0, 1]);
});

Deno.test("Retention never removes the newest sealed window, however old", () => {
  const { disk, notes, ends, retention } = makeRig();
  const keeper = retention({ retainEvidenceMs: 1 });
  keeper.tick(START_MS + 900 * HOUR_MS);
  const [tombstone] = notes as TombstoneBody[];
  assertEquals(tombstone?.end, ends[2]);
  keeper.sealed(tombstone === undefined ? [] : [{ ...tombstone, end: 1_000_000 }]);
  assertEquals(segments(disk), 2);
});

Deno.test("Retention keeps everything for ever with 0, and telemetry apart from evidence", () => {
  const { disk, notes, retention } = makeRig();
  retention({ retainEvidenceMs: 0 }).tick(START_MS + 900 * HOUR_MS);
  assertEquals(notes, []);
  const keeper = retention({ retainEvidenceMs: 0, retainTelemetryMs: 2 * HOUR_MS });
  keeper.tick(START_MS + 4 * HOUR_MS);
  const [tombstone] = notes as TombstoneBody[];
  assertEquals([tombstone?.what, tombstone?.n, tombstone?.end], ["telemetry", 2, undefined]);
  keeper.sealed(tombstone === undefined ? [] : [tombstone]);
  assertEquals(disk.paths().filter((path) => path.startsWith(`${LOGS}/`) && path.includes(".")), [
    `${LOGS}/mine.jsonl`,
    `${LOGS}/outband-telemetry-20261121T020000Z.jsonl`,
    `${LOGS}/outband-telemetry-20261121T030000Z.jsonl`,
    `${LOGS}/outband-telemetry-current.jsonl`,
  ]);
});

Deno.test("Retention removes nothing while a hold is in force, placed before or in between", () => {
  const { disk, notes, events, retention } = makeRig();
  const keeper = retention();
  keeper.tick(START_MS + 4 * HOUR_MS);
  const [tombstone] = notes as TombstoneBody[];
  put(disk, `${PRIVATE}/hold`, "case 4711\nmore\n");
  keeper.sealed(tombstone === undefined ? [] : [tombstone]);
  assertEquals(segments(disk), 5);
  assertEquals(events.slice(1), ["retention.hold", "retention.held"]);
  assertEquals(notes.at(-1), { kind: "hold", state: "on", why: "case 4711" });
  keeper.tick(START_MS + 6 * HOUR_MS);
  assertEquals(notes.length, 2);

  const again = retention();
  again.tick(START_MS + 6 * HOUR_MS);
  assertEquals([again.hold, notes.length], ["case 4711", 2], "a hold is told once, not per start");
  disk.remove(`${PRIVATE}/hold`);
  again.tick(START_MS + 8 * HOUR_MS);
  assertEquals(notes[2], { kind: "hold", state: "off", why: "case 4711" });
  assertEquals(notes[3]?.kind, "tombstone");
});

Deno.test("Retention declares nothing that it cannot prove, and says so once", () => {
  const { disk, notes, events, retention } = makeRig();
  for (const path of disk.paths()) if (path.includes("/tile/0/")) disk.remove(path);
  const keeper = retention();
  for (let hour = 4; hour < 8; hour++) keeper.tick(START_MS + hour * HOUR_MS);
  assertEquals([notes, events, keeper.isFailing], [[], ["retention.failed"], true]);
  assertEquals(segments(disk), 5);
});

Deno.test("Retention does not delete when its own state cannot be read, or a record not written", () => {
  const { disk, notes, retention } = makeRig();
  put(disk, `${PRIVATE}/hold.json`, "{");
  const damaged = retention();
  damaged.tick(START_MS + 4 * HOUR_MS);
  assertEquals([notes, damaged.isFailing], [[], true]);
  disk.remove(`${PRIVATE}/hold.json`);
  const full = retention({ hold: "case 1", note: () => false });
  full.tick(START_MS + 4 * HOUR_MS);
  full.sealed([{ kind: "tombstone", what: "evidence", from: "", to: "", n: 1, end: 1_000 }]);
  assertEquals([full.isFailing, segments(disk)], [true, 5]);
});

Deno.test("removeWindows() can be cut off at every step, and leaves whole parts behind", () => {
  const { ends } = makeRig();
  const place = { evidenceDir: EVIDENCE, privateDir: PRIVATE };
  const whole = makeRig().disk;
  const before = whole.calls.length;
  removeWindows({ ...place, disk: whole }, ends[1] ?? 0);
  const steps = whole.calls.length - before;
  assert(steps > 10);
  for (let step = 1; step <= steps; step++) {
    const { disk } = makeRig();
    disk.diesAt = disk.calls.length + step - 1;
    try {
      removeWindows({ ...place, disk }, ends[1] ?? 0);
    } catch {
      disk.restart("all");
    }
    for (const path of disk.paths().filter((name) => name.endsWith("segment.jsonl"))) {
      const names = disk.paths().filter((name) => name.startsWith(path.slice(0, -13)));
      if (!path.includes("040000Z")) assert(names.length >= 5, `step ${step}: ${names.join()}`);
    }
    removeWindows({ ...place, disk }, ends[1] ?? 0);
    assertEquals(disk.paths().filter((path) => /\/0[01]0000Z-/.test(path)), [], `step ${step}`);
  }
});

Deno.test("removeWindows() removes entry bundles, but never the one that is being filled", () => {
  const { disk, ends } = makeRig();
  const bundles = (): string[] => disk.paths().filter((path) => /entries\/.*\d$/.test(path));
  const all = bundles();
  assert(all.some((path) => path.endsWith("/000")) && all.length >= 2, all.join());
  removeWindows({ disk, evidenceDir: EVIDENCE, privateDir: PRIVATE }, ends[2] ?? 0);
  assert(!bundles().some((path) => path.endsWith("entries/000")), bundles().join());
  assert(bundles().length >= 1);
  assert(disk.paths().some((path) => path.endsWith("/tile/0/000")), "hashes stay");
});

Deno.test("frontierAt() is the frontier of the tree at any size", () => {
  const hash = NODE_SUITE.sha256;
  const leaves = Array.from({ length: 300 }, (_, k) => hash(new Uint8Array([k, k >> 8])));
  const source = leavesSource(hash, leaves);
  for (let size = 1; size <= 300; size++) {
    const hashes = frontierAt(source, size);
    const root = new Frontier(hash, { size, hashes }).root();
    assertEquals(toHex(root), toHex(rootOf(hash, leaves.slice(0, size))));
  }
});

Deno.test("readFrontier() gives nothing for another root than the signed one", () => {
  const { disk, log, ends } = makeDisk();
  const parts = { disk, hash: NODE_SUITE.sha256, root: EVIDENCE };
  const tree = { diskSize: ends[3] ?? 0, size: ends[0] ?? 0 };
  assert(readFrontier(parts, { ...tree, signedRoot: log.root(ends[0]) }) !== null);
  assertEquals(
    readFrontier(parts, { ...tree, signedRoot: fromHex("00".repeat(32)) ?? new Uint8Array() }),
    null,
  );
});

Deno.test("oldWindows() and oldTelemetry() count from the end of the window", () => {
  const { disk, ends } = makeDisk();
  const at = (hours: number): number | undefined =>
    oldWindows(disk, EVIDENCE, START_MS + hours * HOUR_MS)?.checkpoint.size;
  assertEquals([at(0.99), at(1), at(2.5), at(99)], [undefined, ends[0], ends[1], ends[2]]);
  const files = (hours: number, periodMs: number): number =>
    oldTelemetry(disk, LOGS, { cutoffMs: START_MS + hours * HOUR_MS, periodMs })?.files.length ?? 0;
  assertEquals([files(0.99, HOUR_MS), files(1, HOUR_MS), files(99, HOUR_MS)], [0, 1, 4]);
  assertEquals(files(2, 1_000), 2, "windows were longer when these files were written");
});

Deno.test("readHoldFile() takes the first line, and a file without one counts, too", () => {
  const disk = new FakeDisk();
  assertEquals(readHoldFile(disk, PRIVATE), null);
  put(disk, `${PRIVATE}/hold`, "");
  assertEquals(readHoldFile(disk, PRIVATE), "no reason given");
  put(disk, `${PRIVATE}/hold`, `  case\t1 ${"x".repeat(300)}\nsecond`);
  assertEquals(readHoldFile(disk, PRIVATE)?.slice(0, 8), "case 1 x");
  assertEquals(readHoldFile(disk, PRIVATE)?.length, 200);
  put(disk, `${PRIVATE}/hold`, new Uint8Array(5_000));
  assertThrows(() => readHoldFile(disk, PRIVATE));
});
