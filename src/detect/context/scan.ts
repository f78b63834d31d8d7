/**
 * One text while it is scanned: its events, and what the words around a place say about it.
 * @module
 */

import { Companions, type Kept, LINK_CHARS_MAX } from "./companions.ts";
import { codeAt } from "../text/character.ts";
import { type Events, MARKER, WORD } from "../engine/events.ts";
import { GroupCounts } from "./group_counts.ts";
import { isOfAnyDocument, jsonSpeakers } from "./json_context.ts";
import { isKey, keyStart } from "./key_place.ts";
import type { Lexicon } from "../engine/lexicon.ts";
import { Lines, QUESTION_BACK_MAX, QUESTION_EVENTS_MAX, questionsBefore } from "./question.ts";
import type { RowSet } from "./row_sets.ts";
import type { Span } from "../rule.ts";
import { isPronounBefore, isStated, STATED_CHARS_MAX } from "./said_of.ts";
import { TableHeader } from "./table_header.ts";

/** How far back and ahead a word can speak for a number, in characters. */
export const BEHIND_MAX = 56;
export const AHEAD_MAX = 28;
/** How far before an event, or behind its end, a hit at it may begin or end. */
export const HIT_CHARS_MAX = 80;
/** Events looked at in either direction. */
export const EVENTS_MAX = 24;
const LINE_FEED = 0x0a;
/** A short number right behind a word, and a sign that ends it. */
const OWN_NUMBER_REGEXP = /^[\s.:#]{1,2}(?:n[or]\.?\s)?\d{1,4}[,;)]\s/i;

/** Where something stands, up to the word for the place. */
const WHERE_REGEXP =
  /[\p{L}.] (?:on|in|na|nas|no|nos|en|em|sur|dans|auf|im|sulla|sul|nella|nel|op|p\u00e5|v|w|ve|for|para|pour|f\u00fcr|per|voor|till|til|\u043d\u0430|\u0432)(?: (?:the|my|your|our|der|dem|den|die|la|el|le|l'|una|un|a|o|as|os|de|het|uw))? ?$/iu;
const WHERE_CHARS_MAX = 18;

/** How far back a word may stand that a pronoun refers to. */
const PRONOUN_REACH = 112;

/** Topic of words that say what a number is that nobody looks for: an order, a version. */
export const NEGATIVE = 0;

/** What the surroundings say: a topic, {@linkcode NEGATIVE}, or nothing. */
export const SILENT = -1;

/** What decided, when no event did. */
const NOTHING = -1;
const HEADING = -2;
const LABEL = -3;
const COMPANION = -4;

/** One text under scan. */
export class Scan {
  readonly text: string;
  /** What the first pass found. */
  readonly events: Events;
  /** How long its rows of groups are. */
  readonly groups: GroupCounts;
  readonly #lexicon: Lexicon;
  /** Topics that the path of the field stands for, the nearest first. */
  readonly label: readonly (readonly number[])[];
  readonly #mayBeNear: ((scan: Scan, category: string) => boolean) | null;
  /** Event that is being looked at. */
  at = 0;
  /** Label or heading of the field that is being looked at. */
  fieldName = "";
  #header: TableHeader | null = null;
  readonly #triggers: ReadonlySet<number>;
  readonly #rowsTopic: number;
  readonly #lines: Lines;
  readonly #companions: Companions;
  /** The value that spoke for a place last. */
  #lead: Kept | null = null;
  /** The first watched word behind the place that was asked about last. */
  #watchedNext = 0;
  /** Event that decided last, or one of the constants below. */
  #decided = NOTHING;

  constructor(text: string, parts: {
    events: Events;
    lexicon: Lexicon;
    label: readonly (readonly number[])[];
    /** Topics of words that speak for nothing, but call a rule. */
    triggers: ReadonlySet<number>;
    /** Topic of words that begin rows whose columns a list names. */
    rowsTopic: number;
    /** For {@linkcode Scan.mayBeNear}; null when the answer is always yes. */
    mayBeNear: ((scan: Scan, category: string) => boolean) | null;
  }) {
    this.text = text;
    this.events = parts.events;
    this.#lexicon = parts.lexicon;
    this.label = parts.label;
    this.#triggers = parts.triggers;
    this.#rowsTopic = parts.rowsTopic;
    this.#mayBeNear = parts.mayBeNear;
    this.groups = new GroupCounts(text, parts.events);
    this.#lines = new Lines(text);
    this.#companions = new Companions(text);
  }

  /**
   * Whether a word near the number that is being looked at may speak for a category; when not, a
   * hit that needs one is none.
   */
  mayBeNear(category: string): boolean {
    return this.#mayBeNear === null || this.#mayBeNear(this, category);
  }

  /**
   * Which of some topics the words around a place speak for; the nearest word that knows one, or
   * that says it is something else, decides.
   *
   * @param isWanted Whether a topic is one of them.
   * @returns The topic, {@linkcode NEGATIVE} or {@linkcode SILENT}.
   */
  topicOf(place: Span, isWanted: (topic: number) => boolean): number {
    this.#decided = NOTHING;
    const stated = this.#stated(place, isWanted);
    if (stated !== SILENT) return stated;
    const key = keyStart(this.text, place.start);
    const least = key < 0 ? place.start - BEHIND_MAX : key;
    if (key >= 0 && isOfAnyDocument(this.text, key, place)) {
      const typed = this.#ofJson(place, key, isWanted);
      if (typed !== SILENT) return typed;
    }
    // A cell whose column a list names: the words before it are of other cells, or of the list.
    const listed = this.#table.isListed(place.start) ? this.#ofColumn(place, isWanted) : SILENT;
    if (listed !== SILENT) return listed;
    const line = Math.max(least, this.#lineStart(place.start, least));
    const behind = this.#behind(place, line, isWanted);
    if (behind !== SILENT) return this.#isSpent(place) ? this.#orAhead(place, behind) : behind;
    const column = this.#ofColumn(place, isWanted);
    if (column !== SILENT) return column;
    // Not before the column: the line above may be a heading, and its last word of another column.
    const asked = this.#ofQuestion(place, isWanted);
    if (asked !== SILENT) return asked;
    if (line > least && !this.#isCell(place)) {
      const above = this.#behind(place, least, isWanted);
      if (above !== SILENT) return above;
    }
    const beside = key < 0 ? this.#ahead(place, isWanted) : this.#ofJson(place, key, isWanted);
    if (beside !== SILENT) return beside;
    const label = this.#ofLabel(isWanted);
    if (label !== SILENT) return label;
    const companion = this.#ofCompanion(place, isWanted);
    return companion !== SILENT || !isPronounBefore(this.text, place.start)
      ? companion
      : this.#behind(place, place.start - PRONOUN_REACH, isWanted);
  }

  /** Topic of the word that a place is said to be: `..., which is the EIN of the parent`. */
  #stated(place: Span, isWanted: (topic: number) => boolean): number {
    const { kinds, starts, values, count } = this.events;
    const most = place.end + STATED_CHARS_MAX;
    for (let k = this.at + 1; k < count && (starts[k] as number) <= most; k++) {
      const start = starts[k] as number;
      if (kinds[k] !== WORD || start < place.end) continue;
      const topic = chosen(this.topics(values[k] as number), isWanted);
      if (topic === SILENT) continue;
      if (topic === NEGATIVE || !isStated(this.text.slice(place.end, start))) break;
      this.#decided = k;
      return topic;
    }
    return SILENT;
  }

  /** How far before an event a word may speak for it. */
  reach(place: number): number {
    return isPronounBefore(this.text, place) ? PRONOUN_REACH : BEHIND_MAX;
  }

  /** Topic of a value before that the place is linked to, when no word between says otherwise. */
  #ofCompanion(place: Span, isWanted: (topic: number) => boolean): number {
    const lead = this.#companions.leadOf(place, isWanted);
    if (lead === null || this.#isCell(place)) return SILENT;
    const { kinds, starts, values } = this.events;
    for (let k = this.at - 1; k >= 0 && (starts[k] as number) >= lead.end; k--) {
      if (kinds[k] !== WORD) continue;
      const topics = this.topics(values[k] as number);
      if (topics.some((topic) => !this.#triggers.has(topic))) return SILENT;
    }
    this.#decided = COMPANION;
    this.#lead = lead;
    return lead.topic;
  }

  /** Notes what was found by the last {@linkcode topicOf}. */
  noteFound(topic: number, found: Readonly<Span>): void {
    this.#companions.note(topic, found, this.#decided === COMPANION ? this.#lead : null);
  }

  /** Calls back for topics of what was found shortly before a place. */
  eachCompanion(place: number, note: (topic: number) => void): void {
    this.#companions.each(place, LINK_CHARS_MAX + HIT_CHARS_MAX, note);
  }

  /** The word that decided the last {@linkcode topicOf}, or where it stands; empty when none did. */
  get spokenFor(): string {
    const at = this.#decided;
    if (at === HEADING) return "(heading of the column)";
    if (at === LABEL) return "(name of the field)";
    if (at === COMPANION) return "(value before it)";
    return at < 0 ? "" : this.text.slice(this.events.starts[at], this.events.ends[at]);
  }

  /** Where the first word that rules watch for begins between two places, or -1. */
  watchedAhead(from: number, to: number): number {
    const { watched: { at, count } } = this.events;
    let next = this.#watchedNext;
    while (next > 0 && (at[next - 1] as number) >= from) next--;
    while (next < count && (at[next] as number) < from) next++;
    this.#watchedNext = next;
    const found = next < count ? at[next] as number : to;
    return found < to ? found : -1;
  }

  /** Topics of a lexicon entry. */
  topics(entry: number): readonly number[] {
    return this.#lexicon.entries[entry]?.topics ?? [];
  }

  get #table(): TableHeader {
    return this.#header ??= new TableHeader(this.text, {
      lexicon: this.#lexicon,
      mayHoldRows: this.#mayHoldRows(),
    });
  }

  /** Whether a word stands in the text that begins rows; see `row_sets.ts`. */
  #mayHoldRows(): boolean {
    const { kinds, values, count } = this.events;
    for (let k = 0; k < count; k++) {
      if (kinds[k] === WORD && this.topics(values[k] as number).includes(this.#rowsTopic)) {
        return true;
      }
    }
    return false;
  }

  /** Rows of the text whose columns a list names. */
  get rowSets(): readonly RowSet[] {
    return this.#table.rowSets;
  }

  /** Topics of the words in the heading of the column that a place is in. */
  columnTopics(place: number): readonly (readonly number[])[] {
    return this.#table.topicsAt(place);
  }

  /** What stands over the column that a place is in, and over all columns of the table, or null. */
  columnNames(place: number): { name: string; names: readonly string[] } | null {
    return this.#table.namesAt(place);
  }

  /** Start of the line that a place is on, or `least` when that is nearer. */
  #lineStart(at: number, least: number): number {
    let start = at;
    while (start > least && start > 0 && codeAt(this.text, start - 1) !== LINE_FEED) start--;
    return start;
  }

  #behind(place: Span, least: number, isWanted: (topic: number) => boolean): number {
    const { kinds, starts, ends, values } = this.events;
    const first = Math.max(0, this.at - EVENTS_MAX);
    let isPastMarker = false;
    let aside = NOTHING;
    for (let k = this.at - 1; k >= first; k--) {
      const start = starts[k] as number;
      if (start < least) break;
      const end = ends[k] as number;
      if (kinds[k] === MARKER) {
        // What a marker stands for was shorter perhaps, and took the words before it for itself.
        isPastMarker = true;
        least -= end - start;
      }
      if (kinds[k] !== WORD || end > place.start) continue;
      const topic = chosen(this.topics(values[k] as number), isWanted);
      if (topic === SILENT || (isPastMarker && topic !== NEGATIVE)) continue;
      if (aside !== NOTHING && !this.#isApart(end, starts[aside] as number)) continue;
      if (topic === NEGATIVE && this.#isOther(end, place.start)) continue;
      this.#decided = k;
      if (topic !== NEGATIVE) return topic;
      // `The tax number on the invoice is 12...` is no number of an invoice, `... invoice 12` is.
      if (!this.#isApart(end, place.start) && !this.#isWhere(start, place.start)) return NEGATIVE;
      if (aside === NOTHING) aside = k;
    }
    if (aside === NOTHING) return SILENT;
    this.#decided = aside;
    return NEGATIVE;
  }

  /** Whether a sentence that ends in a number lies between the word that decided and a place. */
  #isSpent(place: Span): boolean {
    return /\d[.!?]\s/.test(this.text.slice(this.events.ends[this.#decided], place.start));
  }

  /** What was said, unless a word behind the place says that it is something else. */
  #orAhead(place: Span, said: number): number {
    const decided = this.#decided;
    if (this.#ahead(place, () => false) === NEGATIVE) return NEGATIVE;
    this.#decided = decided;
    return said;
  }

  /**
   * Whether a word is not about a place: a sentence with words of its own begins between them
   * (`No. 12` is none), or the word has a number of its own: `on page 2, ...`.
   */
  #isOther(from: number, to: number): boolean {
    const between = this.text.slice(from, to);
    return /[.!?]\s+\p{L}|[\u3002\uff01\uff1f]./u.test(between) || OWN_NUMBER_REGEXP.test(between);
  }

  /** Whether a word says where the value of a key stands: `NIF na fatura: 2...`. */
  #isWhere(start: number, place: number): boolean {
    return WHERE_REGEXP.test(this.text.slice(Math.max(0, start - WHERE_CHARS_MAX), start)) &&
      /[:=]["'`\s]*$/.test(this.text.slice(Math.max(0, place - 4), place));
  }

  /** Whether there is a word from one place to another, and no end of a sentence or a part of it. */
  #isApart(from: number, to: number): boolean {
    const between = this.text.slice(from, to);
    return /\p{L}/u.test(between) && !/[,;:=!?|(){}\n]|\.\s/.test(between);
  }

  /** Topics of what speaks in JSON text for a value whose own key says nothing. */
  #ofJson(place: Span, key: number, isWanted: (topic: number) => boolean): number {
    for (const word of this.#jsonWords(place, key)) {
      const topic = chosen(this.topics(this.events.values[word] as number), isWanted);
      if (topic === SILENT) continue;
      this.#decided = word;
      return topic;
    }
    return SILENT;
  }

  /** Lexicon entries that may speak for a place beside the words near it, if it is a value of JSON. */
  jsonEntries(place: Span): number[] {
    const key = keyStart(this.text, place.start);
    if (key < 0) return [];
    return this.#jsonWords(place, key).map((word) => this.events.values[word] as number);
  }

  /** Words of what speaks in JSON text for a value, the surest first. */
  #jsonWords(place: Span, key: number): number[] {
    const { kinds, starts, ends, count } = this.events;
    const words: number[] = [];
    for (const { start, end } of jsonSpeakers(this.text, key, place)) {
      const step = start < place.start ? -1 : 1;
      for (let k = this.at + step; k >= 0 && k < count; k += step) {
        const from = starts[k] as number;
        if (step < 0 ? from < start : from >= end) break;
        if (kinds[k] === WORD && from >= start && (ends[k] as number) <= end) words.push(k);
      }
    }
    return words;
  }

  /** Whether a place is in a row of a table that has a heading: the line above is not about it. */
  #isCell(place: Span): boolean {
    return this.#table.isCell(place.start);
  }

  #ahead(place: Span, isWanted: (topic: number) => boolean): number {
    const { kinds, starts, ends, values, count } = this.events;
    const last = Math.min(count - 1, this.at + EVENTS_MAX);
    for (let k = this.at + 1; k <= last; k++) {
      const start = starts[k] as number;
      if (start > place.end + AHEAD_MAX) break;
      if (kinds[k] !== WORD || start < place.end) continue;
      if (this.#hasBreak(place.end, start)) break;
      // The key of the next value does not speak for this one.
      if (isKey(this.text, ends[k] as number)) break;
      const topic = chosen(this.topics(values[k] as number), isWanted);
      if (topic === SILENT) continue;
      this.#decided = k;
      return topic;
    }
    return SILENT;
  }

  #hasBreak(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (codeAt(this.text, at) === LINE_FEED) return true;
    return false;
  }

  #ofColumn(place: Span, isWanted: (topic: number) => boolean): number {
    for (const topics of this.columnTopics(place.start)) {
      const topic = chosen(topics, isWanted);
      if (topic === SILENT) continue;
      this.#decided = HEADING;
      return topic;
    }
    return SILENT;
  }

  /** Topic that a message before asks for, when the place is hardly less than a message. */
  #ofQuestion(place: Span, isWanted: (topic: number) => boolean): number {
    const line = this.#lines.near(place);
    if (line === null || !this.#mayAsk(line.start, isWanted) || this.#isCell(place)) return SILENT;
    const { events, at } = this;
    const topicsOf = (event: number): readonly number[] =>
      this.topics(events.values[event] as number);
    for (
      const { words, isLast } of questionsBefore(this.text, place, { line, at, events, topicsOf })
    ) {
      for (const word of words) {
        const topic = chosen(topicsOf(word), isWanted);
        if (topic === SILENT || topic === NEGATIVE) continue;
        this.#decided = word;
        return topic;
      }
      if (isLast) break;
    }
    return SILENT;
  }

  /** Whether a word that is wanted stands in the messages before a line: most often none does. */
  #mayAsk(line: number, isWanted: (topic: number) => boolean): boolean {
    const { kinds, starts, values } = this.events;
    const first = Math.max(0, this.at - QUESTION_EVENTS_MAX);
    for (
      let k = this.at - 1;
      k >= first && (starts[k] as number) >= line - QUESTION_BACK_MAX;
      k--
    ) {
      if (kinds[k] === WORD && this.topics(values[k] as number).some(isWanted)) return true;
    }
    return false;
  }

  /** Where the line of a place begins, when it may be the answer to a message before; else -1. */
  answerLine(place: Readonly<Span>): number {
    return this.#lines.near(place)?.start ?? -1;
  }

  /**
   * Calls back for the words of the messages before a line that the event is on.
   *
   * @param line Where it begins.
   */
  eachAsked(line: number, note: (entry: number) => void): void {
    const { kinds, starts, values } = this.events;
    let k = this.at - 1;
    while (k >= 0 && (starts[k] as number) >= line) k--;
    const least = line - QUESTION_BACK_MAX;
    const first = Math.max(0, k - QUESTION_EVENTS_MAX);
    for (; k >= first && (starts[k] as number) >= least; k--) {
      if (kinds[k] === WORD) note(values[k] as number);
    }
  }

  #ofLabel(isWanted: (topic: number) => boolean): number {
    for (const topics of this.label) {
      const topic = chosen(topics, isWanted);
      if (topic === SILENT) continue;
      this.#decided = LABEL;
      return topic;
    }
    return SILENT;
  }
}

function chosen(topics: readonly number[], isWanted: (topic: number) => boolean): number {
  let isNegative = false;
  for (const topic of topics) {
    if (topic === NEGATIVE) isNegative = true;
    else if (isWanted(topic)) return topic;
  }
  return isNegative ? NEGATIVE : SILENT;
}
