import { toBase64 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { keyNextMessage } from "../../src/tlog/commitment.ts";
import { formatVkey, KEY_TYPE_COSIGNATURE, vkeyOf } from "../../src/tlog/note.ts";
import { Findings } from "../../src/verify/findings.ts";
import { KeyChain, readLogKey } from "../../src/verify/key_chain.ts";
import { assertEquals } from "../support/std.ts";
import { ORIGIN, signWith, type TestKey, testKey } from "../support/test_keys.ts";
import { addedCodes } from "../support/verify_rig.ts";

const PLACE = { where: "segment.jsonl", line: 1, index: 9 };
const [FIRST, SECOND, THIRD] = [testKey(1), testKey(2), testKey(3)];

function chain(pinned: readonly TestKey[] = []): { findings: Findings; keys: KeyChain } {
  const findings = new Findings();
  const texts = pinned.map(({ text }) => text);
  const start = { suite: NODE_SUITE, findings, origin: ORIGIN, pinned: texts };
  return { findings, keys: new KeyChain(start) };
}

/** A true announcement at index 9. */
function nextBody(
  old: TestKey,
  key: TestKey,
): { kind: "key.next"; old: string; new: string; pop: string } {
  const rotation = { origin: ORIGIN, oldVkey: old.text, newVkey: key.text, index: 9 };
  const pop = toBase64(signWith(key, keyNextMessage(rotation)));
  return { kind: "key.next", old: old.text, new: key.text, pop };
}

Deno.test("readLogKey() reads a key and says what is wrong with any other text", () => {
  assertEquals(readLogKey(NODE_SUITE, FIRST.text), FIRST.vkey);
  const lowOrder = vkeyOf(NODE_SUITE.sha256, ORIGIN, new Uint8Array(32));
  const { publicKey } = FIRST.vkey;
  const witness = vkeyOf(NODE_SUITE.sha256, ORIGIN, publicKey, KEY_TYPE_COSIGNATURE);
  const texts = [
    "nonsense",
    formatVkey({ ...FIRST.vkey, id: 1 }),
    formatVkey(witness),
    formatVkey(lowOrder),
  ];
  for (const text of texts) assertEquals(typeof readLogKey(NODE_SUITE, text), "string", text);
});

Deno.test("KeyChain holds the first key from log.open on", () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  assertEquals(keys.find(FIRST.vkey)?.text, FIRST.text);
  assertEquals(keys.find(SECOND.vkey), null);
  assertEquals(keys.inForce().map(({ text }) => text), [FIRST.text]);
  assertEquals(findings.list(), []);
});

Deno.test("KeyChain lets a rotation overlap by one checkpoint", async () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  keys.next(nextBody(FIRST, SECOND), 9, PLACE);
  await keys.checkPossession();
  assertEquals(addedCodes(findings), ["KEY_ROTATED"]);
  assertEquals(keys.inForce().length, 2);
  keys.retire(11);
  assertEquals(keys.keys.map(({ after, upTo }) => [after, upTo]), [[-1, 11], [9, Infinity]]);
});

Deno.test("KeyChain finds a key that is not held by who announces it", async () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  keys.next({ ...nextBody(FIRST, SECOND), pop: nextBody(FIRST, THIRD).pop }, 9, PLACE);
  await keys.checkPossession();
  await keys.checkPossession();
  assertEquals(addedCodes(findings), ["KEY_POP_BAD"]);
});

Deno.test("KeyChain binds the proof of possession to its index", async () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  keys.next(nextBody(FIRST, SECOND), 10, PLACE);
  await keys.checkPossession();
  assertEquals(addedCodes(findings), ["KEY_POP_BAD"]);
});

Deno.test("KeyChain finds rotations that do not start from the key in force", () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  keys.next(nextBody(THIRD, SECOND), 9, PLACE);
  keys.next(nextBody(SECOND, FIRST), 9, PLACE);
  assertEquals(addedCodes(findings), ["KEY_ROTATION_BROKEN", "KEY_ROTATION_BROKEN"]);
});

Deno.test("KeyChain refuses keys of other names, and texts that are no keys", () => {
  const { findings, keys } = chain();
  keys.begin("nonsense", PLACE);
  keys.begin(testKey(1, "other.example/gw").text, PLACE);
  assertEquals(addedCodes(findings), ["KEY_INVALID", "KEY_INVALID"]);
  assertEquals(keys.keys, []);
});

Deno.test("KeyChain that is entered in the middle takes a pinned key, or the old one of key.next", () => {
  const pinned = chain([testKey(1, "other.example/gw"), SECOND]);
  assertEquals(pinned.keys.find(FIRST.vkey), null);
  assertEquals(pinned.keys.find(SECOND.vkey)?.text, SECOND.text);
  assertEquals(pinned.keys.find(FIRST.vkey), null);
  const announced = chain();
  announced.keys.next(nextBody(FIRST, SECOND), 9, PLACE);
  assertEquals(announced.keys.keys.map(({ text }) => text), [FIRST.text, SECOND.text]);
  assertEquals(announced.findings.list(), []);
});

Deno.test("KeyChain holds no endless list of keys", () => {
  const { findings, keys } = chain();
  keys.begin(FIRST.text, PLACE);
  for (let k = 1; k < 10_000; k++) keys.begin(FIRST.text, PLACE);
  assertEquals(findings.list(), []);
  keys.begin(FIRST.text, PLACE);
  assertEquals(addedCodes(findings), ["LIMIT_EXCEEDED"]);
});
