/**
 * The plots of a report: which figures, on which axes.
 * @module
 */

import type { Spread } from "../statistics.ts";
import { type Buckets, Histogram } from "./histogram.ts";
import type { FullReport } from "./results.ts";
import { linearScale, logScale, percentileScale, type Scale, shortNumber } from "./scales.ts";
import type { SubjectId } from "./settings.ts";
import type { FigureName, SubjectSummary, WorkloadSummary } from "./summary.ts";
import {
  type BarGroup,
  barPlot,
  type Line,
  type LinePlot,
  linePlot,
  type PlotTexts,
  type Series,
} from "./svg.ts";

/** A plot as a file. */
export interface PlotFile {
  /** File name. */
  name: string;
  title: string;
  svg: string;
}

/** Names of subjects in tables and plots. */
export const SUBJECT_NAMES: Readonly<Record<SubjectId, string>> = {
  direct: "direct",
  relay: "relay",
  nginx: "nginx",
  haproxy: "HAProxy",
  portkey: "Portkey",
  outband: "outband",
  "outband-off": "outband, audit off",
  other: "other checkout",
};

/** Okabe and Ito's colors, which people with any color vision can tell apart. */
const COLORS: Readonly<Record<SubjectId, string>> = {
  direct: "#555555",
  relay: "#aaaaaa",
  nginx: "#009e73",
  haproxy: "#cc79a7",
  portkey: "#d55e00",
  outband: "#0072b2",
  "outband-off": "#56b4e9",
  other: "#e69f00",
};

/** Where percentile plots have points, percent. */
const PERCENTS: readonly number[] = [
  ...Array.from({ length: 18 }, (_, k) => k * 5),
  ...[90, 92, 94, 96, 98, 99, 99.3, 99.6, 99.8, 99.9, 99.95, 99.99],
];
/** Room above the highest whisker for its label. */
const HEADROOM = 1.14;
/** The same on a logarithmic axis, as a share of its length. */
const LOG_HEADROOM = 0.14;
/** Smallest time that an axis of percentiles shows, microseconds. */
const SHOWN_US_MIN = 10;
/** Values that lie further apart than this are drawn on a logarithmic axis. */
const LINEAR_RATIO_MAX = 12;

/** What one plot of bars shows. */
interface BarChoice extends PlotTexts {
  name: string;
  /** Never on a logarithmic axis, on which lengths cannot be compared. */
  isLinear?: boolean;
  figure: FigureName;
  /** Workload and label of each group. */
  groups: readonly (readonly [workload: string, label: string])[];
}

const BAR_CHOICES: readonly BarChoice[] = [
  {
    name: "added_latency.svg",
    title: "Latency added to a call of 1 KB",
    subtitle: "p50 less that of the direct calls of the same round; median and range of the rounds",
    unit: "microseconds",
    figure: "added_p50",
    groups: [["1k-small-1", "1 connection"], ["1k-small-8", "8 connections"], [
      "1k-small-32",
      "32 connections",
    ]],
  },
  {
    name: "body_sizes.svg",
    title: "Latency added, by size of request and answer",
    subtitle: "1 connection; p50 less that of the direct calls; median and range of the rounds",
    unit: "microseconds",
    figure: "added_p50",
    groups: [
      ["1k-small-1", "1 KB / 1.6 KB"],
      ["20k-small-1", "20 KB / 1.6 KB"],
      ["100k-small-1", "100 KB / 1.6 KB"],
      ["300k-small-1", "300 KB / 1.6 KB"],
      ["1k-large-1", "1 KB / 20 KB"],
    ],
  },
  {
    name: "throughput.svg",
    title: "Exchanges per second, 1 KB, as fast as they go",
    subtitle:
      "client, upstream and proxy share the machine's cores; median and range of the rounds",
    unit: "exchanges per second",
    isLinear: true,
    figure: "exchanges_per_s",
    groups: [["1k-small-1", "1 connection"], ["1k-small-8", "8 connections"], [
      "saturation",
      "32 connections",
    ]],
  },
  {
    name: "cpu.svg",
    title: "CPU time of the proxy per exchange, its audit included",
    subtitle: "8 connections; all threads and child processes; median and range of the rounds",
    unit: "microseconds of CPU",
    figure: "cpu_us",
    groups: [
      ["1k-small-8", "1 KB / 1.6 KB"],
      ["20k-small-8", "20 KB / 1.6 KB"],
      ["100k-small-8", "100 KB / 1.6 KB"],
      ["300k-small-8", "300 KB / 1.6 KB"],
      ["1k-large-8", "1 KB / 20 KB"],
    ],
  },
  {
    name: "stream_cpu.svg",
    title: "CPU time of the proxy per streamed chunk, its audit included",
    subtitle:
      "streams of 200 chunks, 1 ms apart, with 32 of them 8 ms; all threads and child processes",
    unit: "microseconds of CPU",
    figure: "cpu_us",
    groups: [["stream-1", "1 stream"], ["stream", "4 streams"], ["stream-32", "32 streams"]],
  },
  {
    name: "tls.svg",
    title: "Latency with TLS to the upstream, 1 KB",
    subtitle: "p50; direct: the client speaks TLS itself; median and range of the rounds",
    unit: "microseconds",
    figure: "p50",
    groups: [["tls-1", "1 connection"], ["tls-8", "8 connections"]],
  },
];

