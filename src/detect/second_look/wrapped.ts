/**
 * Values that a line break or quotation marks cut in two: a token at the edge of a mail or a
 * terminal, an address in a printout, a key that a program puts together from pieces.
 *
 *     session=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0      "ghp_R7kQz2mVt9" + "LwXc4JpB8nYs3HdF6gTa1"
 *     NTY3ODkwIn0.dozjgNryP4J3jVmN
 *
 * What begins like a key is put together as far as it goes on; of other codes two parts are, where a
 * word speaks for a value.
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { AT } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import { KEY_HEADS } from "./key_heads.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { TOP_LEVEL_NAMES } from "../text/top_level_names.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** How keys begin that need no word. */
const PREFIX_REGEXP = new RegExp(`^(${KEY_HEADS}|sk-|sk_|pk_|rk_|glpat-|bc1|0x)`);
const PREFIX_CHARS_MAX = 16;
/** The same where a part ends with it: `glpat-` on a line of its own, `ghp_''...`. */
const HEAD_REGEXP = new RegExp(
  `(?<![A-Za-z0-9])(?:${KEY_HEADS}|sk-(?:proj-|ant-)?|[spr]k_(?:live_|test_)?|gl[a-z]{2,5}-)$`,
);
/** Most characters between a head and the part behind it. */
const HEAD_GAP_MAX = 12;
/** How far before a break its line begins. */
const LINE_CHARS_MAX = 320;
/** The number of a line, and what parts it from the line. */
const LINE_NUMBER_REGEXP =
  /[ \t]{0,6}(\d{1,5})(?:[:.)\]|\u2502\t]| (?=[ |\u2502:])|$)[ |\u2502]{0,6}/y;
/** A word of a sentence, and no part of a key. */
const WORD_REGEXP = /^[A-Za-z]?[a-z]{0,11}[.,:;!?]?$/;
/** Most characters of one part, and most parts. */
const PART_CHARS_MAX = 256;
const PARTS_MAX = 48;
/** Dots of a token of three parts. */
const TOKEN_DOTS = 2;
/** Fewest characters of a part of a code that a word speaks for, and most. */
const CODE_CHARS_MIN = 5;
const CODE_CHARS_MAX = 40;
/** Fewest characters of the rest of a value that is one without it. */
const RANDOM_CHARS_MIN = 12;
/** Most spaces between a name and its sign: definitions stand in columns. */
const NAME_GAP_MAX = 40;
/** Longest indentation behind a break. */
const INDENT_MAX = 8;
/** Longest name on either side of an `@`. */
const NAME_CHARS_MAX = 64;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const QUOTE = 0x27;
const PLUS = 0x2b;
const DOT = 0x2e;
const COLON = 0x3a;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const SMALL_N = 0x6e;
const SMALL_R = 0x72;

/**
 * The values of a text that something cuts in two.
 *
 * @param places Events at which {@linkcode mayBeCut} says that it may be.
 */
export function* wrappedCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, label, events, hits } = looked;
  const hasLabel = label !== "" && engine.labelSpeaks(label);
  const foundEnds = new Set(hits.map(({ end }) => end));
  let from = 0;
  for (const at of places) {
    const first = events.starts[at] as number;
    if (events.kinds[at] === AT) {
      yield* addressAt(text, first);
      continue;
    }
    if (first < from) continue;
    const head = headBefore(text, tokenStart(text, first, from), from);
    if (head !== null) {
      const parts = partsFrom(text, head, { partsMax: PARTS_MAX, isFound: false });
      from = (parts.at(-1) as Span).end;
      if (parts.length > 1) yield candidateOf(text, parts, false);
      continue;
    }
    const end = tokenEnd(text, { start: first, end: events.ends[at] as number });
    if (end < from || !mayCut(codeAt(text, end))) continue;
    const joint = jointEnd(text, end);
    if (joint < 0) continue;
    const start = tokenStart(text, first, from);
    const isKey = PREFIX_REGEXP.test(text.slice(start, start + PREFIX_CHARS_MAX));
    const isFound = foundEnds.has(end);
    const parts = partsFrom(text, { start, end }, { partsMax: isKey ? PARTS_MAX : 2, isFound });
    from = parts.at(-1)?.end ?? end;
    if (parts.length < 2 || (!isKey && !isCode(text, parts))) continue;
    const isSpoken = isKey || hasLabel || isSpokenFor(events, engine, { first: at, last: at });
    if (!isSpoken) continue;
    yield candidateOf(text, parts, !isKey);
    if (parts.length > 2) yield candidateOf(text, parts.slice(0, -1), !isKey);
  }
}

