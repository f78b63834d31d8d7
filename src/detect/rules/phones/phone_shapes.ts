/**
 * Which groups of digits can be a telephone number that is written without a calling code, and how
 * much else must speak for it. Knows no text around the groups.
 *
 *     06 12 34 56 78    (11) 91234-5678    090-1234-5678    8 (495) 123-45-67    sure
 *     020 7946 0958     612 345 678        9123 4567        13812345678          a word near
 *     12345678          612.345.678                                              a word right before
 *
 * @module
 */

import { AREA_CODES } from "./nanp_area_codes.ts";
import { callingCodeAt } from "./phone_countries.ts";
import { GAP, type PhoneGroups, shapeOf } from "./phone_groups.ts";
import { DIGITS_MIN } from "./phone_text.ts";

/** How much must speak for a number beside its form: nothing, a word near, a word right before. */
export const CLAIM = { NONE: 0, NAMED: 1, NEAR: 2, SURE: 3 } as const;

/** Most digits of one with a calling code. */
const DIGITS_MAX = 13;
/** From here on numbers with a leading zero have few groups. */
const LONG_DIGITS = 12;

/** Forms in which a leading zero and the grouping are enough, and the first digits they need. */
const SURE_SHAPES: ReadonlyMap<number, RegExp> = byShape([
  ["2-2-2-2-2", /^0[1-9]/], // France
  ["3-4-4", /^(?:0[5-9]0|01[016-9])/], // Japan, Korea
  ["4-3-4", /^0[1-9]/], // Iran, the Philippines, Nigeria
  ["4-3-3", /^0[1-9]/], // Australia, Vietnam, Taiwan, Japan
  ["4-4-4", /^(?:08|01[567])/], // Indonesia, Germany
  ["4-2-2-2", /^0[1-9]/], // Belgium
  ["4-3-2-2", /^0[1-9]/], // Turkey
  ["3-3-2-2", /^0[1-9]/], // Switzerland, Sweden, Ukraine
  ["2-3-2-2", /^0[1-9]/], // Belgium
  ["1-3-3-2-2", /^8[3489]/], // Russia
  ["5-6", /^07[1-9]/], // Mobile numbers of the United Kingdom
  ["5-3-3", /^07[1-9]/],
  ["4-7", /^01[567]/], // Mobile numbers of Germany
  ["2-2-3-4", /^06[2357]/], // Hungary: mobile telephones, Budapest, other towns
  ["2-2-3-2-2", /^06[2357]/],
  ["2-2-7", /^06[2357]/],
  ["2-1-3-4", /^061/],
  ["2-1-3-2-2", /^061/],
  ["2-1-7", /^061/],
  ["2-2-3-3", /^06[2-9]/],
]);
/** As above, with a dash. */
const DASHED_SHAPES: ReadonlyMap<number, RegExp> = byShape([
  ["2-4-4", /^0[2346]/], // Japan, Taiwan
  ["2-8", /^06/], // The Netherlands
  ["3-4-4", /^1[3-9]/], // China
  ["3-3-4", /^0[3-9]/], // Israel, Thailand, Korea
  ["3-7", /^05[0-8]/], // Mobile numbers of Israel
]);
/** As above, with an area in parentheses that has no leading zero: Brazil, Mexico. */
const PARENTHESISED_SHAPES: ReadonlySet<number> = new Set(
  ["2-4-4", "2-5-4", "2-1-4-4"].map(shapeOf),
);
/** With the area in parentheses behind a zero (Turkey), or the exchange behind the area (Japan). */
const SECOND_SHAPES: ReadonlySet<number> = new Set(
  ["1-3-3-2-2", "1-3-3-4", "1-3-7", "3-3-4", "2-4-4", "4-2-4"].map(shapeOf),
);

