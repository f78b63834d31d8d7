/**
 * A window part and a record in words, for a person at a terminal. Pure: it reads nothing and
 * decides nothing, and no character of a log reaches the terminal as a command to it.
 * @module
 */

import { printable } from "../base/printable.ts";
import { type Counts, coveragePercent } from "../format/counts.ts";
import { percentileUs, usToMs } from "../format/histogram.ts";
import { windowEndMs, windowStartMs } from "../format/layout.ts";
import type { ControlEvidence } from "../format/summary.ts";
import type { DirectionTotals, Tally, WindowTotals } from "../format/window_totals.ts";

export { printable };

/** What is known of a part beside its totals. */
export interface PartFrame {
  path: string;
  log: string;
  /** Index of the first record. */
  first: number;
  /** Index of the last record. */
  last: number;
  isSealed: boolean;
  controls: readonly ControlEvidence[];
  /** Lines that are no records. */
  badLines: number;
}

const LABEL_WIDTH = 15;
/** Names that are shown of one tally; the rest is added up. */
const NAMES_SHOWN_MAX = 8;
function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join("");
}

/** A window part in words. */
export function windowText(totals: WindowTotals, frame: PartFrame): string {
  const { open, close } = totals;
  const name = open === null ? "A window part" : `Window ${open.w}, part ${open.part},`;
  const lines = [
    `${name} of ${frame.log}`,
    `  ${frame.path}`,
    "",
    row("Period", periodWords(totals)),
    row("Records", `index ${number(frame.first)} to ${number(frame.last)}`),
    row("State", stateWords(frame, close !== null)),
    ...callRows(totals),
    ...auditRows(totals),
    ...trafficRows(totals),
    ...controlRows(frame.controls),
    "",
    "Counts cover calls that reached the proxy. Nothing was verified here: run outband verify.",
  ];
  if (frame.badLines > 0) lines.push(`Lines that are no records, not counted: ${frame.badLines}.`);
  return textOf(lines);
}

function row(label: string, words: string): string {
  return `${label.padEnd(LABEL_WIDTH)} ${words}`;
}

function periodWords({ open, close }: WindowTotals): string {
  if (open === null) return "not known: no window.open";
  const start = dayTime(windowStartMs(open));
  const words = `${start} to ${dayTime(windowEndMs(open))} UTC`;
  return close?.partial === true ? `${words}, closed early` : words;
}

function dayTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

function stateWords({ isSealed }: PartFrame, isClosed: boolean): string {
  if (isSealed) return "closed and sealed";
  return isClosed ? "closed, not sealed" : "open: the figures are those so far";
}

function callRows(totals: WindowTotals): string[] {
  const { counts, close } = totals;
  const rows = [
    row("Calls", `${number(counts.processed)} settled: ${classWords(counts)}`),
  ];
  if (close !== null) {
    const { carried_in, accepted, carried_out } = close;
    rows.push(row(
      "In flight",
      `${number(carried_in)} carried in, ${number(accepted)} accepted, ` +
        `${number(carried_out)} carried out`,
    ));
  }
  const coverage = coveragePercent(counts);
  rows.push(row(
    "Coverage",
    coverage === null ? "no calls to cover" : `${coverage.toFixed(2)} % audited whole`,
  ));
  if (Object.keys(totals.dropsByReason).length > 0) {
    rows.push(row("Without record", tallyWords(totals.dropsByReason)));
  }
  return rows;
}

function classWords(counts: Counts): string {
  const parts: [number, string][] = [
    [counts.audited_full, "audited whole"],
    [counts.audited_partial, "in part"],
    [counts.metadata_only, "metadata only"],
    [counts.dropped, "without record"],
    [counts.excluded, "excluded by rule"],
    [counts.unknown_at_crash, "at most, lost in a crash"],
  ];
  const shown = parts.filter(([n], k) => n > 0 || k === 0);
  return shown.map(([n, words]) => `${number(n)} ${words}`).join(", ");
}

function auditRows(totals: WindowTotals): string[] {
  const both = (pick: (direction: DirectionTotals) => Tally): string =>
    `request ${tallyWords(pick(totals.req))}; response ${tallyWords(pick(totals.res))}`;
  const hasAny = (pick: (direction: DirectionTotals) => Tally): boolean =>
    [totals.req, totals.res].some((direction) => Object.keys(pick(direction)).length > 0);
  const rows = [row("Findings", both((direction) => direction.instances))];
  if (hasAny((direction) => direction.why)) {
    rows.push(row("Not whole", both((direction) => direction.why)));
  }
  if (hasAny((direction) => direction.not_inspected)) {
    rows.push(row("Not inspected", both((direction) => direction.not_inspected)));
  }
  if (totals.detector !== null) {
    rows.push(row("Not looked for", totals.detector.not_covered.join(", ")));
  }
  return rows;
}

