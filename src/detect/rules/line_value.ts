/**
 * Values of several words that stand behind a name: in quotes, or to the end of the line or cell.
 *
 *     "street": "12 Elm Grove"      address='12 Elm Grove' id=7      Name: Jane Doe | Age: 7
 *
 * @module
 */

import { codeAt } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** A value and how it was given. */
export interface LineValue extends Span {
  isQuoted: boolean;
}

/** How much is read on from a name, back from an attribute, and back from a label in a column. */
const HEAD_CHARS_MAX = 176;
const ATTRIBUTE_CHARS_MAX = 80;
const LABEL_CHARS_MAX = 48;

/** The name may go on with a number: `addressLine1`, `name_2`. */
const NAME_REGEXP = /^(?:[ _-]?(?:line)?[ _-]?\d)?(?![A-Za-z0-9]|[_.-][A-Za-z0-9])/;
/** What can stand right after a name. */
const NEXT = "\"'`:=><\\ \t_*])|(\u00a0\uff1a\uff1d-.\u2026\u3000\uff08+";
/** Closing quotes and emphasis, a remark, a sign, emphasis again. */
const SIGN_REGEXP =
  /^(?:\\{0,3}["'`]|[\])*_]){0,4}\.?(?:[ \t]?[(\uff08][^()\n\uff08\uff09]{1,24}[)\uff09]\.?)?[ \t\u00a0\u3000]{0,12}(?:=>|[:=\uff1a\uff1d])(?![:=/])(?:\*\*|[*_])?[ \t\u00a0\u3000]{0,12}(?:\*\*|_{2,12} ?|\| ?(?=\p{L}))?/u;
/** Dots, lines and arrows that lead from a label to its value in a form. */
const LEADER_REGEXP =
  /^[ \t]{0,3}(?:\.{3,36}|_{3,36}|\u2026{1,16}|\u00b7{3,36}|(?:\. ){3,18})[ \t]{0,3}[:\uff1a]?[ \t]{0,6}(?=[\p{L}\d])/u;
const POINTER_REGEXP =
  /^[ \t]{0,28}(?:[\u279c\u279e\u27a4\u21d2\u00bb\u25b6\u25ba]|\u2192|->|=>)[ \t]{1,6}/;
/** A label in parentheses, or with a remark in them and no sign. */
const REMARK_REGEXP =
  /^(?:[)\uff09](?![ \t]?[:=])|[ \t]?\((?:[^()\n]{2,28})\))[ \t]{1,6}(?=[\p{Lu}\d])/u;
/** Elements that open right before the value. */
const OPENING_REGEXP =
  /^\s{0,4}(?:<(?:span|b|strong|em|i|td|dd|p|div|code|time|a|u|font|mark|output)(?: [^<>]{0,90})?>\s{0,4}){1,2}/i;
const ELEMENT_REGEXP = /^>/;
/** The tag up to the name, which may be the last part of it: `<attorney_name>`. */
const ELEMENT_BEFORE_REGEXP = /<(?:[\w:.-]{0,24}[_:.-]|[\w:]{0,12}[a-z])?$/;
/** The next element: `<th>Name</th><td>...`, `<b>Name:</b> ...`, `<key>Name</key><string>...`. */
const MARKUP_REGEXP =
  /^(?:[)\uff09]|[ \t]?\([^()<>\n]{1,24}\))?[ \t]?(?:[:*\uff1a][ \t]?){0,2}<\/(?:th|td|dt|b|strong|span|label|key|name|em|i|p|div|h\d)>[ \t]?[:\uff1a]?\s{0,12}(?:<br ?\/?>\s{0,4})?(?:<(?:td|dd|span|code|string|value|div|p|b|strong|em|i|time|a|output)(?: [^<>]{0,90})?>\s{0,4}){0,2}/i;