/** Forms without a leading zero that are telephones when a word near says so. */
const NEAR_SHAPES: ReadonlySet<number> = new Set([
  ...["3-4", "4-4", "3-2-3", "2-2-2-2", "1-3-4", "1-4-4", "2-3-4", "3-2-2"], // Seven to nine
  ...["3-2-2-2", "2-3-2-2", "3-6", "2-7", "3-3-3", "1-2-2-2-2"],
  ...["3-2-2-3", "2-1-4-4"], // Italy, Brazil
  ...[
    "3-3-4",
    "2-4-4",
    "5-5",
    "3-7",
    "4-3-3",
    "3-3-2-2",
    "2-8",
    "2-2-2-2-2",
    "6-4",
    "3-4-3",
    "3-5-2",
  ], // Ten
  ...["3-4-4", "1-3-3-4", "1-3-3-2-2", "2-5-4", "1-10", "3-8", "1-3-7", "2-9", "3-3-5"], // Eleven
].map(shapeOf));
/** Shapes with dots that a word right before makes telephones. */
const DOTTED_SHAPES: ReadonlySet<number> = new Set(
  ["3-3-4", "3-3-3", "3-4", "3-2-2-2", "2-3-2-2"].map(shapeOf),
);
/** Social security numbers and CPF. */
const OTHER_SHAPES: ReadonlySet<number> = new Set(["3-2-4", "3-3-3-2"].map(shapeOf));

const PAIRS = shapeOf("2-2-2-2-2");
const THREE_FOUR_FOUR = shapeOf("3-4-4");
const THREE_FOUR_THREE = shapeOf("3-4-3");
const TWO_EIGHT = shapeOf("2-8");
const FIVE_FIVE = shapeOf("5-5");
const THREE_FOUR = shapeOf("3-4");
const FOUR_FOUR = shapeOf("4-4");
const THREES = shapeOf("3-3-3");
const FOUR_SEVEN = shapeOf("4-7");
const BRAZILIAN = shapeOf("2-1-4-4");

function byShape(rows: readonly (readonly [string, RegExp])[]): ReadonlyMap<number, RegExp> {
  return new Map(rows.map(([shape, first]): [number, RegExp] => [shapeOf(shape), first]));
}

const TWENTIETH_CENTURY = 1900;
const YEAR_MAX = 2099;

/** What the first groups of a number claim. */
export function claimOf(number: PhoneGroups, groups: number): number {
  const count = digitsOf(number, groups);
  if (count < DIGITS_MIN || count > DIGITS_MAX) return CLAIM.NONE;
  if (groups === 1) return claimOfRun(number, count);
  if (groups === count) return claimOfSingles(number, count);
  if (isSomethingElse(number, groups, count) || !isEven(number, groups)) return CLAIM.NONE;
  if (groups === 2 && hasYear(number)) return isNumbered(number) ? CLAIM.NONE : CLAIM.NAMED;
  if (isSure(number, groups)) {
    // Half of a parenthesis may be another's; one around the trunk and the area is the number's own.
    return number.isHalfClosed && number.closedAt < 1 ? CLAIM.NEAR : CLAIM.SURE;
  }
  const isLed = number.digits[0] === 0;
  if (isLed && number.digits[1] === 0) return CLAIM.NONE;
  const hasDots = number.gaps.subarray(1, groups).includes(GAP.DOT);
  if (isLed) {
    if ((number.sizes[0] as number) < 2 && groups < 3) return CLAIM.NONE;
    const isMobile = count === LONG_DIGITS && isAreaApart(number, groups);
    const own = isExtended(number, groups) ? count - (number.sizes[groups - 1] as number) : count;
    return own < LONG_DIGITS || groups <= 3 || isMobile ? CLAIM.NEAR : CLAIM.NONE;
  }
  const shape = number.shape(groups);
  if (hasDots) return claimOfDotted(number, shape);
  if (isThousands(number, groups)) {
    return hasCallingCode(number, { groups, count }) ? CLAIM.NAMED : CLAIM.NONE;
  }
  const isGreek = shape === THREE_FOUR_THREE && number.value(0, 2) === 69;
  const isNear = isGreek ||
    NEAR_SHAPES.has(shape) && (number.digits[0] as number) >= leastLead(shape);
  if (isNear || number.parenthesised === 0) return CLAIM.NEAR;
  return hasCallingCode(number, { groups, count }) ? CLAIM.NEAR : CLAIM.NAMED;
}

