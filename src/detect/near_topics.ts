/**
 * Which topics have a word near an event: at least those that `Scan.topicOf` could answer with for
 * anything that is found there. Rules that need a word of their own are not asked where there is
 * none, which is so almost everywhere.
 *
 * @module
 */

import { codeAt, isLetter } from "./character.ts";
import { MARKER, WORD } from "./events.ts";
import { separatorAt } from "./patterns.ts";
import { AHEAD_MAX, BEHIND_MAX, EVENTS_MAX, type Scan } from "./scan.ts";

/** How far before an event, or behind its end, a hit at it may begin or end. */
const HIT_CHARS_MAX = 80;
/** Most letters of a code before its first digit, with a separator. */
const LEAD_CHARS_MAX = 8;

/** The topics near one event after the other. */
export class NearTopics {
  /** By topic, the number of the look that found it. */
  readonly #looks: Float64Array;
  #look = 0;
  #isRead = false;
  #isEmpty = true;

  /** @param count How many topics there are. */
  constructor(count: number) {
    this.#looks = new Float64Array(count);
  }

  /** Forgets the event that was looked at. */
  move(): void {
    this.#isRead = false;
  }

  /** Whether a word near the event that is being looked at may speak for a topic. */
  has(scan: Scan, topic: number): boolean {
    if (!this.#isRead) this.#read(scan);
    return this.#looks[topic] === this.#look;
  }

  /** Whether that is so for one of some topics. */
  hasOne(scan: Scan, topics: readonly number[]): boolean {
    if (!this.#isRead) this.#read(scan);
    if (this.#isEmpty) return false;
    for (let k = 0; k < topics.length; k++) {
      if (this.#looks[topics[k] as number] === this.#look) return true;
    }
    return false;
  }

  #read(scan: Scan): void {
    this.#isRead = true;
    this.#isEmpty = true;
    this.#look++;
    const { at, events: { kinds, starts, ends, values, count } } = scan;
    let least = (starts[at] as number) - BEHIND_MAX - HIT_CHARS_MAX;
    const first = Math.max(0, at - EVENTS_MAX);
    for (let k = at - 1; k >= first && (starts[k] as number) >= least; k--) {
      if (kinds[k] === WORD) this.#note(scan.topics(values[k] as number));
      else if (kinds[k] === MARKER) least -= (ends[k] as number) - (starts[k] as number);
    }
    const most = (ends[at] as number) + HIT_CHARS_MAX + AHEAD_MAX;
    const last = Math.min(count - 1, at + EVENTS_MAX);
    for (let k = at + 1; k <= last && (starts[k] as number) <= most; k++) {
      if (kinds[k] === WORD) this.#note(scan.topics(values[k] as number));
    }
    for (
      const entry of scan.jsonEntries({ start: valueStart(scan, at), end: ends[at] as number })
    ) {
      this.#note(scan.topics(entry));
    }
    for (const topics of scan.label) this.#note(topics);
    for (const topics of scan.columnTopics(starts[at] as number)) this.#note(topics);
  }

  #note(topics: readonly number[]): void {
    if (topics.length > 0) this.#isEmpty = false;
    for (let k = 0; k < topics.length; k++) this.#looks[topics[k] as number] = this.#look;
  }
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
