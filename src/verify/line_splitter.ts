/**
 * Cuts a stream of bytes into lines. Holds at most one line, and never a whole file.
 * @module
 */

import { concat } from "../base/bytes.ts";

const LF = 0x0a;
const NOTHING = new Uint8Array(0);

/** What to do with lines. */
export interface LineHandler {
  /** Longest line in bytes, without its line feed. */
  bytesMax: number;
  /** Gets a line without its line feed; the view is valid only during the call. */
  line(bytes: Uint8Array): void;
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
    let start = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
      this.#whole(piece.subarray(start, end));
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

  #whole(bytes: Uint8Array): void {
    const line = this.#held.length === 0 ? bytes : concat(this.#held, bytes);
    this.#held = NOTHING;
    if (this.#isSkipping) this.#isSkipping = false;
    else if (line.length > this.#handler.bytesMax) this.#handler.tooLong();
    else this.#handler.line(line);
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
