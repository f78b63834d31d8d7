/**
 * The verdict of a soak: one check for each thing that must hold, from what was seen. Pure.
 * @module
 */

import type { FindingCode } from "../../src/format/finding_codes.ts";
import { countsFault, countsLine } from "../evidence_counts.ts";
import type { BoundedList } from "./bounded.ts";
import type { Ended } from "./ending.ts";
import type { FaultReport } from "./faults.ts";
import type { LoadTally } from "./load.ts";
import { counterFaults, type Sample } from "./samples.ts";
import { fitLine, isFlat, type LineFit } from "./slope.ts";
import type { Way } from "./upstream.ts";
import type { Idle } from "./watch.ts";

/** One thing that must hold. */
export interface Check {
  name: string;
  /** Null when it could not be looked at. */
  holds: boolean | null;
  detail: string;
}

/** Everything that was seen. */
export interface SoakFacts {
  minutes: number;
  tally: LoadTally;
  /** Direct requests that met a closing connection and were sent again. */
  directStale: number;
  /** Connections that the upstream closed after an answer without notice. */
  closings: Record<Way, number>;
  upstreamFaults: BoundedList<string>;
  faults: readonly FaultReport[];
  faultsPlanned: number;
  kills: number;
  hasDisk: boolean;
  samples: readonly Sample[];
  /** Why the program could not be looked at to the end, or null. */
  watchError: string | null;
  /** The program after the load; null when it could not be looked at. */
  idle: Idle | null;
  ended: Ended;
}

/**
 * Share of the run whose memory is not looked at: 12 of 30 minutes. The heaps of the threads find
 * their size in the first ten to eleven (350 to 440 MiB, 2026-11-26), and then stay there.
 */
const WARM_UP_SHARE = 2 / 5;
/** In shorter runs the heap has not found its size, and a slope says nothing. */
const JUDGED_MINUTES_MIN = 10;
/** Growth that counts as a leak when it is also beyond two standard errors. */
const LEAK_MIB_PER_MINUTE = 0.5;
/** Samples that a line needs. */
const SAMPLES_MIN = 10;
/** Most resident memory of the soak itself. */
const DRIVER_MIB_MAX = 768;
/** Log events that the faults of a soak explain. */
const EXPLAINED_EVENTS: readonly string[] = ["error worker.lost"];
/** Log events that a full disk explains. */
const DISK_EVENTS: readonly string[] = [
  "error audit.degraded",
  "error journal.error",
  "error window.seal_failed",
  "error audit.dropped",
];
/** Findings of the verifier that the faults of a soak, or its only looking at one log, explain. */
const DECLARED_FINDINGS: readonly FindingCode[] = [
  "CAPTURE_PARTIAL",
  "HEAD_NONE_KNOWN",
  "LOG_NOT_CLOSED",
  "REQUESTS_DROPPED",
  "TELEMETRY_LOST",
  "WINDOW_COVERED_LATER",
];
/** Least share of calls audited whole; a ninth leaves nothing to audit, or is broken off. */
const FULL_SHARE_MIN = 0.75;
/** Largest share of calls that killed workers and a full disk may cost. */
const DROPPED_SHARE_MAX = 0.01;

/** All checks. */
export function checksOf(facts: SoakFacts): Check[] {
  return [
    ...trafficChecks(facts),
    faultCheck(facts),
    ...metricsChecks(facts),
    leakCheck(facts),
    memoryCheck(facts),
    driverCheck(facts),
    ...endChecks(facts),
    ...evidenceChecks(facts),
  ];
}

function trafficChecks(facts: SoakFacts): Check[] {
  const { tally, closings, directStale, upstreamFaults } = facts;
  const { differences, directFaults, stale } = tally;
  const staleSum = stale.seen + stale.near;
  return [
    {
      name: "direct exchanges end as planned",
      holds: directFaults.count === 0 && tally.pairs > 0,
      detail: `${tally.pairs - directFaults.count} of ${tally.pairs}`,
    },
    {
      name: "exchanges through the proxy end as direct ones",
      holds: differences.count === 0,
      detail:
        `${tally.pairs - differences.count - tally.hangs.count - staleSum} of ${tally.pairs}, ` +
        `${staleSum} stale, ${tally.hangs.count} hanging; ${tally.endings.answered} ` +
        `answered, ${tally.endings.failed} failed, ${tally.endings.aborted} aborted`,
    },
    {
      name: "stale connections explain every 502 that has no other reason",
      holds: staleSum <= closings.proxied,
      detail: `${staleSum} of ${closings.proxied} closings met a request (${stale.seen} seen, ` +
        `${stale.near} near); directly ${directStale} of ${closings.direct}`,
    },
    {
      name: "the upstream is told when a client leaves",
      holds: tally.hangs.count === 0,
      detail: `${tally.left - tally.hangs.count} of ${tally.left}`,
    },
    {
      name: "the upstream saw nothing wrong",
      holds: upstreamFaults.count === 0,
      detail: listed(upstreamFaults.entries, upstreamFaults.count),
    },
  ];
}

