/**
 * `/metrics`, `/healthz` and `/readyz` on an address of their own.
 * @module
 */

import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { VERSION } from "../base/version.ts";
import type { Recorder } from "../capture/recorder.ts";
import type { ListenAddress } from "../format/config_values.ts";
import { formatAddress, plain, readiness, type Server } from "../proxy/server.ts";
import type { Router } from "../proxy/router.ts";
import { noFigures } from "../telemetry/call_figures.ts";
import { METRICS_CONTENT_TYPE } from "../telemetry/exposition.ts";
import { type KeepingFigures, type MetricsSnapshot, renderMetrics } from "../telemetry/metrics.ts";
import type { Crew } from "../worker/crew.ts";
import type { HousekeepingStats } from "./housekeeping.ts";
import type { JournalLink } from "./journal_link.ts";

/** What the figures are taken from. */
export interface MetricsSources {
  recorder: Recorder;
  journal: JournalLink;
  crew: Crew;
  router: Router;
  server: Server;
  isReady(): boolean;
  degraded(): string[];
  /** Audit workers that should run. */
  workers: number;
  windowSeconds: number;
  clock: Clock;
  logLinesLost(): number;
  otel(): MetricsSnapshot["otel"];
  webhook: { readonly stats: NonNullable<MetricsSnapshot["webhook"]> } | null;
  log: Logger;
}

/**
 * Starts to serve metrics. An address that is taken must not stop traffic: it is logged, and the
 * audit counts as degraded.
 */
export function startMetricsServer(
  listen: ListenAddress,
  sources: MetricsSources,
): { address: string; close(): Promise<void> } | null {
  let address = "";
  try {
    const server = Deno.serve({
      hostname: listen.hostname,
      port: listen.port,
      automaticCompression: false,
      onListen: (listening) => {
        address = formatAddress(listening.hostname, listening.port);
      },
    }, (req) => answer(new URL(req.url).pathname, sources));
    return { address, close: () => server.shutdown() };
  } catch (error) {
    sources.log("error", "server.error", {
      reason: messageOf(error),
      address: formatAddress(listen.hostname, listen.port),
      effect: "no metrics; choose another --metrics-listen",
    });
    return null;
  }
}

async function answer(path: string, sources: MetricsSources): Promise<Response> {
  if (path === "/healthz") return plain(200, "ok\n");
  if (path === "/readyz") return readiness(sources);
  if (path !== "/metrics") return plain(404, "not found\n");
  const snapshot = await takeSnapshot(sources);
  return new Response(renderMetrics(snapshot), {
    headers: { "content-type": METRICS_CONTENT_TYPE },
  });
}

async function takeSnapshot(sources: MetricsSources): Promise<MetricsSnapshot> {
  const { recorder, journal, crew, router, workers, clock, windowSeconds } = sources;
  const stats = await journal.stats();
  const capture = recorder.stats();
  const calls = stats?.calls ?? noFigures();
  const windowNumber = stats?.windowNumber ?? 0;
  const ageSeconds = stats === null ? 0 : clock.nowMs() / 1_000 - windowNumber * windowSeconds;
  return {
    requests: capture.accepted,
    calls,
    dropped: Math.max(capture.dropped, calls.counts.dropped),
    inFlight: capture.open,
    flushErrors: stats?.ioErrors ?? 0,
    evidenceReports: stats?.windowsSealed ?? 0,
    poolSlots: {
      free: capture.slotsFree,
      used: capture.slots - capture.slotsFree,
      usedMax: capture.slots - capture.slotsFreeMin,
    },
    exchangesOpen: { now: capture.open, max: capture.openMax },
    auditBacklog: stats?.backlog ?? 0,
    jobsWaiting: { now: capture.jobs, max: capture.jobsMax },
    workers: { running: crew.running, wanted: workers },
    scan: { bytes: capture.scannedBytes, busySeconds: capture.scanBusyUs / 1e6 },
    written: stats?.written ?? { records: 0, bytes: 0 },
    windowsUnsealed: stats?.windowsUnsealed ?? 0,
    poolShort: capture.shortOfSlots,
    captureState: capture.state,
    clientConnections: sources.server.stats(),
    workerRestarts: crew.restarts,
    upstreamConnections: router.opened,
    telemetryLinesLost: stats?.telemetryLinesLost ?? 0,
    logLinesLost: sources.logLinesLost(),
    otel: sources.otel(),
    webhook: sources.webhook?.stats ?? null,
    log: stats?.log ?? { records: 0, signed: 0 },
    keeping: keepingOf(stats?.housekeeping ?? null),
    degraded: Object.fromEntries(sources.degraded().map((reason) => [reason, 1])),
    selfTest: stats?.selfTest ?? null,
    windowNumber,
    window: { ageSeconds, lengthSeconds: windowSeconds },
    version: VERSION,
  };
}

function keepingOf(stats: HousekeepingStats | null): KeepingFigures | null {
  if (stats === null) return null;
  const { disk: { used, space }, ...rest } = stats;
  return { ...rest, used, space };
}
