/**
 * Employer identification numbers of the United States without their dash: nine digits of which
 * nothing can be told, so that only a name right before them, a key or a heading will do. (`ein` is
 * an article in German, and no word of the lexicon could tell.)
 *
 * @module
 */

import { codeAt, isDigit } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import { isStated, STATED_CHARS_MAX } from "../../context/said_of.ts";
import type { Scan } from "../../context/scan.ts";
import { numberAt } from "./check_digits.ts";
import { SecretColumns } from "../../context/columns.ts";

const DIGITS = 9;
/** How far behind its name a number can begin. */
const REACH = 32;
/** Of two rows that fit, the one whose form a word chose is better. */
const RANK = 8;

/** Words that name an EIN, whatever stands around them. */
export const EIN_WORDS: readonly string[] = [
  ...["ein number", "ein no", "ein num", "ein nummer", "us ein", "fein", "fein number", "feins"],
  ...["company ein", "employer ein", "business ein", "vendor ein", "federal ein", "tax ein"],
  ...["employer id", "employer id number", "employer id no", "employer identification"],
  ...["employer identification number", "employer identification no", "employer tax id"],
  ...["federal employer identification", "federal employer identification number"],
  ...["federal id", "federal id number", "federal tax id", "federal tax id number"],
  ...["federal tax identification number", "federal tax number", "business tax id"],
  ...["company tax id", "corporate tax id", "business tax number", "irs number"],
  ...["employeridentificationnumber", "employerid", "arbeitgeber identifikationsnummer"],
  ...[
    "n\u00famero de identificaci\u00f3n del empleador",
    "n\u00famero de identificaci\u00f3n de empleador",
  ],
  ...["n\u00famero patronal", "num\u00e9ro d identification de l employeur"],
  ...[
    "num\u00e9ro d identification employeur",
    "n\u00famero de identifica\u00e7\u00e3o do empregador",
  ],
  ...["numero di identificazione del datore di lavoro", "\u96c7\u4e3b\u8bc6\u522b\u53f7"],
  ...["\u96c7\u4e3b\u8bc6\u522b\u53f7\u7801", "\u96c7\u4e3b\u8eab\u4efd\u8bc6\u522b\u53f7"],
  ...["\u96c7\u4e3b\u7a0e\u53f7", "\u96c7\u7528\u4e3b\u8b58\u5225\u756a\u53f7"],
  ...["\u96c7\u7528\u8005\u8b58\u5225\u756a\u53f7", "\uace0\uc6a9\uc8fc \uc2dd\ubcc4 \ubc88\ud638"],
];

/** Those that name nothing else; an employer's id may be a row of a database. */
const NAMES = EIN_WORDS.filter((word) => !/^(?:employer|federal) id$|^employerid$/.test(word));

/** Prefixes that were never assigned (IRS, "How EINs are assigned and valid EIN prefixes"). */
const UNASSIGNED: ReadonlySet<number> = new Set([
  ...[0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97],
]);

/** Whether the first two digits are a prefix that is assigned. */
export function isIssuedEin(digits: Uint8Array | readonly number[]): boolean {
  return !UNASSIGNED.has(numberAt(digits, 0, 2)) && numberAt(digits, 2, 7) !== 0;
}