/** Of four groups with dots no others than those of Spain and its like are telephones. */
function claimOfDotted({ digits, sizes }: PhoneGroups, shape: number): number {
  if (!DOTTED_SHAPES.has(shape)) return CLAIM.NONE;
  return sizes[2] === 2 && (digits[0] as number) >= 6 ? CLAIM.NEAR : CLAIM.NAMED;
}

/**
 * Whether the gaps are alike; that behind the nine of Brazil's mobile telephones may be another, and
 * that before an extension in Germany.
 */
function isEven(number: PhoneGroups, groups: number): boolean {
  if (number.isEven(groups)) return true;
  if (number.shape(groups) === BRAZILIAN) return number.digits[2] === 9;
  if (isAreaApart(number, groups) || isHungarian(number, groups)) return true;
  const last = groups - 1;
  return isExtended(number, groups) && (number.isEven(last) || isAreaApart(number, last));
}

/** `06-30/712-4418`, `06 1/452-8830`: behind the area of Hungary is a sign of its own. */
function isHungarian({ digits, sizes, gaps }: PhoneGroups, groups: number): boolean {
  if (digits[0] !== 0 || digits[1] !== 6 || sizes[0] !== 2 || groups < 4) return false;
  if ((sizes[1] as number) > 2) return false;
  for (let k = 4; k < groups; k++) if (gaps[k] !== gaps[3]) return false;
  return true;
}

/** `0421 / 33 87 61-40`: a short group behind a dash, which is that of a room in Germany. */
function isExtended({ digits, sizes, gaps }: PhoneGroups, groups: number): boolean {
  const last = groups - 1;
  return digits[0] === 0 && (sizes[last] as number) < 4 && gaps[last] === GAP.DASH;
}

/** `0176-43 08 55 12`, `0711/48 92 20`: only the area has another sign behind it. */
function isAreaApart({ digits, gaps }: PhoneGroups, groups: number): boolean {
  if (groups < 3 || digits[0] !== 0 || (gaps[1] !== GAP.DASH && gaps[1] !== GAP.SLASH)) {
    return false;
  }
  for (let k = 2; k < groups; k++) if (gaps[k] !== GAP.SPACE) return false;
  return true;
}

/** `8878-2024`, `2025/3391`: what was numbered in a year. */
function hasYear(number: PhoneGroups): boolean {
  const { sizes, gaps } = number;
  if (gaps[1] !== GAP.DASH && gaps[1] !== GAP.SLASH) return false;
  const first = sizes[0] as number;
  if (number.digits[0] === 0) return false;
  // `20241105-0004`
  const isDay = first === 8 && isYear(number.value(0, 4)) && isMonthDay(number.value(4, 4));
  return isDay || (first === 4 && isYear(number.value(0, 4))) ||
    (sizes[1] === 4 && isYear(number.value(first, 4)));
}

function isMonthDay(value: number): boolean {
  const day = value % 100;
  return value > 100 && value < 1300 && day > 0 && day < 32;
}

/** `2025-3391`, `442/2024`, `20241105-0004` */
function isNumbered(number: PhoneGroups): boolean {
  return number.gaps[1] === GAP.SLASH || number.sizes[0] === 8 ||
    (number.sizes[0] === 4 && isYear(number.value(0, 4)));
}

/** `5 5 5 8 6 7 5 3 0 9` */
function claimOfSingles(number: PhoneGroups, count: number): number {
  if (count < 9 || number.gaps[1] === GAP.DOT || number.gaps[1] !== number.gaps[2]) {
    return CLAIM.NONE;
  }
  return number.isEven(count) ? Math.min(CLAIM.NEAR, claimOfRun(number, count)) : CLAIM.NONE;
}

