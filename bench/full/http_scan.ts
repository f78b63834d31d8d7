/**
 * Reads HTTP/1.1 framing from bytes as they arrive, without making strings: the load client and the
 * upstream shall cost little beside what is measured.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";

const CR = 13;
const LF = 10;
const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const SEMICOLON = 59;
/** Turns ASCII letters into lower case. */
const LOWER = 0x20;
const CONTENT_LENGTH = utf8("content-length:");
const CHUNKED = utf8("transfer-encoding: chunked");
/** Hexadecimal digits of a chunk's size. */
const SIZE_DIGITS_MAX = 8;

/** The head of one message: how long it is, and how its body is framed. */
export class HeadScan {
  /** Bytes of the head with the empty line. */
  headBytes = 0;
  /** Bytes of the body; -1 when the head does not say. */
  bodyBytes = -1;
  isChunked = false;

  /**
   * Looks for the end of the head.
   *
   * @param filled Bytes of the buffer that have arrived.
   * @returns Whether the head is complete; only then are the fields valid.
   */
  scan(buffer: Uint8Array, filled: number): boolean {
    this.bodyBytes = -1;
    this.isChunked = false;
    let lineAt = 0;
    for (let at = 0; at < filled; at++) {
      if (buffer[at] !== LF) continue;
      if (at - lineAt <= 1) {
        this.headBytes = at + 1;
        return true;
      }
      this.#readLine(buffer, { at: lineAt, end: at });
      lineAt = at + 1;
    }
    return false;
  }

  #readLine(buffer: Uint8Array, line: { at: number; end: number }): void {
    if (beginsWith(buffer, { ...line, text: CONTENT_LENGTH })) {
      this.bodyBytes = decimalAt(buffer, line.at + CONTENT_LENGTH.length);
    } else if (beginsWith(buffer, { ...line, text: CHUNKED })) {
      this.isChunked = true;
    }
  }
}

type ChunkState = "size" | "extension" | "data" | "dataEnd" | "trailer";

/** Takes the chunk framing off a body. */
export class Dechunker {
  /** Whether the last chunk and the trailers have been read. */
  isDone = false;
  #state: ChunkState = "size";
  #left = 0;
  #digits = 0;
  #lineBytes = 0;

  /** Begins another body. */
  reset(): void {
    this.isDone = false;
    this.#state = "size";
    this.#left = 0;
    this.#digits = 0;
    this.#lineBytes = 0;
  }

  /**
   * Reads `input` to its end.
   *
   * @param out Receives the payload from `outAt` on.
   * @returns Where the payload ends in `out`.
   * @throws {Error} If the framing is wrong, or bytes follow the body.
   */
  push(input: Uint8Array, out: { bytes: Uint8Array; at: number }): number {
    let outAt = out.at;
    for (let at = 0; at < input.length;) {
      if (this.isDone) throw new Error("Bytes follow the chunked body");
      if (this.#state === "data") {
        const count = Math.min(this.#left, input.length - at);
        out.bytes.set(input.subarray(at, at + count), outAt);
        outAt += count;
        at += count;
        this.#left -= count;
        if (this.#left === 0) this.#state = "dataEnd";
      } else {
        this.#readFraming(input[at] ?? 0);
        at++;
      }
    }
    return outAt;
  }

  #readFraming(byte: number): void {
    if (this.#state === "dataEnd") {
      if (byte === LF) this.#state = "size";
      else if (byte !== CR) throw new Error("The chunk is longer than its size says");
    } else if (this.#state === "trailer") {
      if (byte === LF) {
        this.isDone = this.#lineBytes === 0;
        this.#lineBytes = 0;
      } else if (byte !== CR) this.#lineBytes++;
    } else if (byte === LF) {
      this.#endSize();
    } else if (this.#state === "size" && byte !== CR) {
      this.#readSize(byte);
    }
  }

  #readSize(byte: number): void {
    if (byte === SEMICOLON || byte === SPACE) {
      this.#state = "extension";
      return;
    }
    const digit = hexDigit(byte);
    this.#digits++;
    if (digit < 0 || this.#digits > SIZE_DIGITS_MAX) throw new Error("The chunk's size is wrong");
    this.#left = this.#left * 16 + digit;
  }

  #endSize(): void {
    if (this.#digits === 0) throw new Error("The chunk has no size");
    this.#state = this.#left === 0 ? "trailer" : "data";
    this.#digits = 0;
  }
}

/** Value of one hexadecimal digit, or -1. */
export function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO;
  const lower = byte | LOWER;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** `text` is in lower case. */
function beginsWith(
  buffer: Uint8Array,
  line: { at: number; end: number; text: Uint8Array },
): boolean {
  const { at, end, text } = line;
  if (end - at < text.length) return false;
  for (let k = 0; k < text.length; k++) {
    const byte = buffer[at + k] ?? 0;
    const lower = byte >= 65 && byte <= 90 ? byte | LOWER : byte;
    if (lower !== text[k]) return false;
  }
  return true;
}

function decimalAt(buffer: Uint8Array, start: number): number {
  let at = start;
  while (buffer[at] === SPACE) at++;
  let value = 0;
  for (let byte = buffer[at] ?? 0; byte >= ZERO && byte <= NINE; byte = buffer[++at] ?? 0) {
    value = value * 10 + byte - ZERO;
  }
  return value;
}
