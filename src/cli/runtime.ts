/**
 * Wires one running proxy: the audit, the upstream, the listeners.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import type { PolicyInForce } from "../controls/status.ts";
import type { ServeConfig } from "../format/config.ts";
import type { AnnotationTaker } from "../proxy/annotations.ts";
import { Forwarder } from "../proxy/forward.ts";
import { checkFront } from "../proxy/front_check.ts";
import { formatAddress, probeAddress, type Server, startServer } from "../proxy/server.ts";
import { parseTarget, Upstream, type UpstreamTarget, type UpstreamTls } from "../proxy/upstream.ts";
import { type AuditSide, degradedReasons, settleAudit, startAudit } from "./audit_side.ts";
import { startMetricsServer } from "./metrics_server.ts";

/** Time for cut calls to end before the listener is left alone. */
const CUT_GRACE_MS = 2_000;

/** A running proxy. */
export interface Running {
  /** Address of the listener, `127.0.0.1:8080`. */
  address: string;
  /** Address of the metrics listener, or null. */
  metricsAddress: string | null;
  /** Origin and key of the log; null when the audit is off. */
  log: { origin: string; vkey: string } | null;
  /** Opens files anew that something else may have renamed. */
  reopen(): void;
  /**
   * Stops: no new connections, running calls end or are cut after the drain time, everything
   * captured is audited, sealed and synced.
   *
   * @returns true when all of that succeeded.
   */
  stop(): Promise<boolean>;
}

/** What is shared by the parts of a running proxy. */
interface Parts {
  config: ServeConfig;
  log: Logger;
  env: Environment;
  target: UpstreamTarget;
  audit: AuditSide | null;
  upstream: Upstream;
  forwarder: Forwarder;
  state: { isReady: boolean };
}

/** Value of a variable; undefined when it is not set, null when it may not be read. */
export type Environment = (name: string) => string | undefined | null;

/**
 * Starts everything; resolves when it listens.
 *
 * @param options.rules Content of the file of a user's detection rules, checked.
 * @param options.policy The declared policy, checked.
 * @throws {OutbandError} CONFIG, IO or NETWORK, with nothing left running.
 */
export async function startOutband(
  config: ServeConfig,
  options: { log: Logger; env: Environment; rules?: string | null; policy?: PolicyInForce | null },
): Promise<Running> {
  const { log, env, rules = null, policy = null } = options;
  const target = parseTarget(config.target);
  const tls = readUpstreamTls(config);
  const certificate = readCertificate(config);
  probeAddress({ ...config.listen, reusePort: config.reusePort });
  const audit = config.auditCapacity > 0
    ? await startAudit(config, { target, log, rules, policy })
    : null;
  const clock = SYSTEM_CLOCK;
  const upstream = new Upstream(target, {
    clock,
    connectTimeoutMs: config.connectTimeoutMs,
    idleMs: config.upstreamIdleTimeoutMs,
    streamIdleMs: config.streamIdleTimeoutMs,
    tls,
  });
  const forwarder = new Forwarder({
    upstream,
    recorder: audit?.recorder ?? null,
    clock,
    headerTimeoutMs: config.headerTimeoutMs,
    headBytesMax: config.maxHeaderSize,
  });
  const state = { isReady: false };
  const parts: Parts = { config, log, env, target, audit, upstream, forwarder, state };
  try {
    return await listen(parts, certificate);
  } catch (error) {
    forwarder.close();
    upstream.close();
    if (audit !== null) await settleAudit(audit, log);
    throw error;
  }
}

async function listen(
  parts: Parts,
  certificate: { cert: string; key: string } | null,
): Promise<Running> {
  const { config, log, audit, upstream, state } = parts;
  const server = await startFront(parts, certificate);
  const health = {
    isReady: (): boolean => state.isReady,
    degraded: (): string[] => degradedReasons(audit),
  };
  const metrics = audit === null || config.metricsListen === null
    ? null
    : startMetricsServer(config.metricsListen, { ...audit, upstream, server, ...health, log });
  state.isReady = true;
  const address = formatAddress(server.addr.hostname, server.addr.port);
  logListening(parts, { address, metrics: metrics?.address ?? null, server });
  return {
    address,
    metricsAddress: metrics?.address ?? null,
    log: audit === null ? null : { origin: audit.opened.origin, vkey: audit.opened.vkey },
    reopen: () => audit?.journal.reopen(),
    stop: () => stopAll(parts, { server, metrics }),
  };
}

