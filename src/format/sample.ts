/**
 * Proof of single records: the sample that an auditor drew, and the openings of what its records
 * committed to. A sample is a directory:
 *
 * ```text
 * sample.json           what was drawn, and from what
 * 17.entry.json         the record's line as it stands in the segment, without line feed
 * 17.tlog-proof         its place under the checkpoint (c2sp.org/tlog-proof)
 * 17.openings.jsonl     what it committed to, one part a line: only when it was opened
 * ```
 *
 *     {"checkpoint":"...","count":59,"format":"outband/sample/v1","nonce":"3141...","records":[17],...}
 *     {"data":"{...}","i":17,"k":"<64 hex>","part":"req"}
 *     {"i":17,"k":"<64 hex>","part":"orig.req","sha256":"<64 hex>"}
 *
 * @module
 */

import * as z from "zod"; // As a namespace: a bundler leaves out what is not used.
import { canonicalJson } from "../base/canonical_json.ts";

/** File that describes a sample. */
export const SAMPLE_FILE = "sample.json";
/** Longest description: a million records. */
export const SAMPLE_BYTES_MAX: number = 32 * 1024 * 1024;
/** Longest file of openings: five parts, each a telemetry line that was escaped once more. */
export const OPENINGS_BYTES_MAX: number = 64 * 1024 * 1024;

/** Calls that a sample is limited to; all fields must fit. */
export interface Stratum {
  provider?: string;
  model?: string;
  class?: string;
  /** A category that was found in either direction. */
  category?: string;
}

/** What was drawn. */
export interface Sample {
  format: "outband/sample/v1";
  /** The signed note that was fixed before the nonce was given. */
  checkpoint: string;
  /** The auditor's digits. */
  nonce: string;
  /** Seed that follows from both, 64 hex characters. */
  seed: string;
  /** Calls that were asked for. */
  count: number;
  /** The auditor's plan in percent, as given: where the count comes from. */
  plan?: { risk: string; tolerable: string; deviations: number };
  /** Calls that it was limited to; all when absent. */
  stratum?: Stratum;
  /** Indexes in the order of drawing; all calls in their own order when there are not more. */
  records: number[];
}

const text = z.string().max(1024);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const sampleSchema = z.strictObject({
  format: z.literal("outband/sample/v1"),
  checkpoint: z.string().max(131_072),
  nonce: text,
  seed: hash,
  count,
  plan: z.exactOptional(z.strictObject({ risk: text, tolerable: text, deviations: count })),
  stratum: z.exactOptional(z.strictObject({
    provider: z.exactOptional(text),
    model: z.exactOptional(text),
    class: z.exactOptional(text),
    category: z.exactOptional(text),
  })),
  records: z.array(count),
}) satisfies z.ZodType<Sample>;

/** Text of `sample.json`, with its line feed. */
export function sampleText(sample: Sample): string {
  return `${canonicalJson(sample)}\n`;
}

/** Reads `sample.json`; null unless {@linkcode sampleText} writes exactly this text. */
export function parseSample(source: string): Sample | null {
  const sample = parsed(sampleSchema, source);
  return sample !== null && sampleText(sample) === source ? sample : null;
}

/** One part of one record, opened. */
export interface Opening {
  /** Index of the record. */
  i: number;
  /** `req`, `res`, `line`, `orig.req` or `orig.res`. */
  part: string;
  /** Key of the commitment, 64 hex characters; a wrong length is for the verifier to report. */
  k: string;
  /** What was committed to, as text: of `req`, `res` and `line`. */
  data?: string;
  /** SHA-256 of the original bytes, hex: of `orig.req` and `orig.res`, when they were at hand. */
  sha256?: string;
}

const openingSchema = z.strictObject({
  i: count,
  part: z.enum(["req", "res", "line", "orig.req", "orig.res"]),
  k: text,
  data: z.exactOptional(z.string()),
  sha256: z.exactOptional(hash),
}) satisfies z.ZodType<Opening>;

/** Text of a file of openings. */
export function openingsText(openings: readonly Opening[]): string {
  return openings.map((opening) => `${canonicalJson(opening)}\n`).join("");
}

/** Reads a file of openings; null unless {@linkcode openingsText} writes exactly this text. */
export function parseOpenings(source: string): Opening[] | null {
  if (!source.endsWith("\n")) return source === "" ? [] : null;
  const openings: Opening[] = [];
  for (const line of source.slice(0, -1).split("\n")) {
    const opening = parsed(openingSchema, line);
    if (opening === null) return null;
    openings.push(opening);
  }
  return openingsText(openings) === source ? openings : null;
}

function parsed<T>(schema: z.ZodType<T>, source: string): T | null {
  try {
    return schema.safeParse(JSON.parse(source)).data ?? null;
  } catch {
    return null; // Not JSON.
  }
}

/** What of a call decides about its stratum. */
export interface StratumFields {
  provider?: string;
  model?: string;
  class?: string;
  found?: { req?: Readonly<Record<string, number>>; res?: Readonly<Record<string, number>> };
}

/** Whether a call belongs to a stratum. */
export function isInStratum(stratum: Stratum | undefined, call: StratumFields): boolean {
  if (stratum === undefined) return true;
  const { category, ...fields } = stratum;
  const names = Object.keys(fields) as (keyof typeof fields)[];
  return names.every((name) => call[name] === fields[name]) &&
    (category === undefined || hasCategory(call, category));
}

function hasCategory({ found = {} }: StratumFields, category: string): boolean {
  return Object.hasOwn(found.req ?? {}, category) || Object.hasOwn(found.res ?? {}, category);
}
