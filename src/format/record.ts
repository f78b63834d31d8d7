/**
 * The records of a segment: one canonical JSON line each, version 1.
 *
 *     {"i":0,"kind":"log.open","log":"localhost/outband-1f2e3d4c","prev":"<64 hex>",...,"v":1}
 *
 * Every record has the fields of {@linkcode RecordHead}. A record holds no content and no user
 * identifier: text that passed is only committed to (`parts`), sizes are powers of two.
 *
 * @module
 */

import type { CaptureClass, CaptureReason } from "./draft.ts";
import type { Counts, Gap } from "./counts.ts";
import type { SparseHistogram } from "./histogram.ts";

/** Fields of every record. */
export interface RecordHead {
  /** Format version. */
  v: 1;
  /** Origin of the log. */
  log: string;
  /** Position in the log, from 0, no gaps. */
  i: number;
  /** RFC 6962 leaf hash of the previous line, 64 hex characters; the genesis hash for i = 0. */
  prev: string;
  /** When it was appended, RFC 3339 UTC with three decimals; never earlier than the line before. */
  t: string;
}

/** What runs: name and version of the program, and of its runtime. */
export interface Software {
  name: string;
  version: string;
  runtime?: string;
}

/** First record of a log. */
export interface LogOpenBody {
  kind: "log.open";
  format: "outband/segment/v1";
  /** Length of a window in seconds. */
  period: number;
  /** First key of the log. */
  vkey: string;
  /** Key that may revoke the log's keys; its owner keeps it offline. */
  recovery_vkey?: string;
  /** Origin of the log that this one replaces. */
  supersedes?: string;
}

/** The program started. */
export interface BootBody {
  kind: "boot";
  /** 1 for the first start, then rising by one. */
  boot: number;
  software: Software;
}

/** A torn tail was cut off, or a part was found unclosed, after a crash. */
export interface RecoverBody {
  kind: "recover";
  /** Bytes of the torn line, 0 when the last line was whole. */
  lost_bytes: number;
  /** SHA-256 of those bytes, hex. */
  sha256: string;
  /** `t` of the last whole record. */
  prev_t: string;
}

/** A window part begins. */
export interface WindowOpenBody {
  kind: "window.open";
  w: number;
  part: number;
  period: number;
  /** Start of the window on the grid, RFC 3339. */
  start: string;
  /** Next ordinal to be accepted. */
  ord: number;
  /** Ordinals below `ord` that are not settled yet. */
  carried_in: number;
}

/** A window part ends. */
export interface WindowCloseBody {
  kind: "window.close";
  w: number;
  part: number;
  /** Next ordinal to be accepted. */
  ord: number;
  carried_in: number;
  /** Ordinals given out in this part. */
  accepted: number;
  /** Ordinals below `ord` that are not settled yet: calls in flight. */
  carried_out: number;
  counts: Counts;
  /** Added latency of the calls in this part. */
  added_us: SparseHistogram;
  /** Failed writes and syncs in this part. */
  io_errors: number;
  /** Seconds since the program started. */
  uptime_s: number;
  /** Closed before the end of the window on the grid. */
  partial?: true;
}

/** Windows that passed while the program was not running. */
export interface AbsentBody {
  kind: "absent";
  from_w: number;
  to_w: number;
  boot: number;
}

/** Limits that were in force; bytes, counts and milliseconds as named. */
export type Limits = Record<string, number>;

/** The configuration in force, at the start of each part. */
export interface ConfigBody {
  kind: "config";
  /** SHA-256 of the canonical effective configuration, hex. */
  config: string;
  /** Upstream hosts. */
  upstreams: string[];
  /** Upstream certificates are checked (`true`), or the upstream is plain HTTP (`false`). */
  tls: boolean;
  limits: Limits;
  /** How parts are committed to. */
  commitment: "hmac" | "sha256";
  /** Workers ran without permissions. */
  sandbox: boolean;
  /** `pass`: traffic flows when the audit fails. */
  on_audit_failure: "pass" | "refuse";
  /** SHA-256 of the canonical content of the declared policy, hex; absent without one. */
  policy?: string;
}

/** The detection rules in force, at the start of each part. */
export interface DetectorBody {
  kind: "detector";
  /** SHA-256 of the rule table, hex. */
  detector: string;
  level: string;
  categories: string[];
  not_covered: string[];
  /** SHA-256 of the canonical content of the user's file of rules, hex; absent without one. */
  rules?: string;
}

