/**
 * Checks AWS Signature Version 4 from the request as it arrived.
 *
 * The signature covers method, path, query, the fields that it names, and the body. `host` is one of
 * the fields. A client that is pointed to a proxy signs for the proxy's address, and the proxy names
 * the vendor's host instead. The tests' client therefore sends along the host that it signed for, in
 * {@linkcode SIGNED_HOST_FIELD}, and the check puts that in: it proves that all else arrived as it
 * was signed. The real service puts in its own name, so there the client must sign for that name.
 *
 * @module
 */

import { createHash, createHmac } from "node:crypto";
import type { VendorRequest } from "../vendor_answer.ts";

/** The host is the first over HTTP/1.1, and the second over HTTP/2. */
const HOST_NAMES = ["host", ":authority"];
/** Names the host that the client signed for. */
const SIGNED_HOST_FIELD = "x-signed-host";
/** Secret key of the tests' only user. */
const SECRET_KEY = "not-a-secret";
const AUTHORIZATION_REGEXP =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** What is wrong with the signature, or null. */
export function signatureFault(request: VendorRequest): string | null {
  const { headers } = request;
  const authorization = AUTHORIZATION_REGEXP.exec(headers.get("authorization") ?? "");
  if (authorization === null) return "The request is not signed";
  const [, scope = "", names = "", signature] = authorization;
  const canonical = canonicalRequest(request, names);
  const time = headers.get("x-amz-date") ?? "";
  const text = ["AWS4-HMAC-SHA256", time, scope, hash(canonical)].join("\n");
  let key: Uint8Array<ArrayBuffer> = new TextEncoder().encode(`AWS4${SECRET_KEY}`);
  for (const part of scope.split("/")) key = hmac(key, part);
  if (hmac(key, text).toHex() === signature) return null;
  return `The signature does not fit:\n${canonical}`;
}

function canonicalRequest(request: VendorRequest, names: string): string {
  const { method, rawTarget, headers, body } = request;
  const fields = names.split(";").map((name) => {
    const value = headers.get(HOST_NAMES.includes(name) ? SIGNED_HOST_FIELD : name) ?? "";
    return `${name}:${value.trim().replaceAll(/ +/g, " ")}\n`;
  });
  const [path = "", query = ""] = rawTarget.split("?");
  // Each segment is encoded once more than on the wire.
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return [method, encoded, query, fields.join(""), names, hash(body)].join("\n");
}

function hash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", key).update(text).digest());
}
