/**
 * Each finding code has a log that provokes it, and nothing else that would change the verdict.
 */

import { TOMBSTONE_CASES } from "../support/tombstone_cases.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { FINDING_CODES, findingRule } from "../../src/format/finding_codes.ts";
import { memorySource } from "../../src/verify/source.ts";
import { keyProblem, verifyEvidence } from "../../src/verify/verifier.ts";
import {
  CONTINUITY_CASES,
  damaged,
  IDENTITY_CASES,
  INTEGRITY_CASES,
  knownHead,
  OTHER_CASES,
  SECOND_DIR,
  secondWindowAlone,
} from "../support/evidence_cases.ts";
import { SAMPLE_CASES } from "../support/sample_cases.ts";
import { ANCHOR_CASES } from "../support/anchor_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { codesOf, telemetryOf, verifyFiles } from "../support/verify_rig.ts";

const KEY = testKey(1).text;
const CASES = {
  ...INTEGRITY_CASES,
  ...IDENTITY_CASES,
  ...CONTINUITY_CASES,
  ...OTHER_CASES,
  ...SAMPLE_CASES,
  ...ANCHOR_CASES,
  ...TOMBSTONE_CASES,
};

Deno.test("verifyEvidence() has a case for every finding code", () => {
  assertEquals(FINDING_CODES.filter((code) => CASES[code] === undefined), []);
});

for (const [code, make] of Object.entries(CASES)) {
  Deno.test(`verifyEvidence() finds ${code} in the log made for it`, async () => {
    const { files, source, options, exit, also = [] } = make();
    const report = await verifyEvidence(source ?? memorySource(files), {
      suite: NODE_SUITE,
      keys: [KEY],
      ...options,
    });
    const found = report.findings.filter((finding) => finding.code === code);
    assert(found.length > 0, `found ${Object.keys(report.finding_counts).join(", ")}`);
    for (const finding of found) assert(finding.message !== "", "A finding says what was seen");
    assertEquals(report.exit, exit);
    const { weight } = findingRule(found[0]?.code ?? "NOTHING_TO_VERIFY");
    assertEquals(found[0]?.weight, weight);
    if (also === "any") return;
    const expected = weight === "note" ? also : [...also, code];
    const harmless = ["RANGE_NOT_COVERED"].filter((name) => name !== code);
    const grave = codesOf(report, ["contradiction", "unreadable", "unproven"])
      .filter((name) => !harmless.includes(name));
    assertEquals(grave, [...expected].sort());
  });
}

Deno.test("verifyEvidence() accepts a good log with its key, a kept head and its telemetry", async () => {
  const log = smallLog();
  const report = await verifyFiles(log.files, {
    keys: [KEY],
    knownHeads: [knownHead(9, log.root(9))],
    telemetry: [telemetryOf(log.telemetry.join("\n"))],
    require: ["continuity", "independence", "content"],
  });
  assertEquals(report.exit, 0);
  assertEquals(codesOf(report, ["contradiction", "unreadable", "unproven"]), []);
  assertEquals(report.results, {
    integrity: "pass",
    identity: "pass",
    continuity: "pass",
    time: "unproven",
    independence: "pass",
    content: "pass",
    completeness: "pass",
  });
  assertEquals(report.telemetry, { matched: 5, calls: 5 });
  assertEquals(report.totals.processed, 7);
  assertEquals(report.log?.size, 16);
  assertEquals(report.windows.map(({ first, end, sealed }) => ({ first, end, sealed })), [
    { first: 0, end: 9, sealed: true },
    { first: 9, end: 16, sealed: true },
  ]);
});

Deno.test("verifyEvidence() asks for what is required and for nothing else", async () => {
  const { files } = smallLog();
  assertEquals((await verifyFiles(files, { keys: [KEY] })).exit, 0);
  assertEquals((await verifyFiles(files, { keys: [KEY], require: ["time"] })).exit, 6);
  assertEquals((await verifyFiles(files, { keys: [KEY], require: ["independence"] })).exit, 6);
  assertEquals((await verifyFiles(files, { keys: [KEY], require: ["content"] })).exit, 6);
});

Deno.test("verifyEvidence() proves a single window by its signed statement", async () => {
  const report = await verifyFiles(secondWindowAlone(), { keys: [KEY] });
  assertEquals(report.exit, 0);
  assertEquals(report.results.continuity, "unproven");
  const files = secondWindowAlone();
  files.delete("statement.dsse.json");
  assertEquals((await verifyFiles(files, { keys: [KEY] })).exit, 4);
});

