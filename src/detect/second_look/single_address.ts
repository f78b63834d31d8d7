/**
 * Addresses of e-mail that are given one character at a time, with the same sign between each two.
 * A known top-level name at the end is proof enough.
 *
 *     w u l a n @ r e m p a h . i d      j-o-@-e-x-a-m-p-l-e-.-o-r-g
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import { TOP_LEVEL_NAMES } from "../text/top_level_names.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** Most characters on either side of the `@`. */
const SIDE_CHARS_MAX = 64;
/** Characters at the end that may be words of the sentence. */
const TAIL_CHARS_MAX = 3;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

/** What stands between the characters. */
const GAPS = " -_|/*~,\u00b7\n\t";
/** What an address has beside letters and digits. */
const INNER_SIGNS = "._-+";
const HOST_REGEXP = /@[a-z0-9][a-z0-9.-]*\.([a-z]{2,24})$/i;

/** Whether an `@` stands between characters that the same sign parts: a cheap look. */
export function mayBeSingleAddress(text: string, at: number): boolean {
  const gap = codeAt(text, at - 1);
  if (gap !== codeAt(text, at + 1) || gap !== codeAt(text, at + 3)) return false;
  return GAPS.includes(String.fromCharCode(gap)) && isAlphanumeric(codeAt(text, at + 2)) &&
    isPart(text, at - 2) && !isAlphanumeric(codeAt(text, at - 3));
}

/**
 * The addresses of a text that are given so.
 *
 * @param places Events at which {@linkcode mayBeSingleAddress} is true.
 */
export function* singleAddressCandidates(
  { text, events }: Looked,
  _engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  let from = 0;
  for (const at of places) {
    const place = events.starts[at] as number;
    if (place < from) continue;
    const parts = partsAround(text, place, from);
    const written = parts.map(({ start }) => text.charAt(start)).join("");
    for (let left = 0; left <= TAIL_CHARS_MAX; left++) {
      const name = HOST_REGEXP.exec(written.slice(0, written.length - left))?.[1] ?? "";
      if (!TOP_LEVEL_NAMES.has(name.toLowerCase())) continue;
      const value = parts.slice(0, parts.length - left);
      from = value.at(-1)?.end ?? from;
      yield candidateOf(text, value);
      break;
    }
  }
}

/** The characters around an `@`, with it. */
function partsAround(text: string, place: number, least: number): Span[] {
  const gap = codeAt(text, place - 1);
  const before: Span[] = [];
  let start = place;
  while (before.length < SIDE_CHARS_MAX && start - 2 >= least) {
    const isOne = codeAt(text, start - 1) === gap && isPart(text, start - 2) &&
      !isAlphanumeric(codeAt(text, start - 3));
    if (!isOne) break;
    start -= 2;
    before.push({ start, end: start + 1 });
  }
  const parts = [...before.reverse(), { start: place, end: place + 1 }];
  let end = place + 1;
  const most = parts.length + SIDE_CHARS_MAX;
  while (parts.length < most) {
    const isOne = codeAt(text, end) === gap && isPart(text, end + 1) &&
      !isAlphanumeric(codeAt(text, end + 2));
    if (!isOne) break;
    parts.push({ start: end + 1, end: end + 2 });
    end += 2;
  }
  return parts;
}

function isPart(text: string, at: number): boolean {
  return isAlphanumeric(codeAt(text, at)) ||
    (at >= 0 && at < text.length && INNER_SIGNS.includes(text.charAt(at)));
}

function candidateOf(text: string, parts: readonly Span[]): Candidate {
  const { start } = parts[0] as Span;
  const { end } = parts.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  const inner = copy.join(parts, "");
  copy.put(" ", { start: end, end });
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict: false, isWhole: true, maySpeak: isAddress, disguise: "spacing" };
}

function isAddress(category: string): boolean {
  return category === "EMAIL";
}
