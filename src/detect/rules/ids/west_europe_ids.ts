/**
 * Numbers of persons in Belgium, Portugal, Switzerland and Ireland.
 * @module
 */

import type { CodeRule, NumberRule, Rule } from "../../rule.ts";
import { NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { SOCIAL_WORDS, TAX_ID_WORDS } from "./tax_id_words.ts";
import { BELGIAN_WORDS, IRISH_WORDS, PORTUGUESE_WORDS, SWISS_WORDS } from "./west_europe_words.ts";
import { digitsOf, isRepeated, isShortDate, numberAt, weightedSum } from "./world_check_digits.ts";

/** What is added to the month of those who are not in the register: sex unknown or known. */
const BIS_MONTHS = [0, 20, 40];
/** Births in this century. */
const SHORT_YEAR_MAX = 40;

/** Royal decree of 3 April 1984: 97 less the rest; from 2000 on a 2 stands before the nine digits. */
function isBelgian(digits: Uint8Array): boolean {
  const year = numberAt(digits, 0, 2);
  const month = numberAt(digits, 2, 2);
  const day = numberAt(digits, 4, 2);
  if (!BIS_MONTHS.some((added) => isShortDate(year, month - added, day))) return false;
  const base = numberAt(digits, 0, 9);
  const check = numberAt(digits, 9, 2);
  if (numberAt(digits, 6, 3) === 0) return false;
  if (check === 97 - base % 97) return true;
  return year <= SHORT_YEAR_MAX && check === 97 - (2_000_000_000 + base) % 97;
}

const BELGIAN_RULE: NumberRule = {
  anchor: "number",
  category: "BE_NRN",
  finds: "Belgian national register or bis number with a valid date and check digits",
  revision: 1,
  words: [...BELGIAN_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "99.99.99-999.99", need: "none" },
    { pattern: "99.99.99-999-99", need: "none" },
    { pattern: "99.99.99.999.99", need: "none" },
    { pattern: "99 99 99 999 99", need: "soft" },
    { pattern: "99-99-99-999-99", need: "soft" },
    { pattern: "999999-999-99", need: "soft" },
    { pattern: "999999-999.99", need: "soft" },
    { pattern: "999999 999 99", need: "soft" },
    { pattern: "99/99/99-999.99", need: "soft" },
    { pattern: "99/99/99-999-99", need: "soft" },
    { pattern: "999999-99999", need: "context" },
    { pattern: "99999999999", need: "soft" },
  ],
  valid: isBelgian,
  hits: [
    ["Mijn rijksregisternummer is 85.07.30-033.28.", "85.07.30-033.28"],
    ["Mon num\u00e9ro de registre national est le 90.01.01-123.95", "90.01.01-123.95"],
    ["05.06.15-042.72", "05.06.15-042.72"],
    ["rrn: 85073003328", "85073003328"],
    ['{"nationalNumber":"85073003328"}', "85073003328"],
    ["naam;rijksregisternummer\nJan;61123145676", "61123145676"],
    ["10:00:01 INFO niss=85073003328 ok", "85073003328"],
    ["bisnummer 754612-123-56", "754612-123-56"],
    ["INSZ 85 07 30 033 28", "85 07 30 033 28"],
    ["Belgian national number (850730-03328)", "850730-03328"],
  ],
  misses: [
    "85.07.30-033.29",
    "85.13.30-033.28",
    "85.07.32-033.28",
    "order 85073003328",
    "850730033281",
    "1.85.07.30-033.28",
    "85073003329",
    "tracking no 85073003328",
    "Price: 85073003328",
    "850730-03328",
  ],
};

/** First digits in use (Autoridade Tributaria): persons 1 to 3 and 45; firms, estates and others. */
const PORTUGUESE_STARTS = [1, 2, 3, 5, 6, 8, 9];
/** The same of two digits. */
const PORTUGUESE_PAIRS = [45, 70, 71, 72, 74, 75, 77, 78, 79];
const PORTUGUESE_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];

