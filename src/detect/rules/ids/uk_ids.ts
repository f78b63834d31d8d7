/**
 * Numbers of the United Kingdom. National insurance numbers and driving licence numbers have a form
 * of their own; the others are ten or nine digits, which need a word.
 *
 * @module
 */

import type { CodeRule, Hit, MatcherRule, NumberRule, Rule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isDayOfMonth, isOneDigit, weightedSum } from "./check_digits.ts";
import { LICENCE_WORDS, PASSPORT_WORDS } from "./id_words.ts";
import { PrintedId, standsAlone } from "./printed_id.ts";

/** First two letters and suffix that are issued (HMRC, National Insurance Manual NIM39110). */
function isIssuedNino(code: string): boolean {
  return /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?$/.test(code) &&
    !/^(?:BG|GB|NK|KN|TN|NT|ZZ)/.test(code);
}

const NINO = new PrintedId([
  { pattern: "AA999999A", need: "soft" },
  { pattern: "AA~99~99~99~A", need: "soft" },
  { pattern: "AA~999999~A", need: "soft" },
  { pattern: "AA~999999A", need: "context" },
  { pattern: "AA999999", need: "context" },
  { pattern: "AA999999~A", need: "context" },
  { pattern: "AA99~99~99A", need: "context" },
  { pattern: "AA99~99~99~A", need: "context" },
  { pattern: "AA~99~99~99", need: "context" },
], isIssuedNino);

const NINO_RULE: MatcherRule = {
  anchor: "matcher",
  category: "UK_NINO",
  finds: "UK national insurance number with a prefix and suffix that are issued",
  at: ["number", "mixed"],
  groups: NINO.groups,
  groupedMin: 6,
  words: [
    ...[
      "national insurance",
      "nino",
      "ninos",
    ],
    ...[
      "ni number",
      "ni no",
      "ni num",
      "ninumber",
      "=NI",
      "n i number",
      "n i no",
      "nat ins",
    ],
    ...["insurance number", "nationalinsurance", "nationalinsurancenumber"],
    ...["british national insurance number", "uk national insurance number", "hmrc"],
    ...["num\u00e9ro d assurance nationale", "n\u00famero de seguro nacional", "n\u00famero nino"],
    ...["n\u00famero de la seguridad social brit\u00e1nico", "numero di assicurazione nazionale"],
    ...["nationale versicherungsnummer", "britische sozialversicherungsnummer"],
    ...["sozialversicherungsnummer", "numer ubezpieczenia", "numer ubezpieczenia narodowego"],
    ...[
      "n\u00famero de seguran\u00e7a social brit\u00e2nico",
      "seguro nacional",
      "seguran\u00e7a social",
    ],
    ...[
      "\u56fd\u6c11\u4fdd\u9669\u53f7",
      "\u56fd\u6c11\u4fdd\u9669\u53f7\u7801",
      "\u56fd\u6c11\u4fdd\u967a\u756a\u53f7",
    ],
  ],
  revision: 1,
  match: ({ text }, anchor) => NINO.match(text, anchor),
  hits: [
    ["NI number AB123456C", "AB123456C"],
    ["My national insurance number is JG 10 37 59 A.", "JG 10 37 59 A"],
    ['{"nino":"JG103759A"}', "JG103759A"],
    ['{"nationalInsuranceNumber":"jg103759a"}', "jg103759a"],
    ["name,nino\nAnn,JG103759A\n", "JG103759A"],
    ["payroll: employee JG-10-37-59-A joined", "JG-10-37-59-A"],
    ["2026-03-01 INFO starter nino=SR412098B", "SR412098B"],
    ["Meine NI-Nummer (national insurance) ist SR 412098 B", "SR 412098 B"],
    ["Please use SR412098B for my payslip", "SR412098B"],
    ["NINO SR412098", "SR412098"],
    ["Mi n\u00famero de seguro nacional es SR412098B", "SR412098B"],
  ],
  misses: [
    "QQ123456C",
    "NINO DA123456C",
    "NINO BG123456C",
    "NINO AO123456C",
    "NINO AB123456E",
    "sku AB123456C",
    "order AB123456C",
    "commit ab123456c",
    "fetch ce123456a",
    "AB1234567C",
    "XAB123456C",
    "AB123456C-7",
    "AB123456",
  ],
};

const NHS_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** Modulus 11 (NHS Data Dictionary, NHS number). */
function isNhs(d: Uint8Array): boolean {
  const check = (11 - weightedSum(d, NHS_WEIGHTS) % 11) % 11;
  return check === d[9] && !isOneDigit(d, 10);
}

