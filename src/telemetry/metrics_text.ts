/**
 * Reads Prometheus text, the other direction of `metrics.ts`, as far as this program writes it.
 * What is no sample line is passed over. Pure.
 * @module
 */

/** Samples by their name with labels as written: `outband_pool_slots{state="free"}`. */
export class MetricsText {
  readonly #samples = new Map<string, number>();

  /** @param text An exposition; lines beyond {@linkcode LINES_MAX} are ignored. */
  constructor(text: string) {
    for (const line of text.split("\n", LINES_MAX)) {
      if (line === "" || line.startsWith("#")) continue;
      const cut = line.lastIndexOf(" ");
      const value = numberOf(line.slice(cut + 1));
      if (cut > 0 && value !== null) this.#samples.set(line.slice(0, cut), value);
    }
  }

  /** True when there is not one sample. */
  get isEmpty(): boolean {
    return this.#samples.size === 0;
  }

  /** A sample without labels; 0 when it is not there, as for a counter that never counted. */
  value(name: string): number {
    return this.#samples.get(name) ?? 0;
  }

  /** Whether a sample without labels is there. */
  has(name: string): boolean {
    return this.#samples.has(name);
  }

  /** Samples of a name by the value of its only label, in the order of the text. */
  byLabel(name: string, label: string): Map<string, number> {
    const found = new Map<string, number>();
    const start = `${name}{${label}="`;
    for (const [key, value] of this.#samples) {
      if (key.startsWith(start) && key.endsWith('"}')) {
        found.set(unescaped(key.slice(start.length, -2)), value);
      }
    }
    return found;
  }

  /** Cumulative counts of a histogram by upper bound, rising; the last bound is Infinity. */
  buckets(name: string): { bound: number; count: number }[] {
    return [...this.byLabel(`${name}_bucket`, "le")]
      .map(([bound, count]) => ({ bound: numberOf(bound) ?? NaN, count }))
      .filter(({ bound }) => !Number.isNaN(bound))
      .sort((a, b) => a.bound - b.bound);
  }
}

/** Far more than this program exposes. */
const LINES_MAX = 20_000;

function numberOf(text: string): number | null {
  if (text === "+Inf") return Infinity;
  if (text === "-Inf") return -Infinity;
  const value = text === "" ? NaN : Number(text);
  return Number.isNaN(value) ? null : value;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\"n])/g, (_, mark) => mark === "n" ? "\n" : mark);
}

/**
 * A quantile of what a histogram counted between two looks at it: the upper bound of the bucket
 * that holds it, so it is never too small.
 *
 * @param share 0.5 for the median.
 * @returns The bound, Infinity above all bounds, null when nothing was counted.
 */
export function quantileBetween(
  before: readonly { bound: number; count: number }[],
  after: readonly { bound: number; count: number }[],
  share: number,
): number | null {
  const earlier = new Map(before.map(({ bound, count }) => [bound, count]));
  const grown = after.map(({ bound, count }) => ({
    bound,
    count: count - (earlier.get(bound) ?? 0),
  }));
  const total = grown.at(-1)?.count ?? 0;
  if (total <= 0) return null;
  return grown.find(({ count }) => count >= share * total)?.bound ?? Infinity;
}
