/**
 * Wires one running proxy: shared memory, journal thread, audit workers, upstream, listeners.
 * @module
 */

import { sha256Hex } from "../base/digest.ts";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { DECODED_BYTES_MAX, EXCHANGES_MAX, LEASE_ORDINALS } from "../base/limits.ts";
import type { Logger } from "../base/log.ts";
import { Recorder } from "../capture/recorder.ts";
import { allocateShared, type SharedBuffers, viewShared } from "../capture/shared.ts";
import type { ServeConfig } from "../format/config.ts";
import { Forwarder } from "../proxy/forward.ts";
import { formatAddress, probeAddress, startServer } from "../proxy/server.ts";
import { parseTarget, Upstream, type UpstreamTarget } from "../proxy/upstream.ts";
import { Crew } from "../worker/crew.ts";
import { JournalLink, type JournalOpened } from "./journal_link.ts";
import type { JournalSettings } from "./journal_messages.ts";
import { startMetricsServer } from "./metrics_server.ts";

/** How often released memory is collected. */
const MAINTAIN_MS = 50;
/** Time for cut calls to end before the listener is left alone. */
const CUT_GRACE_MS = 2_000;
/** Longest wait for the last drafts, the last seal and the last telemetry lines. */
const SETTLE_MS = 60_000;

/** Puts the thread's entry into the static graph for check, cache and compile; never called. */
export function auditGraph(): Promise<unknown> {
  return import("./audit_thread.ts");
}

/** The audit side; absent with `--audit-capacity=0`. */
interface Audit {
  recorder: Recorder;
  journal: JournalLink;
  opened: JournalOpened;
  crew: Crew;
  maintainer: ReturnType<typeof setInterval>;
  workers: number;
}

/** A running proxy. */
export interface Running {
  /** Address of the listener, `127.0.0.1:8080`. */
  address: string;
  /** Address of the metrics listener, or null. */
  metricsAddress: string | null;
  /** Origin and key of the log; null when the audit is off. */
  log: { origin: string; vkey: string } | null;
  /**
   * Stops: no new calls, running ones end or are cut after the drain time, everything captured is
   * audited, sealed and synced.
   *
   * @returns true when all of that succeeded.
   */
  stop(): Promise<boolean>;
}

/**
 * Starts everything; resolves when it listens.
 *
 * @throws {OutbandError} CONFIG or NETWORK, with nothing left running.
 */
export async function startOutband(config: ServeConfig, log: Logger): Promise<Running> {
  const target = parseTarget(config.target);
  probeAddress(config.listen);
  const audit = config.auditCapacity > 0 ? await startAudit(config, target, log) : null;
  const clock = SYSTEM_CLOCK;
  const upstream = new Upstream(target, {
    clock,
    connectTimeoutMs: config.connectTimeoutMs,
    idleMs: config.upstreamIdleTimeoutMs,
  });
  const forwarder = new Forwarder({
    upstream,
    recorder: audit?.recorder ?? null,
    clock,
    headerTimeoutMs: config.headerTimeoutMs,
  });
  const state = { isReady: false };
  const health = {
    isReady: (): boolean => state.isReady,
    degraded: (): string[] => audit === null ? ["audit_off"] : audit.journal.degraded,
  };
  let address = "";
  try {
    const server = startServer({
      hostname: config.listen.hostname,
      port: config.listen.port,
      forwarder,
      ...health,
      onListen: (listening) => {
        address = listening;
      },
      onError: (error) => log("error", "server.error", { reason: messageOf(error) }),
    });
    const metrics = audit === null || config.metricsListen === null
      ? null
      : startMetricsServer(config.metricsListen, { ...audit, upstream, ...health, log });
    state.isReady = true;
    logListening(log, { config, address, metrics: metrics?.address ?? null, target, audit });
    const stop = (): Promise<boolean> =>
      stopAll({
        state,
        server,
        forwarder,
        upstream,
        audit,
        metrics,
        log,
        drainMs: config.shutdownDrainMs,
      });
    return {
      address,
      metricsAddress: metrics?.address ?? null,
      log: audit === null ? null : { origin: audit.opened.origin, vkey: audit.opened.vkey },
      stop,
    };
  } catch (error) {
    forwarder.close();
    upstream.close();
    if (audit !== null) await settle(audit, log);
    throw error;
  }
}

async function startAudit(
  config: ServeConfig,
  target: UpstreamTarget,
  log: Logger,
): Promise<Audit> {
  const buffers = allocateShared({
    poolBytes: config.auditCapacity,
    slotBytes: config.auditBlockSize,
    workers: config.workers,
  });
  const views = viewShared(buffers);
  const journal = new JournalLink({ log, permissions: journalPermissions(config) });
  try {
    const opened = await journal.open(buffers, journalSettings(config, target));
    const recorder = new Recorder(views, {
      firstOrdinal: opened.nextOrdinal,
      captureBytesMax: config.maxPayloadSize,
      nowMs: () => SYSTEM_CLOCK.nowMs(),
    });
    const crew = newCrew({ config, buffers, views, journal, recorder, log });
    await crew.start();
    const maintainer = setInterval(() => recorder.maintain(), MAINTAIN_MS);
    return { recorder, journal, opened, crew, maintainer, workers: config.workers };
  } catch (error) {
    journal.terminate();
    throw error;
  }
}

