import { concat } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { leafHash } from "../../src/tlog/merkle.ts";
import { entryBundle } from "../../src/tlog/tiles.ts";
import { Findings } from "../../src/verify/findings.ts";
import { memorySource } from "../../src/verify/source.ts";
import { TileCheck } from "../../src/verify/tile_check.ts";
import { TileTree } from "../../src/verify/tile_tree.ts";
import { assert, assertEquals } from "../support/std.ts";
import type { Files } from "../support/verify_rig.ts";

const LINES = Array.from({ length: 600 }, (_, k) => utf8(`line ${k}`));
const LEAVES = LINES.map((line) => leafHash(NODE_SUITE.sha256, line));

/** All tiles of 600 lines. */
function goodFiles(): Files {
  const files: Files = new Map();
  const levels: Uint8Array[][] = [];
  const tree = new TileTree(NODE_SUITE.sha256, ({ level, index }, hashes) => {
    if (hashes.length === 256) {
      files.set(`log/tile/${level}/${String(index).padStart(3, "0")}`, concat(...hashes));
    }
    levels[level] = [...hashes];
  });
  for (const leaf of LEAVES) tree.add(leaf);
  files.set("log/tile/0/002.p/88", concat(...levels[0] ?? []));
  files.set("log/tile/0/002.p/3", concat(...LEAVES.slice(512, 515)));
  files.set("log/tile/1/000.p/2", concat(...levels[1] ?? []));
  files.set("log/tile/entries/000", entryBundle(LINES.slice(0, 256)));
  files.set("log/tile/entries/002.p/88", entryBundle(LINES.slice(512)));
  return files;
}

/** Findings as `code path index` after these files were compared with the lines from `first` on. */
async function compare(files: Files, first = 0): Promise<string[]> {
  const findings = new Findings();
  const tiles = new TileCheck(memorySource(files), findings, {
    root: "log/",
    tiles: [...files.keys()],
  });
  const tree = new TileTree(NODE_SUITE.sha256, (tile, hashes) => tiles.grown(tile, hashes));
  for (const [k, leaf] of LEAVES.entries()) {
    if (k >= first) tiles.line(k, LINES[k] as Uint8Array);
    tree.add(leaf);
    if (k % 100 === 0) await tiles.flush();
  }
  await tiles.flush();
  tiles.finish({ first, next: LEAVES.length });
  return findings.list().map(({ code, where, index }) => `${code} ${where} ${index ?? ""}`.trim());
}

Deno.test("TileCheck accepts full and partial tiles of every level, and entries", async () => {
  assertEquals(await compare(goodFiles()), []);
  assertEquals(await compare(new Map()), []);
});

Deno.test("TileCheck names the first record that differs", async () => {
  const cases: [string, number, string][] = [
    ["log/tile/0/000", 32 * 7 + 1, "TILE_MISMATCH log/tile/0/000 7"],
    ["log/tile/0/002.p/88", 32 * 3, "TILE_MISMATCH log/tile/0/002.p/88 515"],
    ["log/tile/1/000.p/2", 40, "TILE_MISMATCH log/tile/1/000.p/2"],
    ["log/tile/entries/000", 10, "TILE_MISMATCH log/tile/entries/000 1"],
  ];
  for (const [path, at, expected] of cases) {
    const files = goodFiles();
    const bytes = files.get(path) as Uint8Array;
    files.set(path, bytes.map((byte, k) => k === at ? byte ^ 4 : byte));
    assertEquals(await compare(files), [expected]);
  }
});

Deno.test("TileCheck finds tiles that are cut, longer, or larger than the log", async () => {
  for (const change of [(b: Uint8Array) => b.subarray(1), (b: Uint8Array) => concat(b, b)]) {
    const files = goodFiles();
    files.set("log/tile/0/001", change(files.get("log/tile/0/001") as Uint8Array));
    assertEquals((await compare(files)).length, 1);
  }
  const files = goodFiles();
  files.set("log/tile/0/002.p/89", new Uint8Array(32 * 89));
  files.set("log/tile/entries/003.p/1", new Uint8Array(3));
  assertEquals(await compare(files), [
    "TILE_MISMATCH log/tile/0/002.p/89",
    "TILE_MISMATCH log/tile/entries/003.p/1",
  ]);
});

Deno.test("TileCheck passes over names that no tile has", async () => {
  const files = goodFiles();
  files.set("log/tile/0/2.p/88", new Uint8Array(1));
  files.set("log/tile/0/000.p/0", new Uint8Array(1));
  assertEquals(await compare(files), [
    "FILE_UNEXPECTED log/tile/0/2.p/88",
    "FILE_UNEXPECTED log/tile/0/000.p/0",
  ]);
});

Deno.test("TileCheck cannot compare bundles that begin before the first record", async () => {
  assertEquals(await compare(goodFiles(), 10), ["FILE_NOT_CHECKED log/tile/entries/000"]);
});

Deno.test("TileCheck.leaves() reads leaf hashes out of tiles, a tile at a time, or null", async () => {
  const leaves = async (files: Files, size: number): Promise<Uint8Array[] | null> => {
    const log = { root: "log/", tiles: [...files.keys()] };
    const tiles = new TileCheck(memorySource(files), new Findings(), log);
    const read = await Array.fromAsync(tiles.leaves(size));
    assert(read.every((tile) => tile === null || tile.length <= 256), "no more than a tile");
    return read.includes(null) ? null : read.flatMap((tile) => tile ?? []);
  };
  assertEquals(await leaves(goodFiles(), 600), LEAVES);
  assertEquals(await leaves(goodFiles(), 513), LEAVES.slice(0, 513));
  assertEquals(await leaves(goodFiles(), 0), []);
  assertEquals(await leaves(goodFiles(), 601), null);
  assertEquals(await leaves(new Map(), 1), null);
  const cut = goodFiles();
  cut.set("log/tile/0/000", new Uint8Array(31));
  assertEquals(await leaves(cut, 256), null);
});