/** The detector tested itself on fixed cases, at the start and once a day: counts only. */
export interface SelfTestBody {
  kind: "selftest";
  cause: "start" | "daily";
  /** Digests of the rules that were tested and of the cases, hex. */
  detector: string;
  corpus: string;
  /** Every category, and all together, reached the share that is asked for. */
  passed: boolean;
  /** Of each category: cases, how many were found, findings where there is nothing of it. */
  categories: Record<string, [cases: number, found: number, wrong: number]>;
  /** Texts without anything to find, and findings in them. */
  clean: { texts: number; findings: number };
  /** Categories in force without cases: those of the user. */
  untested: string[];
  /** Cases that failed: `SSN#2`, `clean#3`. */
  failed: string[];
  /** How many more failed. */
  more?: number;
}

/** One audited call. */
export interface CallBody {
  kind: "call";
  ord: number;
  class: "full" | "partial" | "metadata";
  capture: { req: CaptureClass; res: CaptureClass };
  /** Why a direction is not whole. */
  why?: { req?: CaptureReason; res?: CaptureReason };
  /** Bodies were not copied when the call was accepted; a `degrade` record says since when. */
  degraded?: true;
  /** What was not inspected. */
  not_inspected?: { req?: string; res?: string };
  /** Wire format and parser version, `opaque` when not understood. */
  format: string;
  provider: string;
  operation: string;
  /** Upstream host. */
  host: string;
  /** Model named in the request. */
  model?: string;
  /** Model named in the answer. */
  served?: string;
  /** HTTP status sent to the client, 0 when none was. */
  status: number;
  error?: string;
  stream: boolean;
  finish?: string[];
  usage?: { input?: number; output?: number; cached?: number; reasoning?: number };
  /** Microseconds. */
  us: { added: number; ttfb: number; total: number };
  /** Smallest power of two at or above the body's bytes; 0 for none. */
  size: { req: number; res: number };
  /** Instances by category and direction. */
  found?: { req?: Record<string, number>; res?: Record<string, number> };
  /** Text fields scanned. */
  fields: { req: number; res: number };
  /** Tool calls the model asked for. */
  tools?: number;
  /** Keyed hash of the system prompt, 32 hex characters. */
  system_prompt?: string;
  /** Keyed hash of the definitions of the tools that the model may call. */
  tool_schema?: string;
  /** Of `system_prompt` and `tools`, those not seen since the program started. */
  first_seen?: string[];
  /** What the vendor calls the configuration that answered. */
  fingerprint?: string;
  /** What belongs to the call and did not pass here. */
  context_external?: string[];
  /** Strings that were not scanned. */
  unvisited?: { req?: number; res?: number };
  /** What the application said of the call: names, and keyed hashes of the values. */
  attribution?: Record<string, string>;
  /** Things that it said and that are not known or not in their form. */
  attribution_invalid?: number;
  /**
   * What it said where the value comes from a closed list and names nobody: `oversight`, `rag`
   * (`refs` or `none`), and a `purpose` that the declared policy registers.
   */
  plain?: Record<string, string>;
  /** Hits of signals by rule id and direction: hints, without a claim of completeness. */
  signals?: { req?: Record<string, number>; res?: Record<string, number> };
  /** Commitments, 64 hex characters each: `orig.req orig.res req res line`. */
  parts: Record<string, string>;
}

/** Calls without a record. */
export interface GapBody extends Gap {
  kind: "gap";
}

/** The system clock stepped back by more than two seconds. */
export interface ClockBody {
  kind: "clock";
  old: string;
  new: string;
  source: string;
}

/**
 * A sign of life, once a minute while nothing else closes or opens a part. It bounds what a cut end
 * can hide, and the head of the log after it is signed and leaves the machine.
 */
export interface HeartbeatBody {
  kind: "heartbeat";
  /** Next ordinal to be accepted. */
  ord: number;
  /** Ordinals below `ord` that are not settled yet. */
  in_flight: number;
  /** Records under the newest head that was signed, 0 before the first. */
  signed: number;
}

/** Telemetry lines that could not be delivered after their records were durable. */
export interface TelemetryLostBody {
  kind: "telemetry_lost";
  n: number;
  why: string;
}

