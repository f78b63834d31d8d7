/**
 * What speaks for a value in JSON text beside its own key, when that says nothing:
 *
 *     {"passport":{"number":"340020013"}}          the keys outward, nearest first
 *     {"type":"NIN","value":"49452750040"}         a member next to it that names its type
 *     {"q":"Your NIN?","a":"49452750040"}          a question in the text before
 *
 * Reads a bounded distance to either side.
 *
 * @module
 */

import { codeAt } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** How far it is read back and ahead. */
const BACK_MAX = 320;
const AHEAD_MAX = 160;
/** Objects that are left outward. */
const DEPTH_MAX = 3;
/** Longest key or name of a type. */
const NAME_CHARS_MAX = 48;

/** Keys of which each value could have any: they say nothing, so that others may speak. */
const GENERIC_REGEXP =
  /^\W{0,4}(?:value|values|val|number|numbers|num|nr|no|id|ids|identifier|data|content|text|raw|code|input|answer|message|msg|body|utterance|reply|response|a|nummer|numero|n\u00famero|num\u00e9ro|numer|nomor|numeris|\u010d\u00edslo|broj|sz\u00e1m|numara|\u043d\u043e\u043c\u0435\u0440|\u0437\u043d\u0430\u0447\u0435\u043d\u0438\u0435|\u756a\u53f7|\u53f7\u7801|\u865f\u78bc|\ubc88\ud638|\u0631\u0642\u0645|\u05de\u05e1\u05e4\u05e8|valor|valeur|valore|wert|waarde|v\u00e4rde|v\u00e6rdi|arvo|warto\u015b\u0107|(?:id|doc|document|identity|identification|card|tax)_?(?:no|nr|num|number|value|id))\W{0,6}$/i;
/** A member that says what the one next to it is. */
const TYPE_REGEXP =
  /(?:^|[{,\s\\])["']?(?:\w{1,16}_|(?:id|doc|document|identifier|number|card|tax))?(?:type|typ|kind|name|label|category|field|key|system|scheme|code|tipo|tip|typen?|art|soort|slag|laji|nazwa|rodzaj|t\u00fcr|\u0442\u0438\u043f|\u0432\u0438\u0434|\u7a2e\u5225|\u7c7b\u578b|\u985e\u578b|\uc885\ub958|\u0646\u0648\u0639|\u05e1\u05d5\u05d2)\\{0,3}["']?\s{0,3}:\s{0,3}\\{0,3}["']([^"'\\{}]{1,48})\\{0,3}["']/gi;
/** A member that holds a message. */
const MESSAGE_REGEXP =
  /["'](question|q|prompt|ask|text|content|message|msg|body|utterance)\\{0,3}["']\s{0,3}:\s{0,3}\\{0,3}(["'])((?:(?!\2)[^{}]){3,240})/gi;
const QUESTION_KEY_REGEXP = /^(?:question|q|prompt|ask)$/i;
/** A key before the brace of its object. */
const KEY_REGEXP = /\\{0,3}["']([^"'\\{}]{1,48})\\{0,3}["']\s{0,3}:\s{0,12}\[?\s{0,12}$/;

const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Names of any document, which say less than a member that names the type. */
const DOCUMENT_REGEXP =
  /^\W{0,4}(?:id|doc|document|identity|identification|card|tax)_?(?:no|nr|num|number|value|id)\W{0,6}$/i;

/** Whether a value's own key names some document: a type beside it says which. */
export function isOfAnyDocument(text: string, key: number, value: Readonly<Span>): boolean {
  return DOCUMENT_REGEXP.test(text.slice(key, value.start));
}

/**
 * The parts of a text that speak for a value, the surest first.
 *
 * @param key Where the value's own key begins.
 * @param value The value.
 */
export function jsonSpeakers(text: string, key: number, value: Readonly<Span>): Span[] {
  if (!GENERIC_REGEXP.test(text.slice(key, value.start))) return [];
  const least = Math.max(0, key - BACK_MAX);
  const speakers: Span[] = [];
  let at = key;
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    const open = openBrace(text, at, least);
    if (open < 0) break;
    if (depth === 0) {
      speakers.push(...typesIn(text, { start: open, end: key }).reverse());
      speakers.push(...typesIn(text, { start: value.end, end: objectEnd(text, value.end) }));
    }
    const before = Math.max(least, open - NAME_CHARS_MAX - 24);
    const match = KEY_REGEXP.exec(text.slice(before, open));
    if (match === null) break;
    const start = before + match.index;
    speakers.push({ start, end: open });
    at = start;
  }
  const question = questionBefore(text, { start: least, end: key });
  return question === null ? speakers : [...speakers, question];
}

/** The last text of a part that asks for something, if a text of a message comes last in it. */
function questionBefore(text: string, { start, end }: Readonly<Span>): Span | null {
  const last = [...text.slice(start, end).matchAll(MESSAGE_REGEXP)].at(-1);
  if (last === undefined) return null;
  const { 0: whole, 1: name = "", 3: said = "", index } = last;
  if (!said.includes("?") && !QUESTION_KEY_REGEXP.test(name)) return null;
  const from = start + index + whole.length - said.length;
  return { start: from, end: from + said.length };
}

/** The brace that opens the object that a place lies in, or -1. */
function openBrace(text: string, from: number, least: number): number {
  let depth = 0;
  for (let at = from - 1; at >= least; at--) {
    const code = codeAt(text, at);
    if (code === CLOSE) depth++;
    else if (code === OPEN && depth-- === 0) return at;
  }
  return -1;
}

/** Where the members behind a value end: at the next brace, or as far as is read. */
function objectEnd(text: string, from: number): number {
  const last = Math.min(text.length, from + AHEAD_MAX);
  let at = from;
  while (at < last && codeAt(text, at) !== CLOSE && codeAt(text, at) !== OPEN) at++;
  return at;
}

/** The names of types among some members, of this object only. */
function typesIn(text: string, { start, end }: Readonly<Span>): Span[] {
  const part = text.slice(start, end);
  const inner = part.lastIndexOf(CLOSE_TEXT) + 1;
  return [...part.slice(inner).matchAll(TYPE_REGEXP)].map(({ 0: whole, 1: name = "", index }) => {
    const at = start + inner + index + whole.lastIndexOf(name);
    return { start: at, end: at + name.length };
  });
}

const CLOSE_TEXT = String.fromCharCode(CLOSE);
