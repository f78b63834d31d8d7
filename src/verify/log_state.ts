/**
 * Everything that is carried from one record to the next while a log is read.
 * @module
 */

import { toHex } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import type { AnchorClaim } from "./anchor_check.ts";
import type { Findings } from "./findings.ts";
import { KeyChain } from "./key_chain.ts";
import { OrdinalRules } from "./ordinal_rules.ts";
import type { StatusesOf } from "./recompute_check.ts";
import { PulseRules } from "./pulse_rules.ts";
import type { TileCheck } from "./tile_check.ts";
import type { RegisterClaim } from "./register_check.ts";
import { TileTree } from "./tile_tree.ts";
import { TimeRules } from "./time_rules.ts";
import { WindowRules } from "./window_rules.ts";
import type { TombstoneClaim } from "./tombstone_check.ts";

/** A call in either form of records. */
export interface CallRecord {
  /** Its index. */
  i: number;
  /** Its commitments. */
  parts: Readonly<Record<string, string>>;
}

/** What a log is read with. */
export interface LogStart {
  suite: CryptoSuite;
  findings: Findings;
  /** Name of the log. */
  origin: string;
  /** Keys that the auditor trusts, as vkeys. */
  pinned: readonly string[];
  tiles: TileCheck;
  /** Index of the first record that is here. */
  first: number;
  /** Sizes at which the root will be asked for. */
  sizes: ReadonlySet<number>;
  /** Called with each call record, when content or a sample is to be checked. */
  onCall: ((call: CallRecord) => void) | null;
  /** Computes statuses again; null when nobody asked for it. */
  statuses?: StatusesOf | null;
}

/** State of one log. */
export class LogState {
  readonly suite: CryptoSuite;
  readonly findings: Findings;
  readonly origin: string;
  readonly tiles: TileCheck;
  readonly keys: KeyChain;
  readonly ordinals: OrdinalRules;
  readonly windows: WindowRules;
  readonly times: TimeRules;
  readonly pulse: PulseRules;
  readonly onCall: LogStart["onCall"];
  readonly statuses: StatusesOf | null;
  /** Index of the first record that is here. */
  readonly first: number;
  /** Index that the next record must have. */
  next: number;
  /** Leaf hash of the record before, hex; null when it is not known. */
  leaf: string | null = null;
  /** Path and line of the record before. */
  lastPath = "";
  lastLine = 0;
  /** Records read. */
  records = 0;
  /** Records whose content was erased. */
  readonly erased = new Set<number>();
  /** What `anchor` records say. */
  readonly anchors: AnchorClaim[] = [];
  /** What `tombstone` records say of windows. */
  readonly tombstones: TombstoneClaim[] = [];
  /** What `register` records say that the register held. */
  readonly registers: RegisterClaim[] = [];
  readonly #tree: TileTree;
  readonly #sizes: ReadonlySet<number>;
  readonly #roots = new Map<number, Uint8Array>();
  #hasTree: boolean;
  #isBroken = false;

  /** @param start What the log is read with. */
  constructor(start: LogStart) {
    const { suite, findings, origin, pinned, tiles, first } = start;
    const isRooted = first === 0;
    this.suite = suite;
    this.findings = findings;
    this.origin = origin;
    this.tiles = tiles;
    this.first = first;
    this.next = first;
    this.keys = new KeyChain({ suite, findings, origin, pinned });
    this.ordinals = new OrdinalRules(findings, { isRooted });
    this.windows = new WindowRules(findings, { isRooted });
    this.times = new TimeRules(findings);
    this.pulse = new PulseRules(findings);
    this.onCall = start.onCall;
    this.statuses = start.statuses ?? null;
    this.#sizes = start.sizes;
    this.#tree = new TileTree(suite.sha256, (tile, hashes) => tiles.grown(tile, hashes));
    this.#hasTree = isRooted;
  }

  /**
   * Takes the leaf hashes of the records before the first one here. They are not kept: a log that
   * lost its first ten million records needs no more memory than another.
   *
   * @param leaves Some at a time, from record 0 on; null when no more are known, and then there is
   *   no tree.
   */
  async takeEarlier(leaves: AsyncIterable<readonly Uint8Array[] | null>): Promise<void> {
    this.#hasTree = true;
    let last: Uint8Array | undefined;
    for await (const some of leaves) {
      if (some === null) {
        this.#hasTree = false;
        this.#roots.clear();
        return;
      }
      for (const leaf of some) this.addLeaf(leaf);
      last = some.at(-1) ?? last;
      await this.tiles.flush();
    }
    this.leaf = last === undefined ? null : toHex(last);
  }

  /** The tree holds every record up to {@linkcode LogState.next}. */
  get hasTree(): boolean {
    return this.#hasTree;
  }

  /** Adds a record's leaf hash to the tree. */
  addLeaf(leaf: Uint8Array): void {
    if (!this.#hasTree) return;
    this.#tree.add(leaf);
    if (this.#sizes.has(this.#tree.size)) this.#roots.set(this.#tree.size, this.#tree.root());
  }

  /** Records that should be here are missing. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Records are missing, so no root can be computed any more. */
  breakTree(): void {
    this.#hasTree = false;
    this.#isBroken = true;
  }

  /** Root over all records so far; null when it cannot be known. */
  root(): Uint8Array | null {
    return this.#hasTree ? this.#tree.root() : null;
  }

  /** Root at one of the sizes asked for; null when it is not known. */
  rootAt(size: number): Uint8Array | null {
    if (size === 0) return this.suite.sha256(new Uint8Array(0));
    return this.#roots.get(size) ?? null;
  }
}
