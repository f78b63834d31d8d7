/**
 * The lease of ordinals: a durable promise that no ordinal at or above its end was given out. After
 * a crash it bounds how many accepted requests may have left no record.
 *
 * ```text
 * 00000000000000000007 00000000000000004096 <16 hex>.....LF     slot 1, odd numbers
 * 00000000000000000008 00000000000000008192 <16 hex>.....LF     slot 0, even numbers
 * number of the renewal, end of the lease, SHA-256 of "number end" cut to 16 hex characters
 * ```
 *
 * Two slots of 64 bytes, overwritten in turn: a torn write leaves the other one, and a renewal
 * needs no free space on the disk.
 *
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { LEASE_ORDINALS } from "../base/limits.ts";
import { type Disk, readFile, writeAll } from "../format/disk.ts";

/** Bytes of one slot. */
export const SLOT_BYTES = 64;
const DIGITS = 20;
const CHECK_CHARS = 16;
const SLOT_REGEXP = /^(\d{20}) (\d{20}) ([0-9a-f]{16}) {5}\n$/;

/** One renewal. */
export interface LeaseSlot {
  /** Number of the renewal, from 1. */
  seq: number;
  /** First ordinal that is not leased. */
  end: number;
}

/** The 64 bytes of a slot. */
export function slotBytes(sha256: CryptoSuite["sha256"], slot: LeaseSlot): Uint8Array {
  const fields = `${digits(slot.seq)} ${digits(slot.end)}`;
  const check = toHex(sha256(utf8(fields))).slice(0, CHECK_CHARS);
  return utf8(`${`${fields} ${check}`.padEnd(SLOT_BYTES - 1)}\n`);
}

/** Reads a slot; null unless {@linkcode slotBytes} writes exactly these bytes. */
export function parseSlot(sha256: CryptoSuite["sha256"], bytes: Uint8Array): LeaseSlot | null {
  const text = String.fromCharCode(...bytes.subarray(0, SLOT_BYTES));
  const match = bytes.length === SLOT_BYTES ? SLOT_REGEXP.exec(text) : null;
  if (match === null) return null;
  const slot = { seq: Number(match[1]), end: Number(match[2]) };
  if (!Number.isSafeInteger(slot.seq) || !Number.isSafeInteger(slot.end)) return null;
  const written = slotBytes(sha256, slot);
  return written.every((byte, k) => byte === bytes[k]) ? slot : null;
}

function digits(value: number): string {
  return String(value).padStart(DIGITS, "0");
}

/** The lease file of one log. */
export class Lease {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #sha256: CryptoSuite["sha256"];
  #slot: LeaseSlot | null;

  /** Reads what is there. */
  constructor(disk: Disk, path: string, sha256: CryptoSuite["sha256"]) {
    this.#disk = disk;
    this.#path = path;
    this.#sha256 = sha256;
    const bytes = readFile(disk, path, { bytesMax: 2 * SLOT_BYTES }) ?? new Uint8Array(0);
    const even = parseSlot(sha256, bytes.subarray(0, SLOT_BYTES));
    const odd = parseSlot(sha256, bytes.subarray(SLOT_BYTES));
    this.#slot = (even?.seq ?? 0) > (odd?.seq ?? 0) ? even : odd;
  }

  /** First ordinal that is not leased; null when there is no whole slot. */
  get end(): number | null {
    return this.#slot?.end ?? null;
  }

  /** True when less than half of a full lease is left above `accepted`. */
  isShort(accepted: number): boolean {
    return (this.end ?? 0) - accepted < LEASE_ORDINALS / 2;
  }

  /**
   * Makes another end durable.
   *
   * @throws What the disk reports; the old lease stands then.
   */
  set(end: number): void {
    const slot = { seq: (this.#slot?.seq ?? 0) + 1, end };
    const file = this.#disk.openWrite(this.#path, { isPrivate: true });
    try {
      writeAll(file, slotBytes(this.#sha256, slot), (slot.seq % 2) * SLOT_BYTES);
      file.sync();
    } finally {
      file.close();
    }
    this.#slot = slot;
  }
}
