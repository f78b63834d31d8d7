/**
 * Keys of the commitments to originals, after the fact: found for an opening, and destroyed for an
 * erasure.
 *
 * ```text
 * secrets/498686.0.key          the part's secret: every key of the part follows from it
 * secrets/498686.0.keys.jsonl   after the first erasure instead: the keys of all other records
 * ```
 * @module
 */

import { decodeUtf8, fromHex, toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile, writeAll } from "../format/disk.ts";
import { originalKey } from "../tlog/commitment.ts";
import { parseSecret, SECRET_TEXT_BYTES_MAX, secretPath } from "./secrets.ts";

/** A part of a window, as far as its secret is concerned. */
export interface KeptPart {
  w: number;
  part: number;
}

/** A commitment to an original. */
export interface OriginalPlace {
  /** Index of the record. */
  index: number;
  /** `orig.req` or `orig.res`. */
  part: string;
}

/** Two keys of each of ten million calls. */
const KEYS_BYTES_MAX = 2 * 1024 ** 3;
const KEY_CHARS = 64;
const LINE_REGEXP = /^\{"i":(0|[1-9]\d{0,15}),"k":"([0-9a-f]{64})","part":"(orig\.re[qs])"\}$/;

/** The keys of one log's private directory. */
export class OriginalKeys {
  readonly #disk: Disk;
  readonly #suite: CryptoSuite;
  readonly #privateDir: string;
  readonly #origin: string;

  constructor(
    log: { disk: Disk; suite: CryptoSuite; privateDir: string; origin: string },
  ) {
    this.#disk = log.disk;
    this.#suite = log.suite;
    this.#privateDir = log.privateDir;
    this.#origin = log.origin;
  }

  /**
   * Keys of one part.
   *
   * @returns A function that gives a key, or null for one that was destroyed; null when neither
   *   secret nor keys are here.
   * @throws {OutbandError} CONFIG if a file is damaged.
   */
  ofPart(part: KeptPart): ((place: OriginalPlace) => Uint8Array | null) | null {
    const path = secretPath(this.#privateDir, part);
    const bytes = readFile(this.#disk, path, { bytesMax: SECRET_TEXT_BYTES_MAX });
    if (bytes !== null) {
      const secret = parseSecret(bytes, path);
      return (place) => originalKey(this.#suite, { ...place, origin: this.#origin, secret });
    }
    const kept = this.#readKept(part);
    return kept === null ? null : (place): Uint8Array | null => kept.get(nameOf(place)) ?? null;
  }

  /**
   * Writes the keys that stay, durably. The secret is still there afterwards.
   *
   * @param stay All commitments to originals of the part but those to be erased.
   * @throws What the disk reports; {@linkcode OutbandError} as {@linkcode OriginalKeys.ofPart}.
   */
  keep(part: KeptPart, stay: readonly OriginalPlace[]): void {
    const keyOf = this.ofPart(part);
    if (keyOf === null) return; // The part was shredded as a whole; nothing is left to keep.
    const lines = stay.flatMap((place) => {
      const key = keyOf(place);
      return key === null
        ? []
        : [`${canonicalJson({ i: place.index, k: toHex(key), part: place.part })}\n`];
    });
    replaceFile(this.#disk, keptPath(this.#privateDir, part), {
      bytes: utf8(lines.join("")),
      isPrivate: true,
    });
    this.#disk.syncDirectory(`${this.#privateDir}/secrets`);
  }

  /**
   * Destroys the secret of a part, durably; what was kept is all that is left.
   *
   * @throws What the disk reports.
   */
  destroySecret(part: KeptPart): void {
    const path = secretPath(this.#privateDir, part);
    if (this.#disk.mode(path) === null) return;
    overwrite(this.#disk, path);
    this.#disk.remove(path);
    this.#disk.syncDirectory(`${this.#privateDir}/secrets`);
  }

  #readKept(part: KeptPart): Map<string, Uint8Array> | null {
    const path = keptPath(this.#privateDir, part);
    const bytes = readFile(this.#disk, path, { bytesMax: KEYS_BYTES_MAX });
    if (bytes === null) return null;
    const keys = new Map<string, Uint8Array>();
    const lines = decodeUtf8(bytes).split("\n");
    if (lines.pop() !== "") throw damage(path);
    for (const line of lines) {
      const [, index, hex = "", name = ""] = LINE_REGEXP.exec(line) ?? [];
      const key = hex.length === KEY_CHARS ? fromHex(hex) : null;
      if (index === undefined || key === null) throw damage(path);
      keys.set(nameOf({ index: Number(index), part: name }), key);
    }
    return keys;
  }
}

function nameOf({ index, part }: OriginalPlace): string {
  return `${index} ${part}`;
}

function keptPath(privateDir: string, part: KeptPart): string {
  return secretPath(privateDir, part).replace(/\.key$/, ".keys.jsonl");
}

/** On a file system that writes in place this is the end of the old bytes; on others it is not. */
function overwrite(disk: Disk, path: string): void {
  const file = disk.openWrite(path, { isPrivate: true });
  try {
    writeAll(file, new Uint8Array(file.size()), 0);
    file.sync();
  } finally {
    file.close();
  }
}

function damage(path: string): OutbandError {
  return new OutbandError("CONFIG", `Cannot use the keys ${path}: a line is damaged`);
}
