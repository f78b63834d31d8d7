/**
 * Values that follow another one of their kind: what spoke for the first speaks for the next, too.
 *
 *     her NHS number is 485 777 3456 and her son's 943 476 5919
 *                       \_ found __/ \_ linked __/ \ as long /
 *
 * @module
 */

import { isDigit, isLetter } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** Longest text between two values. */
export const LINK_CHARS_MAX = 64;
/** Values that are remembered, and how many may follow each other without a word of their own. */
const KEPT_MAX = 4;
const CHAIN_MAX = 8;
/** Most words between two values. */
const WORDS_MAX = 10;

/** A sentence that ends, a key, another number: what follows is another matter. */
const BREAK_REGEXP =
  /[.!?]\s+[\p{Lu}\p{Lo}]|[\u3002\uff01\uff1f=:\uff1a<>{}?!]|\n\s*\n|\d{3}|\d[.,/-]\d/u;
/** What links the values of a list, by a sign or by a word that stands alone. */
const LINK_REGEXP =
  /[;/&+\u2022\u3001\uff0c\uff1b\u060c\u061b]|,["' \n]|\n\s{0,8}[*\u2022-]|(?:^|[\s,])(?:and|or|und|oder|sowie|et|ou|y|e|o|og|och|eller|sek\u00e4|ja|tai|en|of|i|oraz|lub|a|nebo|\u0219i|sau|\u00e9s|vagy|\u0438|\u0438\u043b\u0438|\u0442\u0430|\u0456|\u0439|\u0430\u0431\u043e|\u03ba\u03b1\u03b9|\u03ae|ve|veya|ile|dan|atau|serta|v\u00e0|ho\u1eb7c|\u0914\u0930|\u092f\u093e|\u098f\u09ac\u0982)(?=\s)|(?:^|\s)[\u05d5\u0648]|[\u548c\u4e0e\u8207\u53ca\u6216\u8ddf\u3068]|\ubc0f|\uadf8\ub9ac\uace0|\u0e41\u0e25\u0e30|\u0e2b\u0e23\u0e37\u0e2d/u;
const WORD_REGEXP = /[\p{L}\p{M}]+/gu;
/** A date in digits alone. */
const DATE_REGEXP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** A value that was found. */
export interface Kept extends Span {
  topic: number;
  /** How many values before it, without a word between them, had no word of their own. */
  depth: number;
}

/** The values that were found last. */
export class Companions {
  readonly #text: string;
  readonly #kept: Kept[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Notes what was found.
   *
   * @param lead The value that spoke for it, or null when a word did.
   */
  note(topic: number, { start, end }: Readonly<Span>, lead: Kept | null): void {
    this.#kept.push({ topic, start, end, depth: lead === null ? 0 : lead.depth + 1 });
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
  }

  /** The nearest value that may speak for a place, or null. */
  leadOf(place: Readonly<Span>, isWanted: (topic: number) => boolean): Kept | null {
    for (let k = this.#kept.length - 1; k >= 0; k--) {
      const kept = this.#kept[k] as Kept;
      const { topic, start, end, depth } = kept;
      if (end > place.start || !isWanted(topic) || depth >= CHAIN_MAX) continue;
      if (place.start - end > LINK_CHARS_MAX) continue;
      const between = this.#text.slice(end, place.start);
      if (!isLink(between)) continue;
      const value = this.#text.slice(place.start, place.end);
      if (value.includes("\n")) continue;
      if (isAlike(this.#text.slice(start, end), value) && !DATE_REGEXP.test(value)) return kept;
    }
    return null;
  }

  /** Calls back for topics of what ended within some characters before a place. */
  each(place: number, charsMax: number, note: (topic: number) => void): void {
    for (const { topic, end } of this.#kept) if (place - end <= charsMax) note(topic);
  }
}

function isLink(between: string): boolean {
  if (BREAK_REGEXP.test(between) || !LINK_REGEXP.test(between)) return false;
  return (between.match(WORD_REGEXP)?.length ?? 0) <= WORDS_MAX;
}

/** Whether two values have as many digits and as many letters. */
function isAlike(one: string, other: string): boolean {
  return countOf(one, isDigit) === countOf(other, isDigit) &&
    countOf(one, isLetter) === countOf(other, isLetter);
}

function countOf(text: string, isOne: (code: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (isOne(text.charCodeAt(at))) count++;
  return count;
}
