/**
 * Compares every tile file of a log with the tree that its records make. Expected bytes are handed
 * over while the tree grows; files are read between two pieces of a segment.
 * @module
 */

import { concat, equalBytes } from "../base/bytes.ts";
import { HASH_BYTES } from "../tlog/merkle.ts";
import { parseEntryBundle, parseTilePath, TILE_WIDTH } from "../tlog/tiles.ts";
import type { Findings } from "./findings.ts";
import { type EvidenceSource, readWhole } from "./source.ts";

/** Entry bundles of 256 records of the longest kind. */
const TILE_BYTES_MAX = TILE_WIDTH * (2 + 65_535);

/** Each line of a bundle stands after its length, big-endian. */
const LENGTH_BYTES = 2;

type Level = number | "entries";

/** A file that is ready to be compared. */
interface Pending {
  path: string;
  level: Level;
  /** Index of the tile's first hash or entry on its level. */
  start: number;
  expected: Uint8Array;
}

/** An entry bundle that grows line by line: one copy of each line, no object for it. */
class BundleBuffer {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;
  /** Lines in it. */
  count = 0;

  add(line: Uint8Array): void {
    const end = this.#length + LENGTH_BYTES + line.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = line.length >> 8;
    this.#bytes[this.#length + 1] = line.length & 0xff;
    this.#bytes.set(line, this.#length + LENGTH_BYTES);
    this.#length = end;
    this.count++;
  }

  /** A copy of the bundle so far. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.count = 0;
  }
}

/** Tile files by level, index and width. */
class TileFiles {
  readonly #paths = new Map<string, Map<number, string>>();

  add(tile: { level: Level; index: number; width: number }, path: string): void {
    const key = `${tile.level}/${tile.index}`;
    const widths = this.#paths.get(key);
    if (widths === undefined) this.#paths.set(key, new Map([[tile.width, path]]));
    else widths.set(tile.width, path);
  }

  /** Files of one tile by width; undefined when there are none. */
  of(level: Level, index: number): Map<number, string> | undefined {
    return this.#paths.get(`${level}/${index}`);
  }

  /** All paths that were not taken out. */
  rest(): string[] {
    return [...this.#paths.values()].flatMap((widths) => [...widths.values()]);
  }
}

/** Compares the tiles of one log. */
export class TileCheck {
  readonly #source: EvidenceSource;
  readonly #findings: Findings;
  readonly #root: string;
  readonly #files = new TileFiles();
  readonly #pending: Pending[] = [];
  readonly #lines = new BundleBuffer();
  #bundle = -1;
  #bundleFiles: Map<number, string> | undefined;
  #tileFiles: { level: number; index: number; widths: Map<number, string> | undefined }[] = [];

  /**
   * @param source Where the files are.
   * @param findings Where findings go.
   * @param log Directory of the log with a final `/`, and the paths below its `tile/`.
   */
  constructor(
    source: EvidenceSource,
    findings: Findings,
    log: { root: string; tiles: readonly string[] },
  ) {
    this.#source = source;
    this.#findings = findings;
    this.#root = log.root;
    for (const path of log.tiles) {
      const tile = parseTilePath(path.slice(log.root.length));
      if (tile !== null) this.#files.add(tile, path);
      else findings.add("FILE_UNEXPECTED", { where: path }, "No tile has this name");
    }
  }

