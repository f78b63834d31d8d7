/**
 * The Merkle tree in tiles, as it grows: like `tlog/merkle.ts`'s frontier, but the hashes of the
 * current tile of each level stay in sight, so that tile files can be compared on the way.
 *
 *     size 1000 = 3 * 256 + 232:   level 1: [t0 t1 t2]   level 0: [232 leaf hashes]
 *
 * Each node is hashed once, at most 256 hashes of a level are held.
 * @module
 */

import { Frontier, type Sha256 } from "../tlog/merkle.ts";
import { TILE_WIDTH } from "../tlog/tiles.ts";

/** Called after a tile grew by one hash. `hashes` is not kept. */
export type TileWatcher = (
  tile: { level: number; index: number },
  hashes: readonly Uint8Array[],
) => void;

interface Level {
  index: number;
  hashes: Uint8Array[];
  frontier: Frontier;
}

/** A growing tree. */
export class TileTree {
  readonly #hash: Sha256;
  readonly #watch: TileWatcher;
  readonly #levels: Level[] = [];
  #size = 0;

  /**
   * @param hash SHA-256.
   * @param watch Told of each tile that grows.
   */
  constructor(hash: Sha256, watch: TileWatcher) {
    this.#hash = hash;
    this.#watch = watch;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** Appends a leaf hash, 32 bytes; kept, so it must not change afterwards. */
  add(leaf: Uint8Array): void {
    this.#size++;
    this.#grow(0, leaf);
  }

  /** Root of the tree at this size. */
  root(): Uint8Array {
    const hashes = this.#levels.toReversed().flatMap(({ frontier }) => frontier.hashes());
    return new Frontier(this.#hash, { size: this.#size, hashes }).root();
  }

  #grow(level: number, hash: Uint8Array): void {
    const tile = this.#levels[level] ?? this.#addLevel();
    tile.hashes.push(hash);
    tile.frontier.add(hash);
    this.#watch({ level, index: tile.index }, tile.hashes);
    if (tile.hashes.length < TILE_WIDTH) return;
    const root = tile.frontier.root();
    this.#levels[level] = { index: tile.index + 1, ...emptyTile(this.#hash) };
    this.#grow(level + 1, root);
  }

  #addLevel(): Level {
    const level = { index: 0, ...emptyTile(this.#hash) };
    this.#levels.push(level);
    return level;
  }
}

function emptyTile(hash: Sha256): { hashes: Uint8Array[]; frontier: Frontier } {
  return { hashes: [], frontier: new Frontier(hash) };
}
