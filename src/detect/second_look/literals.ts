/**
 * Values that a program puts together from string literals, and numbers and codes whose groups are the items
 * of a list.
 *
 *     "sk_li" + "ve_" + "3XOs..."     'pat.' || 'doe' || chr(64) || 'example.org'
 *     "card": ["453201", "511283", "0366"]
 *
 * Literals in a row with nothing but signs of joining between them are one value, so the rules run
 * over that; a list may hold anything, so a word of the category must speak for its groups.
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { AT, MIXED, NUMBER } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** Longest literal, and most of them in a value or a list. */
const LITERAL_CHARS_MAX = 64;
const LITERALS_MAX = 24;
const ITEMS_MAX = 24;
/** Fewest and most digits of a number in a list; fewest where nothing quotes its groups. */
const DIGITS_MIN = 9;
const DIGITS_MAX = 19;
/** Most characters of a code in a list. */
const CODE_CHARS_MAX = 34;
const BARE_DIGITS_MIN = 13;
/** Fewest of the first group there: colours and coordinates have fewer. */
const BARE_ITEM_MIN = 4;
/** Most white space on either side of a sign of joining. */
const BLANKS_MAX = 24;
const CALL_CHARS_MAX = 28;
/** Longest joint, with remarks, and how often the end of a literal is looked for before one. */
const JOINT_CHARS_MAX = 400;
const ENDS_MAX = 3;
/** What is looked for in several literals when the first one has it. */
const SECRETS: ReadonlySet<string> = new Set(["PASSWORD", "API_KEY"]);
/** Longest remark that is looked for. */
const REMARK_CHARS_MAX = 96;
/** How far before a list, and behind it, what joins it may be named. */
const JOINING_CHARS_MAX = 64;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const OPENING = 0x28;
const CLOSING = 0x29;
const COMMA = 0x2c;
const LIST = 0x5b;
const BACKSLASH = 0x5c;

