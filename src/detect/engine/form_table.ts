/**
 * The forms of all numbers and codes, laid out for the engine: by the group at which they are looked
 * for, by its length, and by what follows it. Rules with the same form share its comparison.
 *
 *     at 123 in 123-45-6789     group of 3 digits, a dash behind it:  999-99-9999  999-999-999 ...
 *
 * @module
 */

import type { TopicSet } from "./near_topics.ts";
import { compilePattern, type Pattern, separatorIndex } from "./patterns.ts";
import type { CodeRule, NumberRule } from "../rule.ts";

/** What may follow a group: nothing that a form has, a space, a dash, a dot, a slash. */
const FOLLOWERS: readonly number[] = [0, 4, 8, 16, 32];

/** A form of one rule. */
export interface Entry {
  pattern: Pattern;
  rule: NumberRule | CodeRule;
  topic: number;
  /** Of two that fit equally well, the one that was added first counts. */
  index: number;
}

/** A form, and the rules that have it. */
export interface Shared {
  pattern: Pattern;
  entries: Entry[];
  /** Topics one of which must be near, or null when a rule does without. */
  topics: number[] | null;
  /** The same as a set, once the table is complete. */
  asked: TopicSet | null;
}

/** The forms. */
export class FormTable {
  /** By length of the group, then by what follows it; for groups of digits, and for others. */
  readonly #numbers: Shared[][][];
  readonly #codes: Shared[][][];
  readonly #shared = new Map<string, Shared>();
  #count = 0;

  /** @param charsMax Longest group. */
  constructor(charsMax: number) {
    this.#numbers = lists(charsMax + 1);
    this.#codes = lists(charsMax + 1);
  }

  /** Adds the forms of a rule. */
  add(rule: NumberRule | CodeRule, topic: number): void {
    for (const form of rule.forms) {
      const pattern = compilePattern(form);
      const entry = { pattern, rule, topic, index: this.#count++ };
      const shared = this.#shared.get(form.pattern) ?? this.#place(form.pattern, pattern);
      shared.entries.push(entry);
      if (form.need !== "context") shared.topics = null;
      else shared.topics?.push(topic);
    }
  }

  /** Topics of all rules that have a form. */
  get topics(): Set<number> {
    const entries = [...this.#shared.values()].flatMap((shared) => shared.entries);
    return new Set(entries.map(({ topic }) => topic));
  }

  /** Ends the adding of rules. */
  complete(setOf: (topics: readonly number[]) => TopicSet): void {
    for (const shared of this.#shared.values()) {
      shared.asked = shared.topics === null ? null : setOf(shared.topics);
    }
  }

  /**
   * The forms that may fit at a group.
   *
   * @param follower What `separatorAt` says of the place behind it.
   */
  at(length: number, hasLetters: boolean, follower: number): readonly Shared[] {
    const byFollower = (hasLetters ? this.#codes : this.#numbers)[length] as Shared[][];
    return byFollower[separatorIndex(follower)] as Shared[];
  }

  #place(form: string, pattern: Pattern): Shared {
    const shared: Shared = { pattern, entries: [], topics: [], asked: null };
    this.#shared.set(form, shared);
    const byFollower =
      (pattern.groupHasLetters ? this.#codes : this.#numbers)[pattern.groupLength] as Shared[][];
    FOLLOWERS.forEach((follower, k) => {
      const isLast = pattern.behind === 0;
      if (isLast || (pattern.behind & follower) !== 0) (byFollower[k] as Shared[]).push(shared);
    });
    return shared;
  }
}

function lists(count: number): Shared[][][] {
  return Array.from({ length: count }, () => FOLLOWERS.map(() => []));
}
