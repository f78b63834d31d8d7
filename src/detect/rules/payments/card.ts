/**
 * Payment card numbers: 13 to 19 digits with an issuer's prefix and length and a valid Luhn check
 * digit. How they are printed decides what else they need:
 *
 *     4532 0151 1283 0366    as on cards: nothing
 *     4532015112830366       14 to 16 digits: no word that says otherwise (`order`, `id`)
 *     4222222222222          13, 17 to 19 digits: a word for cards
 *     4532.0151.1283.0366    other separators, other groups, two lines: a word for cards
 *
 * @module
 */

import {
  codeAt,
  continuesNumber,
  isDash,
  isDigit,
  isLetter,
  isSpace,
} from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Need, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isInHexTable } from "../../engine/stands_alone.ts";
import { isIssued, isUsualLength, PREFIX_DIGITS } from "./card_issuers.ts";
import { CARD_WORDS } from "./card_words.ts";
import { digitsStart } from "../digit_run.ts";
import { type Names, namesOf, namingBefore } from "../named.ts";

/** Fewest and most digits of a card number (ISO/IEC 7812-1). */
const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
/** Longest separator, and most groups that are of unequal length. */
const GAP_MAX = 4;
const GROUPS_MAX = 6;
/** Better than a form without a check digit. */
const RANK = 7;

/** Bit k set: a separator may stand after digit k. Groups of four, and 4-6-5 and 4-6-4. */
const GROUPS_OF_FOUR = (1 << 4) | (1 << 8) | (1 << 12) | (1 << 16);
const GROUPS_4_6 = (1 << 4) | (1 << 10);

const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const LINE_FEED = 0x0a;
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9";

/** What stands right before a number that only looks like one of a card. */
const NAMES: Names = namesOf({
  wordsMax: 2,
  own: new Set(CARD_WORDS.filter((word) => /^[^ =]+$/.test(word)).map(foldWord)),
  other: new Set([
    ...["id", "ids", "uid", "gid", "pid", "oid", "guid", "uuid", "key", "hash", "nonce", "seed"],
    ...[
      "order",
      "orders",
      "bestellung",
      "bestellnummer",
      "commande",
      "pedido",
      "ordine",
      "zamowienie",
    ],
    ...["tracking", "track", "shipment", "parcel", "package", "awb", "waybill", "sendungsnummer"],
    ...["imei", "meid", "imsi", "iccid", "esn", "msisdn", "serial", "sn", "sku", "upc", "ean"],
    ...[
      "gtin",
      "barcode",
      "isbn",
      "issn",
      "snowflake",
      "timestamp",
      "time",
      "ts",
      "epoch",
      "nanos",
    ],
    ...["micros", "millis", "usec", "nsec", "message", "msg", "thread", "tweet", "status", "guild"],
    ...["channel", "ticket", "case", "ref", "reference", "referenz", "reference", "referencia"],
    ...[
      "invoice",
      "rechnung",
      "facture",
      "factura",
      "fattura",
      "transaction",
      "txn",
      "trace",
      "span",
    ],
    ...[
      "request",
      "session",
      "batch",
      "offset",
      "sequence",
      "seq",
      "lsn",
      "xid",
      "version",
      "build",
    ],
    ...["size", "bytes", "length", "count", "total", "amount", "sum", "phone", "tel", "fax"],
    ...["item", "product", "model", "part", "artikel", "artikelnummer", "article", "asin"],
  ]),
});

/** One number as it is read, digit by digit. */
interface Reading {
  count: number;
  prefix: number;
  /** Bit k set: a separator stands after digit k. */
  mask: number;
  /** Whether every separator is a single space or dash. */
  isPlain: boolean;
  /** The separator, when all are alike but for line breaks. */
  gap: string | null;
  isUniform: boolean;
  breaks: number;
  groups: number;
  groupSize: number;
  isEven: boolean;
  // Which digits Luhn doubles depends on the length, so both sums are carried along.
  sumEvenDoubled: number;
  sumOddDoubled: number;
}

function matchCard(text: string, run: Readonly<Span>): Hit | null {
  const start = digitsStart(text, run);
  if (start < 0 || continuesNumber(text, start) || isDecimalOrAmount(text, start)) return null;
  const reading = newReading();
  let best: Hit | null = null;
  for (let at = start; reading.count < DIGITS_MAX;) {
    const end = readGroup(text, at, reading);
    if (reading.count >= DIGITS_MIN) {
      const hit = hitAt(text, { start, end }, reading);
      if (hit !== null && (best === null || isBetter(hit, best, reading))) best = hit;
    }
    const next = gapEnd(text, end);
    if (next < 0 || reading.count === 0) break;
    noteGap(text.slice(end, next), reading);
    at = next;
  }
  return best === null || isInHexTable(text, best) ? null : best;
}

