/**
 * Files of anchors: reads the tiles that a proof needs, and puts receipts beside the checkpoint
 * that they confirm. Asynchronous, because it runs on the thread that forwards calls.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import { TEMPORARY_SUFFIX } from "../format/disk.ts";
import { consistencyProof, type Sha256 } from "../tlog/merkle.ts";
import { tilesOf, tileSource } from "../tlog/tile_source.ts";
import { type Tile, TILE_WIDTH, tilePath } from "../tlog/tiles.ts";

/**
 * Proof that the tree of `oldSize` leaves is a prefix of the one of `newSize`, from the tiles in a
 * log's directory.
 *
 * @throws {OutbandError} IO if a tile is missing: the log has grown meanwhile, and partial tiles
 *   were replaced.
 */
export async function readConsistencyProof(
  hash: Sha256,
  evidenceDir: string,
  { oldSize, newSize }: { oldSize: number; newSize: number },
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Uint8Array>();
  for (const tile of tilesOf(newSize, (source) => consistencyProof(source, oldSize, newSize))) {
    const { level, index, width } = tile;
    tiles.set(tilePath(level, index, width), await readTile(evidenceDir, tile));
  }
  return consistencyProof(tileSource(hash, newSize, tiles), oldSize, newSize);
}

/** A full tile begins with what any partial one of its place held. */
async function readTile(evidenceDir: string, { level, index, width }: Tile): Promise<Uint8Array> {
  const names = new Set([tilePath(level, index, width), tilePath(level, index, TILE_WIDTH)]);
  for (const name of names) {
    try {
      return await Deno.readFile(`${evidenceDir}/${name}`);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new OutbandError("IO", `Cannot make a consistency proof: ${[...names][0]} is missing`);
}

/** Puts a whole file in place, durable, with the directory that it lies in; what is above is there. */
export async function writeReceipt(path: string, bytes: Uint8Array): Promise<void> {
  const directory = path.slice(0, path.lastIndexOf("/"));
  try {
    await Deno.mkdir(directory);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  const temporary = `${path}${TEMPORARY_SUFFIX}`;
  const file = await Deno.open(temporary, { write: true, create: true, truncate: true });
  try {
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.syncData();
  } finally {
    file.close();
  }
  await Deno.rename(temporary, path);
  const above = directory.slice(0, directory.lastIndexOf("/"));
  for (const each of [directory, above]) {
    const handle = await Deno.open(each, { read: true });
    try {
      await handle.sync();
    } finally {
      handle.close();
    }
  }
}
