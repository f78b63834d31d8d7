/**
 * Numbers and codes whose parts nobody's form joins: one character at a time, with odd signs between
 * the groups, in groups of an unusual length, or with letters in place of the digits that they look
 * like. Many things look like that, so a word of the category must speak for them.
 *
 *     NI number J G 5 2 8 1 0 6 B      card 4485|1270|3691|5848      ssn 4l7-5O-28O6
 *               ^...............^           ^.................^          ^.........^
 *
 * @module
 */

import { codeAt, hasDigits, isAlphanumeric, isDigit, isLetter } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { farCandidates } from "./far_label.ts";
import { gapOf, ODD_SIGN, RARE_SIGN, signKind } from "./gaps.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import {
  GROUP_CHARS_MAX,
  HEX,
  isWalletStart,
  PASSWORD_SIGNS,
  WALLET,
  WALLET_GROUP_MAX,
} from "./spread_gate.ts";
import { contextStart } from "./windows.ts";

/** Fewest and most letters and digits of a value. */
const CHARS_MIN = 7;
const CHARS_MAX = 36;
/** Most groups. */
const GROUPS_MAX = 36;
/** Longest group of letters alone. */
const LETTERS_MAX = 6;
/** Fewest digits among characters that stand alone, and of a password, which has more letters. */
const SINGLE_DIGITS_MIN = 3;
const SINGLE_LETTERS_MIN = 5;
/** Fewest characters that stand alone of a code whose check is proof, and of them digits. */
const SURE_CHARS_MIN = 15;
const SURE_DIGITS_MIN = 7;
/** Fewest digits of a number whose groups may have any length: those have a check digit. */
const LONG_DIGITS_MIN = 13;
const CARD_DIGITS = 16;
/** Fewest groups, and characters in all, of a value in more groups than any form has. */
const PARTS_MIN = 4;
const PARTED_CHARS_MIN = 9;
/** Groups of four digits that make them, and most signs between two. */
const QUARTETS = 4;
const SIGNS_MAX = 4;
/** Fewest characters of a wallet that is found without a word, and length of one of Ethereum. */
const WALLET_CHARS_MIN = 26;
const HEX_CHARS = 42;
/** Longest group before the others. */
const LEAD_CHARS_MAX = 4;
/** Dashes among characters that something else parts. */
const DASHES = [
  " - ",
  "-",
  " / ",
  "  ",
  " _ ",
  " * ",
  " | ",
  " ~ ",
  " \u00b7 ",
  " \u2022 ",
];
/** Instead of a gap that is the same everywhere. */
const ANY_GAP = "*";
/** Instead of a sign: dashes stay. */
const KEPT = "*";
/** How keys of Amazon begin, and their length. */
const AWS_KEY_REGEXP = /^(?:AKIA|ASIA)$/;
const AWS_KEY_CHARS = 20;

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

/** What groups may be: of one character, with small letters alone, as long as the first, or none. */
type Sort = "single" | "loose" | "wallet" | "code";

/** Groups with the same gap between each two. */
interface Row {
  groups: Span[];
  /** What is between them; empty when there is one group. */
  gap: string;
  chars: number;
  digits: number;
}

/**
 * The spread values of a text that a word speaks for.
 *
 * @param places Events at which `mayBeSpread` says that one may begin.
 */
export function* spreadCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, label, events } = looked;
  const hasLabel = label !== "" && engine.labelSpeaks(label);
  let from = 0;
  for (const at of places) {
    const group = { start: events.starts[at] as number, end: events.ends[at] as number };
    if (group.start < from) continue;
    const even = rowAt(text, group, from);
    const row = even.groups.length < QUARTETS ? quartetsAt(text, group, from) ?? even : even;
    from = row.groups.at(-1)?.end ?? group.end;
    if (!isOdd(text, row)) continue;
    const last = events.lastBefore(at, from);
    const isStrict = !isLikeCard(row) && !isWallet(text, row) && !isAwsKey(text, row) &&
      !isSureCode(text, row);
    const isSpoken = hasLabel || !isStrict || isSpokenFor(events, engine, { first: at, last });
    const rows = rowsOf(text, row);
    if (isSpoken) yield* candidatesOf(text, { ...row, rows }, isStrict);
    for (const groups of rows) yield* farCandidates(looked, engine, { groups, first: at });
  }
}

