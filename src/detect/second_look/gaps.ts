/**
 * What may stand between the groups of a value that nobody's form has: signs once or a few times.
 * @module
 */

import { codeAt } from "../text/character.ts";

/** Signs that no printed form has, and those that forms have. */
const ODD_SIGNS = "|~_*'\"`^\u2022\u00b7";
const PLAIN_SIGNS = " -./,\u2013\u2014";
/** What may stand between two spaces. */
const INSIDE_SPACES = "._~*^|/\u2022\u00b7\u2013\u2014";
/** Signs that stand between all sorts of numbers: only long ones are looked at. */
const RARE_SIGNS = ":+#=\\)]";
/** Brackets around each group. */
const BRACKETS = [")(", "]["];

/** Longest gap. */
const GAP_MAX = 5;

/** Stands between no groups. */
export const NO_SIGN = 0;
/** Stands between groups in no form. */
export const ODD_SIGN = 1;
/** Stands between groups in some form. */
const PLAIN_SIGN = 2;
/** Stands between the groups of a long number, if of any. */
export const RARE_SIGN = 3;

const SIGNS: Uint8Array = signs();

function signs(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const char of ODD_SIGNS) table[char.charCodeAt(0)] = ODD_SIGN;
  for (const char of PLAIN_SIGNS) table[char.charCodeAt(0)] = PLAIN_SIGN;
  for (const char of RARE_SIGNS) table[char.charCodeAt(0)] = RARE_SIGN;
  return table;
}

/** What a sign is to the groups of a value: one of the constants above. */
export function signKind(code: number): number {
  return SIGNS[code] as number;
}

/**
 * The signs that begin at `from`, or end there when `step` is -1; empty when there are too many, or
 * none that can separate groups.
 */
export function gapOf(text: string, from: number, step: 1 | -1 = 1): string {
  for (const pair of BRACKETS) {
    if (text.startsWith(pair, step === 1 ? from : from - pair.length)) return pair;
  }
  let at = step === 1 ? from : from - 1;
  let size = 0;
  while (size <= GAP_MAX && SIGNS[codeAt(text, at)] !== 0 && codeAt(text, at) !== 0) {
    at += step;
    size++;
  }
  if (size === 0 || size > GAP_MAX) return "";
  const gap = step === 1 ? text.slice(from, from + size) : text.slice(from - size, from);
  return isGap(gap) ? gap : "";
}

/** One sign, the same one twice or three times, or plain signs inside odd ones. */
function isGap(gap: string): boolean {
  const first = gap.charCodeAt(0);
  if (gap.length === 1) return true;
  if (gap === ", ") return true;
  if (gap.charCodeAt(gap.length - 1) !== first) return false;
  // `B4 _ FB`
  if (gap.length === 3 && gap.startsWith(" ")) return INSIDE_SPACES.includes(gap.charAt(1));
  if (gap.length <= 3 && gap === gap.charAt(0).repeat(gap.length)) return true;
  return signKind(first) === ODD_SIGN && gap.slice(1, -1) !== "," && !gap.includes(",");
}
