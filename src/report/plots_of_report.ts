/**
 * The plots of a report from its data.
 * @module
 */

import type { ReportFacts } from "./data.ts";
import type { Html } from "./html.ts";
import { callsBy } from "./inventory.ts";
import { barsPlot, daysPlot, dotsPlot, type Span } from "./plots.ts";
import { numberOf, textOf } from "./queries.ts";
import { duration, moment } from "./words.ts";

/** Most bars of a plot; the tables have all. */
const BARS_MAX = 12;
const DECADE = 10;

/** Volume and coverage by day, over the windows of each log. */
export function coveragePlot(facts: ReportFacts): Html {
  const { days, ledger, period, totals, coverage } = facts;
  const strips = ledger.logs.map(({ log, firstMs, lastMs }) => ({
    label: log,
    spans: spansOf(facts, { log, firstMs, lastMs }),
  }));
  return daysPlot({
    title: "Volume and coverage over time",
    query: "days windows events",
    words: `${totals.processed} calls in ${days.length} days, coverage ${coverage} percent. ` +
      `Strips show when each log has windows. The tables of this section have the numbers.`,
    series: [
      { name: "audited whole", css: "c1" },
      { name: "audited in part", css: "c2" },
      { name: "metadata only", css: "c3" },
      { name: "no record", css: "c4" },
      { name: "lost in a crash, at most (cut at the top)", css: "c6" },
    ],
    days: days.map(({ dayMs, counts, coverage }) => ({
      dayMs,
      percent: coverage,
      values: [
        ...[counts.audited_full, counts.audited_partial, counts.metadata_only],
        ...[counts.dropped + counts.excluded, counts.unknown_at_crash],
      ],
    })),
    percentLabel: "coverage of the day",
    strips,
    fromMs: period.fromMs,
    toMs: period.toMs,
  });
}

function spansOf(
  { ledger, period }: ReportFacts,
  { log, firstMs, lastMs }: { log: string; firstMs: number; lastMs: number },
): Span[] {
  const fromMs = Math.max(firstMs, period.fromMs);
  const toMs = Math.min(lastMs, period.toMs);
  const holes = ledger.gaps.filter((gap) => gap.log === log && gap.kind !== "calls_lost")
    .map((gap): Span => ({
      fromMs: Math.max(gap.fromMs, period.fromMs),
      toMs: Math.min(gap.toMs, period.toMs),
      css: "bad",
      title: `${log}: ${gap.kind.replaceAll("_", " ")}, ${moment(gap.fromMs)} to ${
        moment(gap.toMs)
      }`,
    }));
  const there = { fromMs, toMs, css: "there", title: `${log}: windows are there` };
  return toMs > fromMs ? [there, ...holes] : holes;
}

/** What was found, in both directions. */
export function findingsPlot({ findings }: ReportFacts): Html {
  const sums = new Map<string, [number, number]>();
  for (const row of findings) {
    const category = textOf(row, "category");
    const values = sums.get(category) ?? [0, 0];
    values[row["direction"] === "req" ? 0 : 1] += numberOf(row, "instances");
    sums.set(category, values);
  }
  const rows = [...sums].map(([label, values]) => ({ label, values }))
    .sort((a, b) => b.values[0] + b.values[1] - a.values[0] - a.values[1]).slice(0, BARS_MAX);
  return barsPlot({
    title: "Findings by category and direction (instances)",
    query: "findings",
    words: rows.map(({ label, values }) =>
      `${label}: ${values[0]} in requests, ${values[1]} in ` +
      "answers"
    ).join("; "),
    series: [{ name: "in requests", css: "c1" }, { name: "in answers", css: "c2" }],
    rows,
  });
}

/** Percentiles of latency. */
export function latencyPlot({ latency }: ReportFacts): Html {
  const words = {
    added: "added by the proxy",
    ttfb: "to the first byte",
    total: "to the last byte",
  };
  const rows = latency.toSorted((a, b) => a.what < b.what ? -1 : a.what > b.what ? 1 : 0)
    .slice(0, 2 * BARS_MAX).map(({ what, provider, p50, p95, p99 }) => ({
      label: `${provider}, ${words[what]}`,
      values: [p50, p95, p99].map((us) => us > 0 ? us : null),
    }));
  const known = rows.flatMap(({ values }) => values.filter((us) => us !== null));
  const exponent = (us: number): number => Math.log10(us);
  return dotsPlot({
    title: "Latency percentiles",
    query: "latency",
    words: rows.map(({ label, values }) =>
      `${label}: ${values.map((us) => us === null ? "-" : duration(us)).join(", ")}`
    ).join("; "),
    series: [
      { name: "median", css: "c5" },
      { name: "95 of 100", css: "c2" },
      { name: "99 of 100", css: "c4" },
    ],
    rows,
    scale: {
      from: DECADE ** Math.floor(exponent(Math.min(...known, DECADE))),
      to: DECADE ** Math.ceil(exponent(Math.max(...known, DECADE ** 2))),
      label: duration,
    },
  });
}

/** Vendors and models. */
export function mixPlot({ mix }: ReportFacts): Html {
  const named = mix.map((row) => ({
    ...row,
    name: `${textOf(row, "host")} ${textOf(row, "model")}`,
  }));
  const rows = callsBy(named, "name").slice(0, BARS_MAX);
  return barsPlot({
    title: "Calls by vendor and model",
    query: "mix",
    words: rows.map(({ name, calls }) => `${name}: ${calls}`).join("; "),
    series: [{ name: "calls", css: "c1" }],
    rows: rows.map(({ name, calls }) => ({ label: name, values: [calls] })),
  });
}

/** Calls without a record, by reason. */
export function dropsPlot({ drops }: ReportFacts): Html | null {
  if (drops.length === 0) return null;
  const rows = drops.slice(0, BARS_MAX)
    .map((row) => ({ label: textOf(row, "why"), values: [numberOf(row, "calls")] }));
  return barsPlot({
    title: "Calls without a record, by reason",
    query: "drops",
    words: rows.map(({ label, values }) => `${label}: ${values[0]}`).join("; "),
    series: [{ name: "calls", css: "c4" }],
    rows,
  });
}