/** Calls are recorded less fully from `ord` on, or more fully again. */
export interface DegradeBody {
  kind: "degrade";
  from: "full" | "metadata" | "gap";
  to: "full" | "metadata" | "gap";
  /** What was short: `slots`, `exchanges`, `backlog`; `none` when nothing is any more. */
  why: string;
  /** First ordinal that it concerns. */
  ord: number;
}

/** What an application said later about a call, or about its own work. */
export interface AnnotationBody {
  kind: "annotation";
  /** `guardrail`, `human`, ...: see `format/annotation.ts`. */
  about: string;
  /** Ordinal of the call that it concerns. */
  ord?: number;
  /** Trace id of the calls that it concerns, 32 hex characters. */
  trace?: string;
  /** What was said: texts by name, redacted. */
  said: Record<string, string>;
  /** Instances found in it, by category. */
  found?: Record<string, number>;
}

/** Content of an earlier record was destroyed on purpose. */
export interface EraseBody {
  kind: "erase";
  /** Index of that record. */
  target: number;
  /** What cannot be opened any more: `orig.req orig.res req res line`. */
  parts: string[];
  /** Reason, without a word of what was erased. */
  why: string;
  /** Number of the request, ticket or order. */
  ref?: string;
}

/** The log's key changes: the next checkpoint carries both signatures, later ones the new one. */
export interface KeyNextBody {
  kind: "key.next";
  /** Key in force so far, as vkey. */
  old: string;
  /** Its successor, as vkey. */
  new: string;
  /** Base64 Ed25519 signature by the new key, over the message of `tlog/commitment.ts`. */
  pop: string;
}

/** Statements from here on are signed by this key, which the next checkpoint certifies. */
export interface AttestKeyBody {
  kind: "attest.key";
  /** As vkey; its name is the log's with `/attest`. */
  vkey: string;
}

/** Somebody outside confirmed a checkpoint of this log. */
export interface AnchorBody {
  kind: "anchor";
  /** A witness cosigned it, or a time-stamp authority stamped its file. */
  type: "tlog-witness" | "rfc3161";
  /** Records under that checkpoint. */
  size: number;
  /** SHA-256 of the receipt, hex: of the signature line with its line feed, or of the response. */
  sha256: string;
  /** Key name of the witness, or host of the authority. */
  by: string;
}

/**
 * Old windows, or old telemetry files, are deleted because their time is over. What it names is
 * removed only when a signed checkpoint covers this record.
 */
export interface TombstoneBody {
  kind: "tombstone";
  what: "evidence" | "telemetry";
  /** Start of the oldest window, and end of the newest one, that this deletion removes. */
  from: string;
  to: string;
  /** Window parts, or telemetry files, that it removes. */
  n: number;
  /** Evidence: records that are gone then, from the log's first one on. */
  end?: number;
  /** Evidence: Merkle root at that size, hex. */
  root?: string;
  /** Evidence: roots of the complete subtrees at that size, left to right, hex. */
  frontier?: string[];
}

/** Deletion is forbidden, or allowed again. */
export interface HoldBody {
  kind: "hold";
  state: "on" | "off";
  /** Reason, as the operator gave it. */
  why: string;
}

/** The register of people's answers as the program saw it. */
export interface RegisterSeenBody {
  kind: "register";
  /** Lines that it has. */
  n: number;
  /** What the line after them must name as `prev`: the leaf hash of the newest line, hex. */
  head: string;
}

/** What the program writes after the head fields. */
export type RecordBody =
  | AnchorBody
  | LogOpenBody
  | BootBody
  | RecoverBody
  | WindowOpenBody
  | WindowCloseBody
  | AbsentBody
  | ConfigBody
  | DetectorBody
  | SelfTestBody
  | CallBody
  | GapBody
  | ClockBody
  | HeartbeatBody
  | DegradeBody
  | AnnotationBody
  | EraseBody
  | TelemetryLostBody
  | TombstoneBody
  | HoldBody
  | RegisterSeenBody
  | KeyNextBody
  | AttestKeyBody;

/** A whole record as this program writes it. */
export type OutbandRecord = RecordHead & RecordBody;

/** Smallest power of two at or above `bytes`; 0 for 0. */
export function sizeBucket(bytes: number): number {
  return bytes <= 0 ? 0 : 2 ** Math.ceil(Math.log2(bytes));
}
