/**
 * The second look: what the first pass marked as perhaps disguised is written anew without its
 * disguise, and the same rules run over that copy. Only places that were marked are copied, with a
 * few hundred characters around them; where they are close their windows are one, so that the work
 * stays linear. What is found is given at its place in the text itself.
 *
 * @module
 */

import { COMBINING, INFO } from "../text/alphabet.ts";
import { cellCandidates, mayBeCells } from "./cells.ts";
import { codeAt } from "../text/character.ts";
import { codePointCandidates, mayBeCodePoint } from "./code_points.ts";
import { Copy } from "../text/copy.ts";
import { cutKeyCandidates, isCutSign, mayBeCutKey } from "./cut_keys.ts";
import { undisguise } from "./disguise.ts";
import { encodedCandidates } from "./encoded.ts";
import type { Consideration, Engine, Trace } from "../engine/engine.ts";
import { AT, Events, MIXED, NUMBER, TOKEN } from "../engine/events.ts";
import { maySpeakFar } from "./far_label.ts";
import { NO_SIGN, signKind } from "./gaps.ts";
import { interruptedCandidates, mayBeInterrupted } from "./interrupted.ts";
import { INTERRUPTION_SIGNS } from "./interruptions.ts";
import {
  callsJoining,
  isItem,
  literalCandidates,
  mayBeJoined,
  secretCandidates,
} from "./literals.ts";
import { hasLookAlike, lookAlikeCandidates } from "./look_alikes.ts";
import { isLooseSign, looseCandidates, mayBeLoose } from "./loose.ts";
import type { Span } from "../rule.ts";
import type { Disguise, Settling } from "../settle.ts";
import { spacedCandidates } from "./spaced.ts";
import { spokenCandidates } from "./spoken.ts";
import { spreadCandidates } from "./spread.ts";
import { mayBeSingleAddress, singleAddressCandidates } from "./single_address.ts";
import { mayBeSingle, singleCandidates } from "./singles.ts";
import { mayBeSpread } from "./spread_gate.ts";
import { windowsAround } from "./windows.ts";
import { mayBeCut, mayBeCutAddress, mayFollowHead, wrappedCandidates } from "./wrapped.ts";

/** Disguises one inside the other: an escape of an escape of a character that cannot be seen. */
const LAYERS_MAX = 3;
/** How far from a change a value may stand that the change speaks for; see `context/scan.ts`. */
const BEHIND_MAX = 72;
const AHEAD_MAX = 40;
const SPACE = 0x20;
/** Marks on one character that are followed. */
const MARKS_MAX = 4;

/** A text, and what the first pass found in it. */
export interface Looked {
  text: string;
  label: string;
  events: Events;
  /** Receives the hits. */
  hits: Settling[];
  trace?: Trace;
}

/** What is found, or considered. */
interface Categorised extends Span {
  category: string;
}

/** A part of a text written anew, and what of it may be found. */
export interface Candidate {
  copy: Copy;
  /** In the copy: hits outside are no business of this candidate. */
  inner: Span;
  /** Whether a word of the category must speak for a hit. */
  isStrict: boolean;
  /** Whether a hit must reach over all of `inner`. */
  isWhole: boolean;
  /** Whether its word stood further away in the text; see `far_label.ts`. */
  isFar?: boolean;
  /** Whether a category may be found so; any when it is not there. */
  maySpeak?: (category: string) => boolean;
  /** What is the finding in the text, when it is not the part that the hit stands for. */
  span?: Span;
  disguise: Disguise;
}

/** 1 for what may stand behind a group of a spread value, or of one that is cut. */
const FOLLOWERS: Uint8Array = followers();

function followers(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (let code = 0; code < table.length; code++) table[code] = signKind(code) === NO_SIGN ? 0 : 1;
  for (const char of "\"'\\.\n\r") table[char.charCodeAt(0)] = 1;
  return table;
}

/** 1 for what stands beside a literal, a call of a character, or the first item of a list. */
const LITERAL_SIGNS: Uint8Array = literalSigns();

function literalSigns(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of "\"'`\\([") table[char.charCodeAt(0)] = 1;
  return table;
}

/** What may stand between parts of a key, groups in brackets, and those in cells. */
const CUTS = 1;
const BRACKETS = 2;
const CELLS = 3;
const BETWEEN: Uint8Array = betweenUnits();

function betweenUnits(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of ",;\t<") table[char.charCodeAt(0)] = CELLS;
  for (let code = 0; code < table.length; code++) {
    if (isLooseSign(code)) table[code] = BRACKETS;
    if (isCutSign(code)) table[code] = CUTS;
  }
  return table;
}

/** A hit of a copy as one of the text, or null when it is no business of the second look. */
type Mapping = <T extends Span>(hit: T) => T | null;

