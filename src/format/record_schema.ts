/**
 * Reads one record: which fields each kind has, and which values they may take.
 *
 * Two forms are read: the *outband* form, which this program writes (`record.ts`), and the *basic*
 * form of other writers (`basic_record.ts`). Kinds that exist for later use are read with whatever
 * fields they carry, as long as all numbers are whole.
 *
 * Knows one record at a time; what records mean to each other is for the verifier.
 * @module
 */

import { z } from "zod";
import { parseTime } from "../base/clock.ts";
import { type BasicBody, type BasicRecord, OTHER_KINDS, type OtherBody } from "./basic_record.ts";
import { classOf, gapOrdinals, type GapReason } from "./counts.ts";
import type { CaptureClass, CaptureReason } from "./draft.ts";
import type { OutbandRecord, RecordHead } from "./record.ts";

/** A record that keeps all rules of its kind. */
export type ParsedRecord =
  & {
    /** `t` in milliseconds since 1970. */
    timeMs: number;
  }
  & ({ form: "outband"; record: OutbandRecord } | { form: "basic"; record: BasicRecord });

/** Why a value is no record. */
export interface RecordProblem {
  /** The first rule that is broken, in words, at most 200 characters. */
  problem: string;
  /** The kind itself is not known, so no rule could be looked up. */
  isUnknownKind: boolean;
}

/** Longest text in a record; the length of a line bounds everything together. */
const TEXT_CHARS_MAX = 1024;
const HASH_REGEXP = /^[0-9a-f]{64}$/;
const PROBLEM_CHARS_MAX = 200;
/** As canonical JSON allows. */
const DEPTH_MAX = 64;

// Predicates instead of built-in checks: they run for each of 30 fields of each line (measured: half
// the time), and a record type of zod would drop the key "__proto__" silently.
const count = z.custom<number>(isCount, "not a whole number from 0");
const positive = z.custom<number>((n) => isCount(n) && n > 0, "not a whole number from 1");
const text = z.custom<string>(isText, "not a text of at most 1024 characters");
const hash = z.custom<string>(isHash, "not 64 hex characters");
const time = z.custom<string>((t) => isText(t) && parseTime(t) !== null, "not a UTC time");
const tally = z.custom<Record<string, number>>(isTally, "not an object of whole numbers from 0");
const hashes = z.custom<Record<string, string>>(isHashes, "not an object of hashes");

const HEAD = {
  v: z.literal(1),
  log: text,
  i: count,
  prev: hash,
  t: text, // Read once, by parseRecord, which needs the number anyway.
};

const captureClass = z.enum(
  ["full", "none", "partial", "metadata"] satisfies CaptureClass[],
);
const captureReason = z.enum(
  [
    "pool",
    "limit",
    "client_gone",
    "upstream_broken",
    "cut",
    "opaque",
    "malformed",
    "too_deep",
  ] satisfies CaptureReason[],
);
const gapReason = z.enum(
  [
    "table_full",
    "worker_lost",
    "journal_stalled",
    "disabled",
    "crash",
    "excluded",
    "queue_full",
    "too_large",
    "parse",
    "disk",
  ] satisfies GapReason[],
);

const counts = z.strictObject({
  processed: count,
  audited_full: count,
  audited_partial: count,
  metadata_only: count,
  dropped: count,
  excluded: count,
  unknown_at_crash: count,
});

const call = z.strictObject({
  ...HEAD,
  kind: z.literal("call"),
  ord: count,
  class: z.enum(["full", "partial", "metadata"]),
  capture: z.strictObject({ req: captureClass, res: captureClass }),
  why: z.exactOptional(
    z.strictObject({ req: z.exactOptional(captureReason), res: z.exactOptional(captureReason) }),
  ),
  not_inspected: z.exactOptional(
    z.strictObject({ req: z.exactOptional(text), res: z.exactOptional(text) }),
  ),
  format: text,
  provider: text,
  operation: text,
  host: text,
  model: z.exactOptional(text),
  served: z.exactOptional(text),
  status: count,
  error: z.exactOptional(text),
  stream: z.boolean(),
  finish: z.exactOptional(z.array(text)),
  usage: z.exactOptional(
    z.strictObject({
      input: z.exactOptional(count),
      output: z.exactOptional(count),
      cached: z.exactOptional(count),
      reasoning: z.exactOptional(count),
    }),
  ),
  us: z.strictObject({ added: count, ttfb: count, total: count }),
  size: z.strictObject({ req: count, res: count }),
  found: z.exactOptional(
    z.strictObject({ req: z.exactOptional(tally), res: z.exactOptional(tally) }),
  ),
  fields: z.strictObject({ req: count, res: count }),
  tools: z.exactOptional(count),
  parts: z.strictObject({
    "orig.req": z.exactOptional(hash),
    "orig.res": z.exactOptional(hash),
    req: z.exactOptional(hash),
    res: z.exactOptional(hash),
    line: hash,
  }),
});

