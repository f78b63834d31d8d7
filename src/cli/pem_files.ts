/**
 * PEM files that settings name: certificates and keys of the listener and of the upstream.
 * @module
 */

import { messageOf, OutbandError } from "../base/errors.ts";
import type { ServeConfig } from "../format/config.ts";
import type { UpstreamTls } from "../proxy/upstream.ts";

/** Certificates for connections to the upstream. */
export function readUpstreamTls(config: ServeConfig): UpstreamTls {
  const { upstreamCa, upstreamCert, upstreamKey } = config;
  return {
    caCerts: upstreamCa === null ? [] : [readPem("upstream-ca", upstreamCa)],
    client: upstreamCert === null || upstreamKey === null ? null : {
      cert: readPem("upstream-cert", upstreamCert),
      key: readPem("upstream-key", upstreamKey),
    },
  };
}

/** Certificate chain and key of the listener; null without. */
export function readCertificate(
  { tlsCert, tlsKey }: ServeConfig,
): { cert: string; key: string } | null {
  if (tlsCert === null || tlsKey === null) return null;
  return { cert: readPem("tls-cert", tlsCert), key: readPem("tls-key", tlsKey) };
}

/** A PEM file. Its text is never part of a message: it may be a key. */
function readPem(flag: string, path: string): string {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (cause) {
    throw new OutbandError("IO", `Cannot read --${flag} ${path}: ${messageOf(cause)}`, { cause });
  }
  if (!text.includes("-----BEGIN ")) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use --${flag} ${path}: it holds no "-----BEGIN" line; give a PEM file`,
    );
  }
  return text;
}
