/**
 * Character classes and boundaries that the rules share. Works on UTF-16 code units, never
 * allocates, and reads at most a few characters around the place it is asked about.
 * @module
 */

const BACKSLASH = 0x5c;
const DOT = 0x2e;
const COMMA = 0x2c;

/** The code unit at `at`, or 0 outside the text (a plain `charCodeAt` would give NaN there). */
export function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}

/** ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** ASCII letter. */
export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** ASCII hexadecimal digit of either case. */
export function isHex(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}

/** ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/**
 * Hyphen-minus, the Unicode hyphens and dashes U+2010 to U+2015, the hyphen bullet, the minus sign
 * U+2212, and the small and full-width hyphens.
 */
export function isDash(code: number): boolean {
  if (code === 0x2d) return true;
  if (code < 0x2010) return false;
  return code <= 0x2015 || code === 0x2043 || code === 0x2212 || code === 0xfe58 ||
    code === 0xfe63 || code === 0xff0d;
}

/** The space separators of Unicode (Zs): space, no-break space, fixed-width and wide spaces. */
export function isSpace(code: number): boolean {
  if (code === 0x20 || code === 0xa0) return true;
  if (code < 0x2000) return false;
  return code <= 0x200a || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Whether at least `count` digits start at `at`. */
export function hasDigits(text: string, at: number, count: number): boolean {
  for (let k = 0; k < count; k++) if (!isDigit(codeAt(text, at + k))) return false;
  return true;
}

/**
 * Whether a number may start at `at`: no letter before it, unless the letter belongs to an escape
 * (`\n123` in JSON that was quoted twice). An underscore is a boundary: `id_123`.
 */
export function startsWord(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  if (!isLetter(before)) return true;
  const isEscape = before === 0x6e || before === 0x72 || before === 0x74; // n, r, t
  return isEscape && codeAt(text, at - 2) === BACKSLASH;
}

/** Whether `at` comes right after a digit and a dash or dot: inside a longer number. */
export function continuesNumber(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  return (isDash(before) || before === DOT) && isDigit(codeAt(text, at - 2));
}

/**
 * Whether the comma behind a number or code ends a cell or an item of a list. A comma of decimals or
 * thousands stands behind digits, and behind no groups but those that a dot makes of three.
 */
export function isListComma(text: string, at: number): boolean {
  if (codeAt(text, at) !== COMMA) return false;
  // Three digits behind it, and no more: else it separates no thousands.
  if (isDigit(codeAt(text, at + 4)) || !isDigit(codeAt(text, at + 3))) return true;
  let start = at;
  while (at - start < 4 && isDigit(codeAt(text, start - 1))) start--;
  const size = at - start;
  const before = codeAt(text, start - 1);
  if (size === 0 || size > 3 || isDash(before) || isLetter(before)) return true;
  if (isSpace(before)) return isDigit(codeAt(text, start - 2));
  if (before !== DOT || size < 3) return before === DOT;
  let first = start - 1;
  while (start - first < 6 && isDigit(codeAt(text, first - 1))) first--;
  const more = start - 1 - first;
  return more > 3 || (more < 3 && codeAt(text, first - 1) === DOT);
}
