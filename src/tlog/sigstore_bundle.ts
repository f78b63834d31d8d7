/**
 * A DSSE envelope as a Sigstore bundle, for tools that read nothing else. It holds the same signature
 * and proves nothing more; there is no transparency log in it, and whoever checks it brings the key.
 *
 * ```text
 * {"dsseEnvelope":{...},"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",
 *  "verificationMaterial":{"publicKey":{"hint":"<keyid>"}}}
 * ```
 *
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import { type Envelope, formatEnvelope } from "./dsse.ts";

/** Media type of a bundle (github.com/sigstore/protobuf-specs, version 0.3). */
const MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

/**
 * Text of the bundle of an envelope: canonical JSON with a final line feed.
 *
 * @param envelope With exactly one signature: bundles cannot hold more.
 * @throws {RangeError} If it has another number of signatures.
 */
export function formatSigstoreBundle(envelope: Envelope): string {
  const [signature, another] = envelope.signatures;
  if (signature === undefined || another !== undefined) {
    throw new RangeError(`A bundle has one signature, and here are ${envelope.signatures.length}`);
  }
  const bundle = {
    dsseEnvelope: JSON.parse(formatEnvelope(envelope)),
    mediaType: MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: signature.keyid } },
  };
  return `${canonicalJson(bundle)}\n`;
}
