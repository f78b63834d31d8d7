/**
 * Writes zip and tar archives byte by byte, also wrong ones: no honest tool makes those.
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import type { ArchiveLimits, ByteFile } from "../../src/verify/archive_file.ts";
import { archiveSource } from "../../src/verify/archive.ts";
import { Crc32 } from "../../src/base/crc32.ts";

/** One entry of a zip, with what may be wrong about it. */
export interface ZipEntry {
  name: string | Uint8Array;
  data?: Uint8Array;
  /** 0 stored, 8 deflated; the data is compressed here. */
  method?: number;
  flags?: number;
  /** Unix mode with its type bits. */
  mode?: number;
  system?: number;
  crc?: number;
  size?: number;
  /** Name in the local header. */
  localName?: string;
  /** Place of the local header, instead of its true one. */
  at?: number;
  extra?: Uint8Array;
}

/** A zip of these entries. */
export async function zipOf(
  entries: readonly ZipEntry[],
  options: { before?: Uint8Array; comment?: string; count?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [options.before ?? new Uint8Array(0)];
  const directory: Uint8Array[] = [];
  let at = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const data = entry.data ?? new Uint8Array(0);
    const method = entry.method ?? 8;
    const packed = method === 8 ? await compressed(data, "deflate-raw") : data;
    const crc = new Crc32();
    crc.update(data);
    const name = typeof entry.name === "string" ? utf8(entry.name) : entry.name;
    const localName = entry.localName === undefined ? name : utf8(entry.localName);
    const common = [
      ...u16(20, entry.flags ?? 0, method, 0, 0),
      ...u32(entry.crc ?? crc.value, packed.length, entry.size ?? data.length),
    ];
    const local = concat(
      Uint8Array.of(...u32(0x04034b50), ...common, ...u16(localName.length, 0)),
      localName,
      packed,
    );
    const extra = entry.extra ?? new Uint8Array(0);
    const system = (entry.system ?? 3) << 8;
    directory.push(concat(
      Uint8Array.of(
        ...u32(0x02014b50),
        ...u16(20 | system),
        ...common,
        ...u16(name.length, extra.length, 0, 0, 0),
        ...u32(((entry.mode ?? 0o100644) << 16) >>> 0, entry.at ?? at),
      ),
      name,
      extra,
    ));
    parts.push(local);
    at += local.length;
  }
  const central = concat(...directory);
  const comment = utf8(options.comment ?? "");
  const count = options.count ?? entries.length;
  const end = Uint8Array.of(
    ...u32(0x06054b50),
    ...u16(0, 0, count, count),
    ...u32(central.length, at),
    ...u16(comment.length),
  );
  return concat(...parts, central, end, comment);
}

/** One entry of a tar. */
export interface TarEntry {
  name: string;
  data?: Uint8Array;
  /** Type flag. */
  kind?: string;
  link?: string;
  size?: number;
}

/** A ustar archive of these entries, with its two blocks of zeros. */
export function tarOf(entries: readonly TarEntry[]): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap((entry) => {
    const data = entry.data ?? new Uint8Array(0);
    return [tarHeader(entry), data, new Uint8Array((512 - data.length % 512) % 512)];
  });
  return concat(...blocks, new Uint8Array(1024));
}

function tarHeader(entry: TarEntry): Uint8Array {
  const header = new Uint8Array(512);
  const put = (at: number, text: string): void => header.set(utf8(text), at);
  const size = entry.size ?? entry.data?.length ?? 0;
  put(0, entry.name);
  put(100, "0000644\x000000000\x000000000\x00");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, entry.kind ?? "0");
  put(157, entry.link ?? "");
  put(257, "ustar\x0000");
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return header;
}

/** One pax field with its own length in front. */
export function paxField(name: string, value: string): Uint8Array {
  const rest = ` ${name}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length++;
  return utf8(`${length}${rest}`);
}

/** Compressed bytes. */
export async function compressed(
  bytes: Uint8Array,
  format: "gzip" | "deflate-raw",
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream(format));
  return await new Response(stream).bytes();
}

/** Bytes as a file that can be read anywhere. */
export function byteFile(bytes: Uint8Array): ByteFile {
  return {
    size: bytes.length,
    read: (at, length) => Promise.resolve(bytes.slice(at, at + length)),
  };
}

/** Everything in an archive by path; throws what the reader throws. */
export async function filesIn(
  bytes: Uint8Array,
  limits?: ArchiveLimits,
): Promise<Map<string, Uint8Array>> {
  const source = archiveSource(byteFile(bytes), limits);
  const files = new Map<string, Uint8Array>();
  for (const path of await source.list()) files.set(path, await source.read(path));
  return files;
}

function u16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
}

function u32(...values: number[]): number[] {
  return values.flatMap((value) => [...u16(value & 0xffff), ...u16(value >>> 16)]);
}
