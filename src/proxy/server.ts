/**
 * The listener in front: health, then everything else to the forwarder.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import type { Forwarder } from "./forward.ts";

const PATH_OR_QUERY_REGEXP = /[/?]/;

/** What the server tells and asks. */
export interface ServerOptions {
  hostname: string;
  port: number;
  forwarder: Forwarder;
  /** True once everything is up and while nothing drains. */
  isReady(): boolean;
  /** Why the audit is not at its best; part of the body of `/readyz`. */
  degraded(): string[];
  /** Told the address that the listener really has. */
  onListen(address: string): void;
  /** Told faults of the server itself. */
  onError(error: unknown): void;
}

/**
 * Starts to listen.
 *
 * @throws {OutbandError} NETWORK, if the address cannot be taken.
 */
export function startServer(options: ServerOptions): Deno.HttpServer<Deno.NetAddr> {
  const { hostname, port, forwarder } = options;
  const handler = (req: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>): Promise<Response> => {
    const target = targetOf(req.url, req.headers.get("host") ?? "");
    if (target === "/healthz") return Promise.resolve(plain(200, "ok\n"));
    if (target === "/readyz") return Promise.resolve(readiness(options));
    return forwarder.forward(req, target, info.remoteAddr.hostname);
  };
  try {
    // No `signal` option: aborting it after shutdown() ends the process.
    return Deno.serve({
      hostname,
      port,
      automaticCompression: false,
      onListen: (address) => options.onListen(formatAddress(address.hostname, address.port)),
      onError: (error) => {
        options.onError(error);
        return plain(502, '{"error":{"type":"outband_internal","message":"Forwarding failed"}}\n');
      },
    }, handler);
  } catch (cause) {
    throw listenError(formatAddress(hostname, port), cause);
  }
}

/**
 * Tries an address before anything else is started: a log that is opened leaves a trace, and a
 * port that is taken should leave none.
 *
 * @throws {OutbandError} NETWORK, if the address cannot be taken.
 */
export function probeAddress(address: { hostname: string; port: number }): void {
  try {
    Deno.listen(address).close();
  } catch (cause) {
    throw listenError(formatAddress(address.hostname, address.port), cause);
  }
}

/** The line for an address that cannot be taken. */
export function listenError(address: string, cause: unknown): OutbandError {
  const reason = cause instanceof Deno.errors.AddrInUse
    ? "the address is already in use"
    : (cause instanceof Error ? cause.message : String(cause));
  return new OutbandError(
    "NETWORK",
    `Cannot listen on ${address}: ${reason}; stop the other program or choose another address`,
    { cause },
  );
}

/** `200 ok` or `503 not ready`, then one line per reason why the audit is degraded. */
export function readiness(
  options: { isReady(): boolean; degraded(): string[] },
): Response {
  if (!options.isReady()) return plain(503, "not ready\n");
  const degraded = options.degraded();
  return plain(200, degraded.length === 0 ? "ok\n" : `ok\ndegraded: ${degraded.join(", ")}\n`);
}

/** `127.0.0.1:8080`, `[::1]:8080`. */
export function formatAddress(hostname: string, port: number): string {
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

/** A plain-text answer. */
export function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

/**
 * Path and query of the request as the client sent them: what follows the authority.
 *
 * The server puts the `host` field before the path as it is, so a slash in it must not be taken for
 * the path's; a target in absolute form has an authority of its own.
 */
function targetOf(url: string, host: string): string {
  const authority = url.indexOf("://") + 3;
  const origin = authority + host.length;
  if (url.charAt(origin) === "/" && url.startsWith(host, authority)) return url.slice(origin);
  const rest = url.slice(authority);
  const start = rest.search(PATH_OR_QUERY_REGEXP);
  if (start < 0) return "/";
  return rest.charAt(start) === "/" ? rest.slice(start) : `/${rest.slice(start)}`;
}
