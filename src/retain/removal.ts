/**
 * Removes what a signed tombstone names. It can be cut off anywhere: the segment of a part goes
 * first, oldest part first, so what is left is always a log that begins with a whole part.
 * @module
 */

import { type Disk, type ListedPart, listParts } from "../format/disk.ts";
import { CHECKPOINT_FILE, SEGMENT_FILE } from "../format/layout.ts";
import { parseTilePath, TILE_WIDTH } from "../tlog/tiles.ts";
import { listTelemetry, readCheckpoint } from "./plan.ts";

/** Where the files are. */
export interface RemovalPlace {
  disk: Disk;
  evidenceDir: string;
  privateDir: string;
}

/** Deepest directory that is emptied: a part's `anchors`, tiles of a large log. */
const DEPTH_MAX = 8;

/**
 * Removes the oldest windows with what belongs to them: their secrets, and the entry bundles that
 * hold nothing but their records and those of their neighbours. Hashes of the tree stay.
 *
 * @param end Records that a tombstone declares as gone; the newest sealed part stays whatever it
 *   says.
 * @returns How many parts were removed.
 */
export function removeWindows(place: RemovalPlace, end: number): number {
  const { disk, evidenceDir } = place;
  const parts = listParts(disk, evidenceDir);
  const sizes = parts.map(({ directory }) =>
    readCheckpoint(disk, `${evidenceDir}/${directory}/${CHECKPOINT_FILE}`)?.size ?? null
  );
  const newest = sizes.findLastIndex((size) => size !== null);
  const last = sizes.findLastIndex((size, k) => size !== null && size <= end && k < newest);
  const old = parts.slice(0, last + 1);
  for (const part of old) removePart(place, part);
  removeRemains(place, parts[last + 1]);
  removeBundles(place, { end, size: sizes[newest] ?? 0 });
  return old.length;
}

function removePart({ disk, evidenceDir, privateDir }: RemovalPlace, part: ListedPart): void {
  const directory = `${evidenceDir}/${part.directory}`;
  disk.remove(`${directory}/${SEGMENT_FILE}`);
  disk.syncDirectory(directory);
  removeTree(disk, directory, 0);
  const secrets = `${privateDir}/secrets`;
  const prefix = `${part.w}.${part.part}.`;
  for (const { name, isFile } of disk.list(secrets) ?? []) {
    if (isFile && name.startsWith(prefix)) disk.remove(`${secrets}/${name}`);
  }
}

/** Directories of parts whose segment had gone already when a removal was cut off. */
function removeRemains(
  { disk, evidenceDir }: RemovalPlace,
  first: ListedPart | undefined,
): void {
  if (first === undefined) return;
  const [, firstDay = "", firstName = ""] = first.directory.split("/");
  for (const day of disk.list(`${evidenceDir}/windows`) ?? []) {
    if (!day.isDirectory || day.name > firstDay) continue;
    const path = `${evidenceDir}/windows/${day.name}`;
    for (const { name, isDirectory } of disk.list(path) ?? []) {
      const isOlder = day.name < firstDay || name < firstName;
      const files = disk.list(`${path}/${name}`) ?? [];
      const isBare = !files.some((file) => file.name === SEGMENT_FILE);
      if (isDirectory && isOlder && isBare) removeTree(disk, `${path}/${name}`, 0);
    }
    if (day.name < firstDay && disk.list(path)?.length === 0) disk.remove(path);
  }
  disk.syncDirectory(`${evidenceDir}/windows`);
}

/** The bundle that is being filled stays: the next seal goes on from it. */
function removeBundles(
  { disk, evidenceDir }: RemovalPlace,
  { end, size }: { end: number; size: number },
): void {
  const open = Math.floor(size / TILE_WIDTH);
  const visit = (below: string, depth: number): void => {
    for (const { name, isFile, isDirectory } of disk.list(`${evidenceDir}/${below}`) ?? []) {
      const path = `${below}/${name}`;
      if (isDirectory && depth < DEPTH_MAX) visit(path, depth + 1);
      const tile = isFile ? parseTilePath(path) : null;
      if (tile === null || tile.level !== "entries" || tile.index >= open) continue;
      if (tile.index * TILE_WIDTH < end) disk.remove(`${evidenceDir}/${path}`);
    }
  };
  visit("tile/entries", 0);
}

function removeTree(disk: Disk, directory: string, depth: number): void {
  for (const { name, isDirectory } of disk.list(directory) ?? []) {
    if (isDirectory && depth < DEPTH_MAX) removeTree(disk, `${directory}/${name}`, depth + 1);
    else disk.remove(`${directory}/${name}`);
  }
  disk.remove(directory);
}

/**
 * Removes telemetry files of windows that began before a moment.
 *
 * @param span As the tombstone has it, milliseconds since 1970.
 * @returns How many files were removed.
 */
export function removeTelemetry(
  disk: Disk,
  logDir: string,
  span: { fromMs: number; toMs: number },
): number {
  const old = listTelemetry(disk, logDir).filter(({ startMs }) =>
    span.fromMs <= startMs && startMs < span.toMs
  );
  for (const { name } of old) disk.remove(`${logDir}/${name}`);
  if (old.length > 0) disk.syncDirectory(logDir);
  return old.length;
}