  /** A tile grew by one hash. */
  grown(tile: { level: number; index: number }, hashes: readonly Uint8Array[]): void {
    let current = this.#tileFiles[tile.level];
    if (current === undefined || current.index !== tile.index) {
      current = { ...tile, widths: this.#files.of(tile.level, tile.index) };
      this.#tileFiles[tile.level] = current;
    }
    const path = current.widths?.get(hashes.length);
    if (path === undefined) return;
    current.widths?.delete(hashes.length);
    const start = tile.index * TILE_WIDTH;
    this.#pending.push({ path, level: tile.level, start, expected: concat(...hashes) });
  }

  /** A line was read. @param index Its leaf's position. @param line Copied when it is needed. */
  line(index: number, line: Uint8Array): void {
    const bundle = Math.floor(index / TILE_WIDTH);
    if (bundle !== this.#bundle) {
      this.#bundle = bundle;
      this.#bundleFiles = this.#files.of("entries", bundle);
      this.#lines.clear();
    }
    if (this.#bundleFiles === undefined || this.#bundleFiles.size === 0) return;
    this.#lines.add(line);
    const width = index % TILE_WIDTH + 1;
    const path = this.#bundleFiles.get(width);
    // In a bundle that begins before the first record here, lines are missing.
    if (path === undefined || this.#lines.count !== width) return;
    this.#bundleFiles.delete(width);
    const start = bundle * TILE_WIDTH;
    this.#pending.push({ path, level: "entries", start, expected: this.#lines.copy() });
  }

  /** Reads and compares the files that are ready. */
  async flush(): Promise<void> {
    for (const pending of this.#pending.splice(0)) await this.#compare(pending);
  }

  /**
   * The log has ended: files that are left over describe records that are not here.
   *
   * @param log Index of the first record that is here, and index after the last.
   */
  finish({ first, next }: { first: number; next: number }): void {
    for (const path of this.#files.rest()) {
      const tile = parseTilePath(path.slice(this.#root.length));
      const isBefore = tile?.level === "entries" && tile.index * TILE_WIDTH < first;
      if (isBefore) {
        this.#findings.add("FILE_NOT_CHECKED", { where: path }, "Its records are not here");
      } else {
        const message = `It covers more than the ${next} records of this log`;
        this.#findings.add("TILE_MISMATCH", { where: path }, message);
      }
    }
  }

  /**
   * Leaf hashes 0 to `size` - 1 out of the tiles of level 0, a tile at a time; null and the end at
   * the first that is not here. They prove nothing until a signed root confirms them.
   */
  async *leaves(size: number): AsyncGenerator<Uint8Array[] | null, void, void> {
    for (let start = 0; start < size; start += TILE_WIDTH) {
      const tile = await this.#leavesFrom(start, Math.min(TILE_WIDTH, size - start));
      yield tile;
      if (tile === null) return;
    }
  }

  async #leavesFrom(start: number, needed: number): Promise<Uint8Array[] | null> {
    const widths = [...this.#files.of(0, start / TILE_WIDTH)?.entries() ?? []];
    const [, path] = widths.find(([width]) => width >= needed) ?? [];
    if (path === undefined) return null;
    const bytesMax = TILE_WIDTH * HASH_BYTES;
    const bytes = await readWhole(this.#source, this.#findings, { path, bytesMax });
    if (bytes === null || bytes.length < needed * HASH_BYTES) return null;
    return hashesOf(bytes.slice(0, needed * HASH_BYTES));
  }

  async #compare({ path, level, start, expected }: Pending): Promise<void> {
    const file = { path, bytesMax: TILE_BYTES_MAX };
    const actual = await readWhole(this.#source, this.#findings, file);
    if (actual === null || isSame(actual, expected)) return;
    const first = start +
      (level === "entries"
        ? firstDifference(parseEntryBundle(actual) ?? [], parseEntryBundle(expected) ?? [])
        : firstDifference(hashesOf(actual), hashesOf(expected)));
    const isRecord = level === 0 || level === "entries";
    const what = isRecord ? `record ${first}` : `hash ${first} of level ${level}`;
    this.#findings.add(
      "TILE_MISMATCH",
      { where: path, ...(isRecord ? { index: first } : {}) },
      `It differs from the segments at ${what}`,
    );
  }
}

/** As `equalBytes`, four bytes at a time where the platform's alignment allows it. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return equalBytes(a, b);
  const words = Math.floor(a.length / 4);
  const wordsOfA = new Uint32Array(a.buffer, a.byteOffset, words);
  const wordsOfB = new Uint32Array(b.buffer, b.byteOffset, words);
  for (let k = 0; k < words; k++) if (wordsOfA[k] !== wordsOfB[k]) return false;
  return equalBytes(a.subarray(4 * words), b.subarray(4 * words));
}

function hashesOf(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) {
    hashes.push(bytes.subarray(at, at + HASH_BYTES));
  }
  return hashes;
}

function firstDifference(actual: readonly Uint8Array[], expected: readonly Uint8Array[]): number {
  for (const [k, item] of expected.entries()) {
    const other = actual[k];
    if (other === undefined || !equalBytes(item, other)) return k;
  }
  return expected.length;
}
