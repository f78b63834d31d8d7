/**
 * Numbers that the United States give to persons and firms. Only the social security number and
 * the ITIN have a printed form that says what they are; the others need a word next to them, and
 * of several that fit, the nearest word chooses.
 *
 * @module
 */

import type { CodeRule, NumberRule, Rule } from "../../rule.ts";
import { isOneDigit, numberAt, weightedSum } from "./check_digits.ts";
import { SOCIAL_SECURITY_WORDS, TAX_WORDS } from "./id_number_words.ts";
import { PASSPORT_WORDS } from "./id_words.ts";
import { isOfPaper } from "../paper_words.ts";
import { EIN_WORDS, isIssuedEin, NAMED_EIN_RULE } from "./us_ein.ts";

/** Area not 000, 666 or 9xx; group not 00; serial not 0000 (SSA, POMS RM 10201.035). */
function isIssuableSsn(d: Uint8Array): boolean {
  const area = numberAt(d, 0, 3);
  if (area === 0 || area === 666 || area >= 900) return false;
  return numberAt(d, 3, 2) !== 0 && numberAt(d, 5, 4) !== 0;
}

/** Groups that are issued behind a 9 (IRS, Internal Revenue Manual 3.21.263, ITIN ranges). */
function isIssuableItin(d: Uint8Array): boolean {
  const group = numberAt(d, 3, 2);
  if (d[0] !== 9) return false;
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
    (group >= 90 && group <= 92) || group >= 94;
}

const ROUTING_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** Federal Reserve prefix and the 3-7-1 check (ABA, Routing Number Policy). */
function isRouting(d: Uint8Array): boolean {
  const prefix = numberAt(d, 0, 2);
  const isAssigned = prefix <= 12 || (prefix >= 21 && prefix <= 32) ||
    (prefix >= 61 && prefix <= 72) || prefix === 80;
  return isAssigned && !isOneDigit(d, 9) && weightedSum(d, ROUTING_WEIGHTS) % 10 === 0;
}

/** The rule for `SSN`. */
export const SSN_RULE: NumberRule = {
  anchor: "number",
  category: "SSN",
  finds: "US social security number in the ranges that are issued",
  revision: 3,
  words: [
    ...["ssn", "ssns", "ssnumber", "us ssn", "last ssn"],
    ...[
      "s s n",
      "my social",
      "your social",
      "his social",
      "her social",
      "their social",
      "social of",
      "social for",
      "old social",
      "new social",
      "current social",
      "correct social",
      "wrong social",
      "full social",
      "previous social",
      "original social",
      "patient social",
      "s social",
      "social is",
      "social was",
      "social ends",
      "social on file",
      "ur social",
      "itin or ssn",
      "ssn or itin",
      "tax payer",
    ],
    ...["taxpayer", "=TIN"],
    ...SOCIAL_SECURITY_WORDS,
  ],
  forms: [
    { pattern: "999-99-9999", need: "soft" },
    { pattern: "999~99~9999", need: "context" },
    { pattern: "999 - 99 - 9999", need: "context" },
    { pattern: "999-999999", need: "context" },
    { pattern: "999999999", need: "context" },
  ],
  valid: isIssuableSsn,
  isOther: isOfPaper,
  hits: [
    ["My SSN is 123-45-6789.", "123-45-6789"],
    ["social security number: 219 54 8830", "219 54 8830"],
    ['{"ssn":"421378890"}', "421378890"],
    ['{"socialSecurityNumber": 421378890}', "421378890"],
    ["name,ssn,city\nAnn,421378890,Reno\n", "421378890"],
    ["Her social is 421.37.8890, please file it", "421.37.8890"],
    ["2026-03-01T10:00:00Z INFO applicant ssn=421378890 ok", "421378890"],
    ["Meine US-Sozialversicherungsnummer lautet 421378890", "421378890"],
    ["Mi n\u00famero de seguro social es 421 37 8890.", "421 37 8890"],
    ["\u6211\u7684\u793e\u4f1a\u5b89\u5168\u53f7\u7801\u662f421378890", "421378890"],
    ["numer SSN 421\u201337\u20138890", "421\u201337\u20138890"],
    ["<ssn>421378890</ssn>", "421378890"],
    ["421-37-8890", "421-37-8890"],
    ["page 2 lists 421.37.8890 being the social of the new hire", "421.37.8890"],
    ["Ref: 421378890 is the social security number of the tenant", "421378890"],
    ["The SSN was keyed in wrong. The correct one is 421378890.", "421378890"],
    ["the previous social was 421 37 8890", "421 37 8890"],
    ["whats ur social? the form wants it\nuhh 421378890", "421378890"],
    ["Mr. Ames's social, 421 37 8890", "421 37 8890"],
    ["SSN 421 - 37 - 8890", "421 - 37 - 8890"],
    ["the sheet lists her: 421-37-8890", "421-37-8890"],
    ["case file, SSN 421-37-8890", "421-37-8890"],
  ],
  misses: [
    "| a | cikksz\u00e1m |\n|---|---|\n| x | 421-37-8890 |",
    '{"dims":"120-45-3380"}',
    "shelf 300-55-1120",
    "000-12-3456",
    "SSN 666-12-3456",
    "SSN 421-00-8890",
    "SSN 421-37-0000",
    "421-37-88901",
    "1421-37-8890",
    "order 421-37-8890",
    "421378890",
    "421 37 8890",
    "user id 421378890",
    "ssn: xxx-xx-8890",
    "421378890 is the order number, and no SSN",
    "421-37-8890-2",
    "part no 421-37-8890",
    "v421.37.8890",
    "timestamp 1732000000",
    "Sheet 421-37-8890 is in the annex, drawing 421-37-8891 is not",
    "spare part no. 421-37-8890",
    "Zeichnung Nr. 421-37-8890 (Stand B)",
    "la pi\u00e8ce 421-37-8890",
    "\u0447\u0435\u0440\u0442\u0451\u0436 421-37-8890",
    "\u56f3\u9762\u756a\u53f7\uff1a421-37-8890",
    '{"drawing_no":"421-37-8890"}',
    "P/N 421-37-8890",
  ],
};

