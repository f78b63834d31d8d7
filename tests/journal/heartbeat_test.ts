import { assert, assertEquals } from "../support/std.ts";
import { fromBase64 } from "../../src/base/bytes.ts";
import { SIGNED_HEAD_FILE } from "../../src/evidence/signed_heads.ts";
import { HEARTBEAT_MS, Pulse } from "../../src/journal/heartbeat.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { checkLog } from "./log_check.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { EVIDENCE_DIR, newBench, PRIVATE_DIR } from "./harness.ts";

Deno.test("Pulse is due a minute after the last sign of life, whatever the system clock says", () => {
  const clock = new FakeClock();
  const pulse = new Pulse(clock);
  clock.pass(HEARTBEAT_MS - 1);
  clock.set(0);
  assertEquals(pulse.isDue, false);
  clock.pass(1);
  assertEquals(pulse.isDue, true);
  pulse.restart();
  assertEquals(pulse.isDue, false);
});

/** Text of the checkpoint in a line of standard output. */
function noteOf(line: string | undefined): string {
  const { note } = JSON.parse(line ?? "{}");
  return new TextDecoder().decode(fromBase64(note) ?? new Uint8Array(0));
}

Deno.test("Journal writes a heartbeat each minute and prints the head after it, signed", () => {
  const bench = newBench();
  const journal = bench.open();
  journal.acceptedNow(3);
  journal.append(sampleDrafts(0, 2));
  for (let k = 0; k < 59; k++) {
    bench.clock.pass(1_000);
    journal.tick();
  }
  assertEquals(bench.lines, [], "not yet");
  bench.clock.pass(1_000);
  journal.tick();
  bench.clock.pass(HEARTBEAT_MS);
  journal.tick();
  const heads = bench.lines.map((line) => JSON.parse(line));
  assertEquals(heads.map(({ type, outband, interim }) => [type, outband, interim]), [
    ["checkpoint", "checkpoint", true],
    ["checkpoint", "checkpoint", true],
  ]);
  journal.close();

  const { records, lines } = checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
  const beats = records.flatMap((record) => record.kind === "heartbeat" ? [record] : []);
  const [first, second] = beats;
  assertEquals(beats.map(({ ord, in_flight }) => [ord, in_flight]), [[3, 1], [3, 1]]);
  assertEquals([first?.signed, second?.signed], [0, (first?.i ?? 0) + 1]);
  const sizes = bench.lines.map((line) => Number(noteOf(line).split("\n")[1]));
  assertEquals(sizes, [...beats.map(({ i }) => i + 1), lines.length]);
});

Deno.test("Journal remembers a signed head durably before it prints it", () => {
  const bench = newBench();
  const journal = bench.open();
  bench.clock.pass(HEARTBEAT_MS);
  bench.disk.fails = (call): boolean => call.path.includes(SIGNED_HEAD_FILE);
  journal.tick();
  assertEquals([bench.lines, journal.degraded()], [[], ["seal"]]);
  bench.disk.fails = (): boolean => false;
  bench.clock.pass(1_000);
  journal.tick();
  assertEquals([bench.lines.length, journal.degraded()], [1, []]);
  bench.disk.restart("synced");
  assertEquals(bench.disk.text(`${PRIVATE_DIR}/${SIGNED_HEAD_FILE}`), noteOf(bench.lines[0]));
  const again = bench.open();
  assert(again.close().clean);
  checkLog(bench.disk, EVIDENCE_DIR, { isFinished: true });
});
