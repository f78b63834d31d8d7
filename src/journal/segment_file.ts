/**
 * A file that only grows, by whole batches that are there or not there. After a failed write or
 * sync it is cut back to the last durable batch before anything else is written, because what a
 * failed sync left behind is unknown.
 * @module
 */

import { type Disk, type DiskFile, writeAll } from "../format/disk.ts";

/** The file is not where it was: what is written into it may be lost. */
export class FileGoneError extends Error {
  override name = "FileGoneError";
}

/** An append-only file. */
export class SegmentFile {
  /** Path of the file. */
  readonly path: string;
  readonly #disk: Disk;
  readonly #syncs: boolean;
  readonly #mayMove: boolean;
  #file: DiskFile | null = null;
  /** The system can tell where an open file is; not every file system keeps numbers of files. */
  #canTell = false;
  #length: number;

  /**
   * Opens nothing yet.
   *
   * @param file `length` is the bytes to keep, what lies beyond is cut off before the first batch;
   *   with `syncs` false a batch is durable only after {@linkcode SegmentFile.sync}; with `mayMove`
   *   the file may be renamed while it is open, as rotation of logs does.
   */
  constructor(
    disk: Disk,
    path: string,
    file: { length: number; syncs?: boolean; mayMove?: boolean },
  ) {
    this.#disk = disk;
    this.#mayMove = file.mayMove ?? false;
    this.#syncs = file.syncs ?? true;
    this.path = path;
    this.#length = file.length;
  }

  /** Bytes in the file. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends a batch.
   *
   * @throws What the disk reports; the batch is not part of the file then and can be tried again.
   * @throws {FileGoneError} If the file was removed, or moved where it must not.
   */
  append(batch: Uint8Array): void {
    try {
      const file = this.#file ?? this.#open();
      this.#mustBeThere(file);
      writeAll(file, batch, this.#length);
      if (this.#syncs) file.sync();
      this.#length += batch.length;
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  /** Makes all batches durable; throws what the disk reports. */
  sync(): void {
    (this.#file ?? this.#open()).sync();
  }

  /** Closes the file; a later append opens it again. */
  close(): void {
    this.#file?.close();
    this.#file = null;
  }

  /** A write into a file without a name would succeed, and be lost. */
  #mustBeThere(file: DiskFile): void {
    if (!this.#canTell) return;
    const place = file.whereabouts(this.path);
    if (place === "here" || (place === "moved" && this.#mayMove)) return;
    throw new FileGoneError(`${this.path} was ${place} while it was open`);
  }

  #open(): DiskFile {
    // What should have content is not made anew: an empty file in its place would hide the loss.
    const file = this.#disk.openWrite(this.path, { mustExist: this.#length > 0 });
    this.#file = file;
    this.#canTell = file.whereabouts(this.path) === "here";
    const size = file.size();
    if (size < this.#length) {
      throw new FileGoneError(`${this.path} has ${size} of ${this.#length} bytes`);
    }
    if (size > this.#length) file.truncate(this.#length);
    return file;
  }

  /** Cuts back now if the disk lets us; the next append does it otherwise. */
  #giveUp(): void {
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    try {
      if (file.size() > this.#length) file.truncate(this.#length);
    } catch {
      // Counted by the caller as part of the failed batch; #open cuts again.
    }
    try {
      file.close();
    } catch {
      // A handle that cannot be closed is of no more use than a closed one.
    }
  }
}

/** True when there is nothing at a path, or an empty file. */
export function isEmpty(disk: Disk, path: string): boolean {
  const file = disk.openRead(path);
  if (file === null) return true;
  try {
    return file.size() === 0;
  } finally {
    file.close();
  }
}
