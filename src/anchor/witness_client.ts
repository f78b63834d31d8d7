/**
 * Asks one witness to cosign the log's newest checkpoint (c2sp.org/tlog-witness). Nothing leaves
 * but the checkpoint and a consistency proof: sizes and hashes, no content.
 * @module
 */

import { decodeUtf8, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { messageOf } from "../base/errors.ts";
import {
  cosignatureTime,
  formatAddCheckpoint,
  isLineOf,
  parseSignatureLines,
} from "../tlog/cosignature.ts";
import type { Checkpoint, Note, NoteSignature, Vkey } from "../tlog/note.ts";
import type { Post, Reply } from "./http.ts";

/** Longest wait for one answer. */
const ANSWER_MS_MAX = 20_000;
/** Room for sixteen signature lines of any kind. */
const ANSWER_BYTES_MAX = 131_072;
/** Content type of an answer that tells which size the witness saw last. */
const SIZE_TYPE = "text/x.tlog.size";
const SIZE_REGEXP = /^(0|[1-9]\d{0,15})\n$/;

/** A witness that the operator named. */
export interface WitnessAddress {
  /** Submission prefix, without a final slash. */
  url: string;
  /** Key of type 0x04. */
  vkey: Vkey;
}

/** What asking needs. */
export interface WitnessTools {
  suite: CryptoSuite;
  post: Post;
  /** Proof that the tree of `oldSize` leaves is a prefix of the one of `newSize`. */
  proof(oldSize: number, newSize: number): Promise<readonly Uint8Array[]>;
}

/** What a witness answered. */
export type WitnessAnswer =
  /** It cosigned at that time, seconds since 1970. */
  | { kind: "cosigned"; line: NoteSignature; time: number }
  /** It has seen more of this log than there is, or another history. */
  | { kind: "conflict"; message: string }
  /** It did not cosign now. */
  | { kind: "failed"; message: string };

/**
 * Asks a witness.
 *
 * @param known Size that the witness is believed to have seen last; a wrong guess costs one more
 *   exchange.
 */
export async function askWitness(
  tools: WitnessTools,
  witness: WitnessAddress,
  { note, checkpoint, known }: { note: Note; checkpoint: Checkpoint; known: number },
): Promise<WitnessAnswer> {
  let oldSize = Math.min(known, checkpoint.size);
  for (let hasRetried = false;; hasRetried = true) {
    let reply: Reply;
    try {
      const proof = await tools.proof(oldSize, checkpoint.size);
      reply = await tools.post({
        url: `${witness.url}/add-checkpoint`,
        contentType: "text/plain; charset=utf-8",
        body: utf8(formatAddCheckpoint({ oldSize, proof, note })),
        timeoutMs: ANSWER_MS_MAX,
        bytesMax: ANSWER_BYTES_MAX,
      });
    } catch (error) {
      return { kind: "failed", message: messageOf(error) };
    }
    if (reply.status === 200) return await readCosignature(tools.suite, witness.vkey, note, reply);
    const seen = reply.status === 409 ? sizeIn(reply) : null;
    if (seen === null) return { kind: "failed", message: `It answered ${reply.status}` };
    if (seen > checkpoint.size || seen === oldSize) {
      const { size } = checkpoint;
      const message = seen > size
        ? `It has seen ${seen} records of this log, and only ${size} are here`
        : `At ${size} records it has seen another history of this log`;
      return { kind: "conflict", message };
    }
    if (hasRetried) return { kind: "failed", message: "It answered 409 twice" };
    oldSize = seen;
  }
}

function sizeIn({ contentType, body }: Reply): number | null {
  if (contentType.split(";")[0]?.trim() !== SIZE_TYPE) return null;
  const size = Number(SIZE_REGEXP.exec(textOf(body) ?? "")?.[1] ?? Number.NaN);
  return Number.isSafeInteger(size) ? size : null;
}

/** Other lines than this witness's are passed over, as the protocol says. */
async function readCosignature(
  suite: CryptoSuite,
  vkey: Vkey,
  { text }: Note,
  { body }: Reply,
): Promise<WitnessAnswer> {
  const lines = parseSignatureLines(textOf(body) ?? "");
  if (lines === null) return { kind: "failed", message: "Its answer is no signature lines" };
  for (const line of lines.filter((candidate) => isLineOf(candidate, vkey))) {
    const time = await cosignatureTime(suite, vkey, { text, line });
    if (time !== null) return { kind: "cosigned", line, time };
  }
  return { kind: "failed", message: `Its answer has no good signature by ${vkey.name}` };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch {
    return null; // Not UTF-8, so neither a size nor lines.
  }
}
