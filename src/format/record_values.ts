/**
 * What the values of a record may be.
 * @module
 */

/** Longest text in a record; the length of a line bounds everything together. */
export const TEXT_CHARS_MAX = 1024;
const HASH_CHARS = 64;

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

/** 64 lower-case hex characters. */
export function isHash(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== HASH_CHARS) return false;
  for (let k = 0; k < HASH_CHARS; k++) {
    const unit = value.charCodeAt(k);
    const isDigit = unit >= 0x30 && unit <= 0x39;
    if (!isDigit && (unit < 0x61 || unit > 0x66)) return false;
  }
  return true;
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