const windowClose = z.strictObject({
  ...HEAD,
  kind: z.literal("window.close"),
  w: count,
  part: count,
  ord: count,
  carried_in: count,
  accepted: count,
  carried_out: count,
  counts,
  added_us: z.array(z.tuple([count, positive])),
  io_errors: count,
  uptime_s: count,
  partial: z.exactOptional(z.literal(true)),
});

/** The kinds that this program writes; `satisfies` below ties them to the types of `record.ts`. */
const OUTBAND = {
  "log.open": z.strictObject({
    ...HEAD,
    kind: z.literal("log.open"),
    format: z.literal("outband/segment/v1"),
    period: positive,
    vkey: text,
    supersedes: z.exactOptional(text),
  }),
  "boot": z.strictObject({
    ...HEAD,
    kind: z.literal("boot"),
    boot: positive,
    software: z.strictObject({ name: text, version: text, runtime: z.exactOptional(text) }),
  }),
  "recover": z.strictObject({
    ...HEAD,
    kind: z.literal("recover"),
    lost_bytes: count,
    sha256: hash,
    prev_t: time,
  }),
  "window.open": z.strictObject({
    ...HEAD,
    kind: z.literal("window.open"),
    w: count,
    part: count,
    period: positive,
    start: time,
    ord: count,
    carried_in: count,
  }),
  "window.close": windowClose,
  "absent": z.strictObject({
    ...HEAD,
    kind: z.literal("absent"),
    from_w: count,
    to_w: count,
    boot: positive,
  }),
  "config": z.strictObject({
    ...HEAD,
    kind: z.literal("config"),
    config: hash,
    upstreams: z.array(text),
    tls: z.boolean(),
    limits: tally,
    commitment: z.enum(["hmac", "sha256"]),
    sandbox: z.boolean(),
    on_audit_failure: z.enum(["pass", "refuse"]),
  }),
  "detector": z.strictObject({
    ...HEAD,
    kind: z.literal("detector"),
    detector: hash,
    level: text,
    categories: z.array(text),
    not_covered: z.array(text),
  }),
  "call": call,
  "gap": z.strictObject({
    ...HEAD,
    kind: z.literal("gap"),
    ord: count,
    n: positive,
    why: gapReason,
    bits: z.exactOptional(z.string()),
    upper_bound: z.exactOptional(z.literal(true)),
  }),
  "clock": z.strictObject({
    ...HEAD,
    kind: z.literal("clock"),
    old: time,
    new: time,
    source: text,
  }),
  "telemetry_lost": z.strictObject({
    ...HEAD,
    kind: z.literal("telemetry_lost"),
    n: count,
    why: text,
  }),
} satisfies { [Kind in OutbandRecord["kind"]]: z.ZodType<Extract<OutbandRecord, { kind: Kind }>> };

const other = z.looseObject({ ...HEAD, kind: z.enum(OTHER_KINDS) });

const BASIC = {
  "window.open": z.strictObject({ ...HEAD, kind: z.literal("window.open"), w: count }),
  "window.close": z.strictObject({
    ...HEAD,
    kind: z.literal("window.close"),
    w: count,
    ord: count,
    audited: count,
    dropped: count,
    proxied: count,
  }),
  "call": z.strictObject({
    ...HEAD,
    kind: z.literal("call"),
    ord: count,
    capture: z.enum(["complete", "partial"]),
    provider: z.exactOptional(text),
    model: z.exactOptional(text),
    status: z.exactOptional(count),
    found: z.exactOptional(tally),
    parts: hashes,
  }),
  "heartbeat": z.looseObject({ ...HEAD, kind: z.literal("heartbeat"), ord: count }),
  "key.next": z.strictObject({
    ...HEAD,
    kind: z.literal("key.next"),
    old: text,
    new: text,
    pop: text,
  }),
  "erase": z.strictObject({
    ...HEAD,
    kind: z.literal("erase"),
    target: count,
    parts: z.array(text),
    why: text,
    ref: z.exactOptional(text),
  }),
} satisfies {
  [Kind in Exclude<BasicBody, OtherBody>["kind"]]: z.ZodType<
    RecordHead & Extract<BasicBody, { kind: Kind }>
  >;
};

