/**
 * Checks what outside parties confirmed of a log's checkpoints, as far as the evidence carries it:
 * cosignatures of witnesses (`checkpoint.cosigned`), time-stamps (`anchors/checkpoint.tsr`), and
 * the `anchor` records that say which receipts there were.
 *
 * A receipt in the evidence can be taken away together with the window that it confirms, so it
 * shows what existed, and when; that nothing newer was removed only a head kept elsewhere shows.
 *
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import { formatTime, parseTime } from "../base/clock.ts";
import type { TimestampJudge } from "../format/anchor.ts";
import type { ResultName } from "../format/finding_codes.ts";
import { COSIGNED_FILE, TIMESTAMP_FILE } from "../format/layout.ts";
import type { AnchorBody } from "../format/record.ts";
import { cosignatureTime, isLineOf, lineBytes } from "../tlog/cosignature.ts";
import { formatNote, type NoteSignature, parseNote } from "../tlog/note.ts";
import { meetsQuorum, type Policy, type PolicyWitness } from "../tlog/policy.ts";
import type { Place } from "./findings.ts";
import { NOTE_BYTES_MAX, type PartFiles } from "./inventory.ts";
import type { LogState } from "./log_state.ts";
import type { SignedHead } from "./signed_head.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";

/** What can be required: an answer `pass`, or a confirmation of the newest checkpoint. */
export type Requirement = ResultName | "witnessed" | "timestamped";

/** How far an outside clock may be from the log's (EVIDENCE 4.8). */
const SKEW_MS = 300_000;
/** Longest time-stamp response that is read. */
const TIMESTAMP_BYTES_MAX = 262_144;
/** Most `anchor` records that are compared with receipts; a century of hourly windows. */
export const ANCHORS_MAX = 1_000_000;

/** An `anchor` record. */
export interface AnchorClaim {
  body: AnchorBody;
  place: Place;
}

/** A part whose checkpoint can be confirmed. */
export interface AnchoredPart {
  files: PartFiles;
  /** Its checkpoint; nothing is checked without one. */
  claimed: SignedHead | null;
  /** Its checkpoint holds. */
  isSealed: boolean;
  /** Time of its last record, RFC 3339; empty when it has none. */
  to: string;
}

/** Whom the auditor trusts. */
export interface AnchorTrust {
  /** Witnesses, and which of them must have cosigned the newest checkpoint. */
  policy?: Policy | undefined;
  /** Judges time-stamps; without one they are not checked. */
  timestamps?: TimestampJudge | undefined;
}

/** The newest checkpoint that somebody outside confirmed. */
export interface Confirmation {
  size: number;
  /** When it was confirmed first, milliseconds since 1970. */
  timeMs: number;
}

/** What is confirmed of the log. */
export interface AnchorFacts {
  witnessed: Confirmation | null;
  timestamped: Confirmation | null;
}

/** Nothing is confirmed. */
export const NO_ANCHORS: AnchorFacts = { witnessed: null, timestamped: null };

/** Checks all receipts of a log. */
export async function checkAnchors(
  source: EvidenceSource,
  log: LogState,
  { parts, trust }: { parts: readonly AnchoredPart[]; trust: AnchorTrust },
): Promise<AnchorFacts> {
  const check = new AnchorCheck(source, log, trust);
  for (const part of parts) await check.part(part);
  check.records();
  return check.facts;
}

