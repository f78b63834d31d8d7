/**
 * Free space of a file system, where the process may ask for it (`--allow-sys=statfs`).
 * @module
 */

import { statfsSync } from "node:fs";

/** Space of the file system that holds a path. */
export interface FileSystem {
  freeBytes: number;
  totalBytes: number;
  /** Its kind, as statfs(2) numbers it. */
  type: number;
}

/** Null where it cannot be asked for, or there is no such path. */
export function diskSpace(path: string): FileSystem | null {
  try {
    const { bsize, bavail, blocks, type } = statfsSync(path);
    return { freeBytes: bsize * bavail, totalBytes: bsize * blocks, type };
  } catch {
    return null;
  }
}

const RIGHT: Deno.SysPermissionDescriptor = { name: "sys", kind: "statfs" };

/** The permission that a sandboxed thread needs to ask, where the process has it to give. */
export function spacePermission(): "statfs"[] {
  return Deno.permissions.querySync(RIGHT).state === "granted" ? ["statfs"] : [];
}
