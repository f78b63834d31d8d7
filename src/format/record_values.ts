/**
 * What the values of a record may be.
 * @module
 */

/** Longest text in a record; the length of a line bounds everything together. */
export const TEXT_CHARS_MAX = 1024;
const HASH_CHARS = 64;
/** 1 for each character code that is no lower-case hex digit. */
const NO_HEX_DIGIT = Uint8Array.from(
  { length: 128 },
  (_, code) => "0123456789abcdef".includes(String.fromCharCode(code)) ? 0 : 1,
);

/** An object, no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A whole number from 0 to 2^53 - 1. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A text of at most {@linkcode TEXT_CHARS_MAX} characters. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= TEXT_CHARS_MAX;
}

/** Texts in a list. */
export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

/** 64 lower-case hex characters. */
export function isHash(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== HASH_CHARS) return false;
  // No branch for each character: digits and letters come in no order that could be foreseen
  // (measured: a quarter of the time).
  let bad = 0;
  for (let k = 0; k < HASH_CHARS; k++) {
    const unit = value.charCodeAt(k);
    bad |= (NO_HEX_DIGIT[unit & 0x7f] as number) | (unit >> 7);
  }
  return bad === 0;
}

/** Whole numbers by name. */
export function isTally(value: unknown): value is Record<string, number> {
  return isObject(value) &&
    Object.keys(value).every((name) => isText(name) && isCount(value[name]));
}

/** Hashes by name. */
export function isHashes(value: unknown): value is Record<string, string> {
  return isObject(value) &&
    Object.keys(value).every((name) => isText(name) && isHash(value[name]));
}

/** Texts by name. */
export function isNames(value: unknown): value is Record<string, string> {
  return isObject(value) &&
    Object.keys(value).every((name) => isText(name) && isText(value[name]));
}

/** A test for one of some texts. */
export function isOneOf(values: readonly string[]): (value: unknown) => boolean {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value) => known.has(value);
}
