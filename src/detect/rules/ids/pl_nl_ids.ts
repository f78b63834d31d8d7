/**
 * Numbers of Poland and the Netherlands. One in fifty numbers passes for a PESEL and one in eleven
 * for a BSN, so that both need a word.
 *
 * @module
 */

import type { NumberRule, Rule } from "../../rule.ts";
import { isDayOfMonth, isOneDigit, numberAt, weightedSum } from "./check_digits.ts";
import { ID_CARD_WORDS } from "./id_words.ts";
import { NATIONAL_ID_WORDS, SOCIAL_SECURITY_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { NATION_WORDS } from "./national_id_words.ts";

const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];

/** Birth date, with the century in the month, and a check digit (Act on population records). */
function isPesel(d: Uint8Array): boolean {
  const month = numberAt(d, 2, 2) % 20;
  return isDayOfMonth(month, numberAt(d, 4, 2)) && weightedSum(d, PESEL_WEIGHTS) % 10 === 0;
}

const PESEL_RULE: NumberRule = {
  anchor: "number",
  category: "PL_PESEL",
  finds: "Polish PESEL number with a date and a valid check digit, next to a word for it",
  revision: 1,
  words: [
    ...["pesel", "peselu", "peselem", "pesele", "nr pesel"],
    ...["numer pesel", "numeru pesel", "numerem pesel", "peselnumber"],
    ...["numerpesel", "nrpesel", "polish id", "polish national id"],
    ...["polish national identification", "polish pesel", "numer ewidencyjny"],
    ...["\u043f\u0435\u0441\u0435\u043b\u044c", "\u043f\u0435\u0441\u0435\u043b"],
    ...["\u043f\u0435\u0441\u0435\u043b\u044f", "\u043d\u043e\u043c\u0435\u0440 pesel"],
    ...NATIONAL_ID_WORDS,
    ...ID_CARD_WORDS,
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "99999999999", need: "context" },
    { pattern: "999999~99999", need: "context" },
    { pattern: "99~99~99~99999", need: "context" },
    { pattern: "99~99~99~999~99", need: "context" },
    { pattern: "999~999~999~99", need: "context" },
    { pattern: "999~999~99999", need: "context" },
    { pattern: "9999~9999~999", need: "context" },
  ],
  valid: isPesel,
  hits: [
    ["PESEL: 44051401359", "44051401359"],
    ["M\u00f3j numer PESEL to 94070596875.", "94070596875"],
    ['{"pesel":"54112327092"}', "54112327092"],
    ['{"nationalId": "84081412369"}', "84081412369"],
    ["imi\u0119,pesel\nAnna,50012557704\n", "50012557704"],
    ["kyc pesel=49121957817 ok", "49121957817"],
    ["My Polish PESEL number is 012825 20857", "012825 20857"],
    ["\u043c\u043e\u0439 \u043f\u0435\u0441\u0435\u043b\u044c 02290595983", "02290595983"],
    ["Legitymuje si\u0119 numerem PESEL 94070596875", "94070596875"],
  ],
  misses: [
    "44051401359",
    "PESEL 44051401358",
    "PESEL 44053201352",
    "PESEL 44131401357",
    "PESEL 440514013590",
    "order 44051401359",
    "PESEL order id 44051401359",
    "ts=1732000000000",
    "+48 44051401359",
  ],
};

const BSN_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** The eleven test; eight digits lack their zero (Wet algemene bepalingen burgerservicenummer). */
function isBsn(d: Uint8Array, count: number): boolean {
  if (isOneDigit(d, count)) return false;
  const weights = count === 8 ? BSN_WEIGHTS.slice(1) : BSN_WEIGHTS;
  return weightedSum(d, weights) % 11 === 0;
}

const BSN_RULE: NumberRule = {
  anchor: "number",
  category: "NL_BSN",
  finds: "Dutch citizen service number (BSN) that passes the eleven test, next to a word for it",
  revision: 1,
  words: [
    ...[
      "bsn",
      "bsns",
      "b s n",
      "bsnnummer",
      "bsnnr",
    ],
    ...["burgerservicenummer", "burger service nummer", "burgerservicenr"],
    ...["sofinummer", "sofi", "sofinr", "onderwijsnummer"],
    ...["citizen service number", "dutch citizen service number", "dutch bsn", "burgerservice"],
    ...["dutch social security number", "dutch national id", "dutch id number", "dutch tax id"],
    ...[
      "niederl\u00e4ndische b\u00fcrgerservicenummer",
      "b\u00fcrgerservicenummer",
      "num\u00e9ro bsn",
      "n\u00famero bsn",
    ],
    ...["persoonsnummer", "persoonsgebonden nummer", "citizen id", "rsin"],
    ...NATION_WORDS,
    ...SOCIAL_SECURITY_WORDS,
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "999999999", need: "context" },
    { pattern: "9999~99~999", need: "context" },
    { pattern: "999~999~999", need: "context" },
    { pattern: "999~99~9999", need: "context" },
    { pattern: "99~99~99~999", need: "context" },
    { pattern: "99999999", need: "context" },
  ],
  valid: isBsn,
  hits: [
    ["BSN: 111222333", "111222333"],
    ["Mijn burgerservicenummer is 1951.85.456.", "1951.85.456"],
    ['{"bsn":"223890054"}', "223890054"],
    ['{"burgerservicenummer": 751077343}', "751077343"],
    ["naam,bsn\nAnna,964032594\n", "964032594"],
    ["intake bsn=411982126 akkoord", "411982126"],
    ["My Dutch citizen service number is 765 130 506", "765 130 506"],
    ["meine B\u00fcrgerservicenummer: 038863765", "038863765"],
    ["sofi-nummer 9950059, sofinummer 09950059", "09950059"],
  ],
  misses: [
    "111222333",
    "BSN 111222334",
    "BSN 1112223330",
    "BSN 000000000",
    "order 111222333",
    "BSN order 111222333",
    "id=111222333",
    "tel 111222333",
    "BSN 111.222.3333",
  ],
};

/** Numbers of Poland and the Netherlands. */
export const PL_NL_ID_RULES: readonly Rule[] = [PESEL_RULE, BSN_RULE];
