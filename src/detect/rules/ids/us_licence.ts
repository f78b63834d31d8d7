/**
 * Driver's licence numbers of the states of the US. They have no check digit, and short ones look
 * like any other number, so that a word next to them has to say what they are.
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../../text/character.ts";
import type { CodeRule, Form, Hit, MatcherRule, Rule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isDayOfMonth } from "./check_digits.ts";
import { LICENCE_WORDS } from "./id_words.ts";
import { PrintedId } from "./printed_id.ts";

/**
 * Lengths and letters by state (AAMVA, DL/ID card design; state driver manuals), without separators
 * and as printed. Numbers of fewer than six digits are left out.
 */
const PATTERNS: readonly string[] = [
  // Digits only: Alaska, Pennsylvania, Texas, New York, Georgia and twenty others; North Carolina.
  ...["9999999", "99999999", "999999999", "999999999999"],
  // A letter and digits: California, Arizona, Virginia, Indiana, Michigan, Illinois, Florida,
  // Maryland, Minnesota, Wisconsin, New Jersey.
  ...["A999999", "A9999999", "A99999999", "A999999999", "A9999999999", "A99999999999"],
  ...["A999999999999", "A9999999999999", "A99999999999999"],
  // Several letters: Ohio, West Virginia, Colorado, North Dakota, New Hampshire, Idaho, Iowa.
  ...["AA99999", "AA999999", "AA9999999", "AAA999999", "AAA99999999", "99AAA99999", "AA999999A"],
  ...["999AA9999"],
  // Letters at the end: Maine, Vermont, Missouri. Washington.
  ...["9999999A", "99999999AA", "999999999A", "AAAXXXXXXXXX"],
  // As printed: Florida, Illinois, Wisconsin, Minnesota, New Jersey, Maryland, Michigan.
  ...["A999~999~99~999~9", "A999~9999~9999", "A999~9999~9999~99", "A999~999~999~999"],
  ...["A9999~99999~99999", "A~999~999~999~999", "A9999~9999~9999"],
  // New York, Pennsylvania, Colorado, Indiana, Kansas, Kentucky, Ohio, California.
  ...["999~999~999", "99~999~999", "99~999~9999", "9999~99~9999", "A99~99~9999", "A99~999~999"],
  ...["AA~999~999", "AA~999999", "A~9999999"],
];

const FORMS: readonly Form[] = PATTERNS.map((pattern) => ({ pattern, need: "context" }));

function mayBeLicence(code: string): boolean {
  if (/^(\D*)(\d)\2+$/.test(code) || isDate(code)) return false;
  // Washington: `WDL`, or seven letters of the name and three digits.
  if (code.length === 12 && /^[A-Z]{3}/.test(code)) {
    return /^WDL[A-Z0-9]*\d|^[A-Z]{7}\d{3}/.test(code);
  }
  return true;
}

/** `20260131` next to a licence is the day on which it was issued. */
function isDate(code: string): boolean {
  if (!/^(?:19|20)\d{6}$/.test(code)) return false;
  return isDayOfMonth(Number(code.slice(4, 6)), Number(code.slice(6)));
}

/** The rule for `US_DRIVER_LICENSE`. */
const US_LICENCE_RULE: CodeRule = {
  anchor: "code",
  category: "US_DRIVER_LICENSE",
  finds: "US driver's license number in the form of a state, next to a word for it",
  revision: 1,
  words: LICENCE_WORDS,
  forms: FORMS,
  valid: mayBeLicence,
  hits: [
    ["My driver's license is D1234567.", "D1234567"],
    ["California driver license number: Y4839201", "Y4839201"],
    ['{"driverLicense":"48392011"}', "48392011"],
    ['{"drivers_license_number": "S530-4609-8162"}', "S530-4609-8162"],
    ["name,driver_license,state\nAnn,RV483920,OH\n", "RV483920"],
    ["DL# F255-921-50-094-0", "F255-921-50-094-0"],
    ["driver\u2019s licence no. WDLABCD456DG", "WDLABCD456DG"],
    ["mi licencia de conducir de Texas es 48392011", "48392011"],
    ["US-F\u00fchrerschein Nr. D6101-40706-60905", "D6101-40706-60905"],
    ["verify driver_license=D1234567 state=CA", "D1234567"],
    ["\u6211\u7684\u9a7e\u7167\u53f7\u662fY4839201", "Y4839201"],
    ["driver license 123 456 789", "123 456 789"],
  ],
  misses: [
    "D1234567",
    "48392011",
    "license MIT, version 1234567",
    "driver license issued 20240131",
    "driver's license 0000000",
    "driver's license 123456",
    "driver version 48392011",
    "print driver D1234567",
    "public policy 48392011",
    "driver's license D12345678901234567",
    "serial D1234567",
    '{"state_id": 1234567, "driver_id": 48392011}',
  ],
};