/** What begins a key and ends right before what cuts it from a part, or null. */
function headBefore(text: string, part: number, least: number): Span | null {
  if (!mayFollowHead(text, part)) return null;
  let end = part;
  while (end > least && part - end < HEAD_GAP_MAX && !isHeadEnd(codeAt(text, end - 1))) end--;
  const start = tokenStart(text, end, least);
  const found = HEAD_REGEXP.exec(text.slice(Math.max(start, end - PREFIX_CHARS_MAX), end));
  if (found === null || jointEnd(text, end) !== part) return null;
  return { start: end - found[0].length, end };
}

/** Whether a part may stand behind the beginning of a key that is cut from it: a cheap look. */
export function mayFollowHead(text: string, part: number): boolean {
  let at = part - 1;
  const code = codeAt(text, at);
  if (code === DOUBLE_QUOTE || code === QUOTE) {
    return codeAt(text, at - 1) === code && isHeadEnd(codeAt(text, at - 2));
  }
  while (part - at < HEAD_GAP_MAX && isIndent(codeAt(text, at))) at--;
  if (codeAt(text, at) !== LINE_FEED) return false;
  at--;
  if (codeAt(text, at) === RETURN) at--;
  const mark = codeAt(text, at);
  return isHeadEnd(
    mark === BACKSLASH || mark === EQUALS || mark === CARET ? codeAt(text, at - 1) : mark,
  );
}

/** The last character of what begins a key. */
function isHeadEnd(code: number): boolean {
  return code === 0x5f || code === 0x2d || code === 0x41 || code === 0x61 || code === 0x4a ||
    code === DOT;
}

/** Whether something may cut a token at its end, or a host: a cheap look. */
export function mayBeCut(text: string, start: number, end: number): boolean {
  const code = codeAt(text, end);
  const next = codeAt(text, end + 1);
  if (code === DOUBLE_QUOTE || code === QUOTE) {
    return next === code || next === PLUS || next === SPACE || next === BACKSLASH;
  }
  if (code === BACKSLASH) return next === SMALL_N || next === SMALL_R || next === LINE_FEED;
  if (code === DOT) return text.startsWith("eyJ", start);
  if (code === EQUALS || code === CARET) return next === LINE_FEED || next === RETURN;
  return code === LINE_FEED || code === RETURN;
}

/** Whether a line break may cut an address: a cheap look at its host, and before it. */
export function mayBeCutAddress(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  if (before === LINE_FEED) {
    return isAlphanumeric(codeAt(text, codeAt(text, at - 2) === RETURN ? at - 3 : at - 2));
  }
  if (!isTokenUnit(before)) return false;
  let end = at + 1;
  while (end - at < NAME_CHARS_MAX && isHostUnit(codeAt(text, end))) end++;
  return mayBreak(codeAt(text, end));
}

/** Where a token ends whose parts dots join, as in `eyJhbGciOiJIUzI1NiJ9.eyJ`. */
function tokenEnd(text: string, { start, end }: Span): number {
  if (codeAt(text, end) !== DOT || !text.startsWith("eyJ", start)) return end;
  let last = end;
  while (last - end < PART_CHARS_MAX && isTokenUnit(codeAt(text, last))) last++;
  return last;
}

/** Whether a character can begin what cuts a value. */
function mayCut(code: number): boolean {
  return code === LINE_FEED || code === RETURN || code === BACKSLASH || code === DOUBLE_QUOTE ||
    code === QUOTE || code === EQUALS || code === CARET;
}

/** Where the next part begins, when what cuts a value begins at a place; else -1. */
function jointEnd(text: string, at: number): number {
  const code = codeAt(text, at);
  const end = code === DOUBLE_QUOTE || code === QUOTE ? quotesEnd(text, at) : breakEnd(text, at);
  return end > 0 && isTokenUnit(codeAt(text, end)) ? end : -1;
}

