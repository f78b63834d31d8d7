import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { TreeFiles } from "../../src/evidence/tree_files.ts";
import { Frontier, leafHash, rootOf } from "../../src/tlog/merkle.ts";
import { entryBundle, parseTilePath, TILE_WIDTH, tilesForRange } from "../../src/tlog/tiles.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";
import { vectorBytes, vectorTest, vectorText } from "../support/vectors.ts";

const { sha256 } = NODE_SUITE;

function lineOf(index: number): Uint8Array {
  return utf8(`{"i":${index}}`);
}

function leafOf(index: number): Uint8Array {
  return leafHash(sha256, lineOf(index));
}

function placeOf(disk: FakeDisk): { disk: FakeDisk; evidenceDir: string; hash: typeof sha256 } {
  disk.makeDirectory("/log");
  return { disk, evidenceDir: "/log", hash: sha256 };
}

function frontierAt(size: number): Uint8Array[] {
  const frontier = new Frontier(sha256);
  for (let k = 0; k < size; k++) frontier.add(leafOf(k));
  return frontier.hashes();
}

/** Takes all steps. @returns How many there were. */
function finish(tree: TreeFiles): number {
  let count = 0;
  for (const _ of tree.finish()) count++;
  return count;
}

function grow(tree: TreeFiles, to: number): void {
  for (let k = tree.size; k < to; k++) tree.add(lineOf(k), leafOf(k));
  finish(tree);
}

/** All hashes of a level at a size. */
function level(number: number, size: number): Uint8Array[] {
  if (number === 0) return Array.from({ length: size }, (_, k) => leafOf(k));
  const below = level(number - 1, size);
  const roots: Uint8Array[] = [];
  for (let k = TILE_WIDTH; k <= below.length; k += TILE_WIDTH) {
    roots.push(rootOf(sha256, below.slice(k - TILE_WIDTH, k)));
  }
  return roots;
}

function tilePaths(disk: FakeDisk): string[] {
  return disk.paths().map((path) => path.replace("/log/", ""));
}

/** Every file holds what its path says. */
function checkFiles(disk: FakeDisk, size: number): void {
  const hashes = [level(0, size), level(1, size), level(2, size)];
  for (const path of tilePaths(disk)) {
    const tile = parseTilePath(path);
    assert(tile !== null, path);
    const [start, end] = [tile.index * TILE_WIDTH, tile.index * TILE_WIDTH + tile.width];
    const expected = tile.level === "entries"
      ? toHex(entryBundle(Array.from({ length: tile.width }, (_, k) => lineOf(start + k))))
      : (hashes[tile.level] ?? []).slice(start, end).map(toHex).join("");
    assertEquals(toHex(disk.bytes(`/log/${path}`)), expected, path);
  }
}

Deno.test("TreeFiles writes exactly the tiles of its size when it grows in steps", () => {
  const disk = new FakeDisk();
  const place = placeOf(disk);
  let tree: TreeFiles | null = TreeFiles.empty(place);
  for (const size of [1, 2, 255, 256, 257, 511, 512, 700, 768, 1_100]) {
    grow(tree, size);
    tree.prune();
    checkFiles(disk, size);
    const expected = tilesForRange(0, size).length +
      tilesForRange(0, size).filter((tile) => tile.level === 0).length;
    assertEquals(tilePaths(disk).length, expected, `size ${size}`);
    assert(tree.matches(frontierAt(size)), "it has the frontier");
    // Half of the steps go on from the files.
    if (size % 2 === 0) tree = TreeFiles.open(place, size, frontierAt(size));
    assert(tree !== null, `the files of size ${size} can be opened`);
  }
});

Deno.test("TreeFiles.finish() syncs a file or a directory a step, and none of them twice", () => {
  const disk = new FakeDisk();
  const tree = TreeFiles.empty(placeOf(disk));
  for (let k = 0; k < 600; k++) tree.add(lineOf(k), leafOf(k));
  assertEquals(disk.calls.filter(({ name }) => name === "sync"), []);
  let written = 0;
  for (const _ of tree.write()) written++;
  assertEquals(written, 4); // Two tiles and their lines.
  const before = disk.calls.length;
  // Partial: a tile of 88, its lines, a tile of 2; then their directories and those above.
  assertEquals(finish(tree), 3 + 3 + 3 + 1 + 1);
  const synced = disk.calls.slice(before).filter(({ name }) => name === "syncDirectory");
  const paths = synced.map(({ path }) => path);
  assertEquals(new Set(paths).size, paths.length);
  assertEquals(paths.slice(-2), ["/log/tile", "/log"]);
});

