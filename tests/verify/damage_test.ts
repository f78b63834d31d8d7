/**
 * Damage of every kind, everywhere: the verifier must never accept what differs from what was
 * signed, whichever byte, line or file it is.
 */

import { utf8 } from "../../src/base/bytes.ts";
import { oneWindow } from "../support/evidence_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { assert, assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { vectorTest } from "../support/vectors.ts";
import {
  codesOf,
  exampleFiles,
  type Files,
  fileText,
  rememberingSuite,
  verifyFiles,
} from "../support/verify_rig.ts";

const SUITE = rememberingSuite();
/** Files of the worked example that later stages check. */
const NOT_EVIDENCE_REGEXP =
  /^(?:expected\.json|openings\.jsonl|payloads\.jsonl|policy|samples\/.*|.*\/checkpoint\.cosigned|.*\/add-checkpoint)$/;

/** What exit code the files have with this key. */
async function exitOf(files: Files, key: string): Promise<number> {
  return (await verifyFiles(files, { suite: SUITE, keys: [key] })).exit;
}

/** Flips one bit of every byte of these files, one at a time; @returns what was accepted. */
async function acceptedFlips(files: Files, paths: string[], key: string): Promise<string[]> {
  const accepted: string[] = [];
  for (const path of paths) {
    const bytes = Uint8Array.from(files.get(path) as Uint8Array);
    files.set(path, bytes);
    for (let at = 0; at < bytes.length; at++) {
      const bit = 1 << ((at * 5) % 8);
      bytes[at] = (bytes[at] as number) ^ bit;
      if (await exitOf(files, key) === 0) accepted.push(`${path} byte ${at}`);
      bytes[at] = (bytes[at] as number) ^ bit;
    }
  }
  return accepted;
}

vectorTest("verifyEvidence() never accepts the example with one flipped bit", async () => {
  const files = exampleFiles();
  const key = fileText(files, "keys/log-2.vkey").trim();
  assertEquals(await exitOf(files, key), 0);
  const paths = [...files.keys()].filter((path) => !NOT_EVIDENCE_REGEXP.test(path));
  assert(paths.length >= 23, `${paths.length} files are read`);
  assertEquals(await acceptedFlips(files, paths, key), []);
  assertEquals(await exitOf(files, key), 0);
});

Deno.test("verifyEvidence() never accepts a log with one flipped bit", async () => {
  const { files, key } = oneWindow(() => {});
  assertEquals(await exitOf(files, key.text), 0);
  assertEquals(await acceptedFlips(files, [...files.keys()], key.text), []);
});

Deno.test("verifyEvidence() never accepts a log with one file cut anywhere", async () => {
  const { files, key } = smallLog();
  for (const [path, bytes] of [...files]) {
    const step = Math.max(1, Math.floor(bytes.length / 200));
    for (let length = 0; length < bytes.length; length += step) {
      files.set(path, bytes.subarray(0, length));
      const exit = await exitOf(files, key.text);
      assert(exit !== 0, `${path} cut to ${length} of ${bytes.length} bytes`);
    }
    files.set(path, bytes);
  }
});

Deno.test("verifyEvidence() never accepts a log with a line removed, doubled or moved", async () => {
  const { files, key } = smallLog();
  for (const [path, bytes] of [...files]) {
    if (!path.endsWith("segment.jsonl")) continue;
    const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -1);
    const variants = lines.flatMap((line, k) => [
      lines.toSpliced(k, 1),
      lines.toSpliced(k, 0, line),
      lines.toSpliced(k, 2, ...lines.slice(k, k + 2).toReversed()),
    ]);
    for (const variant of variants) {
      const text = variant.map((line) => `${line}\n`).join("");
      if (text === lines.map((line) => `${line}\n`).join("")) continue;
      files.set(path, utf8(text));
      assertEquals(await exitOf(files, key.text), 4);
    }
    files.set(path, bytes);
  }
});

Deno.test("verifyEvidence() never accepts a log without one of its sealed files", async () => {
  const { files, key } = smallLog();
  for (const [path, bytes] of [...files]) {
    if (!path.startsWith("windows/")) continue;
    files.delete(path);
    assert(await exitOf(files, key.text) === 4, `${path} is gone`);
    files.set(path, bytes);
  }
});

Deno.test("verifyEvidence() never accepts windows that changed places", async () => {
  const { files, key } = smallLog();
  const [first = "", second = ""] = [...files.keys()].filter((path) =>
    path.endsWith("segment.jsonl")
  ).map((path) => path.slice(0, -"segment.jsonl".length));
  for (const name of ["segment.jsonl", "summary.json", "checkpoint", "statement.dsse.json"]) {
    const swapped = new Map(files);
    swapped.set(first + name, files.get(second + name) as Uint8Array);
    swapped.set(second + name, files.get(first + name) as Uint8Array);
    assertEquals(await exitOf(swapped, key.text), 4, name);
  }
});

Deno.test("verifyEvidence() tells a rewritten or shortened log by a head that was kept", async () => {
  const head = { name: "kept.txt", text: fileText(smallLog().files, "checkpoint") };
  const options = { suite: SUITE, keys: [testKey(1).text] };
  const shorter = new LogBuilder().begin().closeWindow().seal();
  const other = new LogBuilder().begin();
  for (let k = 0; k < 20; k++) other.call({ status: 500 });
  other.closeWindow().seal();
  for (const [log, code] of [[shorter, "HEAD_ROLLED_BACK"], [other, "HEAD_FORKED"]] as const) {
    assertEquals((await verifyFiles(log.files, options)).exit, 0, "The key holder can rewrite");
    const report = await verifyFiles(log.files, { ...options, knownHeads: [head] });
    assertEquals(codesOf(report, ["contradiction"]), [code]);
    assertEquals(report.exit, 4);
  }
});
