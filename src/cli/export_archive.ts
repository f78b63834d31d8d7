/**
 * Writes a directory as one archive that has the same bytes each time: names in order, no times, no
 * owners. It holds regular files only, and `verify` reads it as it is.
 *
 * ```text
 * zip     one local header and deflated data per file, the directory, its end
 * tar.gz  ustar: one header per file, its data filled up to 512 bytes, two blocks of zeros
 * ```
 * @module
 */

import { concat, utf8 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { Crc32 } from "../base/crc32.ts";
import { fileFault } from "./input.ts";

/** Kinds of archives. */
export type PackedKind = "zip" | "tar.gz";

/** Most files and bytes of a zip without its 64-bit fields (APPNOTE 4.3.9, 4.4.1.4). */
const ZIP_FILES_MAX = 65_534;
const ZIP_BYTES_MAX = 0xfffffffe;
/** Version 2.0, made on Unix: deflate, and a Unix mode. */
const ZIP_VERSION = 20;
const ZIP_MADE_BY = (3 << 8) | ZIP_VERSION;
const ZIP_UTF8 = 0x0800;
const ZIP_DEFLATED = 8;
/** 1 January 1980, the first day that the format knows. */
const ZIP_DATE = 0x0021;
const ZIP_MODE = (0o100644 << 16) >>> 0;
/** Where sizes stand in a local header. */
const ZIP_SIZES_AT = 14;

const TAR_BLOCK = 512;
const TAR_NAME_MAX = 100;
const TAR_PREFIX_MAX = 155;
/** Eleven octal digits. */
const TAR_BYTES_MAX = 8 ** 11 - 1;
const FILES_MAX = 2_000_000;

/** The kind that a file name asks for, or null. */
export function packedKind(path: string): PackedKind | null {
  if (path.endsWith(".zip")) return "zip";
  return path.endsWith(".tar.gz") || path.endsWith(".tgz") ? "tar.gz" : null;
}

/** Regular files below a directory as relative paths, in the order of their code units. */
export function pathsBelow(directory: string): string[] {
  const paths: string[] = [];
  const visit = (below: string): void => {
    for (const entry of Deno.readDirSync(`${directory}/${below}`)) {
      const path = `${below}${entry.name}`;
      if (entry.isDirectory) visit(`${path}/`);
      else if (entry.isFile && paths.push(path) > FILES_MAX) {
        throw new OutbandError("IO", `Cannot export: more than ${FILES_MAX} files`);
      }
    }
  };
  visit("");
  return paths.sort();
}

/**
 * Packs all files below a directory.
 *
 * @param options.folder Directory that they are in when they are unpacked.
 * @throws {OutbandError} CONFIG when the archive exists or its kind cannot hold them; IO.
 */
export async function packDirectory(
  directory: string,
  options: { archive: string; kind: PackedKind; folder: string },
): Promise<void> {
  const { archive, kind, folder } = options;
  const file = await openNew(archive);
  let isDone = false;
  try {
    const files = pathsBelow(directory).map((path) => ({
      name: `${folder}/${path}`,
      path: `${directory}/${path}`,
    }));
    if (kind === "zip") await writeZip(file, files);
    else await writeTarGz(file, files);
    await file.sync();
    isDone = true;
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot write ${archive}: ${fileFault(error)}`, { cause: error });
  } finally {
    file.close();
    if (!isDone) await Deno.remove(archive); // Half an archive must not be taken for a whole one.
  }
}

async function openNew(archive: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(archive, { write: true, createNew: true });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new OutbandError("CONFIG", `Cannot write ${archive}: it exists, and is kept`);
    }
    throw new OutbandError("IO", `Cannot write ${archive}: ${fileFault(error)}`, { cause: error });
  }
}

/** A file to be packed. */
interface PackedFile {
  /** Path in the archive. */
  name: string;
  /** Path on this machine. */
  path: string;
}

async function writeZip(file: Deno.FsFile, files: readonly PackedFile[]): Promise<void> {
  if (files.length > ZIP_FILES_MAX) {
    throw tooLarge(`${files.length} files are more than the ${ZIP_FILES_MAX} of a zip`);
  }
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, path } of files) {
    const bytes = utf8(name);
    const local = concat(
      fields([4, 0x04034b50], [2, ZIP_VERSION], ...commonFields(), ...sizeFields(), [
        2,
        bytes.length,
      ], [2, 0]),
      bytes,
    );
    writeAll(file, local);
    const sizes = await deflateInto(file, path);
    // The sizes are known only now; the header is completed where it stands.
    file.seekSync(at + ZIP_SIZES_AT, Deno.SeekMode.Start);
    writeAll(file, fields(...sizeFields(sizes)));
    file.seekSync(0, Deno.SeekMode.End);
    directory.push(concat(
      fields(
        [4, 0x02014b50],
        [2, ZIP_MADE_BY],
        [2, ZIP_VERSION],
        ...commonFields(),
        ...sizeFields(sizes),
        [2, bytes.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, ZIP_MODE],
        [4, at],
      ),
      bytes,
    ));
    at += local.length + sizes.packed;
    if (at > ZIP_BYTES_MAX) throw tooLarge("it is larger than the 4 GiB of a zip");
  }
  const central = concat(...directory);
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, at],
    [2, 0],
  );
  if (at + central.length > ZIP_BYTES_MAX) throw tooLarge("it is larger than the 4 GiB of a zip");
  writeAll(file, concat(central, end));
}

/** Flags, method, time and date. */
function commonFields(): [bytes: number, value: number][] {
  return [[2, ZIP_UTF8], [2, ZIP_DEFLATED], [2, 0], [2, ZIP_DATE]];
}

interface ZipSizes {
  crc: number;
  packed: number;
  size: number;
}

function sizeFields(
  { crc, packed, size }: ZipSizes = { crc: 0, packed: 0, size: 0 },
): [bytes: number, value: number][] {
  return [[4, crc], [4, packed], [4, size]];
}

async function deflateInto(to: Deno.FsFile, path: string): Promise<ZipSizes> {
  const crc = new Crc32();
  let size = 0;
  let packed = 0;
  const counted = (await Deno.open(path, { read: true })).readable.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller): void {
        crc.update(piece);
        size += piece.length;
        controller.enqueue(piece);
      },
    }),
  );
  for await (const piece of counted.pipeThrough(new CompressionStream("deflate-raw"))) {
    packed += piece.length;
    writeAll(to, piece);
  }
  if (size > ZIP_BYTES_MAX) throw tooLarge(`${path} is larger than the 4 GiB of a zip`);
  return { crc: crc.value, packed, size };
}

function tooLarge(why: string): OutbandError {
  return new OutbandError("CONFIG", `Cannot write a zip: ${why}; name a .tar.gz`);
}

/** Numbers, least significant byte first. */
function fields(...values: readonly [bytes: number, value: number][]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const [count, value] of values) {
    for (let k = 0; k < count; k++) bytes.push(Math.floor(value / 256 ** k) % 256);
  }
  return Uint8Array.from(bytes);
}

async function writeTarGz(file: Deno.FsFile, files: readonly PackedFile[]): Promise<void> {
  const blocks = ReadableStream.from(tarBlocks(files));
  for await (const piece of blocks.pipeThrough(new CompressionStream("gzip"))) {
    writeAll(file, piece);
  }
}

async function* tarBlocks(files: readonly PackedFile[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const { name, path } of files) {
    const source = await Deno.open(path, { read: true });
    const { size } = source.statSync();
    yield tarHeader(name, size);
    let length = 0;
    for await (const piece of source.readable) {
      length += piece.length;
      yield piece;
    }
    if (length !== size) throw new Error(`${path} changed while it was read`);
    if (size % TAR_BLOCK > 0) yield new Uint8Array(TAR_BLOCK - size % TAR_BLOCK);
  }
  yield new Uint8Array(2 * TAR_BLOCK);
}

/** POSIX ustar; the name is cut at a slash when it is long. */
function tarHeader(name: string, size: number): Uint8Array<ArrayBuffer> {
  const { prefix, rest } = splitName(name);
  if (size > TAR_BYTES_MAX) throw new Error(`${name} is larger than a tar can say`);
  const header = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string): void => header.set(utf8(text), at);
  put(0, rest);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, "0");
  put(257, "ustar\0");
  put(263, "00");
  put(345, prefix);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return header;
}

function splitName(name: string): { prefix: string; rest: string } {
  if (utf8(name).length <= TAR_NAME_MAX) return { prefix: "", rest: name };
  for (let cut = name.indexOf("/"); cut >= 0; cut = name.indexOf("/", cut + 1)) {
    const [prefix, rest] = [name.slice(0, cut), name.slice(cut + 1)];
    if (utf8(rest).length <= TAR_NAME_MAX && utf8(prefix).length <= TAR_PREFIX_MAX) {
      return { prefix, rest };
    }
  }
  throw new OutbandError("CONFIG", `Cannot write a tar: the name ${name} is too long; name a .zip`);
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
}
