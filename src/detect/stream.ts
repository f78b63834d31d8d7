/**
 * Scans a text that comes in pieces: the findings are those of the whole text, wherever it was
 * split.
 *
 *     ....context....|......undecided......|..held..
 *     scanned again   findings come from    may still
 *     for its words   here, once and final  become part of one
 *
 * The text is scanned in steps. What is held back is longer than any value, but for three that have
 * no such length: a private key, whose end is waited for, a token without a space, and a value that
 * a finding at the border belongs to. Even those are given up at a bound: memory never exceeds about
 * {@linkcode STREAM_CHARS_MAX} characters and the piece at hand.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { rowLead } from "./context/row_sets.ts";
import { blockHeading } from "./context/table_header.ts";

/** Characters before a step that are scanned with it for what they say about it. */
export const CONTEXT_CHARS = 4_096;
/** Characters after a step that are held back. */
export const HELD_CHARS = 4_096;
/** Characters of a step, at least; more make it cheaper, fewer make findings final sooner. */
export const STEP_CHARS = 0x4000;
/** Longest value that is waited for: a private key or a token. */
export const STREAM_CHARS_MAX = 0x2_0000;

/** Longest line in which columns are counted; see `context/table_header.ts`. */
const LINE_CHARS_MAX = 2_048;
/** Stands for a line that is too long to have columns. */
const LONG_LINE = `${".".repeat(LINE_CHARS_MAX + 1)} `;
const FENCE = "-----BEGIN";
const FENCE_END = "-----END";
const SPACE = 0x20;
const DELETE = 0x7f;

/** One text in pieces. */
export class StreamScan {
  readonly #detector: Detector;
  readonly #label: string;
  /** What is kept: a heading perhaps, context, what is undecided, what is held. */
  #text = "";
  /** Where what is undecided begins in it. */
  #from = 0;
  /** Place in the whole text less the place in what is kept. */
  #shift = 0;
  /** Length of what is kept at which the next step is worth it. */
  #stepAt = STEP_CHARS + HELD_CHARS;

  /** @param label As for {@linkcode Detector.scan}. */
  constructor(detector: Detector, label = "") {
    this.#detector = detector;
    this.#label = label;
  }

  /** Characters that are kept. */
  get keptChars(): number {
    return this.#text.length;
  }

  /**
   * Takes the next piece.
   *
   * @returns Findings that became final, at their places in the whole text, ascending.
   */
  push(delta: string): Finding[] {
    this.#text += delta;
    return this.#text.length < this.#stepAt ? [] : this.#step(false);
  }

  /** Ends the text and returns the findings that are left; afterwards it may begin a new one. */
  end(): Finding[] {
    const findings = this.#step(true);
    this.#text = "";
    this.#from = 0;
    this.#shift = 0;
    this.#stepAt = STEP_CHARS + HELD_CHARS;
    return findings;
  }

  #step(isLast: boolean): Finding[] {
    const text = this.#text;
    const border = isLast ? text.length : this.#border();
    const final: Finding[] = [];
    let to = border;
    if (border > this.#from) {
      for (const finding of this.#detector.scan(text, this.#label)) {
        const { start, end } = finding;
        if (end <= this.#from) continue;
        if (start >= border) break;
        if (end > border && this.#mayWait(start)) {
          to = start;
          break;
        }
        const first = Math.max(start, this.#from);
        final.push({ ...finding, start: first + this.#shift, end: end + this.#shift });
        to = Math.max(to, end);
      }
    }
    this.#from = Math.max(this.#from, to);
    if (!isLast) this.#forget();
    return final;
  }

  /** Where findings stop being final. */
  #border(): number {
    const text = this.#text;
    let border = text.length - HELD_CHARS;
    const fence = text.lastIndexOf(FENCE);
    if (
      fence >= 0 && fence < border && text.indexOf(FENCE_END, fence) < 0 && this.#mayWait(fence)
    ) {
      border = fence;
    }
    let start = border;
    while (start > this.#from && isTokenUnit(text.charCodeAt(start - 1))) start--;
    return this.#mayWait(start) ? start : border;
  }

  #mayWait(place: number): boolean {
    return this.#text.length - place < STREAM_CHARS_MAX;
  }

  /** Drops what is no longer needed, and says when to go on. */
  #forget(): void {
    const text = this.#text;
    const cut = Math.max(0, this.#from - CONTEXT_CHARS);
    const line = text.lastIndexOf("\n", cut - 1) + 1;
    const isLong = cut - line > LINE_CHARS_MAX;
    const row = rowLead(text, cut);
    const start = row?.start ?? (isLong ? spaceBefore(text, cut) : line);
    if (start > CONTEXT_CHARS) {
      const heading = row === null ? blockHeading(text, start) : "";
      const below = heading === "" ? "" : `${heading}\n${isLong ? LONG_LINE : ""}`;
      const lead = row?.lead ?? below;
      this.#text = lead + text.slice(start);
      this.#from += lead.length - start;
      this.#shift += start - lead.length;
    }
    // What is waited for is looked at again when it has grown by half, so that the work is linear.
    const waiting = this.#text.length - this.#from;
    this.#stepAt = this.#text.length + Math.max(STEP_CHARS, waiting >> 1);
  }
}

/** Printable ASCII: what tokens are made of. */
function isTokenUnit(unit: number): boolean {
  return unit > SPACE && unit < DELETE;
}

/** The last space before a place, unless it is far. */
function spaceBefore(text: string, place: number): number {
  for (let at = place; at > 0 && at > place - LINE_CHARS_MAX; at--) {
    if (text.charCodeAt(at - 1) <= SPACE) return at;
  }
  return place;
}
