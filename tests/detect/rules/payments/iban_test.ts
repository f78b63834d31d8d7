/**
 * Bank account numbers of many countries, in all forms, in fields and tables.
 * @module
 */

import { IBAN_RULE } from "../../../../src/detect/rules/payments/iban.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  countries: [
    "IBAN: [[DE89 3704 0044 0532 0130 00]].",
    "[[GB29 NWBK 6016 1331 9268 19]]",
    "[[FR1420041010050500013M02606]]",
    "[[ES9121000418450200051332]]",
    "conto [[IT60 X054 2811 1010 0000 0123 456]]",
    "Konto: [[AT61 1904 3002 3457 3201]]",
    "[[NL91ABNA0417164300]]",
    "[[PL61 1090 1014 0000 0712 1981 2874]]",
    "[[SE45 5000 0000 0583 9825 7466]]",
    "[[CH93 0076 2011 6238 5295 7]]",
    "[[TR33 0006 1005 1978 6457 8413 26]]",
    "[[SA03 8000 0000 6080 1016 7519]]",
    "[[AE07 0331 2345 6789 0123 456]]",
    "[[NO9386011117947]]",
  ],
  forms: [
    "iban [[de89370400440532013000]]",
    "iban=[[gb29nwbk60161331926819]]",
    "[[fr14 2004 1010 0505 0001 3m02 606]]",
    "IBAN[[DE89370400440532013000]]",
    "[[DE89-3704-0044-0532-0130-00]]",
    "[[DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000]]",
    '{"iban":"[[DE89370400440532013000]]"}',
    '{"a":"{\\"iban\\":\\"[[DE89370400440532013000]]\\"}"}',
    "name,iban\nAnn,[[DE89370400440532013000]]",
    "| IBAN | [[DE89 3704 0044 0532 0130 00]] |",
    "**[[ES9121000418450200051332]]**",
    "<[[DE89370400440532013000]]>",
    "\u8d26\u53f7[[PL61109010140000071219812874]]",
    "to_account=[[NL91ABNA0417164300]];",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  checks: [
    "DE88 3704 0044 0532 0130 00",
    "DE8937040044053201300",
    "DE893704004405320130000",
    "GB29 NWBK 6016 1331 9268",
    "XX89370400440532013000",
    "ADE89370400440532013000B",
    "de88370400440532013000",
    "NL91ABNA0417164301",
  ],
  others: [
    "VAT DE123456789",
    "ISIN US0378331005",
    "ABCDE-12FGH-34IJK-56LMN-78OPQ",
    "no 93 people and 86 cats, 0111 in all",
    "PO12 3456 7890 1234",
    "BIC COBADEFFXXX",
    "LEI 529900T8BM49AURSDO55",
    "GT40 is a car that nobody in the whole of the town has",
  ],
};

testGroups({ rules: [IBAN_RULE], category: "IBAN", hits: HITS, misses: MISSES });
