/**
 * Numbers of persons in Mexico and Chile.
 * @module
 */

import {
  type CodeRule,
  type Hit,
  type MatcherRule,
  RANK,
  type Rule,
  type Span,
} from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { CHILEAN_WORDS, MEXICAN_WORDS } from "./latin_words.ts";
import { NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { PrintedId } from "./printed_id.ts";
import { TAX_ID_WORDS } from "./tax_id_words.ts";
import { digitsOf, hasShortDate, isRepeated } from "./world_check_digits.ts";

/** RENAPO: the letter \u00d1 has a value, though it is written X. */
const MEXICAN_VALUES = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
const MEXICAN_STATES = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP " +
  "SL SR TC TS TL VZ YN ZS NE";
const MEXICAN_FORM_REGEXP = /^[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}/;

/** Letters of the names, birth date, sex, state, consonants, a mark and a check digit. */
function isMexican(code: string): boolean {
  if (!MEXICAN_FORM_REGEXP.test(code) || !MEXICAN_STATES.includes(code.slice(11, 13))) return false;
  if (!hasShortDate(digitsOf(code.slice(4, 10)), 0)) return false;
  let sum = 0;
  for (let k = 0; k < 17; k++) sum += MEXICAN_VALUES.indexOf(code.charAt(k)) * (18 - k);
  return (10 - sum % 10) % 10 === Number(code.charAt(17));
}

const CURP = new PrintedId([
  { pattern: "AAAA999999AAAAAAX9", need: "none" },
  { pattern: "AAAA~999999~AAAAAAX9", need: "none" },
  { pattern: "AAAA~999999~AAAAAA~X9", need: "none" },
], isMexican);

/** Form, place and check digit are proof, in small letters as well. */
function matchCurp({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const hit = CURP.match(text, anchor);
  return hit === null ? null : { ...hit, need: "none", rank: RANK.SURE };
}

const MEXICAN_RULE: MatcherRule = {
  anchor: "matcher",
  at: ["number", "mixed"],
  anchorChars: [6, 18],
  category: "MX_CURP",
  finds: "Mexican population registry code with a valid date, state and check digit",
  revision: 1,
  words: [...MEXICAN_WORDS, ...NATIONAL_ID_WORDS],
  match: matchCurp,
  hits: [
    ["Mi CURP es HEGG560427MVZRRL04.", "HEGG560427MVZRRL04"],
    ["GOMC850612HDFNRR06", "GOMC850612HDFNRR06"],
    ["curp: lopa031105mjcprna2", "lopa031105mjcprna2"],
    ['{"curp":"PERJ900101HNLRRN01"}', "PERJ900101HNLRRN01"],
    ["nombre,curp\nCarlos,GOMC850612HDFNRR06", "GOMC850612HDFNRR06"],
    ["INFO alta curp=SAXM720229MNESXR01 ok", "SAXM720229MNESXR01"],
    ["order for HEGG560427MVZRRL04", "HEGG560427MVZRRL04"],
    ["CURP HEGG-560427-MVZRRL04", "HEGG-560427-MVZRRL04"],
    ["\u58a8\u897f\u54e5 HEGG560427MVZRRL04", "HEGG560427MVZRRL04"],
  ],
  misses: [
    "HEGG560427MVZRRL05",
    "HEGG561327MVZRRL04",
    "HEGG560427ZVZRRL04",
    "HEGG560427MZZRRL04",
    "HEGG560427MVZRAL04",
    "HEGG560427MVZRRL041",
    "XHEGG560427MVZRRL04",
    "HEGG560432MVZRRL04",
    "CURP HEGG560427",
  ],
};

/** Modulo 11 with weights 2 to 7 from the right; 10 is written K. */
function isChilean(code: string): boolean {
  const digits = digitsOf(code.slice(0, -1));
  if (isRepeated(digits, digits.length) || digits[0] === 0) return false;
  let sum = 0;
  for (let k = 0; k < digits.length; k++) {
    const place = digits.length - 1 - k;
    sum += (digits[k] as number) * (2 + place % 6);
  }
  return "0K987654321".charAt(sum % 11) === code.charAt(code.length - 1);
}

const CHILEAN_RULE: CodeRule = {
  anchor: "code",
  category: "CL_RUT",
  finds: "Chilean tax and identity number with a valid check character",
  revision: 1,
  words: [...CHILEAN_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS],
  forms: [
    { pattern: "99.999.999-X", need: "none" },
    { pattern: "9.999.999-X", need: "none" },
    { pattern: "99999999-A", need: "soft" },
    { pattern: "99 999 999-X", need: "soft" },
    { pattern: "99.999.999 X", need: "context" },
    { pattern: "99.999.999.X", need: "context" },
    { pattern: "99999999-X", need: "context" },
    { pattern: "9999999-X", need: "context" },
    { pattern: "999999999", need: "context" },
    { pattern: "99999999A", need: "context" },
    { pattern: "99999999", need: "context" },
    { pattern: "9999999A", need: "context" },
  ],
  valid: isChilean,
  hits: [
    ["Mi RUT es 12.345.678-5.", "12.345.678-5"],
    ["7.654.321-6 firm\u00f3 ayer", "7.654.321-6"],
    ["rut: 16789012-1", "16789012-1"],
    ['{"rut":"20345678-6"}', "20345678-6"],
    ['{"rut": 123456785}', "123456785"],
    ["nombre;rut\nAna;11.223.344-K", "11.223.344-K"],
    ["INFO cliente rut=17407402-k ok", "17407402-k"],
    ["C\u00e9dula de identidad 98765433", "98765433"],
    ["R.U.N. 12345678-5", "12345678-5"],
    ["Chilean tax ID 12345678-5", "12345678-5"],
  ],
  misses: [
    "12.345.678-6",
    "RUT 12345678-6",
    "12345678-5",
    "stuck in a rut for 123456789 days",
    "order 12345678-5",
    "12.345.678-55",
    "1.12.345.678-5",
    "RUT 11.111.111-1",
    "v12.345.678-5",
    "123456785",
  ],
};

/** The rows of this file. */
export const LATIN_ID_RULES: readonly Rule[] = [MEXICAN_RULE, CHILEAN_RULE];