/** Four groups of four digits, whatever stands between them; null when there are more or fewer. */
function quartetsAt(text: string, group: Span, least: number): Row | null {
  if (!isQuartet(text, group)) return null;
  const groups = [group];
  for (let k = 0; k < QUARTETS; k++) {
    const { end } = groups.at(-1) as Span;
    const start = end + signsAt(text, end, 1);
    if (start === end || !isQuartet(text, { start, end: groupEnd(text, start) })) break;
    groups.push({ start, end: start + 4 });
  }
  for (let k = 0; k < QUARTETS; k++) {
    const { start } = groups[0] as Span;
    const end = start - signsAt(text, start, -1);
    const isBefore = end < start && end - 4 >= least && !isAlphanumeric(codeAt(text, end - 5));
    if (!isBefore || !isQuartet(text, { start: end - 4, end })) break;
    groups.unshift({ start: end - 4, end });
  }
  if (groups.length !== QUARTETS) return null;
  return { groups, gap: ANY_GAP, chars: CARD_DIGITS, digits: CARD_DIGITS };
}

function isQuartet(text: string, { start, end }: Span): boolean {
  return end - start === 4 && hasDigits(text, start, 4);
}

/** How many signs stand beside a place; none when they may separate two values. */
function signsAt(text: string, at: number, step: 1 | -1): number {
  let size = 0;
  while (size <= SIGNS_MAX) {
    const code = codeAt(text, step === 1 ? at + size : at - 1 - size);
    if (code === 0 || isAlphanumeric(code)) break;
    if (code === COMMA || code === SEMICOLON || code === QUOTE) return 0;
    size++;
  }
  return size > SIGNS_MAX ? 0 : size;
}

/** The groups around one, as far as the same gap goes on. */
function rowAt(text: string, group: Span, least: number): Row {
  const gap = gapOf(text, group.end) || gapOf(text, group.start, -1);
  const row: Row = { groups: [group], gap, chars: 0, digits: 0 };
  if (gap !== "") {
    const isLoose = gap.length > 2 || text.startsWith(WALLET, group.start);
    const isWallet = gap === " " && isWalletStart(text, group);
    const sort = isSingleAt(text, group, gap)
      ? "single"
      : isWallet
      ? "wallet"
      : isLoose
      ? "loose"
      : "code";
    if (sort !== "wallet") extendBack(text, row, { least, sort });
    extend(text, row, sort);
  }
  for (const { start, end } of row.groups) {
    row.chars += end - start;
    for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) row.digits++;
  }
  return row;
}

/** Whether a group and the one beside it are of one character each. */
function isSingleAt(text: string, { start, end }: Span, gap: string): boolean {
  if (end - start > 1) return false;
  const next = end + gap.length;
  if (text.startsWith(gap, end)) return groupEnd(text, next) === next + 1;
  return !isAlphanumeric(codeAt(text, start - gap.length - 2));
}

function extend(text: string, { groups, gap }: Row, sort: Sort): void {
  while (groups.length < GROUPS_MAX) {
    const { end } = groups.at(-1) as Span;
    const own = sort === "single" ? dashAt(text, end) || gap : gap;
    if (!text.startsWith(own, end)) return;
    const start = end + own.length;
    const most = groupEnd(text, start);
    if (!isGroup(text, { start, end: most }, sort)) return;
    const lead = sort === "wallet" ? leadSize(text, groups[0] as Span) : 0;
    if (lead > 0 && most - start > lead) return;
    groups.push({ start, end: most });
    if (lead > 0 && most - start < lead) return;
  }
}

/** Length of the groups of a wallet, which the first one has; without what it begins with. */
function leadSize(text: string, { start, end }: Span): number {
  const size = end - start;
  return text.startsWith(HEX, start) ? size - HEX.length : size;
}

/** A dash between characters that stand alone. */
function dashAt(text: string, at: number): string {
  for (const dash of DASHES) if (text.startsWith(dash, at)) return dash;
  return "";
}

/** The same before a place, or the gap. */
function gapBefore(text: string, at: number, gap: string): string {
  for (const dash of DASHES) if (text.startsWith(dash, at - dash.length)) return dash;
  return gap;
}

function extendBack(
  text: string,
  { groups, gap }: Row,
  { least, sort }: { least: number; sort: Sort },
): void {
  while (groups.length < GROUPS_MAX) {
    const { start } = groups[0] as Span;
    const own = sort === "single" ? gapBefore(text, start, gap) : gap;
    const end = start - own.length;
    if (end <= least || !text.startsWith(own, end)) return;
    let first = end;
    while (
      end - first <= GROUP_CHARS_MAX && first > least && isAlphanumeric(codeAt(text, first - 1))
    ) {
      first--;
    }
    if (!isGroup(text, { start: first, end }, sort)) return;
    groups.unshift({ start: first, end });
  }
}