/** Modulo 11; a check of 10 or 11 is written 0. */
function isPortuguese(digits: Uint8Array): boolean {
  const isInUse = PORTUGUESE_STARTS.includes(digits[0] as number) ||
    PORTUGUESE_PAIRS.includes(numberAt(digits, 0, 2));
  if (!isInUse || isRepeated(digits, 8)) return false;
  const rest = weightedSum(digits, PORTUGUESE_WEIGHTS) % 11;
  return digits[8] === (rest < 2 ? 0 : 11 - rest);
}

const PORTUGUESE = {
  category: "PT_NIF",
  revision: 1,
  words: [...PORTUGUESE_WORDS, ...TAX_ID_WORDS],
} as const;

const PORTUGUESE_RULE: NumberRule = {
  ...PORTUGUESE,
  finds: "Portuguese tax number with a valid check digit, beside a word for it",
  anchor: "number",
  forms: [
    { pattern: "999999999", need: "context" },
    { pattern: "999~999~999", need: "context" },
  ],
  valid: isPortuguese,
  hits: [
    ["O meu NIF \u00e9 123456789.", "123456789"],
    ["Fatura com contribuinte 501 964 843, por favor", "501 964 843"],
    ["nif: 210987650", "210987650"],
    ['{"nif":"298765438"}', "298765438"],
    ['{"taxId": 123456789}', "123456789"],
    ["nome;nif\nRui;210987650", "210987650"],
    ["INFO cliente nif=210987650 criado", "210987650"],
    ["Portuguese tax number 501-964-843", "501-964-843"],
    ["N\u00famero de identifica\u00e7\u00e3o fiscal: 298.765.438", "298.765.438"],
    ["Steuernummer 123456789 (Portugal)", "123456789"],
  ],
  misses: [
    "123456789",
    "NIF 123456788",
    "NIF 412345678",
    "NIF 1234567890",
    "NIF 111111111",
    "order 123456789",
    "Total: 123.456.789 kg",
    "nif x123456789",
    "NIF 123,456,789",
    "request id 501964843",
  ],
};

const PORTUGUESE_VAT_RULE: CodeRule = {
  ...PORTUGUESE,
  finds: "Portuguese tax number as a VAT number, with the country before it",
  anchor: "code",
  forms: [
    { pattern: "AA999999999", need: "soft" },
    { pattern: "AA 999999999", need: "context" },
    { pattern: "AA 999 999 999", need: "context" },
  ],
  valid: (code) => code.startsWith("PT") && isPortuguese(digitsOf(code.slice(2))),
  hits: [
    ["NIF PT501964843", "PT501964843"],
    ["VAT: PT 501964843", "PT 501964843"],
    ['{"vat_number":"PT501964843"}', "PT501964843"],
    ["nome;nif\nRui;PT210987650", "PT210987650"],
    ["Pago por PT210987650 ontem", "PT210987650"],
    ["USt-ID: PT298765438", "PT298765438"],
    ["vat=PT298765438 country=PT", "PT298765438"],
    ["contribuinte n\u00ba PT 501 964 843", "PT 501 964 843"],
  ],
  misses: [
    "PT501964842",
    "PX501964843",
    "order PT501964843",
    "SKU PT501964843",
    "XPT501964843",
    "PT5019648431",
    "PT501964843A",
    "pt 501964843",
  ],
};

/** Check digit of EAN-13 (Swiss AHV, article 133 AHVV), behind the country's 756. */
function isSwiss(digits: Uint8Array): boolean {
  if (numberAt(digits, 0, 3) !== 756) return false;
  let sum = 0;
  for (let k = 0; k < 13; k++) sum += (digits[k] as number) * (k % 2 === 0 ? 1 : 3);
  return sum % 10 === 0 && numberAt(digits, 3, 9) !== 0;
}

