/**
 * When the rules with a matcher of their own are called, laid out for the engine: by kind of event
 * and its length, and for groups of letters and digits by what stands beside them as well. Built
 * once from what the rules declare, so that an event meets only those that may find something there.
 * @module
 */

import { MARKER, MIXED, NUMBER } from "./events.ts";
import { separatorIndex, SORTS_BEFORE, SORTS_BEHIND } from "./patterns.ts";
import type { GroupPlace, Match, MatcherRule } from "../rule.ts";

/** Longest event that is told from longer ones. */
const CHARS_MAX = 64;
const ANYWHERE: readonly GroupPlace[] = [[1, CHARS_MAX + 1, SORTS_BEFORE, SORTS_BEHIND]];

/** A matcher, and when it is called. */
export interface Caller {
  rule: MatcherRule;
  /** That of the rule: rules differ in what they have, and callers do not, so it is read faster. */
  match: Match;
  /** The topic that must have been mentioned before it, or -1. */
  mention: number;
  /** Fewest characters in the groups from the event on. */
  groupedMin: number;
  /** Fewest digits from the event on, with signs between them. */
  joinedMin: number;
  /** Character behind the event, or -1. */
  followedBy: number;
}

/** The matchers by the events at which they are called, each list in the order of the table. */
export class CallerTable {
  /** By kind of event, then by length, then by what stands beside it. */
  readonly #byKind: Caller[][][][] = Array.from({ length: MARKER + 1 }, (_, kind) => {
    const sorts = kind === NUMBER || kind === MIXED ? SORTS_BEFORE.length * SORTS_BEHIND.length : 1;
    return lists(CHARS_MAX + 2).map(() => lists(sorts));
  });

  /** Adds a matcher for a kind of event. */
  add(caller: Caller, kind: number): void {
    const { anchorChars, groups } = caller.rule;
    const [min, max] = anchorChars ?? [0, Infinity];
    const isGroup = kind === NUMBER || kind === MIXED;
    const places = isGroup ? groups ?? ANYWHERE : ANYWHERE;
    const byLength = this.#byKind[kind] as Caller[][][];
    for (let length = lengthClass(min); length <= lengthClass(max); length++) {
      const sorts = byLength[length] as Caller[][];
      sorts.forEach((list, sort) => {
        if (!isGroup || places.some((place) => isAt(place, length, sort))) list.push(caller);
      });
    }
  }

  /**
   * The matchers for a group of letters and digits.
   *
   * @param beside Sort of what stands before it, and what `separatorAt` says of what is behind it.
   */
  atGroup(
    kind: number,
    length: number,
    beside: { before: number; behind: number },
  ): readonly Caller[] {
    const sort = beside.before * SORTS_BEHIND.length + separatorIndex(beside.behind);
    return ((this.#byKind[kind] as Caller[][][])[lengthClass(length)] as Caller[][])[
      sort
    ] as Caller[];
  }

  /** The matchers for any other event. */
  at(kind: number, length: number): readonly Caller[] {
    return ((this.#byKind[kind] as Caller[][][])[lengthClass(length)] as Caller[][])[0] as Caller[];
  }
}

function isAt([min, max, before, behind]: GroupPlace, length: number, sort: number): boolean {
  const left = SORTS_BEFORE.charAt(Math.floor(sort / SORTS_BEHIND.length));
  const right = SORTS_BEHIND.charAt(sort % SORTS_BEHIND.length);
  return length >= min && length <= max && before.includes(left) && behind.includes(right);
}

function lengthClass(length: number): number {
  return Math.min(length, CHARS_MAX + 1);
}

function lists<T>(count: number): T[][] {
  return Array.from({ length: count }, () => []);
}