const ITIN_RULE: NumberRule = {
  anchor: "number",
  category: "US_ITIN",
  finds: "US individual taxpayer identification number in the ranges that are issued",
  revision: 1,
  words: [
    ...["itin", "itins", "individual taxpayer", "ssn or itin"],
    ...["individual taxpayer identification"],
    ...["individual tax id", "individual tax identification number", "us itin", "ssn"],
    ...["n\u00famero itin", "social security number"],
    ...TAX_WORDS,
  ],
  forms: [
    { pattern: "999-99-9999", need: "soft" },
    { pattern: "999~99~9999", need: "context" },
    { pattern: "999 - 99 - 9999", need: "context" },
    { pattern: "999999999", need: "context" },
  ],
  valid: isIssuableItin,
  isOther: isOfPaper,
  hits: [
    ["ITIN 912-70-1234", "912-70-1234"],
    ["Her individual taxpayer identification number is 912 88 4321.", "912 88 4321"],
    ['{"itin":"933901177"}', "933901177"],
    ['{"taxpayerId": "933-90-1177"}', "933-90-1177"],
    ["name,itin\nAnn,933901177\n", "933901177"],
    ["Mi n\u00famero ITIN es 951781122", "951781122"],
    ["level=info msg=filed itin=951781122", "951781122"],
    ["Meine ITIN lautet 999-65-1234", "999-65-1234"],
    ["951-78-1122", "951-78-1122"],
  ],
  misses: [
    "812-70-1234",
    "ITIN 912-49-1234",
    "ITIN 912-66-1234",
    "ITIN 912-89-1234",
    "ITIN 912-93-1234",
    "951781122",
    "951 78 1122",
    "order 951-78-1122",
    "951-78-11223",
    "sku 951-78-1122",
    "ITIN pending since 2024",
  ],
};

const EIN_RULE: NumberRule = {
  anchor: "number",
  category: "US_EIN",
  finds: "US employer identification number with an assigned prefix",
  revision: 1,
  // `ein` is an article in German; with two digits, a dash and seven more it is harmless.
  words: [...EIN_WORDS, "=EIN", "=ein", ...TAX_WORDS],
  forms: [
    { pattern: "99-9999999", need: "context" },
    { pattern: "99 9999999", need: "context" },
  ],
  valid: isIssuedEin,
  hits: [
    ["EIN: 12-3456789", "12-3456789"],
    ["The company's employer identification number is 47-1234567.", "47-1234567"],
    ['{"ein":"98-7654321"}', "98-7654321"],
    ['{"taxId": "36-1234567"}', "36-1234567"],
    ["company,ein,state\nAcme,36-1234567,IL\n", "36-1234567"],
    ["FEIN 36 1234567", "36 1234567"],
    ["vendor fein=36-1234567 status=active", "36-1234567"],
    ["Die EIN unserer US-Tochter ist 36-1234567", "36-1234567"],
    ["federal tax id number 36-1234567", "36-1234567"],
    ["IRS notice for 36-1234567", "36-1234567"],
  ],
  misses: [
    "36-1234567",
    "EIN 07-1234567",
    "EIN 89-1234567",
    "EIN 36-12345678",
    "EIN 136-1234567",
    "score 36-1234567",
    "EIN: order 36-1234567",
    "2026-1234567",
    "EIN 36-1234567-1",
  ],
};

