/**
 * The detector that the rest of the program uses: the engine over the table, and a second look at
 * texts whose characters or escapes disguise something.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { sha256Hex } from "../base/digest.ts";
import { type Consideration, Engine, type Trace } from "./engine/engine.ts";
import { Events, MARKER } from "./engine/events.ts";
import { SecondLook } from "./second_look/second_look.ts";
import { type Disguise, settle, type Settling } from "./settle.ts";
import type { Rule, Span } from "./rule.ts";
import { CATEGORIES, NEGATIVE_WORDS, NOT_COVERED, RULES } from "./table.ts";
import type { AllowList, UserRules } from "./user/user_rules.ts";

/** Rises with every change of the engine that changes what it finds. */
const ENGINE_VERSION = 7;

/** One finding. */
export interface Finding {
  /** First UTF-16 code unit. */
  start: number;
  /** One past the last. */
  end: number;
  /** Category of the rule. */
  category: string;
  /** How the text disguised it; absent when it did not. */
  disguise?: Disguise;
}

/** Something that a rule fits, and why it is a finding or none. */
export type { Consideration } from "./engine/engine.ts";
export { StreamScan } from "./stream.ts";

/** Finds personal data and secrets in text. */
export interface Detector {
  /** SHA-256 over the canonical rule table and the engine's version, 64 hex characters. */
  readonly digest: string;
  /** What it can find, sorted. */
  readonly categories: readonly string[];
  /** What it does not look for. */
  readonly notCovered: readonly string[];
  /**
   * Findings in ascending order, never overlapping.
   *
   * @param label What the text is the value of, `customer.ssn`: its words speak for the text as if
   * they stood before it. Empty when there is none.
   */
  scan(text: string, label?: string): Finding[];
  /**
   * Everything that the form and the check of a rule fit, whether it became a finding or not, in
   * the order in which it was looked at; what is disguised comes last. For people who wonder;
   * slower than {@linkcode Detector.scan}.
   */
  explain(text: string, label?: string): Consideration[];
}

/**
 * A detector over the rules of `table.ts`; keeps no text from one scan to the next.
 *
 * @param user Rules of a user: rows beside those of the table, what is off, what is allowed.
 */
export function createDetector(user?: UserRules): Detector {
  // Compiling the table takes a third of a second, and a thread scans one text at a time.
  const scanner = user === undefined ? plainScanner ??= new Scanner(undefined) : new Scanner(user);
  return {
    ...describe(user),
    scan(text, label = ""): Finding[] {
      return scanner.scan(text, label).map(findingOf);
    },
    explain(text, label = ""): Consideration[] {
      const considered: Consideration[] = [];
      scanner.scan(text, label, (one) => considered.push(one));
      return considered;
    },
  };
}

let plainScanner: Scanner | null = null;

/** What a detector says about itself. */
function describe(user: UserRules | undefined): Omit<Detector, "scan" | "explain"> {
  const table = tableDigest();
  if (user === undefined) {
    return { digest: table, categories: CATEGORIES, notCovered: NOT_COVERED };
  }
  const off = new Set(user.disabled);
  const own = user.rules.map(({ category }) => category);
  return {
    digest: sha256Hex(utf8(canonicalJson({ table, user: user.digest }))),
    categories: [...new Set([...CATEGORIES, ...own])].filter((name) => !off.has(name)).sort(),
    notCovered: [...new Set([...NOT_COVERED, ...off])].sort(),
  };
}

/** The rows in force: those of the table and a user's, without the categories that are off. */
export function rulesInForce(user?: UserRules): readonly Rule[] {
  if (user === undefined) return RULES;
  return [...RULES, ...user.rules].filter(({ category }) => !user.disabled.includes(category));
}

/** Both looks at a text. */
class Scanner {
  readonly #engine: Engine;
  readonly #secondLook: SecondLook;
  readonly #events = new Events();
  readonly #off: ReadonlySet<string>;
  readonly #allow: AllowList | null;

  constructor(user: UserRules | undefined) {
    this.#engine = new Engine(rulesInForce(user), NEGATIVE_WORDS);
    this.#secondLook = new SecondLook(this.#engine);
    this.#off = new Set(user?.disabled);
    this.#allow = user?.allow ?? null;
  }

  /** Hits of one text, settled. */
  scan(text: string, label: string, trace?: Trace): Settling[] {
    const events = this.#events;
    const traced = trace && { trace: this.#told(text, trace) };
    const hits = this.#engine.hits(text, { label, events, ...traced });
    if (events.count > 0 || events.suspects.count > 0 || events.spoken.count > 0) {
      this.#secondLook.look({ text, label, events, hits, ...traced });
    }
    return settle(outsideMarkers(this.#wanted(text, hits), events));
  }

  /**
   * The hits without what is off or allowed. Before they are settled, so that what is allowed
   * covers nothing; and not by rows alone, as some tell several categories apart.
   */
  #wanted(text: string, hits: Settling[]): Settling[] {
    const allow = this.#allow;
    if (allow === null || hits.length === 0) return hits;
    return hits.filter(({ category, start, end }) =>
      !this.#off.has(category) && !allow.has(category, text.slice(start, end))
    );
  }

  /** A trace that says the same. */
  #told(text: string, trace: Trace): Trace {
    const allow = this.#allow;
    if (allow === null) return trace;
    return (one): void => {
      if (this.#off.has(one.category)) return;
      const isAllowed = allow.has(one.category, text.slice(one.start, one.end));
      trace(isAllowed ? { ...one, isHit: false, spokenFor: "(allow list)" } : one);
    };
  }
}

/** The hits without what lies in redaction markers. */
function outsideMarkers(hits: Settling[], events: Events): Settling[] {
  const markers: Span[] = [];
  for (let at = 0; at < events.count; at++) {
    if (events.kinds[at] !== MARKER) continue;
    markers.push({ start: events.starts[at] as number, end: events.ends[at] as number });
  }
  if (markers.length === 0 || hits.length === 0) return hits;
  return hits.flatMap((hit) => outside(hit, markers));
}

function outside(hit: Settling, markers: readonly Span[]): Settling[] {
  const parts: Settling[] = [];
  let { start } = hit;
  for (let k = firstEndingAfter(markers, start); k < markers.length; k++) {
    const marker = markers[k] as Span;
    if (marker.start >= hit.end) break;
    if (marker.start > start) parts.push({ ...hit, start, end: marker.start });
    start = Math.max(start, marker.end);
  }
  if (start === hit.start) return [hit];
  if (start < hit.end) parts.push({ ...hit, start });
  return parts;
}

function firstEndingAfter(markers: readonly Span[], place: number): number {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((markers[middle] as Span).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findingOf({ start, end, category, disguise }: Settling): Finding {
  return disguise === undefined ? { start, end, category } : { start, end, category, disguise };
}

function tableDigest(): string {
  const rows = RULES.map((rule) => JSON.parse(JSON.stringify(rule)));
  const table = {
    engine: ENGINE_VERSION,
    rules: rows,
    negative: NEGATIVE_WORDS,
    not_covered: NOT_COVERED,
  };
  return sha256Hex(utf8(canonicalJson(table)));
}
