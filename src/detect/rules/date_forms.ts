/**
 * Dates as people and programs write them. Says where a date that begins at a given place ends;
 * whose date it is, is for the caller to say.
 *
 *     1985-03-12   12.03.1985   3/12/85   12 March 1985   March 12th, 1985   12 de marzo de 1985
 *
 * @module
 */

import { codeAt, isDigit } from "../text/character.ts";
import { isIranianMonth, monthOf } from "./month_names.ts";

/** Longest date. */
export const DATE_CHARS_MAX = 44;
/** First and last year; a clock has no say here, so that the same text has the same findings. */
const YEAR_MIN = 1900;
const YEAR_MAX = 2035;
/** What the years of the Buddhist era, which Thai dates count, are ahead. */
const BUDDHIST_YEARS = 543;
/** Years of the calendars of Iran and of Islam in which people were born who live. */
const OTHER_YEAR_MIN = 1290;
const OTHER_YEAR_MAX = 1450;
const MONTH_DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const YEAR_FIRST_REGEXP = /^(\d{4})(?:([-/.])(\d{1,2})\2|(\.) ?(\d{1,2})\. ?)(\d{1,2})(?!\d)/;
const YEAR_LAST_REGEXP = /^(\d{1,2})([-/. ]|\. )(\d{1,2})\2(\d{4}|'?\d{2})(?!\d)/;
/** `3/6-1990`, as the Nordic countries write days. */
const NORDIC_REGEXP = /^(\d{1,2})(\/)(\d{1,2})[ -](\d{4}|\d{2})(?!\d)/;
const SPACED_REGEXP = /^(\d{1,2})( [-/.|] ?)(\d{1,2})\2(\d{4})(?!\d)/;
const COMPACT_REGEXP = /^(?:\d{8}|\d{6})(?![\d.])/;

/** Day, ordinal sign, preposition, month, preposition, year. */
const DAY_FIRST_REGEXP =
  /^(\d{1,2})(?:\.|-?[\u00ba\u00b0\u00aa]|-?(?:st|nd|rd|th|er|re|ste|ta|tego|\u0433\u043e|\u0435|\u03b7|\u03b7\u03c2))?(?:[\s\u00a0]{1,2}(?:day[\s\u00a0]of|de|of|di|do|dne|\u0432)(?=[\s\u00a0]))?[\s\u00a0/.,-]{0,2}(?:d['\u2019])?([\p{L}\p{M}]{2,16})(?: \u0627\u0644\u0623\u0648\u0644| \u0627\u0644\u062b\u0627\u0646\u064a)?(?:[.,]{0,2}[\s\u00a0/-]{0,2}(?:(?:de|del|do|of|i|\u0e1e\.\u0e28\.|\u0e04\.\u0e28\.)[\s\u00a0])?)(\d{4}|['\u2019]?\d{2})(?!\d)/u;
const MONTH_FIRST_REGEXP =
  /^([\p{L}\p{M}]{3,16})\.?[\s\u00a0/-]{1,2}(\d{1,2})(?:st|nd|rd|th|\.)?(?:[\s\u00a0]?,[\s\u00a0]?|[\s\u00a0./-]{1,2})(?:of[\s\u00a0])?(\d{4}|['\u2019]\d{2}|\d{2})(?!\d)/u;
const YEAR_MONTH_REGEXP =
  /^(\d{4})\.?[\s\u00a0,-]{1,2}([\p{L}\p{M}]{3,16})\.?[\s\u00a0-]{1,2}(\d{1,2})(?!\d)/u;
const VIETNAMESE_REGEXP =
  /^(\d{1,2})[\s,]{1,2}th[a\u00e1]ng[\s](\d{1,2})(?:[\s,]{1,2}n[a\u0103]m)?[\s,]{1,2}(\d{4})(?!\d)/i;
/** The abbreviated word for year behind it. */
const SLAVIC_YEAR_REGEXP = /^[ \u00a0]?[\u0433\u0440]\.(?![ \u00a0]?[\u0440\u043d]\.|\p{L})/u;
/** The months of Thai as they are abbreviated. */
const THAI_REGEXP =
  /^(\d{1,2}) ?(\u0e21\.\u0e04|\u0e01\.\u0e1e|\u0e21\u0e35\.\u0e04|\u0e40\u0e21\.\u0e22|\u0e1e\.\u0e04|\u0e21\u0e34\.\u0e22|\u0e01\.\u0e04|\u0e2a\.\u0e04|\u0e01\.\u0e22|\u0e15\.\u0e04|\u0e1e\.\u0e22|\u0e18\.\u0e04)\.? ?(?:\u0e1e\.\u0e28\.? ?|\u0e04\.\u0e28\.? ?)?(\d{4}|\d{2})(?!\d)/;
const HAN_REGEXP =
  /^(\d{4}|\d{2})\s?[\u5e74\ub144]\s?(\d{1,2})\s?[\u6708\uc6d4]\s?(\d{1,2})\s?[\u65e5\u53f7\u865f\uc77c]/;
/** Years of Japanese eras and of the Republic of China. */
const ERA_REGEXP =
  /^(?:\u660e\u6cbb|\u5927\u6b63|\u662d\u548c|\u5e73\u6210|\u4ee4\u548c|\u6c11\u570b|\u6c11\u56fd)\s?(?:\d{1,3}|\u5143)\u5e74\s?(\d{1,2})\u6708\s?(\d{1,2})\u65e5/;
const ERA_LETTER_REGEXP = /^[MTSHR](\d{1,2})([./-])(\d{1,2})\2(\d{1,2})(?!\d)/;
const NUMERALS_REGEXP =
  /^[\u3007\u96f6\u25cb\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]{4}\u5e74[\u4e00-\u5341\u6b63]{1,2}\u6708[\u4e00-\u5341\u5eff]{1,3}[\u65e5\u53f7]/;

/** How a date is looked for. */
export interface DateOptions {
  /** Also eight digits in a row: only where a name says that the value is a date. */
  isNamed: boolean;
}

/** Where the date that begins at `at` ends, or -1; reads {@linkcode DATE_CHARS_MAX} characters. */
export function dateEnd(text: string, at: number, { isNamed }: DateOptions): number {
  const head = text.slice(at, at + DATE_CHARS_MAX);
  const length = isDigit(codeAt(head, 0))
    ? numericLength(head) || namedMonthLength(head) || dense(head)
    : monthFirstLength(head) || dense(head);
  if (length > 0) return at + length;
  if (!isNamed) return -1;
  const compact = COMPACT_REGEXP.exec(head)?.[0];
  if (compact !== undefined) return isCompact(compact) ? at + compact.length : -1;
  const era = ERA_LETTER_REGEXP.exec(head);
  return era !== null && isDay(Number(era[3]), Number(era[4])) ? at + era[0].length : -1;
}

/** `19850312`, `12031985`, `850312`, `120385`. */
function isCompact(digits: string): boolean {
  const size = digits.length - 4;
  const year = digits.slice(0, size);
  if (isDate(year, digits.slice(size, size + 2), digits.slice(size + 2))) return true;
  const [one, other, last] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return isDate(last, other, one) || isDate(last, one, other);
}

function numericLength(head: string): number {
  const first = YEAR_FIRST_REGEXP.exec(head);
  if (first !== null) {
    const month = first[3] ?? first[5];
    const isOther = isOtherYear(first[1] ?? "") && isDay(Number(month), Number(first[6]));
    if (isOther || isDate(first[1], month, first[6])) {
      const length = lengthOf(head, first[0]);
      // Hungarian and Korean count with dots: `1985. 03. 12.`
      return first[4] === undefined ? length : withDot(head, length);
    }
  }
  const last = YEAR_LAST_REGEXP.exec(head) ?? SPACED_REGEXP.exec(head) ?? NORDIC_REGEXP.exec(head);
  if (last === null) return 0;
  const [whole, one, separator, other, year = ""] = last;
  if (separator === " " && year.length < 4) return 0;
  const isEither = isDate(year, one, other) || isDate(year, other, one) ||
    (isOtherYear(year) && isDay(Number(other), Number(one)));
  return isEither ? lengthOf(head, whole) : 0;
}

/** The dot of a day that stands last is of the date. */
function withDot(head: string, length: number): number {
  return length > 0 && /^\.(?!\d)/.test(head.slice(length, length + 2)) ? length + 1 : length;
}

/** A number that goes on is no date: `1.2.1985.4`. */
function lengthOf(head: string, whole: string): number {
  return /^[-/.]\d/.test(head.slice(whole.length, whole.length + 2)) ? 0 : whole.length;
}

function namedMonthLength(head: string): number {
  const vietnamese = VIETNAMESE_REGEXP.exec(head);
  if (vietnamese !== null && isDate(vietnamese[3], vietnamese[2], vietnamese[1])) {
    return vietnamese[0].length;
  }
  const thai = THAI_REGEXP.exec(head);
  if (thai !== null && isYear(thai[3] ?? "") && isDay(1, Number(thai[1]))) return thai[0].length;
  const first = DAY_FIRST_REGEXP.exec(head);
  if (first !== null && isNamedDate(first[3], first[2], first[1])) {
    const { length } = first[0];
    return length + (SLAVIC_YEAR_REGEXP.exec(head.slice(length))?.[0].length ?? 0);
  }
  const last = YEAR_MONTH_REGEXP.exec(head);
  if (last === null || !isNamedDate(last[1], last[2], last[3])) return 0;
  return /^\d{4}\./.test(head) ? withDot(head, last[0].length) : last[0].length;
}

function monthFirstLength(head: string): number {
  const match = MONTH_FIRST_REGEXP.exec(head);
  return match !== null && isNamedDate(match[3], match[1], match[2]) ? match[0].length : 0;
}

function dense(head: string): number {
  const han = HAN_REGEXP.exec(head);
  if (han !== null && isDate(han[1], han[2], han[3])) return han[0].length;
  const era = ERA_REGEXP.exec(head);
  if (era !== null && isDay(Number(era[1]), Number(era[2]))) return era[0].length;
  return NUMERALS_REGEXP.exec(head)?.[0].length ?? 0;
}

function isNamedDate(year?: string, month?: string, day?: string): boolean {
  const number = monthOf(month ?? "");
  if (number === 0) return false;
  return (isYear(year ?? "") || (isIranianMonth(month ?? "") && isOtherYear(year ?? ""))) &&
    isDay(number, Number(day));
}

function isDate(year?: string, month?: string, day?: string): boolean {
  return isYear(year ?? "") && isDay(Number(month), Number(day));
}

/** A year of the calendars of Iran and of Islam. */
function isOtherYear(year: string): boolean {
  const number = Number(year);
  return number >= OTHER_YEAR_MIN && number <= OTHER_YEAR_MAX;
}

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month] as number);
}

function isYear(year: string): boolean {
  const number = Number(year.replace(/^['\u2019]/, ""));
  if (year.length < 4) return true;
  return (number >= YEAR_MIN && number <= YEAR_MAX) ||
    (number >= YEAR_MIN + BUDDHIST_YEARS && number <= YEAR_MAX + BUDDHIST_YEARS);
}
