/**
 * International bank account numbers (ISO 13616): country, two check digits, and an account number
 * whose length and structure the country fixes; the whole is 1 modulo 97. That is proof enough, so
 * they are found in any grouping and case, and behind letters that are glued on.
 *
 *     DE89 3704 0044 0532 0130 00    IBANde89370400440532013000    GB 29-NWBK-6016-1331-9268-19
 *
 * @module
 */

import {
  codeAt,
  isAlphanumeric,
  isDash,
  isDigit,
  isLetter,
  isSpace,
} from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { IBAN_STRUCTURES, type IbanStructure } from "./iban_countries.ts";

/** Letters that may be glued on before: `IBAN`, `Kontonummer`. */
const PREFIX_CHARS_MAX = 24;
/** Fewest characters of check digits and an account that is glued on. */
const GLUED_MIN = 10;
/** Separators in a row: a line break may have a space beside it. */
const GAP_MAX = 3;
/** Fewest digits: what has fewer is a sentence that begins with a short code. */
const DIGITS_MIN = 8;
/** Form, length and check together are proof. */
const RANK = 9;

function matchIban(text: string, run: Readonly<Span>): Hit | null {
  // Check digits stand alone, or with all that follows: most numbers are neither.
  const length = run.end - run.start;
  if (length === 1 || length === 3) return null;
  if (length > 2 && length < GLUED_MIN && isDigit(codeAt(text, run.start))) return null;
  const start = countryStart(text, run);
  if (start < 0) return null;
  const structure = IBAN_STRUCTURES.get(text.slice(start, start + 2).toUpperCase());
  if (structure === undefined) return null;
  const read = readCode(text, start, structure.size);
  if (read === null || remainder(read.code) !== 1) return null;
  const span = { start, end: read.end };
  if (!isDigitRich(read.code)) return null;
  const isExact = hasStructure(read.code, structure);
  return { ...span, need: isExact ? "none" : "context", rank: RANK };
}

/** Where two letters stand before the first digit of a run: in it, or apart from it by a space. */
function countryStart(text: string, run: Readonly<Span>): number {
  let digit = run.start;
  const most = Math.min(run.end, run.start + PREFIX_CHARS_MAX);
  while (digit < most && !isDigit(codeAt(text, digit))) digit++;
  if (digit === most || !isDigit(codeAt(text, digit + 1))) return -1;
  const isApart = digit === run.start;
  const gap = isApart ? 1 : 0;
  if (isApart && !isSpace(codeAt(text, digit - 1)) && !isDash(codeAt(text, digit - 1))) return -1;
  const start = digit - gap - 2;
  if (!isApart && start < run.start) return -1;
  if (!isLetter(codeAt(text, start)) || !isLetter(codeAt(text, start + 1))) return -1;
  return isApart && isAlphanumeric(codeAt(text, start - 1)) ? -1 : start;
}

/** The next `size` letters and digits, over separators, if nothing is glued on behind; or null. */
function readCode(text: string, start: number, size: number): { code: string; end: number } | null {
  let code = "";
  let at = start;
  let gap = 0;
  while (code.length < size) {
    const unit = codeAt(text, at);
    if (isAlphanumeric(unit)) {
      code += text.charAt(at);
      gap = 0;
    } else if (!isGap(unit) || ++gap > GAP_MAX) return null;
    at++;
  }
  return isAlphanumeric(codeAt(text, at)) ? null : { code: code.toUpperCase(), end: at };
}

/** What people and programs put between the groups. */
function isGap(code: number): boolean {
  return isSpace(code) || isDash(code) || code === 0x2e || code === 0x2f || code === 0x5f ||
    code === 0x0a || code === 0x0d;
}

/** ISO 7064 MOD 97-10, over a code in capitals with its first four characters at the end. */
export function remainder(code: string): number {
  let value = 0;
  for (let k = 0; k < code.length; k++) {
    const unit = code.charCodeAt((k + 4) % code.length);
    value = isDigit(unit) ? (value * 10 + unit - 0x30) % 97 : (value * 100 + unit - 0x37) % 97;
  }
  return value;
}

function isDigitRich(code: string): boolean {
  let digits = 0;
  for (let k = 0; k < code.length; k++) if (isDigit(code.charCodeAt(k))) digits++;
  return digits >= DIGITS_MIN;
}

function hasStructure(code: string, { kinds }: IbanStructure): boolean {
  for (let k = 0; k < kinds.length; k++) {
    const kind = kinds.charAt(k);
    if (kind !== "c" && (kind === "n") !== isDigit(code.charCodeAt(k + 4))) return false;
  }
  return true;
}

