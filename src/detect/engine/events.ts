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
/** A long run of letters, digits, dashes and underscores. */
export const TOKEN = 4;
/** An `@`. */
export const AT = 5;
/** `://` */
export const SCHEME = 6;
/** A colon between hexadecimal digits, or two colons. */
export const COLON = 7;
/** Five dashes. */
export const DASHES = 8;
/** A redaction marker: nothing inside it is looked at. */
export const MARKER = 9;

const CAPACITY = 4_096;

/** Places in a text, ascending, in a typed array that is kept from one text to the next. */
export class Places {
  at: Int32Array = new Int32Array(CAPACITY);
  count = 0;

  /** Appends one. */
  add(place: number): void {
    if (this.count === this.at.length) this.at = grown(this.at, new Int32Array(2 * this.count));
    this.at[this.count++] = place;
  }
}

/** Words that may spell a sign or a digit, ascending; `second_look/spoken_words.ts` has the kinds. */
export class SpokenWords {
  kinds: Uint8Array = new Uint8Array(CAPACITY);
  starts: Int32Array = new Int32Array(CAPACITY);
  ends: Int32Array = new Int32Array(CAPACITY);
  count = 0;

  /** Appends one. */
  add(kind: number, start: number, end: number): void {
    if (this.count === this.kinds.length) {
      const size = 2 * this.count;
      this.kinds = grown(this.kinds, new Uint8Array(size));
      this.starts = grown(this.starts, new Int32Array(size));
      this.ends = grown(this.ends, new Int32Array(size));
    }
    const at = this.count++;
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
  }
}

/** The list. */
export class Events {
  kinds: Uint8Array = new Uint8Array(CAPACITY);
  starts: Int32Array = new Int32Array(CAPACITY);
  ends: Int32Array = new Int32Array(CAPACITY);
  values: Int32Array = new Int32Array(CAPACITY);
  count = 0;
  /** Where the text may be disguised. */
  readonly suspects: Places = new Places();
  /** Those of them that are in labels in disguise; see `context/labels.ts`. */
  readonly labels: Places = new Places();
  /** Words that may spell a sign or a digit. */
  readonly spoken: SpokenWords = new SpokenWords();
  /** Where the words begin that rules watch for; see `MatcherRule.watches`. */
  readonly watched: Places = new Places();

  /** Forgets everything, and keeps the room. */
  clear(): void {
    this.count = 0;
    this.suspects.count = 0;
    this.labels.count = 0;
    this.spoken.count = 0;
    this.watched.count = 0;
  }

  /** Notes the place of a label in disguise. */
  addLabel(place: number): void {
    this.suspects.add(place);
    this.labels.add(place);
  }

  /** Makes room for at least one more. */
  grow(): void {
    const size = this.kinds.length * 2;
    this.kinds = grown(this.kinds, new Uint8Array(size));
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.values = grown(this.values, new Int32Array(size));
  }

  /** The first event that begins at a place or behind it. */
  firstFrom(place: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last event, from one on, that begins before a place. */
  lastBefore(first: number, place: number): number {
    let last = first;
    while (last + 1 < this.count && (this.starts[last + 1] as number) < place) last++;
    return last;
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
