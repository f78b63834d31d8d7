/**
 * The detection engine: one pass for events, then the rules of the table at those events, then one
 * pass that settles overlaps. Linear in the text, whatever the text is: an event is visited once,
 * and a rule reads a bounded distance around it. It does no I/O and keeps no text.
 *
 *     text --prefilter--> events --rules--> hits --words around them--> findings --settle-->
 *
 * @module
 */

import { type Caller, CallerTable } from "./caller_table.ts";
import { type Candidate, choose } from "./choice.ts";
import { AT, COLON, DASHES, Events, MIXED, NUMBER, SCHEME, TOKEN, WORD } from "./events.ts";
import { entryOfName, type Field, listedAt, tableAt } from "../context/fields.ts";
import { FormTable, type Shared } from "./form_table.ts";
import { Lexicon } from "./lexicon.ts";
import { NearTopics } from "./near_topics.ts";
import {
  besideOf,
  codeText,
  fitsBeside,
  GOES_ON,
  matchPattern,
  separatorAt,
  sortBefore,
} from "./patterns.ts";
import { Prefilter } from "./prefilter.ts";
import { ROW_WORDS } from "../context/row_sets.ts";
import {
  type Anchor,
  type Hit,
  type MatcherRule,
  type Need,
  RANK,
  type Rule,
  type Span,
} from "../rule.ts";
import { HIT_CHARS_MAX, NEGATIVE, Scan, SILENT } from "../context/scan.ts";
import { settle, type Settling } from "../settle.ts";
import { SPOKEN_WORDS } from "../second_look/spoken_words.ts";
import { standsAlone } from "./stands_alone.ts";
import { topicsOf } from "../context/table_header.ts";

/** Longest number or code, without separators. */
const CODE_CHARS_MAX = 40;

/** Name of the topic of words that begin rows. */
const ROWS = "(rows)";

/** Paths whose topics are kept. */
const LABELS_MAX = 4_096;

const EVENT_OF_ANCHOR: Readonly<Record<Anchor, number>> = {
  number: NUMBER,
  mixed: MIXED,
  token: TOKEN,
  at: AT,
  scheme: SCHEME,
  colon: COLON,
  dashes: DASHES,
  word: WORD,
  field: WORD,
};

/** What is done at a word of the lexicon. */
interface WordCall {
  rules: readonly MatcherRule[];
  /** The rules that are called at the cells below a heading with the word. */
  namers: readonly MatcherRule[] | null;
  /** What the word mentions, among what some rule asks for. */
  mentions: readonly number[];
}

/** Longest gap in a row of groups. */
const GROUP_GAP_MAX = 8;

/** Why a place is a finding, or is none. */
export interface Consideration extends Span {
  category: string;
  /** What the rule finds. */
  finds: string;
  need: Need;
  /** Whether it is a finding, as long as no better one covers it. */
  isHit: boolean;
  /** What spoke for it or against it: the word, or where it stands; empty when nothing did. */
  spokenFor: string;
}

/** Receives every place at which the form and the check of a rule fit. */
export type Trace = (considered: Consideration) => void;

/** How a text is scanned. */
export interface Pass {
  /** What the text is the value of; see `Detector.scan`. */
  label: string;
  /** Receives what the first pass finds; its former content is lost. */
  events: Events;
  /** Only hits that a word of their own category speaks for, whatever they need. */
  isStrict?: boolean;
  /** Called for every place at which a rule fits. */
  trace?: Trace;
}

/** What the steps of a pass hand on. */
interface Parts {
  hits: Settling[];
  isStrict: boolean;
  trace: Trace | undefined;
  /** Where the table ends whose cells have been looked at. */
  tableEnd: number;
}

/** What the path of a field says. */
interface Label {
  /** Topics of its words, the last one first. */
  topics: readonly (readonly number[])[];
  /** Rules that are called for the whole text. */
  rules: readonly MatcherRule[] | null;
}

const NO_LABEL: Label = { topics: [], rules: null };