function groupEnd(text: string, from: number): number {
  let end = from;
  while (end - from <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, end))) end++;
  return end;
}

/** Whether a group can be part of a value: letters alone are few, and capitals. */
function isGroup(text: string, { start, end }: Span, sort: Sort): boolean {
  const size = end - start;
  if (size === 0 || size > GROUP_CHARS_MAX || (sort === "single" && size > 1)) return false;
  if (size === 1 || (sort === "loose" && size <= 4)) return true;
  if (sort === "wallet") return size <= WALLET_GROUP_MAX;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code >= 0x61 && digits === 0) return false;
  }
  return digits > 0 || size <= LETTERS_MAX;
}

/** Whether no form of a value is written so. */
function isOdd(text: string, row: Row): boolean {
  const { groups, gap, chars, digits } = row;
  if (isWallet(text, row) || isAwsKey(text, row)) return true;
  if (groups.length < 2 || chars < CHARS_MIN || chars > CHARS_MAX) return false;
  if (gap === ANY_GAP) return true;
  const first = gap.charCodeAt(0);
  if (isSingle(groups) && signKind(first) !== RARE_SIGN) {
    return digits >= SINGLE_DIGITS_MIN || (digits > 0 && chars - digits >= SINGLE_LETTERS_MIN);
  }
  if (signKind(first) === ODD_SIGN || (gap.length > 1 && signKind(first) !== RARE_SIGN)) {
    // Names of files and columns go on with the same sign.
    const before = codeAt(text, (groups[0] as Span).start - 1);
    return before !== 0x5f && before !== 0x2d;
  }
  if (gap === ")(" || gap === "][") return groups.length > 2;
  const isParted = groups.length >= PARTS_MIN && chars >= PARTED_CHARS_MIN &&
    digits >= SINGLE_DIGITS_MIN && evenSize(row) === 0;
  // Four parts between dots are an address of the internet.
  if (isParted && (gap !== "." || groups.length > PARTS_MIN)) return true;
  if (digits === chars) {
    return digits >= LONG_DIGITS_MIN &&
      !(gap === " " && digits === CARD_DIGITS && evenSize(row) === 4);
  }
  if (gap === ",") return chars > LONG_DIGITS_MIN && digits * 2 > chars;
  return chars > LONG_DIGITS_MIN && digits * 2 > chars && ![0, 4].includes(evenSize(row));
}

/** Length of all groups but the last, which may be shorter; 0 when they differ. */
function evenSize({ groups }: Row): number {
  const [first, last] = [groups[0] as Span, groups.at(-1) as Span];
  const size = first.end - first.start;
  const isSame = groups.every((group) => group === last || group.end - group.start === size);
  return isSame && last.end - last.start <= size ? size : 0;
}

/** A wallet in groups of the same length. */
function isWallet(text: string, row: Row): boolean {
  const [lead] = row.groups as [Span];
  if (text.startsWith(HEX, lead.start)) return row.chars === HEX_CHARS && row.groups.length > 2;
  return isWalletStart(text, lead) && row.chars >= WALLET_CHARS_MIN && row.groups.length > 2 &&
    evenSize(row) > 0;
}

/** `AKIA 4QXN 7RTW 2LHB VC5M` */
function isAwsKey(text: string, { groups, chars }: Row): boolean {
  const { start, end } = groups[0] as Span;
  return chars === AWS_KEY_CHARS && AWS_KEY_REGEXP.test(text.slice(start, end));
}

/** Letters and digits one by one, of which a check is proof: an account, a tax code of Italy. */
function isSureCode(text: string, { groups, chars, digits }: Row): boolean {
  return chars >= SURE_CHARS_MIN && digits >= SURE_DIGITS_MIN && chars - digits > 1 &&
    groups.length === chars && !isDigit(codeAt(text, (groups[0] as Span).start));
}

/** Groups of the same length, with dots or dashes, that make as many digits as a card has. */
function isLikeCard({ groups, gap, chars, digits }: Row): boolean {
  const { start, end } = groups[0] as Span;
  return (gap === "." || gap === "-") && digits === chars && digits === CARD_DIGITS &&
    groups.length * (end - start) === digits;
}