/** The rule for `IBAN`. */
export const IBAN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "IBAN",
  finds: "international bank account number with the country's length and valid check digits",
  at: ["mixed", "number"],
  groups: [[2, 2, "* -./_9|", "* -./"], [4, 999, "* -./_9|", "* -./"]],
  words: [
    ...["iban", "account", "bank", "bank account", "konto", "kontonummer", "bankverbindung"],
    ...[
      "compte",
      "cuenta",
      "conto",
      "conta",
      "rekening",
      "rachunek",
      "ra\u010dun",
      "\u00fa\u010det",
    ],
    ...["hesap", "tili", "\u0441\u0447\u0435\u0442", "\u0441\u0447\u0451\u0442"],
  ],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchIban(scan.text, anchor),
  hits: [
    ["IBAN: DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"],
    ["pay to GB29NWBK60161331926819 today", "GB29NWBK60161331926819"],
    ["fr14 2004 1010 0505 0001 3m02 606", "fr14 2004 1010 0505 0001 3m02 606"],
    ["IBANDE89370400440532013000", "DE89370400440532013000"],
    ['{"iban":"NL91ABNA0417164300"}', "NL91ABNA0417164300"],
    ["name,iban\nAnn,BE68539007547034\n", "BE68539007547034"],
    ["ES91-2100-0418-4502-0005-1332", "ES91-2100-0418-4502-0005-1332"],
    ["CH 93 0076 2011 6238 5295 7", "CH 93 0076 2011 6238 5295 7"],
    ["NO93\u00a08601\u00a01117\u00a0947", "NO93\u00a08601\u00a01117\u00a0947"],
    ["\u8d26\u53f7PL61109010140000071219812874", "PL61109010140000071219812874"],
    ["DE89 3704 0044\n0532 0130 00", "DE89 3704 0044\n0532 0130 00"],
    ["MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"],
    ["konto:NO9386011117947;", "NO9386011117947"],
    ["to_account=LC55HEMM000100010012001200023015", "LC55HEMM000100010012001200023015"],
    ["send it to RO79 BCYP RONC XZ00 4410 2279 please", "RO79 BCYP RONC XZ00 4410 2279"],
    ["contul meu: RO61 BTRL RONC RT00 A1B2 C3D4, mul\u021bumesc", "RO61 BTRL RONC RT00 A1B2 C3D4"],
    ["transfer la RO41 BREL ABCD 1044 0022 0099 azi", "RO41 BREL ABCD 1044 0022 0099"],
    ['{"iban":"RO70 PIRB XKLM 7700 1122 334K"}', "RO70 PIRB XKLM 7700 1122 334K"],
    ["| Ion | RO27 UGBI ROLE 4400 5500 6600 |", "RO27 UGBI ROLE 4400 5500 6600"],
    ["[client] RO78 EGNA QRST 0102 0304 0506\n", "RO78 EGNA QRST 0102 0304 0506"],
    ["IBAN=RO91-CARP-ZZAB-9900-8800-7700;", "RO91-CARP-ZZAB-9900-8800-7700"],
    [
      "pay RO23\u00a0BITR\u00a0VVVV\u00a01234\u00a00056\u00a07800",
      "RO23\u00a0BITR\u00a0VVVV\u00a01234\u00a00056\u00a07800",
    ],
  ],
  misses: [
    "DE88 3704 0044 0532 0130 00",
    "DE8937040044053201300",
    "DE893704004405320130000",
    "GB29 NWBK 6016 1331 9268",
    "XX89370400440532013000",
    "VAT DE123456789",
    "ISIN US0378331005",
    "ABCDE-12FGH-34IJK-56LMN-78OPQ",
    "no 93 people and 86 cats, 0111 in all",
    "GT40 is a car that nobody in the whole of the town has",
    "ADE89370400440532013000B",
    "PO12 3456 7890 1234",
    "RO80 BCYP RONC XZ00 4410 2279",
    "AB12 CDEF GHIJ KL00 4410 2279",
    "RO79 BCYP RONC XZ00 4410 22",
    "RO79 BCYP RONC XZ00 4410 22790",
    "DE12 ABCD EFGH IJKL 4410 2279",
    "IT20 pros were here with 1044 0022 others",
    "AT10 nine boys from 2014 2015 2016",
    "contul: RO78 BCYP RONC XZ00 4410 2279",
  ],
};
