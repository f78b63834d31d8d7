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

/** Characters without width in a row that are no joiners of a script or an emoji. */
const HIDDEN_RUN_MIN = 4;
/** Unicode tag characters in UTF-16: U+E0000 to U+E007F. */
const TAG_HIGH = 0xdb40;
/** Last unit of the black flag, after which tags spell a region. */
const FLAG_LOW = 0xdff4;

/** What an ASCII character is: no word, part of a word, or the first of a mark. */
const OTHER = 0;
const WORD = 1;
const MARK = 2;
const ASCII_MAX = 0x80;
const ASCII_CLASSES: Uint8Array = asciiClasses();

/** Ends of the hashes of words that are in a rule: most words are told by this alone (measured). */
const LOW_BITS = 0xffff;
const MAY_BE_WORD: Uint8Array = lowHashes();

/** Adds the hits of one text to `into`. */
export function scanText(text: string, into: Hits): void {
  // Made when the first word of a rule comes: most texts have none.
  let steps: Steps | null = null;
  let words = 0;
  let hash = HASH_START;
  let start = -1;
  let hiddenRun = 0;
  const end = text.length;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : 0;
    const kind = code < ASCII_MAX ? ASCII_CLASSES[code] : wideClass(code);
    if (kind === WORD) {
      if (start < 0) {
        start = at;
        hash = HASH_START;
      }
      hash = nextHash(hash, code);
      hiddenRun = 0;
      continue;
    }
    if (start >= 0) {
      if (MAY_BE_WORD[hash & LOW_BITS] === 1) {
        steps ??= new Steps(into);
        steps.word(text.slice(start, at), { hash, index: words });
      }
      words++;
      start = -1;
    }
    if (kind === OTHER) hiddenRun = 0;
    else if (code < ASCII_MAX) {
      if (isRoleTag(text, at)) hit(into, "injection.role_tag");
      hiddenRun = 0;
    } else {
      // A flag of a region is spelled with tags: nothing is counted before the run ends.
      const isRegion = code === TAG_HIGH && text.charCodeAt(at - 1) === FLAG_LOW;
      hiddenRun = isRegion ? -Infinity : hiddenRun + 1;
      if (hiddenRun === HIDDEN_RUN_MIN) hit(into, "injection.hidden_text");
    }
  }
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
class Steps {
  readonly #into: Hits;
  readonly #reached: number[][] = PHRASE_RULES.map(({ steps }) => steps.map(() => -Infinity));

  constructor(into: Hits) {
    this.#into = into;
  }

  word(word: string, { hash, index }: { hash: number; index: number }): void {
    const entry = PLACES_BY_HASH.get(hash);
    if (entry === undefined || word.toLowerCase() !== entry.word) return;
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
    hit(this.#into, row.id);
  }
}

function hit(into: Hits, rule: string): void {
  into[rule] = (into[rule] ?? 0) + 1;
}

function isRoleTag(text: string, at: number): boolean {
  const here = text.slice(at, at + ROLE_TAG_CHARS_MAX).toLowerCase();
  return ROLE_TAGS.some((tag) => here.startsWith(tag));
}

/** Beyond ASCII everything but signs and what has no width counts as a letter. */
function wideClass(code: number): number {
  if (isHidden(code)) return MARK;
  const isSign = code < 0xc0 || (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x303f);
  return isSign ? OTHER : WORD;
}

/** Zero-width characters, overrides of direction, and both units of tag characters. */
function isHidden(code: number): boolean {
  if (code < 0x200b) return false;
  return (code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === TAG_HIGH ||
    (code >= 0xdc00 && code <= 0xdc7f);
}

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(ASCII_MAX);
  for (const [from, to] of [["a", "z"], ["A", "Z"], ["0", "9"]] as const) {
    classes.fill(WORD, from.charCodeAt(0), to.charCodeAt(0) + 1);
  }
  for (const tag of ROLE_TAGS) classes[tag.charCodeAt(0)] = MARK;
  return classes;
}

function lowHashes(): Uint8Array {
  const marked = new Uint8Array(LOW_BITS + 1);
  for (const hash of PLACES_BY_HASH.keys()) marked[hash & LOW_BITS] = 1;
  return marked;
}
