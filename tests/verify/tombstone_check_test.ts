import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Frontier } from "../../src/tlog/merkle.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { memorySource } from "../../src/verify/source.ts";
import { verifyEvidence, type VerifyOptions } from "../../src/verify/verifier.ts";
import { LOST } from "../support/evidence_cases.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { prunedLog, type PruneOptions } from "../support/tombstone_cases.ts";
import type { Files } from "../support/verify_rig.ts";

async function check(files: Files, more: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const options = { suite: NODE_SUITE, keys: [testKey(1).text], ...more };
  return await verifyEvidence(memorySource(files), options);
}

function grave(report: VerifyReport): string[] {
  const codes = report.findings.filter(({ weight }) => weight === "contradiction")
    .map(({ code }) => code);
  return [...new Set(codes)].sort();
}

Deno.test("verify starts at a tombstoned size, says so, and rebuilds the tree from tiles", async () => {
  const { files, end } = prunedLog();
  const report = await check(files);
  assertEquals([report.exit, grave(report)], [0, []]);
  assertEquals(report.windows[0]?.first, end);
  assertEquals(report.results.integrity, "pass");
  const [declared] = report.findings.filter(({ code }) => code === "TOMBSTONE_DECLARED");
  assertStringIncludes(declared?.message ?? "", `Records 0 to ${end - 1}`);
  assertStringIncludes(report.not_proven.join(" "), `The ${end} records before these were deleted`);
  assert(report.findings.every(({ code }) => code !== "RANGE_NOT_COVERED"));
  const asked = await check(files, { range: { from: { w: 498_672 } } });
  assertEquals(asked.exit, 6, "the deleted window does not count as covered");
});

Deno.test("verify starts at a tombstoned size without tiles, too", async () => {
  const report = await check(prunedLog({ hasNoTiles: true }).files);
  assertEquals([report.exit, grave(report)], [0, []]);
  assertEquals(report.finding_counts["ROOT_NOT_RECOMPUTED"], 2);
});

Deno.test("verify refuses a log whose oldest windows are gone without a signed tombstone", async () => {
  const cases: Record<string, PruneOptions> = {
    "no tombstone": { instead: LOST },
    "a tombstone of telemetry": {
      instead: {
        kind: "tombstone",
        what: "telemetry",
        from: "2026-11-21T00:00:00.000Z",
        to: "2026-11-21T01:00:00.000Z",
        n: 1,
      },
    },
    "a tombstone that no signature covers": { isUnsigned: true },
  };
  for (const [name, options] of Object.entries(cases)) {
    const report = await check(prunedLog(options).files);
    assertEquals([report.exit, grave(report)], [4, ["INDEX_GAP"]], name);
  }
});

Deno.test("verify refuses a tombstone that was removed or changed after it was signed", async () => {
  for (const change of ["removed", "changed"]) {
    const { files } = prunedLog();
    const path = [...files.keys()].find((name) =>
      name.endsWith("segment.jsonl") &&
      new TextDecoder().decode(files.get(name)).includes('"tombstone"')
    );
    assert(path !== undefined);
    const lines = new TextDecoder().decode(files.get(path)).split("\n");
    const at = lines.findIndex((line) => line.includes('"kind":"tombstone"'));
    if (change === "removed") lines.splice(at, 1);
    else lines[at] = (lines[at] ?? "").replace('"n":1', '"n":2');
    files.set(path, utf8(lines.join("\n")));
    const report = await check(files);
    assertEquals(report.exit, 4, change);
    assert(grave(report).includes(change === "removed" ? "INDEX_GAP" : "CHAIN_BROKEN"), change);
  }
});

Deno.test("verify refuses a tombstone of too few records, and of another tree", async () => {
  const { end } = prunedLog();
  const few = new Frontier(NODE_SUITE.sha256);
  for (let k = 0; k < end - 1; k++) few.add(NODE_SUITE.sha256(utf8(String(k))));
  const ofFew = {
    end: end - 1,
    root: toHex(few.root()),
    frontier: few.hashes().map(toHex),
  };
  assertEquals(grave(await check(prunedLog({ fields: ofFew }).files)), ["INDEX_GAP"]);
  few.add(NODE_SUITE.sha256(utf8("other")));
  const ofOther = { root: toHex(few.root()), frontier: few.hashes().map(toHex) };
  for (const isKept of [false, true]) {
    const report = await check(prunedLog({ fields: ofOther, isKept }).files);
    assertEquals(grave(report), ["TOMBSTONE_MISMATCH"]);
  }
  const short = { frontier: few.hashes().slice(1).map(toHex) };
  assertEquals(grave(await check(prunedLog({ fields: short }).files)), ["TOMBSTONE_MISMATCH"]);
});

Deno.test("verify takes a log whose declared windows are still there, whole or in part", async () => {
  const report = await check(prunedLog({ isKept: true }).files);
  assertEquals([report.exit, grave(report)], [0, []]);
  assertEquals(report.finding_counts["TOMBSTONE_DECLARED"], undefined);
});
