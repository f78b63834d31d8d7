/**
 * The Italian codice fiscale: surname, name, year, month, day and place, and a check letter. Where
 * two persons would have the same, digits are replaced by letters from the right (omocodia).
 *
 *     RSS MRA 85T10 A562 S        RSSMRA85T10ARSNO (5, 6, 2 are R, S, N)
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isLetter, isSpace } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import { isDayOfMonth } from "./check_digits.ts";
import { NATIONAL_ID_WORDS, TAX_WORDS } from "./id_number_words.ts";

const LENGTH = 16;
/** Separators of one code, at most one in a row. */
const GAPS_MAX = 5;
/** Year, month and day: the shortest group with digits and a letter. */
const DATE_CHARS = 5;
/** Letters before the first digits; groups of three. */
const NAME_LETTERS = 6;
/** The check letter makes one in 26 of what looks like it; a word next to it is not needed. */
const RANK = 8;

/** Letters that stand for the digits 0 to 9. */
const OMOCODES = "LMNPQRSTUV";
/** Letters of the months January to December. */
const MONTHS = "ABCDEHLMPRST";
const SHAPE_REGEXP =
  /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

/** Values of the characters at odd places, from 0 and A on (Decree of 23 December 1976). */
const ODD_VALUES = [
  ...[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23],
];

/** Whether a code in capitals, without separators, has the shape, a day, and the check letter. */
function isCodiceFiscale(code: string): boolean {
  if (!SHAPE_REGEXP.test(code)) return false;
  const day = plainDigit(code.charAt(9)) * 10 + plainDigit(code.charAt(10));
  if (!isDayOfMonth(MONTHS.indexOf(code.charAt(8)) + 1, day > 40 ? day - 40 : day)) return false;
  let sum = 0;
  for (let k = 0; k < LENGTH - 1; k++) {
    const char = code.charAt(k);
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 0x41;
    sum += k % 2 === 0 ? ODD_VALUES[value] as number : value;
  }
  return String.fromCharCode(0x41 + sum % 26) === code.charAt(LENGTH - 1);
}

function plainDigit(char: string): number {
  const omocode = OMOCODES.indexOf(char);
  return omocode >= 0 ? omocode : Number(char);
}

/** At a run that holds the year, the month and the day, or the whole code. */
function matchCode(text: string, run: Readonly<Span>): Hit | null {
  const start = run.end - run.start >= LENGTH - 1 ? run.start : nameStart(text, run.start);
  if (start < 0 || isAlphanumeric(codeAt(text, start - 1))) return null;
  let code = "";
  let at = start;
  for (let gaps = 0; code.length < LENGTH; at++) {
    const unit = codeAt(text, at);
    if (isAlphanumeric(unit)) code += text.charAt(at);
    else if (!isGap(unit) || !isAlphanumeric(codeAt(text, at + 1)) || ++gaps > GAPS_MAX) {
      return null;
    }
  }
  if (isAlphanumeric(codeAt(text, at)) || !isCodiceFiscale(code.toUpperCase())) return null;
  return { start, end: at, need: "none", rank: RANK };
}

/** Where the letters of surname and name begin, before the run or at its start; or -1. */
function nameStart(text: string, runStart: number): number {
  let start = runStart;
  let letters = 0;
  for (let k = runStart; isLetter(codeAt(text, k)) && k - runStart < NAME_LETTERS; k++) letters++;
  let gaps = 0;
  while (letters < NAME_LETTERS) {
    const before = codeAt(text, start - 1);
    if (isLetter(before)) letters++;
    else if (!isGap(before) || ++gaps > 2) return -1;
    start--;
  }
  return start;
}

function isGap(code: number): boolean {
  return isSpace(code) || isDash(code) || code === 0x2e || code === 0x2f;
}

/** The rule for `IT_CODICE_FISCALE`. */
export const CODICE_FISCALE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IT_CODICE_FISCALE",
  finds: "Italian codice fiscale with a date and a valid check letter, omocodia as well",
  at: ["mixed"],
  anchorChars: [DATE_CHARS, LENGTH],
  words: [
    ...[
      "codice fiscale",
      "codicefiscale",
      "cod fiscale",
      "cod fisc",
      "codfiscale",
      "codfisc",
      "c f",
    ],
    ...["=CF", "codici fiscali", "codice fisc", "italian tax code", "italian fiscal code"],
    ...["italian tax id", "tessera sanitaria", "italienische steuernummer", "code fiscal italien"],
    ...["code fiscal", "steuercode", "c\u00f3digo fiscal italiano", "kod fiskalny"],
    ...TAX_WORDS,
    ...NATIONAL_ID_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => matchCode(text, anchor),
  hits: [
    ["Codice fiscale: RSSMRA85T10A562S", "RSSMRA85T10A562S"],
    ["Il mio codice fiscale \u00e8 BNC GLI 92H53 F205 H.", "BNC GLI 92H53 F205 H"],
    ['{"codiceFiscale":"VRDLCU78A01H501M"}', "VRDLCU78A01H501M"],
    ['{"cf":"frrnna00e65l219i"}', "frrnna00e65l219i"],
    ["nome,codice_fiscale\nAnna,CSTDVD69S24G273V\n", "CSTDVD69S24G273V"],
    ["anagrafica cf=CSTDVD69S24G273V ok", "CSTDVD69S24G273V"],
    ["My Italian tax code is RSS-MRA-85T10-A562-S", "RSS-MRA-85T10-A562-S"],
    ["RSSMRA85T10ARSNO", "RSSMRA85T10ARSNO"],
    ["CF RSSMRA8RT10A56NT", "RSSMRA8RT10A56NT"],
    ["RSSMRA85T10A562S", "RSSMRA85T10A562S"],
    ["meine Steuernummer in Italien: RSSMRA 85T10 A562S", "RSSMRA 85T10 A562S"],
  ],
  misses: [
    "RSSMRA85T10A562T",
    "RSSMRA85F10A562S",
    "RSSMRA85T32A562S",
    "CF RSSMRA85T10A562",
    "XRSSMRA85T10A562S",
    "RSSMRA85T10A562SX",
    "COUPON24T10A562S",
    "INTERNATIONALISE",
    "RS5MRA85T10A562S",
    "9f86d081884c7d65",
  ],
};