/** Adds what is missing of what was asked for; @returns the results that must be `pass`. */
export function checkRequired(
  log: LogState,
  wanted: readonly Requirement[],
  { facts, policy, newest }: { facts: AnchorFacts; policy?: Policy | undefined; newest: number },
): ResultName[] {
  const required = new Set<ResultName>();
  for (const name of wanted) {
    if (name === "witnessed") required.add("independence");
    else required.add(name === "timestamped" ? "time" : name);
  }
  const hasQuorum = policy !== undefined && policy.quorum !== null;
  if (hasQuorum) required.add("independence");
  const place = { where: "" };
  if ((hasQuorum || wanted.includes("witnessed")) && !isNewest(facts.witnessed, newest)) {
    const message = policy === undefined
      ? "Give the witnesses' keys with --policy"
      : extent(facts.witnessed, { newest, verb: "cosigned" });
    log.findings.add("QUORUM_NOT_MET", place, message);
  }
  if (wanted.includes("timestamped") && !isNewest(facts.timestamped, newest)) {
    const message = extent(facts.timestamped, { newest, verb: "stamped" });
    log.findings.add("TSA_UNTRUSTED", place, message);
  }
  return [...required];
}

function isNewest(confirmed: Confirmation | null, newest: number): boolean {
  return confirmed !== null && confirmed.size === newest;
}

function extent(
  confirmed: Confirmation | null,
  { newest, verb }: { newest: number; verb: string },
): string {
  const until = confirmed === null ? "none is" : `the newest so has ${confirmed.size}`;
  return `The newest checkpoint has ${newest} records; of those ${verb}, ${until}`;
}

class AnchorCheck {
  readonly facts: AnchorFacts = { ...NO_ANCHORS };
  readonly #source: EvidenceSource;
  readonly #log: LogState;
  readonly #trust: AnchorTrust;
  /** Sizes that have receipts here, and the hashes of those receipts. */
  readonly #receipts = new Map<number, Set<string>>();

  constructor(source: EvidenceSource, log: LogState, trust: AnchorTrust) {
    this.#source = source;
    this.#log = log;
    this.#trust = trust;
  }

  async part(part: AnchoredPart): Promise<void> {
    const { files, claimed } = part;
    if (claimed === null) return;
    if (files.names.has(COSIGNED_FILE)) await this.#cosigned(part, claimed);
    const stamp = `${files.dir}${TIMESTAMP_FILE}`;
    if (files.nested.includes(stamp)) await this.#timestamp(part, { claimed, path: stamp });
  }

  /** A record may name a receipt that is kept elsewhere, but then it proves nothing here. */
  records(): void {
    for (const { body, place } of this.#log.anchors) {
      const { type, size, sha256, by } = body;
      if (this.#receipts.get(size)?.has(`${type} ${sha256}`) === true) continue;
      const message = `The receipt of ${by} for ${size} records is not here`;
      this.#log.findings.add("ANCHOR_UNCHECKED", place, message);
    }
  }

  async #cosigned(part: AnchoredPart, head: SignedHead): Promise<void> {
    const path = `${part.files.dir}${COSIGNED_FILE}`;
    const { findings } = this.#log;
    const bytes = await readWhole(this.#source, findings, { path, bytesMax: NOTE_BYTES_MAX });
    if (bytes === null) return;
    const text = textOf(bytes) ?? "";
    const own = formatNote(head.note);
    const lines = text.startsWith(own) ? parseNote(text)?.signatures : undefined;
    if (lines === undefined || text === own) {
      const message = "It is not the checkpoint beside it with signatures of witnesses added";
      findings.add("COSIGNATURE_BAD", { where: path }, message);
      return;
    }
    const added = lines.slice(head.note.signatures.length);
    for (const line of added) this.#remember(head, "tlog-witness", lineBytes(line));
    await this.#witnesses(part, { head, path, lines: added });
  }

  async #witnesses(
    part: AnchoredPart,
    { head, path, lines }: { head: SignedHead; path: string; lines: readonly NoteSignature[] },
  ): Promise<void> {
    const { findings, suite } = this.#log;
    const { policy } = this.#trust;
    const times = new Map<PolicyWitness, number>();
    const strangers = new Set<string>();
    for (const line of lines) {
      const witness = policy?.witnesses.find(({ vkey }) => isLineOf(line, vkey));
      if (witness === undefined) {
        strangers.add(line.name);
        continue;
      }
      const time = await cosignatureTime(suite, witness.vkey, { text: head.note.text, line });
      if (time === null || times.has(witness)) {
        findings.add("COSIGNATURE_BAD", { where: path }, `The line of ${line.name} does not hold`);
      } else if (this.#isInTime(part, { where: path, timeMs: time * 1_000, by: line.name })) {
        times.set(witness, time * 1_000);
      }
    }
    if (strangers.size > 0) {
      const names = [...strangers].join(", ");
      const message = `The keys of ${names} are not given; name them in a --policy`;
      findings.add("ANCHOR_UNCHECKED", { where: path }, message);
    }
    if (times.size > 0) this.#witnessed(part, { head, times });
  }

