/**
 * Draws the plots of a report as SVG: horizontal bars, days of a period, and dots on a scale. Colors
 * come from classes, so that the page decides about light, dark and paper. It knows no records.
 * @module
 */

import { escaped, Html, source } from "./html.ts";

/** Something that has a color: a class of the page, `c1` to `c6`. */
export interface Series {
  name: string;
  css: string;
}

const WIDTH = 920;
const FONT_PX = 13;
const LABEL_CHARS_MAX = 34;

/** Bars, some series beside one another for each label. */
export interface Bars {
  title: string;
  /** Names of the questions behind it. */
  query: string;
  /** The same in a sentence, for who cannot see it. */
  words: string;
  series: readonly Series[];
  rows: readonly { label: string; values: readonly number[] }[];
}

/** Horizontal bars with their numbers written out. */
export function barsPlot(plot: Bars): Html {
  const labelPx = 250;
  const barPx = plot.series.length > 1 ? 12 : 16;
  const rowPx = barPx * plot.series.length + 12;
  const top = plot.series.length > 1 ? 34 : 8;
  const height = top + rowPx * plot.rows.length + 6;
  const most = Math.max(1, ...plot.rows.flatMap(({ values }) => values));
  const room = WIDTH - labelPx - 90;
  const parts = plot.series.length > 1 ? legend(plot.series, labelPx) : [];
  plot.rows.forEach(({ label, values }, row) => {
    const y = top + row * rowPx;
    parts.push(text(cut(label), { x: labelPx - 10, y: y + rowPx / 2 - 1, anchor: "end" }));
    values.forEach((value, k) => {
      const width = value === 0 ? 0 : Math.max(2, room * value / most);
      const at = { x: labelPx, y: y + 3 + k * barPx, width, height: barPx - 2 };
      parts.push(rect(at, plot.series[k]?.css ?? "c1"));
      const number = value.toLocaleString("en-US");
      parts.push(text(number, { x: labelPx + width + 6, y: at.y + barPx - 4, px: 12 }));
    });
  });
  return figure(plot, { height, parts });
}

/** One day: parts of a stack from below. */
export interface Day {
  dayMs: number;
  values: readonly number[];
  /** Coverage of that day in percent; null without calls. */
  percent: number | null;
}

/** Days, and below them one strip for each log. */
export interface Days {
  title: string;
  query: string;
  words: string;
  /** The last one is an upper bound: it does not set the scale, and is cut at the top. */
  series: readonly Series[];
  days: readonly Day[];
  /** What is written for the strip of percents. */
  percentLabel: string;
  strips: readonly { label: string; spans: readonly Span[] }[];
  fromMs: number;
  toMs: number;
}

/** A piece of a strip. */
export interface Span {
  fromMs: number;
  toMs: number;
  css: string;
  title: string;
}

const DAY_MS = 86_400_000;
const LEFT = 170;
const STACK_TOP = 34;
const STACK_PX = 190;
const STRIP_PX = 14;

/** Stacked bars of days over strips on the same axis of time. */
export function daysPlot(plot: Days): Html {
  const room = WIDTH - LEFT - 10;
  const x = (ms: number): number =>
    LEFT + room * (ms - plot.fromMs) / Math.max(1, plot.toMs - plot.fromMs);
  const certain = (values: readonly number[]): number =>
    values.slice(0, -1).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...plot.days.map(({ values }) => certain(values)));
  const bottom = STACK_TOP + STACK_PX;
  const parts = legend(plot.series, LEFT);
  for (const share of [0, 0.5, 1]) {
    const y = bottom - STACK_PX * share;
    parts.push(line(LEFT, { y, toX: WIDTH - 10 }));
    const number = Math.round(most * share).toLocaleString("en-US");
    parts.push(text(number, { x: LEFT - 8, y: y + 4, anchor: "end", px: 12 }));
  }
  parts.push(text("calls per day", { x: 6, y: STACK_TOP + 4, px: 12 }));
  for (const day of plot.days) parts.push(...dayParts(day, { plot, x, bottom, most }));
  let y = bottom + 8;
  parts.push(text(plot.percentLabel, { x: LEFT - 8, y: y + 11, anchor: "end", px: 12 }));
  y += STRIP_PX + 8;
  for (const { label, spans } of plot.strips) {
    parts.push(text(cut(label, 24), { x: LEFT - 8, y: y + 11, anchor: "end", px: 12 }));
    for (const span of spans) {
      const at = { x: x(span.fromMs), y, width: x(span.toMs) - x(span.fromMs), height: STRIP_PX };
      parts.push(rect({ ...at, width: Math.max(1, at.width) }, span.css, span.title));
    }
    y += STRIP_PX + 6;
  }
  parts.push(...monthTicks(plot, { x, y: y + 12, top: STACK_TOP }));
  return figure(plot, { height: y + 20, parts });
}

function dayParts(
  day: Day,
  { plot, x, bottom, most }: {
    plot: Days;
    x: (ms: number) => number;
    bottom: number;
    most: number;
  },
): string[] {
  const fromX = Math.max(LEFT, x(day.dayMs));
  const width = Math.max(1, x(day.dayMs + DAY_MS) - fromX - 1);
  const date = new Date(day.dayMs).toISOString().slice(0, 10);
  const parts: string[] = [];
  let y = bottom;
  day.values.forEach((value, k) => {
    // One lost call of a thousand must be seen, too.
    const wanted = value === 0 ? 0 : Math.max(k > 0 ? 2 : 0.5, STACK_PX * value / most);
    const height = Math.min(wanted, y - STACK_TOP + 6);
    y -= height;
    const title = `${date}: ${value.toLocaleString("en-US")} ${plot.series[k]?.name}`;
    if (height > 0) {
      parts.push(rect({ x: fromX, y, width, height }, plot.series[k]?.css ?? "", title));
    }
  });
  if (day.percent !== null) {
    const title = `${date}: coverage ${day.percent} %`;
    const at = { x: fromX, y: bottom + 8, width, height: STRIP_PX };
    parts.push(rect(at, percentCss(day.percent), title));
  }
  return parts;
}

