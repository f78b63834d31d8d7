/**
 * The basic form of records: the smallest that the log format allows. This program never writes
 * it; its verifier reads it, from other writers and in the published worked example.
 *
 *     {"capture":"complete","i":2,"kind":"call","log":"example.com/gw","ord":0,"parts":{...},...}
 *
 * @module
 */

import type { RecordHead } from "./record.ts";

/** A window begins, basic form. */
export interface BasicWindowOpen {
  kind: "window.open";
  w: number;
}

/** A window ends, basic form: `proxied = audited + dropped`. */
export interface BasicWindowClose {
  kind: "window.close";
  w: number;
  /** Next ordinal to be accepted; all below it are settled. */
  ord: number;
  audited: number;
  dropped: number;
  proxied: number;
}

/** One proxied call, basic form. */
export interface BasicCall {
  kind: "call";
  ord: number;
  capture: "complete" | "partial";
  provider?: string;
  model?: string;
  status?: number;
  /** Instances by category. */
  found?: Record<string, number>;
  /** Commitments by part: `orig req res det`, 64 hex characters each. */
  parts: Record<string, string>;
}

/** A sign of life between records, basic form. */
export interface BasicHeartbeat {
  kind: "heartbeat";
  /** Next ordinal to be accepted. */
  ord: number;
}

/** Kinds whose fields nobody judges yet. */
export const OTHER_KINDS = [
  "ack",
  "custody",
  "incident",
  "key.retire",
  "log.close",
  "review",
] as const;

/** A record of a kind that the verifier chains and counts, but whose fields it does not judge. */
export interface OtherBody {
  kind: typeof OTHER_KINDS[number];
}

/** Records that this program does not write, or not in this form. */
export type BasicBody =
  | BasicWindowOpen
  | BasicWindowClose
  | BasicCall
  | BasicHeartbeat
  | OtherBody;

/** A whole record of the basic form. */
export type BasicRecord = RecordHead & BasicBody;
