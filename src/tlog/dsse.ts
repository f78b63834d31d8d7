/**
 * DSSE envelopes (github.com/secure-systems-lab/dsse, version 1.0): the bytes that are signed, and
 * the JSON around them. Verifies no signature.
 *
 * ```text
 * PAE = "DSSEv1" SP len(type) SP type SP len(body) SP body
 * {"payload":"<base64>","payloadType":"<type>","signatures":[{"keyid":"<id>","sig":"<base64>"}]}
 * ```
 * @module
 */

import { concat, fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";

/** Sixteen times the 4,096 bytes that a signer takes. */
const ENVELOPE_CHARS_MAX = 65_536;
const SIGNATURES_MAX = 16;

/**
 * Pre-authentication encoding: the exact bytes to sign or to check.
 *
 * @param type Payload type.
 * @param body Payload.
 */
export function pae(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const typeBytes = utf8(type);
  return concat(
    utf8(`DSSEv1 ${typeBytes.length} `),
    typeBytes,
    utf8(` ${body.length} `),
    body,
  );
}

/** One signature of an envelope. */
export interface EnvelopeSignature {
  /** Hint which key signed; proves nothing. */
  keyid: string;
  /** Signature over the {@linkcode pae}. */
  sig: Uint8Array;
}

/** A payload with its type and signatures. */
export interface Envelope {
  /** What is signed. */
  payload: Uint8Array;
  /** How to read it, for example `application/vnd.in-toto+json`. */
  payloadType: string;
  /** 1 to 16. */
  signatures: EnvelopeSignature[];
}

/**
 * Reads an envelope; its signatures are not checked.
 *
 * @param text At most 65,536 characters, without a final line feed.
 * @returns null unless {@linkcode formatEnvelope} writes exactly this text: canonical JSON, no
 *   other fields, standard base64.
 */
export function parseEnvelope(text: string): Envelope | null {
  if (text.length > ENVELOPE_CHARS_MAX) return null;
  const envelope = readEnvelope(parseJson(text));
  try {
    return envelope !== null && formatEnvelope(envelope) === text ? envelope : null;
  } catch {
    return null; // A lone surrogate, written as an escape: nothing has that canonical form.
  }
}

/**
 * Text of an envelope: canonical JSON (RFC 8785), no final line feed.
 *
 * @throws {TypeError} If a text holds a lone surrogate.
 */
export function formatEnvelope(envelope: Envelope): string {
  return canonicalJson({
    payload: toBase64(envelope.payload),
    payloadType: envelope.payloadType,
    signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) })),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON; the same outcome as JSON that is not an envelope.
  }
}

function readEnvelope(value: unknown): Envelope | null {
  if (!isObject(value)) return null;
  const { payload: encoded, payloadType, signatures: items } = value;
  if (typeof encoded !== "string" || typeof payloadType !== "string") return null;
  if (!Array.isArray(items) || items.length < 1 || items.length > SIGNATURES_MAX) return null;
  const payload = fromBase64(encoded);
  if (payload === null) return null;
  const signatures: EnvelopeSignature[] = [];
  for (const item of items) {
    const signature = readSignature(item);
    if (signature === null) return null;
    signatures.push(signature);
  }
  return { payload, payloadType, signatures };
}

function readSignature(value: unknown): EnvelopeSignature | null {
  if (!isObject(value)) return null;
  const { keyid, sig: encoded } = value;
  if (typeof keyid !== "string" || typeof encoded !== "string") return null;
  const sig = fromBase64(encoded);
  return sig === null ? null : { keyid, sig };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
