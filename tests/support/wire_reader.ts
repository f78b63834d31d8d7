/**
 * Reads HTTP/1.1 messages from a connection byte by byte, for the raw client and the raw upstream.
 * Strict where a proxy could hide a fault (CRLF, framing), and it keeps every byte it consumed.
 * It never decodes a content coding.
 * @module
 */

import { concat } from "../../src/base/bytes.ts";
import { withDeadline } from "./deadline.ts";

/** A header field as it stood on the wire: name in its own case, value without outer white space. */
export type HeaderPair = [name: string, value: string];

/** Start line and header fields of one message. */
export interface RawHead {
  /** First line without its line end. */
  startLine: string;
  headers: HeaderPair[];
  /** All bytes of the head, with the empty line. */
  raw: Uint8Array<ArrayBuffer>;
}

/** How the end of a body is found. */
export type Framing =
  | { kind: "none" }
  | { kind: "length"; length: number }
  | { kind: "chunked" }
  | { kind: "eof" };

const READ_BYTES = 65_536;
const LINE_BYTES_MAX = 65_536;
const BODY_BYTES_MAX = 1 << 28;
const LF = 10;
const CONTENT_LENGTH_REGEXP = /^\d{1,15}$/;
const CHUNK_SIZE_REGEXP = /^([0-9A-Fa-f]{1,8})(?:;.*)?$/;

/** The connection ended inside a line: a cut message, not a malformed one. */
class WireCutError extends Error {
  override name = "WireCutError";
}

/** Buffered reader of one connection. */
export class WireReader {
  readonly #conn: Deno.Conn;
  readonly #deadlineMs: number | null;
  readonly #scratch = new Uint8Array(READ_BYTES);
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #consumed: Uint8Array<ArrayBuffer>[] = [];
  #filling: Promise<boolean> | null = null;
  #ended = false;
  #fault: string | null = null;
  /** Told all bytes as they arrive, before anything is made of them. */
  onBytes: ((bytes: Uint8Array<ArrayBuffer>) => void) | null = null;

  /** @param deadlineMs Longest wait for one read; null waits as long as the connection lives. */
  constructor(conn: Deno.Conn, deadlineMs: number | null) {
    this.#conn = conn;
    this.#deadlineMs = deadlineMs;
  }

