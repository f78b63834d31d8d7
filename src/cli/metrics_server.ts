/**
 * `/metrics`, `/healthz` and `/readyz` on an address of their own.
 * @module
 */

import { messageOf } from "../base/errors.ts";
import type { Logger } from "../base/log.ts";
import { VERSION } from "../base/version.ts";
import type { Recorder } from "../capture/recorder.ts";
import type { ListenAddress } from "../format/config_values.ts";
import { formatAddress, plain, readiness, type Server } from "../proxy/server.ts";
import type { Router } from "../proxy/router.ts";
import { METRICS_CONTENT_TYPE, type MetricsSnapshot, renderMetrics } from "../telemetry/metrics.ts";
import type { Crew } from "../worker/crew.ts";
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
  const { recorder, journal, crew, router } = sources;
  const stats = await journal.stats();
  const capture = recorder.stats();
  return {
    requests: capture.accepted,
    audited: stats?.counts.audited_full ?? 0,
    partial: stats?.counts.audited_partial ?? 0,
    metadataOnly: stats?.counts.metadata_only ?? 0,
    dropped: Math.max(capture.dropped, stats?.counts.dropped ?? 0),
    inFlight: capture.open,
    piiDetected: stats?.piiDetected ?? {},
    flushErrors: stats?.ioErrors ?? 0,
    overheadCounts: stats?.overheadCounts ?? [],
    overheadSumUs: stats?.overheadSumUs ?? 0,
    evidenceReports: stats?.windowsSealed ?? 0,
    poolSlots: {
      free: capture.slotsFree,
      used: capture.slots - capture.slotsFree,
      usedMax: capture.slots - capture.slotsFreeMin,
    },
    exchangesOpen: { now: capture.open, max: capture.openMax },
    auditBacklog: stats?.backlog ?? 0,
    jobsWaitingMax: capture.jobsMax,
    poolShort: capture.shortOfSlots,
    captureState: capture.state,
    clientConnections: sources.server.stats(),
    workerRestarts: crew.restarts,
    upstreamConnections: router.opened,
    telemetryLinesLost: stats?.telemetryLinesLost ?? 0,
    degraded: Object.fromEntries(sources.degraded().map((reason) => [reason, 1])),
    selfTest: stats?.selfTest ?? null,
    windowNumber: stats?.windowNumber ?? 0,
    version: VERSION,
  };
}
