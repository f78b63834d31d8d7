/**
 * Messages to a webhook, signed as the Standard Webhooks specification has it
 * (github.com/standard-webhooks/standard-webhooks), so that receivers check them with its libraries.
 *
 * ```text
 * webhook-id: msg_1795660952408-0
 * webhook-timestamp: 1795660952
 * webhook-signature: v1,base64( HMAC-SHA-256( secret, id "." timestamp "." body ) )
 *
 * {"type":"window.sealed","timestamp":"2026-11-26T03:00:00.000Z","data":{...}}
 * ```
 *
 * The id stays the same when a message is sent again, so that a receiver can tell; the timestamp is
 * that of the attempt. Pure.
 *
 * @module
 */

import { fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { formatTime } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import type { LogEvent, LogLevel } from "../base/log.ts";

/** A message before it is sent. */
export interface WebhookMessage {
  /** Name of its file in the spool, and with `msg_` before it its id. */
  name: string;
  /** Body, JSON. */
  body: string;
}

const SECRET_PREFIX = "whsec_";
/** Bounds of the specification. */
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;

/**
 * Reads the text of a secret: `whsec_` and base64 of 24 to 64 bytes, one line.
 *
 * @returns In words why it is none, without a word of it.
 */
export function parseSecret(text: string): { secret: Uint8Array } | { problem: string } {
  const line = text.replace(/\r?\n$/, "");
  if (!line.startsWith(SECRET_PREFIX)) {
    return { problem: `it does not begin with ${SECRET_PREFIX}` };
  }
  const secret = fromBase64(line.slice(SECRET_PREFIX.length));
  if (secret === null) return { problem: `what follows ${SECRET_PREFIX} is not base64` };
  const bytes = secret.length;
  if (bytes >= SECRET_BYTES_MIN && bytes <= SECRET_BYTES_MAX) return { secret };
  return {
    problem: `it has ${bytes} bytes, and must have ${SECRET_BYTES_MIN} to ${SECRET_BYTES_MAX}; ` +
      `make one with: echo ${SECRET_PREFIX}$(openssl rand -base64 32)`,
  };
}

/** Header fields of one attempt. */
export function signedFields(
  suite: Pick<CryptoSuite, "hmacSha256">,
  secret: Uint8Array,
  attempt: { message: WebhookMessage; nowMs: number },
): [name: string, value: string][] {
  const { message: { name, body }, nowMs } = attempt;
  const id = `msg_${name}`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = suite.hmacSha256(secret, utf8(`${id}.${timestamp}.${body}`));
  return [
    ["content-type", "application/json"],
    ["webhook-id", id],
    ["webhook-timestamp", timestamp],
    ["webhook-signature", `v1,${toBase64(signature)}`],
  ];
}

/** What a sealed window says: its summary as it lies in the evidence, and its signed checkpoint. */
export interface SealedWindow {
  log: string;
  directory: string;
  /** Signed note. */
  note: string;
  /** Text of `summary.json`, put in as it is; null when it cannot be read. */
  summary: string | null;
}

/** Body of a message about a sealed window. */
export function sealedBody(window: SealedWindow, nowMs: number): string {
  const { log, directory, note, summary } = window;
  const known = JSON.stringify({ log, directory, checkpoint: note }).slice(0, -1);
  const data = `${known},"summary":${summary?.trim() ?? "null"}}`;
  return `{"type":"window.sealed","timestamp":"${formatTime(nowMs)}","data":${data}}`;
}

/** Something in the operational log that somebody should look at. */
export interface Alert {
  log: string;
  level: LogLevel;
  event: LogEvent;
  /** Of the log line: never bodies or headers. */
  fields: Readonly<Record<string, unknown>>;
  /** How often the same event was not sent since the last time. */
  repeated: number;
}

/** Body of a message about an event. */
export function alertBody(alert: Alert, nowMs: number): string {
  return JSON.stringify({ type: "alert", timestamp: formatTime(nowMs), data: alert });
}