/** Digits in the first groups. */
function digitsOf({ sizes }: PhoneGroups, groups: number): number {
  let count = 0;
  for (let k = 0; k < groups; k++) count += sizes[k] as number;
  return count;
}

function isSure(number: PhoneGroups, groups: number): boolean {
  if (groups !== number.groups || number.goesOn) return false;
  const shape = number.shape(groups);
  const isMobile = shape === THREE_FOUR_FOUR && number.digits[0] === 1;
  const isListed = SURE_SHAPES.has(shape) || DASHED_SHAPES.has(shape);
  if (number.parenthesised < 0 && !isMobile && !isListed) return false;
  const { digits } = number;
  const first = `${digits[0]}${digits[1]}${digits[2]}`;
  if (number.parenthesised >= 0) {
    if (number.parenthesised > 1) return false;
    if (SURE_SHAPES.get(shape)?.test(first)) return true;
    if (number.parenthesised === 1) return digits[0] === 0 && SECOND_SHAPES.has(shape);
    return first.startsWith("0")
      ? (number.sizes[0] as number) > 1 && shape !== TWO_EIGHT
      : PARENTHESISED_SHAPES.has(shape);
  }
  const gap = number.gaps[groups - 1];
  if (gap === GAP.SLASH && shape !== FOUR_SEVEN) return false;
  if (gap === GAP.DASH && DASHED_SHAPES.get(shape)?.test(first)) return true;
  // Numbers of mobile telephones in China; with spaces they might be three of a row.
  if (shape === THREE_FOUR_FOUR && /^1[3-9]/.test(first)) return !isRound(number);
  if (SURE_SHAPES.get(shape)?.test(first) !== true) return false;
  if (gap === GAP.DOT && groups < 4) return false;
  return shape !== PAIRS || !isAscending(number, groups);
}

/** Groups that end in zeros are quantities. */
function isRound(number: PhoneGroups): boolean {
  return number.digits[6] === 0 || number.digits[10] === 0;
}

/** Pairs that ascend and stay below 71 are drawn or measured, not dialled. */
export function isAscending(number: PhoneGroups, groups: number): boolean {
  for (let k = 0; k < groups; k++) {
    if (number.sizes[k] !== 2 || number.value(2 * k, 2) > 70) return false;
    if (k > 0 && number.value(2 * k, 2) <= number.value(2 * k - 2, 2)) return false;
  }
  return true;
}

/** What a run of digits without a gap claims. */
function claimOfRun({ digits }: PhoneGroups, count: number): number {
  const first = digits[0] as number;
  if (first === 0) {
    if (digits[1] === 0) return CLAIM.NONE;
    return count >= 9 && count <= 12 ? CLAIM.NEAR : CLAIM.NAMED;
  }
  if (count < 9) return CLAIM.NAMED;
  if (count === 9) return first >= 6 ? CLAIM.NEAR : CLAIM.NAMED;
  if (count === 10) {
    const isIndian = first >= 6;
    const isNanp = AREA_CODES[valueOf(digits, 0, 3)] === 1 && (digits[3] as number) >= 2;
    const isMadeUp = valueOf(digits, 0, 3) === 555;
    return isIndian || isNanp || isMadeUp ? CLAIM.NEAR : CLAIM.NAMED;
  }
  if (count === 11 && isMobileRun(digits)) return CLAIM.NEAR;
  return fitsCallingCode(digits, count) ? CLAIM.NEAR : count === 13 ? CLAIM.NONE : CLAIM.NAMED;
}

/** Mobile telephones of China, and of Brazil with the code of a region. */
function isMobileRun(digits: Uint8Array): boolean {
  if (digits[0] === 1) return (digits[1] as number) >= 3;
  if (digits[0] === 8) return [3, 4, 8, 9].includes(digits[1] as number);
  return digits[1] !== 0 && digits[2] === 9;
}

