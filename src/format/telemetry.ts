/**
 * The telemetry line: one JSON object per call, with the redacted content. The chained record
 * commits to it (`parts.line`), so the line can be shipped elsewhere or deleted while the chain
 * stays whole.
 *
 * The fields of the first group keep the names and meaning of the reference program.
 *
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import type { TokenUsage } from "./draft.ts";

/** A tool call or result; its text is in the payload. */
export interface ToolLine {
  /** Characters of the arguments or the result. */
  argumentsLength: number;
  /** Keyed: equal texts of one log have equal values. */
  hash: string;
  name: string;
}

/** One telemetry line as an object; `redacted_key` is the last thing added. */
export interface TelemetryLine {
  /** The ordinal: position among all accepted requests of the log, from 0. */
  request_id: number;
  /** When the request was accepted. */
  timestamp: string;
  /** Version of the program. */
  version: string;
  /** `parts["orig.req"]`, or the plain SHA-256 with `--commitment=sha256`; "" when not captured. */
  original_hash: string;
  /** A JSON object `{path: redacted text}` as a string. */
  redacted_payload: string;
  /** `parts.req`, or the reference's plain SHA-256 of payload and timestamp. */
  redacted_hash: string;
  redaction_level: string;
  /** Categories found in the request, sorted, unique. */
  pii_categories_found: string[];
  extractor_used: string;
  fields_scanned: number;
  /** The request was captured and audited whole. */
  capture_complete: boolean;
  response_hash: string;
  response_redacted_payload: string;
  response_redacted_hash: string;
  response_pii_categories: string[];
  response_capture_complete: boolean;

  type: "call";
  log: string;
  /** Index of the chained record. */
  index: number;
  /** Window number and part, `498686` or `498686.2`. */
  window: string;
  /** Bodies were not copied when the call was accepted, for lack of memory or workers. */
  degraded: boolean;
  direction: "outbound";
  method: string;
  path: string;
  host: string;
  format: string;
  provider: string;
  operation: string;
  model_requested: string | null;
  model_served: string | null;
  status: number;
  error_type: string | null;
  stream: boolean;
  usage: TokenUsage;
  finish_reasons: string[];
  tool_calls: ToolLine[];
  /** Results of tools that the request carries. */
  tool_results: ToolLine[];
  /** Keyed: changes when the tools that the model may call do. */
  tool_schema_hash: string | null;
  /** What the vendor calls the configuration that answered. */
  system_fingerprint: string | null;
  /** What belongs to the call and did not pass here: `previous_response_id`, `file_id`. */
  context_external: string[];
  /** Of `system_prompt` and `tools`, those whose hash was not seen since the program started. */
  first_seen: string[];
  /** Strings that were not scanned: encoded content, and what lies beyond the limits. */
  fields_unvisited: number;
  /** SHA-256 of the canonical `params`. */
  params_hash: string;
  /** What the upstream said of its limits. */
  rate_limits: Record<string, string>;
  /** Tries before this one, as the client counts them; null when it does not. */
  retry: number | null;
  /** Things that the application said of the call and that are not known or not in their form. */
  attribution_invalid: number;
  /** Instances, and fields that held them, by category and direction. */
  findings: {
    direction: "request" | "response";
    category: string;
    count: number;
    fields: number;
  }[];
  safety_events: string[];
  /** Keyed: equal prompts of one log have equal values, nothing else can be learned. */
  system_prompt_hash: string | null;
  params: Record<string, number | string | boolean>;
  latency_us: { added: number; ttfb: number; total: number };
  bytes: { request: number; response: number };
  /** Why a direction is not whole, null when it is. */
  capture_reason: { request: string | null; response: string | null };
  client: { address: string; credential_fingerprint: string | null };
  attribution: Record<string, { value: string; source: "asserted" | "observed" }>;
  trace_id: string | null;
  upstream_request_id: string | null;
  /** `hmac-sha256` or `sha256`: what the four hashes above are. */
  hash_alg: "hmac-sha256" | "sha256";
  /** Fields that were cut because the line would have been longer than the limit. */
  truncated?: string[];
}

/** Name of the key field; the commitment `line` covers everything but this field. */
export const REDACTED_KEY = "redacted_key";

/** The exact text that `parts.line` commits to. */
export function committedText(line: TelemetryLine): string {
  return canonicalJson(line);
}

/**
 * The line as it is written, without line feed: the committed object plus its key, still canonical.
 * Quotes inside values are escaped, so the first `,"redacted_payload":` is the field itself.
 *
 * @param committed What {@linkcode committedText} returned.
 * @param keyHex The record's random key, 64 hex characters.
 */
export function writtenLine(committed: string, keyHex: string): string {
  const at = committed.indexOf(',"redacted_payload":');
  return `${committed.slice(0, at)},"${REDACTED_KEY}":"${keyHex}"${committed.slice(at)}`;
}
