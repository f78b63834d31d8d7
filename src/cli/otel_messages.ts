/**
 * What main, journal and the OpenTelemetry thread say to each other.
 * @module
 */

import type { OtelCall } from "../telemetry/otel_call.ts";

/** Where and as whom to export. */
export interface OtelSettings {
  /** Base address; `/v1/traces` and `/v1/metrics` are put behind it. */
  endpoint: string;
  /** Fields of each request, such as a token. */
  headers: Record<string, string>;
  origin: string;
  version: string;
}

/** Figures of the export. */
export interface OtelStats {
  spansExported: number;
  spansLost: number;
  failures: number;
}

/** From main to the thread. */
export type ToOtel =
  | { kind: "start"; settings: OtelSettings; journal: MessagePort }
  /** Nothing more comes from the journal: export what there is. */
  | { kind: "stop" };

/** From the thread to main. */
export type FromOtel =
  | { kind: "stats"; stats: OtelStats }
  | { kind: "failed"; reason: string }
  | { kind: "stopped"; stats: OtelStats };

/** From the journal to the thread. */
export interface OtelCalls {
  calls: OtelCall[];
  /** Calls that were not sent because the thread was behind, since the start. */
  lost: number;
  /** The journal has closed. */
  isLast: boolean;
}

/** From the thread to the journal: so many calls were taken. */
export interface OtelTaken {
  taken: number;
}