/** A field of a form behind its label: `<label>Name</label><input name="n" value="...">`. */
const INPUT_REGEXP =
  /^[ \t]?[:*\uff1a]?[ \t]?<\/(?:label|th|td|dt|b|strong|span)>\s{0,12}(?:<(?:td|dd|div|p|span)(?: [^<>]{0,60})?>\s{0,8}){0,2}<input(?: [^<>]{0,90}?)? value=(?=["'])/i;
/** The end of an element that an attribute names: `<span class="name">`, `<param name="street">`. */
const ATTRIBUTE_REGEXP =
  /^["'](?:\s[\w:-]{1,20}=["'][^"'<>]{0,48}["']){0,4}\s?>\s{0,8}(?:<(?:value|string|b|span)>)?(?=[^<\s])/;
const ATTRIBUTE_BEFORE_REGEXP =
  /<[\w:-]{1,20}\s(?:[^<>]{0,48}\s)?(?:name|class|id|key|itemprop|data-[\w-]{1,16}|property|for)=["'](?:[\w-]{0,24}[\s_.-])?$/i;
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
  /[\r\n|<>;{}"\t]|[ \u00a0]{2}|\u3000{2}|[ \u3000]\uff08|\\[nrt"]|,?\s+[\p{L}_][\p{L}\p{M}\w.-]{0,24}(?:\s?[:=\uff1a\uff1d]| [\p{L}\w]{1,16}\s?[:\uff1a])|\s[-/]\s|(?<=[\p{L}\d]{4})\.(?=\s+\p{Lu})|[.\u3002]\s*$|\s[(&#*]|[\u0964\u3001\u3002\uff0c\uff1b\uff08]|[,.][\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]{1,12}[:\uff1a]/u;
/** The same for the name of a person, of which the first of two words before a colon is the last. */
const NAME_END_REGEXP =
  /[\r\n|<>;{}"\t]|[ \u00a0]{2}|\u3000{2}|[ \u3000]\uff08|\\[nrt"]|,?\s+[\p{L}_][\p{L}\p{M}\w.-]{0,24}\s?[:=\uff1a\uff1d]|\s[-/]\s|(?<=[\p{L}\d]{4})\.(?=\s+\p{Lu})|[.\u3002]\s*$|\s[(&#*]|[\u0964\u3001\u3002\uff0c\uff1b\uff08]|[,.][\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]{1,12}[:\uff1a]/u;
/** Spaces between a label and its value, in two columns. */
const COLUMN_REGEXP = /^(?: {2,28}|\u3000{1,8})(?=[\p{L}\d])/u;
const COLUMN_BEFORE_REGEXP =
  /(?:^|[\n\u3000])(?:[\w#.]{1,4}[.)]? )?(?:[\p{L}.'\u2019-]{1,16} ){0,2}$/u;
/** Words to the end of the line, or to the next label. */
const COLUMN_VALUE_REGEXP =
  /^(?:[^\s\u3000]{1,32}[ \u3000]){1,6}[^\s\u3000]{1,32}(?:[ \t]{0,3}\r?\n|$|\uff08| {2,}\d| {2,}\p{L}{2,16}[.:])/u;
const WIDE_VALUE_REGEXP = /^[^\s\u3000]{1,16}(?:[ \t\u3000]{0,3}\r?\n|$|\uff08|\u3000{2})/u;
const TAIL_REGEXP = /[\s,.:*_)\]'"`]+$/;

/**
 * The value behind a name, or null when there is none within `charsMax`.
 *
 * @param limits `isName`: of a longer one without quotes, what is within; it may end in the first word
 * of the next label.
 */
export function lineValue(
  text: string,
  name: Readonly<Span>,
  { charsMax, isName = false }: { charsMax: number; isName?: boolean },
): LineValue | null {
  // Most words that are names of fields somewhere are just words here.
  const next = text.charAt(name.end);
  if (!NEXT.includes(next) && !/[\dLl]/.test(next)) return null;
  const second = text.charAt(name.end + 1);
  if (next === " " && (/[A-Za-z,]/.test(second) || isDot(text, name.end + 1))) return null;
  if (next === "." && isDot(text, name.end)) return null;
  const head = text.slice(name.end, name.end + HEAD_CHARS_MAX);
  const suffix = NAME_REGEXP.exec(head)?.[0];
  if (suffix === undefined) return null;
  const rest = head.slice(suffix.length);
  const sign = SIGN_REGEXP.exec(rest)?.[0];
  const isElement = ELEMENT_REGEXP.test(rest) &&
    ELEMENT_BEFORE_REGEXP.test(text.slice(Math.max(0, name.start - 28), name.start));
  const below = BELOW_REGEXP.exec(rest)?.[0];
  const cell = CELL_REGEXP.exec(rest)?.[0];
  const isCell = cell !== undefined &&
    /[|\n][ *]{0,20}$/.test(text.slice(Math.max(0, name.start - 24), name.start));
  const other = otherGap(text, name, rest);
  const gap = below ?? other ?? (sign === undefined ? undefined : opened(rest, sign)) ??
    (isElement ? ">" : isCell && !isHeadingRow(text, name.end) ? cell : undefined) ??
    formGap(rest) ?? columnGap(text, name, rest);
  if (gap === undefined) return null;
  const at = name.end + suffix.length + gap.length;
  const quote = QUOTE_REGEXP.exec(text.slice(at, at + 4));
  return quote === null
    ? plain(text, at, { charsMax, isName })
    : quoted(text, at, { quote, charsMax });
}

/** Whether the next line is the rule below the headings of a table: `|---|---|`. */
function isHeadingRow(text: string, at: number): boolean {
  const end = text.slice(at, at + HEAD_CHARS_MAX).indexOf("\n");
  return end >= 0 && /^\s{0,3}\|?[ \t]?:?-{3}/.test(text.slice(at + end + 1, at + end + 10));
}

/** What stands between a name and its value in markup, in members of data and in tables. */
function otherGap(text: string, name: Readonly<Span>, rest: string): string | undefined {
  const first = rest.charAt(0);
  const isMarked = first === "<" || first === ":" || first === "*" || first === "\uff1a" ||
    first === ")" || first === "(" || first === " ";
  if (isMarked && rest.includes("</")) {
    const gap = (INPUT_REGEXP.exec(rest) ?? MARKUP_REGEXP.exec(rest))?.[0];
    if (gap !== undefined) return gap;
  }
  if (first === "<" || first === ":") return inside(rest);
  if (first === "\t") {
    const before = codeAt(text, name.start - 1);
    return before === 0 || before === 0x0a ? TAB_REGEXP.exec(rest)?.[0] : undefined;
  }
  return MEMBER_REGEXP.exec(rest)?.[0] ?? attributeGap(text, name, rest) ?? inside(rest) ??
    ARROW_REGEXP.exec(rest)?.[0];
}

/** The rest of an element whose attribute is the name. */
function attributeGap(text: string, name: Readonly<Span>, rest: string): string | undefined {
  const gap = ATTRIBUTE_REGEXP.exec(rest)?.[0];
  if (gap === undefined) return undefined;
  const before = text.slice(Math.max(0, name.start - ATTRIBUTE_CHARS_MAX), name.start);
  return ATTRIBUTE_BEFORE_REGEXP.test(before) ? gap : undefined;
}

/** A sign, and the elements that open behind it. */
function opened(rest: string, sign: string): string {
  return sign + (OPENING_REGEXP.exec(rest.slice(sign.length))?.[0] ?? "");
}

/** Dots, arrows and remarks of forms. */
function formGap(rest: string): string | undefined {
  return (LEADER_REGEXP.exec(rest) ?? POINTER_REGEXP.exec(rest) ?? REMARK_REGEXP.exec(rest))?.[0];
}

/** The spaces between two columns of a form, when the label begins its line or column. */
function columnGap(text: string, name: Readonly<Span>, rest: string): string | undefined {
  const gap = COLUMN_REGEXP.exec(rest)?.[0];
  if (gap === undefined) return undefined;
  const before = text.slice(Math.max(0, name.start - LABEL_CHARS_MAX), name.start);
  if (!COLUMN_BEFORE_REGEXP.test(before)) return undefined;
  const value = rest.slice(gap.length);
  // The value ends its line, and is no single word: in a row of headings others follow.
  const isOne = gap.startsWith("\u3000") && WIDE_VALUE_REGEXP.test(value);
  return isOne || COLUMN_VALUE_REGEXP.test(value) ? gap : undefined;
}

/** One dot that ends a sentence, and no row of them. */
function isDot(text: string, at: number): boolean {
  return text.charAt(at) === "." && !/^\.(?:[.:]| \.| ?\()/.test(text.slice(at, at + 3));
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

function plain(
  text: string,
  at: number,
  { charsMax, isName }: { charsMax: number; isName: boolean },
): LineValue | null {
  const slice = text.slice(at, at + charsMax + 1);
  const found = (isName ? NAME_END_REGEXP : END_REGEXP).exec(slice);
  if (found === null && slice.length > charsMax && !isName) return null;
  const value = slice.slice(0, found?.index ?? slice.length).replace(TAIL_REGEXP, "");
  return value === "" ? null : { start: at, end: at + value.length, isQuoted: false };
}
