/**
 * Values of forms as browsers send them, where a plus stands for a space and a percent sign begins
 * the code of a byte: `drv_name=Jane+Doe&state=FL`, `?full_name=Jane%20Doe`.
 * @module
 */

import { codeAt } from "../text/character.ts";
import type { Span } from "../rule.ts";

/** Longest value, as it is written. */
const VALUE_CHARS_MAX = 240;
/** Longest name of a field before the word that is known. */
const NAME_CHARS_MAX = 32;
const EQUALS = 0x3d;

const VALUE_REGEXP = /=([^\s&"'`<>#;=\\{}()|,]{2,240})(?=[&\s"'`<>#\\]|$)/y;
const SIGN_REGEXP = /[+]|%[0-9A-Fa-f]{2}/;

/** A value, where it is written, and what it says. */
export interface FormValue extends Span {
  decoded: string;
}

/** The value of a form behind a name, or null when it is none, or not of a form. */
export function formValue(text: string, name: Readonly<Span>): FormValue | null {
  if (codeAt(text, name.end) !== EQUALS) return null;
  VALUE_REGEXP.lastIndex = name.end;
  const written = VALUE_REGEXP.exec(text)?.[1];
  if (written === undefined || written.length > VALUE_CHARS_MAX) return null;
  const start = name.end + 1;
  const end = start + written.length;
  const isOfForm = text.charAt(end) === "&" || "?&".includes(signBefore(text, name.start) || " ");
  if (!isOfForm && !SIGN_REGEXP.test(written)) return null;
  try {
    return { start, end, decoded: decodeURIComponent(written.replaceAll("+", " ")) };
  } catch {
    return null;
  }
}

/** The character before the whole name of a field. */
function signBefore(text: string, at: number): string {
  let start = at;
  while (at - start < NAME_CHARS_MAX && /[\w.[\]-]/.test(text.charAt(start - 1))) start--;
  return text.charAt(start - 1);
}
