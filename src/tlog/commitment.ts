/**
 * The messages that tie a log together and content to it: chain links, commitments, derived keys,
 * key rotation. Each starts with a label of its own and one field per line, so that no two kinds
 * can ever be the same bytes.
 *
 * ```text
 * prev of record 0   SHA-256( "outband/log/v1" LF origin LF vkey LF )
 * prev of record i   leaf hash of record i - 1
 * commitment         HMAC( key, "outband/commit/v1" LF origin LF index LF part LF data )
 * key of an original HMAC( secret, "outband/orig-key/v1" LF origin LF index LF part LF )
 * key rotation       "outband/key-next/v1" LF origin LF old vkey LF new vkey LF index LF
 * ```
 * @module
 */

import { concat, release, toHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { HASH_BYTES } from "./merkle.ts";

const LOG_LABEL = "outband/log/v1";
/** First line of what a commitment is computed over. */
export const COMMIT_LABEL = "outband/commit/v1";
/** First line of what the key of an original is derived from. */
export const ORIGINAL_KEY_LABEL = "outband/orig-key/v1";
const KEY_NEXT_LABEL = "outband/key-next/v1";
/** HMAC pads shorter keys with zeros, so that K and K || 00 would open alike: one length only. */
const KEY_BYTES = 32;

/** Place of a piece of content: one part of one record of one log. */
export interface Place {
  /** Origin of the log. */
  origin: string;
  /** Index of the record, from 0. */
  index: number;
  /** Name of the part: `req`, `res`, `line`, `orig.req`, `orig.res`. */
  part: string;
}

/**
 * `prev` of a log's first record.
 *
 * @param suite Hash functions.
 * @param log Origin, and the first log key as text.
 * @returns 64 hex characters.
 * @throws {RangeError} If a field holds a line feed.
 */
export function genesisPrev(suite: CryptoSuite, log: { origin: string; vkey: string }): string {
  return toHex(suite.sha256(message(LOG_LABEL, [log.origin, log.vkey])));
}

/**
 * `prev` of every later record.
 *
 * @param leaf Leaf hash of the record before, 32 bytes.
 * @returns 64 hex characters.
 * @throws {RangeError} If it is not 32 bytes.
 */
export function prevOf(leaf: Uint8Array): string {
  if (leaf.length !== HASH_BYTES) throw new RangeError(`Leaf hash has ${leaf.length} bytes`);
  return toHex(leaf);
}

/**
 * Commitment to a part: hides the data from all who lack the key, and binds it to its place.
 *
 * @param suite Hash functions.
 * @param content Place, 32-byte key, and the data committed to.
 * @returns 32 bytes.
 * @throws {RangeError} If the key is not 32 bytes, the index not a whole number from 0 below 2^53
 *   or a field holds a line feed.
 */
export function commitment(
  suite: CryptoSuite,
  content: Place & { key: Uint8Array; data: Uint8Array },
): Uint8Array {
  checkKey(content.key);
  const { origin, index, part } = content;
  const head = message(COMMIT_LABEL, [origin, decimal(index), part]);
  const input = concat(head, content.data);
  const digest = suite.hmacSha256(content.key, input);
  release(input);
  return digest;
}

/**
 * Key of the commitment to an original, derived from the secret of its window part: destroying the
 * secret closes them all, revealing one key opens one.
 *
 * @param suite Hash functions.
 * @param original Place and the window part's 32-byte secret.
 * @returns 32 bytes.
 * @throws {RangeError} As {@linkcode commitment}.
 */
export function originalKey(
  suite: CryptoSuite,
  original: Place & { secret: Uint8Array },
): Uint8Array {
  checkKey(original.secret);
  const { origin, index, part } = original;
  return suite.hmacSha256(
    original.secret,
    message(ORIGINAL_KEY_LABEL, [origin, decimal(index), part]),
  );
}

/**
 * What the new key signs to prove its possession (`pop` of a `key.next` record).
 *
 * @param rotation Origin, both keys as text, and the index of the `key.next` record.
 * @throws {RangeError} If a field holds a line feed or the index is no index.
 */
export function keyNextMessage(
  rotation: { origin: string; oldVkey: string; newVkey: string; index: number },
): Uint8Array<ArrayBuffer> {
  const { origin, oldVkey, newVkey, index } = rotation;
  return message(KEY_NEXT_LABEL, [origin, oldVkey, newVkey, decimal(index)]);
}

/** Label and fields, each ended by a line feed. */
function message(label: string, fields: readonly string[]): Uint8Array<ArrayBuffer> {
  let text = `${label}\n`;
  for (const field of fields) {
    if (field.includes("\n")) throw new RangeError(`A field of ${label} holds a line feed`);
    text += `${field}\n`;
  }
  return utf8(text);
}

function decimal(index: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError(`Index is ${index}`);
  return String(index);
}

function checkKey(key: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new RangeError(`Key has ${key.length} bytes, not 32`);
}
