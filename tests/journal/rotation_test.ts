/**
 * A change of key on a disk that crashes or fails at any call: afterwards the log is in force with
 * the new key, and the verifier, which knows nothing of the journal, follows it from the old one.
 */

import { openSealer } from "../../src/evidence/sealer.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { keyPath, signerPath, writeSigner } from "../../src/evidence/key_ring.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { SignerError } from "../../src/format/sealing.ts";
import { PARTS_WAITING_MAX } from "../../src/journal/seal_queue.ts";
import { recoveryName } from "../../src/tlog/key_names.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { sampleDrafts, seededBytes } from "../support/drafts.ts";
import type { Survival } from "../support/fake_disk.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { type Files, rememberingSuite, verifyFiles } from "../support/verify_rig.ts";
import { type Bench, EVIDENCE_DIR, newBench, ORIGIN, PRIVATE_DIR } from "./harness.ts";

const HOUR_MS = 3_600_000;
const SUITE = rememberingSuite();

/** Makes key `n` on the disk; returns its vkey. */
function prepare(bench: Bench, n: number): string {
  const { disk } = bench;
  const options = bench.options();
  const { suite } = options;
  return openSigningKey({
    disk,
    suite,
    origin: ORIGIN,
    path: keyPath(PRIVATE_DIR, n),
    randomBytes: seededBytes(100 + n),
  }).vkeyText;
}

function filesOf(bench: Bench): Files {
  const files: Files = new Map();
  for (const path of bench.disk.paths()) {
    if (!path.startsWith(`${EVIDENCE_DIR}/`) || path.endsWith("/lock")) continue;
    files.set(path.slice(EVIDENCE_DIR.length + 1), bench.disk.bytes(path));
  }
  return files;
}

function verifyBench(bench: Bench, key: string): Promise<VerifyReport> {
  return verifyFiles(filesOf(bench), { suite: SUITE, keys: [key] });
}

/** A machine whose log has a first window, and a second key that waits. */
function prepared(): { bench: Bench; keys: string[] } {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(2);
  journal.append(sampleDrafts(0, 2));
  const { vkey } = journal;
  journal.close();
  const keys = [vkey, prepare(bench, 2)];
  bench.disk.restart("all");
  bench.clock.pass(HOUR_MS);
  return { bench, keys };
}

/** One run that begins with the old key, if it still can, and changes to the new one. */
function change(bench: Bench): Journal {
  const journal = bench.open();
  const ord = journal.nextOrdinal;
  journal.acceptedNow(ord + 1);
  journal.append(sampleDrafts(ord, 1));
  journal.rotate();
  bench.clock.pass(2_000);
  journal.tick();
  return journal;
}

function ignoreDeath(run: () => void): void {
  try {
    run();
  } catch {
    // The disk died.
  }
}

async function checkChanged(bench: Bench, keys: readonly string[], what: string): Promise<void> {
  for (const key of keys) {
    const report = await verifyBench(bench, key);
    const bad = report.findings.filter(({ weight }) => weight === "contradiction");
    assertEquals([report.exit, bad], [0, []], what);
    assertEquals(report.log?.keys, [...keys], what);
  }
}

Deno.test("Journal changes to the next key at a start, once, and ends the part with it", async () => {
  const { bench, keys } = prepared();
  const journal = change(bench);
  assertEquals(journal.vkey, keys[1]);
  journal.rotate(); // Nothing more is prepared.
  assertEquals(journal.close(), { clean: true });
  await checkChanged(bench, keys, "after the change");
  const records = bench.events.filter(({ event }) => event === "key.rotated");
  assertEquals(records.map(({ fields }) => [fields["old"], fields["vkey"]]), [keys]);
});

Deno.test("Journal refuses a change before the last one has its checkpoint, and a gap in numbers", () => {
  const { bench } = prepared();
  bench.disk.fails = (call): boolean => call.path.endsWith("/head.json.tmp");
  const journal = change(bench);
  prepare(bench, 3);
  journal.rotate();
  const refused = bench.events.filter(({ event }) => event === "key.rotation_failed");
  assertStringIncludes(String(refused[0]?.fields["message"]), "waits for its checkpoint");
  bench.disk.fails = (): boolean => false;
  assertEquals(journal.close(), { clean: true });

  const other = newBench();
  const first = other.open();
  prepare(other, 3);
  first.rotate();
  const gap = other.events.find(({ event }) => event === "key.rotation_failed");
  assertStringIncludes(String(gap?.fields["message"]), "key 2 is not there");
  first.close();
});

for (const survival of ["all", "synced", "torn"] satisfies Survival[]) {
  Deno.test(`a change of key survives a crash at every disk call when ${survival} survives`, async () => {
    const whole = prepared();
    const before = whole.bench.disk.calls.length;
    change(whole.bench).close();
    const total = whole.bench.disk.calls.length;
    assert(total - before > 60, `${total - before} calls`);
    for (let number = before; number < total; number++) {
      const { bench, keys } = prepared();
      bench.disk.diesAt = number;
      ignoreDeath(() => void change(bench).close());
      bench.disk.restart(survival);
      bench.clock.pass(HOUR_MS);
      const journal = bench.open();
      assertEquals(journal.vkey, keys[1], `${number}`);
      assertEquals(journal.close(), { clean: true }, `${number}`);
      await checkChanged(bench, keys, `crash at call ${number}`);
    }
  });
}

