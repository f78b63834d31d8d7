/**
 * Prometheus text exposition, format 0.0.4: families of samples as text.
 *
 * ```text
 * # HELP outband_requests_total Requests accepted by the proxy.
 * # TYPE outband_requests_total counter
 * outband_requests_total 12847
 * ```
 *
 * @module
 */

/** Value of `content-type` for the exposition. */
export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** One sample line of a family. */
export interface Sample {
  /** `_bucket`, `_sum`, `_count` for histograms. */
  suffix?: string;
  /** Values by name, in the order in which they are written. */
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** One metric with its help line. */
export interface Family {
  name: string;
  type: "counter" | "gauge" | "histogram";
  help: string;
  samples: readonly Sample[];
}

/** A counter without labels. */
export function counter(name: string, help: string, value: number): Family {
  return { name, type: "counter", help, samples: [{ value }] };
}

/** A gauge without labels. */
export function gauge(name: string, help: string, value: number): Family {
  return { name, type: "gauge", help, samples: [{ value }] };
}

/** One sample for each value of one label, in their order. */
export function labelled(name: string, values: Readonly<Record<string, number>>): Sample[] {
  return Object.keys(values).sort().map((value) => ({
    labels: { [name]: value },
    value: values[value] ?? 0,
  }));
}

/**
 * Samples of a histogram.
 *
 * @param counts One count per bound, not cumulative, and one more for everything above.
 */
export function histogram(
  about: { name: string; help: string },
  given: { bounds: readonly number[]; counts: readonly number[]; sum: number },
): Family {
  let total = 0;
  const buckets = [...given.bounds.map(numberText), "+Inf"].map((le, k): Sample => {
    total += given.counts[k] ?? 0;
    return { suffix: "_bucket", labels: { le }, value: total };
  });
  const samples = [
    ...buckets,
    { suffix: "_sum", value: given.sum },
    { suffix: "_count", value: total },
  ];
  return { ...about, type: "histogram", samples };
}

/** A family as text; nothing when it has no samples. */
export function familyText({ name, type, help, samples }: Family): string {
  if (samples.length === 0) return "";
  const lines = samples.map(({ suffix = "", labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
    const shown = pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
    return `${name}${suffix}${shown} ${numberText(value)}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

/** Backslash, quote and line feed are the three characters that the format escapes. */
function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** A number as Go's ParseFloat reads it; ECMAScript spells only the infinities differently. */
function numberText(value: number): string {
  if (value === Infinity) return "+Inf";
  return value === -Infinity ? "-Inf" : String(value);
}
