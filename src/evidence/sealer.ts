/**
 * The signer of one log: keys, tree files and the newest signed head, and the sealing of its parts
 * in order. It never signs a smaller head than it signed before.
 *
 * ```text
 * record 0         key.next at 9      checkpoint 11       checkpoint 14
 * log.open{K1}     K1 -> K2           K1 and K2           K2
 * ```
 *
 * @module
 */

import { assert } from "../base/assert.ts";
import { toBase64 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { lineBatches, listParts } from "../format/disk.ts";
import { SEGMENT_FILE } from "../format/layout.ts";
import type { KeyNextBody } from "../format/record.ts";
import {
  type AnnouncedKey,
  type ClosedPart,
  type LogHead,
  type SealOutcome,
  type SealStep,
  SignerError,
} from "../format/sealing.ts";
import { keyNextMessage } from "../tlog/commitment.ts";
import { ATTEST_SUFFIX } from "../tlog/key_names.ts";
import { leafHash } from "../tlog/merkle.ts";
import {
  keyPath,
  type KeyRingPlace,
  listKeys,
  openNewest,
  openNumbered,
  openOwnKey,
} from "./key_ring.ts";
import { publishKey } from "./log_keys.ts";
import { type ControlsOf, sealPart, signCheckpoint } from "./seal.ts";
import { readNewestSigned, readSignedSize, rememberSigned } from "./signed_heads.ts";
import { PROBE, type Signer, signing } from "./signer.ts";
import { openSigningKey } from "./signing_key.ts";
import { TreeFiles, type TreePlace } from "./tree_files.ts";

/** What a sealer is made of. */
export interface SealerOptions extends KeyRingPlace {
  evidenceDir: string;
  /** The log has no records yet: a key may be made, and left-over public keys replaced. */
  isNew: boolean;
  randomBytes: (count: number) => Uint8Array;
  controls: ControlsOf;
  /** Told when a key was made. */
  keyCreated?: (key: { path: string; vkey: string }) => void;
}

/** A key of the log with the means to sign. */
interface KeyInHand {
  n: number;
  /** Index of the record that announced it. */
  index: number;
  signer: Signer;
}

const FIRST_KEY = 1;

/**
 * Opens or makes the keys of a log; for a new one, publishes the public half of the first.
 *
 * @throws {OutbandError} CONFIG if there is no usable key or the log's head was not signed by it.
 */
export function openSealer(options: SealerOptions): LogSealer {
  const { disk, privateDir, isNew, keyFile } = options;
  if (isNew) checkUnused(options);
  // A key of the user's own is never made here: a wrong path would silently give a second key.
  const own = keyFile === undefined ? null : openOwnKey({ ...options, keyFile });
  if (own === null && listKeys(disk, privateDir).length === 0) makeFirst(options);
  const numbered = openNewest(options);
  const signers = numbered.map(({ signer }) => signer);
  if (own !== null) signers.push(own);
  const first = own ?? numbered[0]?.signer as Signer;
  const current = isNew ? first : own ?? numbered.at(-1)?.signer as Signer;
  if (isNew) publishKey(disk, first, { ...options, n: FIRST_KEY });
  return new LogSealer(options, { signers, current });
}

/** Whoever has a head of a log would see a second beginning under its name as a fork. */
function checkUnused(options: SealerOptions): void {
  const size = readNewestSigned(options)?.size ?? 0;
  if (size === 0) return;
  throw new OutbandError(
    "CONFIG",
    `Cannot begin the log ${options.origin} in ${options.evidenceDir}: it has no records, but ` +
      `${size} were signed under that name; restore them, or choose another --origin`,
  );
}

function makeFirst(options: SealerOptions): void {
  const { disk, suite, origin, privateDir, isNew, randomBytes, passphrase } = options;
  const path = keyPath(privateDir, FIRST_KEY);
  const signer = openSigningKey({
    disk,
    suite,
    origin,
    path,
    ...(isNew ? { randomBytes } : {}),
    ...(passphrase === undefined ? {} : { passphrase }),
  });
  options.keyCreated?.({ path, vkey: signer.vkeyText });
}

/** The signer of one log. */
export class LogSealer {
  readonly #options: SealerOptions;
  readonly #place: TreePlace;
  /** Keys that can sign, whether the log announced them or not. */
  readonly #signers: Signer[];
  /** Keys that the log announced and that may have to sign, oldest first. */
  #keys: KeyInHand[];
  #next: Signer | null = null;
  #attester: Signer | null = null;
  #signedSize: number;
  #newestSigned: LogHead | null;
  #tree: TreeFiles | null = null;
  /** The newest answer of a remote key was a signature. */
  #isProven = false;

  /** For {@linkcode openSealer}. */
  constructor(options: SealerOptions, keys: { signers: Signer[]; current: Signer }) {
    this.#options = options;
    this.#signers = keys.signers;
    this.#keys = [{ n: FIRST_KEY, index: 0, signer: keys.current }];
    const { disk, evidenceDir, suite } = options;
    this.#place = { disk, evidenceDir, hash: suite.sha256 };
    this.#signedSize = readSignedSize(options, keys.signers);
    this.#newestSigned = readNewestSigned(options);
    if (keys.current.isRemote) this.#openAttester();
  }

  /** Key in force, as text. */
  get vkey(): string {
    return this.#current.signer.vkeyText;
  }

  /** Key of statements, where it is another than the log's. */
  get attestVkey(): string | null {
    return this.#current.signer.isRemote ? this.#attester?.vkeyText ?? null : null;
  }

  /** Size of the newest signed head that is complete on disk. */
  get signedSize(): number {
    return this.#signedSize;
  }

  /** The newest head that was ever signed; null when none is known. */
  get newestSigned(): LogHead | null {
    return this.#newestSigned;
  }

  get #current(): KeyInHand {
    return this.#keys.at(-1) as KeyInHand;
  }

  /**
   * Takes the keys that the log's records announce, the newest two, and publishes them.
   *
   * @throws {OutbandError} CONFIG if a key that must sign is not here.
   */
  adopt(announced: readonly AnnouncedKey[]): void {
    const { disk, origin } = this.#options;
    const keys: KeyInHand[] = [];
    for (const [k, { n, vkey, index }] of announced.entries()) {
      const successor = announced[k + 1];
      // Its last signature is on the checkpoint that also carries its successor's first.
      if (successor !== undefined && successor.index < this.#signedSize) continue;
      const signer = this.#signers.find(({ vkeyText }) => vkeyText === vkey);
      if (signer === undefined) {
        const mine = this.#signers.map(({ vkeyText }) => vkeyText).join(", ");
        throw new OutbandError(
          "CONFIG",
          `Cannot continue the log ${origin}: its key is ${vkey}, but the signing key is ${mine}; ` +
            "restore that key or choose another --evidence-dir",
        );
      }
      publishKey(disk, signer, { ...this.#options, n, isNew: false });
      keys.push({ n, index, signer });
    }
    if (keys.length === 0) return;
    this.#keys = keys;
    if (keys.some(({ signer }) => signer.isRemote)) this.#openAttester();
  }

  /**
   * Opens the key that is prepared to be the next; null when there is none.
   *
   * @returns Makes the record that announces it, given that record's index.
   * @throws {OutbandError} If it cannot be the next key, or not yet.
   */
  prepareNext(): ((index: number) => KeyNextBody) | null {
    if (this.#next !== null) return null; // Its record waits for the disk.
    const { disk, privateDir, origin } = this.#options;
    const { n, signer: { vkeyText: old } } = this.#current;
    const key = listKeys(disk, privateDir).find((other) => other.n > n);
    if (key === undefined) return null;
    const refuse = (what: string): OutbandError =>
      new OutbandError("CONFIG", `Cannot change the key of ${origin} to ${key.path}: ${what}`);
    if (this.#keys.length > 1) throw refuse("the last change waits for its checkpoint");
    if (key.n !== n + 1) throw refuse(`key ${n} is in force, and key ${n + 1} is not there`);
    const next = openNumbered(this.#options, key);
    if (next.vkeyText === old) throw refuse("it is the key in force");
    this.#next = next;
    return (index) => {
      const rotation = { origin, oldVkey: old, newVkey: next.vkeyText, index };
      try {
        const pop = toBase64(next.sign(keyNextMessage(rotation)));
        return { kind: "key.next", old, new: next.vkeyText, pop };
      } catch (error) {
        this.#next = null;
        throw error;
      }
    };
  }

  /** The record that announces the next key is durable at that index. */
  announced(index: number): void {
    const signer = this.#next;
    if (signer === null) return;
    this.#next = null;
    this.#signers.push(signer);
    const n = this.#current.n + 1;
    this.#keys.push({ n, index, signer });
    if (signer.isRemote) this.#openAttester();
    publishKey(this.#options.disk, signer, { ...this.#options, n, isNew: false });
  }

  /** Sees whether keys that are not here can sign. */
  *probe(): Generator<SealStep, void, void> {
    yield* this.#prove(false);
  }

  /**
   * Seals a part, a slice per step.
   *
   * @param options `mayBlock`: it never waits in a step, but as long as it takes.
   * @throws What the disk or the key reports; the part can be tried again from its start.
   */
  *seal(
    part: ClosedPart,
    options: { mayBlock?: boolean } = {},
  ): Generator<SealStep, SealOutcome, void> {
    const mayBlock = options.mayBlock === true;
    // A signer that is down must not cost a reading of the whole part at each attempt.
    yield* this.#prove(mayBlock);
    try {
      return yield* this.#seal(part, mayBlock);
    } catch (error) {
      if (error instanceof SignerError) this.#isProven = false;
      throw error;
    }
  }

  *#seal(part: ClosedPart, mayBlock: boolean): Generator<SealStep, SealOutcome, void> {
    const signedSize = Math.max(this.#signedSize, this.#newestSigned?.size ?? 0);
    if (part.endIndex < signedSize) {
      return { problem: `a head of ${signedSize} records was signed before` };
    }
    const tree = this.#takeTree(part) ?? (yield* this.#rebuild(part.before));
    if (tree === null) return { problem: "the parts before it are not what was signed" };
    const keys = this.#keysOf(part.endIndex);
    const signers = keys.map(({ signer }) => signer);
    // The key that was in force when the part was opened, which also announced its attester.
    const oldest = signers[0] as Signer;
    const attester = oldest.isRemote ? this.#attester as Signer : oldest;
    const signed = (note: string): void => this.#remember(note, part);
    const tools = { ...this.#options, signers, attester, mayBlock, signed };
    const outcome = yield* sealPart(tools, part, tree);
    if ("problem" in outcome) return outcome;
    this.#signedSize = part.endIndex;
    const last = keys.at(-1) as KeyInHand;
    this.#keys = this.#keys.filter(({ n }) => n >= last.n);
    this.#tree = tree;
    prune(tree);
    return outcome;
  }

  /**
   * Signs the head of the part that is still open, when all parts before it are sealed.
   *
   * @returns The signed note; it is remembered durably before.
   * @throws What the disk or the key reports.
   */
  *signHead(
    head: LogHead,
    options: { mayBlock?: boolean } = {},
  ): Generator<SealStep, string, void> {
    const mayBlock = options.mayBlock === true;
    assert(head.size >= this.#signedSize, "Heads are signed in order");
    yield* this.#prove(mayBlock);
    const signers = this.#keysOf(head.size).map(({ signer }) => signer);
    const tools = { origin: this.#options.origin, signers, mayBlock };
    try {
      const note = yield* signCheckpoint(tools, head);
      this.#remember(note, { endIndex: head.size, root: head.root });
      return note;
    } catch (error) {
      if (error instanceof SignerError) this.#isProven = false;
      throw error;
    }
  }

  /** Before a signature leaves the program, its size is durable: no smaller one will follow. */
  #remember(note: string, { endIndex: size, root }: Pick<ClosedPart, "endIndex" | "root">): void {
    rememberSigned(this.#options, note);
    this.#newestSigned = { size, root };
  }

  /** Keys that must sign a checkpoint of so many records: the current, and one that it replaces. */
  #keysOf(size: number): KeyInHand[] {
    const keys = this.#keys.filter(({ index }) => index < size);
    return keys.length === 0 ? this.#keys.slice(0, 1) : keys;
  }

  *#prove(mayBlock: boolean): Generator<SealStep, void, void> {
    if (this.#isProven) return;
    for (const { signer } of this.#keys) {
      if (signer.isRemote) yield* signing(signer, PROBE, { mayBlock });
    }
    this.#isProven = true;
  }

  /** Statements are longer than some tokens sign, so a key of their own signs them (EVIDENCE 4.5). */
  #openAttester(): void {
    const { privateDir, origin, randomBytes } = this.#options;
    const path = `${privateDir}/log-1.attest.pem`;
    const name = `${origin}${ATTEST_SUFFIX}`;
    this.#attester ??= openSigningKey({ ...this.#options, origin: name, path, randomBytes });
  }

  /** The tree before a part, from memory or from its files; null when neither has it. */
  #takeTree(part: ClosedPart): TreeFiles | null {
    const tree = this.#tree;
    this.#tree = null; // A tree that failed half-way is not used again.
    if (tree !== null && tree.size === part.before.size) return tree;
    return TreeFiles.open(this.#place, part.before.size, part.before.frontier);
  }

  /** Makes the files again from the segments: they can be deleted without loss. */
  *#rebuild(before: ClosedPart["before"]): Generator<void, TreeFiles | null, void> {
    const { disk, evidenceDir, hash } = this.#place;
    const tree = TreeFiles.empty(this.#place);
    for (const { directory } of listParts(disk, evidenceDir)) {
      if (tree.size >= before.size) break;
      const file = disk.openRead(`${evidenceDir}/${directory}/${SEGMENT_FILE}`);
      if (file === null) continue;
      try {
        for (const { lines } of lineBatches(file)) {
          for (const line of lines) tree.add(line, leafHash(hash, line));
          yield;
          yield* tree.write();
        }
      } finally {
        file.close();
      }
    }
    return tree.size === before.size && tree.matches(before.frontier) ? tree : null;
  }
}

function prune(tree: TreeFiles): void {
  try {
    tree.prune();
  } catch {
    // A superfluous tile stays; it is as true as the others.
  }
}
