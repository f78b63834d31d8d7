/**
 * What the text right before a number calls it: the last words, or the key. Finer than a topic of
 * the lexicon, because a word such as `id` says something only when it stands directly before.
 * @module
 */

import { CLASS, LOWER, UPPER } from "../text/alphabet.ts";
import { codeAt, isDigit } from "../text/character.ts";
import { NO_KIND, WordKinds } from "../engine/word_kinds.ts";

/** How far back names are looked for. */
const REACH = 40;
const WORD_CHARS_MAX = 24;

const LINE_FEED = 0x0a;
const DOT = 0x2e;
/** Marks behind which another thought, field or cell begins. */
const BREAKS = ",;!?{}|\u3001\u3002\uff0c";

/** Words between a name and its number that name nothing. */
const FILLERS: readonly string[] = [
  ...["a", "an", "the", "is", "was", "are", "be", "of", "my", "your", "our", "his", "her", "this"],
  // The ordinal sign of `n.\u00ba` is a letter.
  ...["\u00ba", "n\u00ba", "no\u00ba", "nro", "n\u00famero", "num\u00e9ro"],
  ...["no", "nr", "num", "number", "numbers", "numero", "nummer", "n", "value", "as"],
  ...["ist", "lautet", "meine", "deine", "der", "die", "das", "est", "le", "la", "de", "du"],
  ...["es", "el", "mi", "su", "e", "il", "o", "a", "and", "new", "old"],
];

const OWN = 1;
const OTHER = 2;
const FILLER = 3;

/** What a number is called, for one rule. */
export interface Names {
  /** How many words count, beside fillers such as `number` and `is`. */
  readonly wordsMax: number;
  /** What each name says; the nearest name decides. */
  readonly kinds: WordKinds;
}

/**
 * Names for one rule.
 *
 * @param own Names that fit, folded.
 * @param other Names that say it is something else.
 * @param fillers Words between a name and its number, beside those that are so for all.
 */
export function namesOf(
  { own, other, fillers = [], wordsMax }: {
    own: Iterable<string>;
    other: Iterable<string>;
    fillers?: readonly string[];
    wordsMax: number;
  },
): Names {
  const kinds = new WordKinds([
    ...[...own].map((word) => [word, OWN] as const),
    ...[...other].map((word) => [word, OTHER] as const),
    ...[...FILLERS, ...fillers].map((word) => [word, FILLER] as const),
  ]);
  return { wordsMax, kinds };
}

/** What the nearest name before a number says. */
export type Naming = "own" | "other" | "nothing";

/** Looks at the last words before `at`, on the same line, the nearest first. */
export function namingBefore(text: string, at: number, names: Names): Naming {
  let end = at;
  const least = Math.max(0, at - REACH);
  for (let words = 0; words < names.wordsMax;) {
    end = wordEnd(text, end, least);
    if (end < 0) return "nothing";
    const start = wordStart(text, end, least);
    const kind = names.kinds.kindAt(text, start, end);
    if (kind === OWN) return "own";
    if (kind === OTHER) return "other";
    if (kind === NO_KIND) words++;
    end = start;
  }
  return "nothing";
}

/** End of the last word before `at`, or -1 when a break or nothing comes first. */
function wordEnd(text: string, at: number, least: number): number {
  for (let end = at; end > least; end--) {
    const code = codeAt(text, end - 1);
    if (isWordUnit(code)) return end;
    if (code === LINE_FEED || (code > 0x20 && BREAKS.includes(text.charAt(end - 1)))) return -1;
    // The end of a sentence; not `no. 123` or `a.b`.
    if (code === DOT && end < at && isSentenceEnd(text, end - 1)) return -1;
  }
  return -1;
}

/**
 * A dot behind a word of more than four letters, or behind two digits and before a space; `Kontonr.`
 * is short for a word.
 */
function isSentenceEnd(text: string, dot: number): boolean {
  if (text.startsWith("nr", dot - 2)) return false;
  const isNumber = isDigit(codeAt(text, dot - 1)) && isDigit(codeAt(text, dot - 2));
  if (isNumber) return codeAt(text, dot + 1) === 0x20;
  for (let k = 1; k <= 5; k++) if (!isWordUnit(codeAt(text, dot - k))) return false;
  return codeAt(text, dot + 1) === 0x20;
}

/** Start of the word that ends at `end`: `userId` has two, `id` is the last. */
function wordStart(text: string, end: number, least: number): number {
  let start = end - 1;
  while (start > least && end - start < WORD_CHARS_MAX) {
    const before = CLASS[codeAt(text, start - 1)] as number;
    if (before !== LOWER && before !== UPPER) break;
    if (before === LOWER && CLASS[codeAt(text, start)] === UPPER) break;
    start--;
  }
  return start;
}

function isWordUnit(code: number): boolean {
  const kind = CLASS[code] as number;
  return kind === LOWER || kind === UPPER;
}
