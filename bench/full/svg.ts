/**
 * Draws plots as SVG, on white, without a library: bars with whiskers and lines, with title, units
 * and legend. It knows nothing of what is plotted.
 * @module
 */

import type { Scale } from "./scales.ts";

/** Something that has a color and a line in the legend. */
export interface Series {
  name: string;
  /** As `#0072b2`. */
  color: string;
}

/** One bar; the whisker spans `min` to `max`. */
export interface Bar {
  /** Index of its series. */
  series: number;
  value: number;
  min: number;
  max: number;
  /** Written above it. */
  label: string;
}

/** Bars beside one another with a label under them. */
export interface BarGroup {
  label: string;
  bars: Bar[];
}

/** Texts of a plot. */
export interface PlotTexts {
  title: string;
  /** What is shown and under which conditions: one line under the title. */
  subtitle: string;
  /** Unit of the vertical axis. */
  unit: string;
}

/** A plot of bars. */
export interface BarPlot extends PlotTexts {
  series: readonly Series[];
  groups: readonly BarGroup[];
  scale: Scale;
}

/** A line of a plot. */
export interface Line extends Series {
  points: readonly (readonly [x: number, y: number])[];
  isDashed?: boolean;
}

/** A plot of lines. */
export interface LinePlot extends PlotTexts {
  /** Under the horizontal axis. */
  xLabel: string;
  x: Scale;
  y: Scale;
  lines: readonly Line[];
  /** Vertical lines with a text at their top. */
  marks?: readonly { x: number; label: string }[];
}

const WIDTH = 960;
const HEIGHT = 460;
const LEFT = 84;
const RIGHT = 28;
const BOTTOM = 62;
const LEGEND_Y = 72;
const LEGEND_LINE = 20;
const FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
const INK = "#222222";
const FAINT = "#666666";
const GRID = "#dddddd";
/** Mean width of a character as a share of the font's size. */
const CHARACTER_SHARE = 0.56;
const BAR_PX_MAX = 48;
const LABEL_PX = 11;

/** Draws bars. */
export function barPlot(plot: BarPlot): string {
  const frame = frameOf(plot.series);
  const zeroY = frame.y(Math.max(0, plot.scale.at(0)) || 0);
  const groupPx = frame.width / Math.max(1, plot.groups.length);
  const parts = [...framed(plot, plot.series), ...yAxis(plot.scale, { frame, unit: plot.unit })];
  plot.groups.forEach((group, index) => {
    const centerX = LEFT + groupPx * (index + 0.5);
    const barPx = Math.min(BAR_PX_MAX, groupPx * 0.86 / Math.max(1, group.bars.length));
    const firstX = centerX - barPx * group.bars.length / 2;
    group.bars.forEach((bar, k) => {
      const at = { x: firstX + k * barPx, widthPx: barPx, zeroY, frame, scale: plot.scale };
      parts.push(...barParts(bar, { ...at, color: plot.series[bar.series]?.color ?? INK }));
    });
    parts.push(text(group.label, { x: centerX, y: frame.bottom + 22, anchor: "middle", px: 13 }));
  });
  return document(parts);
}

/** Draws lines. */
export function linePlot(plot: LinePlot): string {
  const frame = frameOf(plot.lines);
  const x = (value: number): number => LEFT + frame.width * plot.x.at(value);
  const parts = [...framed(plot, plot.lines), ...yAxis(plot.y, { frame, unit: plot.unit })];
  for (const tick of plot.x.ticks) {
    const at = x(tick.value);
    parts.push(line([at, frame.top], [at, frame.bottom], GRID));
    parts.push(text(tick.label, { x: at, y: frame.bottom + 18, anchor: "middle", px: 12 }));
  }
  const middleX = LEFT + frame.width / 2;
  parts.push(text(plot.xLabel, { x: middleX, y: frame.bottom + 42, anchor: "middle", px: 13 }));
  for (const mark of plot.marks ?? []) {
    const at = x(mark.x);
    parts.push(line([at, frame.top], [at, frame.bottom], FAINT, "2 4"));
    const px = LABEL_PX;
    parts.push(
      text(mark.label, { x: at + 4, y: frame.top + 12, anchor: "start", px, fill: FAINT }),
    );
  }
  for (const { points, color, isDashed } of plot.lines) {
    const path = points.map(([px, py]) => `${rounded(x(px))},${rounded(frame.y(plot.y.at(py)))}`)
      .join(" ");
    const dash = isDashed === true ? ' stroke-dasharray="6 4"' : "";
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"${dash}/>`,
    );
  }
  return document(parts);
}

interface Frame {
  top: number;
  bottom: number;
  width: number;
  /** Vertical position of a share of the axis, which is cut to the frame. */
  y(share: number): number;
}

/** Where the plot lies: below as many lines of legend as there are. */
function frameOf(series: readonly Series[]): Frame {
  const rows = Math.max(0, ...legendPlaces(series).map(({ row }) => row)) + 1;
  const top = LEGEND_Y + rows * LEGEND_LINE + 14;
  const bottom = HEIGHT - BOTTOM;
  const y = (share: number): number => bottom - (bottom - top) * Math.min(1, Math.max(0, share));
  return { top, bottom, width: WIDTH - LEFT - RIGHT, y };
}

