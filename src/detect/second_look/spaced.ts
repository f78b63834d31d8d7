/**
 * Numbers whose digits are spread: with a space after each digit, spaces around the dashes, or a
 * line break inside. Many things look like that, so a word of the category must speak for them.
 *
 *     SSN: 1 2 3 - 4 5 - 6 7 8 9        card 4111 1111
 *          ^...................^        1111 1111
 *
 * @module
 */

import { codeAt, isDash, isSpace } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { type Events, NUMBER, WORD } from "../engine/events.ts";
import { farCandidates } from "./far_label.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** Fewest and most digits of a number. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 40;
/** Longest gap: a line break with the indentation and the mark of a quotation. */
const GAP_MAX = 10;
/** Digits of a number that was found and goes on in no other line, and fewest of a part there. */
const WHOLE_DIGITS_MIN = 10;
const GROUP_DIGITS_MIN = 3;
/** How far a word may speak, and how many events are looked at for it. */
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;
const EVENTS_MAX = 16;

const SLASHED_DATE_REGEXP =
  /^(?:(?:19|20)\d\d ?\/ ?\d{1,2} ?\/ ?\d{1,4}|\d{1,2} ?\/ ?\d{1,2} ?\/ ?(?:19|20)\d\d)$/;
/** A year and the number of a file in it: `2025/3391`. */
const FILE_NUMBER_REGEXP = /^(?:19|20)\d\d ?\/ ?\d{3,7}$/;

/** A day with something behind or before it: `1.5.0 / 2020-03-03`. */
const DATED_REGEXP = /^(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|[\s/](?:19|20)\d\d-[01]\d-[0-3]\d$/;

/** The day and the time of a message. */
const CHAT_LINE_REGEXP = /^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d\d/;
/** The sign of an item of a list: `5. ` or `5) ` */
const ITEM_REGEXP = /^\d{1,2}[.)]\s/;
/** An address, behind which another number is of another thing. */
const QUAD_REGEXP = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const QUAD_GROUPS = 4;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COMMA = 0x2c;
const DOT = 0x2e;
const SLASH = 0x2f;
const GREATER = 0x3e;
const CLOSING = 0x29;
/** What may belong to a value beside its digits: a plus, a bracket, letters of a code. */
const BESIDE_CHARS = 8;

/** What stands between two groups of digits. */
interface Gap {
  /** What the gap means: nothing, a space, or a sign. */
  sign: string;
  /** Whether a number is not usually written so. */
  isOdd: boolean;
  /** Whether it may as well separate two numbers. */
  isBreak: boolean;
  isComma: boolean;
  /** Whether a line ends in it. */
  isLine: boolean;
}

/** Groups of digits, as event numbers. */
interface Chain {
  first: number;
  last: number;
  gaps: Gap[];
  digits: number;
  isOdd: boolean;
}

/** The spread numbers of a text that a word speaks for. */
export function* spacedCandidates(
  looked: Looked,
  engine: Engine,
): Generator<Candidate> {
  const { text, label, events, hits } = looked;
  const hasLabel = label !== "" && engine.labelSpeaks(label);
  const foundEnds = new Set(hits.map(({ end }) => end));
  for (let at = 0; at < events.count; at++) {
    if (events.kinds[at] !== NUMBER) continue;
    const whole = chainAt(text, events, { first: at, foundEnds });
    at = whole.last;
    if (!whole.isOdd || whole.digits < DIGITS_MIN) continue;
    for (const chain of partsOf(events, whole)) {
      if (!chain.isOdd || chain.digits < DIGITS_MIN || chain.digits > DIGITS_MAX) continue;
      if (isDateChain(text, events, chain)) continue;
      if (hasLabel || isSpokenFor(events, engine, chain)) yield* candidatesOf(text, events, chain);
      yield* farCandidates(looked, engine, { groups: groupsOf(events, chain), first: chain.first });
    }
  }
}

function groupsOf(events: Events, { first, last }: Chain): Span[] {
  const groups: Span[] = [];
  for (let k = first; k <= last; k++) {
    groups.push({ start: events.starts[k] as number, end: events.ends[k] as number });
  }
  return groups;
}

/** `09/03/2029`, and numbers of files that begin with a year: `2024/07/118`, `2025/3391`. */
function isDateChain(text: string, events: Events, { first, last }: Chain): boolean {
  const gaps = last - first;
  if (gaps > 2) return DATED_REGEXP.test(text.slice(events.starts[first], events.ends[last]));
  if (gaps < 1) return false;
  const written = text.slice(events.starts[first], events.ends[last]);
  return (gaps === 1 ? FILE_NUMBER_REGEXP : SLASHED_DATE_REGEXP).test(written);
}

/** The longest chain that begins at an event; `foundEnds` are the ends of values found before. */
function chainAt(
  text: string,
  events: Events,
  { first, foundEnds }: { first: number; foundEnds: ReadonlySet<number> },
): Chain {
  const chain = chainOf(events, first);
  for (let next = first + 1; next < events.count && events.kinds[next] === NUMBER; next++) {
    const gap = gapBetween(text, {
      start: events.ends[chain.last] as number,
      end: events.starts[next] as number,
    });
    if (gap === null || (gap.isOdd && isQuad(text, events, chain))) break;
    const more = lengthOf(events, next);
    // A whole number ends with its line: what begins the next one is of another thing.
    const isWhole = gap.isLine && foundEnds.has(events.ends[chain.last] as number);
    if (isWhole && (chain.digits >= WHOLE_DIGITS_MIN || more < GROUP_DIGITS_MIN)) break;
    // Numbers between commas are a list, but single digits are read out so.
    if (gap.isComma && (more > 1 || chain.digits > chain.gaps.length + 1)) break;
    // Between single digits a space is nothing.
    if (gap.sign === " " && !gap.isBreak && more === 1 && lengthOf(events, chain.last) === 1) {
      gap.sign = "";
      gap.isOdd = true;
    }
    extend(chain, gap, more);
  }
  return chain;
}

