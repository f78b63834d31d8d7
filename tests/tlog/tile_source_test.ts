import { concat, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/digest.ts";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  leavesSource,
  rootAt,
} from "../../src/tlog/merkle.ts";
import { tilesOf, tileSource, type Walk } from "../../src/tlog/tile_source.ts";
import { tilePath, tilesForRange } from "../../src/tlog/tiles.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const SIZE = 66_000;
const LEAVES = Array.from({ length: SIZE }, (_, k) => leafHash(sha256, utf8(`line ${k}`)));
const SOURCE = leavesSource(sha256, LEAVES);

/** The tiles of a tree as files. */
function tilesAt(size: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { level, index, width } of tilesForRange(0, size)) {
    const hashes = Array.from({ length: width }, (_, k) => SOURCE.node(8 * level, index * 256 + k));
    files.set(tilePath(level, index, width), concat(...hashes));
  }
  return files;
}

Deno.test("tileSource() makes the same proofs from tiles as from leaves", () => {
  for (const size of [1, 2, 255, 256, 257, 511, 1_000, 65_535, 65_536, 65_537, SIZE]) {
    const files = tilesAt(size);
    const olds = [1, 2, 200, 256, 300, 65_535, 65_536, size - 1, size].filter((n) =>
      0 < n && n <= size
    );
    const walks: Walk<unknown>[] = [
      (source) => rootAt(source, size),
      ...olds.map((old): Walk<unknown> => (source) => consistencyProof(source, old, size)),
      ...olds.map((old): Walk<unknown> => (source) => inclusionProof(source, old - 1, size)),
    ];
    for (const walk of walks) {
      const paths = tilesOf(size, walk).map((t) => tilePath(t.level, t.index, t.width));
      const given = new Map(paths.map((path) => [path, files.get(path) as Uint8Array]));
      assertEquals([...given.values()].includes(undefined as unknown as Uint8Array), false);
      assertEquals(walk(tileSource(sha256, size, given)), walk(SOURCE));
    }
  }
});

Deno.test("tilesOf() needs few tiles for a proof in a large tree", () => {
  const tiles = tilesOf(2 ** 40, (source) => consistencyProof(source, 2 ** 39 + 12_345, 2 ** 40));
  assertEquals(tiles.length <= 6, true);
});

Deno.test("tileSource() refuses a tile that is missing or short", () => {
  const walk: Walk<unknown> = (source) => rootAt(source, 300);
  assertThrows(() => walk(tileSource(sha256, 300, new Map())), RangeError, "tile/1/000.p/1");
  const files = tilesAt(300);
  files.set("tile/0/001.p/44", (files.get("tile/0/001.p/44") as Uint8Array).slice(1));
  assertThrows(() => walk(tileSource(sha256, 300, files)), RangeError, "too short");
});
