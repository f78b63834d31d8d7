import { NODE_SUITE } from "../../src/base/digest.ts";
import { inclusionProof, leafHash, leavesSource, rootAt } from "../../src/tlog/merkle.ts";
import { PackedLeaves } from "../../src/tlog/packed_tree.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

Deno.test("PackedLeaves gives roots and proofs as a list of hashes does", () => {
  const { sha256 } = NODE_SUITE;
  const leaves = Array.from(
    { length: 1_500 },
    (_, k) => leafHash(sha256, Uint8Array.of(k, k >> 8)),
  );
  const packed = new PackedLeaves();
  for (const leaf of leaves) packed.add(leaf);
  assertEquals(packed.size, 1_500);
  const source = packed.source(sha256);
  const expected = leavesSource(sha256, leaves);
  for (const size of [0, 1, 2, 3, 255, 256, 1_023, 1_024, 1_500]) {
    assertEquals(rootAt(source, size), rootAt(expected, size));
    if (size === 0) continue;
    for (const index of [0, Math.floor(size / 2), size - 1]) {
      assertEquals(inclusionProof(source, index, size), inclusionProof(expected, index, size));
    }
  }
  assertThrows(() => source.node(0, 1_500), RangeError);
  assertThrows(() => source.node(11, 0), RangeError);
});