/** A literal without white space; its quotes may be escaped, inside another string. */
const LITERAL_REGEXP = /^(\\{0,3}(["'`]))([^"'`\\\s]{0,64})\\{0,3}\2/;
/** A character by its number, in Python, PHP, SQL, Basic and JavaScript. */
const CALL_REGEXP =
  /^(?:String\.fromCharCode|n?chr|n?char|unichr)\(\s?(?:(\d{2,3})|0x([0-9a-f]{2}))\s?\)/i;
const CALL_END_REGEXP =
  /(?<![A-Za-z])(?:String\.fromCharCode|n?chr|n?char|unichr)\(\s?(?:\d{2,3}|0x[0-9a-f]{2})\s?\)$/i;
/** A remark in a program. */
const REMARK =
  "(?:\\s{0,24}(?:(?:#|\\/\\/|--)[^\\n]{0,96}\\n|\\/\\*[^*]{0,96}\\*\\/)){0,3}\\s{0,24}";
/** What joins strings: signs of most languages, or nothing; and the commas of a list. */
const SIGN =
  "(?:\\)?\\s{0,24}\\.(?:concat|append|plus)\\(|\\)?\\s{0,4}\\+{1,2}|\\|\\||\\.{1,2}|&(?: _)?|~|<>|\\\\\\r?\\n)";
const JOINT_REGEXP = new RegExp(`^${REMARK}${SIGN}?${REMARK}`);
const COMMA_REGEXP = new RegExp(`^${REMARK}[,;]${REMARK}`);
/** What joins the items of a list, before it and behind it. */
const JOINING_REGEXP =
  /(?:concat(?:enate|_ws)?|textjoin|join|implode|strcat|paste0?|cat)\s?\(\s{0,16}(?:[^()\n]{0,8}[,;]\s{0,4})?(?:array\()?[\[({]?\s{0,16}$/i;
const JOINED_REGEXP =
  /^,?\s{0,16}[\])}]\s{0,4}(?:\.\s{0,4}|\s?->\s?|,\s?)?(?:(?:join|concat|implode)\s?\(|(["'`]){2}\))/;
/** A call behind a literal that is joined with the next one. */
const CALLED_REGEXP = /^\)\s{0,8}(?:\+|\.(?:concat|append|plus)\()/;
/** What joins a list, before the bracket of its call. */
const JOINER_REGEXP = /(?:join|implode|concatenate|concat_ws|cat|paste0?) ?$/i;
const JOINER_CHARS_MAX = 13;
/** 1 for the signs that join, and 2 for quotation marks: most events have neither beside them. */
const SIGNS: Uint8Array = signs();

function signs(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of "+|.&~<>\\#/)") table[char.charCodeAt(0)] = 1;
  for (const char of "\"'`") table[char.charCodeAt(0)] = 2;
  return table;
}
/** A group of a list, and what follows it. */
const ITEM_REGEXP = /^(\\{0,3}["'])?(\d{1,8}|[A-Z\d]{1,8})\1(\s{0,8},\s{0,16})?/;

/** A literal, or a call that stands for a character. */
interface Element extends Span {
  /** What it holds, and where. */
  text: string;
  inner: Span;
}

/**
 * The values of a text that are put together.
 *
 * @param places Events at which {@linkcode mayBeJoined} says that they may be.
 */
export function* literalCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, label, events } = looked;
  let from = 0;
  for (const at of places) {
    const event = { start: events.starts[at] as number, end: events.ends[at] as number };
    if (event.start < from) continue;
    const first = elementAround(text, event);
    let elements = first === null
      ? []
      : elementsAround(text, first, { least: from, joint: JOINT_REGEXP });
    if (first !== null && elements.length === 1) {
      elements = joinedItems(text, first, from);
      // A list that nothing joins is read once.
      if (elements.length === 0) from = event.end;
    }
    from = Math.max(from, elements.at(-1)?.end ?? 0);
    if (elements.length > 1) yield candidateOf(text, elements);
    if ((events.kinds[at] as number) > MIXED) continue;
    const items = itemsAt(text, event);
    if (items.length === 0) continue;
    from = (items.at(-1) as Span).end;
    const last = events.lastBefore(at, from);
    const hasWord = (label !== "" && engine.labelSpeaks(label)) ||
      isSpokenFor(events, engine, { first: at, last });
    if (!hasWord) continue;
    yield itemsCandidate(text, items, "");
    yield itemsCandidate(text, items, "-");
  }
}

/**
 * The passwords and keys that were found in the first of some literals: none of them needs a digit,
 * by which literals are found otherwise.
 */
export function* secretCandidates({ text, hits }: Looked): Generator<Candidate> {
  const found = hits.filter(({ category }) => SECRETS.has(category));
  for (const { start, end } of found) {
    if (!isQuote(codeAt(text, start - 1)) || !isEnding(text, end)) continue;
    const quote = codeAt(text, end) === BACKSLASH ? end + 1 : end;
    const first = isJoining(text, quote + 1, 1) ? literalAround(text, { start, end }) : null;
    if (first === null) continue;
    const elements = elementsAround(text, first, { least: first.start, joint: JOINT_REGEXP });
    if (elements.length > 1) yield candidateOf(text, elements);
  }
}

/** The literal whose text a finding is. */
function literalAround(text: string, { start, end }: Span): Element | null {
  let first = start - 1;
  while (start - first < 4 && codeAt(text, first - 1) === BACKSLASH) first--;
  const element = elementAt(text, first);
  return element !== null && element.inner.end === end ? element : null;
}

/** Whether a value may be put together from a literal at an event: a cheap look. */
export function mayBeJoined(text: string, start: number, end: number, kind: number): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  if (kind === AT) return isJoinedAt(text, start);
  if (kind === NUMBER && after === COMMA) return before === LIST && end - start >= BARE_ITEM_MIN;
  if (isEnding(text, end)) {
    const quote = after === BACKSLASH ? end + 1 : end;
    if (isJoining(text, quote + 1, 1)) return true;
    // `["453201", "511283"]`
    if (kind <= MIXED && isQuote(before) && isCommaAt(text, quote + 1)) {
      if (isListBefore(text, start - (quote - end) - 2)) return true;
    }
  }
  if (isQuote(before)) {
    return isJoining(text, codeAt(text, start - 2) === BACKSLASH ? start - 3 : start - 2, -1);
  }
  return before === OPENING && isCallBefore(text, { start, end });
}

function isCommaAt(text: string, at: number): boolean {
  return codeAt(text, codeAt(text, at) === SPACE ? at + 1 : at) === COMMA;
}

/** Whether a list begins before a place, over white space. */
function isListBefore(text: string, place: number): boolean {
  let at = place;
  while (place - at < BLANKS_MAX && isBlank(codeAt(text, at))) at--;
  return codeAt(text, at) === LIST;
}

/** A quotation mark, or one that is escaped. */
function isEnding(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return isQuote(code) || (code === BACKSLASH && isQuote(codeAt(text, at + 1)));
}

/** Whether a sign that joins strings stands at a place, or another string, over white space. */
function isJoining(text: string, from: number, step: 1 | -1): boolean {
  let at = from;
  let blanks = 0;
  while (blanks < BLANKS_MAX && isBlank(codeAt(text, at))) {
    at += step;
    blanks++;
  }
  const code = codeAt(text, at);
  if (code === 0) return false;
  // `string("ab") + "cd"`, `"ab".concat("cd")`
  if (code === CLOSING) {
    return step === 1 && CALLED_REGEXP.test(text.slice(at, at + CALL_CHARS_MAX));
  }
  if (SIGNS[code] === 1 || (blanks > 0 && isQuote(code))) return true;
  return step === -1 && blanks > 0 && codeAt(text, at + 1) === LINE_FEED && hasRemark(text, at);
}

/** Whether the line that ends at a place may have a remark; commas and brackets end most lines. */
function hasRemark(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === COMMA || code === LIST || code === OPENING || code === 0x7b || code === 0x3b) {
    return false;
  }
  for (let k = at; k > at - REMARK_CHARS_MAX; k--) {
    const one = codeAt(text, k);
    if (one === 0x23 || (one === codeAt(text, k - 1) && (one === 0x2f || one === 0x2d))) {
      return true;
    }
    if (one === LINE_FEED || one === 0) return false;
  }
  return false;
}

/** Whether a literal is an item of a list, in a text in which something joins lists. */
export function isItem(text: string, end: number): boolean {
  if (!isEnding(text, end)) return false;
  const after = codeAt(text, codeAt(text, end) === BACKSLASH ? end + 2 : end + 1);
  return after === COMMA || after === 0x3b || after === 0x5d || after === CLOSING;
}

/** Whether a text calls what joins a list: brackets are rare, and easy to find. */
export function callsJoining(text: string): boolean {
  for (let at = text.indexOf("("); at >= 0; at = text.indexOf("(", at + 1)) {
    // The last characters of those names, or a space.
    const last = codeAt(text, at - 1) | 0x20;
    const mayBe = last === 0x6e || last === 0x74 || last === 0x65 || last === 0x73 ||
      last === 0x30 || last === 0x20;
    if (mayBe && JOINER_REGEXP.test(text.slice(Math.max(0, at - JOINER_CHARS_MAX), at))) {
      return true;
    }
  }
  return false;
}

/** An `@` in a literal of its own, or in one that is joined. */
function isJoinedAt(text: string, at: number): boolean {
  let end = at + 1;
  while (end - at < LITERAL_CHARS_MAX && isNameUnit(codeAt(text, end))) end++;
  if (isEnding(text, end)) {
    const quote = codeAt(text, end) === BACKSLASH ? end + 1 : end;
    if (isJoining(text, quote + 1, 1)) return true;
  }
  let start = at;
  while (at - start < LITERAL_CHARS_MAX && isNameUnit(codeAt(text, start - 1))) start--;
  if (!isQuote(codeAt(text, start - 1))) return false;
  return isJoining(text, codeAt(text, start - 2) === BACKSLASH ? start - 3 : start - 2, -1);
}

/** `chr(64`, `fromCharCode(0x40` */
function isCallBefore(text: string, { start, end }: Span): boolean {
  const name = codeAt(text, start - 2) | 0x20;
  if (name !== 0x72 && name !== 0x65) return false;
  const isHex = end - start === 4;
  const last = text.charCodeAt(end - 1);
  if (isHex ? last !== 0x30 : end - start !== 2 || last !== 0x34) return false;
  return text.startsWith(isHex ? "0x4" : "6", start);
}

function isNameUnit(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2e || code === 0x2d || code === 0x5f || code === 0x2b;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === 0x0a || code === 0x0d || code === 0x09;
}

function isQuote(code: number): boolean {
  return SIGNS[code] === 2;
}

/** The literal that an event is in, or the call whose number it is. */
function elementAround(text: string, { start, end }: Span): Element | null {
  if (codeAt(text, start - 1) === OPENING) {
    const head = text.slice(Math.max(0, start - CALL_CHARS_MAX), start);
    const name = /[A-Za-z.]{1,24}\($/.exec(head);
    return name === null ? null : elementAt(text, start - name[0].length);
  }
  let first = start;
  while (start - first < LITERAL_CHARS_MAX && isInside(codeAt(text, first - 1))) first--;
  if (!isQuote(codeAt(text, first - 1))) return null;
  first--;
  while (start - first < LITERAL_CHARS_MAX + 4 && codeAt(text, first - 1) === BACKSLASH) first--;
  const element = elementAt(text, first);
  return element === null || element.end <= end ? null : element;
}

function isInside(code: number): boolean {
  return code > SPACE && !isQuote(code) && code !== BACKSLASH;
}

function elementAt(text: string, at: number): Element | null {
  const code = codeAt(text, at);
  if (code === BACKSLASH || isQuote(code)) {
    const found = LITERAL_REGEXP.exec(text.slice(at, at + LITERAL_CHARS_MAX + 8));
    if (found === null) return null;
    const [whole, quote = "", , held = ""] = found;
    const start = at + quote.length;
    const inner = { start, end: start + held.length };
    return { start: at, end: at + whole.length, text: held, inner };
  }
  const found = CALL_REGEXP.exec(text.slice(at, at + CALL_CHARS_MAX));
  if (found === null) return null;
  const [whole, decimal, hex] = found;
  const unit = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
  if (unit <= SPACE || unit > 0x7e) return null;
  const span = { start: at, end: at + whole.length };
  return { ...span, text: String.fromCharCode(unit), inner: span };
}

/** The elements that are joined with one, on both sides; by commas where something joins a list. */
function elementsAround(
  text: string,
  first: Element,
  { least, joint }: { least: number; joint: RegExp },
): Element[] {
  const elements = [first];
  while (elements.length < LITERALS_MAX) {
    const before = elementBefore(text, (elements[0] as Element).start, joint);
    if (before === null || before.start < least) break;
    elements.unshift(before);
  }
  while (elements.length < LITERALS_MAX) {
    const { end } = elements.at(-1) as Element;
    const size = joint.exec(text.slice(end, end + JOINT_CHARS_MAX))?.[0].length ?? 0;
    const next = size === 0 ? null : elementAt(text, end + size);
    if (next === null) break;
    elements.push(next);
  }
  return elements;
}

/** The items of a list around one that a program joins; empty when it does not. */
function joinedItems(text: string, first: Element, least: number): Element[] {
  const items = elementsAround(text, first, { least, joint: COMMA_REGEXP });
  if (items.length < 2) return [];
  const { start } = items[0] as Element;
  const { end } = items.at(-1) as Element;
  const before = text.slice(Math.max(0, start - JOINING_CHARS_MAX), start);
  if (JOINING_REGEXP.test(before)) return items;
  const joined = JOINED_REGEXP.exec(text.slice(end, end + JOINING_CHARS_MAX));
  // An empty text behind a list joins it when what is called says so.
  return joined !== null && (joined[1] === undefined || callsJoining(before)) ? items : [];
}

/** The element whose end is joined with a place, or null. */
function elementBefore(text: string, place: number, joint: RegExp): Element | null {
  const least = Math.max(0, place - JOINT_CHARS_MAX);
  let ends = 0;
  for (let end = place; end > least && ends < ENDS_MAX; end--) {
    const code = codeAt(text, end - 1);
    if (!isQuote(code) && code !== CLOSING) continue;
    ends++;
    const between = text.slice(end, place);
    if (between === "" || joint.exec(between)?.[0].length !== between.length) continue;
    const element = isQuote(code) ? literalBefore(text, end) : callBefore(text, end);
    if (element !== null) return element;
  }
  return null;
}

/** The literal that ends at a place. */
function literalBefore(text: string, end: number): Element | null {
  let start = end - 1;
  while (codeAt(text, start - 1) === BACKSLASH && end - start < 4) start--;
  const most = start;
  while (most - start < LITERAL_CHARS_MAX && isInside(codeAt(text, start - 1))) start--;
  if (codeAt(text, start - 1) !== codeAt(text, end - 1)) return null;
  start--;
  while (codeAt(text, start - 1) === BACKSLASH && most - start < LITERAL_CHARS_MAX + 4) start--;
  const element = elementAt(text, start);
  return element !== null && element.end === end ? element : null;
}

function callBefore(text: string, end: number): Element | null {
  const call = CALL_END_REGEXP.exec(text.slice(Math.max(0, end - CALL_CHARS_MAX), end));
  return call === null ? null : elementAt(text, end - call[0].length);
}

/** The literals without what joins them. */
function candidateOf(text: string, elements: readonly Element[]): Candidate {
  const first = (elements[0] as Element).inner;
  const last = (elements.at(-1) as Element).inner;
  const copy = new Copy(text, contextStart(text, { place: first.start, chars: BEHIND_MAX }));
  copy.keepTo(first.start);
  const start = copy.text.length;
  let from = first.start;
  for (const { text: held, inner } of elements) {
    const isCall = inner.end - inner.start !== held.length;
    const to = isCall ? inner.end : inner.start;
    if (to > from) copy.put(isCall ? held : "", { start: from, end: to });
    copy.keepTo(inner.end);
    from = inner.end;
  }
  const inner = { start, end: copy.text.length };
  copy.keepTo(Math.min(text.length, last.end + AHEAD_MAX));
  return { copy, inner, isStrict: false, isWhole: false, disguise: "spacing" };
}

/** The groups of a list whose first one is at an event; empty when it is none. */
function itemsAt(text: string, event: Span): Span[] {
  let at = event.start;
  while (
    event.start - at < 4 && (isQuote(codeAt(text, at - 1)) || codeAt(text, at - 1) === BACKSLASH)
  ) {
    at--;
  }
  if (!isListBefore(text, at - 1)) return [];
  const isQuoted = at < event.start;
  const items: Span[] = [];
  let chars = 0;
  let hasLetters = false;
  while (items.length < ITEMS_MAX) {
    const found = ITEM_REGEXP.exec(text.slice(at, at + LITERAL_CHARS_MAX));
    if (found === null) return [];
    const [whole, quote = "", group = "", comma] = found;
    const start = at + quote.length;
    items.push({ start, end: start + group.length });
    chars += group.length;
    hasLetters ||= /[A-Z]/.test(group);
    at += whole.length;
    if (comma === undefined) break;
  }
  for (let k = 0; k < BLANKS_MAX && isBlank(codeAt(text, at)); k++) at++;
  const isClosed = text.charAt(at) === "]";
  const least = isQuoted ? DIGITS_MIN : BARE_DIGITS_MIN;
  const most = hasLetters ? CODE_CHARS_MAX : DIGITS_MAX;
  if (hasLetters && !isQuoted) return [];
  return isClosed && items.length > 1 && chars >= least && chars <= most ? items : [];
}

/** The groups as one number. */
function itemsCandidate(text: string, items: readonly Span[], sign: string): Candidate {
  const first = items[0] as Span;
  const last = items.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: first.start, chars: BEHIND_MAX }));
  const inner = copy.join(items, sign);
  copy.keepTo(Math.min(text.length, last.end + AHEAD_MAX));
  return { copy, inner, isStrict: true, isWhole: true, disguise: "spacing" };
}
