/**
 * Dates of birth behind the sign that genealogists and doctors write for it: `Jane Doe, *12.03.1985`.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { dateEnd } from "../date_forms.ts";

/** How much is read back from the sign. */
const BACK_CHARS_MAX = 32;
/** A name, or what stands behind one. */
const NAME_BEFORE_REGEXP = /\p{Lu}[\p{L}\p{M}.-]+(?: \([^()]{2,20}\))?(?:,? ?\(|,? )$/u;

function matchSign({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (codeAt(text, anchor.start - 1) !== 0x2a || codeAt(text, anchor.start - 2) === 0x2a) {
    return null;
  }
  const sign = anchor.start - 1;
  if (!NAME_BEFORE_REGEXP.test(text.slice(Math.max(0, sign - BACK_CHARS_MAX), sign))) return null;
  const end = dateEnd(text, anchor.start, { isNamed: false });
  // Emphasis ends with the sign that it begins with.
  if (end < 0 || codeAt(text, end) === 0x2a) return null;
  return { start: anchor.start, end, need: "none" };
}

/** The rule for dates behind the sign for birth. */
export const BIRTH_SIGN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "DATE_OF_BIRTH",
  finds: "date right behind an asterisk that follows a name",
  at: ["number"],
  anchorChars: [1, 2],
  groups: [[1, 2, "*", " -./"]],
  words: [],
  revision: 1,
  match: matchSign,
  hits: [
    ["Patientin Irmgard Sauerbier, *23.04.1951, wohnhaft in Ulm", "23.04.1951"],
    ["Jane Doe (*12.03.1985)", "12.03.1985"],
    ["Hr. Stein *3.4.62, privat versichert", "3.4.62"],
    ["Anna Schmidt (Mutter), *1. Mai 1970", "1. Mai 1970"],
    ['{"text":"Jane Doe, *12.03.1985"}', "12.03.1985"],
    ["Karl Weber *12/03/1985", "12/03/1985"],
    ["INFO case Weber, *12.03.1985 opened", "12.03.1985"],
    ["Doe, *12-03-1985", "12-03-1985"],
  ],
  misses: [
    "a = B *12.03",
    "Release *12.03.1985*",
    "x *12.03.1985",
    "* 12.03.1985 meeting",
    "**12.03.1985** Meeting",
    "Figure *1.2.3",
    "2 *12.03.1985",
    "Jane Doe, *1785-03-12",
  ],
};
