/**
 * File names and bytes of a tiled log (c2sp.org/tlog-tiles): a Merkle tree as static files. Knows
 * which tiles exist at a size; never reads or writes one.
 *
 * ```text
 * tile/0/x001/x234/067         hashes of leaves 1234067 * 256 ... + 255, 32 bytes each
 * tile/1/000.p/17              the 17 roots of full level-0 tiles so far
 * tile/entries/x001/x234/067   the lines themselves, each after its length as big-endian uint16
 * ```
 * @module
 */

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Highest level of a path (tlog-tiles: 0 to 63); sizes below 2^53 need no more than 6. */
const LEVEL_MAX = 63;
/** Longest entry: its length is a uint16. */
const ENTRY_BYTES_MAX = 0xffff;
const LENGTH_BYTES = 2;
/** More than the longest path of a safe index; read before the expression below. */
const PATH_CHARS_MAX = 64;
const PATH_REGEXP = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** One tile of hashes. */
export interface Tile {
  /** 0 holds leaf hashes; level n + 1 holds the roots of full tiles of level n. */
  level: number;
  /** Position on the level, from 0. */
  index: number;
  /** Hashes in it, 1 to 256; below 256 the tile is partial. */
  width: number;
}

/** What a path names: a tile, or with `entries` the bundle of lines beside a level-0 tile. */
export interface TileName {
  /** Level of the tile, 0 to 63, or `entries`. */
  level: number | "entries";
  /** Position on the level, from 0. */
  index: number;
  /** Hashes or entries in it, 1 to 256. */
  width: number;
}

/**
 * Path of a tile or entry bundle, relative to the log.
 *
 * @param level 0 to 63, or `entries`.
 * @param index Position on the level, from 0.
 * @param width 1 to 256; below 256 the path ends in `.p/` and the width.
 * @throws {RangeError} If a number is out of range.
 */
export function tilePath(level: number | "entries", index: number, width: number): string {
  const isLevel = level === "entries" || isWithin(level, { min: 0, max: LEVEL_MAX });
  const isIndex = isWithin(index, { min: 0, max: Number.MAX_SAFE_INTEGER });
  if (!isLevel || !isIndex || !isWithin(width, { min: 1, max: TILE_WIDTH })) {
    throw new RangeError(`No tile has level ${level}, index ${index} and width ${width}`);
  }
  let name = threeDigits(index % 1000);
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    name = `x${threeDigits(rest % 1000)}/${name}`;
  }
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** What a path names, or null unless {@linkcode tilePath} writes exactly this path. */
export function parseTilePath(path: string): TileName | null {
  if (path.length > PATH_CHARS_MAX) return null;
  const match = PATH_REGEXP.exec(path);
  if (match === null) return null;
  const level = match[1] === "entries" ? "entries" : Number(match[1]);
  const index = Number((match[2] ?? "").replaceAll(/[x/]/g, ""));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const inRange = Number.isSafeInteger(index) && isWithin(width, { min: 1, max: TILE_WIDTH }) &&
    (level === "entries" || level <= LEVEL_MAX);
  return inRange && tilePath(level, index, width) === path ? { level, index, width } : null;
}

/**
 * Every tile that must exist at `newSize` and is new or grown since `oldSize`, level by level from
 * 0, left to right. Those of level 0 name the entry bundles, too.
 *
 * @param oldSize Leaves before.
 * @param newSize Leaves now.
 * @throws {RangeError} Unless 0 <= oldSize <= newSize < 2^53.
 */
export function tilesForRange(oldSize: number, newSize: number): Tile[] {
  const isNew = isWithin(newSize, { min: 0, max: Number.MAX_SAFE_INTEGER });
  if (!isNew || !isWithin(oldSize, { min: 0, max: newSize })) {
    throw new RangeError(`No tree grows from ${oldSize} to ${newSize}`);
  }
  const tiles: Tile[] = [];
  let before = oldSize; // Hashes on the level, at both sizes.
  let now = newSize;
  for (let level = 0; before < now; level++) {
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index++) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) });
    }
    before = Math.floor(before / TILE_WIDTH);
    now = Math.floor(now / TILE_WIDTH);
  }
  return tiles;
}

/**
 * Bytes of an entry bundle.
 *
 * @param lines 1 to 256 entries of at most 65,535 bytes.
 * @throws {RangeError} If there are more or fewer, or one is longer.
 */
export function entryBundle(lines: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (!isWithin(lines.length, { min: 1, max: TILE_WIDTH })) {
    throw new RangeError(`An entry bundle cannot hold ${lines.length} entries`);
  }
  let length = 0;
  for (const line of lines) {
    if (line.length > ENTRY_BYTES_MAX) throw new RangeError(`Entry has ${line.length} bytes`);
    length += LENGTH_BYTES + line.length;
  }
  const bundle = new Uint8Array(length);
  let at = 0;
  for (const line of lines) {
    bundle[at] = line.length >> 8;
    bundle[at + 1] = line.length & 0xff;
    bundle.set(line, at + LENGTH_BYTES);
    at += LENGTH_BYTES + line.length;
  }
  return bundle;
}

/**
 * Entries of a bundle, or null unless it holds 1 to 256 of them and nothing else.
 *
 * @returns Views of `bytes`, not copies.
 */
export function parseEntryBundle(bytes: Uint8Array): Uint8Array[] | null {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const high = bytes[at];
    const low = bytes[at + 1];
    if (high === undefined || low === undefined || lines.length === TILE_WIDTH) return null;
    const start = at + LENGTH_BYTES;
    at = start + high * 256 + low;
    if (at > bytes.length) return null;
    lines.push(bytes.subarray(start, at));
  }
  return lines.length === 0 ? null : lines;
}

function threeDigits(part: number): string {
  return String(part).padStart(3, "0");
}

function isWithin(value: number, range: { min: number; max: number }): boolean {
  return Number.isSafeInteger(value) && range.min <= value && value <= range.max;
}
