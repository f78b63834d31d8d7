/**
 * The report of a soak as text. Pure.
 * @module
 */

import { type Machine, machineLine } from "../machine.ts";
import type { FaultReport } from "./faults.ts";
import type { Difference, LoadTally } from "./load.ts";
import { KINDS } from "./schedule.ts";
import type { Sample } from "./samples.ts";
import type { Check } from "./verdict.ts";

/** What a run was asked for. */
export interface SoakSettings {
  minutes: number;
  seed: number;
  /** Exchanges per second, both ways together. */
  rate: number;
}

/** A finished run. */
export interface SoakReport extends SoakSettings {
  machine: Machine;
  checks: Check[];
  tally: LoadTally;
  faults: readonly FaultReport[];
  samples: readonly Sample[];
  /** Seconds for which load was made. */
  loadSeconds: number;
}

/** True when every check holds that could be looked at. */
export function holds({ checks }: SoakReport): boolean {
  return checks.every((check) => check.holds !== false);
}

/** The line that stands at the top. */
export function titleLine({ seed, minutes, rate }: SoakSettings): string {
  return `Soak: ${minutes} minutes, ${rate} exchanges per second, seed ${seed}`;
}

/** One line while it runs. */
export function progressLine(tally: LoadTally, sample: Sample): string {
  const { pairs, running, stale, hangs, differences } = tally;
  const { atSeconds, rssMib, threads, descriptors, ready, driverMib } = sample;
  return `${atSeconds.toFixed(0).padStart(5)} s  ${pairs} pairs, ${running} running, ` +
    `${stale.seen + stale.near} stale, ${hangs.count} hanging, ${differences.count} different; ` +
    `RSS ${rssMib.toFixed(0)} MiB, ${threads} threads, ${descriptors.sockets} sockets, ` +
    `${descriptors.others} other descriptors; ${ready}; driver ${driverMib.toFixed(0)} MiB`;
}

/** The whole report. */
export function reportText(report: SoakReport): string {
  const { tally, faults, checks, loadSeconds } = report;
  const rate = 2 * tally.pairs / loadSeconds;
  const failed = checks.filter((check) => check.holds === false);
  const lines = [
    titleLine(report),
    `Machine: ${machineLine(report.machine)}`,
    `Load: ${2 * tally.pairs} exchanges in ${loadSeconds.toFixed(0)} s, ${rate.toFixed(0)} per ` +
    `second; at most ${tally.runningMax} pairs at once; ` +
    `${(tally.bodyBytes / 2 ** 20).toFixed(0)} MiB came down through the proxy`,
    "",
    ...kindLines(tally),
    "",
    ...faults.map(faultLine),
    "",
    ...differenceLines("Different", tally.differences),
    ...differenceLines("Hanging", tally.hangs),
    ...differenceLines("Not as planned", tally.directFaults),
    ...checks.map(checkLine),
    "",
    failed.length === 0
      ? "Everything holds"
      : `${failed.length} of ${checks.length} checks FAILED: ` +
        failed.map(({ name }) => name).join("; "),
  ];
  return `${lines.join("\n")}\n`;
}

function kindLines({ kinds }: LoadTally): string[] {
  return [
    `${"kind".padEnd(20)}${cell("pairs")}${cell("same")}${cell("stale")}${cell("hanging")}${
      cell("different")
    }`,
    ...KINDS.map((kind) => {
      const { pairs, same, stale, hanging, different } = kinds[kind];
      return kind.padEnd(20) + [pairs, same, stale, hanging, different].map(cell).join("");
    }),
  ];
}

function cell(value: number | string): string {
  return `${value}`.padStart(11);
}

function faultLine({ kind, atMs, tookMs, error }: FaultReport): string {
  const at = `${(atMs / 1_000).toFixed(0)} s`.padStart(7);
  const end = error === null ? `dealt with in ${tookMs} ms` : `FAILED: ${error}`;
  return `${at}  ${kind.padEnd(12)} ${end}`;
}

function differenceLines(
  title: string,
  list: { count: number; entries: readonly Difference[] },
): string[] {
  if (list.count === 0) return [];
  return [
    `${title}: ${list.count}, of which the first are`,
    ...list.entries.slice(0, 20).map(({ index, kind, atSeconds, reason, request }) =>
      `  exchange ${index} (${kind}; ${request}) at ${atSeconds} s: ${reason}`
    ),
    "",
  ];
}

function checkLine({ name, holds, detail }: Check): string {
  const mark = holds === null ? "----" : holds ? " ok " : "FAIL";
  return `[${mark}] ${name}: ${detail}`;
}