/** Title, subtitle and legend. */
function framed(texts: PlotTexts, series: readonly Series[]): string[] {
  const parts = [
    text(texts.title, { x: 20, y: 30, anchor: "start", px: 19, isBold: true }),
    text(texts.subtitle, { x: 20, y: 52, anchor: "start", px: 13, fill: FAINT }),
  ];
  legendPlaces(series).forEach(({ x, row }, index) => {
    const { name = "", color = INK } = series[index] ?? {};
    const y = LEGEND_Y + row * LEGEND_LINE;
    parts.push(`<rect x="${rounded(x)}" y="${y}" width="12" height="12" fill="${color}"/>`);
    parts.push(text(name, { x: x + 18, y: y + 11, anchor: "start", px: 13 }));
  });
  return parts;
}

function legendPlaces(series: readonly Series[]): { x: number; row: number }[] {
  let x = 20;
  let row = 0;
  return series.map(({ name }) => {
    const widthPx = 18 + textPx(name, 13) + 22;
    if (x > 20 && x + widthPx > WIDTH - RIGHT) {
      x = 20;
      row++;
    }
    const place = { x, row };
    x += widthPx;
    return place;
  });
}

function yAxis(scale: Scale, { frame, unit }: { frame: Frame; unit: string }): string[] {
  const parts: string[] = [];
  for (const tick of scale.ticks) {
    const y = frame.y(scale.at(tick.value));
    parts.push(line([LEFT, y], [LEFT + frame.width, y], tick.value === 0 ? FAINT : GRID));
    parts.push(text(tick.label, { x: LEFT - 8, y: y + 4, anchor: "end", px: 12 }));
  }
  const middleY = (frame.top + frame.bottom) / 2;
  parts.push(text(unit, { x: 22, y: middleY, anchor: "middle", px: 13, isUpward: true }));
  return parts;
}

/** A bar with its whisker, and the label above both. */
function barParts(
  bar: Bar,
  at: { x: number; widthPx: number; zeroY: number; color: string; frame: Frame; scale: Scale },
): string[] {
  const { frame, scale, zeroY, color } = at;
  const y = (value: number): number => frame.y(scale.at(value));
  const top = Math.min(y(bar.value), zeroY);
  const height = Math.max(1, Math.abs(y(bar.value) - zeroY));
  const widthPx = at.widthPx * 0.82;
  const centerX = at.x + at.widthPx / 2;
  const [lowY, highY] = [y(bar.min), y(bar.max)];
  const cap = Math.min(6, widthPx / 3);
  const labelY = Math.min(highY, top) - 5;
  // A label that is wider than its bar is turned, so that it cannot run into its neighbour.
  const isUpward = textPx(bar.label, LABEL_PX) > at.widthPx;
  return [
    `<rect x="${rounded(centerX - widthPx / 2)}" y="${rounded(top)}" width="${rounded(widthPx)}" ` +
    `height="${rounded(height)}" fill="${color}"/>`,
    line([centerX, lowY], [centerX, highY], INK),
    line([centerX - cap, lowY], [centerX + cap, lowY], INK),
    line([centerX - cap, highY], [centerX + cap, highY], INK),
    isUpward
      ? text(bar.label, { x: centerX + 4, y: labelY, anchor: "start", px: LABEL_PX, isUpward })
      : text(bar.label, { x: centerX, y: labelY, anchor: "middle", px: LABEL_PX }),
  ];
}

function line(
  from: readonly [number, number],
  to: readonly [number, number],
  color: string,
  dash?: string,
): string {
  const dashed = dash === undefined ? "" : ` stroke-dasharray="${dash}"`;
  return `<line x1="${rounded(from[0])}" y1="${rounded(from[1])}" x2="${rounded(to[0])}" ` +
    `y2="${rounded(to[1])}" stroke="${color}"${dashed}/>`;
}

function text(
  content: string,
  at: {
    x: number;
    y: number;
    anchor: "start" | "middle" | "end";
    px: number;
    fill?: string;
    isBold?: boolean;
    /** Reads from bottom to top. */
    isUpward?: boolean;
  },
): string {
  const { x, y, anchor, px, fill = INK } = at;
  const turn = at.isUpward === true ? ` transform="rotate(-90 ${rounded(x)} ${rounded(y)})"` : "";
  const bold = at.isBold === true ? ' font-weight="600"' : "";
  return `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${px}" text-anchor="${anchor}" ` +
    `fill="${fill}"${bold}${turn}>${escaped(content)}</text>`;
}

function document(parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
    `width="${WIDTH}" height="${HEIGHT}" font-family="${FONT}">\n` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>\n${parts.join("\n")}\n</svg>\n`;
}

function textPx(content: string, px: number): number {
  return content.length * px * CHARACTER_SHARE;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
