/**
 * Which topics have a word near an event: at least those that `Scan.topicOf` could answer with for
 * anything that is found there. Rules that need a word of their own are not asked where there is
 * none, which is so almost everywhere.
 *
 * @module
 */

import { codeAt, isLetter } from "../text/character.ts";
import { MARKER, WORD } from "./events.ts";
import { separatorAt } from "./patterns.ts";
import type { Span } from "../rule.ts";
import { AHEAD_MAX, EVENTS_MAX, HIT_CHARS_MAX, type Scan } from "../context/scan.ts";

/** Most letters of a code before its first digit, with a separator. */
const LEAD_CHARS_MAX = 8;

/** Bits of one word of a set. */
const WORD_BITS = 32;

/** A set of topics, as bits. */
export type TopicSet = Int32Array;

/** The topics near one event after the other. */
export class NearTopics {
  /** Words of a set. */
  readonly #size: number;
  /** By entry of the lexicon, its topics among those that are asked for; null for none. */
  readonly #ofEntries: readonly (TopicSet | null)[];
  readonly #asked: TopicSet;
  readonly #near: TopicSet;
  /** The line that the messages before were read for last, and what they speak for. */
  #askedLine = -1;
  #askedScan: Scan | null = null;
  #isAsked = false;
  readonly #askedNear: TopicSet;
  readonly #noteTopic = (topic: number): void => {
    this.#isEmpty = false;
    add(this.#near, topic);
  };
  #isRead = false;
  #isEmpty = true;

  /**
   * @param count How many topics there are.
   * @param asked Those that are asked for.
   * @param entries The topics of the lexicon's entries.
   */
  constructor(
    count: number,
    { asked, entries }: {
      asked: Iterable<number>;
      entries: readonly { topics: readonly number[] }[];
    },
  ) {
    this.#size = Math.ceil(count / WORD_BITS);
    this.#near = new Int32Array(this.#size);
    this.#askedNear = new Int32Array(this.#size);
    this.#asked = this.setOf(asked);
    this.#ofEntries = entries.map(({ topics }) => {
      const wanted = topics.filter((topic) => isIn(this.#asked, topic));
      return wanted.length === 0 ? null : this.setOf(wanted);
    });
  }

  /** Some topics as a set. */
  setOf(topics: Iterable<number>): TopicSet {
    const set = new Int32Array(this.#size);
    for (const topic of topics) add(set, topic);
    return set;
  }

  /** Forgets the event that was looked at. */
  move(): void {
    this.#isRead = false;
  }

  /** Whether a word near the event that is being looked at may speak for a topic. */
  has(scan: Scan, topic: number): boolean {
    if (!this.#isRead) this.#read(scan);
    return isIn(this.#near, topic);
  }

  /** Whether that is so for one of some topics. */
  hasOne(scan: Scan, topics: TopicSet): boolean {
    if (!this.#isRead) this.#read(scan);
    if (this.#isEmpty) return false;
    for (let k = 0; k < topics.length; k++) {
      if (((topics[k] as number) & (this.#near[k] as number)) !== 0) return true;
    }
    return false;
  }

  #read(scan: Scan): void {
    this.#isRead = true;
    this.#isEmpty = true;
    this.#near.fill(0);
    const { at, events: { kinds, starts, ends, values, count } } = scan;
    const start = valueStart(scan, at);
    let least = (starts[at] as number) - scan.reach(start) - HIT_CHARS_MAX;
    const first = Math.max(0, at - EVENTS_MAX);
    for (let k = at - 1; k >= first && (starts[k] as number) >= least; k--) {
      if (kinds[k] === WORD) this.#note(values[k] as number);
      else if (kinds[k] === MARKER) least -= (ends[k] as number) - (starts[k] as number);
    }
    const most = (ends[at] as number) + HIT_CHARS_MAX + AHEAD_MAX;
    const last = Math.min(count - 1, at + EVENTS_MAX);
    for (let k = at + 1; k <= last && (starts[k] as number) <= most; k++) {
      if (kinds[k] === WORD) this.#note(values[k] as number);
    }
    for (const entry of scan.jsonEntries({ start, end: ends[at] as number })) this.#note(entry);
    this.#noteAsked(scan, { start, end: ends[at] as number });
    scan.eachCompanion(starts[at] as number, this.#noteTopic);
    for (const topics of scan.label) this.#noteAll(topics);
    for (const topics of scan.columnTopics(start)) this.#noteAll(topics);
  }

  /** What the messages before the line of an event speak for; read once for the line. */
  #noteAsked(scan: Scan, place: Readonly<Span>): void {
    const line = scan.answerLine(place);
    if (line < 0) return;
    if (line !== this.#askedLine || scan !== this.#askedScan) {
      this.#askedLine = line;
      this.#askedScan = scan;
      this.#askedNear.fill(0);
      this.#isAsked = false;
      scan.eachAsked(line, (entry) => {
        const set = this.#ofEntries[entry] as TopicSet | null;
        this.#isAsked ||= set !== null;
        for (let k = 0; set !== null && k < set.length; k++) {
          this.#askedNear[k] = (this.#askedNear[k] as number) | (set[k] as number);
        }
      });
    }
    if (!this.#isAsked) return;
    this.#isEmpty = false;
    for (let k = 0; k < this.#size; k++) {
      const more = this.#askedNear[k] as number;
      this.#near[k] = (this.#near[k] as number) | more;
    }
  }

  #note(entry: number): void {
    const set = this.#ofEntries[entry] as TopicSet | null;
    if (set === null) return;
    this.#isEmpty = false;
    for (let k = 0; k < set.length; k++) {
      this.#near[k] = (this.#near[k] as number) | (set[k] as number);
    }
  }

  #noteAll(topics: readonly number[]): void {
    for (const topic of topics) {
      if (!isIn(this.#asked, topic)) continue;
      this.#isEmpty = false;
      add(this.#near, topic);
    }
  }
}

function add(set: TopicSet, topic: number): void {
  const word = Math.floor(topic / WORD_BITS);
  set[word] = (set[word] as number) | (1 << (topic % WORD_BITS));
}

function isIn(set: TopicSet, topic: number): boolean {
  return ((set[Math.floor(topic / WORD_BITS)] as number) & (1 << (topic % WORD_BITS))) !== 0;
}

/** Where a code begins whose digits are an event: its first letters are none. */
function valueStart({ text, events }: Scan, at: number): number {
  const start = events.starts[at] as number;
  let from = start;
  if (separatorAt(text, from - 1) !== 0) from--;
  const lead = from;
  while (from > 0 && start - from < LEAD_CHARS_MAX && isLetter(codeAt(text, from - 1))) from--;
  return from === lead ? start : from;
}
