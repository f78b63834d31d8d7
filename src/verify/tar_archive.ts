/**
 * Reads tar archives as GNU, BSD and Go tools write them: ustar (POSIX.1-1988), pax (POSIX.1-2001)
 * and GNU long names. Regular files and directories only.
 *
 * ```text
 * header of 512 bytes, content filled up to a multiple of 512, ... a block of zeros ends it
 * ```
 * @module
 */

import {
  type ArchiveFile,
  type ArchiveLimits,
  ArchiveNames,
  type ByteFile,
  damaged,
  readExactly,
  shown,
  unsafe,
} from "./archive_file.ts";
import { textOf } from "./source.ts";

const BLOCK_BYTES = 512;
const PIECE_BYTES = 256 * 1024;
/** Longest list of pax fields, or long name. */
const EXTENSION_BYTES_MAX = 64 * 1024;
/** GNU tar fills up to 10 KiB behind the end, with larger blocks to more. */
const PADDING_BYTES_MAX = 1024 * 1024;
const OCTAL_REGEXP = /^ *([0-7]{1,12})[ \0]*$/;
const PAX_LENGTH_REGEXP = /^([1-9]\d{0,5}) /;
const DIGITS_REGEXP = /^\d{1,15}$/;
const SPACE = 0x20;
/** Place of the check sum in a header. */
const SUM_AT = 148;
const SUM_END = 156;

/** True for the first block of a tar. */
export function isTar(head: Uint8Array): boolean {
  return fieldText(head, 257, 5) === "ustar";
}

/** What extension headers say of the file that follows. */
interface Extension {
  path?: string;
  size?: number;
}

/**
 * The files of a tar by path.
 *
 * @throws {ArchiveError} If the archive is damaged, unsafe, or larger than allowed.
 */
export async function readTar(
  file: ByteFile,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, ArchiveFile>> {
  const names = new ArchiveNames(limits, file.size);
  let extension: Extension = {};
  for (let at = 0;;) {
    const header = await readExactly(file, at, BLOCK_BYTES);
    at += BLOCK_BYTES;
    if (header.every((byte) => byte === 0)) {
      if (Object.keys(extension).length > 0) throw damaged("its last file is missing");
      await checkPadding(file, at);
      return names.files;
    }
    const { name, kind, size: ownSize } = parseHeader(header);
    const size = isExtension(kind) ? ownSize : extension.size ?? ownSize;
    const contentAt = at;
    at += Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    if (at > file.size) throw damaged(`it ends inside ${shown(name)}`);
    if (isExtension(kind)) {
      extension = { ...extension, ...await readExtension(file, { kind, at: contentAt, size }) };
      continue;
    }
    const path = extension.path ?? name;
    extension = {};
    if (kind === "5") names.addDirectory(path);
    else if (kind !== "0" && kind !== "\0") throw unsafe(`${shown(path)} is a link or no file`);
    else names.add(path, { size, stream: () => readPieces(file, contentAt, size) });
  }
}

function isExtension(kind: string): boolean {
  return kind === "x" || kind === "g" || kind === "L";
}

function parseHeader(header: Uint8Array): { name: string; kind: string; size: number } {
  let sum = 0;
  for (let k = 0; k < BLOCK_BYTES; k++) {
    sum += k >= SUM_AT && k < SUM_END ? SPACE : header[k] as number;
  }
  if (!isTar(header) || numberAt(header, SUM_AT, SUM_END - SUM_AT) !== sum) {
    throw damaged("a header in it is none");
  }
  const isPosix = header[262] === 0; // GNU writes a space there, and other fields as a prefix.
  const prefix = isPosix ? fieldText(header, 345, 155) : "";
  const name = fieldText(header, 0, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    kind: String.fromCharCode(header[156] as number),
    size: numberAt(header, 124, 12),
  };
}

/** Text up to the first zero byte. */
function fieldText(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  const text = textOf(end < 0 ? field : field.subarray(0, end));
  if (text === null) throw unsafe("A name in it is not UTF-8");
  return text;
}

/** Octal digits, or eight and more bytes of a large number after a byte 0x80 (GNU). */
function numberAt(header: Uint8Array, at: number, length: number): number {
  const field = header.subarray(at, at + length);
  if (field[0] === 0x80) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    if (Number.isSafeInteger(value)) return value;
  }
  const digits = OCTAL_REGEXP.exec(String.fromCharCode(...field))?.[1];
  if (digits === undefined) throw damaged("a number in it is none");
  return parseInt(digits, 8);
}

async function readExtension(
  file: ByteFile,
  { kind, at, size }: { kind: string; at: number; size: number },
): Promise<Extension> {
  if (size > EXTENSION_BYTES_MAX) throw unsafe(`A header in it has ${size} bytes`);
  const bytes = await readExactly(file, at, size);
  if (kind === "L") return { path: fieldText(bytes, 0, size) };
  const fields = parsePax(bytes);
  const path = fields.get("path");
  const length = fields.get("size");
  const names = [...fields.keys()];
  const strange = names.find((name) => name === "linkpath" || name.startsWith("GNU.sparse."));
  if (strange !== undefined) throw unsafe(`A file in it has the field ${shown(strange)}`);
  if (kind === "g") {
    if (path !== undefined || length !== undefined) throw unsafe("All its files have one name");
    return {};
  }
  if (length !== undefined && !DIGITS_REGEXP.test(length)) throw damaged("a size in it is none");
  return {
    ...(path === undefined ? {} : { path }),
    ...(length === undefined ? {} : { size: Number(length) }),
  };
}

/** Fields of the form `30 mtime=1795219200.123456789` LF, each with its own length in front. */
function parsePax(bytes: Uint8Array): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const head = String.fromCharCode(...bytes.subarray(at, at + 8));
    const match = PAX_LENGTH_REGEXP.exec(head);
    const end = at + Number(match?.[1] ?? 0);
    const field = match === null || end > bytes.length || bytes[end - 1] !== 0x0a
      ? null
      : bytes.subarray(at + match[0].length, end - 1);
    const equals = field?.indexOf(0x3d) ?? -1;
    if (field === null || equals <= 0) throw damaged("a header in it is none");
    const name = textOf(field.subarray(0, equals));
    // Values that no reader needs may be bytes of any kind.
    const value = textOf(field.subarray(equals + 1));
    if (name === null || (value === null && name === "path")) {
      throw unsafe("A name in it is not UTF-8");
    }
    if (fields.has(name)) throw unsafe(`A file in it has two fields ${shown(name)}`);
    fields.set(name, value ?? "");
    at = end;
  }
  return fields;
}

async function checkPadding(file: ByteFile, at: number): Promise<void> {
  const length = file.size - at;
  if (length > PADDING_BYTES_MAX) throw unsafe(`${length} bytes follow its end`);
  const bytes = await readExactly(file, at, length);
  if (bytes.some((byte) => byte !== 0)) throw unsafe("Something follows its end");
}

async function* readPieces(
  file: ByteFile,
  at: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += PIECE_BYTES) {
    yield await readExactly(file, at + done, Math.min(PIECE_BYTES, length - done));
  }
}
