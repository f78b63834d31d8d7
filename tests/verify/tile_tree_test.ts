import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { leafHash, leavesSource, rootAt } from "../../src/tlog/merkle.ts";
import { TileTree } from "../../src/verify/tile_tree.ts";
import { assertEquals } from "../support/std.ts";

const LEAVES = Array.from({ length: 70_000 }, (_, k) => utf8(`line ${k}`)).map((line) =>
  leafHash(NODE_SUITE.sha256, line)
);

Deno.test("TileTree.root() is the RFC 6962 root at every size", () => {
  const source = leavesSource(NODE_SUITE.sha256, LEAVES);
  const tree = new TileTree(NODE_SUITE.sha256, () => {});
  const sizes = new Set([0, 1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000]);
  for (let size = 0; size <= LEAVES.length; size++) {
    if (sizes.has(size)) assertEquals(tree.root(), rootAt(source, size), `size ${size}`);
    const leaf = LEAVES[size];
    if (leaf !== undefined) tree.add(leaf);
  }
  assertEquals(tree.size, 70_000);
});

Deno.test("TileTree shows each tile as it grows", () => {
  const source = leavesSource(NODE_SUITE.sha256, LEAVES);
  const seen = new Map<string, number>();
  const tree = new TileTree(NODE_SUITE.sha256, ({ level, index }, hashes) => {
    seen.set(`${level}/${index}`, hashes.length);
    const last = hashes.length - 1;
    if (level > 0) assertEquals(hashes[last], source.node(8 * level, 256 * index + last));
  });
  for (const leaf of LEAVES) tree.add(leaf);
  assertEquals(seen.get("0/0"), 256);
  assertEquals(seen.get("0/273"), 112);
  assertEquals(seen.get("1/0"), 256);
  assertEquals(seen.get("1/1"), 17);
  assertEquals(seen.get("2/0"), 1);
  assertEquals(seen.size, 274 + 2 + 1);
});
