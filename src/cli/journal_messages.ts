/**
 * What the main thread and the journal thread say to each other.
 * @module
 */

import type { ErrorCode } from "../base/errors.ts";
import type { LogEvent, LogLevel } from "../base/log.ts";
import type { SharedBuffers } from "../capture/shared.ts";
import type { PolicyInForce } from "../controls/status.ts";
import type { AnchorBody, ConfigBody, DegradeBody } from "../format/record.ts";
import type { AnnotationAnswer } from "../proxy/annotations.ts";
import type { CallFigures } from "../telemetry/call_figures.ts";
import type { HousekeepingSettings, HousekeepingStats } from "./housekeeping.ts";

/** Where the keys of the log are; the passphrase itself is asked for on the journal's thread. */
export interface KeySettings {
  /** A path, or `exec:` and a command. */
  keyFile: string | null;
  /** Public key of that command. */
  publicKeyFile: string | null;
  passphraseFile: string | null;
  passphraseCommand: string | null;
  /** As vkey. */
  recoveryVkey: string | null;
}

/** How the journal works; all paths, times in seconds or as named. */
export interface JournalSettings {
  evidenceDir: string;
  privateDir: string;
  /** Null when telemetry goes to standard output. */
  logDir: string | null;
  keys: KeySettings;
  origin: string | null;
  periodSeconds: number;
  commitment: "hmac" | "sha256";
  telemetryLineMax: number;
  config: Omit<ConfigBody, "kind">;
  housekeeping: HousekeepingSettings;
  /** The thread has permissions of its own. */
  isSandboxed: boolean;
  /** Content of the file of a user's detection rules, checked; null without one. */
  rules: string | null;
  /** The declared policy, checked; null without one. */
  policy: PolicyInForce | null;
}

/** Counts since the program started. */
export interface JournalStats {
  calls: CallFigures;
  ioErrors: number;
  windowsSealed: number;
  telemetryLinesLost: number;
  /** Drafts received and not yet durable. */
  backlog: number;
  windowNumber: number;
  /** Records and bytes written to segments. */
  written: { records: number; bytes: number };
  /** Windows that are closed and not yet signed. */
  windowsUnsealed: number;
  /** Records of the log, and how many of them are under its newest signed head. */
  log: { records: number; signed: number };
  /** Null before the first look. */
  housekeeping: HousekeepingStats | null;
  /** The last self-test of the detector; null before the first. */
  selfTest: { passed: boolean; recall: number } | null;
}

/** To the journal thread. */
export type ToJournal =
  | { kind: "start"; buffers: SharedBuffers; settings: JournalSettings }
  | { kind: "port"; worker: number; port: MessagePort }
  /** Where recorded calls go for OpenTelemetry. */
  | { kind: "otel"; port: MessagePort }
  | { kind: "lost"; ordinals: number[] }
  | { kind: "state"; change: Omit<DegradeBody, "kind"> }
  /** Files that something else may have renamed are opened anew. */
  | { kind: "reopen" }
  | { kind: "anchor"; body: AnchorBody }
  | { kind: "stats" }
  /** What an application says after a call, as it was sent; `id` comes back with the answer. */
  | { kind: "annotate"; id: number; bytes: Uint8Array<ArrayBuffer> }
  /** No more requests; `workers` ends are still to come on the ports. */
  | { kind: "close"; workers: number };

/** From the journal thread. */
export type FromJournal =
  | { kind: "opened"; nextOrdinal: number; origin: string; vkey: string }
  | { kind: "failed"; code: ErrorCode; message: string }
  | { kind: "log"; level: LogLevel; event: LogEvent; fields: Record<string, unknown> }
  | { kind: "sealed"; directory: string; note: string }
  | { kind: "degraded"; reasons: string[] }
  | { kind: "stats"; stats: JournalStats }
  | { kind: "annotated"; id: number; answer: AnnotationAnswer }
  | { kind: "closed"; clean: boolean };
