/**
 * The Merkle tree of a log as static files (c2sp.org/tlog-tiles), grown line by line. It holds the
 * right edge in memory and writes a tile when it is full, or as it is when a part ends. It decides
 * nothing and signs nothing. Each write waits for the disk, so they are steps of a generator: the
 * caller takes other work in between.
 *
 * ```text
 * level 1   [root of tile 0, root of tile 1, ...              at most 255 in memory
 * level 0   [leaf 512, leaf 513, ...                          at most 255 in memory
 * entries   [line 512, line 513, ...                          at most 255 in memory
 * ```
 *
 * @module
 */

import { concat, equalBytes } from "../base/bytes.ts";
import { type Disk, makeBelow, readFile, replaceFile } from "../format/disk.ts";
import { Frontier, HASH_BYTES, leafHash, rootOf, type Sha256 } from "../tlog/merkle.ts";
import { entryBundle, parseEntryBundle, TILE_WIDTH, tilePath } from "../tlog/tiles.ts";

/** Where the files are. */
export interface TreePlace {
  disk: Disk;
  /** Directory of the log. */
  evidenceDir: string;
  hash: Sha256;
}

/** More than 256 lines of the longest kind. */
const TILE_BYTES_MAX: number = TILE_WIDTH * (16_384 + 2);

/** The growing files. */
export class TreeFiles {
  readonly #place: TreePlace;
  /** Hashes of the last, partial tile of each level. */
  readonly #levels: Uint8Array[][];
  /** Lines of the last, partial bundle. */
  #lines: Uint8Array[];
  #size: number;
  /** Files that are complete and not written yet. */
  readonly #ready: { path: string; bytes: Uint8Array }[] = [];
  /** Directories below the log's that have new entries. */
  readonly #touched = new Set<string>();
  /** Partial tiles that a larger one will replace. */
  #stale: string[];

  /** For {@linkcode TreeFiles.empty} and {@linkcode TreeFiles.open}. */
  constructor(
    place: TreePlace,
    edge: { size: number; levels: Uint8Array[][]; lines: Uint8Array[] },
  ) {
    this.#place = place;
    this.#size = edge.size;
    this.#levels = edge.levels;
    this.#lines = edge.lines;
    this.#stale = partialPaths(edge.size);
  }

  /** An empty tree; files that are there will be replaced. */
  static empty(place: TreePlace): TreeFiles {
    return new TreeFiles(place, { size: 0, levels: [], lines: [] });
  }