function faultCheck({ faults, faultsPlanned, hasDisk }: SoakFacts): Check {
  const failed = faults.filter(({ error }) => error !== null);
  const isAll = faults.length === faultsPlanned && failed.length === 0;
  const note = hasDisk ? "" : "; no full disk: a small file system cannot be mounted here";
  const words = failed.map(({ kind, error }) => `${kind}: ${error}`);
  return {
    name: "faults are made, and the program deals with them",
    holds: isAll,
    detail: `${faults.length} of ${faultsPlanned} made${note}` +
      (failed.length === 0 ? "" : `; ${listed(words, failed.length)}`),
  };
}

function metricsChecks({ samples, watchError, idle }: SoakFacts): Check[] {
  const fallen = samples.flatMap((sample, k) =>
    k === 0 ? [] : counterFaults((samples[k - 1] as Sample).metrics, sample.metrics)
      .map((fault) => `${fault} at ${sample.atSeconds.toFixed(0)} s`)
  );
  const states = new Map<string, number>();
  for (const { readyStatus, ready } of samples) {
    const state = `${readyStatus} ${ready}`;
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  const isReady = samples.every(({ readyStatus }) => readyStatus === 200);
  const seen = watchError === null ? `${samples.length} samples` : `not to the end: ${watchError}`;
  return [
    {
      name: "the program can be looked at all the time",
      holds: watchError === null && samples.length > 1,
      detail: seen,
    },
    {
      name: "counters never fall",
      holds: fallen.length === 0,
      detail: listed(fallen, fallen.length),
    },
    {
      name: "ready all the time, and ok at the end",
      holds: isReady && idle?.ready === "ok",
      detail: [...states].map(([state, count]) => `"${state}" ${count} times`).join(", ") +
        `; "${idle?.ready ?? "unknown"}" at the end`,
    },
  ];
}

function leakCheck({ idle }: SoakFacts): Check {
  const name = "nothing is left over when the load has ended";
  if (idle === null) return { name, holds: null, detail: "the program could not be looked at" };
  const { leftovers, lastGone, seconds } = idle;
  return {
    name,
    holds: leftovers.length === 0,
    detail: `${listed(leftovers, leftovers.length)} after ${seconds.toFixed(0)} s` +
      (lastGone.length === 0 ? "" : `; gone last: ${listed(lastGone, lastGone.length)}`),
  };
}

/** A line through the program's memory after the warm-up; null when there are too few samples. */
function memoryFit(facts: Pick<SoakFacts, "minutes" | "samples">): LineFit | null {
  const fromSeconds = facts.minutes * 60 * WARM_UP_SHARE;
  const points = facts.samples.filter(({ atSeconds }) => atSeconds >= fromSeconds)
    .map(({ atSeconds, rssMib }) => ({ x: atSeconds / 60, y: rssMib }));
  return points.length < SAMPLES_MIN ? null : fitLine(points);
}

function memoryCheck(facts: SoakFacts): Check {
  const name = "memory does not grow";
  const fit = memoryFit(facts);
  if (fit === null) return { name, holds: null, detail: "too few samples" };
  const rss = facts.samples.map(({ rssMib }) => rssMib);
  const { slope, slopeError, slopeErrorAdjusted, correlation } = fit;
  const flat = isFlat(fit);
  const isJudged = facts.minutes >= JUDGED_MINUTES_MIN;
  return {
    name,
    holds: isJudged ? flat || slope < LEAK_MIB_PER_MINUTE : null,
    detail: `slope ${slope.toFixed(3)} MiB per minute, standard error ` +
      `${slopeErrorAdjusted.toFixed(3)} (${slopeError.toFixed(3)} if samples were independent, ` +
      `their correlation is ${correlation.toFixed(2)}); 0 lies ` +
      `${flat ? "within" : "outside"} 2 standard errors; RSS ${rss[0]?.toFixed(0)} MiB at first, ` +
      `${Math.max(...rss).toFixed(0)} at most, ${rss.at(-1)?.toFixed(0)} at last, ` +
      `${facts.idle?.rssMib.toFixed(0) ?? "unknown"} when idle` +
      (isJudged ? "" : `; not judged in less than ${JUDGED_MINUTES_MIN} minutes`),
  };
}

function driverCheck({ samples }: SoakFacts): Check {
  const peakMib = Math.max(0, ...samples.map(({ driverMib }) => driverMib));
  return {
    name: "the soak's own memory is bounded",
    holds: peakMib <= DRIVER_MIB_MAX,
    detail: `${peakMib.toFixed(0)} MiB at most, ${samples.at(-1)?.driverMib.toFixed(0)} at last`,
  };
}

function endChecks({ ended, kills, hasDisk }: SoakFacts): Check[] {
  const { exitCode, stopSeconds, logEvents, otherLines } = ended;
  const explained = hasDisk ? [...EXPLAINED_EVENTS, ...DISK_EVENTS] : EXPLAINED_EVENTS;
  const unexplained = Object.keys(logEvents)
    .filter((event) => event.startsWith("error ") && !explained.includes(event));
  const lost = logEvents["error worker.lost"] ?? 0;
  const events = Object.entries(logEvents).map(([event, count]) => `${event} ${count}`);
  return [
    {
      name: "SIGTERM ends it with 0",
      holds: exitCode === 0,
      detail: `exit code ${exitCode} after ${stopSeconds.toFixed(1)} s`,
    },
    {
      name: "its log has no error that the faults do not explain",
      holds: unexplained.length === 0 && lost === kills && otherLines.length === 0,
      detail: `${events.join(", ")}; ${kills} workers killed` +
        (otherLines.length === 0 ? "" : `; other lines: ${listed(otherLines, otherLines.length)}`),
    },
  ];
}

function evidenceChecks({ ended, tally, idle }: SoakFacts): Check[] {
  const { counts, verifyCode, findings, problems } = ended;
  const from = tally.surelySent;
  const to = from + tally.maybeSent;
  const sent = tally.maybeSent === 0 ? `${from}` : `${from} to ${to}`;
  const metered = idle?.metrics["outband_requests_total"] ?? NaN;
  const declared: readonly string[] = DECLARED_FINDINGS;
  const isDeclared = findings.every(({ code }) => declared.includes(code));
  const words = findings.map(({ code, weight, count }) => `${code} (${weight}) ${count}`);
  return [
    {
      name: "the evidence counts every call that was sent",
      holds: counts !== null && counts.processed >= from && counts.processed <= to &&
        countsFault(counts, counts.processed) === null,
      detail: counts === null
        ? problems.join("; ")
        : `${sent} sent; ${countsLine(counts)}; ${counts.windows} window parts`,
    },
    {
      name: "the metrics count the same calls",
      holds: counts !== null && metered === counts.processed,
      detail: `outband_requests_total ${metered}, processed ${counts?.processed ?? "unknown"}`,
    },
    {
      name: "the audit keeps up",
      holds: counts !== null && counts.audited_full >= FULL_SHARE_MIN * counts.processed &&
        counts.dropped <= DROPPED_SHARE_MAX * counts.processed,
      detail: counts === null ? "unknown" : `${percent(counts.audited_full, counts.processed)} ` +
        `audited whole, ${percent(counts.dropped, counts.processed)} dropped`,
    },
    {
      name: "verify accepts the evidence",
      holds: (verifyCode === 0 || verifyCode === 6) && isDeclared && problems.length === 0,
      detail: `exit code ${verifyCode}; findings: ${listed([...words, ...problems], words.length)}`,
    },
  ];
}

function percent(part: number, whole: number): string {
  return `${(100 * part / whole).toFixed(2)} %`;
}

/** The first few entries in one line. */
function listed(entries: readonly string[], count: number): string {
  if (count === 0) return "nothing";
  const shown = entries.slice(0, 8).join("; ");
  return count > 8 ? `${shown}; ${count} in all` : shown;
}
