/**
 * The threat model as a test: every attack is done to a log that the program itself made, and the
 * verifier finds exactly what it must, with the log's key alone and with one head that left the
 * host.
 */

import { NODE_SUITE } from "../../src/base/digest.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { type AttackLog, attackLog, HONEST } from "../support/attack_log.ts";
import {
  type Attack,
  KEY_ATTACKS,
  LINE_ATTACKS,
  OTHER_ATTACKS,
  WINDOW_ATTACKS,
} from "../support/attacks.ts";
import { MORE_ATTACKS } from "../support/more_attacks.ts";
import { assert, assertEquals } from "../support/std.ts";
import { codesOf, telemetryOf, verifyFiles } from "../support/verify_rig.ts";
import { memorySource } from "../../src/verify/source.ts";
import { verifyEvidence, type VerifyOptions } from "../../src/verify/verifier.ts";

/** Weights that change the verdict. */
const GRAVE = ["contradiction", "unreadable", "unproven"] as const;
const REMOVED = "Newer windows could have been removed";

/** Verifies what an attack left, as the auditor does who has the honest log's key. */
function verify(attack: Attack, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const { vkey } = honestOf(attack);
  const { files, source = memorySource(files), telemetry } = attack;
  return verifyEvidence(source, {
    suite: NODE_SUITE,
    keys: [vkey],
    ...(telemetry === undefined ? {} : { telemetry: [telemetryOf(telemetry)] }),
    ...attack.options,
    ...options,
  });
}

function honestOf({ honest }: Attack): AttackLog {
  return honest ?? attackLog(HONEST);
}

function keptHead(attack: Attack): { name: string; text: string }[] {
  return [{ name: "kept.txt", text: honestOf(attack).head }];
}

/** Exit code of findings: a contradiction, then what could not be read, then what is unproven. */
function exitOf(report: VerifyReport): number {
  const exits = [[4, "contradiction"], [5, "unreadable"], [6, "unproven"]] as const;
  return exits.find(([, weight]) => codesOf(report, [weight]).length > 0)?.[0] ?? 0;
}

const ATTACKS = {
  ...LINE_ATTACKS,
  ...WINDOW_ATTACKS,
  ...OTHER_ATTACKS,
  ...MORE_ATTACKS,
  ...KEY_ATTACKS,
};

for (const [name, make] of Object.entries(ATTACKS)) {
  Deno.test(`verifyEvidence() says exactly what is wrong when ${name}`, async () => {
    const attack = make();
    const alone = await verify(attack);
    assertEquals(codesOf(alone, GRAVE), [...attack.alone].sort());
    assertEquals(alone.exit, exitOf(alone));
    const notes = codesOf(alone, ["note"]);
    for (const note of attack.notes ?? []) assert(notes.includes(note), `${note} of ${notes}`);
    const { withHead = attack.alone } = attack;
    const report = await verify(attack, { knownHeads: keptHead(attack) });
    assertEquals(codesOf(report, GRAVE), [...withHead].sort());
    assertEquals(report.exit, exitOf(report));
  });
}

Deno.test("verifyEvidence() accepts the log that all attacks begin with, and each build is the same", async () => {
  const log = attackLog(HONEST);
  const knownHeads = [{ name: "kept.txt", text: log.head }];
  const options = { keys: [log.vkey], telemetry: [telemetryOf(log.telemetry)], knownHeads };
  const require = ["continuity", "independence", "content"] as const;
  const report = await verifyFiles(log.files, { ...options, require });
  assertEquals([report.exit, codesOf(report, GRAVE)], [0, []]);
  assertEquals(report.telemetry, { matched: 9, calls: 9 });
  assertEquals(attackLog(HONEST), log);
});

Deno.test("verifyEvidence() refuses no fewer than 20 attacks with a key and a head, 3 of them by the head", async () => {
  const refused = { alone: 0, withHead: 0 };
  for (const make of Object.values(ATTACKS)) {
    const attack = make();
    if ((await verify(attack)).exit === 4) refused.alone++;
    if ((await verify(attack, { knownHeads: keptHead(attack) })).exit === 4) refused.withHead++;
  }
  assert(refused.withHead >= 20, `${refused.withHead} are refused`);
  assertEquals(refused.withHead - refused.alone, Object.keys(KEY_ATTACKS).length);
  assertEquals(Object.keys(KEY_ATTACKS).length, 3);
});

for (const [name, make] of Object.entries(KEY_ATTACKS)) {
  Deno.test(`verifyEvidence() says what it cannot know without a head when ${name}`, async () => {
    const attack = make();
    const alone = await verify(attack);
    assertEquals(alone.exit, 0);
    assertEquals(alone.results.independence, "unproven");
    assert(alone.not_proven.some((sentence) => sentence.startsWith(REMOVED)));
    assertEquals((await verify(attack, { require: ["independence"] })).exit, 6);
    const knownHeads = keptHead(attack);
    const withHead = await verify(attack, { knownHeads, require: ["independence"] });
    assertEquals([withHead.exit, withHead.results.independence], [4, "fail"]);
  });
}

Deno.test("verifyEvidence() says of every log what no log can tell", async () => {
  const log = attackLog(HONEST);
  const { not_proven: sentences, results } = await verifyFiles(log.files, { keys: [log.vkey] });
  const starts = ["Calls that bypassed the proxy", "The log proves what was recorded", "The times"];
  for (const start of starts) {
    assert(sentences.some((sentence) => sentence.startsWith(start)), start);
  }
  assertEquals(results.time, "unproven", "A log that is dated back looks like this one");
});

Deno.test("attackLog() commits to the same text differently in each record", () => {
  const { telemetry } = attackLog(HONEST);
  const keys = telemetry.trimEnd().split("\n").map((line) => JSON.parse(line).redacted_key);
  assertEquals([keys.length, new Set(keys).size], [9, 9]);
});