  /**
   * Goes on with the files of a tree.
   *
   * @param size Leaves in it.
   * @param frontier Its frontier at that size.
   * @returns null when the files are missing or are not those of that tree.
   */
  static open(
    place: TreePlace,
    size: number,
    frontier: readonly Uint8Array[],
  ): TreeFiles | null {
    const levels: Uint8Array[][] = [];
    let isWhole = true;
    for (const [level, count] of levelCounts(size).entries()) {
      const hashes = readHashes(place, level, count);
      isWhole &&= hashes !== null;
      levels.push(hashes ?? []);
    }
    const lines = readLines(place, size, levels[0] ?? []);
    if (!isWhole || lines === null) return null;
    const tree = new TreeFiles(place, { size, levels, lines });
    return tree.matches(frontier) ? tree : null;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** True when the tree has that frontier. */
  matches(frontier: readonly Uint8Array[]): boolean {
    const own: Uint8Array[] = [];
    for (const hashes of this.#levels.toReversed()) { // The highest has the largest subtrees.
      const edge = new Frontier(this.#place.hash);
      for (const item of hashes) edge.add(item);
      own.push(...edge.hashes());
    }
    return own.length === frontier.length &&
      own.every((item, k) => equalBytes(item, frontier[k] as Uint8Array));
  }

  /**
   * Adds a line; both arrays are kept. A tile that it fills waits for {@linkcode TreeFiles.write}.
   *
   * @param leaf Its leaf hash.
   */
  add(line: Uint8Array, leaf: Uint8Array): void {
    this.#lines.push(line);
    this.#size++;
    this.#push(0, leaf);
  }

  #push(level: number, item: Uint8Array): void {
    const hashes = this.#levels[level] ??= [];
    hashes.push(item);
    if (hashes.length < TILE_WIDTH) return;
    const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1)) - 1;
    this.#ready.push({ path: tilePath(level, index, TILE_WIDTH), bytes: concat(...hashes) });
    if (level === 0) {
      const path = tilePath("entries", index, TILE_WIDTH);
      this.#ready.push({ path, bytes: entryBundle(this.#lines) });
      this.#lines = [];
    }
    this.#levels[level] = [];
    this.#push(level + 1, rootOf(this.#place.hash, hashes));
  }

  /**
   * Writes the tiles that are full, one per step.
   *
   * @throws What the disk reports; the object must not be used afterwards.
   */
  *write(): Generator<void, void, void> {
    for (const { path, bytes } of this.#ready.splice(0)) {
      this.#write(path, bytes);
      yield;
    }
  }

  /**
   * Writes what is left and the partial tiles of this size, and makes everything durable: one file
   * or one directory per step.
   *
   * @throws What the disk reports; the object must not be used afterwards.
   */
  *finish(): Generator<void, void, void> {
    for (const [level, hashes] of this.#levels.entries()) {
      if (hashes.length === 0) continue;
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      this.#ready.push({ path: tilePath(level, index, hashes.length), bytes: concat(...hashes) });
      if (level > 0) continue;
      const path = tilePath("entries", index, hashes.length);
      this.#ready.push({ path, bytes: entryBundle(this.#lines) });
    }
    yield* this.write();
    const { disk, evidenceDir: root } = this.#place;
    for (const below of withParents(this.#touched)) {
      disk.syncDirectory(below === "" ? root : `${root}/${below}`);
      yield;
    }
    this.#touched.clear();
  }

  /**
   * Removes the partial tiles of the size before, which larger ones now replace: without that a
   * quiet log would keep every line some hundred times. A failure leaves a file more, no harm.
   */
  prune(): void {
    const { disk, evidenceDir } = this.#place;
    const current = partialPaths(this.#size);
    for (const path of this.#stale) {
      if (current.includes(path)) continue;
      disk.remove(`${evidenceDir}/${path}`);
      const directory = directoryOf(path);
      if (!current.some((kept) => directoryOf(kept) === directory)) {
        disk.remove(`${evidenceDir}/${directory}`);
      }
    }
    this.#stale = current;
  }

  #write(path: string, bytes: Uint8Array): void {
    const { disk, evidenceDir } = this.#place;
    const directory = directoryOf(path);
    if (!this.#touched.has(directory)) makeBelow(disk, { root: evidenceDir, below: directory });
    replaceFile(disk, `${evidenceDir}/${path}`, { bytes });
    this.#touched.add(directory);
  }
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The directories and all above them, each once, children before their parents; "" is the log's. */
function withParents(directories: Iterable<string>): string[] {
  const all = new Set<string>();
  for (const directory of directories) {
    for (let below = directory; !all.has(below); below = directoryOf(below)) all.add(below);
  }
  return [...all].sort((a, b) => depthOf(b) - depthOf(a));
}

function depthOf(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

/** How many hashes each level has at a size, from level 0 up. */
function levelCounts(size: number): number[] {
  const counts: number[] = [];
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) counts.push(count);
  return counts;
}

/** Paths of the partial tiles and of the partial bundle at a size. */
function partialPaths(size: number): string[] {
  const paths: string[] = [];
  for (const [level, count] of levelCounts(size).entries()) {
    const width = count % TILE_WIDTH;
    if (width === 0) continue;
    const index = Math.floor(count / TILE_WIDTH);
    paths.push(tilePath(level, index, width));
    if (level === 0) paths.push(tilePath("entries", index, width));
  }
  return paths;
}

/** Hashes of the partial tile at the end of a level that has `count` of them. */
function readHashes(place: TreePlace, level: number, count: number): Uint8Array[] | null {
  const width = count % TILE_WIDTH;
  if (width === 0) return [];
  const path = tilePath(level, Math.floor(count / TILE_WIDTH), width);
  const bytes = readFile(place.disk, `${place.evidenceDir}/${path}`, { bytesMax: TILE_BYTES_MAX });
  if (bytes === null || bytes.length !== width * HASH_BYTES) return null;
  return Array.from(
    { length: width },
    (_, k) => bytes.slice(k * HASH_BYTES, (k + 1) * HASH_BYTES),
  );
}

/** Lines of the partial bundle, checked against their leaf hashes. */
function readLines(
  place: TreePlace,
  size: number,
  leaves: readonly Uint8Array[],
): Uint8Array[] | null {
  if (leaves.length === 0) return [];
  const path = tilePath("entries", Math.floor(size / TILE_WIDTH), leaves.length);
  const bytes = readFile(place.disk, `${place.evidenceDir}/${path}`, { bytesMax: TILE_BYTES_MAX });
  const lines = bytes === null ? null : parseEntryBundle(bytes);
  const isSame = lines !== null && lines.length === leaves.length &&
    lines.every((line, k) => equalBytes(leafHash(place.hash, line), leaves[k] as Uint8Array));
  return isSame ? lines : null;
}
