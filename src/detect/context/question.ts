/**
 * Messages that follow each other, one a line: a question names the thing, and one of the next
 * messages holds hardly more than the value.
 *
 *     [3/11/24, 21:15:02] Ife: pls what's your NIN, the agent is asking
 *     [3/11/24, 21:15:40] Tunde: 38314050842
 *     \____ time ______/ \name/  \_ value __/
 *
 * Lines also end where a text in quotes writes `\n`. Reads a bounded distance back.
 *
 * @module
 */

import { codeAt, isSpace } from "../text/character.ts";
import { type Events, MIXED, NUMBER, WORD } from "../engine/events.ts";
import { unitTable } from "./group_counts.ts";
import type { Span } from "../rule.ts";

/** How far before a value its line may begin, and how far behind it may end. */
const LEAD_CHARS_MAX = 84;
const TAIL_CHARS_MAX = 40;
/** Longest text of a message before the value. */
const SAID_CHARS_MAX = 44;
/** How far back a question may begin, in characters, messages and events. */
export const QUESTION_BACK_MAX = 480;
const LINES_MAX = 7;
export const QUESTION_EVENTS_MAX = 40;
/** Longest line that asks without a question mark, and longest that is about one thing. */
const QUESTION_CHARS_MAX = 110;
const CHATTER_CHARS_MAX = 48;
/** Longest value. */
const VALUE_CHARS_MAX = 44;
/** Fewest digits of a number that may be the answer. */
const ANSWER_CHARS_MIN = 6;

/** Bullets and the time of a message. */
const TIME_REGEXP =
  /^[\s>*\u2022\u2013-]{0,8}(?:[[(]?(?:\uc624\uc804|\uc624\ud6c4|\u4e0a\u5348|\u4e0b\u5348|\u5348\u524d|\u5348\u5f8c|\u665a\u4e0a|\u65e9\u4e0a)?\s?\d{1,4}(?:[/.:,T \u202f-]{1,2}\d{1,4}){1,7}\s?(?:[AaPp]\.?\s?[Mm]\.?|Z)?[\])]?)?[\s,\u2013-]{0,6}/u;
/** Who speaks: `Ann: `, `<ann> `, `[ann] `, `~ Ann (Berlin): `, `**User:** `, `\u79df\u5ba2:`. */
const SPEAKER_REGEXP =
  /^(?:[~@*_]{0,3}\s?[\p{L}\p{N}][^:\n<>=]{0,32}:[*_]{0,2}\s|<[^<>\n]{1,32}>\s|\[[\p{L}][^\]\n:=]{0,31}\]:?\s|[\u2e80-\ud7a3][^:\uff1a\n<>=]{0,12}[:\uff1a])\s{0,4}/u;
