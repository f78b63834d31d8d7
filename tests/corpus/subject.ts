/**
 * What a category of the corpus is: how its values are made, what they are called in data, and
 * how people speak of them in English. Other languages have their sentences in their packs.
 * @module
 */

import { digits, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";

/** One category. */
export interface Subject {
  category: string;
  /** A made-up value, in one of the forms in which it is written. */
  make(random: Random): string;
  /** Names of fields, columns and variables. */
  keys: readonly string[];
  /** English sentences with `%` for the value. */
  says: readonly string[];
}

/** A made-up calendar day. */
export interface Day {
  year: string;
  month: string;
  day: string;
}

/** A day of birth of somebody between 18 and 80. */
export function birthday(random: Random, from = 1946, to = 2007): Day {
  return {
    year: String(from + random(to - from)),
    month: String(1 + random(12)).padStart(2, "0"),
    day: String(1 + random(28)).padStart(2, "0"),
  };
}

/** Two digits of the year, month, day. */
export function shortDay({ year, month, day }: Day): string {
  return `${year.slice(2)}${month}${day}`;
}

/** Digits of which the first is not 0. */
export function wholeDigits(random: Random, count: number): string {
  return `${1 + random(9)}${digits(random, count - 1)}`;
}

/** Characters of an alphabet. */
export function charsOf(random: Random, alphabet: string, count: number): string {
  let text = "";
  while (text.length < count) text += pick(random, [...alphabet]);
  return text;
}

/** Capital letters. */
export const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A pattern with `#` for digits, `@` for capital letters, `^` for digits from 2 to 9. */
export function patterned(random: Random, pattern: string): string {
  return [...pattern].map((char) => {
    if (char === "#") return digits(random, 1);
    if (char === "^") return String(2 + random(8));
    return char === "@" ? charsOf(random, LETTERS, 1) : char;
  }).join("");
}

/** Tries again until a value is one. */
export function until<T>(make: () => T | null): T {
  for (let tries = 0; tries < 10_000; tries++) {
    const value = make();
    if (value !== null) return value;
  }
  throw new Error("No value came out right");
}

/** Groups of the given sizes with a separator. */
export function grouped(text: string, sizes: readonly number[], separator: string): string {
  let at = 0;
  return sizes.map((size) => text.slice(at, at += size)).join(separator);
}
