/**
 * Checks the signed statement of a window part: envelope, signature, the files it vouches for, and
 * every field of its predicate against the records.
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { CHECKPOINT_FILE, SEGMENT_FILE, SUMMARY_FILE } from "../format/layout.ts";
import {
  PREDICATE_TYPE,
  STATEMENT_PAYLOAD_TYPE,
  STATEMENT_TYPE,
  type TreeHead,
} from "../format/statement.ts";
import { type Envelope, pae, parseEnvelope } from "../tlog/dsse.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { formatVkey, type Vkey } from "../tlog/note.ts";
import type { Findings } from "./findings.ts";
import type { LogKey } from "./key_chain.ts";
import type { PartTally } from "./part_tally.ts";
import { textOf } from "./source.ts";
import { spkiKeyId } from "./spki.ts";

/** Files that a statement vouches for, in its order. */
const SUBJECTS: readonly string[] = [SEGMENT_FILE, CHECKPOINT_FILE, SUMMARY_FILE];

/** What a statement is compared with. */
export interface StatementFacts {
  /** Path of the file. */
  path: string;
  /** SHA-256 of the files beside it by name, hex; those that are missing or unreadable are not. */
  digests: ReadonlyMap<string, string>;
  /** Keys in force when the part was sealed. */
  keys: readonly LogKey[];
  /** Keys of statements that the records announce. */
  attesters: readonly Vkey[];
  /** Name of the log. */
  origin: string;
  first: number;
  end: number;
  tally: PartTally;
  /** The part's checkpoint; null when it is missing or malformed. */
  checkpoint: TreeHead | null;
  /** The tree before the part's first record; null when it is not known. */
  previous: TreeHead | null;
}

/**
 * Checks the bytes of one statement.
 *
 * @returns True when it is signed by the log's own key (one that only the records announce binds
 *   nothing to the log by itself) and vouches for the files that are here.
 */
export async function checkStatement(
  { suite, findings }: { suite: CryptoSuite; findings: Findings },
  bytes: Uint8Array,
  facts: StatementFacts,
): Promise<boolean> {
  const place = { where: facts.path };
  // Some writers end the file with a line feed, some do not.
  const envelope = parseEnvelope((textOf(bytes) ?? "").replace(/\n$/, ""));
  const payload = envelope === null ? null : readPayload(envelope.payload);
  if (envelope === null || payload === null || envelope.signatures.length !== 1) {
    const message = "It is no canonical envelope of canonical JSON with exactly one signature";
    findings.add("DSSE_FORMAT", place, message);
    return false;
  }
  const isSigned = await checkSignature({ suite, findings }, envelope, facts);
  if (
    envelope.payloadType !== STATEMENT_PAYLOAD_TYPE || payload["_type"] !== STATEMENT_TYPE ||
    payload["predicateType"] !== PREDICATE_TYPE || Object.keys(payload).length !== 4
  ) findings.add("DSSE_TYPE", place, "It is no window statement of version 1");
  const isTrue = checkSubjects(findings, payload["subject"], facts);
  checkPredicate(findings, payload["predicate"], facts);
  return isSigned && isTrue;
}

function readPayload(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  const text = textOf(bytes);
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) && canonicalJson(value) === text ? value : null;
  } catch {
    return null; // Not JSON, or JSON without a canonical form.
  }
}

async function checkSignature(
  { suite, findings }: { suite: CryptoSuite; findings: Findings },
  envelope: Envelope,
  facts: StatementFacts,
): Promise<boolean> {
  const place = { where: facts.path };
  const [signature] = envelope.signatures;
  if (facts.keys.length === 0 || signature === undefined) return false; // Said at the checkpoint.
  const isMeant = ({ publicKey }: Vkey): boolean => spkiKeyId(suite, publicKey) === signature.keyid;
  const own = facts.keys.map(({ vkey }) => vkey).find(isMeant);
  const key = own ?? facts.attesters.find(isMeant);
  if (key === undefined) {
    const message = `Key ${signature.keyid} is none that was in force in this window`;
    findings.add("DSSE_SIGNATURE_BAD", place, message);
    return false;
  }
  const isGood = await verifyStrict(suite, {
    publicKey: key.publicKey,
    message: pae(envelope.payloadType, envelope.payload),
    signature: signature.sig,
  });
  if (!isGood) {
    findings.add("DSSE_SIGNATURE_BAD", place, `The signature by ${formatVkey(key)} is bad`);
  }
  return isGood && own !== undefined;
}

/** True when it vouches for exactly the files that are here, all of them. */
function checkSubjects(findings: Findings, subjects: unknown, facts: StatementFacts): boolean {
  const listed: readonly unknown[] = Array.isArray(subjects) ? subjects : [];
  const wrong = SUBJECTS.filter((name, k) => {
    const sha256 = facts.digests.get(name);
    const isHere = sha256 !== undefined; // One that is not here has been reported.
    return isHere && shown(listed[k]) !== canonicalJson({ name, digest: { sha256 } });
  });
  if (listed.length !== SUBJECTS.length) wrong.push(`${listed.length} files`);
  if (wrong.length > 0) {
    const message = `It vouches for other bytes, or in another order: ${wrong.join(", ")}`;
    findings.add("SUBJECT_DIGEST_MISMATCH", { where: facts.path }, message);
  }
  return wrong.length === 0 && SUBJECTS.every((name) => facts.digests.has(name));
}

function checkPredicate(findings: Findings, predicate: unknown, facts: StatementFacts): void {
  const place = { where: facts.path };
  if (!isObject(predicate)) {
    findings.add("PREDICATE_MISMATCH", place, "It has no predicate");
    return;
  }
  const expected = expectedPredicate(facts);
  for (const name of new Set([...Object.keys(expected), ...Object.keys(predicate)])) {
    const should = expected[name];
    const is = predicate[name];
    if (should === null || (!Object.hasOwn(expected, name) && facts.tally.isBasic)) {
      findings.add("PREDICATE_NOT_CHECKED", place, `${name} cannot be computed from what is here`);
    } else if (shown(is) !== shown(should)) {
      const message = `${name} is ${shown(is)}, and the records make it ${shown(should)}`;
      findings.add("PREDICATE_MISMATCH", place, message);
    }
  }
}

/** Fields of the predicate; null for those that cannot be known. */
function expectedPredicate(facts: StatementFacts): Readonly<Record<string, unknown>> {
  const { tally, checkpoint, previous, origin, first, end } = facts;
  const { audited, dropped } = tally.basic;
  const common = {
    log: origin,
    window: tally.w,
    openedAt: tally.openedAt,
    closedAt: tally.closedAt,
    firstIndex: first,
    endIndex: end,
    checkpoint,
    previous,
  };
  if (tally.isBasic) return { ...common, counts: { audited, dropped, proxied: audited + dropped } };
  const policy = tally.totals.config?.policy;
  return {
    ...common,
    ...(policy === undefined ? {} : { policyDigest: policy }),
    part: tally.part,
    counts: tally.counts,
    software: tally.software,
    configDigest: tally.totals.config?.config ?? "",
  };
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : canonicalJson(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
