/**
 * Passwords and keys that are given one character at a time, with the same sign between each two, so
 * that no filter sees them. Their word stands before them or behind them, often with a remark on how
 * to put them together: the word is put right before the value, and the value is judged as always.
 *
 *     password, take the hyphens out: c-o-p-p-e-r-V-o-l-e-9-1      pw (no spaces) m u g u n g # 2 9 L
 *     ^.....^                         ^.....................^
 *     password:                       copperVole91
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import { CAPITAL, DENSE, INFO, LETTER } from "../text/alphabet.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { WORD } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** Fewest and most characters, and fewest letters among them; digits there are always. */
const CHARS_MIN = 6;
const CHARS_MAX = 64;
const LETTERS_MIN = 2;
/** Fewest kinds of characters of a value whose word stands further away. */
const SORTS_MIN = 3;
/** How far before a value its word may stand, how many events are looked at, and how many words. */
const REACH = 200;
const EVENTS_MAX = 48;
const WORDS_MAX = 5;
/** A word as near as this, and as long, is of the value, and no other one. */
const NEAR_CHARS = 14;
const NEAR_WORD_CHARS = 4;
/** What is read around a value for the words that belong to it. */
const BEHIND_MAX = 96;
const AHEAD_MAX = 64;

const SPACE = 0x20;
const COMMA = 0x2c;

/** Signs that stand between the characters; a comma may have a space behind it. */
const GAPS = " -._|/*~,+\u00b7";
/** What may be left at the ends of a value, of the sentence around it. */
const HEAD_SIGNS = ":=->\u2013\u2014(|/\"'\u2022\u2192,.;";
const TAIL_SIGNS = "-\u2013\u2014:;,.=|/()[]<>\"'\u2192";
/** Words of one letter that are verbs and articles; none is a letter of English. */
const LONE_WORDS = "\u00e9\u00e8\u00e0\u0454\u0432\u0441\u043a\u043e\u0443\u0438";
const IS_GAP: Uint8Array = gapUnits();

function gapUnits(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of GAPS) table[char.charCodeAt(0)] = 1;
  return table;
}

/** Whether a digit stands among characters that are parted: a cheap look. */
export function mayBeSingle(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  if (IS_GAP[before] === 1 && (codeAt(text, at - 3) === before || codeAt(text, at - 2) === COMMA)) {
    return true;
  }
  const after = codeAt(text, at + 1);
  return IS_GAP[after] === 1 && (codeAt(text, at + 3) === after || after === COMMA);
}

/**
 * The values of a text that are given so, and that a word may speak for.
 *
 * @param places Events at which `mayBeSingle` says that a digit of one may be.
 */
export function* singleCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, events } = looked;
  let from = 0;
  for (const at of places) {
    const place = events.starts[at] as number;
    if (place < from) continue;
    const row = rowAt(text, place, from);
    from = Math.max(place + 1, row.at(-1)?.end ?? 0);
    const value = valueOf(text, row);
    if (value === null || isTableRow(text, row)) continue;
    const { letters, digits, sorts } = kindsOf(text, value);
    if (digits === 0 || letters < LETTERS_MIN) continue;
    const isList = sorts < SORTS_MIN && codeAt(text, (value[0] as Span).end) === COMMA;
    if (!isList) yield candidateOf(text, value, null);
    // Letters with digits are many things.
    if (sorts < SORTS_MIN) continue;
    const first = events.firstFrom((value[0] as Span).start);
    for (const word of wordsBefore(looked, engine, { first, start: (value[0] as Span).start })) {
      yield candidateOf(text, value, word);
    }
  }
}

/** The characters around a digit that the same gap parts. */
function rowAt(text: string, place: number, least: number): Span[] {
  const gap = gapAt(text, place);
  const row: Span[] = [{ start: place, end: place + 1 }];
  if (gap === "") return row;
  while (row.length < CHARS_MAX) {
    const end = (row[0] as Span).start - gap.length;
    if (end <= least || !text.startsWith(gap, end) || !isPart(text, end - 1)) break;
    const before = codeAt(text, end - 2);
    if (end - 2 >= least && !isEdge(before) && !gap.endsWith(text.charAt(end - 2))) break;
    row.unshift({ start: end - 1, end });
  }
  while (row.length < CHARS_MAX) {
    const start = (row.at(-1) as Span).end + gap.length;
    if (!text.startsWith(gap, start - gap.length) || !isPart(text, start)) break;
    const after = codeAt(text, start + 1);
    if (!isEdge(after) && after !== gap.charCodeAt(0)) break;
    row.push({ start, end: start + 1 });
  }
  return row;
}

