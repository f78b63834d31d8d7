/**
 * Reads zip archives (PKWARE APPNOTE 6.3.10), also the large kind (zip64). Stored and deflated
 * files only; what is encrypted, split, overlapping or hidden before the first file is refused.
 *
 * ```text
 * local header 1, data 1, local header 2, ...   each where the directory says, none overlapping
 * central directory                             the names, sizes and kinds that count
 * [zip64 end, zip64 locator] end                the directory ends exactly where this begins
 * ```
 * @module
 */

import {
  ArchiveError,
  type ArchiveFile,
  type ArchiveLimits,
  ArchiveNames,
  type ByteFile,
  damaged,
  readExactly,
  shown,
  unsafe,
} from "./archive_file.ts";
import { Crc32 } from "../base/crc32.ts";
import { inflate } from "./inflate.ts";
import { textOf } from "./source.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR64_SIGNATURE = 0x07064b50;
const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const COMMENT_BYTES_MAX = 0xffff;
const DIRECTORY_BYTES_MAX = 128 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

const IN_ZIP64 = 0xffffffff;
const IN_ZIP64_SHORT = 0xffff;
const EXTRA_ZIP64 = 0x0001;
/** A second name beside the first (Info-ZIP); some programs would believe it. */
const EXTRA_UNICODE_PATH = 0x7075;
const FLAGS_ENCRYPTED = 0x2041;
const STORED = 0;
const DEFLATED = 8;

/** Systems whose attributes hold a Unix mode: Unix and macOS. */
const UNIX_SYSTEMS: readonly number[] = [3, 19];
const MODE_TYPE = 0xf000;
const MODE_FILE = 0x8000;
const MODE_DIRECTORY = 0x4000;

/** True for the first bytes of a zip, also of an empty one. */
export function isZip(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const signature = viewOf(head).getUint32(0, true);
  return signature === LOCAL_SIGNATURE || signature === END_SIGNATURE;
}

/**
 * The files of a zip by path.
 *
 * @throws {ArchiveError} If the archive is damaged, unsafe, or larger than allowed.
 */
