/**
 * Looks for signals in one text: every code unit is read once, so that the time grows with the text
 * whatever the text is. It decides nothing; what it does not hit may be an attack all the same.
 * @module
 */

import { HASH_START, nextHash, PHRASE_RULES, PLACES_BY_HASH } from "./phrases.ts";

/** Hits by rule id. */
export type Hits = Record<string, number>;

/** Marks between roles, as models of several families read them. */
const ROLE_TAGS: readonly string[] = [
  "<|im_start|>",
  "<|im_end|>",
  "<|system|>",
  "<|endoftext|>",
  "<|start_header_id|>",
  "<|eot_id|>",
  "<<sys>>",
  "[inst]",
  "[/inst]",
  "<system>",
  "</system>",
  "### system:",
  "### instruction:",
];
const ROLE_TAG_CHARS_MAX = 20;
const LESS_THAN = 0x3c;
const BRACKET = 0x5b;
const HASH_SIGN = 0x23;

/** Characters without width in a row that are no joiners of a script or an emoji. */
const HIDDEN_RUN_MIN = 4;
/** Unicode tag characters in UTF-16: U+E0000 to U+E007F. */
const TAG_HIGH = 0xdb40;
/** Last unit of the black flag, after which tags spell a region. */
const FLAG_LOW = 0xdff4;

/** Adds the hits of one text to `into`. */
export function scanText(text: string, into: Hits): void {
  const scan = new Scan(text, into);
  scan.run();
}

/** Adds `more` to `into`, or takes it away; never below zero. */
export function addHits(into: Hits, more: Hits, sign: 1 | -1 = 1): void {
  for (const [rule, n] of Object.entries(more)) {
    const sum = Math.max(0, (into[rule] ?? 0) + sign * n);
    if (sum === 0) delete into[rule];
    else into[rule] = sum;
  }
}

/** Where each step of each rule was last reached, in words; a rule begins anew after a hit. */
class Scan {
  readonly #text: string;
  readonly #into: Hits;
  readonly #reached: number[][] = PHRASE_RULES.map(({ steps }) => steps.map(() => -Infinity));
  #words = 0;
  #hiddenRun = 0;

  constructor(text: string, into: Hits) {
    this.#text = text;
    this.#into = into;
  }

  run(): void {
    const text = this.#text;
    let hash = HASH_START;
    let start = -1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isWordCode(code)) {
        if (start < 0) {
          start = at;
          hash = HASH_START;
        }
        hash = nextHash(hash, code);
        this.#hiddenRun = 0;
        continue;
      }
      if (start >= 0) this.#word(hash, start, at);
      start = -1;
      this.#sign(code, at);
    }
    if (start >= 0) this.#word(hash, start, text.length);
  }

  #word(hash: number, start: number, end: number): void {
    const index = this.#words++;
    const entry = PLACES_BY_HASH.get(hash);
    if (entry === undefined || entry.word.length !== end - start) return;
    if (this.#text.slice(start, end).toLowerCase() !== entry.word) return;
    for (const { rule, step } of entry.places) this.#reach(rule, step, index);
  }

  #reach(rule: number, step: number, index: number): void {
    const reached = this.#reached[rule];
    const row = PHRASE_RULES[rule];
    const { within } = row?.steps[step] ?? { within: 0 };
    if (reached === undefined || row === undefined) return;
    if (step > 0 && index - (reached[step - 1] ?? -Infinity) > within) return;
    if (step < row.steps.length - 1) {
      reached[step] = index;
      return;
    }
    reached.fill(-Infinity);
    this.#hit(row.id);
  }

  /** What is no part of a word: marks of roles, and what nobody sees. */
  #sign(code: number, at: number): void {
    if (code === LESS_THAN || code === BRACKET || code === HASH_SIGN) {
      const here = this.#text.slice(at, at + ROLE_TAG_CHARS_MAX).toLowerCase();
      if (ROLE_TAGS.some((tag) => here.startsWith(tag))) this.#hit("injection.role_tag");
    }
    if (!isHidden(code)) {
      this.#hiddenRun = 0;
      return;
    }
    const isRegion = code === TAG_HIGH && this.#text.charCodeAt(at - 1) === FLAG_LOW;
    // A flag of a region: nothing is counted before the run ends.
    if (isRegion) this.#hiddenRun = -Infinity;
    this.#hiddenRun++;
    if (this.#hiddenRun === HIDDEN_RUN_MIN) this.#hit("injection.hidden_text");
  }

  #hit(rule: string): void {
    this.#into[rule] = (this.#into[rule] ?? 0) + 1;
  }
}

/** Letters and digits; beyond ASCII everything but what has no width counts as a letter. */
function isWordCode(code: number): boolean {
  if (code < 0x80) {
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39);
  }
  return code >= 0xc0 && !isHidden(code) && (code < 0x2000 || code > 0x206f) &&
    (code < 0x3000 || code > 0x303f);
}

/** Zero-width characters, overrides of direction, and both units of tag characters. */
function isHidden(code: number): boolean {
  if (code < 0x200b) return false;
  return (code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === TAG_HIGH ||
    (code >= 0xdc00 && code <= 0xdc7f);
}
