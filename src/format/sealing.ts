/**
 * What the journal asks of whoever signs its parts. The journal holds no key and makes no
 * signature; `cli/` passes in a {@linkcode Sealer}.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { WindowPart } from "./layout.ts";
import type { KeyNextBody, Software } from "./record.ts";
import type { WindowTotals } from "./window_totals.ts";

/** A part whose `window.close` is durable. */
export interface ClosedPart {
  window: WindowPart;
  /** Its directory below the log's. */
  directory: string;
  /** Tree before its first record; `size` is that record's index. */
  before: { size: number; frontier: readonly Uint8Array[] };
  /** Index after its last record: the size to be signed. */
  endIndex: number;
  /** Root at `endIndex` as the journal computed it when it wrote. */
  root: Uint8Array;
  /** `t` of `window.open`. */
  openedAt: string;
  /** `t` of `window.close`. */
  closedAt: string;
  totals: WindowTotals;
  /** What ran at the last boot at or before the part's end. */
  software: Software;
  /** Content of `head.json`, to be durable before any signature over the part exists on disk. */
  headText: string;
}

/** A point of a log: how many records, and the root of the tree over them. */
export interface LogHead {
  size: number;
  root: Uint8Array;
}

/** How sealing ended: the signed note, or why the part must not be signed. */
export type SealOutcome = { note: string } | { problem: string };

/** A step of sealing that can only go on later: somebody else is at work. */
export const WAITING = "waiting";

/** One slice of sealing. */
export type SealStep = typeof WAITING | void;

/** A key behind a command did not sign: not the disk's fault, and it may come back. */
export class SignerError extends OutbandError {
  override name = "SignerError";

  /** @param message As {@linkcode OutbandError}'s. */
  constructor(message: string) {
    super("IO", message);
  }
}

/** A key of a log as its records announce it. */
export interface AnnouncedKey {
  /** 1 for the key of `log.open`, then rising by one. */
  n: number;
  /** As text. */
  vkey: string;
  /** Index of the record that announced it; it signs checkpoints of more records than this. */
  index: number;
}

/** Makes evidence of closed parts. */
export interface Sealer {
  /** Key in force, as text. */
  readonly vkey: string;
  /** Key of statements, where it is another than the log's. */
  readonly attestVkey: string | null;
  /** Size of the newest head that was signed by the log and is complete on disk. */
  readonly signedSize: number;
  /**
   * The newest head that was ever signed, as the private directory remembers it: a log that does
   * not hold it has gone backwards. Null when none is known.
   */
  readonly newestSigned: LogHead | null;
  /**
   * Takes the keys that the log's records announce, the newest two.
   *
   * @throws {OutbandError} CONFIG if a key that must sign is not here.
   */
  adopt(keys: readonly AnnouncedKey[]): void;
  /**
   * Opens the key that is prepared to be the next; null when there is none.
   *
   * @returns Makes the record that announces it, given that record's index.
   * @throws {OutbandError} If it cannot be the next key, or not yet.
   */
  prepareNext(): ((index: number) => KeyNextBody) | null;
  /** The record that announces the next key is durable at that index. */
  announced(index: number): void;
  /** Sees whether a key that is not here can sign; without steps for one that is. */
  probe(): Generator<SealStep, void, void>;
  /**
   * Signs the head of the part that is still open, when all parts before it are sealed.
   *
   * @returns The signed note; it is remembered durably before.
   * @throws What the disk or the key reports.
   */
  signHead(
    head: LogHead,
    options?: { mayBlock?: boolean },
  ): Generator<SealStep, string, void>;
  /**
   * Seals a part, a slice of work per step; parts come in order. Doing it again is harmless.
   *
   * @param options `mayBlock`: it never waits in a step, but as long as it takes.
   * @throws What the disk or the key reports; the part can be tried again from its start.
   */
  seal(
    part: ClosedPart,
    options?: { mayBlock?: boolean },
  ): Generator<SealStep, SealOutcome, void>;
}