function isQuad(text: string, events: Events, { first, last }: Chain): boolean {
  if (last - first + 1 !== QUAD_GROUPS) return false;
  return QUAD_REGEXP.test(text.slice(events.starts[first], events.ends[last]));
}

function chainOf(events: Events, first: number): Chain {
  return { first, last: first, gaps: [], digits: lengthOf(events, first), isOdd: false };
}

function extend(chain: Chain, gap: Gap, digits: number): void {
  chain.isOdd ||= gap.isOdd;
  chain.gaps.push(gap);
  chain.digits += digits;
  chain.last++;
}

/** A chain that is too long for one number is a list of them: one in a line, or between commas. */
function* partsOf(events: Events, whole: Chain): Generator<Chain> {
  if (whole.digits <= DIGITS_MAX) return yield whole;
  let part = chainOf(events, whole.first);
  for (const gap of whole.gaps) {
    const next = part.last + 1;
    if (gap.isBreak) {
      yield part;
      part = chainOf(events, next);
    } else extend(part, gap, lengthOf(events, next));
  }
  yield part;
}

function lengthOf(events: Events, at: number): number {
  return (events.ends[at] as number) - (events.starts[at] as number);
}

/** What a gap means, or null when it separates two numbers. */
function gapBetween(text: string, { start, end }: Span): Gap | null {
  if (end - start > GAP_MAX) return null;
  let sign = "";
  let lines = 0;
  for (let at = start; at < end; at++) {
    const code = codeAt(text, at);
    if (code === LINE_FEED) lines++;
    else if (isDash(code) || code === DOT || code === SLASH || code === COMMA) {
      if (sign !== "") return null;
      sign = isDash(code) ? "-" : String.fromCharCode(code);
    } else if (code === GREATER && lines === 0) return null;
    else if (!isSpace(code) && code !== RETURN && code !== GREATER && code !== TAB) return null;
    else if (code === TAB && lines === 0) return null;
  }
  if (lines === 0 && codeAt(text, start) === CLOSING) return null;
  if (lines > 1 || (lines === 1 && (isDate(text, end) || isItem(text, end)))) return null;
  // A sentence or a note that ends with its line.
  if (lines === 1 && sign === ".") return null;
  const isOdd = end - start > 1 || lines > 0 || sign === "/" || sign === ",";
  const isComma = sign === ",";
  const isBreak = lines > 0 || isComma;
  const isLine = lines > 0;
  return { sign: sign === "" ? " " : isComma ? "" : sign, isOdd, isBreak, isComma, isLine };
}

/** `2026-`, `12/03/24, 09:12`: lines of a log and of a chat begin so. */
function isDate(text: string, at: number): boolean {
  const century = text.slice(at, at + 2);
  const isYear = (century === "19" || century === "20") && isDash(codeAt(text, at + 4));
  return isYear || CHAT_LINE_REGEXP.test(text.slice(at, at + 20));
}

function isItem(text: string, at: number): boolean {
  return ITEM_REGEXP.test(text.slice(at, at + 4));
}

/** Whether a word near some events speaks for a category that is looked for. */
export function isSpokenFor(
  events: Events,
  engine: Engine,
  { first, last }: { first: number; last: number },
): boolean {
  const start = events.starts[first] as number;
  const end = events.ends[last] as number;
  for (let k = first - 1; k >= 0 && k >= first - EVENTS_MAX; k--) {
    if ((events.ends[k] as number) < start - BEHIND_MAX) break;
    if (events.kinds[k] === WORD && engine.speaks(events.values[k] as number)) return true;
  }
  for (let k = last + 1; k < events.count && k <= last + EVENTS_MAX; k++) {
    if ((events.starts[k] as number) > end + AHEAD_MAX) break;
    if (events.kinds[k] === WORD && engine.speaks(events.values[k] as number)) return true;
  }
  return false;
}

/** The number with its signs, and as digits alone. */
function* candidatesOf(text: string, events: Events, chain: Chain): Generator<Candidate> {
  const start = events.starts[chain.first] as number;
  const end = events.ends[chain.last] as number;
  for (const isBare of [false, true]) {
    const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
    copy.keepTo(start);
    const from = copy.text.length;
    chain.gaps.forEach(({ sign }, k) => {
      const gap = {
        start: events.ends[chain.first + k] as number,
        end: events.starts[chain.first + k + 1] as number,
      };
      const wanted = isBare ? "" : sign;
      if (wanted !== text.slice(gap.start, gap.end)) copy.put(wanted, gap);
    });
    copy.keepTo(end);
    const to = copy.text.length;
    const beside = isBare ? 0 : BESIDE_CHARS;
    const inner = { start: Math.max(0, from - beside), end: to + beside };
    copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
    yield { copy, inner, isStrict: true, isWhole: isBare, disguise: "spacing" };
  }
}
