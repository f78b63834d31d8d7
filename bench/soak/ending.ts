/**
 * The end of a soak: stops the program, and lets its evidence and its log speak.
 * @module
 */

import { runCommand, type ServeProcess } from "../../tests/support/program.ts";
import { type EvidenceCounts, readEvidenceCounts } from "../evidence_counts.ts";

/** Draining, auditing what waits, sealing. */
const STOP_MS_MAX = 120_000;
const VERIFY_MS_MAX = 600_000;
/** Lines of standard error kept that are no log lines. */
const OTHER_LINES_MAX = 20;

/** What the runtime prints of a worker that was killed. */
const KILL_LINE_REGEXP = /^error: Uncaught \(in worker "audit-\d{1,3}"\)|^ {4}at /;

/** A kind of finding of the verifier. */
export interface FindingCount {
  code: string;
  weight: string;
  count: number;
}

/** How the program ended, and what its evidence says. */
export interface Ended {
  exitCode: number;
  stopSeconds: number;
  /** Null when the summaries could not be read. */
  counts: EvidenceCounts | null;
  verifyCode: number;
  findings: FindingCount[];
  /**
   * Log lines by level and event, `error worker.lost`; faults of the server also by their reason.
   */
  logEvents: Record<string, number>;
  /** Lines of standard error that are no log lines, the first of them. */
  otherLines: string[];
  /** What could not be read, one line each. */
  problems: string[];
}

/** Stops the program with SIGTERM, or by force when that does not end it; reads what it left. */
export async function endProgram(
  serve: ServeProcess,
  evidence: { dir: string; vkey: string },
): Promise<Ended> {
  const startMs = performance.now();
  const { code: exitCode, stderr } = await serve.stop("SIGTERM", STOP_MS_MAX)
    .catch(() => serve.kill());
  const stopSeconds = (performance.now() - startMs) / 1_000;
  const problems: string[] = [];
  const counts = await readEvidenceCounts(evidence.dir).catch((error: unknown): null => {
    problems.push(`the summaries cannot be read: ${error}`);
    return null;
  });
  const { code, stdout, stderr: said } = await runCommand(
    ["verify", evidence.dir, "--key", evidence.vkey, "--json"],
    { deadlineMs: VERIFY_MS_MAX },
  );
  const findings = readFindings(stdout);
  if (findings === null) problems.push(`verify printed no report: ${said}`);
  return {
    exitCode,
    stopSeconds,
    counts,
    verifyCode: code,
    findings: findings ?? [],
    ...readLog(stderr),
    problems,
  };
}

/** Findings by code of a report of `verify --json`; null when it is none. */
export function readFindings(stdout: string): FindingCount[] | null {
  try {
    const { findings, finding_counts: counts } = JSON.parse(stdout);
    const weights = new Map<string, string>();
    for (const { code, weight } of findings) weights.set(code, weight);
    return Object.entries<number>(counts).map(([code, count]) => ({
      code,
      weight: weights.get(code) ?? "unknown",
      count,
    }));
  } catch {
    return null;
  }
}

/** Counts the events of a log, and picks out what is no log line. */
export function readLog(stderr: string): Pick<Ended, "logEvents" | "otherLines"> {
  const logEvents: Record<string, number> = {};
  const otherLines: string[] = [];
  for (const line of stderr.split("\n")) {
    if (line === "" || KILL_LINE_REGEXP.test(line)) continue;
    if (line.startsWith("{")) {
      const { level, event, reason } = JSON.parse(line);
      const name = `${level} ${event}${event === "server.error" ? `: ${reason}` : ""}`;
      logEvents[name] = (logEvents[name] ?? 0) + 1;
    } else if (otherLines.length < OTHER_LINES_MAX) {
      otherLines.push(line);
    }
  }
  return { logEvents, otherLines };
}
