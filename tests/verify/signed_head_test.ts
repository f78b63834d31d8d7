import { NODE_SUITE } from "../../src/base/digest.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { Findings } from "../../src/verify/findings.ts";
import { KeyChain } from "../../src/verify/key_chain.ts";
import {
  checkLooseHead,
  checkSeal,
  type HeadTrust,
  parseHead,
  type SignedHead,
} from "../../src/verify/signed_head.ts";
import { assertEquals } from "../support/std.ts";
import { ORIGIN, signedNote, type TestKey, testKey } from "../support/test_keys.ts";
import { addedCodes } from "../support/verify_rig.ts";

const [FIRST, SECOND] = [testKey(1), testKey(2)];
const WITNESS = testKey(9, "witness.example/w");
const TEXT = formatCheckpoint({ origin: ORIGIN, size: 11, root: new Uint8Array(32) });

function head(signers: readonly TestKey[], change = (note: string): string => note): SignedHead {
  const parsed = parseHead(change(signedNote(TEXT, signers)), "checkpoint");
  if (parsed === null) throw new Error("The note is malformed");
  return parsed;
}

function trust(keyTexts: readonly string[]): HeadTrust & { findings: Findings } {
  const findings = new Findings();
  const keys = new KeyChain({ suite: NODE_SUITE, findings, origin: ORIGIN, pinned: [] });
  for (const text of keyTexts) keys.begin(text, { where: "" });
  return { suite: NODE_SUITE, findings, keys, origin: ORIGIN };
}

Deno.test("parseHead() reads a checkpoint and refuses other notes", () => {
  assertEquals(head([FIRST]).checkpoint.size, 11);
  assertEquals(parseHead(signedNote("one line\n", [FIRST]), "checkpoint"), null);
  assertEquals(parseHead(TEXT, "checkpoint"), null);
  assertEquals(parseHead("", "checkpoint"), null);
});

Deno.test("checkSeal() wants the signature of every key in force, and of nobody else", async () => {
  const cases: [readonly string[], readonly TestKey[], readonly string[]][] = [
    [[FIRST.text], [FIRST], []],
    [[FIRST.text, SECOND.text], [FIRST, SECOND], []],
    [[FIRST.text, SECOND.text], [SECOND], ["KEY_ROTATION_BROKEN"]],
    [[FIRST.text, SECOND.text], [FIRST], ["KEY_ROTATION_BROKEN"]],
    [[FIRST.text], [FIRST, WITNESS], ["NOTE_SIGNATURE_BAD"]],
    [[FIRST.text], [SECOND], ["NOTE_SIGNATURE_BAD"]],
    [[FIRST.text], [FIRST, FIRST], ["NOTE_SIGNATURE_BAD"]],
    [[], [FIRST], ["NOTE_UNSIGNED"]],
  ];
  for (const [keys, signers, codes] of cases) {
    const log = trust(keys);
    assertEquals(await checkSeal(log, head(signers)), codes.length === 0);
    assertEquals(addedCodes(log.findings), codes);
  }
});

Deno.test("checkSeal() finds a signature over another text", async () => {
  const log = trust([FIRST.text]);
  const other = head([FIRST], (note) => note.replace("\n11\n", "\n12\n"));
  assertEquals(await checkSeal(log, other), false);
  assertEquals(addedCodes(log.findings), ["NOTE_SIGNATURE_BAD"]);
  assertEquals(log.keys.keys[0]?.hasSigned, false);
});

Deno.test("checkSeal() retires the older key, which then is out of range", async () => {
  const log = trust([FIRST.text, SECOND.text]);
  await checkSeal(log, head([FIRST, SECOND]));
  assertEquals(log.keys.keys.map(({ upTo, hasSigned }) => [upTo, hasSigned]), [
    [11, true],
    [Infinity, true],
  ]);
  const later = formatCheckpoint({ origin: ORIGIN, size: 12, root: new Uint8Array(32) });
  const next = parseHead(signedNote(later, [FIRST, SECOND]), "checkpoint");
  assertEquals(await checkSeal(log, next as SignedHead), false);
  assertEquals(addedCodes(log.findings), ["KEY_OUT_OF_RANGE"]);
});

Deno.test("checkLooseHead() passes over witnesses only where it is told to", async () => {
  const log = trust([FIRST.text]);
  const both = head([FIRST, WITNESS]);
  assertEquals(await checkLooseHead(log, both, { foreignLines: "skip" }), true);
  assertEquals(addedCodes(log.findings), []);
  assertEquals(await checkLooseHead(log, both, { foreignLines: "bad" }), false);
  assertEquals(addedCodes(log.findings), ["NOTE_SIGNATURE_BAD"]);
  assertEquals(await checkLooseHead(log, head([WITNESS]), { foreignLines: "skip" }), false);
});