export async function readZip(
  file: ByteFile,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, ArchiveFile>> {
  const directory = await findDirectory(file);
  if (directory.bytes > DIRECTORY_BYTES_MAX || directory.entries > 2 * limits.filesMax) {
    throw new ArchiveError("LIMIT_EXCEEDED", `It has ${directory.entries} entries`);
  }
  const bytes = await readExactly(file, directory.at, directory.bytes);
  const entries = parseDirectory(bytes, directory.entries);
  const inOrder = entries.toSorted((a, b) => a.at - b.at);
  if ((inOrder[0]?.at ?? directory.at) !== 0) throw unsafe("Something lies before its first file");
  for (const [k, entry] of inOrder.entries()) {
    entry.end = inOrder[k + 1]?.at ?? directory.at;
    const needed = LOCAL_BYTES + entry.name.length + entry.packedBytes;
    if (entry.at + needed > entry.end) throw unsafe(`${shown(entry.text)} overlaps what follows`);
  }
  const names = new ArchiveNames(limits, file.size);
  for (const entry of entries) {
    if (entry.isDirectory) names.addDirectory(entry.text);
    else names.add(entry.text, { size: entry.size, stream: () => streamEntry(file, entry) });
  }
  return names.files;
}

interface Directory {
  at: number;
  bytes: number;
  entries: number;
}

/** Reads the end of the archive, which says where the directory is. */
async function findDirectory(file: ByteFile): Promise<Directory> {
  const tailBytes = Math.min(file.size, END_BYTES + COMMENT_BYTES_MAX);
  const tailAt = file.size - tailBytes;
  const tail = await readExactly(file, tailAt, tailBytes);
  const view = viewOf(tail);
  let end = tailBytes - END_BYTES;
  for (; end >= 0; end--) {
    const isEnd = view.getUint32(end, true) === END_SIGNATURE;
    if (isEnd && end + END_BYTES + view.getUint16(end + 20, true) === tailBytes) break;
  }
  if (end < 0) throw damaged("a zip that does not end as a zip");
  if (view.getUint32(end + 4, true) !== 0) throw unsafe("It is a part of a split zip");
  const short = {
    entries: view.getUint16(end + 10, true),
    bytes: view.getUint32(end + 12, true),
    at: view.getUint32(end + 16, true),
  };
  const isLarge = short.entries === IN_ZIP64_SHORT || short.bytes === IN_ZIP64 ||
    short.at === IN_ZIP64;
  const found = isLarge
    ? await findDirectory64(file, tailAt + end)
    : { ...short, endAt: tailAt + end };
  if (!isLarge && view.getUint16(end + 8, true) !== short.entries) {
    throw unsafe("It is a part of a split zip");
  }
  if (found.at + found.bytes !== found.endAt) {
    throw unsafe("Its directory does not end where it must");
  }
  return found;
}

async function findDirectory64(
  file: ByteFile,
  endAt: number,
): Promise<Directory & { endAt: number }> {
  const locatorAt = endAt - LOCATOR64_BYTES;
  if (locatorAt < END64_BYTES) throw damaged("a large zip without its locator");
  const locator = viewOf(await readExactly(file, locatorAt, LOCATOR64_BYTES));
  const at = count64(locator, 8);
  if (locator.getUint32(0, true) !== LOCATOR64_SIGNATURE || at !== locatorAt - END64_BYTES) {
    throw damaged("a large zip without its locator");
  }
  const end = viewOf(await readExactly(file, at, END64_BYTES));
  const isEnd = end.getUint32(0, true) === END64_SIGNATURE &&
    count64(end, 4) === END64_BYTES - 12;
  if (!isEnd) throw damaged("a large zip that does not end as one");
  const entries = count64(end, 32);
  const isSplit = end.getUint32(16, true) !== 0 || end.getUint32(20, true) !== 0 ||
    count64(end, 24) !== entries;
  if (isSplit) throw unsafe("It is a part of a split zip");
  return { entries, bytes: count64(end, 40), at: count64(end, 48), endAt: at };
}

/** A file or directory as the directory has it. */
interface Entry {
  /** Name as bytes, and as text. */
  name: Uint8Array;
  text: string;
  isDirectory: boolean;
  method: number;
  crc: number;
  packedBytes: number;
  size: number;
  /** Where its local header begins. */
  at: number;
  /** Where the next one, or the directory, begins. */
  end: number;
}

function parseDirectory(bytes: Uint8Array, count: number): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + ENTRY_BYTES > bytes.length) throw damaged("its directory ends too early");
    const view = viewOf(bytes.subarray(at));
    if (view.getUint32(0, true) !== ENTRY_SIGNATURE) throw damaged("its directory is no directory");
    const nameEnd = ENTRY_BYTES + view.getUint16(28, true);
    const extraEnd = nameEnd + view.getUint16(30, true);
    const length = extraEnd + view.getUint16(32, true);
    if (at + length > bytes.length) throw damaged("its directory ends too early");
    const name = bytes.subarray(at + ENTRY_BYTES, at + nameEnd);
    const extra = bytes.subarray(at + nameEnd, at + extraEnd);
    entries.push(parseEntry(view, { name, extra }));
    at += length;
  }
  if (at !== bytes.length) throw unsafe("Its directory holds more entries than it says");
  return entries;
}

