/**
 * The second look: what the first pass marked as perhaps disguised is written anew without its
 * disguise, and the same rules run over that copy. Only places that were marked are copied, with a
 * few hundred characters around them; where they are close their windows are one, so that the work
 * stays linear. What is found is given at its place in the text itself.
 *
 * @module
 */

import { Copy } from "./copy.ts";
import { undisguise } from "./disguise.ts";
import { encodedCandidates } from "./encoded.ts";
import type { Consideration, Engine, Trace } from "./engine.ts";
import { Events } from "./events.ts";
import type { Span } from "./rule.ts";
import type { Disguise, Settling } from "./settle.ts";
import { spacedCandidates } from "./spaced.ts";
import { spokenCandidates } from "./spoken.ts";
import { windowsAround } from "./windows.ts";

/** Disguises one inside the other: an escape of an escape of a character that cannot be seen. */
const LAYERS_MAX = 3;
/** How far from a change a value may stand that the change speaks for; see `scan.ts`. */
const BEHIND_MAX = 72;
const AHEAD_MAX = 40;

/** A text, and what the first pass found in it. */
export interface Looked {
  text: string;
  label: string;
  events: Events;
  /** Receives the hits. */
  hits: Settling[];
  trace?: Trace;
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
  /** What is the finding in the text, when it is not the part that the hit stands for. */
  span?: Span;
  disguise: Disguise;
}

/** Looks again. */
export class SecondLook {
  readonly #engine: Engine;
  /** One list for each layer, since a layer is looked at while the one above is kept. */
  readonly #events: readonly Events[] = Array.from({ length: LAYERS_MAX }, () => new Events());

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Adds the hits that need a second look. */
  look(looked: Looked): void {
    const { text, events } = looked;
    if (events.suspects.count > 0) {
      for (const window of windowsAround(text, events.suspects)) this.#window(looked, window);
    }
    if (events.spoken.count > 0) {
      for (const one of spokenCandidates(looked, this.#engine)) this.#candidate(looked, one);
    }
    for (const one of spacedCandidates(looked, this.#engine)) this.#candidate(looked, one);
    for (const one of encodedCandidates(looked)) this.#candidate(looked, one);
  }

  #window(looked: Looked, window: Span): void {
    const copies: Copy[] = [];
    let { text } = looked;
    let part = window;
    for (const events of this.#events) {
      const copy = new Copy(text, part.start);
      undisguise(text, part, copy);
      if (!copy.isChanged) return;
      copies.push(copy);
      ({ text } = copy);
      const { label } = looked;
      const trace = tracing(looked, (hit) => this.#mapped(hit, copies));
      const pass = { label, events, ...trace };
      for (const hit of this.#engine.hits(text, pass)) {
        const found = this.#mapped(hit, copies);
        if (found !== null && !isCut(found, window, looked.text)) looked.hits.push(found);
      }
      if (events.suspects.count === 0) return;
      part = { start: 0, end: text.length };
    }
  }

  /** A hit in the last of some copies, each one of the one before, as a hit in the text. */
  #mapped<T extends Span>(hit: T, copies: readonly Copy[]): T | null {
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
    const found = { ...hit, start: span.start, end: span.end };
    return isDisguised ? { ...found, disguise: "characters" } : found;
  }

  #candidate(looked: Looked, candidate: Candidate): void {
    const trace = tracing(looked, (hit) => found(hit, candidate));
    const events = this.#events[0] as Events;
    const pass = { label: looked.label, events, isStrict: candidate.isStrict, ...trace };
    for (const hit of this.#engine.hits(candidate.copy.text, pass)) {
      const one = found(hit, candidate);
      if (one !== null) looked.hits.push(one);
    }
  }
}

/** A hit in the copy of a candidate, as one in the text; null when it is no business of it. */
function found<T extends Span>(hit: T, candidate: Candidate): T & { disguise: Disguise } | null {
  const { copy, inner, disguise } = candidate;
  const isInside = hit.start >= inner.start && hit.end <= inner.end;
  const isAll = hit.start === inner.start && hit.end === inner.end;
  if (!isInside || (candidate.isWhole && !isAll)) return null;
  if (candidate.span === undefined && !copy.holds(hit)) return null;
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
