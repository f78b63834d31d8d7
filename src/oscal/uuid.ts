/**
 * Names of things that follow from their content: UUID version 5 (RFC 9562 section 5.5), so that the
 * same content has the same names each time.
 * @module
 */

import { fromHex, toHex, utf8 } from "../base/bytes.ts";

/** SHA-1 of bytes, 20 bytes; the version asks for it, and nothing is proven by it. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array;

/** The namespace of URLs (RFC 9562 section 6.6). */
export const URL_NAMESPACE = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

const UUID_BYTES = 16;
const UUID_REGEXP = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The UUID of a name.
 *
 * @param parts.namespace A UUID in lower case.
 * @throws {RangeError} If the namespace is none.
 */
export function uuidV5(
  sha1: Sha1,
  { namespace, name }: { namespace: string; name: string },
): string {
  const space = UUID_REGEXP.test(namespace) ? fromHex(namespace.replaceAll("-", "")) : null;
  if (space === null) throw new RangeError(`No UUID: ${namespace}`);
  const text = utf8(name);
  const message = new Uint8Array(UUID_BYTES + text.length);
  message.set(space);
  message.set(text, UUID_BYTES);
  const bytes = sha1(message).slice(0, UUID_BYTES);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
