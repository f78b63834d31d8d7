/**
 * How many characters a scanner reads of a text, which no busy machine can change.
 * @module
 */

import { assertLess } from "./std.ts";

const SMALL_CHARS = 0x2000;
const LARGE_CHARS = 0x8000;
/** Exponent of the growth: 1 is linear, 2 is quadratic. */
const EXPONENT_MAX = 1.1;
/** Characters read per character of text. */
const READS_MAX = 1_000;

/** Text that counts how many characters are read of it; the scanner cannot tell. */
class CountingText extends String {
  reads = 0;

  override charCodeAt(at: number): number {
    this.reads++;
    return super.charCodeAt(at);
  }

  override charAt(at: number): string {
    this.reads++;
    return super.charAt(at);
  }

  override codePointAt(at: number): number | undefined {
    this.reads++;
    return super.codePointAt(at);
  }

  override indexOf(part: string, from = 0): number {
    const at = super.indexOf(part, from);
    this.reads += (at < 0 ? this.length : at) - from + 1;
    return at;
  }

  override lastIndexOf(part: string, from = this.length): number {
    const at = super.lastIndexOf(part, from);
    this.reads += from - Math.max(0, at) + 1;
    return at;
  }

  override startsWith(part: string, at?: number): boolean {
    this.reads += part.length;
    return super.startsWith(part, at);
  }

  override slice(start: number, end: number): string {
    const part = super.slice(start, end);
    this.reads += part.length;
    return part;
  }
}

function readsOf(text: string, scan: (text: string) => unknown): number {
  const counting = new CountingText(text);
  scan(counting as unknown as string);
  return counting.reads;
}

/** `part` over and over, `chars` characters or a little more. */
export function repeated(part: string, chars: number): string {
  return part.repeat(Math.ceil(chars / part.length));
}

/** Lets `scan` read long and short repetitions of each part, and compares the numbers of reads. */
export function assertLinear(scan: (text: string) => unknown, parts: Iterable<string>): void {
  for (const part of parts) {
    const small = repeated(part, SMALL_CHARS);
    const large = repeated(part, LARGE_CHARS);
    const smallReads = readsOf(small, scan);
    const largeReads = readsOf(large, scan);
    const name = JSON.stringify(part);
    const exponent = Math.log(largeReads / smallReads) / Math.log(large.length / small.length);
    assertLess(exponent, EXPONENT_MAX, `growth for ${name}`);
    const perChar = largeReads / large.length;
    assertLess(perChar, READS_MAX, `${perChar} reads per character of ${name}`);
  }
}
