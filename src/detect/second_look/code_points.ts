/**
 * Addresses as lists of the numbers of their characters, as programs hide them from filters:
 *
 *     [106,97,110,101,64,101,120,46,111,114,103]     0x6a, 0x61, 0x6e, 0x65, 0x40, ...
 *
 * The number of the `@` gives them away, and all numbers of the list must be those of characters.
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";

/** Fewest characters of an address, and most of a list. */
const CHARS_MIN = 6;
const CHARS_MAX = 96;
/** Longest number. */
const NUMBER_CHARS_MAX = 4;
/** Signs and spaces between two numbers. */
const GAP_MAX = 3;
const FIRST = 0x21;
const LAST = 0x7e;

/** What may stand between two numbers. */
const GAP_SIGNS = ", ;";

/**
 * The addresses of a text that are lists of numbers.
 *
 * @param places Events at which {@linkcode mayBeCodePoint} is true.
 */
export function* codePointCandidates(
  { text, events }: Looked,
  _engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  let from = 0;
  for (const at of places) {
    const start = events.starts[at] as number;
    if (start < from) continue;
    const list = [{ start, end: events.ends[at] as number }];
    extend(text, list, { step: -1, least: from });
    extend(text, list, { step: 1, least: from });
    from = (list.at(-1) as Span).end;
    const written = list.map((span) => String.fromCharCode(valueOf(text, span))).join("");
    if (list.length < CHARS_MIN || !/^[^@]+@[^@]+\.[^@]+$/.test(written)) continue;
    const span = { start: (list[0] as Span).start, end: from };
    const copy = new Copy(text, span.start);
    copy.put(` ${written} `, span);
    const inner = { start: 0, end: copy.text.length };
    yield { copy, inner, isStrict: false, isWhole: false, span, disguise: "encoded" };
  }
}

/** Whether a number is that of an `@`, between two others. */
export function mayBeCodePoint(text: string, start: number, end: number): boolean {
  const isHex = end - start === 4;
  if (!isHex && end - start !== 2) return false;
  if (text.charCodeAt(end - 1) !== (isHex ? 0x30 : 0x34)) return false;
  if (gapSize(text, end, 1) === 0 || gapSize(text, start - 1, -1) === 0) return false;
  return text.slice(start, end) === (isHex ? "0x40" : "64");
}

function extend(
  text: string,
  list: Span[],
  { step, least }: { step: 1 | -1; least: number },
): void {
  while (list.length < CHARS_MAX) {
    const edge = step === 1 ? (list.at(-1) as Span).end : (list[0] as Span).start - 1;
    const gap = gapSize(text, edge, step);
    if (gap === 0) return;
    const first = edge + step * gap;
    let last = first;
    while (Math.abs(last - first) <= NUMBER_CHARS_MAX && isAlphanumeric(codeAt(text, last))) {
      last += step;
    }
    const span = step === 1 ? { start: first, end: last } : { start: last + 1, end: first + 1 };
    const value = valueOf(text, span);
    if (span.start < least || value < FIRST || value > LAST) return;
    if (step === 1) list.push(span);
    else list.unshift(span);
  }
}

function valueOf(text: string, { start, end }: Span): number {
  const size = end - start;
  if (size < 2 || size > NUMBER_CHARS_MAX) return -1;
  const digits = text.slice(start, end);
  if (/^0x[0-9a-f]{2}$/i.test(digits)) return parseInt(digits, 16);
  return size < NUMBER_CHARS_MAX && /^[1-9]\d+$/.test(digits) ? Number(digits) : -1;
}

/** Signs between two numbers, from a place on; 0 when there are none, or too many. */
function gapSize(text: string, from: number, step: 1 | -1): number {
  let size = 0;
  while (size <= GAP_MAX) {
    const code = codeAt(text, from + step * size);
    if (code === 0 || !GAP_SIGNS.includes(String.fromCharCode(code))) break;
    size++;
  }
  return size > GAP_MAX ? 0 : size;
}
