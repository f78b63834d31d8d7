/**
 * Values whose name stands in a remark, behind them or in the line above, and those that are said to
 * be what the name says.
 *
 *     k := "..." // the weather api key     DD=...  # datadog api key     ... is the access token
 *
 * @module
 */

import type { Span } from "../../rule.ts";
import { isStated } from "../../context/said_of.ts";

/** Between name and token: words that say that the token is something else. */
export const BETWEEN_REGEXP =
  /\b(?:commit|sha\d*|hash|checksum|digest|request|trace|order|version|build|uuid|id|file|image|see|docs?)\b|\n\s*\n/i;
/** A literal, and the remark behind it up to the name: `= "..."; // the weather api key`. */
const REMARK_REGEXP =
  /(?:["'`]([^\s"'`]{16,200})["'`][)\]},;]{0,3}|(?:^|[\s=])([\w+/.-]{20,200}={0,2}))[ \t]{1,40}(?:\/\/|#|--|\/\*)[ \t]{0,2}((?:[\w'.-]{1,20}[ \t]){0,4}[\w.-]{0,20})$/;
/** A value, and what is said of it: `... is the weather api key`. */
const SAID_REGEXP =
  /(?:^|[\s"'`(:])([\w+/.-]{20,200}={0,2})(["'`]?(?: \((?:the )?|[ ,][^\d\n]{3,43}))$/;
const REMARK_CHARS_MAX = 320;
/** The name ends the remark, or a clause of it. */
const REMARK_END_REGEXP = /^[ \t]{0,2}(?:\*\/[ \t]{0,2})?(?:$|[\r\n(),.;]|\\[nr]|:[ \t]?[\r\n])/;
/** What a remark begins with, up to the name; and the next line, which is about that. */
const REMARK_HEAD_REGEXP =
  /(?:^|[\r\n]|\\n)[ \t]{0,24}(?:\/\/|#|--|\/\*)[ \t]{0,2}((?:[\w'.-]{1,20}[ \t]){0,5}[\w.-]{0,20})$/;
const NEXT_LINE_REGEXP =
  /^[ \t]{0,2}(?:\*\/)?:?[ \t]{0,4}(?:\r?\n|\\n)[ \t]{0,24}(?:[a-z]{2,8} ){0,3}[\w.-]{1,40}(?:: ?\w{1,12})?\s{0,4}(?::=|=|:)\s{0,3}(["'`]?)([^\s"'`;,]{16,200})\1[;,]?[ \t]{0,4}(?:$|[\r\n]|\\n)/;

/** The value that a remark on the same line, or a clause behind it, names. */
export function remarked(text: string, name: Readonly<Span>): Span | null {
  if (!REMARK_END_REGEXP.test(text.slice(name.end, name.end + 8))) return null;
  const from = Math.max(0, name.start - REMARK_CHARS_MAX);
  const before = text.slice(from, name.start);
  const remark = REMARK_REGEXP.exec(before);
  const said = remark === null ? SAID_REGEXP.exec(before) : null;
  const secret = remark?.[1] ?? remark?.[2] ?? said?.[1];
  if (secret === undefined) return belowRemark(text, name, before);
  const found = remark ?? said;
  const gap = said?.[2] ?? "";
  if (said !== null && !/^["'`]? \(/.test(gap) && !isStated(gap)) return null;
  const at = (found?.index ?? 0) + (found?.[0].indexOf(secret) ?? 0);
  const isOfOther = BETWEEN_REGEXP.test(remark?.[3] ?? gap) ||
    BETWEEN_REGEXP.test(before.slice(Math.max(0, at - 16), at));
  return isOfOther ? null : { start: from + at, end: from + at + secret.length };
}

/** The value of the line below a remark that ends in the name. */
function belowRemark(text: string, name: Readonly<Span>, before: string): Span | null {
  const words = REMARK_HEAD_REGEXP.exec(before)?.[1];
  if (words === undefined || BETWEEN_REGEXP.test(words)) return null;
  const next = NEXT_LINE_REGEXP.exec(text.slice(name.end, name.end + REMARK_CHARS_MAX));
  const [whole = "", , secret = ""] = next ?? [];
  const start = name.end + whole.lastIndexOf(secret);
  return next === null ? null : { start, end: start + secret.length };
}
