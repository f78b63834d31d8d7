/**
 * Files that others may read or change are refused where a secret, or a command, is in them.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { Disk } from "../format/disk.ts";

const OTHERS_BITS = 0o077;

/**
 * Refuses a file of group or world.
 *
 * @param what What the file is, in words.
 * @throws {OutbandError} CONFIG if anybody but its owner has a permission on it.
 */
export function checkOwnerOnly(disk: Disk, path: string, what: string): void {
  const mode = disk.mode(path);
  if (mode === null || (mode & OTHERS_BITS) === 0) return;
  throw new OutbandError(
    "CONFIG",
    `Cannot use the ${what} ${path}: others may read it (mode ${mode.toString(8)}); run chmod 600`,
  );
}

/** Any right of world, and the right of the group to write. */
const NOT_GROUP_READ_BITS = 0o027;

/**
 * Refuses a file that world may read, or that others may change. The group may read it: Kubernetes
 * mounts secrets so, and a secret that only signs messages opens no evidence.
 *
 * @param what What the file is, in words.
 * @throws {OutbandError} CONFIG if anybody else has a permission on it.
 */
export function checkNotPublic(disk: Disk, path: string, what: string): void {
  const mode = disk.mode(path);
  if (mode === null || !isPublic(mode)) return;
  throw new OutbandError(
    "CONFIG",
    `Cannot use the ${what} ${path}: others may use it (mode ${mode.toString(8)}); run chmod 600`,
  );
}

/** Whether permission bits give more than the owner's rights and reading for the group. */
export function isPublic(mode: number): boolean {
  return (mode & NOT_GROUP_READ_BITS) !== 0;
}