/** What one plot of percentiles shows. */
interface PercentileChoice extends PlotTexts {
  name: string;
  workload: string;
  buckets: "latency_histogram" | "gap_histogram";
}

const PERCENTILE_CHOICES: readonly PercentileChoice[] = [
  {
    name: "open_200.svg",
    title: "Latency when 200 requests per second arrive, whatever became of the earlier ones",
    subtitle: "1 KB; counted from when each request was due; all rounds together",
    unit: "microseconds",
    workload: "open-200",
    buckets: "latency_histogram",
  },
  {
    name: "open_1000.svg",
    title: "Latency when 1,000 requests per second arrive, whatever became of the earlier ones",
    subtitle: "1 KB; counted from when each request was due; all rounds together",
    unit: "microseconds",
    workload: "open-1000",
    buckets: "latency_histogram",
  },
  {
    name: "stream_latency.svg",
    title: "Streaming: from the upstream's write of a chunk to the client's read",
    subtitle: "4 streams of 200 chunks, 1 ms apart; all rounds together",
    unit: "microseconds",
    workload: "stream",
    buckets: "latency_histogram",
  },
  {
    name: "stream_gaps.svg",
    title: "Streaming: gaps between the chunks as they reach the client",
    subtitle: "4 streams of 200 chunks, written 1 ms apart; all rounds together",
    unit: "microseconds",
    workload: "stream",
    buckets: "gap_histogram",
  },
];

/** All plots for which a report has figures. */
export function plotsOf(report: FullReport): PlotFile[] {
  const bars = BAR_CHOICES.map((choice) => barFile(choice, report));
  const percentiles = PERCENTILE_CHOICES.map((choice) => percentileFile(choice, report));
  return [...bars, ...percentiles, rssFile(report)].filter((file) => file !== null);
}

/** An axis for bars: logarithmic when the values lie too far apart. */
export function barScale(
  values: readonly number[],
  options: { isLinear?: boolean },
): { scale: Scale; isLog: boolean } {
  const max = Math.max(...values);
  const min = Math.min(...values);
  if (options.isLinear !== true && min > 0 && max / min > LINEAR_RATIO_MAX) {
    return { scale: logScale(min * 0.7, max * (max / min) ** LOG_HEADROOM), isLog: true };
  }
  const scale = linearScale(Math.min(0, min * HEADROOM), Math.max(max * HEADROOM, 1));
  return { scale, isLog: false };
}

