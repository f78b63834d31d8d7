/**
 * Lines to an output that never make the writer wait: a bounded queue, drained on the side.
 *
 *     line() -> queue, at most so many characters -> one write after the other -> pipe
 *                 full: the line is lost whole, and counted
 *
 * One sink is the only writer of its output, and a write is begun when the last one has ended, so
 * lines neither interleave nor tear, however long they are and however slowly somebody reads.
 *
 * @module
 */

import { background } from "../base/background.ts";

/** Characters that may wait; a collector that stops for minutes costs memory up to here. */
const WAITING_CHARACTERS_MAX = 64 * 1024 * 1024;
/** Lines are written together up to this many characters, or one by one when they are longer. */
const WRITE_CHARACTERS = 256 * 1024;

/** Where the bytes go. */
export interface LineTarget {
  write(bytes: Uint8Array): Promise<number>;
}

/** Writes whole lines in order, or counts them as lost. */
export class LineSink {
  readonly #target: LineTarget;
  readonly #charactersMax: number;
  readonly #encoder = new TextEncoder();
  readonly #waiting: string[] = [];
  /** Of the lines that wait and those being written. */
  #characters = 0;
  #draining: Promise<void> | null = null;
  #isBroken = false;
  #lost = 0;
  #lostTaken = 0;

  /** @param options.charactersMax Bound of the queue, in UTF-16 code units. */
  constructor(target: LineTarget, { charactersMax = WAITING_CHARACTERS_MAX } = {}) {
    this.#target = target;
    this.#charactersMax = charactersMax;
  }

  /**
   * Takes one line without its line feed.
   *
   * @returns false when it is lost.
   */
  line(text: string): boolean {
    if (this.#isBroken || this.#characters + text.length > this.#charactersMax) {
      this.#lost++;
      return false;
    }
    this.#waiting.push(text);
    this.#characters += text.length;
    if (this.#draining === null) {
      this.#draining = this.#drain();
      background(this.#draining, () => {});
    }
    return true;
  }

  /** Lines lost since the last question. */
  takeLost(): number {
    const lost = this.#lost - this.#lostTaken;
    this.#lostTaken = this.#lost;
    return lost;
  }

  /** True while nothing waits and nothing is being written. */
  get isIdle(): boolean {
    return this.#draining === null;
  }

  /** Lines lost since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** Waits until everything is written; a reader that stopped makes this wait, too. */
  async flushed(): Promise<void> {
    await this.#draining;
  }

  /**
   * Gives up on what still waits: it is lost.
   *
   * @returns Lines given up, without those that are being written.
   */
  abandon(): number {
    const lines = this.#waiting.length;
    this.#waiting.length = 0;
    this.#isBroken = true;
    this.#lost += lines;
    return lines;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const { text, lines } = this.#nextPiece();
      try {
        await this.#write(this.#encoder.encode(text));
        this.#characters -= text.length - lines;
      } catch {
        // The reader is gone for good; its lines and all further ones are lost, and counted.
        this.#isBroken = true;
        this.#lost += lines + this.#waiting.length;
        this.#waiting.length = 0;
        this.#characters = 0;
      }
    }
    this.#draining = null;
  }

  /** The next lines, each with its line feed: as many as are written together. */
  #nextPiece(): { text: string; lines: number } {
    let lines = 0;
    let characters = 0;
    do {
      characters += (this.#waiting[lines] ?? "").length;
      lines++;
    } while (
      lines < this.#waiting.length &&
      characters + (this.#waiting[lines] ?? "").length <= WRITE_CHARACTERS
    );
    return { text: `${this.#waiting.splice(0, lines).join("\n")}\n`, lines };
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#target.write(bytes.subarray(at));
  }
}
