/**
 * Check digits that several identifiers share. Each takes the values 0 to 9 of a number's digits,
 * or a code in capitals without separators; none allocates more than a few numbers.
 * @module
 */

import { isDigit } from "../../text/character.ts";

/** Digits of a number; only the first ones that a caller names are of it. */
export type Digits = Uint8Array | readonly number[];

/** The number that some digits of a longer one write. */
export function numberAt(digits: Digits, from: number, count: number): number {
  let value = 0;
  for (let k = from; k < from + count; k++) value = value * 10 + (digits[k] as number);
  return value;
}

/** Sum of the first digits, each multiplied by its weight. */
export function weightedSum(digits: Digits, weights: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += (digits[k] as number) * (weights[k] as number);
  return sum;
}

/** Digits of a code as values; letters become 0. */
export function digitsOf(code: string): number[] {
  const digits: number[] = [];
  for (let k = 0; k < code.length; k++) {
    const unit = code.charCodeAt(k);
    digits.push(isDigit(unit) ? unit - 0x30 : 0);
  }
  return digits;
}

/** Whether all digits are the same: such numbers pass many checks, and none is issued. */
export function isOneDigit(digits: Digits, count: number): boolean {
  for (let k = 1; k < count; k++) if (digits[k] !== digits[0]) return false;
  return true;
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: Digits, count: number): boolean {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += luhnValue(digits[k] as number, (count - k) % 2 === 0);
  return sum % 10 === 0;
}

/** A digit, or the sum of the digits of its double. */
function luhnValue(digit: number, isDoubled: boolean): number {
  if (!isDoubled) return digit;
  return digit > 4 ? 2 * digit - 9 : 2 * digit;
}

/** ISO 7064, MOD 11,10: ten or more digits and a check digit. */
export function passesMod11And10(digits: Digits, count: number): boolean {
  let product = 10;
  for (let k = 0; k < count - 1; k++) {
    const sum = (product + (digits[k] as number)) % 10;
    product = (sum === 0 ? 10 : sum) * 2 % 11;
  }
  return (11 - product) % 10 === digits[count - 1];
}

/** Products of the dihedral group of order ten, row by row (Verhoeff, 1969). */
const DIHEDRAL = "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" +
  "5987604321" + "6598710432" + "7659821043" + "8765932104" + "9876543210";
/** Permutation of a digit by its place, counted from the end modulo eight. */
const PERMUTED = "0123456789" + "1576283094" + "5803796142" + "8916043527" + "9453126870" +
  "4286573901" + "2793806415" + "7046913258";

/** Verhoeff's check. */
export function passesVerhoeff(digits: Digits, count: number): boolean {
  let check = 0;
  for (let k = 0; k < count; k++) {
    const digit = digits[count - 1 - k] as number;
    const permuted = PERMUTED.charCodeAt(k % 8 * 10 + digit) - 0x30;
    check = DIHEDRAL.charCodeAt(check * 10 + permuted) - 0x30;
  }
  return check === 0;
}

/**
 * Whether a code ends in the check digit of travel documents: weights 7, 3, 1, letters from A = 10
 * (ICAO Doc 9303, part 3, 4.9).
 */
export function passesDocumentCheck(code: string): boolean {
  let sum = 0;
  const last = code.length - 1;
  for (let k = 0; k < last; k++) {
    const unit = code.charCodeAt(k);
    const value = isDigit(unit) ? unit - 0x30 : unit - 0x37;
    sum += value * ([7, 3, 1][k % 3] as number);
  }
  return sum % 10 === code.charCodeAt(last) - 0x30;
}

/** Days of the months of a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a month has such a day, in some year. */
export function isDayOfMonth(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month - 1] as number);
}
