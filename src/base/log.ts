/**
 * Operational log: one JSON object per line. The sink is passed in; nothing here touches a stream.
 * @module
 */

import { type Clock, formatTime } from "./clock.ts";

/** Severity. */
export type LogLevel = "info" | "warn" | "error";

/**
 * Every event the program can log, and what it means. Fields carry units in their names; never
 * bodies, header values or query strings.
 */
export const LOG_EVENTS = {
  "server.listening": "calls are accepted; addresses, upstreams, origin and vkey of the log",
  "server.draining": "a signal came; running calls go on for the drain time, or are cut after it",
  "server.stopped": "the end; `clean` says whether every call is settled and sealed",
  "server.environment": "a variable or the runtime changes what the listener does",
  "server.self_check": "what was found right before calls are accepted",
  "server.error": "the listener, or the metrics listener, failed at something",
  "audit.warning": "a setting that has no effect, or one that needs thought",
  "audit.degraded": "less is recorded of new calls, or records cannot be written; the reason",
  "audit.recovered": "everything is recorded again",
  "audit.dropped": "calls that will have no record; they are declared as a gap",
  "worker.ready": "an audit worker runs, with or without permissions",
  "worker.lost": "an audit worker died or was stuck; it is replaced",
  "detector.selftest_failed": "the detection engine did not find what it should in its own cases",
  "journal.opened": "the log is open",
  "journal.recovered": "the last run ended without closing the log; what was lost is declared",
  "journal.error": "the log cannot be written, read or closed",
  "journal.closed": "the log is closed",
  "window.sealed": "a window is closed and signed",
  "window.seal_failed": "a window could not be signed; it is tried again",
  "window.left_unsigned": "a window stays without a seal of its own; the next one covers it",
  "telemetry.lost": "lines for standard output were lost because nobody read it",
  "telemetry.reopened": "SIGHUP: files are opened anew",
  "log.lost": "lines of this log were lost because nobody read standard error",
  "key.created": "a signing key was made",
  "key.rotated": "the log's key has changed",
  "key.rotation_failed": "the log's key could not be changed",
  "anchor.received": "a witness or time-stamp authority confirmed a checkpoint",
  "anchor.failed": "a witness or time-stamp authority did not; it is asked again",
  "witness.answered": "outband witness answered a request",
  "otel.failed": "spans or metrics could not be exported; lost ones are counted",
  "retention.declared": "a tombstone says what will be deleted for its age",
  "retention.deleted": "old windows or telemetry are gone, as declared",
  "retention.failed": "something old could not be deleted; it is tried again",
  "retention.held": "something old is kept because of a hold",
  "retention.hold": "a hold began or ended",
  "disk.low": "evidence and telemetry near their budget, or little space is left",
  "disk.recovered": "there is enough room again",
  "webhook.enabled": "summaries and alerts are sent to a receiver, which is egress",
  "webhook.delivered": "the receiver took a message that it had refused before",
  "webhook.failed": "the receiver did not take a message; it is tried again",
  "webhook.dropped": "a message was given up; the reason",
} as const;

/** Name of an event. */
export type LogEvent = keyof typeof LOG_EVENTS;

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
    const head = { ts: formatTime(clock.nowMs()), level, event };
    write(`${JSON.stringify({ ...head, ...fields, ...head })}\n`);
  };
}
