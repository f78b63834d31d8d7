/**
 * Reads a verified log part by part: the facts of each window, and the signals that follow from its
 * calls. Nothing of a part is kept when the next one is read.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { type ExceptionRow, exceptionRow } from "../controls/exceptions.ts";
import type { IntegrityState, WindowFacts } from "../format/facts.ts";
import type { OutbandRecord } from "../format/record.ts";
import { windowFactsOf } from "../format/window_facts.ts";
import { WindowTotals } from "../format/window_totals.ts";
import { SeriesSignals } from "../signals/series.ts";
import type { VerifyReport, WindowReport } from "../verify/mod.ts";
import type { CommandIo } from "./command.ts";
import { type PartFile, readSegment } from "./log_parts.ts";

/** Time to look at; null leaves an end open. */
export interface TimeRange {
  fromMs: number | null;
  toMs: number | null;
}

/** One window part. */
export interface ReadWindow {
  facts: WindowFacts;
  /** Signals that follow from calls after each other. */
  hits: readonly ExceptionRow[];
  /** What those hits are changes of, and whether the calls name a change. */
  drifts: readonly { hasReference: boolean }[];
  /** Windows missing before this one, and how many of them the log declares. */
  missing: { n: number; declared: number; fromMs: number };
  /** Times of records of these kinds, milliseconds since 1970. */
  selfTests: readonly number[];
  anchors: readonly number[];
  /** Records that erased content. */
  erased: number;
}

/**
 * Reads the parts of one log in their order; those outside the range are read, and not handed on.
 *
 * @param parts.report What the verification of the log said.
 */
export async function* readWindows(
  files: readonly PartFile[],
  parts: { report: VerifyReport; range: TimeRange; io: CommandIo },
): AsyncGenerator<ReadWindow> {
  const { report, range, io } = parts;
  const series = new SeriesSignals();
  let endMs: number | null = null;
  for (const file of files) {
    const part = new PartReader(file, series);
    for await (const { parsed } of readSegment(file.path, io)) {
      // What is no record was said by the verification.
      if (!("problem" in parsed) && parsed.form === "outband") {
        part.add(parsed.record, parsed.timeMs);
      }
    }
    const window = part.finish(integrityOf(report, file.first), endMs);
    const { startMs } = window.facts;
    endMs = Math.max(endMs ?? 0, window.facts.endMs);
    const isInRange = (range.fromMs === null || startMs >= range.fromMs) &&
      (range.toMs === null || startMs < range.toMs);
    if (isInRange) yield window;
  }
}

/** Takes the records of one part. */
class PartReader {
  readonly #file: PartFile;
  readonly #series: SeriesSignals;
  readonly #totals = new WindowTotals();
  readonly #hits: ExceptionRow[] = [];
  readonly #drifts: { hasReference: boolean }[] = [];
  readonly #selfTests: number[] = [];
  readonly #anchors: number[] = [];
  #erased = 0;
  #declared = 0;
  #endIndex: number;

  constructor(file: PartFile, series: SeriesSignals) {
    this.#file = file;
    this.#series = series;
    this.#endIndex = file.first;
  }

  add(record: OutbandRecord, timeMs: number): void {
    this.#totals.add(record);
    this.#endIndex = record.i + 1;
    if (record.kind === "absent") this.#declared += record.to_w - record.from_w + 1;
    else if (record.kind === "selftest") this.#selfTests.push(timeMs);
    else if (record.kind === "anchor") this.#anchors.push(timeMs);
    else if (record.kind === "erase") this.#erased++;
    else if (record.kind === "call") {
      for (const hit of this.#series.add(record, { index: record.i, timeMs })) {
        const { hasReference, rule, index } = hit;
        if (rule.startsWith("drift.")) this.#drifts.push({ hasReference });
        const reference = hasReference ? ", and the call names a change" : "";
        this.#hits.push(exceptionRow(NODE_SUITE.sha256, {
          kind: "SIGNAL",
          log: this.#file.log,
          fromMs: timeMs,
          toMs: timeMs,
          n: 1,
          what: `record ${index}: ${hit.what}${reference}`,
          rule,
          subject: String(index),
        }));
      }
    }
  }

  /** @param lastEndMs End of the window before; null for the first. */
  finish(integrity: IntegrityState, lastEndMs: number | null): ReadWindow {
    const { log, first: firstIndex } = this.#file;
    const frame = { log, firstIndex, endIndex: this.#endIndex, integrity };
    const facts = windowFactsOf(this.#totals, frame);
    const gapMs = lastEndMs === null ? 0 : facts.startMs - lastEndMs;
    const n = gapMs <= 0 ? 0 : Math.round(gapMs / (facts.endMs - facts.startMs));
    return {
      facts,
      hits: this.#hits,
      drifts: this.#drifts,
      missing: { n, declared: this.#declared, fromMs: lastEndMs ?? facts.startMs },
      selfTests: this.#selfTests,
      anchors: this.#anchors,
      erased: this.#erased,
    };
  }
}

/**
 * What a verification says of the part that begins at a record.
 *
 * Without a pinned key nothing is `untrusted`: whose the signature is stays open, as the report says.
 * A contradiction that is in no window, such as another history seen elsewhere, counts against each;
 * one in the register counts against the register alone.
 */
export function integrityOf(report: VerifyReport, first: number): IntegrityState {
  const window = report.windows.find((candidate) => candidate.first === first);
  if (window === undefined) return "failed";
  const bad = report.findings.filter((finding) =>
    finding.weight === "contradiction" && !finding.code.startsWith("REGISTER_") &&
    (lies(finding, window) || !report.windows.some((other) => lies(finding, other)))
  );
  if (bad.some(({ code }) => code === "KEY_UNKNOWN")) return "untrusted";
  if (bad.length > 0) {
    return bad.every(({ code }) => code === "SUMMARY_MISMATCH") ? "summary_mismatch" : "failed";
  }
  const isCovered = window.end <= (report.log?.size ?? 0);
  return window.sealed || isCovered ? "verified" : "unsigned";
}

/** True for a finding in that window's records or files. */
function lies({ where, index }: VerifyReport["findings"][number], window: WindowReport): boolean {
  if (index !== undefined) return index >= window.first && index < window.end;
  return window.path === "." || where === window.path || where.startsWith(`${window.path}/`);
}
