/**
 * The listener in front: health, then everything else to the forwarder.
 * @module
 */

import type { Clock } from "../base/clock.ts";
import { OutbandError } from "../base/errors.ts";
import { ANNOTATION_BYTES_MAX } from "../format/annotation.ts";
import { ANNOTATIONS_PATH, type AnnotationTaker, answerAnnotation } from "./annotations.ts";
import { findEngine, type ServeConnection } from "./engine.ts";
import { fieldsOf } from "./engine_request.ts";
import { AnswerCutError } from "./exchange_errors.ts";
import type { Forwarder } from "./forward.ts";
import { Front, type FrontStats, type Peer, type PeerHandler } from "./front.ts";
import { requestFields } from "./request_head.ts";

const PATH_OR_QUERY_REGEXP = /[/?]/;

/** What the server tells and asks. */
export interface ServerOptions {
  hostname: string;
  port: number;
  /** PEM texts; null for plain HTTP. */
  tls: { cert: string; key: string } | null;
  /** Lets several processes listen on one port. */
  reusePort: boolean;
  forwarder: Forwarder;
  clock: Clock;
  /** See {@linkcode Front}. */
  connectionsMax: number;
  headerReadMs: number;
  clientIdleMs: number;
  /** Value of an environment variable, undefined when it is not set, null when that is secret. */
  env(name: string): string | undefined | null;
  /** True once everything is up and while nothing drains. */
  isReady(): boolean;
  /** Why the audit is not at its best; part of the body of `/readyz`. */
  degraded(): string[];
  /** Takes what an application says after a call; null when nothing is recorded. */
  annotate: AnnotationTaker | null;
  /** Told faults of the server itself. */
  onError(error: unknown): void;
}

/** A running listener. */
export interface Server {
  /** Where it listens. */
  readonly addr: Deno.NetAddr;
  /** Whether the limits on connections hold; see `engine.ts`. */
  readonly hasLimits: boolean;
  stats(): FrontStats;
  /** Accepts no more connections, and ends those on which nothing runs. */
  stopAccepting(): void;
  /** Accepts no more; resolves when every connection has ended. */
  shutdown(): Promise<void>;
}

/**
 * Starts to listen.
 *
 * @throws {OutbandError} NETWORK, if the address cannot be taken; CONFIG, if the certificate and
 * key cannot be used.
 */
export function startServer(options: ServerOptions): Server {
  const engine = findEngine(options.env);
  const handler = peerHandler(options);
  const onError = (error: unknown): Response => {
    if (!(error instanceof AnswerCutError)) options.onError(error);
    return plain(502, '{"error":{"type":"outband_internal","message":"Forwarding failed"}}\n');
  };
  try {
    return engine === null
      ? serveWithoutLimits(options, { handler, onError })
      : serveWithLimits(options, { engine, handler, onError });
  } catch (cause) {
    if (options.tls !== null && cause instanceof Deno.errors.InvalidData) {
      throw new OutbandError(
        "CONFIG",
        `Cannot use --tls-cert with --tls-key: ${cause.message}; give a PEM chain and its key`,
        { cause },
      );
    }
    throw listenError(formatAddress(options.hostname, options.port), cause);
  }
}

function serveWithLimits(
  options: ServerOptions,
  parts: {
    engine: ServeConnection;
    handler: PeerHandler;
    onError: (error: unknown) => Response;
  },
): Server {
  const { hostname, port, reusePort, tls } = options;
  const listener = tls === null
    ? Deno.listen({ hostname, port, reusePort })
    : Deno.listenTls({ hostname, port, reusePort, ...tls, alpnProtocols: ["h2", "http/1.1"] });
  const front = new Front({
    listener,
    serveConnection: parts.engine,
    handler: parts.handler,
    clock: options.clock,
    connectionsMax: options.connectionsMax,
    headerReadMs: options.headerReadMs,
    clientIdleMs: options.clientIdleMs,
    onError: parts.onError,
  });
  return {
    addr: front.addr,
    hasLimits: true,
    stats: () => front.stats(),
    stopAccepting: () => front.stopAccepting(),
    shutdown: () => front.shutdown(),
  };
}

function serveWithoutLimits(
  options: ServerOptions,
  parts: { handler: PeerHandler; onError: (error: unknown) => Response },
): Server {
  const { hostname, port, reusePort, tls } = options;
  // No `signal` option: aborting it after shutdown() ends the process.
  const server = Deno.serve({
    hostname,
    port,
    reusePort,
    ...(tls ?? {}),
    automaticCompression: false,
    onListen: () => {},
    onError: parts.onError,
  }, (req, info) => parts.handler(req, new NamelessPeer(info.remoteAddr.hostname)));
  return {
    addr: server.addr,
    hasLimits: false,
    stats: () => ({ open: 0, refused: 0, timedOut: 0 }),
    // Deno.serve can only do both at once, and would break uploads: new calls get 503 until then.
    stopAccepting: () => {},
    shutdown: () => server.shutdown(),
  };
}

/** A client whose connection nobody watches. */
class NamelessPeer implements Peer {
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  began(): void {}

  ended(): void {}

  upgraded(): void {}
}

/** Health here, everything else to the forwarder. */
function peerHandler(options: ServerOptions): PeerHandler {
  const { forwarder } = options;
  return (req, peer) => {
    const fields = requestFields(fieldsOf(req));
    const target = targetOf(req.url, fields.host ?? "");
    if (target === "/healthz") return Promise.resolve(plain(200, "ok\n"));
    if (target === "/readyz") return Promise.resolve(readiness(options));
    if (target === ANNOTATIONS_PATH) {
      return answerAnnotation(req, { take: options.annotate, bytesMax: ANNOTATION_BYTES_MAX });
    }
    return forwarder.forward({ req, target, fields, peer });
  };
}

/**
 * Tries an address before anything else is started: a log that is opened leaves a trace, and a
 * port that is taken should leave none.
 *
 * @throws {OutbandError} NETWORK, if the address cannot be taken.
 */
export function probeAddress(
  address: { hostname: string; port: number; reusePort: boolean },
): void {
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
