/**
 * The detection engine: one pass for events, then the rules of the table at those events, then one
 * pass that settles overlaps. Linear in the text, whatever the text is: an event is visited once,
 * and a rule reads a bounded distance around it. It does no I/O and keeps no text.
 *
 *     text --prefilter--> events --rules--> hits --words around them--> findings --settle-->
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isDigit, isLetter } from "./character.ts";
import { AT, COLON, DASHES, Events, MIXED, NUMBER, SCHEME, TOKEN, WORD } from "./events.ts";
import { Lexicon } from "./lexicon.ts";
import { compilePattern, matchPattern, type Pattern } from "./patterns.ts";
import { Prefilter, type Suspicion } from "./prefilter.ts";
import type { Anchor, CodeRule, MatcherRule, Need, NumberRule, Rule, Span } from "./rule.ts";
import { NEGATIVE, Scan, SILENT } from "./scan.ts";
import { settle, type Settling } from "./settle.ts";
import { topicsOf } from "./table_header.ts";

/** Longest number or code, without separators. */
const CODE_CHARS_MAX = 40;
/** Paths whose topics are kept. */
const LABELS_MAX = 4_096;

const DOT = 0x2e;
const COMMA = 0x2c;
const PERCENT = 0x25;
/** Before a number they make it an amount: $ # £ ¥ €. */
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9";

/** Ranks of hits, the better the higher. */
export const RANK = { SURE: 9, CHECKED: 7, DEFAULT: 5, WEAK: 3 } as const;

const EVENT_OF_ANCHOR: Readonly<Record<Anchor, number>> = {
  number: NUMBER,
  mixed: MIXED,
  token: TOKEN,
  at: AT,
  scheme: SCHEME,
  colon: COLON,
  dashes: DASHES,
  word: WORD,
};

/** A form of one rule, where the engine looks it up. */
interface Entry {
  pattern: Pattern;
  rule: NumberRule | CodeRule;
  topic: number;
}

/** Compiled table. */
export class Engine {
  readonly #lexicon = new Lexicon();
  readonly #prefilter: Prefilter;
  readonly #categories: string[] = ["(something else)"];
  /** Forms by length of the group at which they are looked for, with and without letters. */
  readonly #numbers: Entry[][] = lists(CODE_CHARS_MAX + 1);
  readonly #codes: Entry[][] = lists(CODE_CHARS_MAX + 1);
  readonly #matchers: MatcherRule[][] = lists(DASHES + 1);
  /** Word rules by topic of their trigger. */
  readonly #triggered = new Map<number, MatcherRule>();
  readonly #events = new Events();
  readonly #buffer = new Uint8Array(CODE_CHARS_MAX);
  readonly #labels = new Map<string, readonly (readonly number[])[]>();
  /** What the last pass suspected of the text. */
  suspicion: Suspicion = { isDisguised: false, isEscaped: false };

  /** @param negatives Words that say that a number is something that nobody looks for. */
  constructor(rules: readonly Rule[], negatives: readonly string[]) {
    for (const word of negatives) this.#lexicon.add(word, NEGATIVE);
    for (const rule of rules) this.#add(rule);
    this.#prefilter = new Prefilter(this.#lexicon);
  }

  /** Hits of one text, settled. */
  scan(text: string, label: string): Settling[] {
    const events = this.#events;
    events.count = 0;
    this.suspicion = this.#prefilter.scan(text, events);
    if (events.count === 0) return [];
    const scan = new Scan(text, {
      events,
      lexicon: this.#lexicon,
      label: this.#topicsOfLabel(label),
    });
    const hits: Settling[] = [];
    for (let at = 0; at < events.count; at++) {
      scan.at = at;
      const kind = events.kinds[at] as number;
      const anchor = { start: events.starts[at] as number, end: events.ends[at] as number };
      if (kind === NUMBER) this.#forms(scan, anchor, { entries: this.#numbers, hits });
      else if (kind === MIXED) this.#forms(scan, anchor, { entries: this.#codes, hits });
      else if (kind === WORD) {
        this.#word(scan, anchor, { entry: events.values[at] as number, hits });
      }
      const rules = this.#matchers[kind] as MatcherRule[];
      for (const rule of rules) this.#match(scan, anchor, { rule, hits });
    }
    return settle(hits);
  }