/** Compiled table. */
export class Engine {
  readonly #lexicon = new Lexicon();
  readonly #prefilter: Prefilter;
  /** Number of each category and trigger; 0 is something else. */
  readonly #topics = new Map<string, number>([["", NEGATIVE]]);
  readonly #near: NearTopics;
  readonly #formTable = new FormTable(CODE_CHARS_MAX);
  readonly #matchers = new CallerTable();
  /** Word rules by topic of their trigger. */
  readonly #triggered = new Map<number, MatcherRule>();
  /** Field rules by topic of their trigger. */
  readonly #fielded = new Map<number, MatcherRule>();
  /** Topics of triggers: their words call a rule, and speak for nothing else. */
  readonly #triggers = new Set<number>();
  /** Topics of categories that some rule asks to be mentioned. */
  readonly #asked = new Set<number>();
  /** By topic, the last text that mentioned it. */
  readonly #mentioned: Float64Array;
  #pass = 0;
  readonly #events = new Events();
  /** By entry of the lexicon; null for those that call none. */
  readonly #callers: (WordCall | null)[];
  /** Characters of the code that is being looked at, and their values. */
  readonly #buffer = new Uint8Array(CODE_CHARS_MAX);
  readonly #digits = new Uint8Array(CODE_CHARS_MAX);
  readonly #labels = new Map<string, Label>();
  readonly #isNear = (scan: Scan, category: string): boolean =>
    this.#near.has(scan, this.#topic(category));
  /** Characters that were scanned since the start: what the tests of linearity count. */
  scannedChars = 0;

  /** @param negatives Words that say that a number is something that nobody looks for. */
  constructor(rules: readonly Rule[], negatives: readonly string[]) {
    for (const word of negatives) this.#lexicon.add(word, NEGATIVE);
    for (const word of ROW_WORDS) this.#lexicon.add(word, this.#topic(ROWS));
    this.#triggers.add(this.#topic(ROWS));
    for (const rule of rules) this.#add(rule);
    for (const [word, kind] of SPOKEN_WORDS) this.#lexicon.addSpoken(word, kind);
    this.#lexicon.inherit();
    this.#callers = this.#lexicon.entries.map(({ topics }) => this.#callOf(topics));
    this.#prefilter = new Prefilter(this.#lexicon);
    const asked = this.#topics.values();
    this.#near = new NearTopics(this.#topics.size, { asked, entries: this.#lexicon.entries });
    this.#formTable.complete((topics) => this.#near.setOf(topics));
    this.#mentioned = new Float64Array(this.#topics.size);
  }

