/**
 * Scans a text that comes in pieces, whatever its length, with bounded memory: in windows that
 * overlap, so that a finding near a border is seen whole and with the words around it.
 *
 *     [head line][..behind..|.........window.........|..ahead..]
 *                 scanned    findings that begin      seen, and
 *                 before     here are final           kept for the next
 *
 * A text shorter than a window is scanned once, as a whole.
 *
 * @module
 */

import type { Detector, Finding } from "../detect/detector.ts";

/** Sizes in UTF-16 code units. */
export interface WindowSizes {
  windowChars: number;
  /** Kept before a window for the words in it. */
  behindChars: number;
  /** Seen beyond a window for values that cross its end; longer ones are found in part. */
  aheadChars: number;
}

const SIZES: Readonly<WindowSizes> = {
  windowChars: 4 * 1024 * 1024,
  behindChars: 4 * 1024,
  aheadChars: 64 * 1024,
};
/** Longest first line that is kept as the heading of a table. */
const HEAD_CHARS_MAX = 2_048;

/** One text in pieces. */
export class WindowScan {
  readonly #detector: Detector;
  readonly #sizes: WindowSizes;
  #pieces: string[] = [];
  #pieceChars = 0;
  /** First line, once it is no longer part of the window; empty before. */
  #head = "";
  /** What is scanned again, then what is not final. */
  #text = "";
  /** Place of that text in the whole one, and from where on findings are not final. */
  #base = 0;
  #finalTo = 0;

  constructor(detector: Detector, sizes: WindowSizes = SIZES) {
    this.#detector = detector;
    this.#sizes = sizes;
  }

  /** Characters at the end of what came for which findings may still come. */
  get openChars(): number {
    return this.#base + this.#text.length + this.#pieceChars - this.#finalTo;
  }

  /** Takes a piece; returns the findings that became final, at their places in the whole text. */
  push(piece: string): Finding[] {
    this.#pieces.push(piece);
    this.#pieceChars += piece.length;
    const { windowChars, aheadChars } = this.#sizes;
    let findings: Finding[] = [];
    while (this.openChars >= windowChars + aheadChars) {
      findings = findings.concat(this.#step(false));
    }
    return findings;
  }

  /** Ends the text; returns the findings that are left. */
  end(): Finding[] {
    return this.#step(true);
  }

  #step(isLast: boolean): Finding[] {
    this.#text += this.#pieces.join("");
    this.#pieces = [];
    this.#pieceChars = 0;
    const { windowChars, aheadChars } = this.#sizes;
    const from = this.#finalTo - this.#base;
    const scannedTo = isLast ? this.#text.length : from + windowChars + aheadChars;
    const to = isLast ? scannedTo : this.#lineStart(from + windowChars, from + windowChars / 2);
    const shift = this.#base - this.#head.length;
    const scanned = this.#head + this.#text.slice(0, scannedTo);
    const findings: Finding[] = [];
    let finalTo = this.#base + to;
    for (const finding of this.#detector.scan(scanned)) {
      const start = Math.max(finding.start + shift, this.#finalTo);
      const end = finding.end + shift;
      if (finding.start + shift >= this.#base + to) break;
      // What lies in the kept line, or was final before, is not told twice.
      if (finding.start < this.#head.length || end <= this.#finalTo) continue;
      findings.push({ ...finding, start, end });
      finalTo = Math.max(finalTo, end);
    }
    this.#finalTo = finalTo;
    this.#forget();
    return findings;
  }

  /** A line's start at or before a place, so that a window begins where people begin. */
  #lineStart(place: number, least: number): number {
    const start = this.#text.lastIndexOf("\n", place - 1) + 1;
    return start > least ? start : place;
  }

  #forget(): void {
    const keepFrom = this.#finalTo - this.#base - this.#sizes.behindChars;
    if (keepFrom <= 0) return;
    const cut = this.#lineStart(keepFrom, Math.max(0, keepFrom - this.#sizes.behindChars));
    if (this.#base === 0) {
      const end = this.#text.slice(0, HEAD_CHARS_MAX).indexOf("\n") + 1;
      if (end <= cut) this.#head = this.#text.slice(0, end);
    }
    this.#text = this.#text.slice(cut);
    this.#base += cut;
  }
}
