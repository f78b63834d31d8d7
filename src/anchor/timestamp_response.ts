/**
 * Time-stamp responses (RFC 3161 section 2.4.2): from DER to values. Verifies nothing.
 * @module
 */

import { fromBER, Integer } from "asn1js";
import { SignedData, TimeStampResp, TSTInfo } from "pkijs";
import { messageOf } from "../base/errors.ts";

/** Longest response that is read; with a chain of large certificates they have 10 kB. */
export const TIMESTAMP_BYTES_MAX = 262_144;
/** SHA-256. */
export const SHA256_OID = "2.16.840.1.101.3.4.2.1";

/** `id-signedData` (RFC 5652 section 5.1). */
const SIGNED_DATA_OID = "1.2.840.113549.1.7.2";
/** `id-ct-TSTInfo` (RFC 3161 section 2.4.2). */
export const TST_INFO_OID = "1.2.840.113549.1.9.16.1.4";
/** `granted` and `grantedWithMods`; all others come without a token. */
const GRANTED_MAX = 1;

/** A response with a token in it. */
export interface Timestamp {
  /** The signed token. */
  signed: SignedData;
  /** The hash that was stamped; null when it is not a SHA-256. */
  imprint: Uint8Array | null;
  /** When, milliseconds since 1970. */
  timeMs: number;
  /** The number of the request without leading zeros; null when there is none. */
  nonce: Uint8Array | null;
}

/**
 * Reads a response.
 *
 * @returns The token, or why there is none, in words.
 */
export function readTimestamp(response: Uint8Array): Timestamp | string {
  if (response.length > TIMESTAMP_BYTES_MAX) return `it has ${response.length} bytes`;
  try {
    return read(Uint8Array.from(response));
  } catch (error) {
    return `it is no time-stamp response (${messageOf(error)})`; // The library throws for bad DER.
  }
}

function read(bytes: Uint8Array<ArrayBuffer>): Timestamp | string {
  const { result, offset } = fromBER(bytes);
  if (offset !== bytes.length) return "it is not one DER value";
  const response = new TimeStampResp({ schema: result });
  const { status } = response.status;
  if (status > GRANTED_MAX) return `the authority refused with status ${status}`;
  const token = response.timeStampToken;
  if (token === undefined || token.contentType !== SIGNED_DATA_OID) return "it holds no token";
  const signed = new SignedData({ schema: token.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== TST_INFO_OID || eContent === undefined) {
    return "its token is of another kind";
  }
  const content = new Uint8Array(eContent.getValue());
  const inner = fromBER(content);
  if (inner.offset !== content.length) return "its token is not one DER value";
  const info = new TSTInfo({ schema: inner.result });
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const timeMs = info.genTime.getTime();
  if (info.version !== 1 || !Number.isSafeInteger(timeMs)) return "its token has no time";
  return {
    signed,
    imprint: hashAlgorithm.algorithmId === SHA256_OID
      ? Uint8Array.from(hashedMessage.valueBlock.valueHexView)
      : null,
    timeMs,
    nonce: info.nonce instanceof Integer ? magnitude(info.nonce) : null,
  };
}

function magnitude(number: Integer): Uint8Array {
  const bytes = Uint8Array.from(number.valueBlock.valueHexView);
  const start = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(start < 0 ? bytes.length : start);
}