function percentCss(percent: number): string {
  return percent >= 99.5 ? "good" : percent >= 95 ? "fair" : "bad";
}

function monthTicks(
  { fromMs, toMs }: Days,
  { x, y, top }: { x: (ms: number) => number; y: number; top: number },
): string[] {
  const parts: string[] = [];
  const isLong = toMs - fromMs > 40 * DAY_MS;
  for (let ms = fromMs - fromMs % DAY_MS; ms < toMs; ms += DAY_MS) {
    const date = new Date(ms);
    const isTick = isLong ? date.getUTCDate() === 1 : date.getUTCDay() === 1;
    if (!isTick || ms < fromMs) continue;
    parts.push(
      `<line class="tick" x1="${px(x(ms))}" x2="${px(x(ms))}" y1="${top}" y2="${px(y - 10)}"/>`,
    );
    parts.push(
      text(date.toISOString().slice(0, isLong ? 7 : 10), { x: x(ms) + 3, y: y + 4, px: 12 }),
    );
  }
  return parts;
}

/** Dots of several series on a scale of powers of ten. */
export interface Dots {
  title: string;
  query: string;
  words: string;
  series: readonly Series[];
  /** Values above zero; null for none. */
  rows: readonly { label: string; values: readonly (number | null)[] }[];
  /** Ends of the scale, and how its powers of ten are written. */
  scale: { from: number; to: number; label: (value: number) => string };
}

/** Dots on a logarithmic scale, joined by a line. */
export function dotsPlot(plot: Dots): Html {
  const left = 250;
  const rowPx = 26;
  const top = 40;
  const height = top + rowPx * plot.rows.length + 30;
  const { from, to, label } = plot.scale;
  const x = (value: number): number =>
    left + (WIDTH - left - 40) * (Math.log10(value / from) / Math.log10(to / from));
  const parts = legend(plot.series, left);
  for (let power = from; power <= to * 1.0001; power *= 10) {
    const at = px(x(power));
    parts.push(`<line class="grid" x1="${at}" x2="${at}" y1="${top - 6}" y2="${height - 24}"/>`);
    parts.push(text(label(power), { x: x(power), y: height - 8, anchor: "middle", px: 12 }));
  }
  plot.rows.forEach((row, k) => {
    const y = top + rowPx * (k + 0.5);
    parts.push(text(cut(row.label), { x: left - 12, y: y + 4, anchor: "end" }));
    const known = row.values.filter((value) => value !== null).map((value) => x(value));
    if (known.length > 1) {
      parts.push(
        `<line class="axis" x1="${px(Math.min(...known))}" x2="${px(Math.max(...known))}" y1="${
          px(y)
        }" y2="${px(y)}"/>`,
      );
    }
    row.values.forEach((value, series) => {
      if (value === null) return;
      const title = `${row.label}, ${plot.series[series]?.name}: ${label(value)}`;
      parts.push(
        `<circle class="${plot.series[series]?.css}" cx="${px(x(value))}" cy="${
          px(y)
        }" r="6"><title>${escaped(title)}</title></circle>`,
      );
    });
  });
  return figure(plot, { height, parts });
}

function figure(
  { title, words, query }: { title: string; words: string; query: string },
  { height, parts }: { height: number; parts: readonly string[] },
): Html {
  const id = `plot-${title.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;
  return new Html(`<figure><figcaption>${escaped(title)}${source(query).text}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Plot: ${escaped(title)}">
<svg viewBox="0 0 ${WIDTH} ${px(height)}" role="img" aria-labelledby="${id}">
<desc id="${id}">${escaped(words)}</desc>
${parts.join("\n")}
</svg></div></figure>
`);
}

function legend(series: readonly Series[], left: number): string[] {
  let x = left;
  return series.flatMap(({ name, css }) => {
    const at = x;
    x += 30 + name.length * 7;
    return [
      rect({ x: at, y: 6, width: 12, height: 12 }, css),
      text(name, { x: at + 17, y: 17, px: FONT_PX }),
    ];
  });
}

function rect(
  at: { x: number; y: number; width: number; height: number },
  css: string,
  title?: string,
): string {
  const place = `x="${px(at.x)}" y="${px(at.y)}" width="${px(at.width)}" height="${px(at.height)}"`;
  return title === undefined
    ? `<rect class="${css}" ${place}/>`
    : `<rect class="${css}" ${place}><title>${escaped(title)}</title></rect>`;
}

function line(fromX: number, { y, toX }: { y: number; toX: number }): string {
  return `<line class="grid" x1="${px(fromX)}" x2="${px(toX)}" y1="${px(y)}" y2="${px(y)}"/>`;
}

function text(
  words: string,
  at: { x: number; y: number; anchor?: "end" | "middle"; px?: number },
): string {
  const anchor = at.anchor === undefined ? "" : ` text-anchor="${at.anchor}"`;
  const size = at.px ?? FONT_PX;
  return `<text x="${px(at.x)}" y="${px(at.y)}" font-size="${size}"${anchor}>${
    escaped(words)
  }</text>`;
}

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function cut(label: string, charsMax = LABEL_CHARS_MAX): string {
  return label.length <= charsMax ? label : `${label.slice(0, charsMax - 3)}...`;
}
