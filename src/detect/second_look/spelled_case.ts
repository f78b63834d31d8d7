/**
 * Passwords that are spelled with the kind of each letter: what is a capital, what is a digit, and
 * signs by name.
 *
 *     capital T, lowercase r, zero, ampersand     gro\u00dfes M, kleines o, Ziffer sieben, Unterstrich
 *     T          r            0     &             M          o           7             _
 *
 * The words are common, so some of them must say the kind of a letter that follows or precedes them,
 * and a word for a password must stand before the value.
 *
 * @module
 */

import { BESIDE_WORDS, CASE_WORDS, SIGN_WORDS } from "./case_words.ts";
import { isLetter } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import { saidBy } from "./dictated_words.ts";
import type { Engine } from "../engine/engine.ts";
import { WORD } from "../engine/events.ts";
import { foldWord } from "../engine/lexicon.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { valueOf } from "./spoken_number.ts";
import { SIGNS } from "./spoken_pieces.ts";
import { LETTER_KIND } from "./spoken_words.ts";

/** Fewest and most characters of a password, and fewest words for kinds of letters. */
const CHARS_MIN = 5;
const CHARS_MAX = 40;
const CASES_MIN = 2;
/** Most words of one, and of them in a row that stand for nothing. */
const WORDS_MAX = 120;
const FILLERS_MAX = 3;
/** How far before a password a word may speak for it, and how many such words are tried. */
const REACH = 240;
const EVENTS_MAX = 48;
const SPEAKING_MAX = 4;
/** Fewest letters of a word that says what follows, at the beginning. */
const BESIDE_CHARS_MIN = 4;
/** Longest word with what is between it and the next one. */
const UNIT_CHARS_MAX = 48;
/** How far back the first letter or digit is looked for, and how many of them. */
const LEAD_CHARS_MAX = 28;
const LEADS_MAX = 12;