/**
 * The longest number that checks stays, unless it needs more words. But three digits behind the
 * sixteen of a Visa card are its security code.
 */
function isBetter(longer: Hit, best: Hit, { count, prefix }: Reading): boolean {
  const isVisa = prefix >= 400_000 && prefix <= 499_999;
  if (isVisa && count > 16) return false;
  return longer.need === best.need || best.need === "context" || longer.need === "none";
}

function newReading(): Reading {
  return {
    count: 0,
    prefix: 0,
    mask: 0,
    isPlain: true,
    gap: null,
    isUniform: true,
    breaks: 0,
    groups: 0,
    groupSize: 0,
    isEven: true,
    sumEvenDoubled: 0,
    sumOddDoubled: 0,
  };
}

/** Reads digits from `at`; returns where they end, or where they are too many. */
function readGroup(text: string, from: number, reading: Reading): number {
  let at = from;
  for (; reading.count <= DIGITS_MAX; at++) {
    const code = codeAt(text, at);
    if (!isDigit(code)) break;
    const digit = code - 0x30;
    const isEven = reading.count % 2 === 0;
    reading.sumEvenDoubled += isEven ? doubled(digit) : digit;
    reading.sumOddDoubled += isEven ? digit : doubled(digit);
    if (reading.count < PREFIX_DIGITS) reading.prefix = reading.prefix * 10 + digit;
    reading.count++;
  }
  const size = at - from;
  if (reading.groups === 0) reading.groupSize = size;
  else if (reading.groupSize !== size) reading.isEven = false;
  reading.groups++;
  return at;
}

/** 2 for a doubled digit, digits of the product added: 0 2 4 6 8 1 3 5 7 9. */
function doubled(digit: number): number {
  return digit > 4 ? 2 * digit - 9 : 2 * digit;
}

/** End of a separator at `at` that a digit follows, or -1. */
function gapEnd(text: string, at: number): number {
  for (let end = at; end - at <= GAP_MAX; end++) {
    const code = codeAt(text, end);
    if (isDigit(code)) return end > at ? end : -1;
    const isGap = isSpace(code) || isDash(code) || code === DOT || code === SLASH ||
      code === UNDERSCORE || code === LINE_FEED || code === 0x0d || code === 0x09;
    if (!isGap) return -1;
  }
  return -1;
}

function noteGap(gap: string, reading: Reading): void {
  reading.mask |= 1 << reading.count;
  const code = gap.charCodeAt(0);
  if (gap.length > 1 || !(isSpace(code) || isDash(code))) reading.isPlain = false;
  if (gap.includes("\n")) reading.breaks++;
  else if (reading.gap === null) reading.gap = gap;
  else if (reading.gap !== gap) reading.isUniform = false;
}

/** The hit that ends here, with what it needs, or null. */
function hitAt(text: string, span: Span, reading: Reading): Hit | null {
  const { count, prefix } = reading;
  const sum = count % 2 === 0 ? reading.sumEvenDoubled : reading.sumOddDoubled;
  if (sum % 10 !== 0 || !isIssued(prefix, count) || !mayEnd(text, span.end)) return null;
  const isPrinted = reading.isPlain && isPrintedSo(reading.mask, count);
  if (!isPrinted && !isRegular(text, span.start, reading)) return null;
  const naming = namingBefore(text, span.start, NAMES);
  let need: Need = "context";
  if (isPrinted && !goesOn(text, span.end)) {
    need = needOfPrinted(reading, naming === "own");
    if (naming === "other" || (naming !== "own" && isSuffix(text, span.start))) need = "context";
  }
  return { ...span, need, rank: RANK };
}

function needOfPrinted(reading: Reading, isNamed: boolean): Need {
  const isUsual = isUsualLength(reading.prefix, reading.count);
  if (isNamed) return "none";
  if (reading.mask === 0) return isUsual ? "soft" : "context";
  return isUsual || reading.count === DIGITS_MAX ? "none" : "context";
}

/** Without separators, or in all of the usual groups: two eights may be two numbers. */
function isPrintedSo(mask: number, count: number): boolean {
  if (mask === 0) return true;
  return mask === (GROUPS_OF_FOUR & ((1 << count) - 1)) || (mask === GROUPS_4_6 && count <= 15);
}

