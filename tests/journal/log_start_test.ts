import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { type JournalOptions, openJournal } from "../../src/journal/journal.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { checkLog } from "./log_check.ts";
import { type Bench, EVIDENCE_DIR, LOG_DIR, newBench, ORIGIN, PRIVATE_DIR } from "./harness.ts";

function refusal(bench: Bench, changes: Partial<JournalOptions> = {}): string {
  const error = assertThrows(() => bench.open(changes), OutbandError);
  assertEquals(error.code, "CONFIG");
  return error.message;
}

/** Options without an origin. */
function anonymous(bench: Bench): JournalOptions {
  const { origin: _, ...options } = bench.options();
  return options;
}

Deno.test("openSealer() makes a random origin on localhost for a new log and keeps it", () => {
  const bench = newBench();
  const journal = openJournal(anonymous(bench));
  assertMatch(journal.origin, /^localhost\/outband-[0-9a-f]{8}$/);
  journal.close();
  assertEquals(openJournal(anonymous(bench)).origin, journal.origin);
});

Deno.test("openSealer() refuses an origin that is none, or another log's", () => {
  const bench = newBench();
  assertStringIncludes(refusal(bench, { origin: "Has Spaces" }), 'the origin "Has Spaces"');
  bench.open().close();
  const message = refusal(bench, { origin: "localhost/other" });
  assertStringIncludes(message, `holds the log ${ORIGIN}`);
});

Deno.test("openSealer() refuses to go on with another key, or without one", () => {
  const bench = newBench();
  bench.open().close();
  const path = `${PRIVATE_DIR}/log-1.key.pem`;
  const key = bench.disk.text(path);
  bench.disk.remove(path);
  assertStringIncludes(refusal(bench), "it is missing");
  bench.disk.put(path, key, 0o600);
  bench.disk.remove(`${EVIDENCE_DIR}/keys/log-1.vkey`);
  bench.disk.remove(`${EVIDENCE_DIR}/keys/log-1.pub.pem`);
  bench.open().close();
  const other = newBench();
  other.options(); // Each set of options has a seed of its own.
  other.open().close();
  bench.disk.put(path, other.disk.text(path), 0o600);
  assertStringIncludes(refusal(bench), "key");
});

Deno.test("resumeLog() refuses to go on without the lease", () => {
  const bench = newBench();
  bench.open().close();
  bench.disk.put(`${PRIVATE_DIR}/ordinals`, "x".repeat(128));
  assertStringIncludes(refusal(bench), "ordinals is missing or damaged");
});

Deno.test("resumeLog() goes on where the log stood after a clean end", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(0, 3));
  journal.close();
  bench.clock.pass(1_000);
  const again = bench.open();
  assertEquals(again.nextOrdinal, 3);
  again.close();
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals([log.counts.processed, log.counts.unknown_at_crash], [3, 0]);
  assertEquals(log.records.some((record) => record.kind === "recover"), false);
});

Deno.test("resumeLog() declares after a crash what is missing: exactly below, at most above", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(9);
  journal.append([...sampleDrafts(0, 2), ...sampleDrafts(5, 1)]);
  bench.disk.restart("synced");
  bench.clock.pass(90 * 60_000);
  const again = bench.open();
  assertEquals(again.nextOrdinal, 4_096);
  again.close();
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  const gaps = log.gaps.map(({ ord, n, why, upper_bound: bound }) => [ord, n, why, bound]);
  assertEquals(gaps, [[2, 3, "crash", undefined], [6, 4_090, "crash", true]]);
  const recover = log.records.find((record) => record.kind === "recover");
  assertEquals([recover?.lost_bytes, recover?.prev_t], [0, "2026-11-21T14:00:00.000Z"]);
  const close = log.parts[0]?.records.at(-1);
  assertEquals(close?.t, "2026-11-21T15:30:00.000Z");
  assertEquals(close?.kind === "window.close" ? [close.ord, close.partial] : [], [
    4_096,
    undefined,
  ]);
});

Deno.test("resumeLog() declares the rest of the lease in the next part when the last was closed", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(1, 1));
  bench.clock.pass(60 * 60_000);
  bench.disk.fails = (call, number): boolean => {
    if (call.path.includes("/150000Z-")) bench.disk.diesAt = number;
    return false;
  };
  journal.tick();
  bench.disk.restart("all");
  const again = bench.open();
  assertEquals(again.nextOrdinal, 4_096);
  again.close();
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  assertEquals(log.parts.map(({ counts }) => counts.processed), [1, 4_095]);
  const gaps = log.gaps.map(({ ord, n, bits, upper_bound: bound }) => [ord, n, bits, bound]);
  assertEquals(gaps, [[0, 3, "BQ==", undefined], [3, 4_093, undefined, true]]);
});

Deno.test("resumeLog() names the telemetry file of an earlier run and counts its lost lines", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(4);
  journal.append(sampleDrafts(0, 4));
  bench.disk.restart("all");
  const current = `${LOG_DIR}/outband-telemetry-current.jsonl`;
  const text = bench.disk.text(current);
  bench.disk.put(current, text.slice(0, text.indexOf("\n") + 40));
  bench.open().close();
  const log = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  const lost = log.records.find((record) => record.kind === "telemetry_lost");
  assertEquals([lost?.n, lost?.why], [3, "crash"]);
  const done = `${LOG_DIR}/outband-telemetry-20261121T140000Z.jsonl`;
  assertEquals(bench.disk.text(done).split("\n").length, 2);
});
