/**
 * Checks of the doctor that read evidence: the newest sealed window, the signed head, its keeping.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf } from "../base/errors.ts";
import type { ServeConfig } from "../format/config.ts";
import { type ListedPart, listParts, readFile } from "../format/disk.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { DiskUse } from "../retain/disk_watch.ts";
import { daysText, judgeRetention } from "../retain/frameworks.ts";
import { parseCheckpoint, parseNote } from "../tlog/note.ts";
import { verifyEvidence } from "../verify/mod.ts";
import { type CheckResult, fail, ok, skip, warn } from "./check_result.ts";
import { directorySource } from "./evidence_source.ts";

const NOTE_BYTES_MAX = 131_072;
const VKEY_FILE_REGEXP = /^log-\d{1,6}\.vkey$/;
const RESTORE = "keep it as it is, restore a copy, and run outband verify for the whole log";

/** Verifies the newest sealed window by the published keys, and compares it with the log's head. */
export async function checkEvidence(
  { evidenceDir }: Pick<ServeConfig, "evidenceDir">,
): Promise<CheckResult> {
  try {
    const sealed = listParts(SYSTEM_DISK, evidenceDir).findLast((part) =>
      sizeOfNote(`${evidenceDir}/${part.directory}/${CHECKPOINT_FILE}`) !== null
    );
    const head = sizeOfNote(`${evidenceDir}/${CHECKPOINT_FILE}`);
    if (sealed === undefined) {
      return head === null
        ? ok("evidence", "nothing is sealed yet")
        : fail("evidence", `${head} records were signed, and no sealed window is here`, RESTORE);
    }
    return await checkPart(evidenceDir, sealed, head);
  } catch (error) {
    return fail("evidence", messageOf(error), RESTORE);
  }
}

async function checkPart(
  evidenceDir: string,
  part: ListedPart,
  head: number | null,
): Promise<CheckResult> {
  const report = await verifyEvidence(directorySource(`${evidenceDir}/${part.directory}`), {
    suite: NODE_SUITE,
    keys: publishedKeys(evidenceDir),
  });
  const bad = report.findings.find(({ weight }) =>
    weight === "contradiction" || weight === "unreadable"
  );
  if (bad !== undefined) {
    const seen = `${part.directory}: ${bad.code}: ${bad.message}`;
    return fail("evidence", seen, RESTORE);
  }
  const end = report.windows[0]?.end ?? 0;
  if (head === null) {
    return fail("evidence", `the log's own ${CHECKPOINT_FILE} is missing or damaged`, RESTORE);
  }
  if (head > end) {
    const seen = `${head} records were signed, and the newest sealed window ends at ${end}`;
    return fail("evidence", seen, RESTORE);
  }
  if (head < end) {
    const seen = `the log's checkpoint has ${head} records, and its newest window ${end}`;
    return warn("evidence", seen, "start outband serve once: it completes an interrupted seal");
  }
  return ok("evidence", `the newest sealed window verifies; head of ${head} records`);
}

/** Whether they are the right ones is for an auditor, who pins one that came another way. */
function publishedKeys(evidenceDir: string): string[] {
  const names = (SYSTEM_DISK.list(`${evidenceDir}/keys`) ?? []).map(({ name }) => name);
  return names.filter((name) => VKEY_FILE_REGEXP.test(name)).map((name) => {
    const bytes = readFile(SYSTEM_DISK, `${evidenceDir}/keys/${name}`, { bytesMax: 1_024 });
    return decodeUtf8(bytes ?? new Uint8Array(0)).trimEnd();
  });
}

/** Size that a checkpoint states; null when there is none, or it is none. */
function sizeOfNote(path: string): number | null {
  const bytes = readFile(SYSTEM_DISK, path, { bytesMax: NOTE_BYTES_MAX });
  if (bytes === null) return null;
  const note = parseNote(decodeUtf8(bytes));
  return note === null ? null : parseCheckpoint(note.text)?.size ?? null;
}

/** Retention against the floors of the frameworks named. */
export function checkRetention(config: ServeConfig): CheckResult[] {
  const { frameworks, retainEvidenceMs, retainTelemetryMs, hold } = config;
  const kept = `evidence ${daysText(retainEvidenceMs)}, telemetry ${daysText(retainTelemetryMs)}` +
    (hold === null ? "" : `; on hold, nothing is deleted: ${hold}`);
  if (frameworks.length === 0) {
    return [ok("retention", `${kept}; --frameworks compares it with what yours want`)];
  }
  const remarks = judgeRetention(config, frameworks);
  if (remarks.length === 0) {
    return [ok("retention", `${kept}; not below what ${frameworks.join(", ")} want`)];
  }
  return remarks.map(({ weight, message }) =>
    (weight === "fail" ? fail : warn)("retention", message, "raise it, or set 0s to keep for ever")
  );
}

/** What evidence and telemetry take, against their budget. */
export function checkBudget(config: ServeConfig): CheckResult {
  if (config.diskBudget === 0) return skip("budget", "none is set (--disk-budget)");
  const { evidenceDir, logOutput } = config;
  const logDir = logOutput === "file" ? config.logDir : null;
  let used: number;
  try {
    const bytes = new DiskUse({ disk: SYSTEM_DISK, evidenceDir, logDir }).measure();
    used = bytes.evidence + bytes.telemetry;
  } catch (error) {
    return skip("budget", messageOf(error));
  }
  const percent = Math.floor(100 * used / config.diskBudget);
  const seen = `${percent} % of --disk-budget is used`;
  if (percent < WARN_PERCENT) return ok("budget", seen);
  return warn("budget", seen, "raise it, make room, or shorten the retention");
}

const WARN_PERCENT = 70;
