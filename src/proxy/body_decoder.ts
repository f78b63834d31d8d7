/**
 * Finds body bytes in the raw bytes of an HTTP/1.1 connection: known length, chunked, until EOF.
 *
 * Pure and incremental. Payload is reported as ranges of the input; nothing is copied here.
 *
 * @module
 */

import { type Framing, HeadError } from "./response_head.ts";

/** Longest chunk-size line, extensions included. */
const SIZE_LINE_MAX = 1_024;
/** Longest trailer section. */
const TRAILERS_MAX = 16_384;

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const SEMICOLON = 59;

/** States of the chunked decoder. */
const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILER_START = 6;
const TRAILER = 7;
const TRAILER_LF = 8;
const END_LF = 9;
const SIZE_SPACE = 10;

/** Told each range of payload, in order. */
export type PayloadSink = (from: number, to: number) => void;

/** Decodes one body. */
export class BodyDecoder {
  readonly #kind: Framing["kind"];
  /** Bytes left: of the body with a known length, of the current chunk when chunked. */
  #left: number;
  #state = SIZE;
  #digits = 0;
  #lineBytes = 0;
  /** True when the body has ended; further bytes belong to nobody. */
  done: boolean;

  constructor(framing: Framing) {
    this.#kind = framing.kind;
    this.#left = framing.kind === "length" ? framing.length : 0;
    this.done = framing.kind === "none";
  }

  /**
   * Takes the bytes from `from` to `to`.
   *
   * @param sink Told the payload ranges.
   * @returns Index after the last byte used; below `to` only when the body has ended.
   * @throws {HeadError} If the chunked coding is broken.
   */
  push(bytes: Uint8Array, range: { from: number; to: number }, sink: PayloadSink): number {
    const { from, to } = range;
    if (this.done) return from;
    if (this.#kind === "eof") {
      if (to > from) sink(from, to);
      return to;
    }
    if (this.#kind === "length") {
      const end = Math.min(to, from + this.#left);
      this.#left -= end - from;
      this.done = this.#left === 0;
      if (end > from) sink(from, end);
      return end;
    }
    return this.#pushChunked(bytes, range, sink);
  }

  /**
   * The connection has ended.
   *
   * @returns true when that is a proper end of this body.
   */
  endOfInput(): boolean {
    if (this.#kind === "eof") this.done = true;
    return this.done;
  }

  #pushChunked(bytes: Uint8Array, range: { from: number; to: number }, sink: PayloadSink): number {
    let at = range.from;
    while (at < range.to && !this.done) {
      if (this.#state === DATA) {
        const end = Math.min(range.to, at + this.#left);
        this.#left -= end - at;
        sink(at, end);
        at = end;
        if (this.#left === 0) this.#state = DATA_CR;
      } else {
        this.#step(bytes[at++] as number);
      }
    }
    return at;
  }

  #step(byte: number): void {
    switch (this.#state) {
      case SIZE:
        return this.#stepSize(byte);
      case SIZE_SPACE:
        this.#countLine(SIZE_LINE_MAX);
        return this.#endSize(byte);
      case EXTENSION:
        this.#countLine(SIZE_LINE_MAX);
        if (byte === LF) throw new HeadError("a chunk size line ends in a bare line feed");
        if (byte === CR) this.#state = SIZE_LF;
        return;
      case SIZE_LF:
        this.#expect(byte, LF, this.#left === 0 ? TRAILER_START : DATA);
        this.#digits = 0;
        this.#lineBytes = 0;
        return;
      case DATA_CR:
        return this.#expect(byte, CR, DATA_LF);
      case DATA_LF:
        return this.#expect(byte, LF, SIZE);
      case TRAILER_START:
      case TRAILER:
        this.#countLine(TRAILERS_MAX);
        if (byte === LF) throw new HeadError("a trailer ends in a bare line feed");
        if (byte !== CR) this.#state = TRAILER;
        else this.#state = this.#state === TRAILER_START ? END_LF : TRAILER_LF;
        return;
      case TRAILER_LF:
        return this.#expect(byte, LF, TRAILER_START);
      case END_LF:
        this.#expect(byte, LF, SIZE);
        this.done = true;
    }
  }

  #stepSize(byte: number): void {
    this.#countLine(SIZE_LINE_MAX);
    const digit = hexDigit(byte);
    if (digit >= 0) {
      // 12 digits are 2^48: beyond any body, and still exact in a double.
      if (++this.#digits > 12) throw new HeadError("a chunk size has more than 12 digits");
      this.#left = this.#left * 16 + digit;
      return;
    }
    if (this.#digits === 0) throw new HeadError("a chunk size is missing");
    this.#endSize(byte);
  }

  /** What may follow the digits: white space, an extension, the end of the line. */
  #endSize(byte: number): void {
    if (byte === CR) this.#state = SIZE_LF;
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else if (byte === SPACE || byte === TAB) this.#state = SIZE_SPACE;
    else throw new HeadError("a chunk size is not a hexadecimal number");
  }

  #countLine(max: number): void {
    if (++this.#lineBytes > max) throw new HeadError("a chunk size line or trailer is too long");
  }

  #expect(byte: number, wanted: number, next: number): void {
    if (byte !== wanted) throw new HeadError("a chunk does not end where its size says");
    this.#state = next;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
