/**
 * Who issues payment cards: prefixes and lengths, from the issuers' public ranges (ISO/IEC 7812-1).
 * @module
 */

/** Lengths of the older debit schemes. */
const DEBIT: readonly number[] = [13, 14, 15, 16, 17, 18, 19];
const LONG: readonly number[] = [16, 17, 18, 19];

type Range = readonly [low: number, high: number, lengths: readonly number[]];

/** First six digits, ascending by the low end. */
const RANGES: readonly Range[] = [
  [220000, 220499, LONG], // Mir
  [222100, 272099, [16]], // Mastercard
  [300000, 305999, [14, 16]], // Diners Club
  [309500, 309599, [14, 16]], // Diners Club
  [340000, 349999, [15]], // American Express
  [352800, 358999, LONG], // JCB
  [360000, 369999, [14, 16]], // Diners Club
  [370000, 379999, [15]], // American Express
  [380000, 399999, [14, 16]], // Diners Club
  [400000, 499999, [13, 16, 19]], // Visa
  [501800, 501899, DEBIT], // Maestro
  [501900, 501999, [16]], // Dankort
  [502000, 502099, DEBIT], // Maestro
  [503800, 503899, DEBIT], // Maestro
  [504175, 504175, [16]], // Elo
  [506099, 506198, [16, 18, 19]], // Verve
  [506699, 506778, [16]], // Elo
  [507865, 507964, [16, 18, 19]], // Verve
  [508000, 508999, [16]], // RuPay
  [509000, 509999, [16]], // Elo
  [510000, 559999, [16]], // Mastercard
  [589300, 589399, DEBIT], // Maestro
  [600000, 609999, [16]], // RuPay, Hipercard
  [601100, 601199, LONG], // Discover
  [620000, 629999, LONG], // UnionPay
  [627780, 627780, [16]], // Elo
  [630400, 630499, DEBIT], // Maestro
  [633400, 633499, [16, 18, 19]], // Solo
  [636000, 639999, LONG], // InterPayment, InstaPayment, Elo
  [644000, 659999, LONG], // Discover
  [670600, 670699, [16, 17, 18, 19]], // Laser
  [675900, 675999, DEBIT], // Maestro
  [676100, 676399, DEBIT], // Maestro
  [676700, 676799, [16, 18, 19]], // Maestro
  [677100, 677199, LONG], // Laser
  [810000, 829999, [16]], // RuPay
  [860000, 860099, [16]], // UzCard
  [979200, 979299, [16]], // Troy
  [986000, 986099, [16]], // Humo
];

/** Digits of the prefix that the table decides on. */
export const PREFIX_DIGITS = 6;

/** Whether some issuer gives out numbers with this prefix and length. */
export function isIssued(prefix: number, length: number): boolean {
  for (const [low, high, lengths] of RANGES) {
    if (prefix < low) return false;
    if (prefix <= high && lengths.includes(length)) return true;
  }
  return false;
}

/** Whether the length alone says which scheme it is: 14 for Diners Club, 15 American Express, 16. */
export function isUsualLength(prefix: number, length: number): boolean {
  if (length === 16) return true;
  const lead = Math.floor(prefix / 100_000);
  return lead === 3 && (length === 14 || length === 15);
}
