/**
 * Signed notes (c2sp.org/signed-note), checkpoints (c2sp.org/tlog-checkpoint) and verifier keys:
 * text to values and back, exactly. Verifies no signature and decides no trust.
 *
 * ```text
 * example.com/log            origin      \
 * 14                         tree size    } note text, which is signed, with its line feeds
 * CGj4oSIm...0rSI=           root hash   /
 *
 * EMDASH example.com/log GsZaFAgM...     key name, base64( uint32 key id || signature )
 * ```
 *
 * Key: `example.com/log+1ac65a14+AT1AF8Po...`, name, key id in hex, base64( type || public key ).
 * @module
 */

import { concat, fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { HASH_BYTES, type Sha256 } from "./merkle.ts";

/** Form of a log's origin, which is also its key name; its length is a rule of its own. */
export const ORIGIN_REGEXP = /^[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]+)*$/;
/** Longest origin, so that the text of a checkpoint stays below 188 bytes. */
const ORIGIN_BYTES_MAX = 120;

/** Type byte of an Ed25519 note key (signed-note, "Signature types"). */
export const KEY_TYPE_ED25519 = 0x01;
/** Type byte of a witness key, `cosignature/v1` (c2sp.org/tlog-cosignature). */
export const KEY_TYPE_COSIGNATURE = 0x04;

const PUBLIC_KEY_BYTES = 32;
const ID_BYTES = 4;
const ID_MAX = 0xffff_ffff;
/** Signatures that signed-note tells every verifier to take; more are refused. */
const SIGNATURES_MAX = 16;
/** Room for 16 post-quantum signatures of nearly 5 kB. */
const NOTE_CHARS_MAX = 131_072;
const VKEY_CHARS_MAX = 1024;
const COSIGNATURE_BYTES = 72;

const KEY_NAME_REGEXP = /^[^\p{White_Space}\p{Cc}+]+$/u;
const VKEY_REGEXP = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;
const SIGNATURE_REGEXP = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/;
const SIZE_REGEXP = /^(?:0|[1-9]\d{0,15})$/;

/**
 * True for the origin of a log: {@linkcode ORIGIN_REGEXP}, at most 120 bytes, and not `.` or `..`,
 * because origins become directory names.
 */
export function isOrigin(text: string): boolean {
  return text.length <= ORIGIN_BYTES_MAX && ORIGIN_REGEXP.test(text) && text !== "." &&
    text !== "..";
}

/** A public key with its name, as a text that can be pinned. */
export interface Vkey {
  /** Key name: no white space, no `+`. */
  name: string;
  /** Key id, uint32: a hint that tells keys apart, see {@linkcode keyIdOf}. */
  id: number;
  /** 0x01 Ed25519, 0x04 cosignature/v1. */
  type: number;
  /** 32 bytes. */
  publicKey: Uint8Array;
}

/**
 * Reads a verifier key of type 0x01 or 0x04.
 *
 * Whether the id is that of the key is for the caller to compare with {@linkcode keyIdOf}, and
 * whether the key is sound is for `isStrictPublicKey`.
 *
 * @returns null unless {@linkcode formatVkey} writes exactly this text.
 */
export function parseVkey(text: string): Vkey | null {
  if (text.length > VKEY_CHARS_MAX) return null;
  const [, name = "", id = "", encoded = ""] = VKEY_REGEXP.exec(text) ?? [];
  const typed = fromBase64(encoded);
  if (!isKeyName(name) || typed === null || typed.length !== 1 + PUBLIC_KEY_BYTES) return null;
  const type = typed[0];
  if (type !== KEY_TYPE_ED25519 && type !== KEY_TYPE_COSIGNATURE) return null;
  const vkey = { name, id: Number.parseInt(id, 16), type, publicKey: typed.slice(1) };
  return formatVkey(vkey) === text ? vkey : null;
}

/** Text of a verifier key, without a line feed. */
export function formatVkey(vkey: Vkey): string {
  const id = vkey.id.toString(16).padStart(2 * ID_BYTES, "0");
  return `${vkey.name}+${id}+${toBase64(concat(Uint8Array.of(vkey.type), vkey.publicKey))}`;
}

/**
 * Key id that signed-note recommends: the first four bytes, big-endian, of
 * SHA-256( name LF type public-key ).
 *
 * @param hash SHA-256.
 * @param name Key name.
 * @param type Type byte.
 * @param publicKey 32 bytes.
 * @returns uint32.
 */
export function keyIdOf(
  hash: Sha256,
  name: string,
  type: number,
  publicKey: Uint8Array,
): number {
  return readId(hash(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)));
}

/**
 * Verifier key of a public key, with the recommended id.
 *
 * @param hash SHA-256.
 * @param name Key name; for a log its origin.
 * @param publicKey 32 bytes.
 * @param type Type byte, Ed25519 unless said otherwise.
 * @throws {RangeError} If the name is not a key name or the key not 32 bytes.
 */
export function vkeyOf(
  hash: Sha256,
  name: string,
  publicKey: Uint8Array,
  type: number = KEY_TYPE_ED25519,
): Vkey {
  if (!isKeyName(name)) throw new RangeError("Key name is empty or has white space or a plus");
  if (publicKey.length !== PUBLIC_KEY_BYTES) {
    throw new RangeError(`Public key has ${publicKey.length} bytes`);
  }
  return { name, id: keyIdOf(hash, name, type, publicKey), type, publicKey };
}

