/**
 * What is known of a log once all of its files were read.
 * @module
 */

import type { RegisterEntry } from "../format/register.ts";
import type { AnchorFacts } from "./anchor_check.ts";
import type { LogState } from "./log_state.ts";
import type { WindowReport } from "./report.ts";
import type { SampleReport } from "./sample_check.ts";
import type { SignedHead } from "./signed_head.ts";

/** What is known of a log once everything was read. */
export interface LogFacts {
  log: LogState;
  windows: WindowReport[];
  /** Newest window checkpoint that holds. */
  newest: SignedHead | null;
  /** Records that a checkpoint that holds covers. */
  signedSize: number;
  /** Heads kept elsewhere that are part of this history. */
  confirmed: number;
  /** What witnesses and time-stamps in the evidence confirm. */
  anchors: AnchorFacts;
  /** Telemetry lines that fit, of so many calls; null when none was given. */
  telemetry: { matched: number; calls: number } | null;
  /** Entries of the register that hold; null when there is none. */
  register: RegisterEntry[] | null;
  /** What came of a sample; null when none was given. */
  sample: SampleReport | null;
  /** A segment could not be read, so that nothing after it was looked at. */
  isCut: boolean;
  /** There is a checkpoint, good or bad. */
  hasHead: boolean;
  /** At least one window was closed. */
  hasClose: boolean;
}