function newCrew(parts: {
  config: ServeConfig;
  buffers: SharedBuffers;
  views: ReturnType<typeof viewShared>;
  journal: JournalLink;
  recorder: Recorder;
  log: Logger;
}): Crew {
  const { config, journal, recorder, log } = parts;
  return new Crew({
    url: new URL("./audit_thread.ts", import.meta.url),
    buffers: parts.buffers,
    views: parts.views,
    options: { markerStyle: config.markerStyle, decodedBytesMax: DECODED_BYTES_MAX },
    sandbox: config.sandboxWorkers,
    events: {
      lost(worker, reason): void {
        const ordinals = recorder.loseWorker(worker);
        journal.reportLost(ordinals);
        log("error", "worker.lost", { worker, reason, calls_lost: ordinals.length });
      },
      ready(worker): void {
        log("info", "worker.ready", { worker, sandboxed: config.sandboxWorkers });
      },
    },
    openPort: (worker) => journal.openPort(worker),
  });
}

/** Evidence, telemetry and private directories; nothing else. Only where Deno lets us ask. */
function journalPermissions(config: ServeConfig): Deno.PermissionOptions | undefined {
  if (!config.sandboxWorkers) return undefined;
  const directories = [config.evidenceDir, config.privateDir, config.logDir];
  const keyFile = config.keyFile === null ? [] : [config.keyFile];
  return {
    read: [...directories, ...keyFile],
    write: directories,
    net: false,
    env: false,
    run: false,
    ffi: false,
    sys: false,
    import: false,
  };
}

function journalSettings(config: ServeConfig, target: UpstreamTarget): JournalSettings {
  const { target: _url, ...settings } = config;
  return {
    evidenceDir: config.evidenceDir,
    privateDir: config.privateDir,
    logDir: config.logOutput === "stdout" ? null : config.logDir,
    keyFile: config.keyFile,
    origin: config.origin,
    periodSeconds: config.summaryIntervalMs / 1000,
    commitment: config.commitment,
    telemetryLineMax: config.telemetryMaxLine,
    config: {
      config: sha256Hex(utf8(canonicalJson({ ...settings, upstream: target.host }))),
      upstreams: [target.host],
      tls: target.tls,
      limits: {
        pool_bytes: config.auditCapacity,
        slot_bytes: config.auditBlockSize,
        exchanges: EXCHANGES_MAX,
        capture_bytes: config.maxPayloadSize,
        decoded_bytes: DECODED_BYTES_MAX,
        telemetry_line_bytes: config.telemetryMaxLine,
        lease_ordinals: LEASE_ORDINALS,
        workers: config.workers,
      },
      commitment: config.commitment,
      sandbox: config.sandboxWorkers,
      on_audit_failure: "pass",
    },
  };
}

function logListening(
  log: Logger,
  parts: {
    config: ServeConfig;
    address: string;
    metrics: string | null;
    target: UpstreamTarget;
    audit: Audit | null;
  },
): void {
  const { config, address, audit } = parts;
  const wanted = formatAddress(config.listen.hostname, config.listen.port);
  if (config.listen.port !== 0 && address !== wanted && !wanted.startsWith("localhost:")) {
    // DENO_SERVE_ADDRESS in the environment overrides what the code asks for.
    log("warn", "server.environment", { wanted, listening: address });
  }
  log("info", "server.listening", {
    address,
    metrics_address: parts.metrics,
    upstream: `${
      parts.target.tls ? "https" : "http"
    }://${parts.target.host}${parts.target.basePath}`,
    audit: audit !== null,
    workers: audit === null ? 0 : audit.workers,
    sandboxed: config.sandboxWorkers,
    origin: audit?.opened.origin ?? null,
    vkey: audit?.opened.vkey ?? null,
  });
}

async function stopAll(parts: {
  state: { isReady: boolean };
  server: Deno.HttpServer<Deno.NetAddr>;
  forwarder: Forwarder;
  upstream: Upstream;
  audit: Audit | null;
  metrics: { close(): Promise<void> } | null;
  log: Logger;
  drainMs: number;
}): Promise<boolean> {
  const { state, server, forwarder, upstream, audit, log, drainMs } = parts;
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
  // shutdown() breaks uploads at once, so those end first; meanwhile new calls are refused.
  await Promise.race([forwarder.drain(), late.promise]);
  await Promise.race([server.shutdown(), over.promise]);
  clearTimeout(deadline);
  clearTimeout(end);
  forwarder.close();
  upstream.close();
  const clean = audit === null ? true : await settle(audit, log);
  await parts.metrics?.close();
  log("info", "server.stopped", { clean });
  return clean;
}

/** Lets workers and journal finish; gives up on a journal that cannot (a disk that hangs). */
async function settle(audit: Audit, log: Logger): Promise<boolean> {
  clearInterval(audit.maintainer);
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), SETTLE_MS);
  audit.crew.stop();
  const clean = await Promise.race([audit.journal.close(audit.workers), late.promise]);
  clearTimeout(timer);
  if (!clean) log("error", "journal.error", { effect: "the last calls may be missing" });
  audit.crew.terminate();
  audit.journal.terminate();
  return clean;
}