function trafficRows(totals: WindowTotals): string[] {
  const { close, tokens } = totals;
  const rows = [
    row("Hosts", tallyWords(totals.byHost)),
    row("Providers", tallyWords(totals.byProvider)),
    row("Models asked", tallyWords(totals.byModel)),
    row("Models served", tallyWords(totals.byServedModel)),
    row("Statuses", tallyWords(totals.byStatus)),
    row(
      "Tokens",
      `${number(tokens.input)} in, ${number(tokens.output)} out, reported by ` +
        `${number(tokens.calls_reporting)} calls`,
    ),
  ];
  if (close !== null) {
    const ms = (percent: number): string =>
      `p${percent} ${usToMs(percentileUs(close.added_us, percent)).toFixed(3)} ms`;
    rows.push(row("Added latency", [50, 95, 99].map(ms).join(", ")));
  }
  return rows;
}

function controlRows(controls: readonly ControlEvidence[]): string[] {
  if (controls.length === 0) return [];
  const rows = controls.map(({ control, title, status, reasons }) =>
    `  ${control.padEnd(16)} ${status.padEnd(14)} ${title} (${reasons.join(", ")})`
  );
  return ["", "Controls, as this part alone shows them:", ...rows];
}

/** `api.example.com 12, other 3`; the most frequent names first. */
function tallyWords(tally: Tally): string {
  const entries = Object.entries(tally).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (entries.length === 0) return "none";
  const shown = entries.slice(0, NAMES_SHOWN_MAX);
  const rest = entries.slice(NAMES_SHOWN_MAX).reduce((sum, [, n]) => sum + n, 0);
  const words = shown.map(([name, n]) => `${name} ${number(n)}`);
  if (rest > 0) words.push(`${entries.length - NAMES_SHOWN_MAX} more ${number(rest)}`);
  return words.join(", ");
}

function number(n: number): string {
  return n.toLocaleString("en-US");
}

/** A record and where it stands. */
export interface RecordFrame {
  path: string;
  /** Line in the segment, from 1. */
  line: number;
  /** RFC 6962 leaf hash, hex: the `prev` of the next record. */
  leaf: string;
  record: Readonly<Record<string, unknown>>;
  /** Its telemetry line; null when none was found, undefined when none was asked for. */
  telemetry: Readonly<Record<string, unknown>> | null | undefined;
}

/** Fields of a telemetry line that hold a JSON object of redacted texts. */
const PAYLOAD_FIELDS = ["redacted_payload", "response_redacted_payload"];

/** A record, and its telemetry line, in words. */
export function recordText(frame: RecordFrame): string {
  const { record, telemetry } = frame;
  const lines = [
    `Record ${record["i"]} of ${record["log"]}: ${record["kind"]}`,
    `  ${frame.path} line ${frame.line}`,
    `  leaf ${frame.leaf}`,
    "",
    ...fieldLines(record),
  ];
  if (telemetry === null) lines.push("", "No telemetry line for this record was found.");
  if (telemetry) {
    lines.push("", "Telemetry line", "", ...fieldLines(without(telemetry, PAYLOAD_FIELDS)));
    for (const field of PAYLOAD_FIELDS) {
      lines.push("", field, ...payloadLines(telemetry[field]));
    }
  }
  lines.push("", "Nothing was verified here: run outband verify.");
  return textOf(lines);
}

function fieldLines(fields: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  return Object.entries(fields).map(([name, value]) =>
    `  ${name.padEnd(width)}  ${typeof value === "string" ? value : JSON.stringify(value)}`
  );
}

function without(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function payloadLines(payload: unknown): string[] {
  const texts = Object.entries(parseTexts(payload));
  if (texts.length === 0) return ["  none"];
  return texts.flatMap(([path, text]) => [`  ${path}`, ...indented(String(text))]);
}

function parseTexts(payload: unknown): object {
  try {
    const parsed: unknown = JSON.parse(String(payload));
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    // A payload that was cut to the line limit is shown as it is.
    return { "(not JSON)": payload };
  }
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => `    ${line}`);
}
