/**
 * What signs for a log, whether its key is in a file or behind a command.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { PAE_BYTES_MAX } from "../format/statement.ts";
import { WAITING } from "../format/sealing.ts";
import type { Vkey } from "../tlog/note.ts";

/** Signed to see whether a key can sign; no checkpoint and no statement begins like this. */
export const PROBE: Uint8Array = utf8("outband/probe/v1\n");

/** A signature that was asked for. */
export interface SignTicket {
  /**
   * The signature, already checked against the public key; null while it is not there yet.
   *
   * @throws {OutbandError} If there will be none.
   */
  poll(): Uint8Array | null;
  /** It is not wanted any more. */
  cancel(): void;
}

/** Signs for one log. */
export interface Signer {
  /** Public key with its name. */
  readonly vkey: Vkey;
  /** The same as text. */
  readonly vkeyText: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** The key is not here: a signature takes long, and whoever makes it can be down. */
  readonly isRemote: boolean;
  /**
   * Signs at most 4,096 bytes, and waits for it; 64 bytes, already checked against the public key.
   *
   * @throws {OutbandError} IO if there is no signature, or it does not verify.
   */
  sign(message: Uint8Array): Uint8Array;
  /** Asks for a signature without waiting for it. */
  begin(message: Uint8Array): SignTicket;
}

/** @throws {RangeError} For more than the least of the usual signing services takes. */
export function checkLength(message: Uint8Array): void {
  if (message.length > PAE_BYTES_MAX) throw new RangeError(`Cannot sign ${message.length} bytes`);
}

/**
 * Signs in steps.
 *
 * @param options `mayBlock`: there are no further steps to wait in, so the call itself waits.
 * @throws {OutbandError} If there is no signature.
 */
export function* signing(
  signer: Signer,
  message: Uint8Array,
  options: { mayBlock: boolean },
): Generator<typeof WAITING, Uint8Array, void> {
  if (options.mayBlock) return signer.sign(message);
  const ticket = signer.begin(message);
  try {
    for (;;) {
      const signature = ticket.poll();
      if (signature !== null) return signature;
      yield WAITING;
    }
  } finally {
    ticket.cancel();
  }
}
