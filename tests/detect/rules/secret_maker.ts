/**
 * Made-up secrets for tests: drawn from a seeded generator, so that no test file holds a text that
 * looks like a real one, and every run sees the same.
 * @module
 */

/** Characters of the alphabets that tests draw from. */
export const CHARS = {
  hex: "0123456789abcdef",
  lower36: "0123456789abcdefghijklmnopqrstuvwxyz",
  upper36: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  base62: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  url64: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
  base64: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/",
  digits: "0123456789",
} as const;

/** Numerical Recipes' generator. */
export class SecretMaker {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor(this.#state / 0x1_0000_0000 * below);
  }

  /** Text of `length` characters. */
  text(chars: string, length: number): string {
    let text = "";
    while (text.length < length) text += chars.charAt(this.below(chars.length));
    return text;
  }
}
