/**
 * Cuts a stream of bytes into lines. Holds at most one line, and never a whole file.
 *
 * Lines of plain ASCII, which nearly all are, also come as text: one decoding of a whole piece
 * costs less than one for each line (measured: a tenth of a verification).
 *
 * @module
 */

import { concat, decodeUtf8 } from "../base/bytes.ts";

const LF = 0x0a;
const NOTHING = new Uint8Array(0);

/** What to do with lines. */
export interface LineHandler {
  /** Longest line in bytes, without its line feed. */
  bytesMax: number;
  /**
   * Gets a line without its line feed.
   *
   * @param bytes A view that is valid only during the call.
   * @param text The same as text, or null when that is still to be decoded.
   */
  line(bytes: Uint8Array, text: string | null): void;
  /** Gets told of a line that is too long, once; its bytes are skipped. */
  tooLong(): void;
}

/** Cuts pieces into lines. */
export class LineSplitter {
  readonly #handler: LineHandler;
  #held: Uint8Array = NOTHING;
  #isSkipping = false;

  /** @param handler Gets the lines. */
  constructor(handler: LineHandler) {
    this.#handler = handler;
  }

  /** Takes the next piece of the file. */
  push(piece: Uint8Array): void {
    const text = asciiOf(piece);
    let start = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
      this.#whole(piece.subarray(start, end), text === null ? null : text.slice(start, end));
      start = end + 1;
    }
    this.#hold(piece.subarray(start));
  }

  /** Ends the file. @returns The bytes after the last line feed, empty when there are none. */
  end(): Uint8Array {
    const tail = this.#held;
    this.#held = NOTHING;
    return tail;
  }

  #whole(bytes: Uint8Array, text: string | null): void {
    const isWhole = this.#held.length === 0;
    const line = isWhole ? bytes : concat(this.#held, bytes);
    this.#held = NOTHING;
    if (this.#isSkipping) this.#isSkipping = false;
    else if (line.length > this.#handler.bytesMax) this.#handler.tooLong();
    else this.#handler.line(line, isWhole ? text : null);
  }

  #hold(bytes: Uint8Array): void {
    if (this.#isSkipping) return;
    this.#held = concat(this.#held, bytes);
    if (this.#held.length <= this.#handler.bytesMax) return;
    this.#held = NOTHING;
    this.#isSkipping = true;
    this.#handler.tooLong();
  }
}

/** A piece as text when it is ASCII, so that positions are the same in both; else null. */
function asciiOf(piece: Uint8Array): string | null {
  try {
    const text = decodeUtf8(piece);
    return text.length === piece.length ? text : null;
  } catch {
    return null; // The piece is not UTF-8, or is cut inside a character: its lines will tell.
  }
}
