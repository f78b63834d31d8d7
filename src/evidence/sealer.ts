/**
 * The signer of one log: key, tree files and the newest signed head, and the sealing of its parts
 * in order. It never signs a smaller head than it signed before.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, lineBatches, listParts, readFile } from "../format/disk.ts";
import { CHECKPOINT_FILE, SEGMENT_FILE } from "../format/layout.ts";
import type { ClosedPart, SealOutcome } from "../format/sealing.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { leafHash } from "../tlog/merkle.ts";
import { parseCheckpoint, parseNote } from "../tlog/note.ts";
import { publishKeys } from "./log_keys.ts";
import { type ControlsOf, sealPart } from "./seal.ts";
import { openSigningKey, type Signer } from "./signing_key.ts";
import { TreeFiles, type TreePlace } from "./tree_files.ts";

/** What a sealer is made of. */
export interface SealerOptions {
  disk: Disk;
  suite: CryptoSuite;
  evidenceDir: string;
  privateDir: string;
  /** Path of the signing key; `log-1.key.pem` in the private directory when absent. */
  keyFile?: string;
  /** Origin of the log. */
  origin: string;
  /** The log has no records yet: a key may be made, and left-over public keys replaced. */
  isNew: boolean;
  randomBytes: (count: number) => Uint8Array;
  controls: ControlsOf;
  /** Told when a key was made. */
  keyCreated?: (key: { path: string; vkey: string }) => void;
}

const NOTE_BYTES_MAX = 131_072;

/**
 * Opens or makes the key of a log and publishes its public half.
 *
 * @throws {OutbandError} CONFIG if there is no usable key or the log's head was not signed by it.
 */
export function openSealer(options: SealerOptions): LogSealer {
  const { disk, suite, origin, isNew, randomBytes } = options;
  const path = options.keyFile ?? `${options.privateDir}/log-1.key.pem`;
  const hadKey = disk.mode(path) !== null;
  // A key of the user's own is never made here: a wrong path would silently give a second key.
  const mayMake = isNew && options.keyFile === undefined;
  const signer = openSigningKey({
    disk,
    suite,
    origin,
    path,
    ...(mayMake ? { randomBytes } : {}),
  });
  if (!hadKey && mayMake) options.keyCreated?.({ path, vkey: signer.vkeyText });
  publishKeys(disk, signer, options);
  return new LogSealer(options, signer);
}

/** The signer of one log. */
export class LogSealer {
  /** Key of the log, as text. */
  readonly vkey: string;
  readonly #options: SealerOptions;
  readonly #signer: Signer;
  readonly #place: TreePlace;
  #signedSize: number;
  #tree: TreeFiles | null = null;

  /** For {@linkcode openSealer}. */
  constructor(options: SealerOptions, signer: Signer) {
    this.#options = options;
    this.#signer = signer;
    this.vkey = signer.vkeyText;
    const { disk, evidenceDir, suite } = options;
    this.#place = { disk, evidenceDir, hash: suite.sha256 };
    this.#signedSize = readSignedSize(options, signer);
  }

  /** Size of the newest signed head that is complete on disk. */
  get signedSize(): number {
    return this.#signedSize;
  }

  /**
   * Seals a part, a slice per step.
   *
   * @throws What the disk or the key reports; the part can be tried again from its start.
   */
  *seal(part: ClosedPart): Generator<void, SealOutcome, void> {
    if (part.endIndex < this.#signedSize) {
      return { problem: `a head of ${this.#signedSize} records was signed before` };
    }
    const tree = this.#takeTree(part) ?? (yield* this.#rebuild(part.before));
    if (tree === null) return { problem: "the parts before it are not what was signed" };
    const outcome = yield* sealPart({ ...this.#options, signer: this.#signer }, part, tree);
    if ("problem" in outcome) return outcome;
    this.#signedSize = part.endIndex;
    this.#tree = tree;
    prune(tree);
    return outcome;
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

/** Size of the log's checkpoint; 0 when there is none. */
function readSignedSize(options: SealerOptions, signer: Signer): number {
  const { disk, suite, evidenceDir } = options;
  const path = `${evidenceDir}/${CHECKPOINT_FILE}`;
  const bytes = readFile(disk, path, { bytesMax: NOTE_BYTES_MAX });
  if (bytes === null) return 0;
  const note = parseNote(new TextDecoder().decode(bytes));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  const { name, id, publicKey } = signer.vkey;
  const isSigned = note !== null && checkpoint?.origin === name &&
    note.signatures.some((line) =>
      line.name === name && line.id === id &&
      verifyStrict(suite, {
          publicKey,
          message: utf8(note.text),
          signature: line.signature,
        }) === true
    );
  if (checkpoint === null || !isSigned) {
    throw new OutbandError(
      "CONFIG",
      `Cannot continue the log in ${evidenceDir}: ${path} is not signed by the signing key; ` +
        "restore both or choose another --evidence-dir",
    );
  }
  return checkpoint.size;
}
