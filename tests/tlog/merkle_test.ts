import { toHex, utf8 } from "../../src/base/bytes.ts";
import { sha256, sha256Hex } from "../../src/base/digest.ts";
import {
  consistencyProof,
  Frontier,
  type HashSource,
  inclusionProof,
  leafHash,
  leavesSource,
  nodeHash,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "../../src/tlog/merkle.ts";
import { assert, assertEquals, assertFalse, assertThrows } from "../support/std.ts";

const LEAVES = Array.from({ length: 70 }, (_, k) => leafHash(sha256, utf8(`line ${k}`)));
const SOURCE = leavesSource(sha256, LEAVES);
const EMPTY_ROOT = sha256(new Uint8Array(0));

/** The definition of RFC 6962 section 2.1, word for word. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first, second] = leaves;
  if (first === undefined) return EMPTY_ROOT;
  if (second === undefined) return first;
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  const left = definedRoot(leaves.slice(0, split));
  return nodeHash(sha256, left, definedRoot(leaves.slice(split)));
}

/** A tree of any size whose leaves are all the same, so that each level has one hash. */
function uniformSource(): HashSource {
  const levels = [leafHash(sha256, utf8("same"))];
  function node(level: number): Uint8Array {
    return levels[level] ??= nodeHash(sha256, node(level - 1), node(level - 1));
  }
  return { hash: sha256, node };
}

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, k) => k === 17 ? byte ^ 4 : byte);
}

/** Every list that differs from `proof` by one item lost, doubled, added, swapped or flipped. */
function spoiled(proof: readonly Uint8Array[]): Uint8Array[][] {
  const lists = [[...proof, EMPTY_ROOT], [EMPTY_ROOT, ...proof]];
  for (let k = 0; k < proof.length; k++) {
    lists.push(proof.toSpliced(k, 1), proof.map((item, at) => at === k ? flipped(item) : item));
    lists.push(proof.map((item, at) => at === k ? item.subarray(1) : item));
  }
  if (proof.length > 1) lists.push(proof.toReversed());
  return lists;
}

Deno.test("leafHash() and nodeHash() prefix their input as RFC 6962 says", () => {
  assertEquals(toHex(leafHash(sha256, utf8("abc"))), sha256Hex(utf8("\u0000abc")));
  assertEquals(toHex(leafHash(sha256, utf8(""))), sha256Hex(utf8("\u0000")));
  const left = sha256(utf8("l"));
  const right = sha256(utf8("r"));
  assertEquals(nodeHash(sha256, left, right), sha256(Uint8Array.of(1, ...left, ...right)));
});

Deno.test("leafHash() is the same below and above the size of its buffer", () => {
  for (const length of [16_383, 16_384, 16_385, 65_535]) {
    const line = new Uint8Array(length).fill(97);
    assertEquals(leafHash(sha256, line), sha256(Uint8Array.of(0, ...line)));
  }
  assertEquals(toHex(leafHash(sha256, utf8("a"))), sha256Hex(utf8("\u0000a")));
});

Deno.test("nodeHash() throws on a hash of another length", () => {
  const whole = new Uint8Array(32);
  for (const length of [0, 31, 33]) {
    assertThrows(() => nodeHash(sha256, new Uint8Array(length), whole), RangeError);
    assertThrows(() => nodeHash(sha256, whole, new Uint8Array(length)), RangeError);
  }
});

Deno.test("Frontier has the defined root and one hash per set bit at every size", () => {
  const frontier = new Frontier(sha256);
  for (let size = 0; size <= LEAVES.length; size++) {
    const leaves = LEAVES.slice(0, size);
    assertEquals(frontier.size, size);
    assertEquals(frontier.root(), definedRoot(leaves));
    assertEquals(rootOf(sha256, leaves), definedRoot(leaves));
    assertEquals(rootAt(SOURCE, size), definedRoot(leaves));
    assertEquals(frontier.hashes().length, size.toString(2).replaceAll("0", "").length);
    const next = LEAVES[size];
    if (next !== undefined) frontier.add(next);
  }
});