/** What parts a digit from the character before it, or else from the one behind it. */
function gapAt(text: string, place: number): string {
  for (const gap of [", ", text.charAt(place - 1)]) {
    const before = place - 2 * gap.length - 1;
    const isGap = gap.length > 0 && IS_GAP[gap.charCodeAt(0)] === 1;
    if (
      isGap && before >= 0 && text.startsWith(gap, place - gap.length) &&
      text.startsWith(gap, before)
    ) {
      return gap;
    }
  }
  const after = text.charAt(place + 1);
  if (IS_GAP[after.charCodeAt(0)] !== 1) return "";
  return after === "," && codeAt(text, place + 2) === SPACE ? ", " : after;
}

/** One visible character. */
function isPart(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code > SPACE && code < 0xd800 && code !== 0xa0 && INFO[code] !== DENSE;
}

/** What stands beside the first character or the last one: no letter and no digit. */
function isEdge(code: number): boolean {
  const info = INFO[code] as number;
  return info === DENSE || !(isAlphanumeric(code) || (info & (LETTER | CAPITAL)) !== 0);
}

/** The characters of a row that are a value, or null. */
function valueOf(text: string, row: readonly Span[]): Span[] | null {
  let parts = row.slice();
  const charAt = (at: number): string => text.charAt(parts.at(at)?.start ?? text.length);
  while (parts.length > 0 && HEAD_SIGNS.includes(charAt(0))) parts.shift();
  if (LONE_WORDS.includes(charAt(0)) && text.charAt((row[0] as Span).end) === " ") parts.shift();
  while (parts.length > 0 && TAIL_SIGNS.includes(charAt(-1))) parts.pop();
  // `H - 7 - k - 2`
  const sign = charAt(1);
  const isSigned = parts.length > 2 && GAPS.includes(sign) &&
    parts.every(({ start }, k) => (text.charAt(start) === sign) === (k % 2 === 1));
  if (isSigned) parts = parts.filter((_, k) => k % 2 === 0);
  return parts.length < CHARS_MIN ? null : parts;
}

/** Which kinds of characters a value has. */
interface Kinds {
  letters: number;
  digits: number;
  /** How many there are of small letters, capitals, digits and signs. */
  sorts: number;
}

function kindsOf(text: string, value: readonly Span[]): Kinds {
  let [small, capitals, digits, signs] = [0, 0, 0, 0];
  for (const { start } of value) {
    const code = text.charCodeAt(start);
    const info = INFO[code] as number;
    if (isDigit(code)) digits++;
    else if ((info & CAPITAL) !== 0) capitals++;
    else if ((info & LETTER) !== 0) small++;
    else signs++;
  }
  const sorts = [small, capitals, digits, signs].filter((count) => count > 0).length;
  return { letters: small + capitals, digits, sorts };
}

/** Whether bars stand at the ends of a row: the cells of a table. */
function isTableRow(text: string, row: readonly Span[]): boolean {
  const before = text.slice(Math.max(0, (row[0] as Span).start - 2), (row[0] as Span).start);
  return before.includes("|") || text.charAt((row[0] as Span).start) === "|";
}

/** The words before a value that may speak for it, the nearest first. */
function wordsBefore(
  { text, events }: Looked,
  engine: Engine,
  { first, start }: { first: number; start: number },
): Span[] {
  const words: Span[] = [];
  const known = new Set<number>();
  for (let k = first - 1; k >= 0 && k >= first - EVENTS_MAX && words.length < WORDS_MAX; k--) {
    if (events.kinds[k] !== WORD) continue;
    const word = { start: events.starts[k] as number, end: events.ends[k] as number };
    if (word.end > start) continue;
    if (word.start < start - REACH) break;
    const entry = events.values[k] as number;
    const speaks = engine.speaks(entry);
    if (speaks && !known.has(entry)) words.push(word);
    known.add(entry);
    // `c'est` is among the words of the lexicon, and names nothing.
    const isVerb = /['\u2019]/.test(text.slice(word.start, word.end));
    const isNear = word.end > start - NEAR_CHARS && word.end - word.start >= NEAR_WORD_CHARS;
    if (isNear && ((speaks && !isVerb) || /[:=#]/.test(text.slice(word.end, start)))) break;
  }
  return words;
}

/** The value as one word, where it stands or right behind a word. */
function candidateOf(text: string, value: readonly Span[], word: Span | null): Candidate {
  const { start } = value[0] as Span;
  const { end } = value.at(-1) as Span;
  const copy = new Copy(
    text,
    word?.start ?? contextStart(text, { place: start, chars: BEHIND_MAX }),
  );
  if (word !== null) copy.put(": ", { start: word.end, end: start });
  const inner = copy.join(value, "");
  if (codeAt(text, end) !== SPACE) copy.put(" ", { start: end, end });
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict: true, isWhole: true, maySpeak: isSecret, disguise: "spacing" };
}

function isSecret(category: string): boolean {
  return category === "PASSWORD" || category === "API_KEY";
}
