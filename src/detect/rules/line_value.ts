/**
 * Values of several words that stand behind a name: in quotes, or to the end of the line or cell.
 *
 *     "street": "12 Elm Grove"      address='12 Elm Grove' id=7      Name: Jane Doe | Age: 7
 *
 * @module
 */

import { codeAt } from "../character.ts";
import type { Span } from "../rule.ts";

/** A value and how it was given. */
export interface LineValue extends Span {
  isQuoted: boolean;
}

/** The name may go on with a number: `addressLine1`, `name_2`. */
const NAME_REGEXP = /^(?:[ _-]?(?:line)?[ _-]?\d)?(?![A-Za-z0-9]|[_.-][A-Za-z0-9])/;
/** What can stand right after a name. */
const NEXT = "\"'`:=><\\ \t_*])|(\u00a0\uff1a\uff1d-";
/** Closing quotes and emphasis, a remark, a sign, emphasis again. */
const SIGN_REGEXP =
  /^(?:\\{0,3}["'`]|[\])*_]){0,4}(?:[ \t]?\([^()\n]{1,24}\))?[ \t\u00a0]{0,12}(?:=>|[:=\uff1a\uff1d])(?![:=/])(?:\*\*|[*_])?[ \t\u00a0\u3000]{0,12}(?:\*\*)?/;
const ELEMENT_REGEXP = /^>/;
/** The next element: `<th>Name</th><td>...`, `<b>Name:</b> ...`, `<key>Name</key><string>...`. */
const MARKUP_REGEXP =
  /^[ \t]?:?[ \t]?<\/(?:th|td|dt|b|strong|span|label|key|name|em)>[ \t]?:?\s{0,12}(?:<(?:td|dd|span|code|string|value|div|p)(?: [^<>]{0,60})?>\s{0,4}){0,2}/i;
/** The value of another member: `"name":"Patient","value":"..."`, `name="patient" value="..."`. */
const MEMBER_REGEXP =
  /^\\{0,3}["'](?:,\s{0,12}\\{0,3}["'](?:value|val|content|text|answer)\\{0,3}["']\s{0,3}:|\s(?:[\w-]{1,20}=["'][^"'<>]{0,40}["']\s){0,3}value=)\s{0,3}(?=\\{0,3}["'])/i;
/** Inside: `"name":{"value":"..."}`, `"names":["..."]`. */
const INSIDE_REGEXP =
  /^\\{0,3}["']?\s{0,3}[:=]\s{0,3}(?:\{\s{0,12}\\{0,3}["'](?:value|text|raw|content|\$t|_text)\\{0,3}["']\s{0,3}:|\[)\s{0,12}(?=\\{0,3}["'])/i;
const ARROW_REGEXP = /^[ \t]{0,3}(?:->|\u2192)[ \t]{1,3}/;
/** The next cell in a line that the name begins. */
const TAB_REGEXP = /^\t{1,3}(?=[^\s\d])/;
const CELL_REGEXP = /^(?:\*\*)?[ \t]{0,20}\|[ \t]{0,20}/;
const BELOW_REGEXP = /^[ \t]{0,3}[:\uff1a]\*{0,2}[ \t]{0,3}\r?\n[ \t]{0,12}(?=[^\s-])/;
const QUOTE_REGEXP = /^(\\{0,3})(["'`\u201c\u201e\u00ab\u300c])/;
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "\u201c": "\u201d",
  "\u201e": "\u201c\u201d",
  "\u00ab": "\u00bb",
  "\u300c": "\u300d",
};
/** Ends a value without quotes, besides the end of the line. */
const END_REGEXP =
  /[\r\n|<>;{}"\t]|\\[nrt"]|,?\s+[\p{L}_][\p{L}\p{M}\w.-]{0,24}(?:\s?[:=\uff1a\uff1d]| [\p{L}\w]{1,16}\s?[:\uff1a])|\s[-/]\s|(?<=[\p{L}\d]{4})\.(?=\s+\p{Lu})|[.\u3002]\s*$|\s[(&#*]|[\u3001\u3002\uff0c\uff1b\uff08]|[,.][\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]{1,12}[:\uff1a]/u;
const TAIL_REGEXP = /[\s,.:*_)\]'"`]+$/;

/** The value behind a name, or null when there is none within `charsMax`. */
export function lineValue(
  text: string,
  name: Readonly<Span>,
  { charsMax }: { charsMax: number },
): LineValue | null {
  // Most words that are names of fields somewhere are just words here.
  const next = text.charAt(name.end);
  if (!NEXT.includes(next) && !/[\dLl]/.test(next)) return null;
  if (next === " " && /[A-Za-z,.]/.test(text.charAt(name.end + 1))) return null;
  const head = text.slice(name.end, name.end + 64);
  const suffix = NAME_REGEXP.exec(head)?.[0];
  if (suffix === undefined) return null;
  const rest = head.slice(suffix.length);
  const sign = SIGN_REGEXP.exec(rest)?.[0];
  const isElement = ELEMENT_REGEXP.test(rest) && text.charAt(name.start - 1) === "<";
  const below = BELOW_REGEXP.exec(rest)?.[0];
  const cell = CELL_REGEXP.exec(rest)?.[0];
  const isCell = cell !== undefined &&
    /[|\n][ *]{0,20}$/.test(text.slice(Math.max(0, name.start - 24), name.start));
  const other = otherGap(text, name, rest);
  const gap = below ?? other ?? sign ?? (isElement ? ">" : isCell ? cell : undefined);
  if (gap === undefined) return null;
  const at = name.end + suffix.length + gap.length;
  const quote = QUOTE_REGEXP.exec(text.slice(at, at + 4));
  return quote === null ? plain(text, at, charsMax) : quoted(text, at, { quote, charsMax });
}

/** What stands between a name and its value in markup, in members of data and in tables. */
function otherGap(text: string, name: Readonly<Span>, rest: string): string | undefined {
  const first = rest.charAt(0);
  if (first === "<" || first === ":") return MARKUP_REGEXP.exec(rest)?.[0] ?? inside(rest);
  if (first === "\t") {
    const before = codeAt(text, name.start - 1);
    return before === 0 || before === 0x0a ? TAB_REGEXP.exec(rest)?.[0] : undefined;
  }
  return MEMBER_REGEXP.exec(rest)?.[0] ?? inside(rest) ?? ARROW_REGEXP.exec(rest)?.[0];
}

function inside(rest: string): string | undefined {
  return INSIDE_REGEXP.exec(rest)?.[0];
}

function quoted(
  text: string,
  at: number,
  { quote, charsMax }: { quote: RegExpExecArray; charsMax: number },
): LineValue | null {
  const [whole, escape = "", open = '"'] = quote;
  const closing = CLOSING[open] ?? '"';
  const start = at + whole.length;
  const last = Math.min(text.length, start + charsMax + escape.length + 1);
  for (let k = start; k < last; k++) {
    const code = codeAt(text, k);
    if (code === 0x0a) return null;
    if (!closing.includes(text.charAt(k)) || !text.startsWith(escape, k - escape.length)) continue;
    const end = k - escape.length;
    return end > start ? { start, end, isQuoted: true } : null;
  }
  return null;
}

function plain(text: string, at: number, charsMax: number): LineValue | null {
  const slice = text.slice(at, at + charsMax + 1);
  const found = END_REGEXP.exec(slice);
  if (found === null && slice.length > charsMax) return null;
  const value = slice.slice(0, found?.index ?? slice.length).replace(TAIL_REGEXP, "");
  return value === "" ? null : { start: at, end: at + value.length, isQuoted: false };
}