/** A word, figures, or a sign by itself. */
const WORD_REGEXP =
  /[\p{L}\p{M}]+(?:['\u2019-]\p{L}[\p{L}\p{M}]+)?|\d{1,4}|[!#$%&*?@_+=^~-](?=[\s,;]|$)/uy;
/** What may stand between two. */
const GAP_REGEXP = /[\s,;/\u3001\uff0c\u060c\u30fb-]{0,4}/y;
const LEAD_REGEXP = /([\p{L}\p{M}\d]+)[\s,;\u3001\uff0c\u060c]{1,3}$/u;
/** Digits in one language that are common in others. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["to", "on", "en", "et", "un", "una", "um", "ba"]);
/** Begin words of the north, beside which `to` is a digit. */
const NORTHERN_REGEXP = /^(?:stor|lil|lit|sm)/;
/** Scripts without spaces begin here. */
const DENSE_MIN = 0x2e80;

type Kind = "case" | "letter" | "digit" | "sign" | "beside";

interface Unit extends Span {
  kind: Kind;
  text: string;
}

const CASES: ReadonlySet<string> = new Set(CASE_WORDS.map(foldWord));
const NAMED_SIGNS: ReadonlySet<string> = new Set(SIGN_WORDS.map(foldWord));
const BESIDE: ReadonlySet<string> = new Set(BESIDE_WORDS.map(foldWord));
/** Words of scripts without spaces, the longest first. */
const DENSE: readonly string[] = [...CASE_WORDS, ...SIGN_WORDS, ...BESIDE_WORDS].filter((word) =>
  word.charCodeAt(0) > DENSE_MIN
).toSorted((a, b) => b.length - a.length);

/** Whether a letter by itself stands beside a word for the kind of it: a cheap look. */
export function hasLetterBeside(text: string, start: number, end: number): boolean {
  // `capital M`, `M capital`, and over a space or a word: `huruf besar M`, `eme may\u00fascula`.
  return isAlone(text, end + 1) || isAlone(text, end) || isAlone(text, start - 2) ||
    CASES_ONLY_REGEXP.test(text.slice(end, end + UNIT_CHARS_MAX));
}

/** `letter M`, `\u306eM` behind a word for a kind. */
const CASES_ONLY_REGEXP = /^(?:\s|\u306e)?(?:[\p{L}\p{M}]{2,9}\s)?[A-Za-z](?![\p{L}\d])/u;

function isAlone(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isLetter(text.charCodeAt(at)) &&
    !isLetter(text.charCodeAt(at - 1)) && !isLetter(text.charCodeAt(at + 1));
}

/** The password around a word for the kind of a letter; returns where it ends. */
export function* caseCandidates(
  looked: Looked,
  engine: Engine,
  word: Span,
): Generator<Candidate, number> {
  const { text } = looked;
  const start = leadStart(text, word.start);
  const units = trimmed(unitsFrom(text, start));
  const end = Math.max(word.end, units.at(-1)?.end ?? 0);
  const cases = units.filter(({ kind }) => kind === "case").length;
  const letters = units.filter(({ kind }) => kind === "letter").length;
  const written = writtenOf(units);
  const isPassword = cases >= CASES_MIN && letters >= CASES_MIN && written.length >= CHARS_MIN &&
    written.length <= CHARS_MAX && /[^A-Za-z]/.test(written);
  if (!isPassword) return end;
  const span = { start: (units[0] as Unit).start, end };
  for (const label of speakingBefore(looked, engine, span.start)) {
    const copy = new Copy(text, label.start);
    copy.put(": ", { start: label.end, end: span.start });
    const from = copy.text.length;
    copy.put(written, span);
    const inner = { start: from, end: copy.text.length };
    yield { copy, inner, isStrict: false, isWhole: true, span, disguise: "words" };
  }
  return end;
}

/** Words before a place that speak for a category, the nearest first. */
function speakingBefore({ events }: Looked, engine: Engine, place: number): Span[] {
  const words: Span[] = [];
  const first = events.firstFrom(place);
  for (let k = first - 1; k >= 0 && k >= first - EVENTS_MAX && words.length < SPEAKING_MAX; k--) {
    const span = { start: events.starts[k] as number, end: events.ends[k] as number };
    if (span.start < place - REACH) break;
    if (events.kinds[k] !== WORD || span.end > place) continue;
    if (engine.speaks(events.values[k] as number)) words.push(span);
  }
  return words;
}

/** Where the letters and digits begin that stand before a word for a kind: `M majuscule`. */
function leadStart(text: string, place: number): number {
  let start = place;
  let last: Kind | null = null;
  for (let k = 0; k < LEADS_MAX; k++) {
    const found = LEAD_REGEXP.exec(text.slice(Math.max(0, start - LEAD_CHARS_MAX), start));
    if (found === null) break;
    const [whole, word = ""] = found;
    const kind = AMBIGUOUS.has(word.toLowerCase()) ? null : unitOf(word)?.kind ?? null;
    if (kind === null || (kind === "letter" && !isLead(text, { word, whole, place, last }))) break;
    start -= whole.length;
    last = kind;
  }
  return start;
}

/** Whether a letter before a word for a kind is part of the password: it may be an article. */
function isLead(
  text: string,
  { word, whole, place, last }: { word: string; whole: string; place: number; last: Kind | null },
): boolean {
  if (last === "case") return true;
  if (last !== null) return false;
  if (/[,;\u3001\uff0c]/.test(whole)) return true;
  return !/^[aeoyu]$/.test(word) || isPostfix(text, place);
}

/** Whether a word for a kind ends what it is said of: a comma follows it. */
function isPostfix(text: string, place: number): boolean {
  const found = /^[\p{L}\p{M}]+/u.exec(text.slice(place, place + UNIT_CHARS_MAX));
  return found !== null && /[,;.]/.test(text.charAt(place + found[0].length));
}

function unitsFrom(text: string, from: number): Unit[] {
  const units: Unit[] = [];
  let at = from;
  let fillers = 0;
  let isNorthern = false;
  while (units.length < WORDS_MAX) {
    GAP_REGEXP.lastIndex = at;
    at += GAP_REGEXP.exec(text)?.[0].length ?? 0;
    const word = wordAt(text, at);
    const unit = word === "" ? null : unitOf(word);
    if (unit === null || (foldWord(word) === "to" && !isNorthern)) break;
    if (unit.kind === "case") isNorthern ||= NORTHERN_REGEXP.test(foldWord(word));
    fillers = unit.kind === "beside" || unit.kind === "case" ? fillers + 1 : 0;
    if (fillers > FILLERS_MAX) break;
    units.push({ ...unit, start: at, end: at + word.length });
    at += word.length;
  }
  return units;
}

function wordAt(text: string, at: number): string {
  if (text.charCodeAt(at) > DENSE_MIN) {
    const dense = DENSE.find((word) => text.startsWith(word, at));
    if (dense !== undefined) return dense;
    const numeral = text.charAt(at);
    return saidBy(numeral) === null ? "" : numeral;
  }
  WORD_REGEXP.lastIndex = at;
  const word = WORD_REGEXP.exec(text)?.[0] ?? "";
  return word.length > UNIT_CHARS_MAX ? "" : word;
}

/** What a word stands for, or null when it belongs to no password. */
function unitOf(word: string): { kind: Kind; text: string } | null {
  if (/^\d+$/.test(word)) return { kind: "digit", text: word };
  const folded = foldWord(word);
  if (CASES.has(folded)) return { kind: "case", text: "" };
  if (/^[A-Za-z]$/.test(word)) return { kind: "letter", text: word };
  if (/^\p{L}$/u.test(word) && word.charCodeAt(0) < DENSE_MIN && word.charCodeAt(0) > 0x2ff) {
    return BESIDE.has(folded) ? { kind: "beside", text: "" } : { kind: "letter", text: "x" };
  }
  if (/^[^\p{L}\p{M}\d]$/u.test(word)) return { kind: "sign", text: word };
  if (NAMED_SIGNS.has(folded)) return { kind: "sign", text: "#" };
  if (BESIDE.has(folded)) return { kind: "beside", text: "" };
  const said = saidBy(word);
  if (said?.is === "letter") return { kind: "letter", text: said.letter };
  if (said?.is !== "kind") return null;
  if (said.kind === LETTER_KIND) return { kind: "letter", text: folded.charAt(0) };
  const sign = SIGNS.get(said.kind);
  if (sign !== undefined) return { kind: "sign", text: sign };
  const value = said.kind < LETTER_KIND ? valueOf(said.kind) : -1;
  return value < 0 ? null : { kind: "digit", text: String(value) };
}

/** Without what stands for nothing at the end; the kind of the last letter may follow it. */
function trimmed(units: Unit[]): Unit[] {
  while (units[0]?.kind === "beside" && units[0].end - units[0].start < BESIDE_CHARS_MIN) {
    units.shift();
  }
  while (units.length > 0) {
    const { kind } = units.at(-1) as Unit;
    const before = units.at(-2)?.kind;
    if (kind === "case" ? before === "letter" : kind === "beside" ? before === "sign" : true) break;
    units.pop();
  }
  return units;
}

/** The characters, each letter as the word beside it says. */
function writtenOf(units: readonly Unit[]): string {
  return units.map(({ text }) => text).join("");
}