Deno.test("Frontier goes on from its own state at every size", () => {
  for (let size = 0; size < LEAVES.length; size++) {
    const before = new Frontier(sha256);
    for (const leaf of LEAVES.slice(0, size)) before.add(leaf);
    const after = new Frontier(sha256, { size: before.size, hashes: before.hashes() });
    for (const leaf of LEAVES.slice(size)) after.add(leaf);
    assertEquals(after.root(), definedRoot(LEAVES));
  }
});

Deno.test("Frontier hands out copies of its list", () => {
  const frontier = new Frontier(sha256, { size: 1, hashes: LEAVES.slice(0, 1) });
  frontier.hashes().pop();
  assertEquals(frontier.root(), LEAVES[0]);
});

Deno.test("Frontier throws on a state that no tree has", () => {
  const states = [
    { size: 1, hashes: [] },
    { size: 0, hashes: LEAVES.slice(0, 1) },
    { size: 3, hashes: LEAVES.slice(0, 1) },
    { size: 4, hashes: LEAVES.slice(0, 2) },
    { size: 1, hashes: [new Uint8Array(31)] },
    { size: -1, hashes: [] },
    { size: 0.5, hashes: [] },
    { size: 2 ** 53, hashes: LEAVES.slice(0, 1) },
  ];
  for (const state of states) assertThrows(() => new Frontier(sha256, state), RangeError);
  assertThrows(() => new Frontier(sha256).add(new Uint8Array(33)), RangeError);
});

Deno.test("verifyInclusion() takes every proof that inclusionProof() makes", () => {
  for (let size = 1; size <= LEAVES.length; size++) {
    const root = rootAt(SOURCE, size);
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(SOURCE, index, size);
      const leaf = SOURCE.node(0, index);
      assert(verifyInclusion(sha256, { index, size, leaf, root, proof }));
    }
  }
});

Deno.test("verifyInclusion() refuses every spoiled claim", () => {
  for (const [index, size] of [[0, 1], [0, 2], [6, 7], [3, 7], [8, 11], [10, 11]] as const) {
    const root = rootAt(SOURCE, size);
    const leaf = SOURCE.node(0, index);
    const proof = inclusionProof(SOURCE, index, size);
    const claim = { index, size, leaf, root, proof };
    assert(verifyInclusion(sha256, claim));
    for (const bad of spoiled(proof)) {
      assertFalse(verifyInclusion(sha256, { ...claim, proof: bad }));
    }
    assertFalse(verifyInclusion(sha256, { ...claim, leaf: flipped(leaf) }));
    assertFalse(verifyInclusion(sha256, { ...claim, leaf: leaf.subarray(1) }));
    assertFalse(verifyInclusion(sha256, { ...claim, root: flipped(root) }));
    assertFalse(verifyInclusion(sha256, { ...claim, root: new Uint8Array(0) }));
    for (const other of [-1, index + 1, index + 0.5, size, Number.NaN, 2 ** 53]) {
      assertFalse(verifyInclusion(sha256, { ...claim, index: other }));
    }
    for (const other of [0, 2 * size, -size, Number.POSITIVE_INFINITY]) {
      assertFalse(verifyInclusion(sha256, { ...claim, size: other }));
    }
  }
});

Deno.test("verifyConsistency() takes every proof that consistencyProof() makes", () => {
  for (let newSize = 0; newSize <= LEAVES.length; newSize++) {
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const proof = consistencyProof(SOURCE, oldSize, newSize);
      const oldRoot = rootAt(SOURCE, oldSize);
      const newRoot = rootAt(SOURCE, newSize);
      assert(verifyConsistency(sha256, { oldSize, newSize, oldRoot, newRoot, proof }));
    }
  }
});

