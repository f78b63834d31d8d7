import { utf8 } from "../../src/base/bytes.ts";
import {
  entryBundle,
  parseEntryBundle,
  parseTilePath,
  TILE_WIDTH,
  tilePath,
  tilesForRange,
} from "../../src/tlog/tiles.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

const LINES = [utf8("{}"), utf8(""), utf8('{"a":1}'), new Uint8Array(65_535).fill(97)];

Deno.test("tilePath() writes the paths of the specification", () => {
  assertEquals(tilePath(0, 1_234_067, 256), "tile/0/x001/x234/067");
  assertEquals(tilePath(0, 0, 256), "tile/0/000");
  assertEquals(tilePath(2, 0, 1), "tile/2/000.p/1");
  assertEquals(tilePath(63, 999, 255), "tile/63/999.p/255");
  assertEquals(tilePath("entries", 1_000, 112), "tile/entries/x001/000.p/112");
  assertEquals(tilePath(0, Number.MAX_SAFE_INTEGER, 1), "tile/0/x009/x007/x199/x254/x740/991.p/1");
});

Deno.test("tilePath() throws when a number is out of range", () => {
  for (const level of [-1, 64, 0.5]) assertThrows(() => tilePath(level, 0, 1), RangeError);
  for (const index of [-1, 0.5, 2 ** 53]) assertThrows(() => tilePath(0, index, 1), RangeError);
  for (const width of [0, 257, 1.5]) assertThrows(() => tilePath(0, 0, width), RangeError);
});

Deno.test("parseTilePath() is the inverse of tilePath()", () => {
  for (const level of [0, 1, 9, 10, 63, "entries"] as const) {
    for (const index of [0, 1, 999, 1_000, 1_234_067, Number.MAX_SAFE_INTEGER]) {
      for (const width of [1, 9, 10, 255, TILE_WIDTH]) {
        assertEquals(parseTilePath(tilePath(level, index, width)), { level, index, width });
      }
    }
  }
});

Deno.test("parseTilePath() gives null for every other spelling", () => {
  const faults = [
    "",
    "checkpoint",
    "tile",
    "/tile/0/000",
    "tile/0/000/",
    "tile//000",
    "tile/00/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/data/000",
    "tile/0/0",
    "tile/0/00",
    "tile/0/0000",
    "tile/0/x000",
    "tile/0/x000/001",
    "tile/0/001/234",
    "tile/0/X001/234",
    "tile/0/x01/234",
    "tile/0/x009/x007/x199/x254/x740/992",
    "tile/0/x001/x009/x007/x199/x254/x740/991",
    `tile/0/${"x001/".repeat(40)}000`,
    "tile/0/000.p",
    "tile/0/000.p/",
    "tile/0/000.p/0",
    "tile/0/000.p/01",
    "tile/0/000.p/256",
    "tile/0/000.p/1000",
    "tile/0/000.q/1",
    "tile/0/000.p/1/",
    "tile/0/000.p/1\n",
    "tile/0/../0/000",
    "tile/entries/",
  ];
  for (const path of faults) assertEquals(parseTilePath(path), null, path);
});

Deno.test("parseTilePath() takes no prefix of a path for the path", () => {
  const path = "tile/entries/x001/x234/067.p/12";
  for (let k = 0; k < path.length; k++) {
    const name = parseTilePath(path.slice(0, k));
    assert(name === null || name.width !== 12);
  }
});

Deno.test("tilesForRange() lists what the specification lists for 70,000 and 256 leaves", () => {
  const tiles = tilesForRange(0, 70_000);
  const full = tiles.filter((tile) => tile.width === TILE_WIDTH);
  assertEquals(full.filter((tile) => tile.level === 0).length, 273);
  assertEquals(full.filter((tile) => tile.level === 1).length, 1);
  assertEquals(tiles.filter((tile) => tile.width !== TILE_WIDTH), [
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
  assertEquals(tilesForRange(0, 256), [
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
});

Deno.test("tilesForRange() lists what is new or grown, and nothing else", () => {
  assertEquals(tilesForRange(0, 0), []);
  assertEquals(tilesForRange(300, 300), []);
  assertEquals(tilesForRange(300, 301), [{ level: 0, index: 1, width: 45 }]);
  assertEquals(tilesForRange(255, 256), [
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
  assertEquals(tilesForRange(256, 257), [{ level: 0, index: 1, width: 1 }]);
  assertEquals(tilesForRange(500, 513), [
    { level: 0, index: 1, width: 256 },
    { level: 0, index: 2, width: 1 },
    { level: 1, index: 0, width: 2 },
  ]);
});

Deno.test("tilesForRange() step by step adds up to the tiles of the whole", () => {
  let size = 0;
  const widths = new Map<string, number>();
  for (const step of [0, 1, 254, 1, 1, 255, 256, 7, 65_000, 300]) {
    for (const { level, index, width } of tilesForRange(size, size + step)) {
      const name = `${level}/${index}`;
      assert(width > (widths.get(name) ?? 0));
      widths.set(name, width);
    }
    size += step;
  }
  const whole = tilesForRange(0, size).map(({ level, index, width }) =>
    [`${level}/${index}`, width] as const
  );
  assertEquals(new Map([...widths].sort()), new Map([...whole].sort()));
});

Deno.test("tilesForRange() throws when a size is out of range", () => {
  for (const [oldSize, newSize] of [[-1, 0], [2, 1], [0, 0.5], [0, 2 ** 53], [0.5, 1]] as const) {
    assertThrows(() => tilesForRange(oldSize, newSize), RangeError);
  }
});

Deno.test("entryBundle() prefixes each line with its length", () => {
  assertEquals(entryBundle(LINES.slice(0, 2)), Uint8Array.of(0, 2, 0x7b, 0x7d, 0, 0));
  assertEquals(entryBundle([new Uint8Array(258)]).subarray(0, 3), Uint8Array.of(1, 2, 0));
});

Deno.test("parseEntryBundle() is the inverse of entryBundle()", () => {
  assertEquals(parseEntryBundle(entryBundle(LINES)), LINES);
  const full = Array.from({ length: TILE_WIDTH }, (_, k) => utf8(`{"i":${k}}`));
  assertEquals(parseEntryBundle(entryBundle(full)), full);
});

Deno.test("entryBundle() throws on no line, too many and too long", () => {
  assertThrows(() => entryBundle([]), RangeError);
  assertThrows(() => entryBundle(new Array(257).fill(LINES[0])), RangeError);
  assertThrows(() => entryBundle([new Uint8Array(65_536)]), RangeError);
});

Deno.test("parseEntryBundle() gives null or fewer lines at every cut, null when oversized", () => {
  const lines = LINES.slice(0, 3);
  const bundle = entryBundle(lines);
  const ends = new Set([4, 6]);
  for (let k = 0; k < bundle.length; k++) {
    const parsed = parseEntryBundle(bundle.subarray(0, k));
    assertEquals(parsed === null, !ends.has(k));
  }
  assertEquals(parseEntryBundle(Uint8Array.of(...bundle, 0)), null);
  assertEquals(parseEntryBundle(new Uint8Array(2 * TILE_WIDTH))?.length, TILE_WIDTH);
  assertEquals(parseEntryBundle(new Uint8Array(2 * TILE_WIDTH + 2)), null);
});