/** Looks again. */
export class SecondLook {
  readonly #engine: Engine;
  /** One list for each layer, since a layer is looked at while the one above is kept. */
  readonly #events: readonly Events[] = Array.from({ length: LAYERS_MAX }, () => new Events());
  /** For candidates, whose layer is still read while they are looked at. */
  readonly #inner = new Events();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Adds the hits that need a second look. */
  look(looked: Looked): void {
    const { text, events } = looked;
    if (events.suspects.count > 0) {
      for (const window of windowsAround(text, events.suspects)) this.#window(looked, window);
    }
    this.#spread(looked, looked, (hit) => hit);
    for (const one of encodedCandidates(looked)) this.#candidate(looked, one, (hit) => hit);
  }

  /** Values whose characters are plain, and stand far apart or are words. */
  #spread(looked: Looked, source: Looked, mapped: Mapping): void {
    if (source.events.spoken.count > 0) {
      for (const one of spokenCandidates(source, this.#engine)) {
        this.#candidate(looked, one, mapped);
      }
    }
    for (const one of spacedCandidates(source, this.#engine)) this.#candidate(looked, one, mapped);
    for (const one of secretCandidates(source)) this.#candidate(looked, one, mapped);
    const places = placesOf(source);
    for (
      const [list, candidatesOf] of [
        [places.spread, spreadCandidates],
        [places.alike, lookAlikeCandidates],
        [places.cut, wrappedCandidates],
        [places.joined, literalCandidates],
        [places.coded, codePointCandidates],
        [places.keys, cutKeyCandidates],
        [places.loose, looseCandidates],
        [places.cells, cellCandidates],
        [places.single, singleCandidates],
        [places.interrupted, interruptedCandidates],
        [places.addresses, singleAddressCandidates],
      ] as const
    ) {
      if (list.length === 0) continue;
      for (const one of candidatesOf(source, this.#engine, list)) {
        this.#candidate(looked, one, mapped);
      }
    }
  }

  #window(looked: Looked, window: Span): void {
    const copies: Copy[] = [];
    let { text } = looked;
    const { label } = looked;
    let part = window;
    let { labels } = looked.events;
    for (const events of this.#events) {
      const copy = new Copy(text, part.start);
      undisguise(text, part, { copy, labels });
      if (!copy.isChanged) return;
      copies.push(copy);
      ({ text } = copy);
      const layers = [...copies];
      const mapped = <T extends Span>(hit: T): T | null => {
        const found = this.#mapped(hit, { copies: layers, text: looked.text });
        return found === null || isCut(found, window, looked.text) ? null : found;
      };
      const trace = tracing(looked, mapped);
      const hits: Settling[] = [];
      for (const hit of this.#engine.hits(text, { label, events, ...trace })) {
        const found = mapped(hit);
        if (found !== null) hits.push(found);
      }
      looked.hits.push(...hits);
      if (copy.isRewritten) this.#spread(looked, { text, label, events, hits: [] }, mapped);
      if (events.suspects.count === 0) return;
      ({ labels } = events);
      part = { start: 0, end: text.length };
    }
  }

  /** A hit in the last of some copies, each one of the one before, as a hit in the text. */
  #mapped<T extends Span>(
    hit: T,
    { copies, text }: { copies: readonly Copy[]; text: string },
  ): T | null {
    let span: Span = hit;
    let isTouched = false;
    let isDisguised = false;
    for (let k = copies.length - 1; k >= 0; k--) {
      const copy = copies[k] as Copy;
      isTouched ||= copy.touches({ start: span.start - BEHIND_MAX, end: span.end + AHEAD_MAX });
      isDisguised ||= copy.holds(span);
      span = copy.spanOf(span);
    }
    if (!isTouched) return null;
    const found = { ...hit, start: span.start, end: markedEnd(text, span.end) };
    return isDisguised ? { ...found, disguise: "characters" } : found;
  }

  #candidate(looked: Looked, candidate: Candidate, mapped: Mapping): void {
    const inText = <T extends Categorised>(hit: T): T | null => {
      const one = found(hit, candidate);
      return one === null ? null : mapped(one);
    };
    const trace = tracing(looked, inText);
    const events = this.#inner;
    const pass = { label: looked.label, events, isStrict: candidate.isStrict, ...trace };
    for (const hit of this.#engine.hits(candidate.copy.text, pass)) {
      const one = inText(hit);
      if (one !== null) looked.hits.push(one);
    }
  }
}

/** Events by what may stand there. */
interface SpreadPlaces {
  /** A value that is spread, one with look-alikes, cut in two, of literals, of numbers. */
  spread: number[];
  alike: number[];
  cut: number[];
  joined: number[];
  coded: number[];
  /** A key that a sign cuts, groups in brackets, and those in cells. */
  keys: number[];
  loose: number[];
  cells: number[];
  /** A digit among characters that are given one at a time. */
  single: number[];
  /** A group behind which something else interrupts a value. */
  interrupted: number[];
  /** The `@` of an address that is given one character at a time. */
  addresses: number[];
}