/** Two quotation marks, with a sign of a program between them perhaps. */
function quotesEnd(text: string, at: number): number {
  const quote = codeAt(text, at);
  let end = at + 1;
  let signs = 0;
  while (end - at < INDENT_MAX + 4) {
    const code = codeAt(text, end);
    if (code === quote) return end + 1;
    if (code === PLUS || code === DOT) signs++;
    else if (code !== SPACE && code !== LINE_FEED && code !== BACKSLASH) return -1;
    if (signs > 1) return -1;
    end++;
  }
  return -1;
}

/** One line break, as itself or as an escape, with what a quotation or indentation adds. */
function breakEnd(text: string, at: number): number {
  let end = at;
  let breaks = 0;
  if (goesOn(codeAt(text, end)) && isLineEnd(codeAt(text, end + 1))) end++;
  for (; end - at < 4; end++) {
    const code = codeAt(text, end);
    const next = codeAt(text, end + 1);
    if (code === LINE_FEED) breaks++;
    else if (code === BACKSLASH && (next === SMALL_N || next === SMALL_R)) {
      if (next === SMALL_N) breaks++;
      end++;
    } else if (code !== RETURN) break;
  }
  if (breaks !== 1) return -1;
  const line = end;
  const numbered = numberedStart(text, at, line);
  if (numbered > 0) return numbered;
  while (end - line < INDENT_MAX && isIndent(codeAt(text, end))) end++;
  return end;
}

/** Says at the end of a line that it goes on: in a shell, in quoted-printable, in a batch file. */
function goesOn(code: number): boolean {
  return code === BACKSLASH || code === EQUALS || code === CARET;
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}

/** Where a line begins behind its number, when the line before has the number before; else -1. */
function numberedStart(text: string, end: number, line: number): number {
  if (!isDigit(codeAt(text, line)) && !isIndent(codeAt(text, line))) return -1;
  LINE_NUMBER_REGEXP.lastIndex = line;
  const next = LINE_NUMBER_REGEXP.exec(text);
  if (next === null) return -1;
  const from = Math.max(0, end - LINE_CHARS_MAX);
  LINE_NUMBER_REGEXP.lastIndex = from + text.slice(from, end).lastIndexOf("\n") + 1;
  const last = LINE_NUMBER_REGEXP.exec(text);
  return last !== null && Number(last[1]) + 1 === Number(next[1]) ? line + next[0].length : -1;
}

function isIndent(code: number): boolean {
  return code === SPACE || code === TAB || code === GREATER || code === 0x23 || code === 0x7c ||
    code === 0x2a;
}

function isTokenUnit(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f || code === 0x2d || code === DOT || code === PLUS ||
    code === 0x2f;
}

/** Start of the token that a run of letters and digits belongs to. */
function tokenStart(text: string, from: number, least: number): number {
  let start = from;
  while (start > least && from - start < PART_CHARS_MAX && isTokenUnit(codeAt(text, start - 1))) {
    start--;
  }
  return start;
}

/**
 * The parts of a value, as far as what cuts it follows them.
 *
 * @param isFound The first part is a value without the others: most lines end where a value does.
 */
function partsFrom(
  text: string,
  first: Span,
  { partsMax, isFound }: { partsMax: number; isFound: boolean },
): Span[] {
  const parts = [first];
  const isToken = text.startsWith("eyJ", first.start);
  let dots = dotsOf(text.slice(first.start, first.end));
  while (parts.length < partsMax) {
    const start = jointEnd(text, (parts.at(-1) as Span).end);
    if (start < 0) break;
    let end = start;
    while (end - start < PART_CHARS_MAX && isTokenUnit(codeAt(text, end))) end++;
    const part = text.slice(start, end);
    // `eyJ...` and its dots, each on a line of its own.
    const isDot = isToken && part === ".";
    if (!isDot && (WORD_REGEXP.test(part) || isNamed(text, end))) break;
    // Another key, or what begins another line.
    if (!(isToken && part.startsWith("eyJ")) && PREFIX_REGEXP.test(part)) break;
    if (isFound && !isDot && !isRandom(part) && !(isToken && dots < TOKEN_DOTS)) break;
    parts.push({ start, end });
    dots += dotsOf(part);
  }
  return parts;
}

