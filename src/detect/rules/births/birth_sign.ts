/**
 * Dates of birth behind the sign that genealogists and doctors write for it, and behind the letters
 * that many languages have for "born": `Jane Doe, *12.03.1985`, `Kari Nordmann, f. 3. mai 1951`.
 * @module
 */

import { CLASS, LOWER } from "../../text/alphabet.ts";
import { codeAt } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { dateEnd } from "../date_forms.ts";

/** How much is read back from the sign. */
const BACK_CHARS_MAX = 32;
/** A name, or what stands behind one. */
const NAME_BEFORE_REGEXP = /\p{Lu}[\p{L}\p{M}.-]+(?: \([^()]{2,20}\))?(?:,? ?\(|,? )$/u;

/** The same, where the sign alone could be a product or a list. */
const APART_REGEXP = /\p{Lu}[\p{L}\p{M}.'\u2019-]+(?: \([^()]{2,20}\))?(?:, ?|,? \()$/u;

/**
 * "born", with a dot: Nordic languages; Finnish; English; Romance ones; Hungarian; Czech and Slovak;
 * Croatian; Turkish; Latvian; Russian and Bulgarian; Greek. Not `d.`, which is also "died".
 */
const LETTERS: ReadonlySet<string> = new Set(
  [
    "f|s|b|n|sz|nar|ro\u0111|do\u011f|dz",
    "\u0440|\u0440\u043e\u0436\u0434|\u0440\u043e\u0452|\u03b3|\u03b3\u03b5\u03bd",
  ].join("|").split("|"),
);
const LETTERS_MAX = 4;

const STAR = 0x2a;
const DOT = 0x2e;
const SPACE = 0x20;

function matchSign({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const isApart = codeAt(text, anchor.start - 1) === SPACE;
  const sign = anchor.start - (isApart ? 2 : 1);
  const code = codeAt(text, sign);
  if (code !== DOT && code !== STAR) return null;
  const from = code === DOT ? lettersStart(text, sign) : sign;
  if (from < 0 || codeAt(text, from - 1) === STAR) return null;
  const before = isApart || code === DOT ? APART_REGEXP : NAME_BEFORE_REGEXP;
  if (!before.test(text.slice(Math.max(0, from - BACK_CHARS_MAX), from))) return null;
  const end = dateEnd(text, anchor.start, { isNamed: false });
  // Emphasis ends with the sign that it begins with.
  if (end < 0 || (code === STAR && codeAt(text, end) === STAR)) return null;
  return { start: anchor.start, end, need: "none" };
}

/** Where the letters for "born" begin that end before a dot, or -1. */
function lettersStart(text: string, dot: number): number {
  let from = dot;
  while (dot - from <= LETTERS_MAX && isSmall(codeAt(text, from - 1))) from--;
  return LETTERS.has(text.slice(from, dot)) ? from : -1;
}

function isSmall(code: number): boolean {
  return CLASS[code] === LOWER;
}

/** The rule for dates behind the sign for birth. */
export const BIRTH_SIGN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "DATE_OF_BIRTH",
  finds: "date right behind an asterisk, or the letter for born, that follows a name",
  at: ["number"],
  anchorChars: [1, 4],
  groups: [[1, 2, "* .", " -./"], [4, 4, "* .", "-./"]],
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
    ["Max Brandl, * 23.4.1951 in Linz", "23.4.1951"],
    ["Pasient: Kari Moen, f. 3. mai 1951", "3. mai 1951"],
    ["Kari Moen (f. 03.05.1951), innlagt", "03.05.1951"],
    ["Klient: Bo Friis, f. 3/5 1951", "3/5 1951"],
    ["Elin Ek, f. 1951-05-03", "1951-05-03"],
    ["Liisa Aho, s. 3.5.1951, Turku", "3.5.1951"],
    ["John Dean (b. 3 May 1951)", "3 May 1951"],
    ["Jan Kos, nar. 3. kv\u011btna 1951", "3. kv\u011btna 1951"],
    ["Nagy Ilona, sz. 1951. m\u00e1jus 3.", "1951. m\u00e1jus 3."],
    ["Aldo Neri, n. 3 maggio 1951", "3 maggio 1951"],
    ["Can Demir (do\u011f. 03.05.1951)", "03.05.1951"],
    [
      "\u0418\u0432\u0430\u043d \u041b\u0435\u0441\u043e\u0432, \u0440. 03.05.1951",
      "03.05.1951",
    ],
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
    "John Dean, d. 3 May 1951",
    "see above, s. 3.5.1951",
    "A Foo * 3.5.1951",
    "Kari Moen, f. 3. utgave 1951",
    "Liisa Aho, s. 35",
    "Elin Ek, ref. 1951-05-03",
    "Elin Ek, F. 1951-05-03",
  ],
};