/** Numbers with letters: those of digits alone are as long as any other number. */
const LETTERED = new PrintedId(
  FORMS.filter(({ pattern }) => pattern.includes("A")),
  mayBeLicence,
);

/** How far behind the name the number may begin, and how far behind that the state may stand. */
const LICENCE_REACH = 64;
const STATE_REACH = 24;
/** How far before the name a word may say that it is another licence. */
const NAME_REACH = 24;
/** Groups with a digit. */
const RUN_REGEXP = /[A-Za-z\d]*\d[A-Za-z\d]*/g;
/** Licences of something else. */
const OTHER_LICENCE_REGEXP =
  /softwar|product|windows|office|key|plate|business|medical|nurs|liquor|contractor|real estate|\bgun|firearm|hunting|fishing|\bMIT\b|apache|serial|order|invoice/i;
const STATE_REGEXP =
  /\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming)\b/i;
const STATE_CODE_REGEXP =
  /(?:["'(\s,:]|^)(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])(?=["'),:.\s]|$)/;

function matchOfState({ text }: Scan, name: Readonly<Span>): Hit | null {
  const before = text.slice(Math.max(0, name.start - NAME_REACH), name.start);
  const after = text.slice(name.end, name.end + LICENCE_REACH + STATE_REACH);
  if (isAlphanumeric(codeAt(text, name.end))) return null;
  for (const { 0: run, index } of after.slice(0, LICENCE_REACH).matchAll(RUN_REGEXP)) {
    const start = name.end + index;
    const hit = LETTERED.match(text, { start, end: start + run.length });
    if (hit === null || isAlphanumeric(codeAt(text, hit.end))) continue;
    const between = before + text.slice(name.start, hit.start);
    if (OTHER_LICENCE_REGEXP.test(between)) return null;
    const around = `${between} ${text.slice(hit.end, hit.end + STATE_REACH)}`;
    if (!STATE_REGEXP.test(around) && !STATE_CODE_REGEXP.test(around)) return null;
    return { start: hit.start, end: hit.end, need: "soft", rank: 5 };
  }
  return null;
}

const STATE_LICENCE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "US_DRIVER_LICENSE",
  finds: "US driver's license number with letters, behind `license` and with a state beside it",
  at: ["word"],
  triggers: ["license", "licence", "lic", "permit", "=DL", "dl", "license no", "licence no"],
  words: [],
  revision: 1,
  match: matchOfState,
  hits: [
    ['{"license":{"state":"MI","number":"P 630 182 474 314","class":"A"}}', "P 630 182 474 314"],
    ["Licence seen: Ohio `TL408915`, valid to 2026", "TL408915"],
    ["her license (Florida) is H425-613-87-694-0", "H425-613-87-694-0"],
    ["license D1234567 (CA)", "D1234567"],
    ["Lic. D1234567, California", "D1234567"],
    ['{"license_no":"TL408915","license_state":"OH"}', "TL408915"],
    ["permit: New York, A12345678", "A12345678"],
    ["DL (state: WI) J525-4209-0465-05", "J525-4209-0465-05"],
  ],
  misses: [
    "Ohio TL408915",
    "license TL408915",
    "license plate Ohio TL408915",
    "software license key CA D1234567",
    "business license D1234567 (CA)",
    "license order D1234567 (CA)",
    "MIT license D1234567 (CA)",
    "medical license A12345678, Texas",
  ],
};

/** The rows of this file. */
export const US_LICENCE_RULES: readonly Rule[] = [US_LICENCE_RULE, STATE_LICENCE_RULE];