Deno.test("verifyEvidence() rebuilds the tree of a single window from tiles", async () => {
  const files = damaged((all) => {
    for (const path of all.keys()) {
      if (!path.startsWith(SECOND_DIR) && !path.startsWith("tile/0/")) all.delete(path);
    }
  });
  const report = await verifyFiles(files, { keys: [KEY] });
  assertEquals(report.exit, 0);
  assertEquals(report.finding_counts.ROOT_NOT_RECOMPUTED, undefined);
  const tile = files.get("tile/0/000.p/16") as Uint8Array;
  files.set("tile/0/000.p/16", tile.map((byte, k) => k === 3 ? byte ^ 1 : byte));
  files.delete("tile/0/000.p/9");
  assertEquals((await verifyFiles(files, { keys: [KEY] })).exit, 4);
});

Deno.test("verifyEvidence() finds a log below the root and names the logs that it left out", async () => {
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of smallLog().files) files.set(`a/${path}`, bytes);
  const other = new LogBuilder({ origin: "other.example/gw" }).begin().closeWindow().seal();
  for (const [path, bytes] of other.files) files.set(`b/${path}`, bytes);
  const report = await verifyFiles(files, { keys: [other.key.text] });
  assertEquals(report.exit, 0);
  assertEquals(report.log?.origin, "other.example/gw");
  assertEquals(report.others, ["test.example/gw-0 (a/)"]);
});

Deno.test("verifyEvidence() names the first bad record", async () => {
  const files = damaged((all) => {
    const path = `${SECOND_DIR}/segment.jsonl`;
    const bytes = all.get(path) as Uint8Array;
    const at = bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1) + 30;
    all.set(path, bytes.map((byte, k) => k === at ? byte ^ 1 : byte));
  });
  const report = await verifyFiles(files, { keys: [KEY] });
  assertEquals(report.exit, 4);
  assertEquals(report.first_bad, { path: `${SECOND_DIR}/segment.jsonl`, index: 11, line: 3 });
});

Deno.test("verifyEvidence() throws for a key that cannot be trusted", async () => {
  const text = KEY.replace("+", "+0");
  await assertRejects(() => verifyFiles(smallLog().files, { keys: [text] }), TypeError);
  assert(keyProblem(NODE_SUITE, text) !== null);
  assertEquals(keyProblem(NODE_SUITE, KEY), null);
});

Deno.test("verifyEvidence() tells how far it is", async () => {
  const log = smallLog();
  const seen: { records: number; bytes: number }[] = [];
  await verifyFiles(log.files, { keys: [KEY], onProgress: (progress) => seen.push(progress) });
  const segments = [...log.files].filter(([path]) => path.endsWith("segment.jsonl"));
  const bytes = segments.reduce((sum, [, file]) => sum + file.length, 0);
  assertEquals(seen.at(-1), { records: 16, bytes });
});

Deno.test("verifyEvidence() judges nothing after a segment that cannot be read", async () => {
  const { files } = smallLog();
  const inner = memorySource(files);
  for (const broken of ["000000Z-498672", "010000Z-498673"]) {
    const source = {
      ...inner,
      async *stream(path: string): AsyncIterable<Uint8Array> {
        for await (const piece of inner.stream(path)) {
          yield piece.subarray(0, 2_000);
          if (path.includes(broken)) throw new Error("Cannot read it: the disk is broken");
          yield piece.subarray(2_000);
        }
      },
    };
    const options = {
      suite: NODE_SUITE,
      keys: [KEY],
      knownHeads: [knownHead(9, new Uint8Array(32))],
    };
    const report = await verifyEvidence(source, options);
    assertEquals(codesOf(report, ["contradiction", "unreadable", "unproven"]), ["FILE_UNREADABLE"]);
    assertEquals(report.exit, 5);
    assertEquals(report.results.completeness, "unproven");
    assertEquals(report.windows.length, broken === "000000Z-498672" ? 0 : 1);
  }
});

Deno.test("verifyEvidence() is not misled by a window that is sealed while it looks", async () => {
  const { files } = smallLog();
  const inner = memorySource(files);
  const isSeal = (path: string): boolean =>
    path.startsWith(`${SECOND_DIR}/`) && !path.endsWith("segment.jsonl");
  let listed = 0;
  const source = {
    ...inner,
    async list(): Promise<string[]> {
      const paths = await inner.list();
      return listed++ === 0 ? paths.filter((path) => !isSeal(path)) : paths;
    },
  };
  const report = await verifyEvidence(source, { suite: NODE_SUITE, keys: [KEY] });
  assertEquals(codesOf(report, ["contradiction", "unreadable", "unproven"]), []);
  assertEquals(report.exit, 0);
  assertEquals(listed, 3);
});
