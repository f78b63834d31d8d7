/**
 * Checksums, dates and small readings that the identifiers of several countries share.
 * @module
 */

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Range of birth years of living persons; programs also write 1 January 1900 for unknown. */
const BIRTH_YEAR_MIN = 1880;
const BIRTH_YEAR_MAX = 2049;

/** Value of `count` digits. */
export function numberAt(digits: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let k = from; k < from + count; k++) value = value * 10 + (digits[k] as number);
  return value;
}

/** Digits of a code, whose other characters count as 0. */
export function digitsOf(code: string): Uint8Array {
  return Uint8Array.from(code, (char) => char >= "0" && char <= "9" ? Number(char) : 0);
}

/** Sum of the digits, each times its weight. */
export function weightedSum(digits: Uint8Array, weights: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += (digits[k] as number) * (weights[k] as number);
  return sum;
}

/** Luhn (ISO/IEC 7812-1 annex B) over the digits from `from` to before `to`. */
export function isLuhn(digits: Uint8Array, from: number, to: number): boolean {
  return luhnSum(digits, from, to) % 10 === 0;
}

/** Sum of Luhn's check; the last digit counts once. */
export function luhnSum(digits: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let k = to - 1; k >= from; k--) {
    const digit = digits[k] as number;
    const isDoubled = (to - k) % 2 === 0;
    sum += isDoubled ? (digit < 5 ? 2 * digit : 2 * digit - 9) : digit;
  }
  return sum;
}

/** Whether a month has a day in some year. */
export function isDay(month: number, day: number): boolean {
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
}

/** The same, in a year of which the last two digits are known: the century may be 1900 or 2000. */
export function isShortDate(year: number, month: number, day: number): boolean {
  return isDay(month, day) && (month !== 2 || day < 29 || year % 4 === 0);
}

/** Whether a date exists and somebody who lives may have been born on it. */
export function isBirthDate(year: number, month: number, day: number): boolean {
  if (year < BIRTH_YEAR_MIN || year > BIRTH_YEAR_MAX || !isDay(month, day)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** `YYMMDD` at a place. */
export function hasShortDate(digits: Uint8Array, at: number): boolean {
  return isShortDate(
    numberAt(digits, at, 2),
    numberAt(digits, at + 2, 2),
    numberAt(digits, at + 4, 2),
  );
}

/** `YYYYMMDD` at a place. */
export function hasBirthDate(digits: Uint8Array, at: number): boolean {
  return isBirthDate(
    numberAt(digits, at, 4),
    numberAt(digits, at + 4, 2),
    numberAt(digits, at + 6, 2),
  );
}

/** Whether all digits are the same: what people type into a field that they do not want to fill. */
export function isRepeated(digits: Uint8Array, count: number): boolean {
  for (let k = 1; k < count; k++) if (digits[k] !== digits[0]) return false;
  return true;
}
