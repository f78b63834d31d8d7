/**
 * What the first pass over a text found, in the order of the text: a list of small numbers in
 * typed arrays that are kept from one text to the next.
 * @module
 */

/** A phrase of the lexicon; its value is the number of the entry. */
export const WORD = 1;
/** A run of digits with no letter next to it. */
export const NUMBER = 2;
/** A run of letters and digits, both. */
export const MIXED = 3;
/** A long run of letters, digits, dashes and underscores; its value is where the digits begin. */
export const TOKEN = 4;
/** An `@`. */
export const AT = 5;
/** `://` */
export const SCHEME = 6;
/** A colon between hexadecimal digits, or two colons. */
export const COLON = 7;
/** Five dashes. */
export const DASHES = 8;

const CAPACITY = 4_096;

/** The list. */
export class Events {
  kinds: Uint8Array = new Uint8Array(CAPACITY);
  starts: Int32Array = new Int32Array(CAPACITY);
  ends: Int32Array = new Int32Array(CAPACITY);
  values: Int32Array = new Int32Array(CAPACITY);
  count = 0;

  /** Makes room for at least one more. */
  grow(): void {
    const size = this.kinds.length * 2;
    this.kinds = grown(this.kinds, new Uint8Array(size));
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.values = grown(this.values, new Int32Array(size));
  }

  /** Appends one. */
  add(kind: number, start: number, end: number, value: number): void {
    if (this.count === this.kinds.length) this.grow();
    const at = this.count++;
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    this.values[at] = value;
  }
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
