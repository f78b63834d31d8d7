/**
 * The in-toto statement of a window part: "these files, this meaning", signed as a DSSE envelope.
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import type { Counts } from "./counts.ts";
import type { Software } from "./record.ts";

/** Payload type of the envelope (in-toto attestation framework v1). */
export const STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Statement type (in-toto attestation framework v1). */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** What the predicate means. */
export const PREDICATE_TYPE = "https://jsr.io/@outband/proxy/window/v1";
/** The pre-authentication encoding must stay signable by hardware (EVIDENCE 4.5). */
export const PAE_BYTES_MAX = 4_096;

/** Size and root of a tree; the root in base64. */
export interface TreeHead {
  size: number;
  root: string;
}

/** What the statement says of a window part. */
export interface WindowPredicate {
  log: string;
  window: number;
  part: number;
  openedAt: string;
  closedAt: string;
  firstIndex: number;
  endIndex: number;
  checkpoint: TreeHead;
  previous: TreeHead;
  counts: Counts;
  software: Software;
  configDigest: string;
  /** SHA-256 of the declared policy in force, hex; absent without one. */
  policyDigest?: string;
}

/** One file that the statement vouches for. */
export interface Subject {
  name: string;
  digest: { sha256: string };
}

/** The canonical bytes of the statement, as the envelope carries and signs them. */
export function statementText(
  statement: { subject: Subject[]; predicate: WindowPredicate },
): string {
  return canonicalJson({
    _type: STATEMENT_TYPE,
    predicateType: PREDICATE_TYPE,
    subject: statement.subject,
    predicate: statement.predicate,
  });
}