const SWISS_RULE: NumberRule = {
  anchor: "number",
  category: "CH_AHV",
  finds: "Swiss old-age insurance number with the country's prefix and a valid check digit",
  revision: 1,
  words: [...SWISS_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "999.9999.9999.99", need: "none" },
    { pattern: "999~9999~9999~99", need: "soft" },
    { pattern: "9999999999999", need: "soft" },
    { pattern: "999 999 999 999 9", need: "context" },
  ],
  valid: isSwiss,
  hits: [
    ["Meine AHV-Nummer lautet 756.1234.5678.97.", "756.1234.5678.97"],
    ["Num\u00e9ro AVS : 756.9217.0769.85", "756.9217.0769.85"],
    ["Il numero AVS \u00e8 756 3000 1234 50", "756 3000 1234 50"],
    ["ahv: 7561234567897", "7561234567897"],
    ['{"ahvNumber":"756.1234.5678.97"}', "756.1234.5678.97"],
    ['{"ahv_nr": 7569217076985}', "7569217076985"],
    ["name;ahv\nUrs;7569217076985", "7569217076985"],
    ["INFO insured=756.9217.0769.85 found", "756.9217.0769.85"],
    ["Sozialversicherungsnummer 756-1234-5678-97", "756-1234-5678-97"],
  ],
  misses: [
    "756.1234.5678.98",
    "755.1234.5678.97",
    "order 7561234567897",
    "17561234567897",
    "756.1234.5678.97.1",
    "7561234567898",
    "75612345678979",
    "756.0000.0000.03",
    "isbn 7569217076985",
  ],
};

const IRISH_WEIGHTS = [8, 7, 6, 5, 4, 3, 2];
const IRISH_CHECKS = "WABCDEFGHIJKLMNOPQRSTUV";
/** Second letters (Revenue, since 2013): W and T are of the old numbers of wives. */
const IRISH_SECONDS = "WABCDEFGHI";

/** Modulo 23 over the digits and the second letter. */
function isIrish(code: string): boolean {
  const digits = digitsOf(code.slice(0, 7));
  const second = code.charAt(8);
  let sum = weightedSum(digits, IRISH_WEIGHTS);
  // T was put behind the husband's number, and is not part of the sum.
  if (second !== "" && second !== "T") {
    const value = IRISH_SECONDS.indexOf(second);
    if (value < 0) return false;
    sum += 9 * value;
  }
  return IRISH_CHECKS.charAt(sum % 23) === code.charAt(7) && !isRepeated(digits, 7);
}

const IRISH_RULE: CodeRule = {
  anchor: "code",
  category: "IE_PPS",
  finds: "Irish personal public service number with a valid check letter, beside a word for it",
  revision: 1,
  words: [...IRISH_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "9999999A", need: "context" },
    { pattern: "9999999AA", need: "context" },
    { pattern: "9999999~A", need: "context" },
    { pattern: "9999999~AA", need: "context" },
  ],
  valid: isIrish,
  hits: [
    ["My PPS number is 1234567T.", "1234567T"],
    ["Please bring your PPSN (3456789GA) along", "3456789GA"],
    ["ppsn: 6433435f", "6433435f"],
    ['{"ppsNumber":"9876543KH"}', "9876543KH"],
    ['{"pps_no":"1234567 T"}', "1234567 T"],
    ["name,ppsn\nAoife,6433435F", "6433435F"],
    ["INFO claimant ppsn=2345678IW ok", "2345678IW"],
    ["uimhir PSP 6433435F", "6433435F"],
    ["num\u00e9ro PPS irlandais 1234567-T", "1234567-T"],
  ],
  misses: [
    "1234567T",
    "PPSN 1234567U",
    "PPSN 3456789HA",
    "PPSN 12345678T",
    "order 1234567T",
    "PPSN 1234567TX2",
    "part number 6433435F",
    "commit 6433435f",
    "PPSN 0000000W",
  ],
};

/** The rows of this file. */
export const WEST_EUROPE_ID_RULES: readonly Rule[] = [
  ...[BELGIAN_RULE, PORTUGUESE_RULE, PORTUGUESE_VAT_RULE, SWISS_RULE, IRISH_RULE],
];
