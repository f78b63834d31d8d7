/**
 * Trust policies (c2sp.org/tlog-policy): which logs and witnesses are known, and which of the
 * witnesses must have cosigned a checkpoint. Text to values, and the quorum rule; checks no
 * signature.
 *
 * ```text
 * log example.com/gw+5202289b+Af/cLU2Y...
 * witness alice alice.example/w1+3a0ab2d1+BHR... https://alice.example
 * witness bob bob.example/w+1c5f6d70+BEz...
 * group both all alice bob
 * quorum both
 * ```
 *
 * Stricter than the document in one point: names must be UTF-8. Keys of witnesses must be of type
 * `cosignature/v1`.
 *
 * @module
 */

import type { CryptoSuite } from "../base/crypto_suite.ts";
import { isStrictPublicKey } from "./ed25519.ts";
import { KEY_TYPE_COSIGNATURE, KEY_TYPE_ED25519, keyIdOf, parseVkey, type Vkey } from "./note.ts";

/** Longest policy; a thousand witnesses need half of it. */
export const POLICY_BYTES_MAX = 262_144;
/** Most logs, and most witnesses and groups together. */
const DEFINITIONS_MAX = 1_024;

const NOT_ALLOWED_REGEXP = /[^\t\n\x20-\x7e\u0080-\u{10ffff}]/u;
const THRESHOLD_REGEXP = /^[1-9]\d{0,8}$/;
/** The name of no witness at all; only a quorum may use it. */
const NONE = "none";

/** A witness of a policy. */
export interface PolicyWitness {
  /** Its name in the policy. */
  name: string;
  /** Its key, of type `cosignature/v1`. */
  vkey: Vkey;
  /** Submission prefix; null when the policy has none. */
  url: string | null;
}

/** A threshold over witnesses and groups. */
export interface PolicyGroup {
  /** How many members must have cosigned. */
  threshold: number;
  /** Names of witnesses and groups. */
  members: readonly string[];
}

/** What a policy says. */
export interface Policy {
  /** Keys of logs, as vkeys. */
  logs: readonly string[];
  /** In the order of the file. */
  witnesses: readonly PolicyWitness[];
  /** By name. */
  groups: ReadonlyMap<string, PolicyGroup>;
  /** Name of a witness or group; null for `quorum none`. */
  quorum: string | null;
}

/**
 * Reads a policy.
 *
 * @param hash SHA-256, for key ids.
 * @returns The policy, or what is wrong with it, naming the line.
 */
export function parsePolicy(hash: CryptoSuite["sha256"], text: string): Policy | string {
  if (text.length > POLICY_BYTES_MAX) return `it is longer than ${POLICY_BYTES_MAX} characters`;
  if (NOT_ALLOWED_REGEXP.test(text)) return "it has a control character";
  if (!text.endsWith("\n")) return "its last line does not end in a line feed";
  const reader = new PolicyReader(hash);
  for (const [k, line] of text.slice(0, -1).split("\n").entries()) {
    const problem = reader.line(line.split(/[ \t]+/).filter((word) => word !== ""));
    if (problem !== null) return `line ${k + 1}: ${problem}`;
  }
  return reader.policy();
}

/**
 * Does a set of witnesses make the quorum?
 *
 * @param cosigned Names, as the policy has them, of witnesses whose cosignature holds.
 */