function dotsOf(part: string): number {
  let dots = 0;
  for (const char of part) if (char === ".") dots++;
  return dots;
}

/** Whether a part can only be the rest of something random: long, of letters of both cases, digits. */
function isRandom(part: string): boolean {
  return part.length >= RANDOM_CHARS_MIN && /[a-z]/.test(part) && /[A-Z]/.test(part) &&
    /[0-9]/.test(part) && !/[./]/.test(part);
}

/** Whether a value follows: then what ends here is its name, `NEXT_KEY=1` on the next line. */
function isNamed(text: string, end: number): boolean {
  let at = end;
  while (at - end < NAME_GAP_MAX && codeAt(text, at) === SPACE) at++;
  const code = codeAt(text, at);
  if (code !== EQUALS && code !== COLON) return false;
  const after = codeAt(text, at + 1);
  // One that stands close to its part may pad it: `c3M=`.
  return at > end || isAlphanumeric(after) || (code === COLON && after === SPACE);
}

/** Whether two parts can be those of a code: neither long, and both of it capitals and digits. */
function isCode(text: string, parts: readonly Span[]): boolean {
  const [first, second] = parts as [Span, Span];
  if (first.end - first.start < CODE_CHARS_MIN) return false;
  let digits = 0;
  for (const { start, end } of parts) {
    if (end - start > CODE_CHARS_MAX) return false;
    let own = 0;
    for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) own++;
    // A word: the next line says something else.
    if (own === 0) return false;
    digits += own;
  }
  return digits > 3 && isAlphanumeric(codeAt(text, second.start)) &&
    !isAlphanumeric(codeAt(text, second.end));
}

/** An address that a line break cuts behind its `@`, or right before it. */
function* addressAt(text: string, at: number): Generator<Candidate> {
  let start = at;
  while (at - start < NAME_CHARS_MAX && isTokenUnit(codeAt(text, start - 1))) start--;
  let end = at + 1;
  while (end - at < NAME_CHARS_MAX && isHostUnit(codeAt(text, end))) end++;
  const isBroken = mayBreak(codeAt(text, end)) && start < at;
  if (isBroken) {
    if (isWholeHost(text, at + 1, end)) return;
    const next = breakEnd(text, end);
    const host = next < 0 ? -1 : hostEnd(text, next);
    if (host > 0) yield candidateOf(text, [{ start, end }, { start: next, end: host }], false);
    return;
  }
  if (start < at || codeAt(text, at - 1) !== LINE_FEED) return;
  const line = codeAt(text, at - 2) === RETURN ? at - 2 : at - 1;
  const name = tokenStart(text, line, 0);
  const isName = line - name > 2 && isAlphanumeric(codeAt(text, name));
  if (isName) yield candidateOf(text, [{ start: name, end: line }, { start: at, end }], true);
}

/** Whether a host ends in a name that is one: then the next line says something else. */
function isWholeHost(text: string, start: number, end: number): boolean {
  const host = text.slice(start, end);
  const dot = host.lastIndexOf(".");
  return dot > 0 && TOP_LEVEL_NAMES.has(host.slice(dot + 1).toLowerCase());
}

function mayBreak(code: number): boolean {
  return code === LINE_FEED || code === RETURN || code === BACKSLASH;
}

function isHostUnit(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === DOT;
}

/** Where the rest of a host ends that has its last dot in it or before it; -1 when it is none. */
function hostEnd(text: string, from: number): number {
  let end = from;
  while (end - from < NAME_CHARS_MAX && isHostUnit(codeAt(text, end))) end++;
  while (end > from && codeAt(text, end - 1) === DOT) end--;
  if (end === from || !isLetter(codeAt(text, end - 1))) return -1;
  const after = codeAt(text, end);
  return after === 0x40 || after === 0x28 || after === 0x3d ? -1 : end;
}

/** The parts without what cuts them. */
function candidateOf(text: string, parts: readonly Span[], isStrict: boolean): Candidate {
  const { start } = parts[0] as Span;
  const { end } = parts.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  const inner = copy.join(parts, "");
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: false, disguise: "spacing" };
}