/** Separators all alike, at most two line breaks; groups alike, or few; nothing alike before. */
function isRegular(text: string, start: number, reading: Reading): boolean {
  if (!reading.isUniform || reading.breaks > 2) return false;
  if (!reading.isEven && reading.groups > GROUPS_MAX && reading.groupSize > 1) return false;
  let at = start;
  while (start - at < GAP_MAX && isBlank(codeAt(text, at - 1))) at--;
  return at === start || !isDigit(codeAt(text, at - 1));
}

function isBlank(code: number): boolean {
  return isSpace(code) || isDash(code) || code === DOT || code === LINE_FEED;
}

/** `.4532015112830366` is a fraction, `$4532015112830366` an amount. */
function isDecimalOrAmount(text: string, start: number): boolean {
  const before = codeAt(text, start - 1);
  if (before === DOT) return !isLetter(codeAt(text, start - 2));
  return before !== 0 && AMOUNT_SIGNS.includes(text.charAt(start - 1));
}

/** `txn_4532...`, `INV-4532...`, `/users/4532...`: the rest of a name. */
function isSuffix(text: string, start: number): boolean {
  const before = codeAt(text, start - 1);
  const isJoint = before === UNDERSCORE || isDash(before) || before === SLASH;
  return isJoint && isLetter(codeAt(text, start - 2));
}

/** A dash and more digits: inside something longer. */
function goesOn(text: string, at: number): boolean {
  return isDash(codeAt(text, at)) && isDigit(codeAt(text, at + 1));
}

/** Not a decimal number and not hexadecimal; other letters may be glued on (`...0366USD`). */
function mayEnd(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (isDigit(code) || code === 0x25) return false;
  if (code === DOT) return !isDigit(codeAt(text, at + 1));
  const lower = code | 0x20;
  return !(lower >= 0x61 && lower <= 0x66);
}

/** The rule for `CC_NUMBER`. */
export const CARD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CC_NUMBER",
  finds: "payment card number, 13 to 19 digits, with issuer prefix, length and Luhn check digit",
  at: ["number", "mixed"],
  joinedMin: DIGITS_MIN,
  groups: [[1, 99, "* -./_|", "* -./"]],
  words: CARD_WORDS,
  revision: 3,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchCard(scan.text, anchor),
  hits: [
    ["Card number 4532015112830366", "4532015112830366"],
    ["4532-0151-1283-0366 exp 12/27", "4532-0151-1283-0366"],
    ["(4532 0151 1283 0366)", "4532 0151 1283 0366"],
    ["378282246310005", "378282246310005"],
    ["3782-822463-10005", "3782-822463-10005"],
    ["2223003122003222", "2223003122003222"],
    ["6011111111111117", "6011111111111117"],
    ["3530111333300000", "3530111333300000"],
    ["30569309025904", "30569309025904"],
    ["Visa 4222222222222", "4222222222222"],
    ["6200000000000005", "6200000000000005"],
    ["4532015112830366USD", "4532015112830366"],
    ["2 4532 0151 1283 0366 123", "4532 0151 1283 0366"],
    ['{"pan":4532015112830366}', "4532015112830366"],
    ["name,card\nAnn,4532.0151.1283.0366", "4532.0151.1283.0366"],
    ["Meine Kreditkarte ist 4532  0151  1283  0366", "4532  0151  1283  0366"],
    ["card no. 4532 0151\n1283 0366", "4532 0151\n1283 0366"],
    ["my cc is 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6", "4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6"],
    ["\u5361\u53f76200000000000005", "6200000000000005"],
    ["card_id=4532015112830366", "4532015112830366"],
    ["order 17 paid with 4532015112830366", "4532015112830366"],
    ["tarjeta 4532\u00a00151\u00a01283\u00a00366", "4532\u00a00151\u00a01283\u00a00366"],
    ["card 45320151 12830366", "45320151 12830366"],
    ["\\n4532015112830366", "4532015112830366"],
  ],
  misses: [
    "5442 541B\n4532 0151 1283 0366 544A 52BE",
    "4532015112830367",
    "1732000000000",
    "4222222222222",
    "45320151128303660000",
    "0.4532015112830366",
    "4532015112830366.5",
    "ab4532015112830366",
    "4532015112830366ff",
    "4532  0151  1283  0366",
    "4532.0151.1283.0366",
    "453 201 511 283 0366",
    "45320151 12830366",
    "353011133330000",
    "123-4532-0151-1283-0366",
    "order 4532015112830366",
    '{"message_id": 4532015112830366}',
    "tracking number: 4532015112830366",
    "txn_4532015112830366",
    "/users/4532015112830366",
    "$4532015112830366",
    "550e8400-e29b-41d4-a716-446655440000",
    "id 4532 0151 1283 0366",
  ],
};
