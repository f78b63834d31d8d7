/**
 * Secrets of the journal in the private directory: one per window part, from which the keys of the
 * commitments to originals come, and one per log, which makes pseudonyms. Never in any record.
 * @module
 */

import { fromHex, toHex, utf8 } from "../base/bytes.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import type { WindowPart } from "../format/layout.ts";

const SECRET_BYTES = 32;
/** Longest file of a secret. */
export const SECRET_TEXT_BYTES_MAX = 256;

/** Source of random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** The secrets of one log. */
export class Secrets {
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #randomBytes: RandomBytes;

  /** @param directory The private directory; it must exist. */
  constructor(disk: Disk, directory: string, randomBytes: RandomBytes) {
    this.#disk = disk;
    this.#directory = directory;
    this.#randomBytes = randomBytes;
  }

  /** The key of pseudonyms, 32 bytes, made when there is none. */
  pseudonymKey(): Uint8Array {
    return this.#loadOrMake(this.#directory, "pseudonym.key");
  }

  /**
   * The secret of a window part, 32 bytes, durable when this returns, made when there is none.
   *
   * @throws What the disk reports, or {@linkcode OutbandError} CONFIG if the file is damaged.
   */
  ofPart(window: WindowPart): Uint8Array {
    const directory = `${this.#directory}/secrets`;
    this.#disk.makeDirectory(directory, { isPrivate: true });
    const secret = this.#loadOrMake(directory, secretName(window));
    this.#disk.syncDirectory(this.#directory);
    return secret;
  }

  #loadOrMake(directory: string, name: string): Uint8Array {
    const path = `${directory}/${name}`;
    const bytes = readFile(this.#disk, path, { bytesMax: SECRET_TEXT_BYTES_MAX });
    if (bytes !== null) return parseSecret(bytes, path);
    const secret = this.#randomBytes(SECRET_BYTES);
    replaceFile(this.#disk, path, { bytes: utf8(`${toHex(secret)}\n`), isPrivate: true });
    this.#disk.syncDirectory(directory);
    return secret;
  }
}

function secretName({ w, part }: Pick<WindowPart, "w" | "part">): string {
  return `${w}.${part}.key`;
}

/** Where the secret of a window part lies. */
export function secretPath(
  privateDir: string,
  window: Pick<WindowPart, "w" | "part">,
): string {
  return `${privateDir}/secrets/${secretName(window)}`;
}

/**
 * Reads the text of a secret.
 *
 * @throws {OutbandError} CONFIG if it is damaged.
 */
export function parseSecret(bytes: Uint8Array, path: string): Uint8Array {
  const text = String.fromCharCode(...bytes);
  const secret = text.endsWith("\n") ? fromHex(text.slice(0, -1)) : null;
  if (secret === null || secret.length !== SECRET_BYTES) {
    throw new OutbandError("CONFIG", `Cannot use the secret ${path}: it is not 64 hex characters`);
  }
  return secret;
}
