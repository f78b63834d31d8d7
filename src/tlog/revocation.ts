/**
 * The statement that a log's key is not to be believed any more: a signed note by the recovery key,
 * which the log's first record names and whose owner keeps it offline. Text to values and back,
 * exactly; verifies no signature.
 *
 * ```text
 * outband/revocation/v1                      label             \
 * example.com/gw                             origin of the log  \
 * example.com/gw+1ac65a14+AT1AF8Po...        revoked key         } what is signed
 * 1234                                       last good size     /
 * 2026-11-21T08:00:00.000Z                   since             /
 *
 * EMDASH example.com/gw/recovery GsZaFAgM... signature of the recovery key
 * ```
 *
 * Checkpoints of more records than the last good size do not count when only that key signed them.
 *
 * @module
 */

import { formatTime, parseTime } from "../base/clock.ts";
import { isOrigin, parseVkey } from "./note.ts";

const LABEL = "outband/revocation/v1";
const SIZE_REGEXP = /^(?:0|[1-9]\d{0,15})$/;
const LINES = 5;

/** What a recovery key says of a log's key. */
export interface Revocation {
  /** Origin of the log. */
  origin: string;
  /** The revoked key, as vkey. */
  vkey: string;
  /** Records of the newest checkpoint by it that is still good. */
  lastGoodSize: number;
  /** From when on it is not to be believed, milliseconds since 1970. */
  sinceMs: number;
}

/**
 * Text of a revocation, which is what gets signed.
 *
 * @throws {RangeError} If {@linkcode parseRevocation} would not read it.
 */
export function formatRevocation(revocation: Revocation): string {
  const text = textOf(revocation);
  if (parseRevocation(text) === null) throw new RangeError("Revocation has a malformed field");
  return text;
}

/**
 * Reads the text of a revocation, that is of its note without signatures.
 *
 * @returns null unless {@linkcode formatRevocation} writes exactly this text.
 */
export function parseRevocation(text: string): Revocation | null {
  const lines = text.split("\n");
  const [label, origin = "", vkey = "", size = "", since = "", rest] = lines;
  if (lines.length !== LINES + 1 || label !== LABEL || rest !== "") return null;
  const sinceMs = parseTime(since);
  const lastGoodSize = Number(size);
  const isSound = isOrigin(origin) && parseVkey(vkey)?.name === origin && SIZE_REGEXP.test(size) &&
    Number.isSafeInteger(lastGoodSize) && sinceMs !== null;
  if (!isSound) return null;
  const revocation = { origin, vkey, lastGoodSize, sinceMs };
  return textOf(revocation) === text ? revocation : null;
}

function textOf({ origin, vkey, lastGoodSize, sinceMs }: Revocation): string {
  return `${LABEL}\n${origin}\n${vkey}\n${lastGoodSize}\n${formatTime(sinceMs)}\n`;
}
