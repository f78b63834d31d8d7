/**
 * Asks a time-stamp authority (RFC 3161) to stamp a file. Only its SHA-256 and a random number
 * leave the machine. Whether the authority can be trusted is for whoever verifies; here it is
 * only made sure that the answer is about this file and this question.
 * @module
 */

import { Integer, OctetString } from "asn1js";
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from "pkijs";
import { equalBytes } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { messageOf } from "../base/errors.ts";
import type { Post, Reply } from "./http.ts";
import { readTimestamp, SHA256_OID, TIMESTAMP_BYTES_MAX } from "./timestamp_response.ts";

/** Longest wait for one answer. */
const ANSWER_MS_MAX = 20_000;
const NONCE_BYTES = 8;

/** What asking needs. */
export interface TimestampTools {
  suite: CryptoSuite;
  post: Post;
  randomBytes: (count: number) => Uint8Array;
}

/** What an authority answered: the response as it came, or why it is of no use. */
export type TimestampAnswer = { response: Uint8Array; timeMs: number } | { problem: string };

/**
 * Asks an authority.
 *
 * @param url Where it takes `application/timestamp-query`.
 * @param data What is stamped; it does not leave.
 */
export async function askTimestamp(
  tools: TimestampTools,
  url: string,
  data: Uint8Array,
): Promise<TimestampAnswer> {
  const digest = tools.suite.sha256(data);
  const nonce = tools.randomBytes(NONCE_BYTES);
  nonce[0] = ((nonce[0] as number) & 0x3f) | 0x40; // Positive, and of full length in DER.
  let reply: Reply;
  try {
    reply = await tools.post({
      url,
      contentType: "application/timestamp-query",
      body: timestampRequest(digest, nonce),
      timeoutMs: ANSWER_MS_MAX,
      bytesMax: TIMESTAMP_BYTES_MAX,
    });
  } catch (error) {
    return { problem: messageOf(error) };
  }
  if (reply.status !== 200) return { problem: `It answered ${reply.status}` };
  const stamp = readTimestamp(reply.body);
  if (typeof stamp === "string") return { problem: `Its answer is not usable: ${stamp}` };
  const isAbout = stamp.imprint !== null && equalBytes(stamp.imprint, digest);
  if (!isAbout || stamp.nonce === null || !equalBytes(stamp.nonce, nonce)) {
    return { problem: "Its answer is about another question" };
  }
  return { response: reply.body, timeMs: stamp.timeMs };
}

/**
 * A request (RFC 3161 section 2.4.1), DER.
 *
 * @param digest SHA-256, 32 bytes.
 * @param nonce At least one byte, the first from 0x01 to 0x7f.
 */
export function timestampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256_OID }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(digest).buffer }),
    }),
    nonce: new Integer({ valueHex: Uint8Array.from(nonce).buffer }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}
