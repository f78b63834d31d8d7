import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { fromBase64 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import type { LogHead } from "../../src/format/sealing.ts";
import { findLog, type LogScan, scanLog } from "../../src/journal/log_scan.ts";
import { sampleDrafts } from "../support/drafts.ts";
import { type Bench, EVIDENCE_DIR, newBench, ORIGIN, PRIVATE_DIR } from "./harness.ts";

const HOUR_MS = 3_600_000;
const FIRST = `${EVIDENCE_DIR}/windows/2026-11-21/140000Z-498686/segment.jsonl`;
const LAST = `${EVIDENCE_DIR}/windows/2026-11-21/160000Z-498688/segment.jsonl`;

/** A log of three sealed parts. */
function logOfThree(): Bench {
  const bench = newBench();
  const journal = bench.open();
  for (let k = 0; k < 3; k++) {
    journal.acceptedNow(k + 1);
    journal.append(sampleDrafts(k, 1));
    if (k < 2) bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  journal.close();
  return bench;
}

function placeOf(
  bench: Bench,
): { disk: Bench["disk"]; suite: typeof NODE_SUITE; evidenceDir: string } {
  return { disk: bench.disk, suite: NODE_SUITE, evidenceDir: EVIDENCE_DIR };
}

function signedSizeOf(bench: Bench): number {
  return Number(bench.disk.text(`${EVIDENCE_DIR}/checkpoint`).split("\n")[1]);
}

function scan(bench: Bench, signedSize = signedSizeOf(bench)): LogScan {
  const vkey = bench.disk.text(`${EVIDENCE_DIR}/keys/log-1.vkey`).trimEnd();
  return scanLog(placeOf(bench), { origin: ORIGIN, vkey }, { signedSize, newestSigned: null });
}

function refusal(bench: Bench, signedSize?: number): string {
  const error = assertThrows(() => scan(bench, signedSize), OutbandError);
  assertEquals(error.code, "CONFIG");
  return error.message;
}

Deno.test("findLog() names the log of a directory, or null", () => {
  const bench = newBench();
  assertEquals(findLog(placeOf(bench)), null);
  const { vkey } = bench.open();
  assertEquals(findLog(placeOf(bench)), {
    origin: ORIGIN,
    vkey,
    recoveryVkey: null,
    hasRecords: true,
  });
});

Deno.test("findLog() falls back to head.json, then to the key of a log that never began", () => {
  const bench = logOfThree();
  const key = findLog(placeOf(bench))?.vkey;
  for (const path of bench.disk.paths()) {
    if (path.endsWith("segment.jsonl")) bench.disk.remove(path);
  }
  assertEquals(findLog(placeOf(bench)), {
    origin: ORIGIN,
    vkey: null,
    recoveryVkey: null,
    hasRecords: true,
  });
  bench.disk.put(`${EVIDENCE_DIR}/head.json`, "{}");
  assertEquals(findLog(placeOf(bench)), {
    origin: ORIGIN,
    vkey: key ?? "",
    recoveryVkey: null,
    hasRecords: false,
  });
  bench.disk.put(`${EVIDENCE_DIR}/keys/log-1.vkey`, "no key\n");
  assertEquals(findLog(placeOf(bench)), null);
});

Deno.test("scanLog() goes on from head.json without reading sealed parts", () => {
  const bench = logOfThree();
  const whole = scan(bench);
  bench.disk.put(FIRST, "not read");
  bench.disk.put(LAST, "not read");
  const quick = scan(bench);
  assertEquals(quick.state.resumePoint(), whole.state.resumePoint());
  assertEquals([quick.toSeal, quick.unclosed], [[], null]);
});

Deno.test("scanLog() reads everything when head.json is missing, with the same end", () => {
  const bench = logOfThree();
  const quick = scan(bench);
  bench.disk.remove(`${EVIDENCE_DIR}/head.json`);
  const slow = scan(bench);
  assertEquals(slow.state.resumePoint(), quick.state.resumePoint());
  assertEquals(slow.toSeal, []);
  assertEquals(scan(bench, 0).toSeal.map(({ endIndex }) => endIndex).length, 3);
});

Deno.test("scanLog() hands out the closed parts above the signed size", () => {
  const bench = logOfThree();
  const ends = scan(bench, 0).toSeal.map(({ endIndex }) => endIndex);
  const [, second = 0, third = 0] = ends;
  assertEquals(third, signedSizeOf(bench));
  assertEquals(scan(bench, second).toSeal.map(({ endIndex }) => endIndex), [third]);
  assertEquals(scan(bench, second).toSeal[0]?.before.size, second);
});

Deno.test("scanLog() finds a part that a crash left open, and its torn tail", () => {
  const bench = logOfThree();
  const journal = bench.open();
  journal.acceptedNow(4);
  journal.append(sampleDrafts(3, 1));
  const path = LAST.replace("498688/", "498688.1/");
  bench.disk.put(path, `${bench.disk.text(path)}{"torn`);
  const { unclosed, state } = scan(bench);
  assertEquals([unclosed?.path, unclosed?.isOpened], [path, true]);
  assertEquals(unclosed?.wholeBytes, bench.disk.bytes(path).length - 6);
  assertEquals(new TextDecoder().decode(unclosed?.tail), '{"torn');
  assertEquals([state.part?.calls, state.ordinals.end], [1, 4]);
});

Deno.test("scanLog() takes nothing of a part whose first records are not whole", () => {
  const bench = logOfThree();
  const before = scan(bench).state.resumePoint();
  bench.open();
  const path = LAST.replace("498688/", "498688.1/");
  const text = bench.disk.text(path);
  bench.disk.put(path, text.slice(0, -1));
  const { unclosed, state } = scan(bench);
  assertEquals([unclosed?.isOpened, unclosed?.wholeBytes], [false, 0]);
  assertEquals(unclosed?.tail.length, text.length - 1);
  assertEquals(state.resumePoint(), before);
});

Deno.test("scanLog() refuses a log that was rolled back behind its signed head", () => {
  const bench = logOfThree();
  const size = signedSizeOf(bench);
  assertStringIncludes(refusal(bench, size + 1), `but ${size + 1} were signed`);
  bench.disk.remove(`${EVIDENCE_DIR}/head.json`);
  bench.disk.remove(LAST);
  assertStringIncludes(refusal(bench), `but ${size} were signed`);
});

Deno.test("scanLog() refuses changed records that it reads again", () => {
  const faults: [change: (text: string) => string, message: string][] = [
    [(text) => `${text}{}\n`, "something follows its window.close"],
    [(text) => text.replace("gpt-5", "gpt-6"), "it has no end, and other parts follow it"],
    [(text) => text.split("\n").slice(0, -2).join("\n") + "\n", "it has no end"],
  ];
  for (const [change, message] of faults) {
    const bench = logOfThree();
    bench.disk.put(FIRST, change(bench.disk.text(FIRST)));
    assertStringIncludes(refusal(bench, 0), message);
  }
});

Deno.test("scanLog() refuses a sealed part whose records are others than those signed", () => {
  const bench = logOfThree();
  const second = scan(bench, 0).toSeal[1]?.endIndex ?? 0;
  const text = bench.disk.text(LAST);
  bench.disk.put(LAST, text.replace('"uptime_s":7200', '"uptime_s":7201'));
  assert(bench.disk.text(LAST) !== text, "it was changed");
  assertStringIncludes(refusal(bench, second), "not those that were signed");
});

Deno.test("scanLog() refuses a part in the wrong directory and a head of another log", () => {
  const bench = logOfThree();
  const wrong = `${EVIDENCE_DIR}/windows/2026-11-21/160000Z-498688.1`;
  bench.disk.makeDirectory(wrong);
  bench.disk.put(`${wrong}/segment.jsonl`, bench.disk.text(LAST));
  bench.disk.remove(LAST);
  assertStringIncludes(refusal(bench, 0), "it belongs in windows/2026-11-21/160000Z-498688;");
  const head = `${EVIDENCE_DIR}/head.json`;
  bench.disk.put(head, bench.disk.text(head).replaceAll(ORIGIN, "localhost/outband-other"));
  assertStringIncludes(refusal(bench), "another log's");
});

Deno.test("scanLog() refuses to cut off more than a crash can leave", () => {
  const bench = newBench();
  bench.open();
  bench.disk.put(FIRST, `${bench.disk.text(FIRST)}${"x".repeat(9 * 1024 * 1024)}`);
  const message = assertThrows(() => bench.open(), OutbandError).message;
  assertStringIncludes(message, "lock");
  bench.disk.restart("all");
  assertStringIncludes(assertThrows(() => bench.open(), OutbandError).message, "is no record");
});

/** The newest head of the log, as the private directory remembers it. */
function newestOf(bench: Bench): LogHead {
  const [, size, root] = bench.disk.text(`${PRIVATE_DIR}/signed-head`).split("\n");
  return { size: Number(size), root: fromBase64(root ?? "") ?? new Uint8Array(0) };
}

/** What a start says about a log, given the newest head that was signed for it. */
function verdict(bench: Bench, newestSigned: LogHead): string {
  const vkey = bench.disk.text(`${EVIDENCE_DIR}/keys/log-1.vkey`).trimEnd();
  const signed = { signedSize: signedSizeOf(bench), newestSigned };
  try {
    scanLog(placeOf(bench), { origin: ORIGIN, vkey }, signed);
  } catch (error) {
    assert(error instanceof OutbandError && error.code === "CONFIG", String(error));
    return error.message;
  }
  return "goes on";
}

Deno.test("scanLog() goes on with a log that holds the newest head that was signed", () => {
  const bench = logOfThree();
  const newest = newestOf(bench);
  assertEquals(verdict(bench, newest), "goes on");
  assertEquals(verdict(bench, { ...newest, size: 1 }), "goes on", "an older head is no news");
  bench.disk.remove(`${EVIDENCE_DIR}/head.json`);
  assertEquals(verdict(bench, newest), "goes on", "also when everything is read again");
});

Deno.test("scanLog() refuses a log that went backwards, however whole it is in itself", () => {
  const bench = logOfThree();
  const newest = newestOf(bench);
  const message = verdict(bench, { ...newest, size: newest.size + 1 });
  assertStringIncludes(message, `it went backwards, it has ${newest.size} records, but `);
  assertStringIncludes(message, "restore the missing ones, or begin another log");
});

Deno.test("scanLog() refuses a log with another history than the one that was signed", () => {
  const bench = logOfThree();
  const newest = { ...newestOf(bench), root: new Uint8Array(32) };
  assertStringIncludes(verdict(bench, newest), "are not those that were signed");
  bench.disk.remove(`${EVIDENCE_DIR}/head.json`);
  assertStringIncludes(verdict(bench, newest), "are not those that were signed");
});
