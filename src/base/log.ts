/**
 * Operational log: one JSON object per line. The sink is passed in; nothing here touches a stream.
 * @module
 */

import { type Clock, formatTime } from "./clock.ts";

/** Severity. */
export type LogLevel = "info" | "warn" | "error";

/** Every event the program can log. Fields carry units in their names; never bodies or headers. */
export type LogEvent =
  | "server.listening"
  | "server.draining"
  | "server.stopped"
  | "server.environment"
  | "server.self_check"
  | "server.error"
  | "audit.degraded"
  | "audit.recovered"
  | "audit.dropped"
  | "audit.warning"
  | "worker.ready"
  | "worker.lost"
  | "journal.opened"
  | "journal.recovered"
  | "journal.error"
  | "journal.closed"
  | "detector.selftest_failed"
  | "window.sealed"
  | "window.seal_failed"
  | "window.left_unsigned"
  | "telemetry.lost"
  | "telemetry.reopened"
  | "key.created"
  | "key.rotated"
  | "key.rotation_failed"
  | "anchor.received"
  | "anchor.failed"
  | "witness.answered"
  | "retention.declared"
  | "retention.deleted"
  | "retention.failed"
  | "retention.held"
  | "retention.hold"
  | "disk.low"
  | "disk.recovered"
  | "webhook.enabled"
  | "webhook.delivered"
  | "webhook.failed"
  | "webhook.dropped";

/** Writes one event. */
export type Logger = (
  level: LogLevel,
  event: LogEvent,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/**
 * A logger that hands whole lines, with their line feed, to `write`.
 *
 * @param write Takes one line.
 * @param clock For the field `ts`.
 */
export function jsonLogger(write: (line: string) => void, clock: Clock): Logger {
  return function logLine(level, event, fields = {}): void {
    write(`${JSON.stringify({ ts: formatTime(clock.nowMs()), level, event, ...fields })}\n`);
  };
}
