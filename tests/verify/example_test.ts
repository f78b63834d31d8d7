/**
 * The published worked example as a log of another writer: other directories, basic records, a
 * change of key, an erased record, witness files.
 */

import { WitnessLedger } from "../../src/anchor/witness_ledger.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { parseVkey } from "../../src/tlog/note.ts";
import { parsePolicy } from "../../src/tlog/policy.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TestWitness } from "../support/test_witness.ts";
import {
  codesOf,
  editFile,
  exampleFiles,
  type Files,
  fileText,
  verifyFiles,
} from "../support/verify_rig.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

function key(files: Files, number: number): string {
  return fileText(files, `keys/log-${number}.vkey`).trim();
}

vectorTest("verifyEvidence() accepts the example with either key of its chain", async () => {
  const files = exampleFiles();
  for (const number of [1, 2]) {
    const report = await verifyFiles(files, { keys: [key(files, number)] });
    assertEquals(report.exit, 0);
    assertEquals(codesOf(report, ["contradiction", "unreadable", "unproven"]), []);
    assertEquals(codesOf(report, ["note"]), [
      "ANCHOR_UNCHECKED",
      "ERASED_DECLARED",
      "FILE_NOT_CHECKED",
      "HEAD_NONE_KNOWN",
      "HEARTBEAT_MISSING",
      "KEY_ROTATED",
      "LOG_NOT_CLOSED",
      "REQUESTS_DROPPED",
      "SUMMARY_NOT_RECOMPUTED",
    ]);
  }
});

vectorTest(
  "verifyEvidence() accepts the example's witness under the example's policy",
  async () => {
    const files = exampleFiles();
    const policy = parsePolicy(NODE_SUITE.sha256, fileText(files, "policy"));
    assert(typeof policy !== "string", String(policy));
    const require = ["witnessed", "time"] as const;
    const report = await verifyFiles(files, { keys: policy.logs, policy, require });
    assertEquals(report.exit, 0, JSON.stringify(report.findings));
    assertEquals(report.outside.witnessed?.size, 14);
    const path = "windows/498674/checkpoint.cosigned";
    editFile(files, path, (text) => `${text.slice(0, -12)}AAAA${text.slice(-8)}`);
    const damaged = await verifyFiles(files, { keys: policy.logs, policy });
    assertEquals(codesOf(damaged, ["contradiction"]), ["COSIGNATURE_BAD"]);
  },
);

vectorTest("WitnessLedger answers the requests that the example holds", () => {
  const files = exampleFiles();
  const disk = new FakeDisk();
  disk.makeDirectory("/state");
  const logs = [1, 2].flatMap((number) => parseVkey(key(files, number)) ?? []);
  const clock = { nowMs: () => 0, monotonicMs: () => 0 };
  const signer = new TestWitness(11);
  const ledger = new WitnessLedger({
    disk,
    suite: NODE_SUITE,
    clock,
    stateDir: "/state",
    signer,
    logs,
  });
  const statuses = [498_672, 498_673, 498_674].map((w) =>
    ledger.answer(files.get(`windows/${w}/add-checkpoint`) as Uint8Array).status
  );
  assertEquals(statuses, [200, 200, 200]);
});

vectorTest("verifyEvidence() reproduces what the example's authors expect", async () => {
  const files = exampleFiles();
  const report = await verifyFiles(files, { keys: [key(files, 1)] });
  const expected = JSON.parse(vectorText("example-outband/expected.json"));
  assertEquals(report.log?.origin, expected.origin);
  assertEquals(report.log?.size, 14);
  assertEquals(Uint8Array.fromBase64(report.log?.root ?? "").toHex(), expected.roots["14"]);
  assertEquals(report.log?.keys, [key(files, 1), key(files, 2)]);
  assertEquals(report.windows.map(({ w, first, end }) => [w, first, end]), [
    [498_672, 0, 8],
    [498_673, 8, 11],
    [498_674, 11, 14],
  ]);
  assertEquals(report.totals, {
    processed: 6,
    audited_full: 3,
    audited_partial: 0,
    metadata_only: 0,
    dropped: 3,
    excluded: 0,
    unknown_at_crash: 0,
  });
});

vectorTest("verifyEvidence() leaves the example's signer unproven without a key", async () => {
  const files = exampleFiles();
  const report = await verifyFiles(files);
  assertEquals(report.exit, 6);
  assertEquals(codesOf(report, ["contradiction", "unreadable", "unproven"]), ["KEY_NOT_PINNED"]);
});

vectorTest(
  "verifyEvidence() takes the example's cosigned heads as heads kept elsewhere",
  async () => {
    const files = exampleFiles();
    const knownHeads = [498_672, 498_673, 498_674].map((w) => {
      const name = `windows/${w}/checkpoint.cosigned`;
      return { name, text: fileText(files, name) };
    });
    const options = { keys: [key(files, 2)], knownHeads, require: ["independence"] as const };
    const report = await verifyFiles(files, options);
    assertEquals(report.exit, 0);
    for (const path of files.keys()) if (path.startsWith("windows/498674/")) files.delete(path);
    files.set("checkpoint", files.get("windows/498673/checkpoint") as Uint8Array);
    files.delete("tile/0/000.p/14");
    files.delete("tile/entries/000.p/14");
    assertEquals((await verifyFiles(files, { keys: options.keys })).exit, 0);
    const rolledBack = await verifyFiles(files, options);
    assertEquals(codesOf(rolledBack, ["contradiction"]), ["HEAD_ROLLED_BACK"]);
  },
);

vectorTest("verifyEvidence() takes each window of the example alone", async () => {
  const files = exampleFiles();
  for (const [w, number] of [[498_672, 1], [498_673, 1], [498_673, 2], [498_674, 2]] as const) {
    const window: Files = new Map();
    for (const [path, bytes] of files) {
      const prefix = `windows/${w}/`;
      if (path.startsWith(prefix)) window.set(path.slice(prefix.length), bytes);
    }
    assertEquals((await verifyFiles(window, { keys: [key(files, number)] })).exit, 0, `${w}`);
    const other = w === 498_672 ? 2 : w === 498_674 ? 1 : 0;
    if (other === 0) continue;
    assertEquals((await verifyFiles(window, { keys: [key(files, other)] })).exit, 4, `${w}`);
  }
});
