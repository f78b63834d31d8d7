/**
 * Tax file numbers of Australia and social insurance numbers of Canada: nine digits of which one in
 * ten passes the check, so that both need a word.
 *
 * @module
 */

import type { NumberRule, Rule } from "../../rule.ts";
import { isOneDigit, passesLuhn, weightedSum } from "./check_digits.ts";
import { SOCIAL_SECURITY_WORDS, TAX_WORDS } from "./id_number_words.ts";

const TFN_WEIGHTS = [1, 4, 3, 7, 5, 8, 6, 9, 10];
/** Of the old numbers of eight digits; some programs weigh them like the others. */
const SHORT_TFN_WEIGHTS = [10, 7, 8, 4, 6, 3, 5, 1];

/** Weighted sum divisible by eleven (ATO); telephone numbers begin with the 0 that it lacks. */
function isTfn(d: Uint8Array, count: number): boolean {
  if (d[0] === 0 || isOneDigit(d, count)) return false;
  if (weightedSum(d, TFN_WEIGHTS.slice(0, count)) % 11 === 0) return true;
  return count === 8 && weightedSum(d, SHORT_TFN_WEIGHTS) % 11 === 0;
}

const TFN_RULE: NumberRule = {
  anchor: "number",
  category: "AU_TFN",
  finds: "Australian tax file number with a valid check, next to a word for it",
  revision: 1,
  words: [
    // Short for telephone in Swedish and Spanish, too: hence the check on the first digit.
    ...[
      "=TFN",
      "=tfn",
      "=TFNs",
      "tfn number",
      "tfn no",
      "tax file",
    ],
    ...["tfnnumber", "taxfile", "taxfilenumber", "taxfileno", "australian tax"],
    ...[
      "australian tax file number",
      "australian tfn",
    ],
    ...[
      "australische steuernummer",
      "num\u00e9ro de dossier fiscal",
      "n\u00famero de archivo fiscal",
    ],
    ...[
      "n\u00famero de expediente fiscal",
      "tfn nummer",
      "\u6fb3\u5927\u5229\u4e9a\u7a0e\u53f7",
      "\u7a0e\u52a1\u6863\u6848\u53f7",
      "\u7a0e\u53f7tfn",
    ],
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "999~999~999", need: "context" },
    { pattern: "999999999", need: "context" },
    { pattern: "99~999~999", need: "context" },
    { pattern: "99999999", need: "context" },
    { pattern: "999 - 999 - 999", need: "context" },
  ],
  valid: isTfn,
  hits: [
    ["TFN: 123 456 782", "123 456 782"],
    ["My tax file number is 722364529.", "722364529"],
    ['{"tfn":"259942738"}', "259942738"],
    ['{"taxFileNumber": 182932568}', "182932568"],
    ["name,tfn\nAnn,196802597\n", "196802597"],
    ["payroll tfn=964510197 ok", "964510197"],
    ["Meine australische Steuernummer: 801-281-721", "801-281-721"],
    ["TFN 74 155 655", "74 155 655"],
    ["\u6211\u7684\u7a0e\u52a1\u6863\u6848\u53f7\u662f722364529", "722364529"],
  ],
  misses: [
    "123 456 782",
    "TFN 123 456 783",
    "TFN 722364528",
    "TFN 7223645290",
    "order 722364529",
    "TFN request id 722364529",
    "TFN 000 000 000",
    "Tfn 08-123 456 78",
    "722364529",
  ],
};

/** Luhn; 0 and 8 are not issued (Employment and Social Development Canada, SIN code of practice). */
function isSin(d: Uint8Array): boolean {
  return d[0] !== 0 && d[0] !== 8 && !isOneDigit(d, 9) && passesLuhn(d, 9);
}

const SIN_RULE: NumberRule = {
  anchor: "number",
  category: "CA_SIN",
  finds: "Canadian social insurance number with a valid check digit, next to a word for it",
  revision: 1,
  words: [
    ...[
      "=SIN",
      "=sin",
      "=SINs",
      "s i n",
      "sin number",
      "sin no",
      "sin num",
      "sin card",
      "sinnumber",
    ],
    ...["social insurance", "social ins", "=NAS"],
    ...["socialinsurancenumber", "socialinsurance", "canadian sin", "canada sin", "sin canada"],
    ...["canadian social insurance number", "num\u00e9ro d assurance sociale", "assurance sociale"],
    ...[
      "no d assurance sociale",
      "n d assurance sociale",
      "n\u00famero de seguro social canadiense",
    ],
    ...[
      "numeroassurancesociale",
      "num\u00e9ro nas",
      "nas number",
      "kanadische sozialversicherungsnummer",
    ],
    ...[
      "canadian tax id",
      "\u793e\u4f1a\u4fdd\u9669\u53f7",
      "\u793e\u4f1a\u4fdd\u9669\u53f7\u7801",
      "\u5de5\u5361\u53f7",
    ],
    ...SOCIAL_SECURITY_WORDS,
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "999~999~999", need: "context" },
    { pattern: "999999999", need: "context" },
    { pattern: "999 - 999 - 999", need: "context" },
  ],
  valid: isSin,
  hits: [
    ["SIN: 130 692 544", "130 692 544"],
    ["My social insurance number is 343-586-327.", "343-586-327"],
    ['{"sin":"752163717"}', "752163717"],
    ['{"socialInsuranceNumber": 962233987}', "962233987"],
    ["name,sin\nAnn,589464098\n", "589464098"],
    ["payroll sin=768931990 ok", "768931990"],
    ["Mon num\u00e9ro d'assurance sociale est le 398 616 599", "398 616 599"],
    ["Mon NAS est 689.190.395", "689.190.395"],
    ["Meine kanadische Sozialversicherungsnummer: 689 190 395", "689 190 395"],
  ],
  misses: [
    "130 692 544",
    "SIN 130 692 545",
    "SIN 046 454 286",
    "SIN 1306925440",
    "order 130692544",
    "SIN order 130692544",
    "It is no Sin: 130692544 people came",
    "Math.sin(130692545)",
    "id=130692544",
  ],
};

/** Numbers of Australia and Canada. */
export const AU_CA_ID_RULES: readonly Rule[] = [SIN_RULE, TFN_RULE];
