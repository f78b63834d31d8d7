/**
 * Keys that one sign cuts several times, and that begin like keys without it:
 *
 *     ghp_M6kx*Cx58tGI1*CeXO85aH*...      GH_TOKEN=ghp_''jZyKcwmaSnAajesz''GV1K...
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import { KEY_HEADS } from "./key_heads.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** What cuts keys, the longest first. */
const CUTS: readonly string[] = [
  " *",
  "* ",
  "''",
  '""',
  "**",
  "\\\\",
  "...",
  "*",
  "\\",
  "~",
  "|",
  "^",
  "`",
  "#",
  "\u00b7",
  "\u2022",
  "\u2026",
];
const IS_CUT: Uint8Array = cutUnits();

/** How keys begin. */
const KEY_REGEXP = new RegExp(`^(?:${KEY_HEADS}|sk-|[srp]k_(?:live|test)_|glpat-)`);
/** How far a key is read to either side of a cut, how many there are, and how long a part is. */
const SIDE_CHARS_MAX = 160;
const CUTS_MIN = 2;
const PART_CHARS_MIN = 3;
const KEY_CHARS_MIN = 18;
const KEY_CHARS_MAX = 120;
/** Fewest characters of a group beside a cut: events have digits, and parts may have none. */
const GROUP_CHARS_MIN = 2;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const SPACE = 0x20;

function cutUnits(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of CUTS.join("").replaceAll(" ", "").replaceAll(".", "")) {
    table[char.charCodeAt(0)] = 1;
  }
  return table;
}

/** Whether a character may be part of what cuts keys, without spaces. */
export function isCutSign(code: number): boolean {
  return IS_CUT[code] === 1;
}

/** Whether a sign that cuts keys stands beside a group: a cheap look. */
export function mayBeCutKey(text: string, start: number, end: number): boolean {
  if (end - start < GROUP_CHARS_MIN) return false;
  // Quotation marks stand beside all sorts of strings.
  if (isLoneQuote(text, end, 1) && isLoneQuote(text, start - 1, -1)) return false;
  return cutBehind(text, end) !== "" || cutBefore(text, start) !== "";
}

/** Whether one quotation mark stands at a place, or none and nothing that cuts keys. */
function isLoneQuote(text: string, at: number, step: 1 | -1): boolean {
  const code = codeAt(text, at);
  if (code === SPACE) return IS_CUT[codeAt(text, at + step)] !== 1;
  return IS_CUT[code] !== 1 || (isQuote(code) && codeAt(text, at + step) !== code);
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

function cutBehind(text: string, at: number): string {
  const code = codeAt(text, at);
  const isSpaced = code === SPACE && IS_CUT[codeAt(text, at + 1)] === 1;
  if (IS_CUT[code] !== 1 && !isSpaced) return "";
  return CUTS.find((cut) => text.startsWith(cut, at) && isInner(codeAt(text, at + cut.length))) ??
    "";
}

function cutBefore(text: string, at: number): string {
  const code = codeAt(text, at - 1);
  const isSpaced = code === SPACE && IS_CUT[codeAt(text, at - 2)] === 1;
  if (IS_CUT[code] !== 1 && !isSpaced) return "";
  return CUTS.find((cut) =>
    text.startsWith(cut, at - cut.length) && isInner(codeAt(text, at - cut.length - 1))
  ) ?? "";
}

/** The keys of a text that a sign cuts. */
export function* cutKeyCandidates(
  { text, events }: Looked,
  _engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  let from = 0;
  for (const at of places) {
    const start = events.starts[at] as number;
    const end = events.ends[at] as number;
    if (end <= from) continue;
    const cut = cutBehind(text, end) || cutBefore(text, start);
    const parts = partsAround(text, { start, end }, { cut, least: from });
    from = parts.at(-1)?.end ?? end;
    if (parts.length > CUTS_MIN && isKey(text, parts)) yield candidateOf(text, parts);
  }
}

/** The parts around one, over the same cut. */
function partsAround(
  text: string,
  group: Span,
  { cut, least }: { cut: string; least: number },
): Span[] {
  const first = { start: runStart(text, group.start, least), end: runEnd(text, group.end) };
  const parts = [first];
  for (;;) {
    const { end } = parts.at(-1) as Span;
    const start = end + cut.length;
    if (end - group.end > SIDE_CHARS_MAX || !text.startsWith(cut, end)) break;
    const last = runEnd(text, start);
    if (last === start) break;
    parts.push({ start, end: last });
  }
  for (;;) {
    const { start } = parts[0] as Span;
    const end = start - cut.length;
    if (group.start - start > SIDE_CHARS_MAX || end <= least) break;
    if (!text.startsWith(cut, end)) break;
    const begin = runStart(text, end, least);
    if (begin === end) break;
    parts.unshift({ start: begin, end });
  }
  return parts;
}

function runStart(text: string, from: number, least: number): number {
  let start = from;
  while (start > least && from - start < SIDE_CHARS_MAX && isInner(codeAt(text, start - 1))) {
    start--;
  }
  return start;
}

function runEnd(text: string, from: number): number {
  let end = from;
  while (end - from < SIDE_CHARS_MAX && isInner(codeAt(text, end))) end++;
  while (end > from && codeAt(text, end - 1) === 0x2e) end--;
  return end;
}

/** A letter, a digit, or a sign that keys have. */
function isInner(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f || code === 0x2d || code === 0x2e;
}

/** Whether parts make what begins like a key and is random: letters and digits, no words. */
function isKey(text: string, parts: readonly Span[]): boolean {
  const whole = parts.map(({ start, end }) => text.slice(start, end)).join("");
  if (whole.length < KEY_CHARS_MIN || whole.length > KEY_CHARS_MAX) return false;
  const long = parts.filter(({ start, end }) => end - start >= PART_CHARS_MIN).length;
  return (long > 1 || parts.length > 2 * CUTS_MIN) && KEY_REGEXP.test(whole) &&
    /[0-9]/.test(whole.slice(4)) && /[A-Za-z]/.test(whole.slice(4));
}

function candidateOf(text: string, parts: readonly Span[]): Candidate {
  const { start } = parts[0] as Span;
  const { end } = parts.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  const inner = copy.join(parts, "");
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict: false, isWhole: false, disguise: "spacing" };
}
