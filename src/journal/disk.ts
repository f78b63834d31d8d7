/**
 * The system's files behind {@linkcode Disk}: the only place of the program that opens files for
 * writing. It knows nothing of what is in them.
 * @module
 */

import type { Disk, DiskFile, DiskLock } from "../format/disk.ts";

const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_DIRECTORY_MODE = 0o700;
const PERMISSION_BITS = 0o777;

class SystemFile implements DiskFile {
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  size(): number {
    return this.#file.statSync().size;
  }

  read(into: Uint8Array, at: number): number {
    this.#file.seekSync(at, Deno.SeekMode.Start);
    return this.#file.readSync(into) ?? 0;
  }

  write(bytes: Uint8Array, at: number): number {
    this.#file.seekSync(at, Deno.SeekMode.Start);
    return this.#file.writeSync(bytes);
  }

  truncate(length: number): void {
    this.#file.truncateSync(length);
  }

  sync(): void {
    this.#file.syncDataSync();
  }

  whereabouts(path: string): "here" | "moved" | "removed" {
    const own = this.#file.statSync();
    if (own.nlink === 0) return "removed";
    const named = ifFound(() => Deno.statSync(path));
    // Systems without inodes do not let go of a file that is open.
    return own.ino === null || (named?.ino === own.ino && named.dev === own.dev) ? "here" : "moved";
  }

  close(): void {
    this.#file.close();
  }
}

/** {@linkcode Disk} on Deno's synchronous calls; for a thread that may block. */
export const SYSTEM_DISK: Disk = {
  openRead(path: string): DiskFile | null {
    return ifFound(() => new SystemFile(Deno.openSync(path, { read: true })));
  },

  openWrite(path: string, options: { isPrivate?: boolean; mustExist?: boolean } = {}): DiskFile {
    const mode = options.isPrivate === true ? { mode: PRIVATE_FILE_MODE } : {};
    const create = options.mustExist !== true;
    return new SystemFile(Deno.openSync(path, { read: true, write: true, create, ...mode }));
  },

  list(path: string): { name: string; isFile: boolean; isDirectory: boolean }[] | null {
    return ifFound(() =>
      [...Deno.readDirSync(path)].map(({ name, isFile, isDirectory }) => ({
        name,
        isFile,
        isDirectory,
      }))
    );
  },

  makeDirectory(
    path: string,
    options: { isPrivate?: boolean; isLastOnly?: boolean } = {},
  ): void {
    const mode = options.isPrivate === true ? { mode: PRIVATE_DIRECTORY_MODE } : {};
    const recursive = options.isLastOnly !== true;
    try {
      Deno.mkdirSync(path, { recursive, ...mode });
    } catch (error) {
      const isThere = !recursive && error instanceof Deno.errors.AlreadyExists;
      if (!isThere || !Deno.statSync(path).isDirectory) throw error;
    }
  },

  rename(from: string, to: string): void {
    Deno.renameSync(from, to);
  },

  remove(path: string): void {
    ifFound(() => Deno.removeSync(path));
  },

  syncDirectory(path: string): void {
    const directory = Deno.openSync(path, { read: true });
    try {
      directory.syncSync();
    } finally {
      directory.close();
    }
  },

  mode(path: string): number | null {
    const bits = ifFound(() => Deno.statSync(path).mode);
    return bits === null ? null : bits & PERMISSION_BITS;
  },

  lock(path: string): DiskLock | null {
    const file = Deno.openSync(path, { read: true, write: true, create: true });
    let isLocked = false;
    try {
      isLocked = file.tryLockSync(true);
    } finally {
      if (!isLocked) file.close();
    }
    if (!isLocked) return null;
    const held = new SystemFile(file);
    // Where numbers of files are not kept, nothing can be told; the audit must not stop for that.
    const canTell = held.whereabouts(path) === "here";
    return {
      isThere: (): boolean => !canTell || held.whereabouts(path) === "here",
      release(): void {
        file.close(); // The lock goes with the last handle of the open file.
      },
    };
  },
};

function ifFound<T>(call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
