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
