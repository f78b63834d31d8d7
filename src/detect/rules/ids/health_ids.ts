/**
 * Numbers of the health insurance in the United States: of the insured, and of who treats them.
 * @module
 */

import type { CodeRule, NumberRule, Rule } from "../../rule.ts";
import { MBI_WORDS, NPI_WORDS } from "./health_words.ts";
import { MEDICARE_WORDS } from "./oceania_words.ts";
import { luhnSum } from "./world_check_digits.ts";

/** CMS, "Understanding the MBI": no S, L, O, I, B, Z; N a digit, A a letter, E either. */
const MBI_REGEXP =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$/;

const MBI_RULE: CodeRule = {
  anchor: "code",
  category: "US_MBI",
  finds: "Medicare beneficiary identifier of the United States",
  revision: 1,
  words: [...MBI_WORDS, ...MEDICARE_WORDS],
  forms: [
    { pattern: "9AX9AX9AA99", need: "soft" },
    { pattern: "9AX9-AX9-AA99", need: "none" },
    { pattern: "9AX9~AX9~AA99", need: "soft" },
  ],
  valid: (code) => MBI_REGEXP.test(code),
  hits: [
    ["My Medicare number is 1EG4-TE5-MK73.", "1EG4-TE5-MK73"],
    ["1EG4TE5MK73", "1EG4TE5MK73"],
    ["mbi: 2fa7xx3gh45", "2fa7xx3gh45"],
    ['{"mbi":"3KC9D42EF67"}', "3KC9D42EF67"],
    ['{"medicareBeneficiaryId":"1EG4TE5MK73"}', "1EG4TE5MK73"],
    ["name,mbi\nJoan,4QT2-RN7-PY08", "4QT2-RN7-PY08"],
    ["INFO claim mbi=1EG4TE5MK73 ok", "1EG4TE5MK73"],
    ["n\u00famero de Medicare 1EG4 TE5 MK73", "1EG4 TE5 MK73"],
    ["Patient 4QT2-RN7-PY08 was seen", "4QT2-RN7-PY08"],
  ],
  misses: [
    "1SG4-TE5-MK73",
    "0EG4TE5MK73",
    "1EG4TE5MK7",
    "1EG4TE5MK733",
    "1EG4TE5MB73",
    "order 1EG4TE5MK73",
    "commit 1ea4ae5ac73",
    "sku 1EG4TE5MK73",
    "x1EG4TE5MK73",
  ],
};

/** Luhn's sum of 80840, which stands before the ten digits for the check (45 CFR 162.406). */
const NPI_PREFIX_SUM = 24;

function isNpi(digits: Uint8Array): boolean {
  const first = digits[0] as number;
  return (first === 1 || first === 2) && (luhnSum(digits, 0, 10) + NPI_PREFIX_SUM) % 10 === 0;
}

const NPI_RULE: NumberRule = {
  anchor: "number",
  category: "US_NPI",
  finds: "US national provider identifier with a valid check digit, beside a word for it",
  revision: 1,
  words: NPI_WORDS,
  forms: [
    { pattern: "9999999999", need: "context" },
    { pattern: "9999~999~999", need: "context" },
    { pattern: "999~999~9999", need: "context" },
  ],
  valid: isNpi,
  hits: [
    ["Dr. Lee's NPI is 1234567893.", "1234567893"],
    ["National Provider Identifier 1987654328", "1987654328"],
    ["npi: 2345678900", "2345678900"],
    ['{"npi":"1003000019"}', "1003000019"],
    ['{"provider_npi": 1234567893}', "1234567893"],
    ["name,npi\nLee,1987654328", "1987654328"],
    ["INFO claim npi=1234567893 ok", "1234567893"],
    ["identificador nacional de proveedor 1234567893", "1234567893"],
    ["NPI#1234567893", "1234567893"],
  ],
  misses: [
    "1234567893",
    "NPI 1234567894",
    "NPI 3234567893",
    "NPI 12345678931",
    "order 1234567893",
    "timestamp 1732000000",
    "epoch 1234567893",
    "NPI v1234567893",
    "request id 1234567893",
  ],
};

/** The rows of this file. */
export const HEALTH_ID_RULES: readonly Rule[] = [MBI_RULE, NPI_RULE];
