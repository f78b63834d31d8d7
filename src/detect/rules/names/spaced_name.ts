/**
 * Names one space behind their label, in forms and chats of East Asia.
 * @module
 */

import type { Span } from "../../rule.ts";
import { CHINESE, KOREAN } from "./family_names.ts";
import type { LineValue } from "../line_value.ts";

/** How far a name may reach. */
const NAME_CHARS_MAX = 64;

const SPACED_VALUE_REGEXP = new RegExp(
  `^[ \\u3000]([\\u30a1-\\u30fc]{1,8}[ \\u3000][\\u30a1-\\u30fc]{1,8}|[\\u4e00-\\u9fff\\u3005]{1,4}[ \\u3000][\\u4e00-\\u9fff\\u3005\\u3041-\\u3096]{1,4}|${KOREAN}[\\uac00-\\ud7a3]{1,2}|${CHINESE}[\\u4e00-\\u9fff]{1,2}|[\\u0e01-\\u0e4e]{2,18} [\\u0e01-\\u0e4e]{2,22})(?=[ \\t\\u3000]*(?:\\r?\\n|$|\\\\n|[,;(\\uff08\\uff0c])|[ \\u3000]{1,2}[^ \\u3000]{2,8}[ \\u3000:\\uff1a]|[ ]{2,4}[^ ]{2,16} )`,
);

/** A name one space behind its label in Korean, Chinese or Thai, as forms and chats have it. */
export function spacedValue(text: string, { start, end }: Readonly<Span>): LineValue | null {
  if (text.charCodeAt(start) < 0x0e00 || text.charCodeAt(end - 1) < 0x0e00) return null;
  const found = SPACED_VALUE_REGEXP.exec(text.slice(end, end + NAME_CHARS_MAX))?.[1];
  if (found === undefined) return null;
  return { start: end + 1, end: end + 1 + found.length, isQuoted: true };
}