  #witnessed(
    { isSealed }: AnchoredPart,
    { head, times }: { head: SignedHead; times: ReadonlyMap<PolicyWitness, number> },
  ): void {
    const { policy } = this.#trust;
    const names = new Set([...times.keys()].map(({ name }) => name));
    if (!isSealed || policy === undefined || !meetsQuorum(policy, names)) return;
    const { size } = head.checkpoint;
    if ((this.facts.witnessed?.size ?? -1) >= size) return;
    this.facts.witnessed = { size, timeMs: Math.min(...times.values()) };
    const host = hostOf(head.checkpoint.origin);
    if (![...times.keys()].every(({ vkey }) => hostOf(vkey.name) === host)) return;
    const message = `All who cosigned ${size} records are named ${host}/...`;
    this.#log.findings.add("WITNESS_INTERNAL_ONLY", { where: head.path }, message);
  }

  async #timestamp(
    part: AnchoredPart,
    { claimed, path }: { claimed: SignedHead; path: string },
  ): Promise<void> {
    const { findings } = this.#log;
    const { timestamps } = this.#trust;
    const place = { where: path };
    const bytes = await readWhole(this.#source, findings, { path, bytesMax: TIMESTAMP_BYTES_MAX });
    if (bytes === null) return;
    this.#remember(claimed, "rfc3161", bytes);
    if (timestamps === undefined) {
      const message = "Give the certificate of the time-stamp authority with --tsa-ca";
      findings.add("ANCHOR_UNCHECKED", place, message);
      return;
    }
    // A note is read only if it can be written again as it was, so these are the file's bytes.
    const verdict = await timestamps.judge(bytes, utf8(formatNote(claimed.note)));
    if ("code" in verdict) {
      findings.add(verdict.code, place, verdict.message);
      return;
    }
    const { timeMs } = verdict;
    if (!this.#isInTime(part, { where: path, timeMs, by: "the authority" })) return;
    const { size } = claimed.checkpoint;
    if (!part.isSealed || (this.facts.timestamped?.size ?? -1) >= size) return;
    this.facts.timestamped = { size, timeMs };
  }

  /** Nobody can confirm a record before it was written. */
  #isInTime(
    { to }: AnchoredPart,
    { where, timeMs, by }: { where: string; timeMs: number; by: string },
  ): boolean {
    const lastMs = parseTime(to);
    if (lastMs === null || lastMs <= timeMs + SKEW_MS) return true;
    const message = `The last record is of ${to}, and ${by} saw it at ${timeText(timeMs)}`;
    this.#log.findings.add("TIME_AFTER_ANCHOR", { where }, message);
    return false;
  }

  #remember({ checkpoint }: SignedHead, type: AnchorBody["type"], receipt: Uint8Array): void {
    const name = `${type} ${toHex(this.#log.suite.sha256(receipt))}`;
    const known = this.#receipts.get(checkpoint.size);
    if (known === undefined) this.#receipts.set(checkpoint.size, new Set([name]));
    else known.add(name);
  }
}

/** A time for people; a witness may claim one that no calendar has. */
export function timeText(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? formatTime(ms) : `${ms / 1_000} s after 1970`;
}

function hostOf(name: string): string {
  return name.split("/", 1)[0] ?? name;
}