  /** Class name of the error that ended the connection, or null after a clean end or none. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Reads once into the buffer; false when the connection has ended. */
  fill(): Promise<boolean> {
    this.#filling ??= this.#readOnce().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  async #readOnce(): Promise<boolean> {
    if (this.#ended) return false;
    const count = await this.#bounded(
      this.#conn.read(this.#scratch).catch((error: unknown) => {
        this.#fault = error instanceof Error ? error.name : String(error);
        return null;
      }),
    );
    if (count === null) {
      this.#ended = true;
      return false;
    }
    const arrived = this.#scratch.subarray(0, count);
    this.onBytes?.(arrived);
    this.#buffer = concat(this.#buffer, arrived);
    return true;
  }

  #bounded(read: Promise<number | null>): Promise<number | null> {
    if (this.#deadlineMs === null) return read;
    return withDeadline(read, {
      ms: this.#deadlineMs,
      describe: () =>
        `Cannot read from the connection: nothing arrived after ${this.#buffer.length} ` +
        `unread bytes`,
    });
  }

  /** Takes what has arrived, at most `bytesMax` bytes, reading once if need be; null at the end. */
  async some(bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
    while (this.#buffer.length === 0) {
      if (!await this.fill()) return null;
    }
    return this.#take(Math.min(bytesMax, this.#buffer.length));
  }

  /**
   * Takes one line, without its CRLF; null when the connection ends before the first byte.
   *
   * @throws {WireCutError} If the connection ends inside the line.
   * @throws {Error} If the line is too long, or ends with a bare line feed.
   */
  async line(): Promise<string | null> {
    let end = this.#buffer.indexOf(LF);
    while (end < 0) {
      if (this.#buffer.length > LINE_BYTES_MAX) throw new Error("Cannot read a line: too long");
      if (!await this.fill()) {
        if (this.#buffer.length === 0) return null;
        throw new WireCutError(`Cannot read a line: cut after ${latin1(this.#buffer)}`);
      }
      end = this.#buffer.indexOf(LF);
    }
    const text = latin1(this.#take(end + 1));
    if (!text.endsWith("\r\n")) throw new Error(`Cannot read a line: bare line feed after ${text}`);
    return text.slice(0, -2);
  }

  /** All bytes consumed since the last call. */
  takeRaw(): Uint8Array<ArrayBuffer> {
    const raw = concat(...this.#consumed);
    this.#consumed = [];
    return raw;
  }

  #take(count: number): Uint8Array<ArrayBuffer> {
    const taken = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.subarray(count);
    this.#consumed.push(taken);
    return taken;
  }
}

/** Reads a body piece by piece: HTTP chunks as they were framed, else what each read delivered. */
export class BodyReader {
  /** True once the framing said that the body is whole. */
  complete = false;
  /** Trailer fields of a chunked body. */
  trailers: HeaderPair[] = [];
  readonly #reader: WireReader;
  readonly #framing: Framing;
  #left: number;

  constructor(reader: WireReader, framing: Framing) {
    this.#reader = reader;
    this.#framing = framing;
    this.#left = framing.kind === "length" ? framing.length : BODY_BYTES_MAX;
    this.complete = framing.kind === "none" || this.#left === 0;
  }

  /**
   * Next piece, or null when the body is whole or the connection has ended; see `complete`.
   *
   * @throws {Error} If chunk framing is broken.
   */
  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.complete) return null;
    if (this.#framing.kind === "chunked") {
      try {
        return await this.#nextChunk();
      } catch (error) {
        if (error instanceof WireCutError) return null;
        throw error;
      }
    }
    const piece = await this.#reader.some(this.#left);
    if (piece === null) {
      this.complete = this.#framing.kind === "eof" && this.#reader.fault === null;
      return null;
    }
    this.#left -= piece.length;
    if (this.#left === 0) this.complete = true;
    return piece;
  }

  /** The pieces that are left. */
  async rest(): Promise<Uint8Array<ArrayBuffer>[]> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let piece = await this.next(); piece !== null; piece = await this.next()) {
      pieces.push(piece);
    }
    return pieces;
  }

  /** Hands the pieces that are left to `sink` and keeps none of them, so that memory stays flat. */
  async each(sink: (piece: Uint8Array<ArrayBuffer>) => void | Promise<void>): Promise<void> {
    for (let piece = await this.next(); piece !== null; piece = await this.next()) {
      this.#reader.takeRaw();
      await sink(piece);
    }
  }

  async #nextChunk(): Promise<Uint8Array<ArrayBuffer> | null> {
    const line = await this.#reader.line();
    if (line === null) return null;
    const digits = CHUNK_SIZE_REGEXP.exec(line)?.[1];
    if (digits === undefined) throw new Error(`Cannot read a chunk size: ${line}`);
    const size = parseInt(digits, 16);
    if (size === 0) {
      this.trailers = await readFields(this.#reader);
      this.complete = true;
      return null;
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let left = size; left > 0;) {
      const part = await this.#reader.some(left);
      if (part === null) return parts.length === 0 ? null : concat(...parts);
      parts.push(part);
      left -= part.length;
    }
    const end = await this.#reader.line();
    if (end !== null && end !== "") throw new Error(`Cannot read a chunk end: ${end}`);
    return concat(...parts);
  }
}

/**
 * Reads a head; null when the connection ends before its first byte.
 *
 * @throws {Error} If it is cut or malformed.
 */
export async function readHead(reader: WireReader): Promise<RawHead | null> {
  reader.takeRaw();
  const startLine = await reader.line();
  if (startLine === null) return null;
  const headers = await readFields(reader);
  return { startLine, headers, raw: reader.takeRaw() };
}

async function readFields(reader: WireReader): Promise<HeaderPair[]> {
  const fields: HeaderPair[] = [];
  for (;;) {
    const line = await reader.line();
    if (line === null) throw new WireCutError(`Cannot read a head: cut at field ${fields.length}`);
    if (line === "") return fields;
    const colon = line.indexOf(":");
    if (colon < 1) throw new Error(`Cannot read a header field: ${line}`);
    fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
}

/** All values of a field, in order; the name is compared without case. */
export function headerValues(headers: readonly HeaderPair[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}

/**
 * Framing that the fields declare, or null when they declare none.
 *
 * @throws {Error} If they contradict each other (RFC 9112 section 6.3).
 */
export function declaredFraming(headers: readonly HeaderPair[]): Framing | null {
  const lengths = headerValues(headers, "content-length");
  const codings = headerValues(headers, "transfer-encoding");
  if (lengths.length + codings.length > 1) throw new Error("Framing is declared more than once");
  if (codings[0] !== undefined) {
    if (codings[0].toLowerCase() !== "chunked") throw new Error(`Framing unknown: ${codings[0]}`);
    return { kind: "chunked" };
  }
  if (lengths[0] === undefined) return null;
  if (!CONTENT_LENGTH_REGEXP.test(lengths[0])) throw new Error(`Bad length: ${lengths[0]}`);
  return { kind: "length", length: Number(lengths[0]) };
}

/** Text of bytes taken one to one; `TextDecoder("latin1")` would be windows-1252. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Bytes of a text whose characters are bytes already: the inverse of {@linkcode latin1}. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Writes all bytes; a single `write` may be short. */
export async function writeAll(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await conn.write(bytes.subarray(at));
}
