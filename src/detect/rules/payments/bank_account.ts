/**
 * Bank accounts in the United States: 6 to 17 digits without a check, so that everything depends on
 * the words before them. They give way to whatever else a number can be.
 *
 *     routing 021000021, account number 000123456789     Checking: 12345-67890     acct_no=9876543210
 *
 * @module
 */

import { CLASS, LOWER, UPPER } from "../../text/alphabet.ts";
import {
  codeAt,
  isAlphanumeric,
  isDash,
  isDigit,
  isListComma,
  isSpace,
} from "../../text/character.ts";
import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Rule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { ACCOUNT_WORDS } from "./bank_account_words.ts";
import { type Names, namesOf, namingBefore } from "../named.ts";

/** NACHA operating rules: the field of the account has 17 characters. */
const DIGITS_MAX = 17;
const DIGITS_MIN = 6;
const GROUPS_MAX = 5;
/** Gives way to every row with a form or a check of its own. */
const RANK = 3;
/** But not to a telephone number where the word right before says that it is an account. */
const NAMED_RANK = 8;
const HEADING_REGEXP =
  /^[\s"'`*]*(?:account|acct|acc|a\/c|konto|kto|compte|cuenta|conta|conto|rekening|rachunek|tili)[\s"'`*]*$/i;
const BANK_HEADING_REGEXP =
  /routing|\baba\b|bank|holder|iban|\bbic\b|swift|sort.?code|ifsc|branch|blz|checking|saving/i;
/** A year of business: `FY 2025-26`. */
const YEARS_REGEXP = /^(?:19|20)\d\d[-/]\d\d$/;
/** How far back words are looked for that say it is some other account. */
const REACH = 48;

/** Right before a number they say what it is. */
const NAMES: Names = namesOf({
  wordsMax: 2,
  own: new Set([
    ...["account", "acct", "checking", "savings", "chequing", "accountnumber", "acctno", "konto"],
    ...["kontonr", "kontonummer", "ktonr", "rekening", "rekeningnummer", "compte", "cuenta"],
    ...["conta", "conto", "konta", "rachunku", "tilinumero", "uctu"],
  ]),
  other: new Set([
    ...["routing", "aba", "rtn", "transit", "sort", "swift", "bic", "iban", "phone", "tel", "fax"],
    ...["ssn", "ein", "itin", "order", "invoice", "check", "cheque", "reference", "ref", "amount"],
    ...["balance", "date", "zip", "id", "ids", "transaction", "ticket", "case", "session", "user"],
    ...["userid", "txn", "trace", "request", "code", "blz", "bankleitzahl", "bsb", "ifsc", "micr"],
    ...["payment", "confirmation", "batch", "port", "pid", "version", "build", "timestamp", "time"],
  ]),
});

/** Firms and services whose accounts are not those of a bank. */
const OTHER_ACCOUNTS: ReadonlySet<string> = new Set([
  ...["aws", "amazon", "azure", "gcp", "google", "github", "gitlab", "twitter", "facebook", "meta"],
  ...["instagram", "tiktok", "linkedin", "netsuite", "salesforce", "stripe", "ads", "adwords"],
  ...["analytics", "netflix", "spotify", "utility", "electric", "electricity", "gas", "water"],
  ...["energy", "loyalty", "frequent", "flyer", "mileage", "rewards", "membership", "customer"],
  ...["client", "user", "email", "gaming", "steam", "discord", "cloud", "tenant", "ledger", "gl"],
  ...["kunden", "cliente", "client", "kundennummer", "merchant", "vendor", "supplier", "library"],
]);
/** And these say that it is one of a bank all the same. */
const BANK_WORDS: ReadonlySet<string> = new Set([
  ...["bank", "banking", "routing", "aba", "ach", "wire", "checking", "savings", "deposit"],
]);

/** Words between an equals sign and its key are the key's: `nin=1 session=2`. */
const KEY_REGEXP = /a\/?c|acc(?:oun)?t|bank|konto|kto|compte|cuenta|conta|checking|savings|dda/i;
const KEY_CHARS_MAX = 40;

const LABEL_REGEXP =
  /(?:^|[^a-z])(?:account|acct|a\/c|checking|savings)["' ]{0,2}[#:=]{1,2}["' #:]{0,3}$/i;
/** What it ends in. */
const LABEL_ENDS = "\"' #:=";
const LABEL_CHARS_MAX = 24;
const BANK_NEAR_REGEXP = /(?:^|[^a-z])(?:routing|aba|ach|wire|bank|rtn|swift|payout)(?:[^a-z]|$)/i;
const BANK_REACH = 80;
const EQUALS = 0x3d;
const DOT = 0x2e;
const COMMA = 0x2c;
const SLASH = 0x2f;
const COLON = 0x3a;
const UNDERSCORE = 0x5f;
const PERCENT = 0x25;
/** Before a number they make it an amount or a name. */
const SIGNS_BEFORE = "$\u00a3\u20ac\u00a5\u20b9+.-/@%&";

function matchAccount(scan: Scan, run: Readonly<Span>): Hit | null {
  const { text } = scan;
  if (!mayStart(text, run)) return null;
  const most = accountEnd(text, run, true);
  if (most < 0) return null;
  const isBelow = isBelowAccount(scan, run);
  const isLabelled = isBelow || isLabelledAccount(text, { start: run.start, end: most });
  // Nothing could speak for most numbers, so that nothing else is asked.
  if (!isLabelled && !scan.mayBeNear("US_BANK_ACCOUNT")) return null;
  const naming = namingBefore(text, run.start, NAMES);
  const isNamed = isBelow || naming === "own";
  const end = accountEnd(text, run, isNamed);
  if (end < 0 || !mayEnd(text, end) || isOneDigit(text, run)) return null;
  if (YEARS_REGEXP.test(text.slice(run.start, end))) return null;
  if (naming === "other" || isOfOtherKey(text, run.start)) return null;
  if (isOtherAccount(text, run.start)) return null;
  const rank = isNamed && isGrouped(text, { start: run.start, end }) ? NAMED_RANK : RANK;
  return { start: run.start, end, need: isLabelled ? "none" : "context", rank };
}

/** Groups with spaces, which a telephone number has, too. */
function isGrouped(text: string, { start, end }: Readonly<Span>): boolean {
  return text.slice(start, end).includes(" ");
}

/** Whether the heading of the column is `account` in a table about a bank. */
function isBelowAccount(scan: Scan, { start }: Readonly<Span>): boolean {
  const column = scan.columnNames(start);
  if (column === null || !HEADING_REGEXP.test(column.name)) return false;
  return column.names.some((name) => BANK_HEADING_REGEXP.test(name));
}

/** `account` alone is also that of a user: it counts with a number sign, or near words of a bank. */
function isLabelledAccount(text: string, { start, end }: Span): boolean {
  if (!LABEL_ENDS.includes(text.charAt(start - 1))) return false;
  const label = LABEL_REGEXP.exec(text.slice(Math.max(0, start - LABEL_CHARS_MAX), start));
  if (label === null) return false;
  const around = text.slice(Math.max(0, start - BANK_REACH), start) + " " +
    text.slice(end, end + BANK_REACH);
  return label[0].includes("#") || BANK_NEAR_REGEXP.test(around);
}

function mayStart(text: string, { start, end }: Readonly<Span>): boolean {
  const before = codeAt(text, start - 1);
  if (isAlphanumeric(before) || before === UNDERSCORE || isDash(before)) return false;
  if (start > 0 && SIGNS_BEFORE.includes(text.charAt(start - 1))) return false;
  // Not the second group of something longer.
  const isGlue = isSpace(before) || before === COLON ||
    (before === COMMA && end - start < DIGITS_MIN);
  return !(isGlue && isDigit(codeAt(text, start - 2)));
}

function mayEnd(text: string, end: number): boolean {
  const after = codeAt(text, end);
  if (isAlphanumeric(after) || after === UNDERSCORE || after === PERCENT) return false;
  const isGlue = after === DOT || after === COMMA || after === SLASH || after === COLON ||
    isDash(after);
  return !(isGlue && isAlphanumeric(codeAt(text, end + 1)) && !isCell(text, end));
}

/** A comma before the next cell of a table. */
function isCell(text: string, at: number): boolean {
  return codeAt(text, at) === COMMA &&
    (!isDigit(codeAt(text, at + 1)) || isListComma(text, at));
}

/**
 * End of one run, of groups with dashes, or of groups with spaces; or -1. Those with spaces begin
 * with four digits, if nothing right before says what they are.
 */
function accountEnd(text: string, run: Readonly<Span>, isNamed: boolean): number {
  let end = run.end;
  let digits = run.end - run.start;
  const isFour = digits === 4 || (isNamed && digits === 3);
  for (let groups = 1; groups < GROUPS_MAX; groups++) {
    const separator = codeAt(text, end);
    const isJoined = isDash(separator) || (isFour && isSpace(separator));
    let next = end + 1;
    while (next - end <= DIGITS_MAX && isDigit(codeAt(text, next))) next++;
    const length = next - end - 1;
    if (!isJoined || length === 0 || isAlphanumeric(codeAt(text, next))) break;
    if (isSpace(separator) && length > 4) break;
    if (digits + length > DIGITS_MAX) break;
    digits += length;
    end = next;
  }
  if (digits < DIGITS_MIN || digits > DIGITS_MAX) return -1;
  return isDate(text.slice(run.start, end)) ? -1 : end;
}

const DATE_REGEXP =
  /^(?:(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4})$/;

function isDate(value: string): boolean {
  return DATE_REGEXP.test(value);
}

/** `000000000`: nobody has it. */
function isOneDigit(text: string, run: Readonly<Span>): boolean {
  for (let at = run.start + 1; at < run.end; at++) {
    if (codeAt(text, at) !== codeAt(text, run.start)) return false;
  }
  return true;
}

function isOfOtherKey(text: string, start: number): boolean {
  let end = start;
  while (start - end < 3 && "\"'` ".includes(text.charAt(end - 1)) && end > 0) end--;
  if (codeAt(text, end - 1) !== EQUALS) return false;
  end--;
  let from = end;
  while (end - from < KEY_CHARS_MAX && isKeyUnit(codeAt(text, from - 1))) from--;
  return from < end && !KEY_REGEXP.test(text.slice(from, end));
}

function isKeyUnit(code: number): boolean {
  return isAlphanumeric(code) || code === UNDERSCORE || code === DOT || code === 0x2d;
}

/** Whether a word before it names some service, and none a bank. */
function isOtherAccount(text: string, start: number): boolean {
  let isOther = false;
  let end = start;
  const least = Math.max(0, start - REACH);
  while (end > least) {
    while (end > least && !isWordUnit(text, end - 1)) {
      if (codeAt(text, end - 1) === 0x0a) return isOther;
      end--;
    }
    let from = end;
    while (from > least && isWordUnit(text, from - 1)) {
      from--;
      const isHump = CLASS[codeAt(text, from)] === UPPER && CLASS[codeAt(text, from - 1)] === LOWER;
      if (isHump) break;
    }
    const word = foldWord(text.slice(from, end));
    if (BANK_WORDS.has(word)) return false;
    if (OTHER_ACCOUNTS.has(word)) isOther = true;
    end = from;
  }
  return isOther;
}

function isWordUnit(text: string, at: number): boolean {
  const kind = CLASS[codeAt(text, at)];
  return kind === LOWER || kind === UPPER;
}

const BANK_ACCOUNT_RULE: MatcherRule = {
  anchor: "matcher",
  category: "US_BANK_ACCOUNT",
  finds: "US bank account number: 6 to 17 digits beside a word for such an account",
  revision: 1,
  at: ["number"],
  groups: [[2, 5, " *", "-"], [3, 3, " *", " "], [4, 4, " *", " "], [6, DIGITS_MAX, " *", "* -./"]],
  joinedMin: DIGITS_MIN,
  words: ACCOUNT_WORDS,
  match: matchAccount,
  hits: [
    ["My account number is 000123456789.", "000123456789"],
    ["Wire it to checking account 9876543210 at First Bank", "9876543210"],
    ["acct: 12345678", "12345678"],
    ['{"accountNumber":"000987654321"}', "000987654321"],
    ['{"bank_account": 123456789012}', "123456789012"],
    ["name,account_number\nBob,44556677881", "44556677881"],
    ["id,account_number\n17,44556677881", "44556677881"],
    ["INFO payout acct_no=9876543210 ok", "9876543210"],
    ["Savings account no. 1234-567890-1", "1234-567890-1"],
    ["Meine Kontonummer ist 0123456789", "0123456789"],
    ["n\u00famero de cuenta: 1234 5678 9012", "1234 5678 9012"],
    ["routing number: 021000021, account: 7 and account number: 123456789", "123456789"],
    ["Account #: 000123456789", "000123456789"],
    ["the checking account 0048 2291 773 at the union", "0048 2291 773"],
    ['"acct_holder","routing","account"\n"Bo","111040263","483 011 2297"\n', "483 011 2297"],
    ["Routing 021000021, Account: 000123456789", "000123456789"],
    ["routing number 021000021 e conta n.\u00ba 700816946. Telefone 912 604 378", "700816946"],
    ["ABA 021000021, compte n\u00b0 700816946, t\u00e9l. 01 44 55 66 77", "700816946"],
    ["Routing 021000021, Kontonr. 700816946. Tel. 030 1234567", "700816946"],
    ["\u53e3\u5ea7\u756a\u53f7\u306f1234567\u3067\u3059", "1234567"],
  ],
  misses: [
    "the permanent account number for FY 2025-26",
    "000123456789",
    "AWS account number 123456789012",
    "customer account number 12345678",
    "account number on 2026-11-25",
    "account 12345678 was created",
    "account=12345678 was created",
    "a bad checking for 126938 files",
    "Google Ads account #: 1234567890",
    "account number 12345",
    "account number 123456789012345678",
    "account balance: $123456",
    "bank account balance 1234567.89",
    "account number session=12345678",
    "account number +14155550123",
    "account number 000000000",
    "routing number 123456789",
    "account number ab123456",
    "user,account,city\nbo,12345678,Ulm\n",
    "account manager 483 011 2297",
  ],
};

/** The rows of this file. */
export const BANK_ACCOUNT_RULES: readonly Rule[] = [BANK_ACCOUNT_RULE];
