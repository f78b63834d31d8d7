/**
 * Axes of a plot: where a value lies, and which values are written beside it.
 * @module
 */

/** Maps values to a length between 0 and 1. */
export interface Scale {
  /** Share of the axis; outside of 0 to 1 when the value is outside. */
  at(value: number): number;
  ticks: Tick[];
}

/** A value that the axis names. */
export interface Tick {
  value: number;
  label: string;
}

/** Steps of a decade in which ticks are nice. */
const NICE: readonly number[] = [1, 2, 2.5, 5, 10];
/** The same on a logarithmic axis. */
const LOG_NICE: readonly number[] = [1, 2, 5, 10];
/** Percentiles that the percentile axis names; 100 lies at infinity. */
const PERCENTILES: readonly number[] = [0, 50, 90, 99, 99.9, 99.99];

/** An axis with even steps from a nice value at or below `min` to one at or above `max`. */
export function linearScale(min: number, max: number): Scale {
  const span = max > min ? max - min : 1;
  const step = niceStep(span / 5);
  const low = Math.floor(min / step + 1e-9) * step;
  const high = Math.ceil((min + span) / step - 1e-9) * step;
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, k) => {
    const value = cleaned(low + k * step);
    return { value, label: tickLabel(value) };
  });
  return { at: (value) => (value - low) / (high - low), ticks };
}

/**
 * An axis on which equal ratios are equally long; both ends must be above 0. A value that is not
 * lies below its beginning.
 */
export function logScale(min: number, max: number): Scale {
  const low = floorNice(min);
  const high = Math.max(ceilNice(max), low * 10);
  const length = Math.log(high / low);
  const ticks: Tick[] = [];
  const decades = Math.log10(high / low);
  const steps = decades <= 2.5 ? LOG_NICE.slice(0, 3) : [1];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of steps) {
      const value = cleaned(step * 10 ** power);
      if (value >= low * 0.999 && value <= high * 1.001) {
        ticks.push({ value, label: tickLabel(value) });
      }
    }
  }
  return { at: (value) => value > 0 ? Math.log(value / low) / length : -1, ticks };
}

/**
 * An axis of percentiles that gives each further nine the same room; values are percent.
 *
 * @param max Largest value shown; the axis goes on to the next one that it names.
 */
export function percentileScale(max: number): Scale {
  const last = PERCENTILES.find((percent) => percent > 0 && percent >= max) ??
    PERCENTILES.at(-1) ?? 0;
  const nines = (percent: number): number => -Math.log10(1 - Math.min(percent, last) / 100);
  const ticks = PERCENTILES.filter((percent) => percent <= last)
    .map((value) => ({ value, label: `${value}%` }));
  return { at: (value) => nines(value) / nines(last), ticks };
}

/** A number as short as it is readable: `1,234`, `0.25`, `12.5k`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${trimmed(value / 1_000_000, 1)}M`;
  if (size >= 100_000) return `${trimmed(value / 1000, 0)}k`;
  if (size >= 10_000) return `${trimmed(value / 1000, 1)}k`;
  if (size >= 100) return grouped(Math.round(value));
  return trimmed(value, size >= 10 ? 0 : 1);
}

/** A whole number with a comma before each three digits. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${trimmed(value / 1_000_000, 1)}M`;
  if (size >= 100_000) return `${trimmed(value / 1000, 1)}k`;
  return size >= 1000 ? grouped(value) : trimmed(value, 3);
}

function trimmed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}

function niceStep(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about));
  return (NICE.find((nice) => nice * power >= about * 0.999) ?? 10) * power;
}

function floorNice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return cleaned((LOG_NICE.findLast((nice) => nice * power <= value * 1.001) ?? 1) * power);
}

function ceilNice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return cleaned((LOG_NICE.find((nice) => nice * power >= value * 0.999) ?? 10) * power);
}

/** Without the last bits that a sum of decimals leaves. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