const PASSPORT_RULE: CodeRule = {
  anchor: "code",
  category: "US_PASSPORT",
  finds: "US passport number: nine digits, or a letter and eight digits, next to a word for it",
  revision: 1,
  words: [
    ...["us passport", "american passport", "usa passport"],
    ...["united states passport", "u s passport", "us reisepass"],
    ...["us reisepassnummer", "amerikanischer reisepass", "passeport am\u00e9ricain"],
    ...["pasaporte estadounidense", "pasaporte americano", "passaporte americano"],
    ...["passport book"],
    ...PASSPORT_WORDS,
  ],
  forms: [
    { pattern: "999999999", need: "context" },
    { pattern: "A99999999", need: "context" },
    { pattern: "A-99999999", need: "context" },
    { pattern: "A 99999999", need: "context" },
  ],
  valid: (code) => !/^(.?)(\d)\2+$/.test(code),
  hits: [
    ["US passport number 340020013", "340020013"],
    ["passport: A12345678", "A12345678"],
    ['{"passportNumber":"E00340020"}', "E00340020"],
    ['{"passport_no": 340020013}', "340020013"],
    ["name,passport\nAnn,340020013\n", "340020013"],
    ["Mi pasaporte es 340020013", "340020013"],
    ["Mon passeport am\u00e9ricain porte le num\u00e9ro 340020013", "340020013"],
    ["\u6211\u7684\u62a4\u7167\u53f7\u662f340020013", "340020013"],
    ["checkin passport=340020013 seat=12A", "340020013"],
    ["travel document number: 340020013", "340020013"],
  ],
  misses: [
    "340020013",
    "A12345678",
    "passport 34002001",
    "passport 3400200134",
    "passport AB1234567",
    "passport order 340020013",
    "passport.use(strategy, 1732000000)",
    "passport 999999999",
    "passport control opens at 06:00",
  ],
};

const ROUTING_RULE: NumberRule = {
  anchor: "number",
  category: "US_ROUTING",
  finds: "US bank routing number with a Federal Reserve prefix and a valid check digit",
  revision: 1,
  words: [
    ...["routing"],
    ...["routingnumber", "routingno", "routing transit"],
    ...["bank routing", "ach routing", "=ACH", "=ach"],
    ...["wire routing", "transit number", "transit routing number"],
    ...["aba", "aba routing"],
    ...["abanumber", "=RTN", "rtn number", "rtn no", "=rtn", "fedwire", "direct deposit"],
    ...["bank transit number", "aba rtn", "bankleitzahl", "blz", "wire transfer"],
    ...[
      "n\u00famero de ruta",
      "n\u00famero de ruta bancaria",
      "c\u00f3digo de ruta",
      "n\u00famero aba",
    ],
    ...[
      "n\u00famero de enrutamiento",
      "n\u00famero de tr\u00e1nsito",
      "num\u00e9ro d acheminement",
    ],
    ...["num\u00e9ro de routage", "code de routage", "num\u00e9ro de transit"],
    ...[
      "routingnummer",
      "n\u00famero de roteamento",
      "c\u00f3digo de roteamento",
      "numero di routing",
    ],
    ...[
      "codice aba",
      "codice di instradamento",
      "numer rozliczeniowy",
      "numer rozliczeniowy banku",
    ],
    ...["\u0440\u043e\u0443\u0442\u0438\u043d\u0433", "\u043d\u043e\u043c\u0435\u0440 aba"],
    ...[
      "\u043c\u0430\u0440\u0448\u0440\u0443\u0442\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440",
    ],
    ...[
      "\u94f6\u884c\u8def\u7531\u53f7",
      "\u8def\u7531\u53f7\u7801",
      "\u9280\u884c\u8def\u7531\u865f",
    ],
    ...["\u8def\u7531\u865f\u78bc", "\u30eb\u30fc\u30c6\u30a3\u30f3\u30b0\u756a\u53f7"],
    ...["\ub77c\uc6b0\ud305 \ubc88\ud638", "\ub77c\uc6b0\ud305\ubc88\ud638"],
  ],
  forms: [
    { pattern: "999999999", need: "context" },
    { pattern: "9999~99999", need: "context" },
    { pattern: "9999~9999~9", need: "context" },
    { pattern: "999~999~999", need: "context" },
  ],
  valid: isRouting,
  hits: [
    ["Routing number: 021000021", "021000021"],
    ["My bank's ABA is 121000358 and the rest you know", "121000358"],
    ['{"routing_number":"011401533"}', "011401533"],
    ['{"routingNumber": 322810583}', "322810583"],
    ["bank,routing\nFirst,129963374\n", "129963374"],
    ["RTN 1206-4023-0", "1206-4023-0"],
    ["ach transfer routing=121839037 amount=12", "121839037"],
    ["El n\u00famero de ruta es 329412117", "329412117"],
    ["\u94f6\u884c\u8def\u7531\u53f7\uff1a315925171", "315925171"],
    ["num\u00e9ro de routage 011216427", "011216427"],
  ],
  misses: [
    "021000021",
    "routing number 021000022",
    "routing number 121000359",
    "routing number 921000028",
    "routing number 000000000",
    "routing 0210000210",
    "id 121000358",
    "routing table version 121000358",
    "routing to /users/121000359",
  ],
};

/** Numbers of the United States, but for licences. */
export const US_ID_RULES: readonly Rule[] = [
  ...[ITIN_RULE, EIN_RULE, NAMED_EIN_RULE, SSN_RULE, ROUTING_RULE, PASSPORT_RULE],
];