/** A few words before the value, without digits, and one sign. */
const LEAD_REGEXP =
  /^(?:[\p{L}\p{M}\p{So}'\u2019&]+[\s,.:;!\u2026\u3001\uff1a\u2013-]{1,3}){0,5}["'`(#*]{0,2}(?:[\p{L}]{1,3}[\s-]?)?$/u;
/** A word of which the value stands right behind it. */
const OWN_VALUE_REGEXP = /^["'`)*_ \t]{0,4}[:=\uff1a][ \t]*\S/;
/** Words that say that a number is something else, behind which another value stands. */
const OTHER_REGEXP =
  /\b(?:ref|id|code|case|room|total|page|line|qty|lot|part|rev|no|nr|item|seat|gate|flight|amount|sum|price|is for|for)\b[\s.:#]{0,3}$/iu;
/** Names another thing that no word is known for: `the folio is ...`. */
const OTHER_THING_REGEXP =
  /\b(?:the|my|our|his|her|your|der|die|das|mein|meine|le|la|el|il|mon|ma|mi|mijn|het)\s(?!num|nr|no\b|n\u00fam|id\b|one|cif)\p{L}{3,24}\s(?:is|was|ist|lautet|est|es|\u00e8|\u00e9)\s/iu;
/** Asks for something that no word is known for. */
const OTHER_QUESTION_REGEXP = /(?:[^\s?]{2,32}\s{1,3}){3}[^\s?]{2,32}\s?[?\uff1f\u061f\u037e]\s*$/;
/** Asks again for what was spoken of before: `what should it be?`. */
const AGAIN_REGEXP =
  /\b(?:(?:what|which|how)\b[^?\n]{0,24}\b(?:it|that|one|number)|which one|(?:the )?(?:right|correct|new) one|wie (?:lautet|ist|hei\u00dft) (?:sie|er|es|die richtige)|was (?:w\u00e4re|ist) (?:richtig|korrekt)|(?:quel|quelle|lequel|laquelle) est (?:le|la|l[ea]quel\w*)|(?:cu\u00e1l|qual|quale) (?:es|\u00e9|\u00e8|deber\u00eda|deve|seria|sarebbe)(?: (?:el|la|o|a|il|ser|lo))?|wat moet het|wat is (?:het|de) (?:juiste|goede)|jaki? (?:powin\w+|jest)|(?:vad|hva|hvad) (?:ska|skal|\u00e4r|er) (?:det|den)|\u043a\u0430\u043a\u043e\u0439 (?:\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u044b\u0439|\u0432\u0435\u0440\u043d\u044b\u0439|\u0434\u043e\u043b\u0436\u0435\u043d))(?![\p{L}])/iu;
/** Asks how much of it is wanted: `10 or 12?`, `all 11 digits?`. */
const COUNT_REGEXP =
  /^\D{0,24}\d{1,2}(?!\d)\D{0,16}(?:\d{1,2}(?!\d)\D{0,16})?[?\uff1f\u061f\u037e]\s*$/u;
/** The same in words: `the last digits or the whole number?`. */
const PART_REGEXP =
  /(?<!\p{L})(?:full|whole|complete|entire|last|first|all|alle|ganze|vollst\u00e4ndig|letzte|volledig|hele|laatste|compl[e\u00e8]t|enti[e\u00e8]r|derni[e\u00e8]r|[u\u00fa]ltim|inter|tod[ao]s|wszystk|pe\u0142n|ostatni|cel|posledn|teljes|utols\u00f3|hela|sista|siste|sidste|koko|viimeis|tam|son|\u0432\u0435\u0441\u044c|\u043f\u043e\u043b\u043d|\u043f\u043e\u0441\u043b\u0435\u0434\u043d|\u043f\u043e\u0432\u043d|\u043e\u0441\u0442\u0430\u043d\u043d|\u0446\u0435\u043b\u0438\u044f|\u03bf\u03bb\u03cc\u03ba\u03bb\u03b7\u03c1|\u03c0\u03bb\u03ae\u03c1|\u03c4\u03b5\u03bb\u03b5\u03c5\u03c4\u03b1)\p{L}{0,6}\s(?:(?:four|vier|quatre|cuatro|quattro|quatro|cztery|\u010dty\u0159i|n\u00e9gy|patru|fyra|fire|nelj\u00e4|d\u00f6rt|\u0447\u0435\u0442\u044b\u0440\u0435|\u0447\u043e\u0442\u0438\u0440\u0438|\d{1,2})\s)?(?:number|digit|nummer|ziffer|zahl|stellen|cijfer|num[e\u00e9]ro|chiffre|n[u\u00fa]mero|cifr|d[i\u00ed]git|num[a\u0103]r|numer|cyfr|\u010d\u00edsl|sz\u00e1m|siffr|numara|hane|\u043d\u043e\u043c\u0435\u0440|\u0446\u0438\u0444\u0440|\u03b1\u03c1\u03b9\u03b8\u03bc|\u03c8\u03b7\u03c6)|(?:n[u\u00fa]mero|num\u00e9ro|num[a\u0103]rul)\s(?:complet|entier|\u00eentreg|intreg|inter)/iu;
const ASKED_REGEXP = /[?\uff1f\u061f\u037e]/;

const COLON = 0x3a;
/** From here on: scripts of East Asia, which have no space behind a colon. */
const DENSE_MIN = 0x2e80;
const DASH = 0x2d;
const ZERO = 0x30;
const TWO = 0x32;

/** ASCII that may stand right before an answer. */
const IS_BEFORE: Uint8Array = unitTable("\"'`(#*n");

/** Start and end of the line that a place is on; places that ascend make it cheap. */
export class Lines {
  readonly #text: string;
  #start = 0;
  /** Where it ends, and the next place of either sign that ends one. */
  #end = -1;
  #feed = -1;
  #escape = -1;
  /** Whether somebody may have said it; null before it was looked at. */
  #isSaid: boolean | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of a place, or null when it is too far from either end of it to be an answer. */
  near({ start, end }: Readonly<Span>): Span | null {
    if (start < this.#start) return null;
    // What is part of a path, a time or a pair is refused without a look at its line.
    const before = codeAt(this.#text, start - 1);
    const isSpeaker = before === COLON && codeAt(this.#text, start - 2) >= DENSE_MIN;
    if (before > 0x20 && before < 0x80 && IS_BEFORE[before] !== 1 && !isSpeaker) return null;
    if (isIsoDate(this.#text, start)) return null;
    while (this.#end < start) {
      if (this.#end >= 0) this.#start = this.#end + (this.#end === this.#feed ? 1 : 2);
      this.#feed = this.#next("\n", this.#feed);
      this.#escape = this.#next("\\n", this.#escape);
      this.#end = Math.min(this.#feed, this.#escape);
      this.#isSaid = null;
    }
    if (start - this.#start > LEAD_CHARS_MAX || this.#start === 0) return null;
    if (this.#end - end > TAIL_CHARS_MAX + VALUE_CHARS_MAX) return null;
    this.#isSaid ??= isSaid(this.#text.slice(this.#start, this.#end));
    return this.#isSaid ? { start: this.#start, end: this.#end } : null;
  }

  #next(sign: string, known: number): number {
    if (known >= this.#start && known >= 0) return known;
    const found = this.#text.indexOf(sign, this.#start);
    return found < 0 ? this.#text.length : found;
  }
}

/** Lines of logs, data and code have signs that nobody writes in a message. */
function isSaid(line: string): boolean {
  return !line.includes("=") && !line.includes("{") && !line.includes("://") &&
    !line.includes(" /");
}

/** `2026-03-01`: lines of logs begin so, and it is no number that is asked for. */
function isIsoDate(text: string, at: number): boolean {
  return codeAt(text, at + 4) === DASH && codeAt(text, at + 7) === DASH &&
    codeAt(text, at) === TWO && codeAt(text, at + 1) === ZERO;
}

/** The words of one line, by which it can be a question; the last one first. */
export interface Question {
  words: number[];
  /** Whether nothing that was said before it is asked for any longer. */
  isLast: boolean;
}

/**
 * The questions that a value may be the answer to, the nearest first.
 *
 * @param line The line that it is on.
 * @param at Event at which it is.
 * @param topicsOf What the word of an event may speak for.
 */
export function questionsBefore(
  text: string,
  place: Readonly<Span>,
  { line, at, events, topicsOf }: {
    line: Readonly<Span>;
    at: number;
    events: Events;
    topicsOf: (event: number) => readonly number[];
  },
): Question[] {
  const { kinds, starts, ends } = events;
  const said = text.slice(line.start, place.start);
  const lead = leadChars(said);
  if (lead < 0 || line.end - place.end > TAIL_CHARS_MAX) return [];
  if (place.end - place.start > VALUE_CHARS_MAX) return [];
  let k = at - 1;
  for (; k >= 0 && (starts[k] as number) >= line.start; k--) {
    const isOwn = (starts[k] as number) >= line.start + lead && (ends[k] as number) <= place.start;
    if (isOwn && kinds[k] === WORD && topicsOf(k).length > 0) return [];
  }
  const questions: Question[] = [];
  const least = Math.max(0, line.start - QUESTION_BACK_MAX);
  const first = Math.max(0, at - QUESTION_EVENTS_MAX);
  let end = lineEndBefore(text, line.start);
  for (let count = 0; count < LINES_MAX && end > least; count++) {
    const start = lineStart(text, end, least);
    const words: number[] = [];
    let isAnswered = false;
    for (; k >= first && (starts[k] as number) >= start; k--) {
      if (kinds[k] === WORD) {
        if (topicsOf(k).length > 0) words.push(k);
      } else if (words.length === 0 && isLong(events, k)) isAnswered = true;
    }
    const asked = text.slice(start, end);
    // Who speaks says nothing.
    const name = words.length > 0 ? leadChars(asked, true) : 0;
    const said = words.filter((word) => (starts[word] as number) >= start + name);
    if (said.length > 0) {
      if (isAnswered) break;
      const isAsked = ASKED_REGEXP.test(asked);
      const isOne = isAsked || asked.length <= QUESTION_CHARS_MAX || (lead > 0 && name > 0);
      const open = said.filter((word) =>
        !OWN_VALUE_REGEXP.test(text.slice(ends[word], Math.min(end, (ends[word] as number) + 12)))
      );
      if (!isOne || open.length === 0) break;
      const isLast = (isAsked || asked.length <= CHATTER_CHARS_MAX) && !PART_REGEXP.test(asked);
      questions.push({ words: open, isLast });
    } else if (OTHER_QUESTION_REGEXP.test(asked) && !isOfSame(asked)) break;
    if (start === least && start > 0) break;
    end = lineEndBefore(text, start);
  }
  return questions;
}

/** Whether a question is about what was asked for before. */
function isOfSame(asked: string): boolean {
  return AGAIN_REGEXP.test(asked) || PART_REGEXP.test(asked) ||
    COUNT_REGEXP.test(asked.slice(Math.max(0, leadChars(asked, true))));
}

/**
 * Characters of time and name before what is said, if what follows them is a few words at most;
 * else -1.
 *
 * @param isAny Whether anything may follow.
 */
function leadChars(said: string, isAny = false): number {
  const time = TIME_REGEXP.exec(said)?.[0].length ?? 0;
  const speaker = SPEAKER_REGEXP.exec(said.slice(time))?.[0].length ?? 0;
  const lead = time + speaker;
  if (isAny) return lead;
  const rest = said.slice(lead);
  const isLead = rest.length <= SAID_CHARS_MAX && LEAD_REGEXP.test(rest);
  return isLead && !OTHER_REGEXP.test(rest) && !OTHER_THING_REGEXP.test(rest) ? lead : -1;
}

/** Whether an event is as long as a number that is asked for. */
function isLong({ kinds, starts, ends }: Events, k: number): boolean {
  const isNumber = kinds[k] === NUMBER || kinds[k] === MIXED;
  return isNumber && (ends[k] as number) - (starts[k] as number) >= ANSWER_CHARS_MIN;
}

/** Where the line before one that begins at `start` ends: without blank lines between them. */
function lineEndBefore(text: string, start: number): number {
  let end = start;
  while (end > 0) {
    if (isSpace(codeAt(text, end - 1)) || codeAt(text, end - 1) < 0x20) end--;
    else if (text.startsWith("\\n", end - 2)) end -= 2;
    else break;
  }
  return end;
}

function lineStart(text: string, end: number, least: number): number {
  let start = end;
  while (start > least) {
    const code = codeAt(text, start - 1);
    if (code === 0x0a || (code === 0x6e && codeAt(text, start - 2) === 0x5c)) break;
    start--;
  }
  return start;
}
