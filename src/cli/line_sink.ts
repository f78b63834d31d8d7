/**
 * Lines to standard output that never make the writer wait: a bounded queue, drained on the side.
 * @module
 */

import { background } from "../base/background.ts";

/** Characters that may wait; a collector that stops for minutes costs memory up to here. */
const WAITING_CHARACTERS_MAX = 64 * 1024 * 1024;

/** Where the bytes go. */
export interface LineTarget {
  write(bytes: Uint8Array): Promise<number>;
}

/** Writes whole lines in order, or counts them as lost. */
export class LineSink {
  readonly #target: LineTarget;
  readonly #encoder = new TextEncoder();
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #draining: Promise<void> | null = null;
  #isBroken = false;
  #lost = 0;

  constructor(target: LineTarget) {
    this.#target = target;
  }

  /** Takes one line without its line feed. */
  line(text: string): void {
    if (this.#isBroken || this.#waitingCharacters + text.length > WAITING_CHARACTERS_MAX) {
      this.#lost++;
      return;
    }
    this.#waiting.push(text);
    this.#waitingCharacters += text.length;
    if (this.#draining !== null) return;
    this.#draining = this.#drain();
    background(this.#draining, () => {});
  }

  /** Lines lost since the last question. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  /** Waits until everything is written; a reader that stopped makes this wait, too. */
  async flushed(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(this.#encoder.encode(`${lines.join("\n")}\n`));
      } catch {
        // The reader is gone for good; its lines and all further ones are lost, and counted.
        this.#isBroken = true;
        this.#lost += lines.length + this.#waiting.length;
        this.#waiting = [];
      }
      this.#waitingCharacters = this.#waiting.reduce((sum, line) => sum + line.length, 0);
    }
    this.#draining = null;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#target.write(bytes.subarray(at));
  }
}