/** Behind `EIN`: the rest of a longer name, signs, and the number. */
const VALUE_REGEXP =
  /["'`)\]\\]{0,3}[ \t]{0,2}(?:(?:no|nr|num|number)\b\.?)?["'`\\]{0,3}[ \t]{0,2}(?:is |[:=#]>?)?[ \t]{0,2}["'`\\]{0,3}(?=\d)/iy;
/** Behind the same word in small letters: the sign of a key. */
const KEY_REGEXP = /["'`\]\\]{0,3}[ \t]{0,2}[:=]>?[ \t]{0,2}["'`\\]{0,3}(?=\d)/y;

/** Nine digits, and what stands between them and their name. */
const BEFORE_REGEXP = /(?:^|[^\w.,/+#-])\d{9}([^\d\n]{2,44})$/;
const APPOSED_REGEXP = /^(?:,| [\u2013\u2014-]| \() ?(?:the|their|our|its|his|her) $/;

const COLUMNS = new SecretColumns();

function matchNamed(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (isDigit(codeAt(text, anchor.start))) {
    return text.length === DIGITS ? matchWhole(text) : matchCell(scan, anchor);
  }
  COLUMNS.note(scan, anchor);
  const name = text.slice(anchor.start, anchor.end);
  const regexp = /^ein$/i.test(name) && name !== "EIN" ? KEY_REGEXP : VALUE_REGEXP;
  regexp.lastIndex = 0;
  const match = regexp.exec(text.slice(anchor.end, anchor.end + REACH));
  if (match !== null) return hitAt(text, anchor.end + match[0].length);
  return regexp === KEY_REGEXP ? null : matchStated(text, anchor);
}

/** The number before its name, which it is said to be: `361234567, which is the EIN of ...`. */
function matchStated(text: string, anchor: Readonly<Span>): Hit | null {
  const from = Math.max(0, anchor.start - STATED_CHARS_MAX - DIGITS - 1);
  const before = BEFORE_REGEXP.exec(text.slice(from, anchor.start));
  const [whole, gap = ""] = before ?? [];
  if (before === null || whole === undefined) return null;
  const isApposed = APPOSED_REGEXP.test(gap) &&
    /^[ \t](?:of|for)[ \t]/.test(text.slice(anchor.end, anchor.end + 5));
  return isApposed || isStated(gap) ? hitAt(text, anchor.start - gap.length - DIGITS) : null;
}

/** The whole text, when the field that it is the value of says so. */
function matchWhole(text: string): Hit | null {
  const hit = hitAt(text, 0);
  return hit === null ? null : { ...hit, need: "context" };
}

/** The cell of a column whose heading is a name, in the next row. */
function matchCell(scan: Scan, anchor: Readonly<Span>): Hit | null {
  const cell = COLUMNS.next(scan, anchor.start);
  return cell !== null && cell.end - cell.start === DIGITS ? hitAt(scan.text, cell.start) : null;
}

function hitAt(text: string, start: number): Hit | null {
  const digits: number[] = [];
  while (digits.length <= DIGITS && isDigit(codeAt(text, start + digits.length))) {
    digits.push(codeAt(text, start + digits.length) - 0x30);
  }
  if (digits.length !== DIGITS || !isIssuedEin(digits)) return null;
  return { start, end: start + DIGITS, need: "none", rank: RANK };
}

/** The row for numbers without a dash. */
export const NAMED_EIN_RULE: MatcherRule = {
  anchor: "matcher",
  category: "US_EIN",
  finds: "US employer identification number without its dash, behind its name or below it",
  at: ["word", "number"],
  anchorChars: [DIGITS, DIGITS],
  needsMention: true,
  triggers: ["=EIN", "=ein", "=Ein", ...NAMES],
  words: [],
  revision: 1,
  match: matchNamed,
  hits: [
    ["EIN 361234567", "361234567"],
    ["EIN: 361234567", "361234567"],
    ['{"ein":"361234567"}', "361234567"],
    ['{"companyEin": 361234567}', "361234567"],
    ["company,ein\nAcme,361234567\n", "361234567"],
    ["employer identification number is 361234567", "361234567"],
    ["FEIN #361234567", "361234567"],
    ["vendor_ein=361234567", "361234567"],
    ["federal tax id no. 361234567", "361234567"],
    ["use 361234567, which is the EIN of the parent", "361234567"],
    ["361234567 - the EIN of the seller", "361234567"],
  ],
  misses: [
    "361234567",
    "Das ist ein 361234567",
    "EIN 071234567",
    "ein, zwei, 361234567",
    "EIN 3612345678",
    "fein geschnitten, 361234567",
    "EIN and SSN forms of 361234567",
    "ein: 36123456",
    "361234567 is not the EIN",
    "361234567 rows; the EIN of the parent is missing",
    "order 1-361234567, the EIN of the seller",
    '{"employer_id": 361234567}',
  ],
};
