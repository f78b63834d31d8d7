/**
 * What the values of a record may be.
 * @module
 */

import * as z from "zod";

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

/** Whether a field of a {@linkcode group} may be absent. */
export const REQUIRED = true;
export const OPTIONAL = false;

/** Schema of an object whose fields are all of one sort, and no others. */
export function group<T extends object>(
  isField: (value: unknown) => boolean,
  names: Readonly<Record<keyof T & string, boolean>>,
): z.ZodType<T> {
  const known = new Map(Object.entries<boolean>(names));
  const required = [...known.keys()].filter((name) => known.get(name) === REQUIRED);
  return z.custom<T>(
    (value) =>
      isObject(value) && required.every((name) => Object.hasOwn(value, name)) &&
      Object.keys(value).every((name) => known.has(name) && isField(value[name])),
    `not an object of fit values for ${[...known.keys()].join(", ")}`,
  );
}