function parseEntry(view: DataView, texts: { name: Uint8Array; extra: Uint8Array }): Entry {
  const { name } = texts;
  const text = textOf(name);
  if (text === null) throw unsafe("A name in it is not UTF-8");
  if ((view.getUint16(8, true) & FLAGS_ENCRYPTED) !== 0) {
    throw unsafe(`${shown(text)} is encrypted`);
  }
  const method = view.getUint16(10, true);
  if (method !== STORED && method !== DEFLATED) {
    throw unsafe(`${shown(text)} is compressed by method ${method}, which is not read`);
  }
  const entry: Entry = {
    name,
    text,
    isDirectory: text.endsWith("/"),
    method,
    crc: view.getUint32(16, true),
    packedBytes: view.getUint32(20, true),
    size: view.getUint32(24, true),
    at: view.getUint32(42, true),
    end: 0,
  };
  takeExtra(entry, texts.extra);
  checkKind(entry, { system: view.getUint8(5), mode: view.getUint16(40, true) });
  const isSplit = view.getUint16(34, true) !== 0;
  if (isSplit) throw unsafe(`${shown(text)} lies on another disk`);
  if (method === STORED && entry.packedBytes !== entry.size) {
    throw unsafe(`${shown(text)} has two sizes`);
  }
  return entry;
}

/** Large sizes and places stand in an extra field, in this order, each only when it is needed. */
function takeExtra(entry: Entry, extra: Uint8Array): void {
  const view = viewOf(extra);
  let at = 0;
  for (; at + 4 <= extra.length;) {
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > extra.length) break;
    if (id === EXTRA_UNICODE_PATH) throw unsafe(`${shown(entry.text)} has a second name`);
    let field = at + 4;
    for (const name of ["size", "packedBytes", "at"] as const) {
      if (id !== EXTRA_ZIP64 || entry[name] !== IN_ZIP64) continue;
      if (field + 8 > end) throw damaged("a large size is missing");
      entry[name] = count64(view, field);
      field += 8;
    }
    at = end;
  }
}

function checkKind(entry: Entry, { system, mode }: { system: number; mode: number }): void {
  const { text, isDirectory, size, packedBytes } = entry;
  const type = UNIX_SYSTEMS.includes(system) ? mode & MODE_TYPE : 0;
  if (type !== 0 && type !== (isDirectory ? MODE_DIRECTORY : MODE_FILE)) {
    throw unsafe(`${shown(text)} is a link or no regular file`);
  }
  // An empty deflated stream has two bytes; some programs write one for a directory.
  if (isDirectory && (size !== 0 || packedBytes > 2)) {
    throw unsafe(`The directory ${shown(text)} has content`);
  }
}

async function* streamEntry(file: ByteFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const at = await dataStart(file, entry);
  const { method, packedBytes, size, text } = entry;
  const crc = new Crc32();
  let done = 0;
  const pieces = method === STORED
    ? readPieces(file, at, size)
    : inflate({ file, at, length: packedBytes, format: "deflate-raw" });
  for await (const piece of pieces) {
    done += piece.length;
    if (done > size) throw unsafe(`${shown(text)} is longer than the archive says`);
    crc.update(piece);
    yield piece;
  }
  if (done !== size) throw damaged(`${shown(text)} is shorter than the archive says`);
  if (crc.value !== entry.crc) throw damaged(`the check sum of ${shown(text)} does not fit`);
}

/** Where the data begins: the local header must say the same as the directory. */
async function dataStart(file: ByteFile, entry: Entry): Promise<number> {
  const { at, end, name, text, method, packedBytes } = entry;
  const header = viewOf(await readExactly(file, at, LOCAL_BYTES));
  const nameBytes = header.getUint16(26, true);
  const isSame = header.getUint32(0, true) === LOCAL_SIGNATURE && nameBytes === name.length &&
    header.getUint16(8, true) === method;
  const localName = isSame ? await readExactly(file, at + LOCAL_BYTES, nameBytes) : null;
  if (localName === null || localName.some((byte, k) => byte !== name[k])) {
    throw unsafe(`${shown(text)} has another header than its directory says`);
  }
  const start = at + LOCAL_BYTES + nameBytes + header.getUint16(28, true);
  if (start + packedBytes > end) throw unsafe(`${shown(text)} overlaps what follows`);
  return start;
}

async function* readPieces(
  file: ByteFile,
  at: number,
  length: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let done = 0; done < length; done += PIECE_BYTES) {
    yield await readExactly(file, at + done, Math.min(PIECE_BYTES, length - done));
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A number of eight bytes that a double holds exactly. */
function count64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw damaged("it holds a number that is no size");
  return value;
}