function barFile(choice: BarChoice, report: FullReport): PlotFile | null {
  const { figure, groups: wanted } = choice;
  const shown = wanted.flatMap(([workload, label]) => {
    const summary = report.summaries.find((one) => one.workload === workload);
    return summary === undefined ? [] : [{ label, bars: spreadsIn(summary, figure) }];
  });
  const ids = idsIn(report, shown.flatMap(({ bars }) => bars.map(({ id }) => id)));
  const values = shown.flatMap(({ bars }) => bars.flatMap(({ spread }) => Object.values(spread)));
  if (values.length === 0) return null;
  const groups = shown.map(({ label, bars }): BarGroup => ({
    label,
    bars: bars.map(({ id, spread }) => ({
      series: ids.indexOf(id),
      value: spread.median,
      min: spread.min,
      max: spread.max,
      label: shortNumber(spread.median),
    })),
  }));
  const series = ids.map(seriesOf);
  const { scale, isLog } = barScale(values, choice);
  const unit = isLog ? `${choice.unit}, logarithmic` : choice.unit;
  const svg = barPlot({ ...choice, unit, series, groups, scale });
  return { name: choice.name, title: choice.title, svg };
}

/** One figure of all subjects, in the order of the tables. */
function spreadsIn(
  summary: WorkloadSummary,
  figure: FigureName,
): { id: SubjectId; spread: Spread }[] {
  return summary.subjects.flatMap(({ subject, figures }) => {
    const spread = figures[figure];
    return spread === undefined ? [] : [{ id: subject, spread }];
  });
}

function percentileFile(choice: PercentileChoice, report: FullReport): PlotFile | null {
  const summary = report.summaries.find((one) => one.workload === choice.workload);
  const lines = (summary?.subjects ?? [])
    .map((subject) => percentileLine(subject, subject[choice.buckets]))
    .filter(({ points }) => points.length > 0);
  const values = lines.flatMap(({ points }) => points.map(([, us]) => us));
  if (values.length === 0) return null;
  const svg = linePlot({
    ...choice,
    unit: `${choice.unit}, logarithmic`,
    xLabel: "percent of them are at most so long",
    x: percentileScale(Math.max(...lines.flatMap(({ points }) => points.map(([x]) => x)))),
    y: logScale(Math.max(SHOWN_US_MIN, Math.min(...values)), Math.max(...values)),
    lines,
  });
  return { name: choice.name, title: choice.title, svg };
}

function percentileLine({ subject }: SubjectSummary, buckets: Buckets): Line {
  const histogram = new Histogram();
  histogram.addBuckets(buckets);
  // Beyond the last sample a percentile would only repeat the largest one.
  const known = PERCENTS.filter((percent) => (100 - percent) / 100 * histogram.total >= 1);
  return {
    ...seriesOf(subject),
    points: known.map((percent) => [percent, histogram.percentile(Math.max(percent, 0.01))]),
    isDashed: subject === "direct",
  };
}

function rssFile(report: FullReport): PlotFile | null {
  const { series, rounds_at_s } = report.rss;
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return null;
  const title = "Resident memory of the proxies while the rounds ran";
  const plot: LinePlot = {
    title,
    subtitle: "read each second; child processes included, shared pages once for each process",
    unit: "MiB",
    xLabel: "seconds since the proxies were started",
    x: linearScale(0, Math.max(...points.map(([seconds]) => seconds))),
    y: linearScale(0, Math.max(...points.map(([, mib]) => mib)) * HEADROOM),
    lines: series.map(({ subject, points }) => ({ ...seriesOf(subject), points })),
    marks: rounds_at_s.map((x, k) => ({ x, label: `round ${k + 1}` })),
  };
  return { name: "rss.svg", title, svg: linePlot(plot) };
}

/** Subjects that are shown, in the order of the tables. */
function idsIn(report: FullReport, shown: readonly SubjectId[]): SubjectId[] {
  return report.subjects.map(({ id }) => id).filter((id) => shown.includes(id));
}

function seriesOf(id: SubjectId): Series {
  return { name: SUBJECT_NAMES[id], color: COLORS[id] };
}