  /** Hits of one text as it stands, settled. */
  scan(text: string, label: string): Settling[] {
    return settle(this.hits(text, { label, events: this.#events }));
  }

  /** Hits of one text as it stands; they may overlap. */
  hits(text: string, pass: Pass): Settling[] {
    const { events } = pass;
    this.scannedChars += text.length;
    events.clear();
    this.#prefilter.scan(text, events);
    const hits: Settling[] = [];
    const label = this.#labelOf(pass.label);
    if (events.count === 0 && label.rules === null) return hits;
    const scan = new Scan(text, {
      events,
      lexicon: this.#lexicon,
      label: label.topics,
      triggers: this.#triggers,
      rowsTopic: this.#topic(ROWS),
      mayBeNear: pass.trace === undefined ? this.#isNear : null,
    });
    this.#pass++;
    for (const topics of scan.label) for (const topic of topics) this.#mention(topic);
    const parts = { hits, isStrict: pass.isStrict === true, trace: pass.trace, tableEnd: 0 };
    if (label.rules !== null) this.#field(scan, whole(text, pass.label), label.rules, parts);
    for (let at = 0; at < events.count; at++) {
      const kind = events.kinds[at] as number;
      scan.at = at;
      if (kind === WORD) this.#atWord(scan, at, parts);
      else if (kind === NUMBER || kind === MIXED) this.#atGroup(scan, at, parts);
      else this.#atOther(scan, at, parts);
    }
    return hits;
  }

  #atWord(scan: Scan, at: number, parts: Parts): void {
    const { starts, ends, values } = scan.events;
    const call = this.#callers[values[at] as number] as WordCall | null;
    if (call === null) return;
    for (const topic of call.mentions) this.#mention(topic);
    const anchor = { start: starts[at] as number, end: ends[at] as number };
    if (call.namers !== null && anchor.start >= parts.tableEnd) {
      parts.tableEnd = this.#table(scan, anchor, parts);
    }
    for (const rule of call.rules) this.#match(scan, anchor, rule, parts);
  }

  #atGroup(scan: Scan, at: number, parts: Parts): void {
    const { kinds, starts, ends } = scan.events;
    const start = starts[at] as number;
    const end = ends[at] as number;
    const { text } = scan;
    const kind = kinds[at] as number;
    const length = end - start;
    this.#near.move();
    const isMixed = kind === MIXED;
    const before = sortBefore(text, start, isMixed);
    const behind = separatorAt(text, end);
    if (length <= CODE_CHARS_MAX && before !== GOES_ON) {
      const forms = this.#formTable.at(length, isMixed, behind);
      if (forms.length > 0) this.#forms(scan, { start, end }, forms, parts);
    }
    const callers = this.#matchers.atGroup(kind, length, { before, behind });
    if (callers.length === 0) return;
    const grouped = scan.groups.groupedChars(at, GROUP_GAP_MAX);
    const joined = scan.groups.joinedDigits(at, GROUP_GAP_MAX);
    const next = end < text.length ? text.charCodeAt(end) : -1;
    const anchor = { start, end };
    for (let k = 0; k < callers.length; k++) {
      const caller = callers[k] as Caller;
      if (grouped < caller.groupedMin || joined < caller.joinedMin) continue;
      if (caller.followedBy >= 0 && next !== caller.followedBy) continue;
      if (!this.#isAsked(caller, parts)) continue;
      const hit = caller.match(scan, anchor);
      if (hit !== null) this.#hit(scan, hit, caller.rule, parts);
    }
  }

  #atOther(scan: Scan, at: number, parts: Parts): void {
    const { kinds, starts, ends } = scan.events;
    const anchor = { start: starts[at] as number, end: ends[at] as number };
    for (const caller of this.#matchers.at(kinds[at] as number, anchor.end - anchor.start)) {
      if (!this.#isAsked(caller, parts)) continue;
      const hit = caller.match(scan, anchor);
      if (hit !== null) this.#hit(scan, hit, caller.rule, parts);
    }
  }

  /** Whether the text has spoken of what a rule needs; whoever asks why wants to hear of all rules. */
  #isAsked({ mention }: Caller, { trace }: Parts): boolean {
    return mention < 0 || trace !== undefined || this.#mentioned[mention] === this.#pass;
  }

  /** Notes that a text, or its label, speaks of a topic. */
  #mention(topic: number): void {
    this.#mentioned[topic] = this.#pass;
  }

  /** Whether a word event speaks for a category that is looked for. */
  speaks(entry: number): boolean {
    return this.#lexicon.entries[entry]?.topics.some((topic) => topic !== NEGATIVE) ?? false;
  }

  /** Whether a label speaks for a category that is looked for. */
  labelSpeaks(label: string): boolean {
    return this.#labelOf(label).topics.some((topics) => topics.some((topic) => topic !== NEGATIVE));
  }