/** The groups of a value; letters at its ends may be words of the sentence. */
function rowsOf(text: string, { groups, gap }: Row): Span[][] {
  const rows: Span[][] = [groups];
  const first = groups.findIndex(({ start, end }) => hasDigit(text, start, end));
  const last = groups.findLastIndex(({ start, end }) => hasDigit(text, start, end));
  if (last < groups.length - 1) rows.push(groups.slice(0, last + 1));
  if (first > 0) rows.push(groups.slice(first));
  if (first > 0 && last < groups.length - 1) rows.push(groups.slice(first, last + 1));
  if (isSingle(groups)) return rows;
  if (gap === " " && isWalletStart(text, groups[0] as Span)) rows.push(groups.slice(0, -1));
  // Columns with words beside those of a value.
  const word = groups.findIndex(({ start, end }) => !hasDigit(text, start, end));
  if (word > 1 && word < last) rows.push(groups.slice(0, word));
  return rows;
}

function isSingle(groups: readonly Span[]): boolean {
  return groups.every(({ start, end }) => end - start === 1);
}

/** The value as one word and with dashes. */
function* candidatesOf(
  text: string,
  { groups, gap, rows }: Row & { rows: readonly Span[][] },
  isStrict: boolean,
): Generator<Candidate> {
  const hasSigns = !isSingle(groups);
  if (!hasSigns) {
    const signed = withSigns(text, groups, gap);
    if (signed.length > groups.length) {
      yield candidateOf(text, signed, { sign: "", isStrict: true });
    }
  }
  for (const row of rows) {
    yield candidateOf(text, row, { sign: "", isStrict });
    // `1 4 0 7 8 2 - 2 1 9 W`
    if (!hasSigns && hasDash(text, row)) yield candidateOf(text, row, { sign: KEPT, isStrict });
    if (hasSigns) yield candidateOf(text, row, { sign: "-", isStrict: true });
  }
  // `DE13 3705|0198|0022`
  const lead = leadOf(text, (groups[0] as Span).start);
  if (lead !== null && gap !== " ") {
    yield candidateOf(text, [lead, ...groups], { sign: "", isStrict: true });
  }
}

function hasDash(text: string, row: readonly Span[]): boolean {
  return text.slice((row[0] as Span).start, row.at(-1)?.end).includes("-");
}

/** Characters that stand alone, with the signs among them and behind them that passwords have. */
function withSigns(text: string, groups: readonly Span[], gap: string): Span[] {
  const all = [...groups];
  while (all.length < GROUPS_MAX) {
    const { end } = all.at(-1) as Span;
    const start = end + gap.length;
    const isSign = isAlphanumeric(codeAt(text, start)) ||
      (start < text.length && PASSWORD_SIGNS.includes(text.charAt(start)));
    if (!isSign || !text.startsWith(gap, end) || isAlphanumeric(codeAt(text, start + 1))) break;
    all.push({ start, end: start + 1 });
  }
  return all;
}

/** A short group with a capital before a place, over a space: the country of an account. */
function leadOf(text: string, place: number): Span | null {
  const end = place - 1;
  if (codeAt(text, end) !== SPACE) return null;
  let start = end;
  while (end - start <= LEAD_CHARS_MAX && isAlphanumeric(codeAt(text, start - 1))) start--;
  const first = codeAt(text, start);
  const isLead = end - start >= 2 && end - start <= LEAD_CHARS_MAX && isLetter(first) &&
    first < 0x61;
  return isLead ? { start, end } : null;
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

function candidateOf(
  text: string,
  groups: readonly Span[],
  { sign, isStrict }: { sign: string; isStrict: boolean },
): Candidate {
  const start = (groups[0] as Span).start;
  const end = (groups.at(-1) as Span).end;
  const isLed = codeAt(text, start - 1) === 0x2b;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  copy.keepTo(start);
  const from = copy.text.length - (isLed ? 1 : 0);
  groups.forEach((group, k) => {
    const gap = { start: groups[k - 1]?.end ?? start, end: group.start };
    const kept = text.slice(gap.start, gap.end).includes("-") ? "-" : "";
    if (k > 0) copy.put(sign === KEPT ? kept : sign, gap);
    copy.keepTo(group.end);
  });
  const inner = { start: from, end: copy.text.length };
  // What goes on with the same sign would go on in the copy.
  const after = codeAt(text, end);
  if (!isAlphanumeric(after)) copy.put(isLetter(after) ? "" : " ", { start: end, end });
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: true, disguise: "spacing" };
}