const NHS_RULE: NumberRule = {
  anchor: "number",
  category: "UK_NHS",
  finds: "UK NHS number with a valid check digit, next to a word for it",
  revision: 1,
  words: [
    ...[
      "nhs",
      "nhsnumber",
      "nhsno",
    ],
    ...["national health service", "national health number"],
    ...["health service number", "health service no", "uk health number", "nhs patient"],
    ...["chi number", "num\u00e9ro nhs", "n\u00famero nhs"],
    ...[
      "n\u00famero del nhs",
      "n\u00famero do nhs",
      "numero nhs",
      "numer nhs",
      "\u043d\u043e\u043c\u0435\u0440 nhs",
    ],
    ...["servicio nacional de salud", "servizio sanitario nazionale", "nhs\u53f7\u7801"],
  ],
  forms: [
    { pattern: "999~999~9999", need: "context" },
    { pattern: "9999999999", need: "context" },
    { pattern: "999 - 999 - 9999", need: "context" },
    { pattern: "999~9999999", need: "context" },
  ],
  valid: isNhs,
  hits: [
    ["NHS number: 943 476 5919", "943 476 5919"],
    ["The patient's NHS no. is 647-810-7310.", "647-810-7310"],
    ['{"nhsNumber":"9695561764"}', "9695561764"],
    ['{"nhs_number": 6750686273}', "6750686273"],
    ["name,nhs_number\nAnn,8582412789\n", "8582412789"],
    ["referral nhs=2340483662 accepted", "2340483662"],
    ["Meine NHS-Nummer ist 360 495 7567", "360 495 7567"],
    ["Mi n\u00famero NHS es 3467876633", "3467876633"],
    ["3467876633 is her NHS number", "3467876633"],
  ],
  misses: [
    "943 476 5919",
    "9434765919",
    "NHS number 9434765918",
    "NHS number 94347659190",
    "NHS order 9434765919",
    "page id 9434765919",
    "NHS request id 9434765919",
    "NHS 0000000000",
    "the NHS spent 9434765.919",
  ],
};

/**
 * Surname, decade, month (plus 50 for women), day, year, initials (DVLA, driver number): the only
 * form with a date in it.
 */
function isDriverNumber(code: string): boolean {
  const parts = /^([A-Z]{1,5}9{0,4})\d(\d\d)(\d\d)\d[A-Z][A-Z9][A-Z\d]{3}$/.exec(code);
  if (parts === null || (parts[1] as string).length !== 5) return false;
  return isDayOfMonth(Number(parts[2]) % 50, Number(parts[3])) && Number(parts[2]) <= 62;
}

const DRIVER_NUMBER = new PrintedId([
  { pattern: "XXXXXXXXXXXXXXXX", need: "soft" },
  { pattern: "AAAAA~999999~XXXXX", need: "soft" },
  { pattern: "AAAA9~999999~XXXXX", need: "soft" },
  { pattern: "AAA99~999999~XXXXX", need: "soft" },
  { pattern: "AAAAA999999~XXXXX", need: "context" },
  { pattern: "XXXXXXXXXXXXXXXX~99", need: "soft" },
], isDriverNumberWithIssue);

function isDriverNumberWithIssue(code: string): boolean {
  return isDriverNumber(code.slice(0, 16));
}

const UK_LICENCE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "UK_DRIVING_LICENCE",
  finds: "UK driver number with a date of birth in it",
  at: ["number", "mixed"],
  groups: DRIVER_NUMBER.groups,
  groupedMin: 6,
  words: [
    ...[
      "uk driving licence",
      "uk driver licence",
      "british driving licence",
      "dvla",
      "driver number",
    ],
    ...["dvla driver number", "uk licence"],
    ...LICENCE_WORDS,
  ],
  revision: 1,
  match: ({ text }, anchor) => DRIVER_NUMBER.match(text, anchor),
  hits: [
    ["Driving licence MORGA657054SM9IJ", "MORGA657054SM9IJ"],
    ["My UK driver number is JONES 710238 HA9ZW.", "JONES 710238 HA9ZW"],
    ['{"drivingLicence":"FOX99801220AB9XY"}', "FOX99801220AB9XY"],
    ['{"licence_number":"morga657054sm9ij"}', "morga657054sm9ij"],
    ["name,driving_licence\nAnn,JONES710238HA9ZW\n", "JONES710238HA9ZW"],
    ["dvla check JONES710238HA9ZW ok", "JONES710238HA9ZW"],
    ["Mein britischer F\u00fchrerschein: JONES710238HA9ZW", "JONES710238HA9ZW"],
    ["JONES710238HA9ZW", "JONES710238HA9ZW"],
    ["permis de conduire JONES710238H99ZW", "JONES710238H99ZW"],
  ],
  misses: [
    "MORGA670054SM9IJ",
    "driving licence MORGA657324SM9IJ",
    "morga657054sm9ij",
    "MORGA657054SM9IJK",
    "AMORGA657054SM9IJ",
    "1234A657054SM9IJ",
    "order MORGA657054SM9IJ",
    "MORGA657054SM9I",
    "9f86d081884c7d65",
  ],
};

