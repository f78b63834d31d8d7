/**
 * What people say of a log: dispositions of exceptions, reviews, incidents. One canonical JSON line
 * each in `register.jsonl` of the evidence directory, chained, and signed by the key of the person:
 *
 *     {"by":"example.com/people/ann","disposition":"accepted","exception":"9f86d081884c7d65",
 *      "head":{"root":"<base64>","size":120},"kind":"ack","log":"example.com/gw-0","n":0,
 *      "prev":"<64 hex>","reason":"test data","sig":"<base64>","t":"...","v":1,"vkey":"..."}
 *
 * ```text
 * prev of line 0 = SHA-256( "outband/register/v1" LF origin LF ); of line n the RFC 6962 leaf hash
 *                  of line n - 1
 * sig            = Ed25519 over "outband/register/v1" LF, and the line without `sig`
 * ```
 *
 * `head` is the newest signed head that the person had before them, so each line also says that so
 * many records with that root were there.
 *
 * @module
 */

import * as z from "zod";
import { concat, fromBase64, toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { parseTime } from "../base/clock.ts";

/** Name of the file in a log's directory. */
export const REGISTER_FILE = "register.jsonl";
/** Longest file, and longest line, bytes. */
export const REGISTER_BYTES_MAX = 64 * 1024 * 1024;
const REGISTER_LINE_CHARS_MAX = 8_192;

const LABEL = "outband/register/v1\n";
const TEXT_CHARS_MAX = 500;
const NOTIFIED_MAX = 32;
const SIGNATURE_BYTES = 64;
const ROOT_BYTES = 32;

/** What came of an exception. */
export const DISPOSITIONS = [
  "accepted",
  "fixed",
  "false_positive",
  "duplicate",
  "escalated",
] as const;

/** Clocks of incidents, and their length in hours; `own` is told with the incident. */
export const INCIDENT_CLOCKS = {
  "ai-act-15d": 15 * 24,
  "ai-act-10d": 10 * 24,
  "ai-act-2d": 2 * 24,
  "gdpr-72h": 72,
  "own": 0,
} as const;

/** Name of a clock. */
export type IncidentClock = keyof typeof INCIDENT_CLOCKS;

/** An exception was looked at. */
export interface AckEntry {
  kind: "ack";
  /** Id of the exception, 16 hex characters. */
  exception: string;
  disposition: typeof DISPOSITIONS[number];
  reason: string;
  ticket?: string;
}

/** Somebody reviewed a period. */
export interface ReviewEntry {
  kind: "review";
  /** RFC 3339; `to` is not part of it. */
  from: string;
  to: string;
  note: string;
}

/** An incident was declared. */
export interface IncidentOpenEntry {
  kind: "incident.open";
  incident: string;
  title: string;
  /** When somebody became aware of it, and until when it must be told. */
  aware: string;
  clock: IncidentClock;
  due: string;
  /** Time that it concerns. */
  from: string;
  to: string;
}

/** A pack of evidence was made. */
export interface IncidentPackEntry {
  kind: "incident.pack";
  incident: string;
  /** SHA-256 of its `SHA256SUMS`, hex. */
  sha256: string;
}

/** An incident ended. */
export interface IncidentCloseEntry {
  kind: "incident.close";
  incident: string;
  outcome: string;
  /** Who was told, and when; empty when nobody had to be. */
  notified: { whom: string; at: string }[];
}

/** Evidence left its place, was opened or was deleted. */
export interface CustodyEntry {
  kind: "custody";
  action: "export" | "open" | "erase" | "delete" | "hold" | "release";
  what: string;
  why: string;
  /** To whom, when it was handed over. */
  whom?: string;
}

/** What an entry says. */
export type RegisterBody =
  | AckEntry
  | ReviewEntry
  | IncidentOpenEntry
  | IncidentPackEntry
  | IncidentCloseEntry
  | CustodyEntry;

/** Fields of every entry. */
export interface RegisterHead {
  v: 1;
  /** Origin of the log. */
  log: string;
  /** From 0, no gaps. */
  n: number;
  prev: string;
  /** RFC 3339; never earlier than the line before. */
  t: string;
  /** Key name of the person. */
  by: string;
  vkey: string;
  head: { size: number; root: string };
}

/** A whole entry. */
export type RegisterEntry = RegisterHead & RegisterBody & { sig: string };

const text = z.string().min(1).max(TEXT_CHARS_MAX);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const hex = z.string().regex(/^[0-9a-f]{64}$/, "is not 64 hex characters");
const time = z.custom<string>(
  (value) => typeof value === "string" && parseTime(value) !== null,
  "is not a UTC time with three decimals",
);

const HEAD = {
  v: z.literal(1),
  log: text,
  n: count,
  prev: hex,
  t: time,
  by: text,
  vkey: text,
  head: z.strictObject({ size: count, root: bytes(ROOT_BYTES) }),
  sig: bytes(SIGNATURE_BYTES),
};

const schema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...HEAD,
    kind: z.literal("ack"),
    exception: z.string().regex(/^[0-9a-f]{16}$/, "is not 16 hex characters"),
    disposition: z.enum(DISPOSITIONS),
    reason: text,
    ticket: z.exactOptional(text),
  }),
  z.strictObject({ ...HEAD, kind: z.literal("review"), from: time, to: time, note: text }),
  z.strictObject({
    ...HEAD,
    kind: z.literal("incident.open"),
    incident: text,
    title: text,
    aware: time,
    clock: z.enum(Object.keys(INCIDENT_CLOCKS) as [IncidentClock]),
    due: time,
    from: time,
    to: time,
  }),
  z.strictObject({ ...HEAD, kind: z.literal("incident.pack"), incident: text, sha256: hex }),
  z.strictObject({
    ...HEAD,
    kind: z.literal("incident.close"),
    incident: text,
    outcome: text,
    notified: z.array(z.strictObject({ whom: text, at: time })).max(NOTIFIED_MAX),
  }),
  z.strictObject({
    ...HEAD,
    kind: z.literal("custody"),
    action: z.enum(["export", "open", "erase", "delete", "hold", "release"]),
    what: text,
    why: text,
    whom: z.exactOptional(text),
  }),
]) satisfies z.ZodType<RegisterEntry>;

function bytes(length: number): z.ZodType<string> {
  return z.custom<string>(
    (value) => typeof value === "string" && fromBase64(value)?.length === length,
    `is not base64 of ${length} bytes`,
  );
}

/** SHA-256 over bytes. */
type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Reads one line without its line feed: the entry, or why it is none. */
export function parseRegisterLine(line: string): RegisterEntry | string {
  if (line.length > REGISTER_LINE_CHARS_MAX) {
    return `it is longer than ${REGISTER_LINE_CHARS_MAX} characters`;
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (canonicalJson(value) !== line) return "it is not canonical JSON";
  } catch {
    return "it is not JSON";
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not as expected"}`;
}

/** What the signature of an entry is over. */
export function registerMessage(entry: Omit<RegisterEntry, "sig">): Uint8Array {
  const { sig: _, ...signed } = entry as RegisterEntry;
  return utf8(`${LABEL}${canonicalJson(signed)}`);
}

/** `prev` of the first line. */
export function registerGenesis(sha256: Sha256, origin: string): string {
  return toHex(sha256(utf8(`${LABEL}${origin}\n`)));
}

/** `prev` of the line after this one. */
export function registerLink(sha256: Sha256, line: string): string {
  return toHex(sha256(concat(Uint8Array.of(0), utf8(line))));
}
