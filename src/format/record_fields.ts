/**
 * Kinds of fields that records have, as schemas.
 * @module
 */

// As a namespace, so that a bundler can leave out what is not used: two thirds of it.
import * as z from "zod";
import { parseTime } from "../base/clock.ts";
import { isCount, isHash, isHashes, isNames, isTally, isText } from "./record_values.ts";

// These run for each of 40 fields of each line. What holds for every number and every text of a
// record is checked in one walk over its values, and small groups of fields by one predicate
// (measured: a third of the time). zod's record type would drop a key "__proto__" silently.
export const count = z.number();
export const positive = z.custom<number>((n) => isCount(n) && n > 0, "not a whole number from 1");
export const text = z.string();
export const hash = z.custom<string>(isHash, "not 64 hex characters");
export const time = z.custom<string>((t) => isText(t) && parseTime(t) !== null, "not a UTC time");
export const tally = z.custom<Record<string, number>>(isTally, "not an object of whole numbers");
export const names = z.custom<Record<string, string>>(isNames, "not an object of texts");
export const hashes = z.custom<Record<string, string>>(isHashes, "not an object of hashes");

export const HEAD = {
  v: z.literal(1),
  log: text,
  i: count,
  prev: hash,
  t: text, // Read once, by parseRecord, which needs the number anyway.
};
