/**
 * What the readers of archives share: access to bytes, limits, and the rules that every name keeps.
 * @module
 */

/** Bytes that can be read at any place: an open file, a `Blob`. */
export interface ByteFile {
  /** Length in bytes. */
  readonly size: number;
  /** Bytes from `at` on; fewer than `length` at the end of the file. */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** What an archive may hold. */
export interface ArchiveLimits {
  /** Most files. */
  filesMax: number;
  /** Most bytes of all files together, unpacked. */
  bytesMax: number;
  /** Most bytes unpacked for each byte of the archive; small archives are not held to it. */
  ratioMax: number;
}

/** Years of hourly windows; records shrink to a fifth, an empty tile to a thirtieth. */
export const DEFAULT_LIMITS: ArchiveLimits = {
  filesMax: 500_000,
  bytesMax: 256 * 1024 ** 3,
  ratioMax: 200,
};

/** Below this, a large ratio harms nobody. */
const RATIO_FREE_BYTES = 64 * 1024 * 1024;

/** One file of an archive. */
export interface ArchiveFile {
  /** Bytes, unpacked. */
  size: number;
  /**
   * The content in pieces, exactly `size` bytes.
   *
   * @throws {ArchiveError} If it is damaged or has another length.
   */
  stream(): AsyncIterable<Uint8Array>;
}

/** An archive that is not read, and the finding that says so. */
export class ArchiveError extends Error {
  /** Name of the class. */
  override name = "ArchiveError";
  /** `ARCHIVE_UNSAFE` for what no honest tool writes, `FILE_UNREADABLE` for damage. */
  readonly code: "ARCHIVE_UNSAFE" | "FILE_UNREADABLE" | "LIMIT_EXCEEDED";

  /**
   * An error with its finding.
   *
   * @param code The finding.
   * @param message What was seen, in one line.
   */
  constructor(code: ArchiveError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Longest path and deepest nesting; a log of this program needs 90 characters and 7 levels. */
const PATH_CHARS_MAX = 1_024;
const DEPTH_MAX = 32;
/** A name of these is a device, a drive or a stream somewhere. */
// deno-lint-ignore no-control-regex
const STRANGE_REGEXP = /[\\:\x00-\x1f\x7f]/;

/** Collects the files of an archive and refuses what is not safe. */
export class ArchiveNames {
  readonly #files = new Map<string, ArchiveFile>();
  readonly #directories = new Set<string>();
  readonly #limits: ArchiveLimits;
  readonly #ratioBytesMax: number;
  #bytes = 0;

  /** @param archiveBytes Length of the archive. */
  constructor(limits: ArchiveLimits, archiveBytes: number) {
    this.#limits = limits;
    this.#ratioBytesMax = Math.max(RATIO_FREE_BYTES, limits.ratioMax * archiveBytes);
  }

  /** Adds a file. @param name As the archive has it. */
  add(name: string, file: ArchiveFile): void {
    const path = safePath(name);
    if (path === "" || name.endsWith("/")) throw unsafe(`A file is named ${shown(name)}`);
    if (this.#files.has(path)) throw unsafe(`It holds ${shown(path)} twice`);
    if (this.#directories.has(path)) throw unsafe(`${shown(path)} is a file and a directory`);
    this.#addDirectories(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
    this.#files.set(path, file);
    this.#bytes += file.size;
    const { filesMax, bytesMax } = this.#limits;
    if (this.#files.size > filesMax) throw tooLarge(`It holds more than ${filesMax} files`);
    if (this.#bytes > bytesMax) throw tooLarge(`Unpacked it has more than ${bytesMax} bytes`);
    if (this.#bytes > this.#ratioBytesMax) {
      throw tooLarge("Unpacked it is so much larger than packed that no evidence can be");
    }
  }

  /** Adds a directory. @param name As the archive has it. */
  addDirectory(name: string): void {
    this.#addDirectories(safePath(name));
  }

  /** All files by path. */
  get files(): ReadonlyMap<string, ArchiveFile> {
    return this.#files;
  }

  #addDirectories(path: string): void {
    for (let at = path; at !== "" && !this.#directories.has(at);) {
      if (this.#files.has(at)) throw unsafe(`${shown(at)} is a file and a directory`);
      if (this.#directories.size > this.#limits.filesMax) throw tooLarge("Too many directories");
      this.#directories.add(at);
      at = at.slice(0, Math.max(at.lastIndexOf("/"), 0));
    }
  }
}

/** The path that a name means below the root; `./` in front is what `tar -C DIR .` writes. */
function safePath(name: string): string {
  if (name.length > PATH_CHARS_MAX) throw unsafe(`A name has ${name.length} characters`);
  if (STRANGE_REGEXP.test(name)) throw unsafe(`The name ${shown(name)} has a strange character`);
  const path = name.replace(/^(?:\.\/)+/, "").replace(/\/$/, "");
  if (path === "" || path === ".") return "";
  const parts = path.split("/");
  if (parts.length > DEPTH_MAX) throw unsafe(`${shown(name)} is nested deeper than ${DEPTH_MAX}`);
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    throw unsafe(`The name ${shown(name)} leads out of the archive, or around in it`);
  }
  return path;
}

/** Bytes at a place, all of them. @throws {ArchiveError} If the file ends before. */
export async function readExactly(
  file: ByteFile,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (at + length <= file.size) {
    const bytes = await file.read(at, length);
    if (bytes.length === length) return bytes;
  }
  throw damaged("It ends too early");
}

/** A name for messages. */
export function shown(name: string): string {
  return JSON.stringify(name.length <= 100 ? name : `${name.slice(0, 97)}...`);
}

/** The archive holds what no honest tool writes. */
export function unsafe(message: string): ArchiveError {
  return new ArchiveError("ARCHIVE_UNSAFE", message);
}

/** The archive is cut or damaged. */
export function damaged(message: string): ArchiveError {
  return new ArchiveError("FILE_UNREADABLE", `The archive is damaged: ${message}`);
}

function tooLarge(message: string): ArchiveError {
  return new ArchiveError("LIMIT_EXCEEDED", message);
}
