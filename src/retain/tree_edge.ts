/**
 * The right edge of a log's tree at an earlier size, from its tiles: what a tombstone keeps of the
 * records that are gone.
 * @module
 */

import { equalBytes } from "../base/bytes.ts";
import { type Disk, readFile } from "../format/disk.ts";
import { Frontier, HASH_BYTES, type HashSource, type Sha256 } from "../tlog/merkle.ts";
import { tilesOf, tileSource } from "../tlog/tile_source.ts";
import { TILE_WIDTH, tilePath } from "../tlog/tiles.ts";

/** Roots of the complete subtrees at a size, left to right. */
export function frontierAt(source: HashSource, size: number): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  let start = 0;
  let level = Math.floor(Math.log2(Math.max(size, 1)));
  for (let width = 2 ** level; width >= 1; width /= 2, level--) {
    if (size - start < width) continue;
    hashes.push(source.node(level, start / width));
    start += width;
  }
  return hashes;
}

/**
 * Reads the edge at a size, and makes sure that it gives the root that was signed.
 *
 * @param tree Size of the tree on disk, the size asked for, and the root signed there.
 * @returns null when a tile is missing, or they give another root.
 */
export function readFrontier(
  parts: { disk: Disk; hash: Sha256; root: string },
  tree: { diskSize: number; size: number; signedRoot: Uint8Array },
): Uint8Array[] | null {
  const { disk, hash, root } = parts;
  const { diskSize, size, signedRoot } = tree;
  const tiles = new Map<string, Uint8Array>();
  for (const { level, index, width } of tilesOf(diskSize, (from) => frontierAt(from, size))) {
    const name = tilePath(level, index, width);
    const bytes = [name, tilePath(level, index, TILE_WIDTH)]
      .map((path) => readFile(disk, `${root}/${path}`, { bytesMax: TILE_WIDTH * HASH_BYTES }))
      .find((found) => found !== null);
    if (bytes === undefined) return null;
    tiles.set(name, bytes);
  }
  const hashes = frontierAt(tileSource(hash, diskSize, tiles), size);
  return equalBytes(new Frontier(hash, { size, hashes }).root(), signedRoot) ? hashes : null;
}