/** The listener; where the runtime's engine does not behave as expected, without its limits. */
async function startFront(
  parts: Parts,
  tls: { cert: string; key: string } | null,
): Promise<Server> {
  const { config, log, env, audit, forwarder, state } = parts;
  const options = {
    hostname: config.listen.hostname,
    port: config.listen.port,
    tls,
    reusePort: config.reusePort,
    forwarder,
    clock: SYSTEM_CLOCK,
    connectionsMax: config.maxConnections,
    headerReadMs: config.headerReadTimeoutMs,
    clientIdleMs: config.clientIdleTimeoutMs,
    env,
    isReady: (): boolean => state.isReady,
    degraded: (): string[] => degradedReasons(audit),
    annotate: annotationTaker(audit),
    onError: (error: unknown): void => log("error", "server.error", { reason: messageOf(error) }),
  };
  const server = startServer(options);
  if (!server.hasLimits || tls !== null || await checkFront(server.addr) !== "wrong") return server;
  await server.shutdown();
  return startServer({ ...options, env: () => null });
}

function annotationTaker(audit: AuditSide | null): AnnotationTaker | null {
  return audit === null ? null : (bytes) => audit.journal.annotate(bytes);
}

function readUpstreamTls(config: ServeConfig): UpstreamTls {
  const { upstreamCa, upstreamCert, upstreamKey } = config;
  return {
    caCerts: upstreamCa === null ? [] : [readPem("upstream-ca", upstreamCa)],
    client: upstreamCert === null || upstreamKey === null ? null : {
      cert: readPem("upstream-cert", upstreamCert),
      key: readPem("upstream-key", upstreamKey),
    },
  };
}

function readCertificate({ tlsCert, tlsKey }: ServeConfig): { cert: string; key: string } | null {
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

function logListening(
  parts: Parts,
  listening: { address: string; metrics: string | null; server: Server },
): void {
  const { config, log, audit, target } = parts;
  const { address, server } = listening;
  const wanted = formatAddress(config.listen.hostname, config.listen.port);
  if (config.listen.port !== 0 && address !== wanted && !wanted.startsWith("localhost:")) {
    // DENO_SERVE_ADDRESS in the environment overrides what Deno.serve is asked for.
    log("warn", "server.environment", { wanted, listening: address });
  }
  if (!server.hasLimits) {
    log("warn", "server.environment", {
      effect: "no limits on client connections: this runtime, or its environment, has none",
    });
  }
  log("info", "server.listening", {
    address,
    metrics_address: listening.metrics,
    upstream: `${target.tls ? "https" : "http"}://${target.host}${target.basePath}`,
    audit: audit !== null,
    workers: audit === null ? 0 : audit.workers,
    sandboxed: config.sandboxWorkers,
    origin: audit?.opened.origin ?? null,
    vkey: audit?.opened.vkey ?? null,
  });
}

async function stopAll(
  parts: Parts,
  listeners: { server: Server; metrics: { close(): Promise<void> } | null },
): Promise<boolean> {
  const { config: { shutdownDrainMs: drainMs }, state, forwarder, upstream, audit, log } = parts;
  const { server } = listeners;
  state.isReady = false;
  log("info", "server.draining", { drain_ms: drainMs });
  const late = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const deadline = setTimeout(() => {
    log("warn", "server.draining", { drain_ms: drainMs, effect: "running calls are cut" });
    upstream.cut();
    late.resolve();
  }, drainMs);
  // A client that neither reads nor leaves would keep shutdown() waiting even after the cut.
  const end = setTimeout(() => over.resolve(), drainMs + CUT_GRACE_MS);
  server.stopAccepting();
  // shutdown() breaks uploads at once, so those end first; meanwhile new calls are refused.
  await Promise.race([forwarder.drain(), late.promise]);
  await Promise.race([server.shutdown(), over.promise]);
  clearTimeout(deadline);
  clearTimeout(end);
  forwarder.close();
  upstream.close();
  const clean = audit === null ? true : await settleAudit(audit, log);
  await listeners.metrics?.close();
  log("info", "server.stopped", { clean });
  return clean;
}
