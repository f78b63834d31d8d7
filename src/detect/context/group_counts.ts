/**
 * How long the rows of groups of a text are: what rules ask before they read them.
 * @module
 */

import { codeAt, isDigit } from "../text/character.ts";
import { type Events, MIXED, NUMBER } from "../engine/events.ts";

/** What may stand between two groups of one number, of ASCII. */
const IS_SIGN: Uint8Array = unitTable(" \t\r\n-./()_+");
/** Rows of groups, each counted once: to be asked for events in ascending order. */
export class GroupCounts {
  readonly #text: string;
  readonly #events: Events;
  /** Last event of the row of groups that was counted last, and what is left of it. */
  #rowLast = -1;
  #rowChars = 0;
  /** Last event of the row of digits that was counted last, and what is left of it. */
  #joinedLast = -1;
  #joinedLeft = 0;

  constructor(text: string, events: Events) {
    this.#text = text;
    this.#events = events;
  }

  /**
   * Letters and digits of the groups from an event on that follow each other over short gaps. Asked
   * for events in ascending order, so that each row is counted once.
   */
  groupedChars(at: number, gapMax: number): number {
    const { kinds, starts, ends, count } = this.#events;
    if (at <= this.#rowLast) {
      const left = this.#rowChars;
      this.#rowChars = left - (ends[at] as number) + (starts[at] as number);
      return left;
    }
    let end = ends[at] as number;
    let chars = end - (starts[at] as number);
    const own = chars;
    let last = at;
    for (let next = at + 1; next < count; next++) {
      const start = starts[next] as number;
      if (start > end + gapMax) break;
      const kind = kinds[next];
      if (kind !== NUMBER && kind !== MIXED) continue;
      end = ends[next] as number;
      chars += end - start;
      last = next;
    }
    this.#rowLast = last;
    this.#rowChars = chars - own;
    return chars;
  }

  /**
   * Digits from an event on, as far as nothing but signs stands between them. Asked for events in
   * ascending order, so that each row is counted once.
   */
  joinedDigits(at: number, gapMax: number): number {
    const { kinds, starts, ends, count } = this.#events;
    const own = this.#digitsOf(at, at > this.#joinedLast);
    if (at <= this.#joinedLast) {
      const left = this.#joinedLeft;
      this.#joinedLeft = left - own;
      return left;
    }
    let digits = own;
    let end = ends[at] as number;
    let last = at;
    let isOpen = isDigit(codeAt(this.#text, end - 1));
    for (let next = at + 1; isOpen && next < count; next++) {
      const start = starts[next] as number;
      if (start > end + gapMax || !this.#isSigns(end, start)) break;
      const kind = kinds[next];
      if (kind !== NUMBER && kind !== MIXED) continue;
      const more = this.#digitsOf(next, false);
      if (more === 0) break;
      digits += more;
      end = ends[next] as number;
      last = next;
      isOpen = more === end - start;
    }
    this.#joinedLast = last;
    this.#joinedLeft = digits - own;
    return digits;
  }

  /** Digits with which an event begins, or behind its first letters. */
  #digitsOf(event: number, mayLead: boolean): number {
    const { kinds, starts, ends } = this.#events;
    const start = starts[event] as number;
    const end = ends[event] as number;
    if (kinds[event] === NUMBER) return end - start;
    let from = start;
    if (mayLead) { while (from < end && !isDigit(codeAt(this.#text, from))) from++; }
    let to = from;
    while (to < end && isDigit(codeAt(this.#text, to))) to++;
    return to - from;
  }

  #isSigns(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const code = this.#text.charCodeAt(at);
      if (code < 0x80 && IS_SIGN[code] === 0) return false;
    }
    return true;
  }
}

/** A table in which the characters of a text are 1, of ASCII. */
export function unitTable(chars: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let k = 0; k < chars.length; k++) table[chars.charCodeAt(k)] = 1;
  return table;
}
