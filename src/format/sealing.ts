/**
 * What the journal asks of whoever signs its parts. The journal holds no key and makes no
 * signature; `cli/` passes in a {@linkcode Sealer}.
 * @module
 */

import type { WindowPart } from "./layout.ts";
import type { Software } from "./record.ts";
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

/** How sealing ended: the signed note, or why the part must not be signed. */
export type SealOutcome = { note: string } | { problem: string };

/** Makes evidence of closed parts. */
export interface Sealer {
  /** Key of the log, as text. */
  readonly vkey: string;
  /** Size of the newest head that was signed with that key and is complete on disk. */
  readonly signedSize: number;
  /**
   * Seals a part, a slice of work per step; parts come in order. Doing it again is harmless.
   *
   * @throws What the disk or the key reports; the part can be tried again from its start.
   */
  seal(part: ClosedPart): Generator<void, SealOutcome, void>;
}
