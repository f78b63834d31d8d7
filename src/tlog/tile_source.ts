/**
 * Proofs from the static files of a log (c2sp.org/tlog-tiles). Which tiles a proof needs does not
 * depend on what is in them, so they are named first, read by the caller in whatever way, and then
 * hashed. Reads nothing itself.
 *
 * ```text
 * node (level 10, index 3) = inner node 2 levels above the hashes of tile level 1:
 *                            hashes 12 ... 15 of that level, which lie in tile/1/000
 * ```
 * @module
 */

import { HASH_BYTES, type HashSource, rootOf, type Sha256 } from "./merkle.ts";
import { type Tile, TILE_WIDTH, tilePath } from "./tiles.ts";

/** Levels of the tree in one level of tiles. */
const LEVELS_PER_TILE = 8;

/** What is computed from a tree: a proof or a root. */
export type Walk<T> = (source: HashSource) => T;

/**
 * The tiles that a computation over the tree of `size` leaves reads, each once, with the width that
 * it has at that size.
 */
export function tilesOf(size: number, walk: Walk<unknown>): Tile[] {
  const tiles = new Map<string, Tile>();
  const nothing = new Uint8Array(HASH_BYTES);
  walk({
    hash: () => nothing,
    node(level, index): Uint8Array {
      const tile = tileOf(size, level, index);
      tiles.set(tilePath(tile.level, tile.index, tile.width), tile);
      return nothing;
    },
  });
  return [...tiles.values()];
}

/**
 * A source over tiles.
 *
 * @param hash SHA-256.
 * @param size Leaves in the tree.
 * @param tiles Bytes by path, of at least the widths that {@linkcode tilesOf} names.
 */
export function tileSource(
  hash: Sha256,
  size: number,
  tiles: ReadonlyMap<string, Uint8Array>,
): HashSource {
  return {
    hash,
    node(level, index): Uint8Array {
      const tile = tileOf(size, level, index);
      const path = tilePath(tile.level, tile.index, tile.width);
      const bytes = tiles.get(path);
      const count = 2 ** (level % LEVELS_PER_TILE);
      const start = (index * count) % TILE_WIDTH;
      if (bytes === undefined || bytes.length < (start + count) * HASH_BYTES) {
        throw new RangeError(`Tile ${path} is missing or too short`);
      }
      const hashes = Array.from({ length: count }, (_, k) => {
        const at = (start + k) * HASH_BYTES;
        return bytes.subarray(at, at + HASH_BYTES);
      });
      return rootOf(hash, hashes);
    },
  };
}

function tileOf(size: number, level: number, index: number): Tile {
  const tileLevel = Math.floor(level / LEVELS_PER_TILE);
  const hashes = Math.floor(size / TILE_WIDTH ** tileLevel); // On the tile's level, at this size.
  const first = index * 2 ** (level % LEVELS_PER_TILE);
  const tileIndex = Math.floor(first / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, hashes - tileIndex * TILE_WIDTH);
  return { level: tileLevel, index: tileIndex, width };
}
