/**
 * How findings are shown to people. Of what was found only the shape is ever shown, and of what
 * stands around it no digit and nothing long: it may be the rest of a secret.
 * @module
 */

import type { Finding } from "../detect/detector.ts";

/** Longest shape that is shown of a finding, UTF-16 code units. */
const SHAPE_CHARS_MAX = 40;
/** Characters of the line that are shown on either side of a finding. */
export const AROUND_CHARS = 32;
const CATEGORY_WIDTH = 12;

const HIDDEN_REGEXP = /[^ .@()+-]/g;
/** Numbers of any script; words and codes so long that they may be a secret. Bounded slices only. */
const DIGIT_REGEXP = /\p{N}/gu;
const LONG_REGEXP = /[^\s]{16,}/g;
/** Of words and codes that are written with spaces between them. */
const TOKEN_UNIT_REGEXP = /[\w\-.+/=]/;
/** Control characters, and those that turn the direction of a line or cannot be seen. */
const UNPRINTABLE_REGEXP = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const COLOURS = { red: 31, cyan: 36, dim: 2 } as const;

/** Paints a text, or leaves it as it is. */
export type Painter = (colour: keyof typeof COLOURS, text: string) => string;

/** A painter for a terminal, or for a file. */
export function painter(hasColour: boolean): Painter {
  return (colour, text) => hasColour ? `\x1b[${COLOURS[colour]}m${text}\x1b[0m` : text;
}

/** `123-45-6789` as `***-**-****`: enough to recognise, nothing to use. */
export function shapeOf(found: string): string {
  const shown = found.slice(0, SHAPE_CHARS_MAX).replaceAll(HIDDEN_REGEXP, "*");
  return found.length > SHAPE_CHARS_MAX ? `${shown}...` : shown;
}

/** `123-45-6789` as `999-99-9999`, `x@y.org` as `a@a.aaa`: how an example is written. */
export function classesOf(found: string): string {
  const shown = found.slice(0, SHAPE_CHARS_MAX).replaceAll(
    /[\p{L}\p{N}\s]/gu,
    (char) => /\p{N}/u.test(char) ? "9" : /\p{Lu}/u.test(char) ? "A" : /\s/.test(char) ? " " : "a",
  );
  return found.length > SHAPE_CHARS_MAX ? `${shown}...` : shown;
}

/** Text around a finding, as far as it may be shown. */
function shownAround(text: string): string {
  return text.replaceAll(LONG_REGEXP, (long) => "~".repeat(Math.min(3, long.length)))
    .replaceAll(DIGIT_REGEXP, "#").replaceAll(UNPRINTABLE_REGEXP, " ");
}

/**
 * The line around a finding: every finding on it as its shape, everything else without digits.
 *
 * @param findings All that were found near it, ascending; the same places as `text`.
 */
export function excerptOf(
  text: string,
  place: Readonly<Finding>,
  parts: { findings: readonly Finding[]; paint: Painter },
): string {
  const { paint } = parts;
  const from = shownFrom(text, place.start);
  const to = shownTo(text, place.end);
  let shown = "";
  let at = from;
  for (const { start, end } of parts.findings) {
    if (end <= at || start >= to) continue;
    shown += shownAround(text.slice(at, Math.max(at, start)));
    const shape = shapeOf(text.slice(Math.max(at, start), end));
    shown += start === place.start ? paint("red", shape) : shape;
    at = end;
  }
  return (shown + shownAround(text.slice(at, Math.max(at, to)))).trim();
}

/** No part of a word or code is shown that is cut. */
function shownFrom(text: string, start: number): number {
  let from = Math.max(0, start - AROUND_CHARS);
  while (from > 0 && from < start && isCut(text, from)) from++;
  return from + text.slice(from, start).lastIndexOf("\n") + 1;
}

function shownTo(text: string, end: number): number {
  let to = Math.min(text.length, end + AROUND_CHARS);
  while (to < text.length && to > end && isCut(text, to)) to--;
  const lineEnd = text.slice(end, to).indexOf("\n");
  return lineEnd < 0 ? to : end + lineEnd;
}

function isCut(text: string, at: number): boolean {
  return TOKEN_UNIT_REGEXP.test(text.charAt(at - 1)) && TOKEN_UNIT_REGEXP.test(text.charAt(at));
}

/** Where a finding is. */
export interface Place {
  /** Both from 1; the column counts UTF-16 code units. */
  line: number;
  column: number;
}

/** Lines and columns of ascending places of a text that comes in pieces. */
export class LineCounter {
  #line = 1;
  #lineStart = 0;
  #readTo = 0;

  /**
   * Line and column of a place.
   *
   * @param text Begins at `base` of the whole text and reaches the place.
   */
  placeOf(place: number, text: string, base: number): Place {
    this.catchUp(place, text, base);
    return { line: this.#line, column: place - this.#lineStart + 1 };
  }

  /** Counts the lines up to a place, which it returns; places come in ascending order. */
  catchUp(place: number, text: string, base: number): number {
    const read = text.slice(this.#readTo - base, place - base);
    for (let at = read.indexOf("\n"); at >= 0; at = read.indexOf("\n", at + 1)) {
      this.#line++;
      this.#lineStart = this.#readTo + at + 1;
    }
    this.#readTo = place;
    return place;
  }
}

/** One finding as a line. */
export function findingLine(
  name: string,
  { line, column }: Place,
  parts: { category: string; excerpt: string; paint: Painter },
): string {
  const { category, excerpt, paint } = parts;
  const where = `${shownName(name)}:${line}:${column}`;
  return `${where}  ${paint("cyan", category.padEnd(CATEGORY_WIDTH))} ${excerpt}\n`;
}

/** A file's name as it may be shown on a terminal. */
export function shownName(name: string): string {
  return name.replaceAll(UNPRINTABLE_REGEXP, "?");
}

/** `3 found (EMAIL 2, SSN 1)`. */
export function tallyText(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return "nothing found";
  return `${total} found (${
    [...counts].sort().map(([category, n]) => `${category} ${n}`).join(", ")
  })`;
}