Deno.test("TreeFiles.finish() makes all files durable", () => {
  const disk = new FakeDisk();
  grow(TreeFiles.empty(placeOf(disk)), 300);
  const paths = tilePaths(disk);
  disk.restart("synced");
  assertEquals(tilePaths(disk), paths);
  checkFiles(disk, 300);
});

Deno.test("TreeFiles writes tiles above level 1, and goes on from them", () => {
  const disk = new FakeDisk();
  const place = placeOf(disk);
  const size = TILE_WIDTH * TILE_WIDTH;
  const tree = TreeFiles.empty(place);
  const line = utf8("{}");
  const leaf = leafHash(sha256, line);
  const frontier = new Frontier(sha256);
  for (let k = 0; k < size + 1; k++) {
    tree.add(line, leaf);
    frontier.add(leaf);
  }
  finish(tree);
  const paths = tilePaths(disk);
  for (const path of ["tile/2/000.p/1", "tile/1/000", "tile/0/255", "tile/entries/256.p/1"]) {
    assert(paths.includes(path), path);
  }
  assert(TreeFiles.open(place, size + 1, frontier.hashes()) !== null, "it opens again");
});

Deno.test("TreeFiles.prune() leaves what the size needs and what it cannot remove", () => {
  const disk = new FakeDisk();
  const tree = TreeFiles.empty(placeOf(disk));
  grow(tree, 10);
  tree.prune();
  grow(tree, 20);
  disk.fails = (call): boolean => call.name === "remove";
  assertThrows(() => tree.prune(), DiskFault);
  disk.fails = (): boolean => false;
  tree.prune();
  assertEquals(tilePaths(disk), ["tile/0/000.p/20", "tile/entries/000.p/20"]);
  grow(tree, 256);
  tree.prune();
  assertEquals(tilePaths(disk), ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
  assertEquals(disk.list("/log/tile/0"), [{ name: "000", isFile: true, isDirectory: false }]);
});

Deno.test("TreeFiles.open() refuses files that are missing or not those of the tree", () => {
  const size = 300;
  const files = ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"];
  for (const path of files) {
    for (const change of ["remove", "flip", "cut", "grow"]) {
      const disk = new FakeDisk();
      const place = placeOf(disk);
      grow(TreeFiles.empty(place), size);
      const bytes = disk.bytes(`/log/${path}`);
      if (change === "remove") disk.remove(`/log/${path}`);
      if (change === "flip") {
        disk.put(
          `/log/${path}`,
          bytes.map((byte, k) => k === 5 ? byte ^ 1 : byte),
        );
      }
      if (change === "cut") disk.put(`/log/${path}`, bytes.slice(0, -1));
      if (change === "grow") disk.put(`/log/${path}`, Uint8Array.of(...bytes, 0));
      assertEquals(TreeFiles.open(place, size, frontierAt(size)), null, `${change} ${path}`);
    }
  }
  const disk = new FakeDisk();
  const place = placeOf(disk);
  grow(TreeFiles.empty(place), size);
  assertEquals(TreeFiles.open(place, size, frontierAt(299)), null);
  assert(TreeFiles.open(place, 0, []) !== null, "an empty tree needs no files");
});

vectorTest("TreeFiles writes the published tiles", () => {
  const segments = ["498672", "498673", "498674"].map((window) =>
    vectorText(`example-outband/windows/${window}/segment.jsonl`)
  );
  const disk = new FakeDisk();
  const tree = TreeFiles.empty(placeOf(disk));
  for (const text of segments.join("").trimEnd().split("\n")) {
    tree.add(utf8(text), leafHash(sha256, utf8(text)));
  }
  finish(tree);
  assertEquals(tilePaths(disk), ["tile/0/000.p/14", "tile/entries/000.p/14"]);
  for (const path of tilePaths(disk)) {
    assertEquals(disk.bytes(`/log/${path}`), vectorBytes(`example-outband/${path}`));
  }
});
