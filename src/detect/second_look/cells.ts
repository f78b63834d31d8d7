/**
 * Cards and accounts whose groups stand in cells of one row: of a table, a spreadsheet, a file with
 * separators. Numbers in cells are everywhere, so the check digits must hold, and a word of the
 * category must stand in the row or above it.
 *
 *     | Visa card | 4716 | 2283 | 0957 | 1143 |      IBAN;NL47;INGB;0418;2736;50
 *
 * @module
 */

import { codeAt, hasDigits, isAlphanumeric, isDigit } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { wordsFar } from "./far_label.ts";
import { isLuhn } from "../rules/ids/world_check_digits.ts";
import { remainder } from "../rules/payments/iban.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";

/** Length of a first group, and lengths of those of cards. */
const LEAD_CHARS = 4;
const CARDS: readonly (readonly number[])[] = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4]];
/** First digits of cards, and of those in three groups. */
const CARD_STARTS = "23456";
const THREES_START = "3";
/** Fewest and most characters of an account, and the longest of its groups. */
const ACCOUNT_CHARS_MIN = 15;
const ACCOUNT_CHARS_MAX = 34;
const ACCOUNT_GROUP_MAX = 4;
/** What may separate two cells; all of a row are separated alike but for spaces. */
const CELL_REGEXP =
  /[ \t]{0,3}(?:\||[;,]|\t)[ \t]{0,3}|[ \t]?<\/td>[ \t\n]{0,4}<td(?:[ ][^<>\n]{0,24})?>[ \t]?/y;

const TAB = 0x09;
const SPACE = 0x20;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const BAR = 0x7c;

/** What may be found so. */
const CATEGORY_REGEXP = /^(?:CC_NUMBER|IBAN)$/;

/** Whether a category may be found in cells. */
function mayBeInCells(category: string): boolean {
  return CATEGORY_REGEXP.test(category);
}

/** Whether groups of a value may stand in the cells from a group on: a cheap look. */
export function mayBeCells(text: string, start: number, end: number): boolean {
  if (end - start !== LEAD_CHARS) return false;
  let at = end;
  while (at - end < 3 && codeAt(text, at) === SPACE) at++;
  const code = codeAt(text, at);
  if (code === LESS) return codeAt(text, at + 1) === 0x2f;
  if (code !== BAR && code !== TAB && code !== SEMICOLON && code !== COMMA) return false;
  let next = at + 1;
  while (next - at < 4 && codeAt(text, next) === SPACE) next++;
  if (isDigit(codeAt(text, start))) return hasDigits(text, next, LEAD_CHARS);
  return isAlphanumeric(codeAt(text, next + 3)) && hasDigits(text, start + 2, 2) &&
    !isDigit(codeAt(text, start + 1));
}

/**
 * The cards and accounts of a text in cells.
 *
 * @param places Events at which {@linkcode mayBeCells} is true.
 */
export function* cellCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, events } = looked;
  let from = 0;
  for (const at of places) {
    const lead = { start: events.starts[at] as number, end: events.ends[at] as number };
    if (lead.start < from) continue;
    const groups = isDigit(codeAt(text, lead.start)) ? cardAt(text, lead) : accountAt(text, lead);
    if (groups === null) continue;
    from = (groups.at(-1) as Span).end;
    for (const word of wordsFar(looked, engine, lead.start)) yield candidateOf(text, word, groups);
  }
}

/** The cell behind one, or null. */
function nextCell(text: string, place: number): Span | null {
  CELL_REGEXP.lastIndex = place;
  const found = CELL_REGEXP.exec(text);
  if (found === null) return null;
  const start = place + found[0].length;
  let end = start;
  while (end - start < 8 && isAlphanumeric(codeAt(text, end))) end++;
  return end > start ? { start, end } : null;
}

function cardAt(text: string, lead: Span): Span[] | null {
  const first = text.charAt(lead.start);
  if (!CARD_STARTS.includes(first)) return null;
  for (const [, ...sizes] of CARDS) {
    if (sizes.length < 3 && first !== THREES_START) continue;
    const groups = [lead];
    for (const size of sizes) {
      const cell = nextCell(text, (groups.at(-1) as Span).end);
      if (cell === null || cell.end - cell.start !== size) break;
      if (!hasDigits(text, cell.start, size)) break;
      groups.push(cell);
    }
    if (groups.length === sizes.length + 1 && isCard(text, groups)) return groups;
  }
  return null;
}

function isCard(text: string, groups: readonly Span[]): boolean {
  const digits = Uint8Array.from(written(text, groups), Number);
  return isLuhn(digits, 0, digits.length);
}

function accountAt(text: string, lead: Span): Span[] | null {
  const groups = [lead];
  let chars = LEAD_CHARS;
  while (chars < ACCOUNT_CHARS_MAX) {
    const cell = nextCell(text, (groups.at(-1) as Span).end);
    if (cell === null || cell.end - cell.start > ACCOUNT_GROUP_MAX) return null;
    groups.push(cell);
    const size = cell.end - cell.start;
    chars += size;
    if (chars >= ACCOUNT_CHARS_MIN && remainder(written(text, groups).toUpperCase()) === 1) {
      return groups;
    }
    if (size < ACCOUNT_GROUP_MAX) return null;
  }
  return null;
}

function written(text: string, groups: readonly Span[]): string {
  return groups.map(({ start, end }) => text.slice(start, end)).join("");
}

/** The groups as one word right behind what names them. */
function candidateOf(text: string, word: Span, groups: readonly Span[]): Candidate {
  const [first] = groups as [Span];
  const copy = new Copy(text, word.start);
  copy.put(": ", { start: word.end, end: first.start });
  const inner = copy.join(groups, "");
  return {
    copy,
    inner,
    isStrict: true,
    isWhole: true,
    maySpeak: mayBeInCells,
    disguise: "spacing",
  };
}