/** Whether the digits are a calling code and a national number of that country. */
function fitsCallingCode(digits: Uint8Array, count: number): boolean {
  const code = callingCodeAt(digits, 0);
  if (code === null) return false;
  const size = code.code.length;
  return code.lengths[count - size] === 1 && code.leads[valueOf(digits, size, 2)] === 1;
}

/** The same, where the calling code is a group of its own. */
function hasCallingCode(
  { digits, sizes }: PhoneGroups,
  { groups, count }: { groups: number; count: number },
): boolean {
  const code = callingCodeAt(digits, 0);
  return code !== null && groups > 2 && sizes[0] === code.code.length &&
    fitsCallingCode(digits, count);
}

function valueOf(digits: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let k = from; k < from + count; k++) value = value * 10 + (digits[k] as number);
  return value;
}

/** Dates, addresses, fractions, ranges of years, and numbers that others look for. */
function isSomethingElse(number: PhoneGroups, groups: number, count: number): boolean {
  const { sizes, gaps } = number;
  if (OTHER_SHAPES.has(number.shape(groups))) return true;
  // `0711/48922-0` is a switchboard.
  const isSwitchboard = groups > 2 && number.digits[0] === 0 && number.digits[count - 1] === 0 &&
    gaps[groups - 1] === GAP.DASH;
  if ((sizes[groups - 1] as number) < 2 && !isSwitchboard) return true;
  // ISBN.
  if (count === 13 && number.value(0, 2) === 97 && number.gaps[1] === GAP.DASH) return true;
  for (let k = 2; k < groups - 1; k++) if (sizes[k] === 1) return true;
  if (groups === 2 && gaps[1] === GAP.DOT) {
    // `02.48012233`
    const isArea = (sizes[0] as number) > 2 || (sizes[1] as number) > 5;
    return !isArea || number.digits[0] !== 0;
  }
  return isDate(number, groups) || isQuad(number, groups) || isYears(number, groups);
}

function isDate(number: PhoneGroups, groups: number): boolean {
  const { sizes, gaps } = number;
  if (groups < 3 || gaps[1] === GAP.SPACE || gaps[1] === GAP.NONE || gaps[1] !== gaps[2]) {
    return false;
  }
  if (sizes[0] === 4 && (sizes[1] as number) <= 2 && (sizes[2] as number) <= 2) {
    return isYear(number.value(0, 4));
  }
  const isShort = (sizes[0] as number) <= 2 && (sizes[1] as number) <= 2;
  if (!isShort || sizes[2] !== 4) return false;
  return isYear(number.value((sizes[0] as number) + (sizes[1] as number), 4));
}

/** Four numbers up to 255 with dots. */
function isQuad(number: PhoneGroups, groups: number): boolean {
  if (groups !== 4) return false;
  let from = 0;
  for (let k = 0; k < groups; k++) {
    const size = number.sizes[k] as number;
    if (size > 3 || (k > 0 && number.gaps[k] !== GAP.DOT)) return false;
    if (number.value(from, size) > 255) return false;
    if (size > 1 && number.digits[from] === 0) return false;
    from += size;
  }
  return true;
}

function isYears(number: PhoneGroups, groups: number): boolean {
  if (number.shape(groups) !== FOUR_FOUR) return false;
  return isYear(number.value(0, 4)) && isYear(number.value(4, 4));
}

function isYear(value: number): boolean {
  return value >= TWENTIETH_CENTURY && value <= YEAR_MAX;
}

/** Local numbers in North America begin with 2 to 9, Indian ones with 6 to 9. */
function leastLead(shape: number): number {
  return shape === FIVE_FIVE ? 6 : shape === THREE_FOUR || shape === THREES ? 2 : 1;
}

/** `1 234 567`, `12 345 678`; nine digits are the telephones of Spain, Poland and others. */
function isThousands({ sizes, gaps }: PhoneGroups, groups: number): boolean {
  for (let k = 1; k < groups; k++) if (sizes[k] !== 3 || gaps[k] !== GAP.SPACE) return false;
  const first = sizes[0] as number;
  return first < 3 || (first === 3 && groups !== 3);
}
