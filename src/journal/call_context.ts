/**
 * What the calls of one part share when they are recorded.
 * @module
 */

import type { CryptoSuite } from "../base/crypto_suite.ts";
import type { Committer } from "./committer.ts";
import type { FirstSeen } from "./first_seen.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** What all calls of one part share. */
export interface CallContext {
  suite: CryptoSuite;
  /** Makes the commitments of the log. */
  committer: Committer;
  /** Origin of the log. */
  origin: string;
  /** The part's secret, 32 bytes. */
  secret: Uint8Array;
  pseudonyms: Pseudonyms;
  /** Ids of purposes that the declared policy registers. */
  purposes: ReadonlySet<string>;
  /** System prompts and tools that passed since the program started. */
  firstSeen: FirstSeen;
  /** What the hash fields of the line are; the record's parts are keyed in both modes. */
  commitment: "hmac" | "sha256";
  /** Name of the redaction level. */
  level: string;
  /** Version of the program. */
  version: string;
  /** Window and part as the line names them, `498686` or `498686.2`. */
  window: string;
  /** Longest telemetry line in bytes. */
  lineBytesMax: number;
}