export function meetsQuorum(policy: Policy, cosigned: ReadonlySet<string>): boolean {
  const met = new Set(policy.witnesses.map(({ name }) => name).filter((n) => cosigned.has(n)));
  // Groups name only what stands before them, so one pass in order is enough.
  for (const [name, { threshold, members }] of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return policy.quorum === null || met.has(policy.quorum);
}

class PolicyReader {
  readonly #hash: CryptoSuite["sha256"];
  readonly #logs: string[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups = new Map<string, PolicyGroup>();
  readonly #names = new Set<string>();
  readonly #publicKeys = new Set<string>();
  /** Names that are members of a group: each counts in one way only. */
  readonly #members = new Set<string>();
  #quorum: string | null | undefined = undefined;

  constructor(hash: CryptoSuite["sha256"]) {
    this.#hash = hash;
  }

  /** Takes the words of a line; @returns what is wrong with it, else null. */
  line([keyword, ...words]: string[]): string | null {
    if (keyword === undefined || keyword.startsWith("#")) return null;
    switch (keyword) {
      case "log":
        return this.#log(words);
      case "witness":
        return this.#witness(words);
      case "group":
        return this.#group(words);
      case "quorum":
        return this.#setQuorum(words);
      default:
        return `${JSON.stringify(keyword)} is none of log, witness, group, quorum`;
    }
  }

  policy(): Policy | string {
    if (this.#quorum === undefined) return "it has no quorum line";
    return {
      logs: this.#logs,
      witnesses: this.#witnesses,
      groups: this.#groups,
      quorum: this.#quorum,
    };
  }

  #log(words: readonly string[]): string | null {
    const [text] = words;
    if (text === undefined || words.length > 2) return "it must be: log VKEY [URL]";
    if (this.#logs.length === DEFINITIONS_MAX) return `there are more than ${DEFINITIONS_MAX} logs`;
    const vkey = this.#key(text, { type: KEY_TYPE_ED25519, role: "log" });
    if (typeof vkey === "string") return vkey;
    this.#logs.push(text);
    return null;
  }

  #witness(words: readonly string[]): string | null {
    const [name, text, url = null] = words;
    if (name === undefined || text === undefined || words.length > 3) {
      return "it must be: witness NAME VKEY [URL]";
    }
    const problem = this.#define(name);
    if (problem !== null) return problem;
    const vkey = this.#key(text, { type: KEY_TYPE_COSIGNATURE, role: "witness" });
    if (typeof vkey === "string") return vkey;
    this.#witnesses.push({ name, vkey, url });
    return null;
  }

  #group([name, rule, ...members]: string[]): string | null {
    if (name === undefined || rule === undefined || members.length === 0) {
      return "it must be: group NAME all|any|K MEMBER...";
    }
    for (const member of members) {
      if (!this.#names.has(member)) return `${JSON.stringify(member)} is not defined above`;
      if (this.#members.has(member)) return `${JSON.stringify(member)} is a member already`;
      this.#members.add(member);
    }
    const threshold = thresholdOf(rule, members.length);
    if (threshold === null) return `the threshold must be all, any or 1 to ${members.length}`;
    const problem = this.#define(name);
    if (problem === null) this.#groups.set(name, { threshold, members });
    return problem;
  }

  #setQuorum(words: readonly string[]): string | null {
    const [name] = words;
    if (name === undefined || words.length > 1) return "it must be: quorum NAME, or quorum none";
    if (this.#quorum !== undefined) return "there is a quorum line above";
    if (name !== NONE && !this.#names.has(name)) {
      return `${JSON.stringify(name)} is not defined above`;
    }
    this.#quorum = name === NONE ? null : name;
    return null;
  }

  #define(name: string): string | null {
    if (name === NONE) return "the name none is reserved";
    if (this.#names.has(name)) return `${JSON.stringify(name)} is defined twice`;
    if (this.#names.size === DEFINITIONS_MAX) return `there are more than ${DEFINITIONS_MAX} names`;
    this.#names.add(name);
    return null;
  }

  #key(text: string, want: { type: number; role: string }): Vkey | string {
    const vkey = parseVkey(text);
    const { type, role } = want;
    if (vkey === null || vkey.type !== type) return `it has no key of a ${role}`;
    if (keyIdOf(this.#hash, vkey.name, type, vkey.publicKey) !== vkey.id) {
      return "the key id is not the hash of name and key";
    }
    if (!isStrictPublicKey(vkey.publicKey)) return "the key is not a sound Ed25519 key";
    const publicKey = `${role} ${vkey.publicKey.join()}`;
    if (this.#publicKeys.has(publicKey)) return "the same key stands above";
    this.#publicKeys.add(publicKey);
    return vkey;
  }
}

function thresholdOf(rule: string, members: number): number | null {
  if (rule === "all") return members;
  if (rule === "any") return 1;
  const threshold = THRESHOLD_REGEXP.test(rule) ? Number(rule) : 0;
  return 1 <= threshold && threshold <= members ? threshold : null;
}