const OUTBAND_SCHEMAS: ReadonlyMap<string, z.ZodType<OutbandRecord>> = new Map(
  Object.entries(OUTBAND),
);
const BASIC_SCHEMAS: ReadonlyMap<string, z.ZodType<BasicRecord>> = new Map(
  [
    ...Object.entries(BASIC),
    ...OTHER_KINDS.map((kind): [string, z.ZodType<BasicRecord>] => [kind, other]),
  ],
);

/**
 * Reads one record.
 *
 * @param value What `JSON.parse` made of the line.
 * @returns The record, or the first rule that it breaks.
 */
export function parseRecord(value: unknown): ParsedRecord | RecordProblem {
  if (!isObject(value)) return broken("it is not a JSON object");
  const kind = value["kind"];
  if (typeof kind !== "string") return broken("kind is missing or not text");
  const isBasic = isBasicForm(kind, value);
  const schema = (isBasic ? BASIC_SCHEMAS : OUTBAND_SCHEMAS).get(kind);
  if (schema === undefined) {
    return { problem: shortened(`kind is ${JSON.stringify(kind)}`), isUnknownKind: true };
  }
  const result = schema.safeParse(value);
  if (!result.success) return broken(firstIssue(result.error));
  const record = result.data;
  const timeMs = parseTime(record.t);
  if (timeMs === null) return broken(`t is not a UTC time with three decimals`);
  const problem = isBasic ? numberProblem(value) : ruleProblem(record as OutbandRecord);
  if (problem !== null) return broken(problem);
  return isBasic
    ? { form: "basic", record: record as BasicRecord, timeMs }
    : { form: "outband", record: record as OutbandRecord, timeMs };
}

/** Kinds that both forms have are told apart by a field that only one of them has. */
function isBasicForm(kind: string, value: Readonly<Record<string, unknown>>): boolean {
  switch (kind) {
    case "call":
      return typeof value["capture"] === "string";
    case "window.open":
      return !("part" in value);
    case "window.close":
      return !("accepted" in value);
    default:
      return !OUTBAND_SCHEMAS.has(kind);
  }
}

/** Rules between the fields of one record. */
function ruleProblem(record: OutbandRecord): string | null {
  switch (record.kind) {
    case "call":
      return record.class === classOf(record.capture)
        ? null
        : `class is ${record.class}, and capture makes it ${classOf(record.capture)}`;
    case "gap":
      if (!Number.isSafeInteger(record.ord + record.n)) return "ord + n is above 2^53 - 1";
      return record.bits === undefined || gapOrdinals(record) !== null
        ? null
        : "bits is not a bitmap of exactly n bits that begins and ends with 1";
    case "absent":
      return record.from_w <= record.to_w ? null : "from_w is above to_w";
    default:
      return null;
  }
}

/** Fields that no schema names must not hold numbers that programs read differently. */
function numberProblem(value: unknown, depth = 0): string | null {
  if (depth > DEPTH_MAX) return `it is nested deeper than ${DEPTH_MAX}`;
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    return `${value} is not a whole number below 2^53`;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const item of Object.values(value)) {
    const problem = numberProblem(item, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "it breaks the schema";
  const path = issue.path.map(String).join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

function broken(problem: string): RecordProblem {
  return { problem: shortened(problem), isUnknownKind: false };
}

function shortened(problem: string): string {
  return problem.length <= PROBLEM_CHARS_MAX
    ? problem
    : `${problem.slice(0, PROBLEM_CHARS_MAX - 3)}...`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= TEXT_CHARS_MAX;
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && HASH_REGEXP.test(value);
}

function isTally(value: unknown): value is Record<string, number> {
  return isObject(value) &&
    Object.keys(value).every((name) => isText(name) && isCount(value[name]));
}

function isHashes(value: unknown): value is Record<string, string> {
  return isObject(value) &&
    Object.keys(value).every((name) => isText(name) && isHash(value[name]));
}