Deno.test("a change of key goes on after every disk call that failed once", async () => {
  const whole = prepared();
  const before = whole.bench.disk.calls.length;
  change(whole.bench).close();
  for (let number = before; number < whole.bench.disk.calls.length; number++) {
    const { bench, keys } = prepared();
    bench.disk.fails = (_, at): boolean => at === number;
    ignoreDeath(() => void change(bench).close());
    bench.disk.fails = (): boolean => false;
    bench.disk.restart("all");
    bench.clock.pass(HOUR_MS);
    bench.open().close();
    await checkChanged(bench, keys, `fault at call ${number}`);
  }
});

Deno.test("Journal announces a key once, however often it is asked while the disk fails", async () => {
  const bench = newBench();
  const journal = bench.open();
  const keys = [journal.vkey, prepare(bench, 2)];
  bench.disk.fails = (call): boolean => call.path.endsWith("/segment.jsonl");
  for (let k = 0; k < 3; k++) journal.rotate();
  assertEquals([journal.vkey, journal.degraded()], [keys[0], ["disk"]]);
  bench.disk.fails = (): boolean => false;
  journal.tick();
  assertEquals(journal.vkey, keys[1]);
  assertEquals(journal.close(), { clean: true });
  await checkChanged(bench, keys, "after the fault");
});

Deno.test("Journal leaves the oldest of very many windows unsigned, also one with a change of key", async () => {
  const bench = newBench();
  let isDown = true;
  const options = bench.options();
  const journal = bench.open({
    openSealer: (log) =>
      openSealer({
        ...options,
        ...log,
        controls: () => {
          if (isDown) throw new SignerError("down");
          return [];
        },
      }),
  });
  const keys = [journal.vkey, prepare(bench, 2)];
  journal.rotate();
  for (let k = 0; k < PARTS_WAITING_MAX + 3; k++) {
    bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  assertEquals([journal.degraded(), journal.stats.unsealed], [["signer"], PARTS_WAITING_MAX]);
  isDown = false;
  assertEquals(journal.close(), { clean: true });
  const report = await verifyBench(bench, keys[0] as string);
  const left = report.findings.filter(({ code }) => code === "WINDOW_COVERED_LATER");
  const told = bench.events.filter(({ event }) => event === "window.left_unsigned");
  assertEquals([report.exit, report.log?.keys, left.length], [0, keys, told.length]);
  assert(told.length >= 3, `${told.length} windows`);
});

Deno.test("Journal goes on with the new key alone, and not with the old one", async () => {
  const { bench, keys } = prepared();
  change(bench).close();
  const old = keyPath(PRIVATE_DIR, 1);
  const pem = bench.disk.text(old);
  bench.disk.remove(old);
  bench.open().close();
  await checkChanged(bench, keys, "without the old key");
  bench.disk.put(old, pem, 0o600);
  bench.disk.remove(keyPath(PRIVATE_DIR, 2));
  let message = "";
  try {
    bench.open();
  } catch (error) {
    message = String(error);
  }
  assertStringIncludes(message, "Cannot continue the log");
});

Deno.test("Journal does not change to a key that cannot show that it is held", async () => {
  const bench = newBench();
  const journal = bench.open();
  const { vkey } = journal;
  const next = prepare(bench, 9);
  bench.disk.remove(keyPath(PRIVATE_DIR, 9));
  writeSigner(bench.disk, signerPath(PRIVATE_DIR, 2), { command: "exit 1", vkey: next });
  journal.rotate();
  journal.rotate();
  const failed = bench.events.filter(({ event }) => event === "key.rotation_failed");
  assertEquals(failed.length, 2, "it can be asked again");
  assertStringIncludes(String(failed[0]?.fields["message"]), "it ended with 1");
  assertEquals([journal.vkey, journal.close()], [vkey, { clean: true }]);
  assertEquals((await verifyBench(bench, vkey)).exit, 0);
});

Deno.test("Journal tells the recovery key in its first record, and keeps to it", async () => {
  const bench = newBench();
  const recovery = testKey(5, recoveryName(ORIGIN)).text;
  const start = (recoveryVkey: string): string => {
    try {
      bench.open({ recoveryVkey }).close();
      return "";
    } catch (error) {
      return String(error);
    }
  };
  assertStringIncludes(start("x"), "not the vkey of a sound Ed25519 key");
  assertStringIncludes(start(testKey(5, ORIGIN).text), `must be named ${ORIGIN}/recovery`);
  assertEquals(start(recovery), "");
  assertEquals(start(recovery), "", "the next start may name it, too");
  const other = testKey(6, recoveryName(ORIGIN)).text;
  assertStringIncludes(start(other), `was begun with ${recovery}`);
  const lines = bench.disk.paths().filter((path) => path.endsWith("/segment.jsonl"))
    .map((path) => bench.disk.text(path).split("\n", 1)[0] ?? "");
  const first = JSON.parse(lines.find((line) => line.includes('"log.open"')) ?? "{}");
  assertEquals(first.recovery_vkey, recovery);
  assertEquals((await verifyBench(bench, first.vkey)).exit, 0);
});