const UK_PASSPORT_RULE: CodeRule = {
  anchor: "code",
  category: "UK_PASSPORT",
  finds: "UK passport number: nine digits, next to a word for it",
  revision: 1,
  words: [
    ...["uk passport", "british passport", "gb passport"],
    ...["hm passport", "hmpo", "passport uk"],
    ...[
      "britischer reisepass",
      "britischer pass",
      "passeport britannique",
      "pasaporte brit\u00e1nico",
    ],
    ...[
      "passaporte brit\u00e2nico",
      "passaporto britannico",
      "brits paspoort",
      "brytyjski paszport",
    ],
    ...[
      "reisepass",
      "reisepassnummer",
      "passport number uk",
      "passport number gb",
      "ukpassport",
    ],
    ...PASSPORT_WORDS,
  ],
  forms: [{ pattern: "999999999", need: "context" }],
  valid: (code) => !/^(\d)\1+$/.test(code),
  hits: [
    ["UK passport number 925076473", "925076473"],
    ["Her British passport is 925076473.", "925076473"],
    ['{"uk_passport":"533401372"}', "533401372"],
    ['{"ukPassportNumber": 533401372}', "533401372"],
    ["name,uk_passport\nAnn,533401372\n", "533401372"],
    ["Mon passeport britannique : 533401372", "533401372"],
    ["Mein britischer Reisepass hat die Nummer 533401372", "533401372"],
    ["kyc uk_passport=533401372 passed", "533401372"],
  ],
  misses: [
    "533401372",
    "UK passport 53340137",
    "UK passport 5334013722",
    "UK passport 000000000",
    "UK passport order 533401372",
    "UK passport A53340137",
    "commit 533401372",
    "British passports since 1988",
  ],
};

/** How far around a passport its country is looked for. */
const COUNTRY_REACH = 240;
/** Surer than a form that a word speaks for. */
const NAMED_RANK = 9;
const BRITISH_REGEXP =
  /\bGBR\b|\bUK\b|\bU\.K\.|\bbritish\b|\bbritain\b|\bengland\b|\bscotland\b|\bwales\b|\bunited kingdom\b|\bbritisch|\bbritannique|\bbrit[\u00e1\u00e2]ni|\bbritannic|\bbrytyjsk|\bbritisk|\bbrittisk|\bHMPO\b|\bDVLA\b|\bNHS\b|\b(?:LHR|LGW|STN|LTN|EDI|GLA|BHX)\b|\+44|\u00a3|\u0431\u0440\u0438\u0442\u0430\u043d|\u82f1\u56fd|\u82f1\u570b|\uc601\uad6d/i;
const AMERICAN_REGEXP =
  /\bUSA\b|\bU\.S\.|\bUS (?:passport|citizen|national)|\bamerican\b|\bunited states\b|\bSSN\b|\bgreen card\b/i;

/** Nine digits are a passport of either country: the one that is named near it counts. */
const NEAR_UK_PASSPORT_RULE: MatcherRule = {
  anchor: "matcher",
  category: "UK_PASSPORT",
  finds: "UK passport number, next to a word for a passport, where Britain is named near it",
  at: ["number"],
  anchorChars: [9, 9],
  words: [],
  revision: 1,
  match(scan: Scan, { start, end }: Readonly<Span>): Hit | null {
    const { text } = scan;
    if (!scan.mayBeNear("UK_PASSPORT") || !standsAlone(text, { start, end })) return null;
    if (/^(\d)\1+$/.test(text.slice(start, end))) return null;
    const before = text.slice(Math.max(0, start - COUNTRY_REACH), start);
    const after = text.slice(end, end + COUNTRY_REACH);
    // The nearer part of a list tells the passports of several countries apart.
    const close = before.slice(-60) + " " + after.slice(0, 40);
    if (AMERICAN_REGEXP.test(close)) return null;
    const isNamed = BRITISH_REGEXP.test(close) ||
      (BRITISH_REGEXP.test(`${before} ${after}`) && !AMERICAN_REGEXP.test(`${before} ${after}`));
    return isNamed ? { start, end, need: "context", rank: NAMED_RANK } : null;
  },
  hits: [
    ['{"issuing":"GBR","passport_number":"573289151"}', "573289151"],
    ["whats your passport no? the ferry is \u00a340\nits 533401372 exp 2031", "533401372"],
    ["UK visitor: driving licence seen + passport 533401372", "533401372"],
    ['{"passport_no":"533401372","from":"LHR"}', "533401372"],
    ["Pasaporte (brit\u00e1nico) 533401372", "533401372"],
    ["name,nationality,passport\nAnn,GBR,533401372\n", "533401372"],
    ["She flies from England with the passport 533401372", "533401372"],
    ["Paszport wydany w UK: 533401372", "533401372"],
  ],
  misses: [
    "GBR 533401372",
    "UK office, order 533401372",
    "UK passport 000000000",
    "British 533401372",
    "UK passport 5334013722",
    "UK passport A533401372",
    "the passport fee is \u00a3533401372",
    "British passport order 533401372",
  ],
};

/** Numbers of the United Kingdom. */
export const UK_ID_RULES: readonly Rule[] = [
  ...[NINO_RULE, NHS_RULE, UK_LICENCE_RULE, UK_PASSPORT_RULE, NEAR_UK_PASSPORT_RULE],
];
