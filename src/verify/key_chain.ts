/**
 * The keys of a log: the first from its first record, each later one announced by `key.next` and
 * signed for by both. Decides which keys must have signed a checkpoint, and which one was pinned.
 *
 *     record 0          key.next at 9      checkpoint 11       checkpoint 14
 *     log.open{K1}      K1 -> K2           K1 and K2           K2
 *
 * Keys that lie beside the evidence are never trusted.
 * @module
 */

import { fromBase64 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import type { KeyNextBody } from "../format/record.ts";
import { keyNextMessage } from "../tlog/commitment.ts";
import { isStrictPublicKey, verifyStrict } from "../tlog/ed25519.ts";
import { ATTEST_SUFFIX, recoveryName } from "../tlog/key_names.ts";
import { KEY_TYPE_ED25519, keyIdOf, parseVkey, type Vkey } from "../tlog/note.ts";
import type { Findings, Place } from "./findings.ts";

/** Most keys of one log: a new one each day of 27 years. Each costs a scalar multiplication. */
const KEYS_MAX = 10_000;

/** `after` of a first key: it signs the empty tree, too. */
const FROM_START = -1;

/** A key of the log. */
export interface LogKey {
  /** As text. */
  text: string;
  /** As values. */
  vkey: Vkey;
  /** It signs checkpoints of more records than this. */
  after: number;
  /** It signs checkpoints of at most this many records. */
  upTo: number;
  /** A checkpoint carries a valid signature by it. */
  hasSigned: boolean;
  /** The largest checkpoint that does, and where it is. */
  largest: { size: number; where: string };
}

/** What a chain of keys starts from. */
export interface KeyChainStart {
  suite: CryptoSuite;
  findings: Findings;
  /** Name of the log, which is the name of its keys. */
  origin: string;
  /** Keys that the auditor trusts, as vkeys. */
  pinned: readonly string[];
}

/**
 * Reads a log key.
 *
 * @returns The key, or what is wrong with it.
 */
export function readLogKey(suite: CryptoSuite, text: string): Vkey | string {
  const vkey = parseVkey(text);
  if (vkey === null) return "it is not a verifier key as signed notes define it";
  if (vkey.type !== KEY_TYPE_ED25519) return "it is a witness's key, not a log's";
  const id = keyIdOf(suite.sha256, vkey.name, vkey.type, vkey.publicKey);
  if (id !== vkey.id) return "its key id is not the hash of its name and key";
  if (!isStrictPublicKey(vkey.publicKey)) return "its point is not a sound Ed25519 public key";
  return vkey;
}

/** The keys of one log, in order. */
export class KeyChain {
  readonly #start: KeyChainStart;
  readonly #keys: LogKey[] = [];
  readonly #attesters: { text: string; vkey: Vkey }[] = [];
  #recovery: Vkey | null = null;
  readonly #pending: { body: KeyNextBody; index: number; place: Place }[] = [];

  /** @param start Log, trusted keys, and where findings go. */
  constructor(start: KeyChainStart) {
    this.#start = start;
  }

  /** All keys so far. */
  get keys(): readonly LogKey[] {
    return this.#keys;
  }

  /** Keys that signed statements only, as the records announce them. */
  get attesters(): readonly Vkey[] {
    return this.#attesters.map(({ vkey }) => vkey);
  }

  /** The key that may revoke the others; null when the log's first record names none. */
  get recovery(): Vkey | null {
    return this.#recovery;
  }

  /** Starts the chain with the keys of `log.open`. */
  begin(text: string, place: Place, recovery?: string): void {
    this.#add(text, { after: FROM_START, place });
    if (recovery === undefined) return;
    this.#recovery = this.#readNamed(recovery, recoveryName(this.#start.origin), place);
  }

  /** Adds the key of an `attest.key` record. */
  attest(text: string, place: Place): void {
    if (this.#attesters.some((known) => known.text === text)) return;
    if (this.#attesters.length === KEYS_MAX) {
      this.#start.findings.add("LIMIT_EXCEEDED", place, `More than ${KEYS_MAX} keys of statements`);
      return;
    }
    const vkey = this.#readNamed(text, `${this.#start.origin}${ATTEST_SUFFIX}`, place);
    if (vkey !== null) this.#attesters.push({ text, vkey });
  }

  /** Adds the key of a `key.next` record. */
  next(body: KeyNextBody, index: number, place: Place): void {
    // A chain that is entered in the middle learns its current key here.
    if (this.#keys.length === 0) this.#add(body.old, { after: FROM_START, place });
    const current = this.#keys.at(-1);
    if (current?.text !== body.old) {
      this.#start.findings.add(
        "KEY_ROTATION_BROKEN",
        place,
        `It replaces ${body.old}, and the key in force is ${current?.text ?? "not known"}`,
      );
    }
    if (this.#keys.some(({ text }) => text === body.new)) {
      this.#start.findings.add("KEY_ROTATION_BROKEN", place, `${body.new} was in force before`);
    } else if (this.#add(body.new, { after: index, place })) {
      this.#pending.push({ body, index, place: { ...place } });
    }
  }

  /** Checks the proofs of possession of keys that were added since the last call. */
  async checkPossession(): Promise<void> {
    const { suite, origin, findings } = this.#start;
    for (const { body, index, place } of this.#pending.splice(0)) {
      const key = this.#keys.find(({ text }) => text === body.new);
      const signature = fromBase64(body.pop);
      const isHeld = key !== undefined && signature !== null && await verifyStrict(suite, {
        publicKey: key.vkey.publicKey,
        message: keyNextMessage({ origin, oldVkey: body.old, newVkey: body.new, index }),
        signature,
      });
      if (!isHeld) findings.add("KEY_POP_BAD", place, `pop is no signature by ${body.new}`);
      else findings.add("KEY_ROTATED", place, `From this record on the key is ${body.new}`);
    }
  }

  /** Keys that must sign the next checkpoint, oldest first. */
  inForce(): LogKey[] {
    return this.#keys.filter(({ upTo }) => upTo === Infinity);
  }

  /** Ends the validity of all keys but the newest at a checkpoint that carries the signatures. */
  retire(size: number): void {
    for (const key of this.inForce().slice(0, -1)) key.upTo = size;
  }

  /**
   * The key that a signature line names; null when it is none of this log's. A chain that is
   * entered in the middle takes a pinned key at its first checkpoint.
   */
  find(line: { name: string; id: number }): LogKey | null {
    const known = this.#keys.find(({ vkey }) => vkey.name === line.name && vkey.id === line.id);
    if (known !== undefined || this.#keys.length > 0) return known ?? null;
    const { suite, pinned } = this.#start;
    for (const text of pinned) {
      const vkey = readLogKey(suite, text);
      if (typeof vkey === "string" || vkey.name !== line.name || vkey.id !== line.id) continue;
      this.#add(text, { after: FROM_START, place: { where: "" } });
      return this.#keys[0] ?? null;
    }
    return null;
  }

  #add(text: string, { after, place }: { after: number; place: Place }): boolean {
    const { findings, origin } = this.#start;
    if (this.#keys.length === KEYS_MAX) {
      findings.add("LIMIT_EXCEEDED", place, `The log has more than ${KEYS_MAX} keys`);
      return false;
    }
    const vkey = this.#readNamed(text, origin, place);
    if (vkey === null) return false;
    const largest = { size: 0, where: "" };
    this.#keys.push({ text, vkey, after, upTo: Infinity, hasSigned: false, largest });
    return true;
  }

  #readNamed(text: string, name: string, place: Place): Vkey | null {
    const { suite, findings, origin } = this.#start;
    const vkey = readLogKey(suite, text);
    if (typeof vkey === "string") findings.add("KEY_INVALID", place, `${text}: ${vkey}`);
    else if (vkey.name !== name) {
      const message = name === origin
        ? `The key is named ${vkey.name}, and the log ${origin}`
        : `The key is named ${vkey.name}, and must be named ${name}`;
      findings.add("KEY_INVALID", place, message);
    } else return vkey;
    return null;
  }
}