/** One signature line of a note. */
export interface NoteSignature {
  /** Key name. */
  name: string;
  /** Key id, uint32. */
  id: number;
  /** Signature without the id: 64 bytes for Ed25519, 72 for a cosignature. */
  signature: Uint8Array;
}

/** A text and the signatures on it. */
export interface Note {
  /** What is signed, with its final line feed. */
  text: string;
  /** 1 to 16, in the order of the file. */
  signatures: NoteSignature[];
}

/**
 * Reads a signed note; its signatures are not checked.
 *
 * @returns null unless the text is a note of at most 16 signatures and 131,072 characters that
 *   {@linkcode formatNote} writes exactly so.
 */
export function parseNote(text: string): Note | null {
  if (!isNoteText(text)) return null;
  const blank = text.lastIndexOf("\n\n");
  if (blank < 0) return null;
  const lines = text.slice(blank + 2).split("\n");
  const hasFinalLineFeed = lines.pop() === "";
  if (!hasFinalLineFeed || lines.length < 1 || lines.length > SIGNATURES_MAX) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === null) return null;
    signatures.push(signature);
  }
  const note = { text: text.slice(0, blank + 1), signatures };
  return formatNote(note) === text ? note : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = "", encoded = ""] = SIGNATURE_REGEXP.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length <= ID_BYTES) return null;
  return { name, id: readId(bytes), signature: bytes.slice(ID_BYTES) };
}

/**
 * Text of a signed note, with its final line feed.
 *
 * @throws {RangeError} If the note's text does not end in a line feed, there is no signature, or a
 *   name or id cannot be written.
 */
export function formatNote(note: Note): string {
  if (!note.text.endsWith("\n")) throw new RangeError("Note text does not end in a line feed");
  if (note.signatures.length === 0) throw new RangeError("Note has no signature");
  let text = `${note.text}\n`;
  for (const { name, id, signature } of note.signatures) {
    if (!isKeyName(name) || !Number.isInteger(id) || id < 0 || id > ID_MAX) {
      throw new RangeError("Signature has no valid key name and id");
    }
    const idBytes = Uint8Array.of(id >>> 24, id >>> 16, id >>> 8, id);
    text += `\u2014 ${name} ${toBase64(concat(idBytes, signature))}\n`;
  }
  return text;
}

/** Head of a log: the three lines of a checkpoint. */
export interface Checkpoint {
  /** Identity of the log. Not held to {@linkcode isOrigin}: other logs have other habits. */
  origin: string;
  /** Leaves in the tree, at most 2^53 - 1. */
  size: number;
  /** RFC 6962 root at that size, 32 bytes. */
  root: Uint8Array;
}

/**
 * Reads the text of a checkpoint, that is of its note without signatures.
 *
 * @returns null unless it is exactly three lines that {@linkcode formatCheckpoint} writes so;
 *   extension lines are refused.
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!isNoteText(text)) return null;
  const lines = text.split("\n");
  const [origin = "", decimal = "", encoded = "", rest] = lines;
  if (lines.length !== 4 || rest !== "" || origin === "" || !SIZE_REGEXP.test(decimal)) return null;
  const size = Number(decimal);
  const root = fromBase64(encoded);
  if (!Number.isSafeInteger(size) || root === null || root.length !== HASH_BYTES) return null;
  return { origin, size, root };
}

/**
 * Text of a checkpoint, which is what gets signed.
 *
 * @throws {RangeError} If the origin is not one line, the size not a whole number below 2^53 or
 *   the root not 32 bytes.
 */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint;
  if (origin === "" || origin.includes("\n")) throw new RangeError("Origin is not one line");
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`Tree size is ${size}`);
  if (root.length !== HASH_BYTES) throw new RangeError(`Root hash has ${root.length} bytes`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * What a witness signs (c2sp.org/tlog-cosignature, `cosignature/v1`).
 *
 * @param time Seconds since 1970, whole number.
 * @param text Note text of the checkpoint.
 */
export function cosignatureMessage(time: number, text: string): Uint8Array<ArrayBuffer> {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/**
 * Takes a cosignature apart: uint64 time, then an Ed25519 signature over
 * {@linkcode cosignatureMessage}.
 *
 * @param signature Signature of a note line of type 0x04.
 * @returns Seconds and 64 bytes, or null unless there are 72 bytes and the time is below 2^53.
 */
export function parseCosignature(
  signature: Uint8Array,
): { time: number; signature: Uint8Array } | null {
  if (signature.length !== COSIGNATURE_BYTES) return null;
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength);
  const time = Number(view.getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: signature.slice(8) } : null;
}

function isKeyName(text: string): boolean {
  return KEY_NAME_REGEXP.test(text) && text.isWellFormed();
}

/** Bounded, well-formed, and without control characters but the line feed, as signed-note asks. */
function isNoteText(text: string): boolean {
  if (text.length > NOTE_CHARS_MAX || !text.isWellFormed()) return false;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    if (unit < 0x20 && unit !== 0x0a) return false;
  }
  return true;
}

function readId(bytes: Uint8Array): number {
  let id = 0;
  for (const byte of bytes.subarray(0, ID_BYTES)) id = id * 256 + byte;
  return id;
}