  #add(rule: Rule): void {
    const topic = this.#topic(rule.category);
    for (const word of rule.words) this.#lexicon.add(word, topic);
    if (rule.anchor === "matcher") return this.#addMatcher(rule);
    for (const form of rule.forms) {
      const pattern = compilePattern(form);
      const entries = pattern.groupHasLetters ? this.#codes : this.#numbers;
      (entries[pattern.groupLength] as Entry[]).push({ pattern, rule, topic });
    }
  }

  #addMatcher(rule: MatcherRule): void {
    for (const anchor of rule.at) {
      if (anchor === "word") continue;
      (this.#matchers[EVENT_OF_ANCHOR[anchor]] as MatcherRule[]).push(rule);
    }
    if (rule.triggers === undefined) return;
    const topic = this.#categories.push(`(trigger of ${rule.category})`) - 1;
    for (const word of rule.triggers) this.#lexicon.add(word, topic);
    this.#triggered.set(topic, rule);
  }

  #topic(category: string): number {
    const known = this.#categories.indexOf(category);
    return known >= 0 ? known : this.#categories.push(category) - 1;
  }

  #topicsOfLabel(label: string): readonly (readonly number[])[] {
    if (label === "") return [];
    const known = this.#labels.get(label);
    if (known !== undefined) return known;
    const topics = topicsOf(label, this.#lexicon);
    if (this.#labels.size >= LABELS_MAX) this.#labels.clear();
    this.#labels.set(label, topics);
    return topics;
  }

  #word(scan: Scan, anchor: Span, found: { entry: number; hits: Settling[] }): void {
    for (const topic of scan.topics(found.entry)) {
      const rule = this.#triggered.get(topic);
      if (rule !== undefined) this.#match(scan, anchor, { rule, hits: found.hits });
    }
  }

  #match(scan: Scan, anchor: Span, parts: { rule: MatcherRule; hits: Settling[] }): void {
    const { rule, hits } = parts;
    const hit = rule.match(scan, anchor);
    if (hit === null) return;
    const category = hit.category ?? rule.category;
    const rank = hit.rank ?? RANK.DEFAULT;
    if (hit.need === "none") {
      hits.push({ start: hit.start, end: hit.end, category, rank });
      return;
    }
    const own = this.#topic(category);
    const topic = scan.topicOf(hit, (candidate) => candidate === own);
    if (topic === own) hits.push({ start: hit.start, end: hit.end, category, rank: rank + 1 });
    else if (hit.need === "soft" && topic === SILENT) {
      hits.push({ start: hit.start, end: hit.end, category, rank });
    }
  }

  /**
   * All forms that begin, or have their second group, at an anchor. One of them stays: the one that
   * the words around speak for, else the longest that needs no words.
   */
  #forms(scan: Scan, anchor: Span, parts: { entries: Entry[][]; hits: Settling[] }): void {
    const { text } = scan;
    const length = anchor.end - anchor.start;
    if (length > CODE_CHARS_MAX) return;
    const candidates: Candidate[] = [];
    for (const entry of parts.entries[length] as Entry[]) {
      const candidate = this.#candidate(text, anchor.start - entry.pattern.lead, entry);
      if (candidate !== null) candidates.push(candidate);
    }
    if (candidates.length === 0) return;
    const best = choose(scan, candidates);
    if (best === null) return;
    const category = best.entry.rule.category;
    parts.hits.push({ start: best.start, end: best.end, category, rank: best.rank });
  }

  #candidate(text: string, start: number, entry: Entry): Candidate | null {
    if (start < 0) return null;
    const end = matchPattern(text, start, entry.pattern, this.#buffer);
    if (end < 0 || !standsAlone(text, { start, end })) return null;
    const { rule } = entry;
    const { size } = entry.pattern;
    if (rule.anchor === "number") {
      for (let k = 0; k < size; k++) this.#buffer[k] = (this.#buffer[k] as number) - 0x30;
      if (!rule.valid(this.#buffer, size)) return null;
    } else if (!rule.valid(String.fromCharCode(...this.#buffer.subarray(0, size)))) return null;
    return { start, end, entry, rank: RANK.DEFAULT };
  }
}

interface Candidate extends Span {
  entry: Entry;
  rank: number;
}

function choose(scan: Scan, candidates: Candidate[]): Candidate | null {
  const place = candidates[0] as Candidate;
  const topic = scan.topicOf(
    place,
    (wanted) => candidates.some((candidate) => candidate.entry.topic === wanted),
  );
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const { need } = candidate.entry.pattern;
    if (candidate.entry.topic === topic) candidate.rank = RANK.SURE;
    else if (!isEnough(need, topic)) continue;
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

/** Whether a form may stand without a word of its own category. */
function isEnough(need: Need, topic: number): boolean {
  if (need === "context") return false;
  return need === "none" || topic !== NEGATIVE;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  return one.end - one.start > other.end - other.start;
}

/** Not part of something longer: a word, a decimal number, an amount, a longer number. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  if (isAlphanumeric(before) && !isEscape(text, start)) return false;
  if (isAlphanumeric(after)) return false;
  if (after === PERCENT || (start > 0 && AMOUNT_SIGNS.includes(text.charAt(start - 1)))) {
    return false;
  }
  const isGlueBefore = isDash(before) || before === DOT || before === COMMA;
  if (isGlueBefore && isDigit(codeAt(text, start - 2))) return false;
  const isGlueAfter = isDash(after) || after === DOT || after === COMMA;
  return !(isGlueAfter && isDigit(codeAt(text, end + 1)) && !isListComma(text, end));
}

/** `\n123` in text that was quoted twice: the letter belongs to the escape. */
function isEscape(text: string, at: number): boolean {
  return isLetter(codeAt(text, at - 1)) && "nrt".includes(text.charAt(at - 1)) &&
    text.charAt(at - 2) === "\\";
}

/** A comma in a list or table of long numbers is no decimal comma. */
function isListComma(text: string, at: number): boolean {
  if (codeAt(text, at) !== COMMA) return false;
  return isDigit(codeAt(text, at + 4)) || !isDigit(codeAt(text, at + 3));
}

function lists<T>(count: number): T[][] {
  return Array.from({ length: count }, () => []);
}