Deno.test("verifyConsistency() refuses every spoiled claim", () => {
  for (const [oldSize, newSize] of [[1, 2], [3, 7], [4, 7], [6, 8], [8, 11], [11, 14]] as const) {
    const oldRoot = rootAt(SOURCE, oldSize);
    const newRoot = rootAt(SOURCE, newSize);
    const proof = consistencyProof(SOURCE, oldSize, newSize);
    const claim = { oldSize, newSize, oldRoot, newRoot, proof };
    assert(verifyConsistency(sha256, claim));
    for (const bad of [[], ...spoiled(proof)]) {
      assertFalse(verifyConsistency(sha256, { ...claim, proof: bad }));
    }
    assertFalse(verifyConsistency(sha256, { ...claim, oldRoot: flipped(oldRoot) }));
    assertFalse(verifyConsistency(sha256, { ...claim, newRoot: flipped(newRoot) }));
    assertFalse(verifyConsistency(sha256, { ...claim, oldRoot: oldRoot.subarray(1) }));
    assertFalse(verifyConsistency(sha256, { ...claim, newRoot: newRoot.subarray(1) }));
    assertFalse(verifyConsistency(sha256, { ...claim, oldRoot: newRoot, newRoot: oldRoot }));
    for (const other of [0, -1, oldSize + 0.5, newSize, newSize + 1, Number.NaN]) {
      assertFalse(verifyConsistency(sha256, { ...claim, oldSize: other }));
    }
    for (const other of [oldSize, 2 * newSize, 2 ** 53]) {
      assertFalse(verifyConsistency(sha256, { ...claim, newSize: other }));
    }
  }
});

Deno.test("verifyConsistency() takes the empty tree as a prefix of every tree", () => {
  const newRoot = rootAt(SOURCE, 5);
  const claim = { oldSize: 0, newSize: 5, oldRoot: EMPTY_ROOT, newRoot, proof: [] };
  assert(verifyConsistency(sha256, claim));
  assert(verifyConsistency(sha256, { ...claim, newSize: 0, newRoot: EMPTY_ROOT }));
  assertFalse(verifyConsistency(sha256, { ...claim, newSize: 0 }));
  assertFalse(verifyConsistency(sha256, { ...claim, oldRoot: newRoot }));
  assertFalse(verifyConsistency(sha256, { ...claim, proof: [newRoot] }));
});

Deno.test("proofs hold in trees far above 2^32 leaves", () => {
  const source = uniformSource();
  const leaf = source.node(0, 0);
  const sizes = [2 ** 32 + 1, 2 ** 40, 2 ** 52 + 2 ** 33 + 5, Number.MAX_SAFE_INTEGER];
  for (const size of sizes) {
    const root = rootAt(source, size);
    for (const index of [0, 2 ** 32, size - 1]) {
      const proof = inclusionProof(source, index, size);
      assert(verifyInclusion(sha256, { index, size, leaf, root, proof }));
      assertFalse(verifyInclusion(sha256, { index, size, leaf: flipped(leaf), root, proof }));
    }
    for (const oldSize of [1, 2 ** 31, 2 ** 32, size - 1]) {
      const proof = consistencyProof(source, oldSize, size);
      const oldRoot = rootAt(source, oldSize);
      assert(verifyConsistency(sha256, { oldSize, newSize: size, oldRoot, newRoot: root, proof }));
    }
  }
});

Deno.test("proof makers throw when an index or size is out of range", () => {
  assertThrows(() => inclusionProof(SOURCE, 5, 5), RangeError, "Index 5");
  assertThrows(() => inclusionProof(SOURCE, -1, 5), RangeError);
  assertThrows(() => inclusionProof(SOURCE, 0.5, 5), RangeError);
  assertThrows(() => inclusionProof(SOURCE, 0, 0), RangeError);
  assertThrows(() => consistencyProof(SOURCE, 6, 5), RangeError);
  assertThrows(() => consistencyProof(SOURCE, -1, 5), RangeError);
  assertThrows(() => rootAt(SOURCE, 1.5), RangeError);
  assertThrows(() => rootAt(SOURCE, LEAVES.length + 1), RangeError, "Leaf 70");
});

Deno.test("leavesSource() hashes each inner node once and sees leaves added later", () => {
  let calls = 0;
  const leaves = LEAVES.slice(0, 32);
  const source = leavesSource((data) => {
    calls++;
    return sha256(data);
  }, leaves);
  for (let k = 0; k < 3; k++) rootAt(source, 32);
  assertEquals(calls, 31);
  leaves.push(...LEAVES.slice(32, 64));
  assertEquals(rootAt(source, 64), definedRoot(leaves));
  assertEquals(calls, 63);
});
