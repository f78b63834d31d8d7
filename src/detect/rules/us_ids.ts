/** Identifiers of persons and firms in the United States. @module */

import type { NumberRule } from "../rule.ts";

/** Area not 000, 666 or 9xx; group not 00; serial not 0000 (SSA, POMS RM 10201.035). */
function isIssuableSsn(d: Uint8Array): boolean {
  const area = number(d, 0, 3);
  if (area === 0 || area === 666 || area >= 900) return false;
  return number(d, 3, 2) !== 0 && number(d, 5, 4) !== 0;
}

function number(digits: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let k = from; k < from + count; k++) value = value * 10 + (digits[k] as number);
  return value;
}

export const SSN_RULE: NumberRule = {
  anchor: "number",
  category: "SSN",
  finds: "US social security number in the ranges that are issued",
  revision: 2,
  words: [
    "ssn",
    "social security",
    "social security number",
    "social security no",
    "soc sec",
    "social",
  ],
  forms: [
    { pattern: "999-99-9999", need: "soft" },
    { pattern: "999~99~9999", need: "context" },
    { pattern: "999999999", need: "context" },
  ],
  valid: isIssuableSsn,
  hits: [["My SSN is 123-45-6789.", "123-45-6789"]],
  misses: ["000-12-3456"],
};
