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

// As a namespace, so that a bundler can leave out what is not used: two thirds of it.
import * as z from "zod";
import { parseTime } from "../base/clock.ts";
import { type BasicBody, type BasicRecord, OTHER_KINDS, type OtherBody } from "./basic_record.ts";
import { CAPTURE_CLASSES, CAPTURE_REASONS, isCall } from "./call_check.ts";
import { classOf, type Counts, gapOrdinals, type GapReason } from "./counts.ts";
import type { CallBody, OutbandRecord, RecordHead, SelfTestBody } from "./record.ts";
import { count, hash, hashes, HEAD, names, positive, tally, text, time } from "./record_fields.ts";
import { RETENTION_SCHEMAS, tombstoneProblem } from "./retention_record.ts";
import {
  isCount,
  isHash,
  isObject,
  isOneOf,
  isTally,
  isText,
  TEXT_CHARS_MAX,
} from "./record_values.ts";
import { group, OPTIONAL, REQUIRED } from "./schema_group.ts";

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

const ZERO = 0x30;
const Z = 0x5a;
const PROBLEM_CHARS_MAX = 200;
const NO_TIME = "t is not a UTC time with three decimals";
/** As canonical JSON allows. */
const DEPTH_MAX = 64;

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

const AUDIT_STATES = ["full", "metadata", "gap"] as const;

const PER_DIRECTION = { req: REQUIRED, res: REQUIRED };
const MAYBE_PER_DIRECTION = { req: OPTIONAL, res: OPTIONAL };

const counts = group<Counts>(isCount, {
  processed: REQUIRED,
  audited_full: REQUIRED,
  audited_partial: REQUIRED,
  metadata_only: REQUIRED,
  dropped: REQUIRED,
  excluded: REQUIRED,
  unknown_at_crash: REQUIRED,
});