function placesOf({ text, events }: Looked): SpreadPlaces {
  const places = noPlaces();
  let hasJoining: boolean | null = null;
  const { kinds, starts, ends, count } = events;
  for (let at = 0; at < count; at++) {
    const kind = kinds[at] as number;
    if (kind < NUMBER || kind > AT) continue;
    const start = starts[at] as number;
    const end = ends[at] as number;
    const before = codeAt(text, start - 1);
    const after = codeAt(text, end);
    const isBeside = LITERAL_SIGNS[before] === 1 || LITERAL_SIGNS[after] === 1;
    if (isBeside || kind === AT) {
      const isJoined = mayBeJoined(text, start, end, kind) ||
        (isItem(text, end) && (hasJoining ??= callsJoining(text)));
      if (isJoined) places.joined.push(at);
    }
    if (kind === NUMBER && end - start === 1 && mayBeSingle(text, start)) places.single.push(at);
    const size = end - start;
    if ((size <= 4 || size === 8) && kind <= MIXED && mayBeCodePoint(text, start, end)) {
      places.coded.push(at);
    }
    if (kind === AT) {
      if (mayBeCutAddress(text, start)) places.cut.push(at);
      if (mayBeSingleAddress(text, start)) places.addresses.push(at);
      continue;
    }
    // Most groups stand before a comma, a bracket or a letter.
    const isFollowed = FOLLOWERS[after] === 1;
    if (isFollowed && kind !== TOKEN && mayBeSpread(text, start, end)) places.spread.push(at);
    if (kind !== NUMBER) {
      const isCut = (isFollowed && mayBeCut(text, start, end)) || mayFollowHead(text, start);
      if (isCut) places.cut.push(at);
    }
    if (kind === MIXED && hasLookAlike(text, start, end)) places.alike.push(at);
    // Most groups stand between a space and a letter.
    const sign = after === SPACE ? codeAt(text, end + 1) : after;
    const behind = BETWEEN[sign] as number;
    if (INTERRUPTION_SIGNS[sign] === 1 && kind !== TOKEN && mayBeInterrupted(text, start, end)) {
      places.interrupted.push(at);
    }
    if (kind !== NUMBER) {
      const isKey = behind === CUTS || BETWEEN[before] === CUTS;
      if (isKey && mayBeCutKey(text, start, end)) places.keys.push(at);
    }
    if (behind === 0 || kind === TOKEN) continue;
    if (behind !== CELLS && mayBeLoose(text, start, end)) places.loose.push(at);
    if (end - start === 4 && mayBeCells(text, start, end)) places.cells.push(at);
  }
  return places;
}

function noPlaces(): SpreadPlaces {
  return {
    ...{ spread: [], alike: [], cut: [], joined: [], coded: [], keys: [], loose: [], cells: [] },
    ...{ single: [], interrupted: [], addresses: [] },
  };
}

/** Where a value ends with the marks that sit on its last character. */
function markedEnd(text: string, from: number): number {
  let end = from;
  while (end - from < MARKS_MAX && isOnCharacter(codeAt(text, end))) end++;
  return end;
}

/** A combining mark, a joiner of graphemes, or a selector of a form. */
function isOnCharacter(code: number): boolean {
  return INFO[code] === COMBINING || code === 0x034f || (code >= 0xfe00 && code <= 0xfe0f);
}

/** A hit in the copy of a candidate, as one in the text; null when it is no business of it. */
function found<T extends Categorised>(
  hit: T,
  candidate: Candidate,
): T & { disguise: Disguise } | null {
  const { copy, inner, disguise } = candidate;
  const isInside = hit.start >= inner.start && hit.end <= inner.end;
  const isAll = hit.start === inner.start && hit.end === inner.end;
  if (!isInside || (candidate.isWhole && !isAll)) return null;
  if (candidate.span === undefined && !copy.holds(hit)) return null;
  if (candidate.isFar === true && !maySpeakFar(hit.category)) return null;
  if (candidate.maySpeak?.(hit.category) === false) return null;
  const { start, end } = candidate.span ?? copy.spanOf(hit);
  return { ...hit, start, end, disguise };
}

/** The trace of a look at a copy: what it tells is told for the text. */
function tracing(
  { trace }: Looked,
  mapped: (one: Consideration) => Consideration | null,
): { trace: Trace } | null {
  if (trace === undefined) return null;
  return {
    trace: (one): void => {
      const told = mapped(one);
      if (told !== null) trace(told);
    },
  };
}

/** Whether a window ends in the middle of what was found at its edge. */
function isCut(found: Span, window: Span, text: string): boolean {
  return (found.start === window.start && window.start > 0) ||
    (found.end === window.end && window.end < text.length);
}
