/**
 * The three attacks that no signature shows, because the log's own key made all that is there: the
 * end taken away, a fork, and an old backup continued. Each with the key alone, with a head that
 * was kept elsewhere, and before a witness that saw the log as it was.
 */

import { WitnessLedger } from "../../src/anchor/witness_ledger.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import { formatAddCheckpoint } from "../../src/tlog/cosignature.ts";
import { consistencyProof, leavesSource } from "../../src/tlog/merkle.ts";
import { parseNote } from "../../src/tlog/note.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";
import { codesOf, fileText, verifyFiles } from "../support/verify_rig.ts";

const KEY = testKey(1);

/** A log with windows of these many calls. */
function logOf(...calls: number[]): LogBuilder {
  const log = new LogBuilder().begin();
  for (const [k, count] of calls.entries()) {
    if (k > 0) log.openWindow();
    for (let call = 0; call < count; call++) log.call();
    log.closeWindow().seal();
  }
  return log.writeKeys();
}

const TRUE_LOG = logOf(2, 3, 4);
const TRUE_HEAD = fileText(TRUE_LOG.files, "checkpoint");

interface Attack {
  name: string;
  log: LogBuilder;
  /** With the head that was kept. */
  code: FindingCode;
  /** What the witness answers. */
  status: number;
}

const ATTACKS: readonly Attack[] = [
  { name: "the newest window is removed", log: logOf(2, 3), code: "HEAD_ROLLED_BACK", status: 409 },
  { name: "the newest window is rewritten", log: logOf(2, 3, 5), code: "HEAD_FORKED", status: 422 },
  {
    name: "an old backup is continued",
    log: logOf(2, 3, 1, 9),
    code: "HEAD_FORKED",
    status: 422,
  },
];

/** A witness that cosigned {@linkcode TRUE_LOG}. */
function witness(): WitnessLedger {
  const disk = new FakeDisk();
  disk.makeDirectory("/state");
  const ledger = new WitnessLedger({
    disk,
    suite: NODE_SUITE,
    clock: { nowMs: () => TRUE_LOG.nowMs, monotonicMs: () => 0 },
    stateDir: "/state",
    signer: new TestWitness(11),
    logs: [KEY.vkey],
  });
  assertEquals(ask(ledger, TRUE_LOG), 200);
  return ledger;
}

/** Shows a log's newest head, first with the size that the witness has, as a forger would. */
function ask(ledger: WitnessLedger, log: LogBuilder): number {
  const note = parseNote(fileText(log.files, "checkpoint"));
  assert(note !== null);
  const oldSize = Math.min(ledger.sizeOf(log.origin), log.size);
  const source = leavesSource(NODE_SUITE.sha256, log.leaves);
  const proof = consistencyProof(source, oldSize, log.size);
  return ledger.answer(utf8(formatAddCheckpoint({ oldSize, proof, note }))).status;
}

for (const { name, log, code, status } of ATTACKS) {
  Deno.test(`${name}: the key alone does not show it, and the report says so`, async () => {
    const report = await verifyFiles(log.files, { keys: [KEY.text] });
    assertEquals(report.exit, 0, JSON.stringify(report.findings));
    assertStringIncludes(report.not_proven.join("\n"), "Newer windows could have been removed");
    const required = { keys: [KEY.text], require: ["independence"] as const };
    assertEquals((await verifyFiles(log.files, required)).exit, 6);
  });

  Deno.test(`${name}: a head kept elsewhere shows it`, async () => {
    const knownHeads = [{ name: "kept", text: TRUE_HEAD }];
    const report = await verifyFiles(log.files, { keys: [KEY.text], knownHeads });
    assertEquals([report.exit, codesOf(report, ["contradiction"])], [4, [code]]);
  });

  Deno.test(`${name}: a head that a witness cosigned shows it`, async () => {
    const text = new TestWitness(11).cosigned(TRUE_HEAD, TRUE_LOG.nowMs);
    const knownHeads = [{ name: "cosigned", text }];
    const report = await verifyFiles(log.files, { keys: [KEY.text], knownHeads });
    assertEquals([report.exit, codesOf(report, ["contradiction"])], [4, [code]]);
  });

  Deno.test(`${name}: a witness that saw the log refuses it`, () => {
    assertEquals(ask(witness(), log), status);
  });
}

Deno.test("the log as it was stands before all of them", async () => {
  const knownHeads = [{ name: "kept", text: TRUE_HEAD }];
  const require = ["independence"] as const;
  const report = await verifyFiles(TRUE_LOG.files, { keys: [KEY.text], knownHeads, require });
  assertEquals(report.exit, 0);
  assertEquals(ask(witness(), TRUE_LOG), 200);
});