const call = z.strictObject({
  ...HEAD,
  kind: z.literal("call"),
  ord: count,
  class: z.enum(["full", "partial", "metadata"]),
  capture: group<CallBody["capture"]>(isOneOf(CAPTURE_CLASSES), PER_DIRECTION),
  why: z.exactOptional(
    group<NonNullable<CallBody["why"]>>(isOneOf(CAPTURE_REASONS), MAYBE_PER_DIRECTION),
  ),
  degraded: z.exactOptional(z.literal(true)),
  not_inspected: z.exactOptional(
    group<NonNullable<CallBody["not_inspected"]>>(isText, MAYBE_PER_DIRECTION),
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
  usage: z.exactOptional(group<NonNullable<CallBody["usage"]>>(isCount, {
    input: OPTIONAL,
    output: OPTIONAL,
    cached: OPTIONAL,
    reasoning: OPTIONAL,
  })),
  us: group<CallBody["us"]>(isCount, { added: REQUIRED, ttfb: REQUIRED, total: REQUIRED }),
  size: group<CallBody["size"]>(isCount, PER_DIRECTION),
  found: z.exactOptional(group<NonNullable<CallBody["found"]>>(isTally, MAYBE_PER_DIRECTION)),
  fields: group<CallBody["fields"]>(isCount, PER_DIRECTION),
  tools: z.exactOptional(count),
  system_prompt: z.exactOptional(text),
  tool_schema: z.exactOptional(text),
  first_seen: z.exactOptional(z.array(text)),
  fingerprint: z.exactOptional(text),
  context_external: z.exactOptional(z.array(text)),
  unvisited: z.exactOptional(
    group<NonNullable<CallBody["unvisited"]>>(isCount, MAYBE_PER_DIRECTION),
  ),
  attribution: z.exactOptional(names),
  attribution_invalid: z.exactOptional(count),
  plain: z.exactOptional(names),
  signals: z.exactOptional(group<NonNullable<CallBody["signals"]>>(isTally, MAYBE_PER_DIRECTION)),
  parts: group<Record<string, string>>(isHash, {
    "orig.req": OPTIONAL,
    "orig.res": OPTIONAL,
    req: OPTIONAL,
    res: OPTIONAL,
    line: REQUIRED,
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

const annotation = z.strictObject({
  ...HEAD,
  kind: z.literal("annotation"),
  about: text,
  ord: z.exactOptional(count),
  trace: z.exactOptional(text),
  said: names,
  found: z.exactOptional(tally),
});

/** The kinds that this program writes; `satisfies` below ties them to the types of `record.ts`. */
const OUTBAND = {
  annotation,
  "log.open": z.strictObject({
    ...HEAD,
    kind: z.literal("log.open"),
    format: z.literal("outband/segment/v1"),
    period: positive,
    vkey: text,
    recovery_vkey: z.exactOptional(text),
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
    policy: z.exactOptional(hash),
  }),
  "detector": z.strictObject({
    ...HEAD,
    kind: z.literal("detector"),
    detector: hash,
    level: text,
    categories: z.array(text),
    not_covered: z.array(text),
    rules: z.exactOptional(hash),
  }),
  "selftest": z.strictObject({
    ...HEAD,
    kind: z.literal("selftest"),
    cause: z.enum(["start", "daily"]),
    detector: hash,
    corpus: hash,
    passed: z.boolean(),
    categories: z.record(text, z.tuple([count, count, count])),
    clean: group<SelfTestBody["clean"]>(isCount, { texts: REQUIRED, findings: REQUIRED }),
    untested: z.array(text),
    failed: z.array(text),
    more: z.exactOptional(positive),
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
  "heartbeat": z.strictObject({
    ...HEAD,
    kind: z.literal("heartbeat"),
    ord: count,
    in_flight: count,
    signed: count,
  }),
  "degrade": z.strictObject({
    ...HEAD,
    kind: z.literal("degrade"),
    from: z.enum(AUDIT_STATES),
    to: z.enum(AUDIT_STATES),
    why: text,
    ord: count,
  }),
  "erase": z.strictObject({
    ...HEAD,
    kind: z.literal("erase"),
    target: count,
    parts: z.array(text),
    why: text,
    ref: z.exactOptional(text),
  }),
  "anchor": z.strictObject({
    ...HEAD,
    kind: z.literal("anchor"),
    type: z.enum(["tlog-witness", "rfc3161"]),
    size: positive,
    sha256: hash,
    by: text,
  }),
  "telemetry_lost": z.strictObject({
    ...HEAD,
    kind: z.literal("telemetry_lost"),
    n: count,
    why: text,
  }),
  ...RETENTION_SCHEMAS,
  "key.next": z.strictObject({
    ...HEAD,
    kind: z.literal("key.next"),
    old: text,
    new: text,
    pop: text,
  }),
  "attest.key": z.strictObject({ ...HEAD, kind: z.literal("attest.key"), vkey: text }),
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
  const isGoodCall = isObject(value) && value["kind"] === "call" && isCall(value);
  return isGoodCall ? checked(value) : parseBySchema(value);
}

/** As {@linkcode parseRecord}, which takes a shorter way for nearly all calls, and no other answer. */
export function parseBySchema(value: unknown): ParsedRecord | RecordProblem {
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
  const problem = fieldsProblem(value, 0);
  if (problem !== null && timeOf(result.data.t) !== null) return broken(problem);
  return isBasic ? basic(result.data as BasicRecord) : checked(result.data as OutbandRecord);
}

/** A record whose fields are good, each for itself. */
function checked(record: OutbandRecord): ParsedRecord | RecordProblem {
  const timeMs = timeOf(record.t);
  if (timeMs === null) return broken(NO_TIME);
  const problem = ruleProblem(record);
  return problem === null ? { form: "outband", record, timeMs } : broken(problem);
}

function basic(record: BasicRecord): ParsedRecord | RecordProblem {
  const timeMs = timeOf(record.t);
  return timeMs === null ? broken(NO_TIME) : { form: "basic", record, timeMs };
}

/** Last second that was read, and its start: most lines share it with the line before. */
let lastSecond = { text: "no second yet", ms: 0 };

/** As `parseTime`, which checks calendar and form, once per second of a log (measured: 1 us less). */
function timeOf(t: string): number | null {
  const { text: second, ms: startMs } = lastSecond;
  if (t.length === second.length + 4 && t.startsWith(second)) {
    const ms = millisecondsIn(t, second.length);
    if (ms >= 0) return startMs + ms;
  }
  const timeMs = parseTime(t);
  if (timeMs === null) return null;
  lastSecond = { text: t.slice(0, -4), ms: Math.floor(timeMs / 1000) * 1000 };
  return timeMs;
}

/** What three digits and a Z say, which end the text; -1 for anything else. */
function millisecondsIn(t: string, at: number): number {
  let ms = 0;
  for (let k = at; k < at + 3; k++) {
    const digit = t.charCodeAt(k) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    ms = 10 * ms + digit;
  }
  return t.charCodeAt(at + 3) === Z ? ms : -1;
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
    case "heartbeat":
      return !("in_flight" in value || "signed" in value);
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
    case "anchor":
      return record.size <= record.i ? null : "size is above the records before this one";
    case "tombstone":
      return tombstoneProblem(record);
    case "heartbeat":
      if (record.signed > record.i) return "signed is above the records before this one";
      return record.in_flight <= record.ord ? null : "in_flight is above ord";
    case "absent":
      return record.from_w <= record.to_w ? null : "from_w is above to_w";
    default:
      return null;
  }
}

/** What holds for every value of every record, also in fields that no schema names. */
function fieldsProblem(fields: Readonly<Record<string, unknown>>, depth: number): string | null {
  if (depth > DEPTH_MAX) return `it is nested deeper than ${DEPTH_MAX}`;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (typeof value === "number") {
      if (!isCount(value)) return `${name}: ${value} is not a whole number from 0 to 2^53 - 1`;
    } else if (typeof value === "string") {
      const isLong = value.length > TEXT_CHARS_MAX && name !== "bits";
      if (isLong) return `${name}: longer than ${TEXT_CHARS_MAX} characters`;
    } else if (typeof value === "object" && value !== null) {
      const problem = fieldsProblem(value as Readonly<Record<string, unknown>>, depth + 1);
      if (problem !== null) return problem;
    }
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