  #add(rule: Rule): void {
    const topic = this.#topic(rule.category);
    for (const word of rule.words) this.#lexicon.add(word, topic);
    if (rule.anchor === "matcher") return this.#addMatcher(rule);
    this.#formTable.add(rule, topic);
  }

  #addMatcher(rule: MatcherRule): void {
    const topic = this.#topic(rule.category);
    const caller = {
      rule,
      match: rule.match,
      mention: rule.needsMention === true ? topic : -1,
      groupedMin: rule.groupedMin ?? 0,
      joinedMin: rule.joinedMin ?? 0,
      followedBy: rule.followedBy?.charCodeAt(0) ?? -1,
    };
    if (caller.mention >= 0) this.#asked.add(topic);
    for (const word of rule.watches ?? []) this.#lexicon.addWatched(word);
    for (const anchor of rule.at) {
      if (anchor === "word" || anchor === "field") continue;
      this.#matchers.add(caller, EVENT_OF_ANCHOR[anchor]);
    }
    if (rule.triggers === undefined) return;
    const trigger = this.#topic(`(trigger ${this.#topics.size})`);
    for (const word of rule.triggers) this.#lexicon.add(word, trigger);
    this.#triggers.add(trigger);
    (rule.at.includes("field") ? this.#fielded : this.#triggered).set(trigger, rule);
  }

  #topic(category: string): number {
    const known = this.#topics.get(category);
    if (known !== undefined) return known;
    this.#topics.set(category, this.#topics.size);
    return this.#topics.size - 1;
  }

  /** What a path says; most texts are short, and their paths are few. */
  #labelOf(path: string): Label {
    if (path === "") return NO_LABEL;
    const known = this.#labels.get(path);
    if (known !== undefined) return known;
    const label = { topics: topicsOf(path, this.#lexicon), rules: this.#rulesOfName(path) };
    if (this.#labels.size >= LABELS_MAX) this.#labels.clear();
    this.#labels.set(path, label);
    return label;
  }

  #callOf(topics: readonly number[]): WordCall | null {
    const rules = rulesOf(this.#triggered, topics);
    const namers = rulesOf(this.#fielded, topics);
    const spoken = [...topics, ...rules.map(({ category }) => this.#topic(category))];
    const mentions = [...new Set(spoken)].filter((topic) => this.#asked.has(topic));
    if (rules.length === 0 && namers.length === 0 && mentions.length === 0) return null;
    return { rules, namers: namers.length === 0 ? null : namers, mentions };
  }

  /** The rules that a label or heading calls. */
  #rulesOfName(name: string): readonly MatcherRule[] | null {
    const entry = entryOfName(name, this.#lexicon);
    return entry < 0 ? null : this.#callers[entry]?.namers ?? null;
  }

  #field(scan: Scan, field: Field, rules: readonly MatcherRule[], parts: Parts): void {
    const { name, value } = field;
    if (value.end <= value.start) return;
    scan.fieldName = name;
    for (const rule of rules) this.#match(scan, value, rule, parts);
    scan.fieldName = "";
  }

  /** All cells below a heading that holds a keyword; returns where the table ends. */
  #table(scan: Scan, key: Span, parts: Parts): number {
    const byName = new Map<string, readonly MatcherRule[]>();
    const isWanted = (name: string): boolean => {
      const rules = this.#rulesOfName(name);
      if (rules !== null) byName.set(name, rules);
      return rules !== null;
    };
    const table = listedAt(scan, key, isWanted) ?? tableAt(scan.text, key, isWanted);
    if (table === null) return 0;
    for (const field of table.fields) {
      this.#field(scan, field, byName.get(field.name) ?? [], parts);
    }
    return table.end;
  }

  #match(scan: Scan, anchor: Span, rule: MatcherRule, parts: Parts): void {
    const { match } = rule;
    const hit = match(scan, anchor);
    if (hit !== null) this.#hit(scan, hit, rule, parts);
  }

  #hit(scan: Scan, hit: Hit, rule: MatcherRule, parts: Parts): void {
    const { hits, isStrict } = parts;
    const { start, end, need } = hit;
    const category = hit.category ?? rule.category;
    const rank = hit.rank ?? RANK.DEFAULT;
    // A rule that is called at a word has that word.
    if (need === "none" && (!isStrict || rule.triggers !== undefined)) {
      hits.push({ start, end, category, rank, rule });
      parts.trace?.({ start, end, category, finds: rule.finds, need, isHit: true, spokenFor: "" });
      return;
    }
    const own = this.#topic(category);
    if (need === "context" && parts.trace === undefined && !this.#mayBeNear(scan, hit, own)) return;
    const topic = scan.topicOf(hit, (candidate) => candidate === own);
    const isHit = topic === own || (need === "soft" && topic === SILENT && !isStrict);
    if (isHit) hits.push({ start, end, category, rank: topic === own ? rank + 1 : rank, rule });
    if (topic === own) scan.noteFound(own, hit);
    if (parts.trace === undefined) return;
    const { spokenFor } = scan;
    parts.trace({ start, end, category, finds: rule.finds, need, isHit, spokenFor });
  }

  /** Whether a word near may speak for a hit at the event that is looked at. */
  #mayBeNear(scan: Scan, { start, end }: Span, topic: number): boolean {
    const { kinds, starts, ends } = scan.events;
    const kind = kinds[scan.at];
    if (kind !== NUMBER && kind !== MIXED) return true;
    // What begins before its event may be the value of another key.
    const isClose = start === starts[scan.at] && end <= (ends[scan.at] as number) + HIT_CHARS_MAX;
    return !isClose || this.#near.has(scan, topic);
  }

  /**
   * All forms that begin, or have their second group, at an anchor. One of them stays: the one that
   * the words around speak for, else the longest that needs no words.
   */
  #forms(scan: Scan, group: Span, forms: readonly Shared[], parts: Parts): void {
    const beside = besideOf(scan.text, group);
    const isTold = parts.trace !== undefined;
    let to: { shared: Shared; isTold: boolean; candidates: Candidate[] } | null = null;
    for (let k = 0; k < forms.length; k++) {
      const shared = forms[k] as Shared;
      if (!fitsBeside(shared.pattern, beside)) continue;
      const { asked } = shared;
      if (asked !== null && !isTold && !this.#near.hasOne(scan, asked)) continue;
      to ??= { shared, isTold, candidates: [] };
      to.shared = shared;
      this.#candidates(scan, group.start - shared.pattern.lead, to);
    }
    if (to !== null && to.candidates.length > 0) this.#choose(scan, to.candidates, parts);
  }

  #choose(scan: Scan, candidates: Candidate[], parts: Parts): void {
    candidates.sort((a, b) => a.entry.index - b.entry.index);
    // What is only told of has no say: why something is found is told as it is found.
    const asked = candidates.filter(({ isAsked }) => isAsked);
    const best = choose(scan, asked.length > 0 ? asked : candidates, parts.isStrict);
    if (best !== null) {
      const { start, end, rank, entry: { rule, topic } } = best;
      parts.hits.push({ start, end, category: rule.category, rank, rule });
      if (rank === RANK.SURE) scan.noteFound(topic, best);
    }
    if (parts.trace === undefined) return;
    const { spokenFor } = scan;
    for (const candidate of candidates) {
      const { start, end, entry: { rule: { category, finds }, pattern: { need } } } = candidate;
      const isHit = candidate === best;
      parts.trace({ start, end, category, finds, need, isHit, spokenFor });
    }
  }

  /** Adds the rules of a form that fit at a place. */
  #candidates(
    scan: Scan,
    start: number,
    to: { shared: Shared; isTold: boolean; candidates: Candidate[] },
  ): void {
    const { text } = scan;
    const { pattern, entries } = to.shared;
    const end = start < 0 ? -1 : matchPattern(text, start, pattern, this.#buffer);
    if (end < 0 || !standsAlone(text, { start, end })) return;
    const { size } = pattern;
    let code: string | null = null;
    for (const entry of entries) {
      const isAsked = entry.pattern.need !== "context" || this.#near.has(scan, entry.topic);
      if (!isAsked && !to.isTold) continue;
      const { rule } = entry;
      if (rule.anchor === "number") {
        for (let k = 0; k < size; k++) this.#digits[k] = (this.#buffer[k] as number) - 0x30;
        if (!rule.valid(this.#digits, size)) continue;
      } else {
        code ??= codeText(text, start, pattern);
        if (!rule.valid(code)) continue;
      }
      to.candidates.push({ start, end, entry, rank: RANK.DEFAULT, isAsked });
    }
  }
}

function rulesOf(
  byTopic: ReadonlyMap<number, MatcherRule>,
  topics: readonly number[],
): readonly MatcherRule[] {
  return topics.map((topic) => byTopic.get(topic)).filter((rule) => rule !== undefined);
}

/** A text as the value of its label, without the space around it. */
function whole(text: string, name: string): Field {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return { name, value: { start, end } };
}
