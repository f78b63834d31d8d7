/**
 * Runs workloads through subjects, round by round: within a round all subjects take their turn at
 * one workload before the next one begins, so that a noisy minute hits all of them.
 * @module
 */

import { countsFault, readEvidenceCounts } from "../evidence_counts.ts";
import { untilIdle } from "../idle.ts";
import { cpuMsOf, processTree } from "../process_tree.ts";
import {
  type ClassCounts,
  classCountsSince,
  readClassCounts,
  untilRecorded,
} from "../proxy_metrics.ts";
import type { Job, JobAnswer } from "./jobs.ts";
import type { AuditAccount, RunOutcome } from "./results.ts";
import { inTurn } from "./schedule.ts";
import type { Subject } from "./subjects.ts";
import type { Workload } from "./workloads.ts";

/** Sealing the last window may have to wait until a full pool is audited. */
const STOP_MS_MAX = 120_000;

/** Sends a job to the load process. */
export type Drive = (job: Job, subject: Subject) => Promise<JobAnswer>;

/** What a set of rounds is run with. */
export interface RoundsOptions {
  drive: Drive;
  subjects: readonly Subject[];
  workloads: readonly Workload[];
  /** Called before each round of the workloads. */
  onRound(round: number): void;
}

/** Measures `count` rounds. */
export async function runRounds(count: number, options: RoundsOptions): Promise<RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  let turn = 0;
  for (let round = 1; round <= count; round++) {
    options.onRound(round);
    for (const workload of options.workloads) {
      for (const subject of inTurn(options.subjects, turn++)) {
        outcomes.push(await runOnce({ round, workload, subject, drive: options.drive }));
      }
    }
  }
  return outcomes;
}

/** One workload through one subject, and what the proxy used for it. */
async function runOnce(
  { round, workload, subject, drive }: {
    round: number;
    workload: Workload;
    subject: Subject;
    drive: Drive;
  },
): Promise<RunOutcome> {
  const job: Job = { ...workload.plan, port: subject.port, fields: subject.fields };
  const pids = subject.pid === null ? [] : processTree(subject.pid);
  const classesBefore = await classesNow(subject);
  const cpuBeforeMs = cpuMsOf(pids);
  const answer = await drive(job, subject);
  subject.sent += answer.sent;
  const settleMs = pids.length === 0 ? null : await untilIdle(pids);
  // The last records reach the disk after the CPU has become quiet.
  const classesAfter = subject.audit === null
    ? null
    : await untilRecorded(subject.audit.proxy.metricsUrl);
  const cpuUsedMs = cpuMsOf(pids) - cpuBeforeMs;
  const isStream = "chunks" in answer;
  const units = isStream ? answer.chunks : answer.sent;
  return {
    round,
    workload: workload.id,
    subject: subject.id,
    error: "error" in answer ? answer.error : null,
    load: "exchanges" in answer ? answer : null,
    stream: isStream ? answer : null,
    cpu_us: pids.length === 0 || units === 0 ? null : cpuUsedMs * 1000 / units,
    settle_ms: settleMs,
    classes: classesBefore === null || classesAfter === null
      ? null
      : classCountsSince(classesBefore, classesAfter),
  };
}

async function classesNow(subject: Subject): Promise<ClassCounts | null> {
  return subject.audit === null ? null : await readClassCounts(subject.audit.proxy.metricsUrl);
}

/** Ends a proxy as an operator would, and reads what it sealed; null for one without audit. */
export async function accountOf(subject: Subject): Promise<AuditAccount | null> {
  if (subject.audit === null) return null;
  const { proxy, evidenceDir } = subject.audit;
  const startMs = performance.now();
  const { code, stderr } = await proxy.stop("SIGTERM", STOP_MS_MAX);
  const stopMs = performance.now() - startMs;
  const counts = await readEvidenceCounts(evidenceDir);
  const fault = code === 0
    ? countsFault(counts, subject.sent)
    : `it ended with ${code} after SIGTERM: ${stderr.trimEnd().split("\n").at(-1)}`;
  return { subject: subject.id, sent: subject.sent, counts, fault, stop_ms: stopMs };
}
