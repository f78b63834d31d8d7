/**
 * Reads a log and computes its exceptions, for the commands that show and answer them.
 * @module
 */

import { parseTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import {
  type Disposition,
  dispositionsOf,
  reviewExceptions,
  reviewIntervals,
} from "../controls/answers.ts";
import { type ExceptionRow, exceptionRow, windowExceptions } from "../controls/exceptions.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { signalRule } from "../format/declared_policy.ts";
import type { IntegrityState, WindowFacts } from "../format/facts.ts";
import { windowFactsOf } from "../format/window_facts.ts";
import { WindowTotals } from "../format/window_totals.ts";
import { SeriesSignals } from "../signals/series.ts";
import { verifyEvidence, type VerifyReport, type WindowReport } from "../verify/mod.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { directorySource } from "./evidence_source.ts";
import { findParts, type PartFile, readSegment } from "./log_parts.ts";
import { readPolicyFile } from "./policy_file.ts";

/** Flags that say which log, which time and whose rules. */
export const LIST_FLAGS: readonly string[] = ["policy", "key", "from", "to"];

/** The same in `--help`. */
export const LIST_USAGE =
  `  --policy FILE    the declared policy; it counts for the windows that name its hash
  --key VKEY       key of the log that you trust
  --from T, --to T windows that begin from T on, and before T, such as 2026-10-01T00:00:00.000Z
`;

/** An exception and how it stands. */
export interface ListedException extends ExceptionRow {
  disposition: Disposition;
}

/** Everything that was found. */
export interface ExceptionList {
  report: VerifyReport;
  rows: ListedException[];
  policy: PolicyInForce | null;
  /** Windows that name another policy, or none. */
  windowsWithout: number;
}

/**
 * Verifies a log and computes its exceptions.
 *
 * @param path Evidence directory.
 * @throws {OutbandError} IO when it cannot be read; CONFIG for policy, key or times.
 */
export async function listExceptions(
  path: string,
  given: Arguments,
  io: CommandIo,
): Promise<ExceptionList> {
  const file = given.value("policy");
  const policy = file === undefined ? null : await readPolicyFile(file, io);
  const range = { fromMs: timeFlag(given, "from"), toMs: timeFlag(given, "to") };
  const key = given.value("key");
  const report = await verified(path, key);
  const reader = new ListReader({ report, policy, range, io });
  await reader.read(await findParts(path, io));
  const context = {
    entries: report.register ?? [],
    policy: policy?.policy ?? null,
    nowMs: SYSTEM_CLOCK.nowMs(),
  };
  const rows = [...reader.rows];
  const span = { fromMs: range.fromMs ?? reader.fromMs, toMs: range.toMs ?? reader.toMs };
  if (report.log !== null && Number.isFinite(span.fromMs)) {
    const intervals = reviewIntervals(span, context);
    rows.push(...reviewExceptions(report.log.origin, intervals, NODE_SUITE.sha256));
  }
  const stands = dispositionsOf(rows, context);
  const listed = rows.map((row) => ({ ...row, disposition: stands.get(row.id) as Disposition }))
    .toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
  return { report, rows: listed, policy, windowsWithout: reader.windowsWithout };
}

async function verified(path: string, key: string | undefined): Promise<VerifyReport> {
  try {
    const keys = key === undefined ? [] : [key];
    return await verifyEvidence(directorySource(path), { suite: NODE_SUITE, keys });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OutbandError("CONFIG", `Flag --key cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

function timeFlag(given: Arguments, name: string): number | null {
  const text = given.value(name);
  if (text === undefined) return null;
  const ms = parseTime(text);
  if (ms !== null) return ms;
  throw new OutbandError(
    "CONFIG",
    `Flag --${name} is "${text}" and must be a time such as 2026-10-01T00:00:00.000Z`,
  );
}

/** What the parts of a log are read with. */
interface ReadParts {
  report: VerifyReport;
  policy: PolicyInForce | null;
  range: { fromMs: number | null; toMs: number | null };
  io: CommandIo;
}

/** Reads the parts of a log one by one. */
class ListReader {
  readonly rows: ExceptionRow[] = [];
  windowsWithout = 0;
  /** Begin of the first and end of the last window in range. */
  fromMs = Infinity;
  toMs = -Infinity;
  readonly #parts: ReadParts;
  readonly #series = new SeriesSignals();

  constructor(parts: ReadParts) {
    this.#parts = parts;
  }

  async read(files: readonly PartFile[]): Promise<void> {
    const last: { endMs: number; w: number } = { endMs: 0, w: -1 };
    for (const file of files) {
      const { facts, hits, absent } = await this.#part(file);
      const { fromMs, toMs } = this.#parts.range;
      const isInRange = (fromMs === null || facts.startMs >= fromMs) &&
        (toMs === null || facts.startMs < toMs);
      const gap = facts.startMs - last.endMs;
      if (isInRange && last.w >= 0 && gap > 0) this.#gap(facts, { fromMs: last.endMs, absent });
      Object.assign(last, { endMs: Math.max(last.endMs, facts.endMs), w: facts.w });
      if (!isInRange) continue;
      this.fromMs = Math.min(this.fromMs, facts.startMs);
      this.toMs = Math.max(this.toMs, facts.endMs);
      const { policy } = this.#parts;
      const inForce = policy !== null && facts.policy === policy.digest ? policy.policy : null;
      if (inForce === null) this.windowsWithout++;
      this.rows.push(
        ...windowExceptions(facts, { policy: inForce, sha256: NODE_SUITE.sha256 }),
        ...hits.filter(({ rule }) => signalRule(inForce, rule ?? "") === "exception"),
      );
    }
  }

  #gap(facts: WindowFacts, { fromMs, absent }: { fromMs: number; absent: number }): void {
    const { log, startMs: toMs, endMs } = facts;
    const n = Math.round((toMs - fromMs) / (endMs - toMs));
    const how = absent > 0 ? "the program was not running, and says so" : "nothing says why";
    const what = `${n} windows are missing: ${how}`;
    const row = { kind: "WINDOW_GAP" as const, log, fromMs, toMs, n, what, subject: "" };
    this.rows.push(exceptionRow(NODE_SUITE.sha256, row));
  }

  async #part(
    file: PartFile,
  ): Promise<{ facts: WindowFacts; hits: ExceptionRow[]; absent: number }> {
    const totals = new WindowTotals();
    const hits: ExceptionRow[] = [];
    let absent = 0;
    let endIndex = file.first;
    for await (const { parsed } of readSegment(file.path, this.#parts.io)) {
      if ("problem" in parsed || parsed.form !== "outband") continue; // Said by the verification.
      const { record, timeMs } = parsed;
      totals.add(record);
      endIndex = record.i + 1;
      if (record.kind === "absent") absent += record.to_w - record.from_w + 1;
      if (record.kind !== "call") continue;
      for (const hit of this.#series.add(record, { index: record.i, timeMs })) {
        const what = `record ${hit.index}: ${hit.what}` +
          (hit.hasReference ? ", and the call names a change" : "");
        const place = { log: file.log, fromMs: hit.timeMs, toMs: hit.timeMs };
        const row = { kind: "SIGNAL" as const, ...place, n: 1, what, rule: hit.rule };
        hits.push(exceptionRow(NODE_SUITE.sha256, { ...row, subject: String(hit.index) }));
      }
    }
    const integrity = integrityOf(this.#parts.report, file.first);
    const frame = { log: file.log, firstIndex: file.first, endIndex, integrity };
    return { facts: windowFactsOf(totals, frame), hits, absent };
  }
}

/**
 * What a verification says of the part that begins at a record.
 *
 * Without a pinned key nothing is `untrusted`: whose the signature is stays open, as the report says.
 */
export function integrityOf(report: VerifyReport, first: number): IntegrityState {
  const window = report.windows.find((candidate) => candidate.first === first);
  if (window === undefined) return "failed";
  const bad = report.findings.filter((finding) =>
    finding.weight === "contradiction" && concerns(finding, window)
  );
  if (bad.some(({ code }) => code === "KEY_UNKNOWN")) return "untrusted";
  if (bad.length > 0) {
    return bad.every(({ code }) => code === "SUMMARY_MISMATCH") ? "summary_mismatch" : "failed";
  }
  const isCovered = window.end <= (report.log?.size ?? 0);
  return window.sealed || isCovered ? "verified" : "unsigned";
}

function concerns(
  { code, where, index }: VerifyReport["findings"][number],
  window: WindowReport,
): boolean {
  if (code === "KEY_UNKNOWN") return true;
  if (index !== undefined) return index >= window.first && index < window.end;
  return where === window.path || where.startsWith(`${window.path}/`);
}
