/**
 * Cosignatures (c2sp.org/tlog-cosignature, `cosignature/v1`) and the requests for them
 * (c2sp.org/tlog-witness, `add-checkpoint`): bytes to values and back, and the check of one line.
 *
 * ```text
 * old 20852014                    size of the tree that the witness saw last
 * PlRNCrwHpqhGrupue0L7gx...       consistency proof from there, at most 63 lines
 *
 * example.com/log                 the checkpoint, a signed note, to the end
 * ...
 * ```
 * @module
 */

import { concat, fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { verifyStrict } from "./ed25519.ts";
import { HASH_BYTES } from "./merkle.ts";
import {
  type Checkpoint,
  cosignatureMessage,
  formatNote,
  type Note,
  type NoteSignature,
  parseCheckpoint,
  parseCosignature,
  parseNote,
  type Vkey,
} from "./note.ts";

/** Longest request: 63 hashes and the largest note. */
export const REQUEST_BYTES_MAX = 136_192;
const HASHES_MAX = 63;
const OLD_REGEXP = /^old (0|[1-9]\d{0,15})$/;
const TIME_BYTES = 8;
/** Stands for the text of a note where only its signature lines are meant. */
const ANY_TEXT = "x\n";

/** A request for a cosignature. */
export interface AddCheckpoint {
  /** Size of the tree that the witness saw last, 0 for none. */
  oldSize: number;
  /** Consistency proof from there. */
  proof: readonly Uint8Array[];
  /** The checkpoint with the log's signatures. */
  note: Note;
}

/** A request as it was read, with its checkpoint. */
export interface ParsedRequest extends AddCheckpoint {
  checkpoint: Checkpoint;
}

/** Body of a request. */
export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  const lines = [`old ${oldSize}`, ...proof.map(toBase64), "", ""];
  return `${lines.join("\n")}${formatNote(note)}`;
}

/**
 * Reads the body of a request.
 *
 * @returns null unless {@linkcode formatAddCheckpoint} writes exactly this text.
 */
export function parseAddCheckpoint(text: string): ParsedRequest | null {
  if (text.length > REQUEST_BYTES_MAX) return null;
  const blank = text.indexOf("\n\n");
  if (blank < 0) return null;
  const [first = "", ...lines] = text.slice(0, blank).split("\n");
  const oldSize = Number(OLD_REGEXP.exec(first)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(oldSize) || lines.length > HASHES_MAX) return null;
  const proof: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash === null || hash.length !== HASH_BYTES) return null;
    proof.push(hash);
  }
  const note = parseNote(text.slice(blank + 2));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  return note === null || checkpoint === null ? null : { oldSize, proof, note, checkpoint };
}

/** Text of signature lines, each with its line feed, as a witness answers. */
export function signatureLines(signatures: readonly NoteSignature[]): string {
  const note = formatNote({ text: ANY_TEXT, signatures: [...signatures] });
  return note.slice(ANY_TEXT.length + 1);
}

/** Reads signature lines; null unless {@linkcode signatureLines} writes exactly this text. */
export function parseSignatureLines(lines: string): NoteSignature[] | null {
  const note = parseNote(`${ANY_TEXT}\n${lines}`);
  return note?.text === ANY_TEXT ? note.signatures : null;
}

/** What makes a cosignature. */
export interface Cosigner {
  vkey: Vkey;
  /** Signs; 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * Cosigns a checkpoint.
 *
 * @param text Note text of the checkpoint.
 * @param time Seconds since 1970, whole number.
 */
export function cosign(signer: Cosigner, text: string, time: number): NoteSignature {
  const { name, id } = signer.vkey;
  const timeBytes = new Uint8Array(TIME_BYTES);
  new DataView(timeBytes.buffer).setBigUint64(0, BigInt(time));
  const signature = concat(timeBytes, signer.sign(cosignatureMessage(time, text)));
  return { name, id, signature };
}

/** True when a signature line names a key. */
export function isLineOf(line: NoteSignature, { name, id }: Vkey): boolean {
  return line.name === name && line.id === id;
}

/**
 * Checks a cosignature.
 *
 * @param vkey Key of type 0x04 that the line names.
 * @param text Note text of the checkpoint.
 * @returns Seconds since 1970 at which the witness saw the checkpoint, or null when the signature
 *   does not hold.
 */
export async function cosignatureTime(
  suite: CryptoSuite,
  vkey: Vkey,
  { text, line }: { text: string; line: NoteSignature },
): Promise<number | null> {
  const parts = parseCosignature(line.signature);
  if (parts === null || !isLineOf(line, vkey)) return null;
  const isGood = await verifyStrict(suite, {
    publicKey: vkey.publicKey,
    message: cosignatureMessage(parts.time, text),
    signature: parts.signature,
  });
  return isGood ? parts.time : null;
}

/** Bytes of one signature line, which `anchor` records name by their hash. */
export function lineBytes(line: NoteSignature): Uint8Array {
  return utf8(signatureLines([line]));
}
