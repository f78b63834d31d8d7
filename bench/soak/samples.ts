/**
 * What is seen of the program from outside: `/proc`, its metrics, its readiness.
 * @module
 */

import { RawClient } from "../../tests/support/raw_client.ts";
import { decodeUtf8 } from "../../src/base/bytes.ts";

/** Open file descriptors. */
export interface Descriptors {
  sockets: number;
  others: number;
  /** Number by what they lead to: `socket`, `pipe`, `anon_inode:[eventpoll]`, `file`. */
  kinds: Record<string, number>;
}

/** Resources of a process; Linux only. */
export interface ProcessState {
  rssMib: number;
  threads: number;
  descriptors: Descriptors;
}

/** Value by name with labels, as in the exposition. */
export type Metrics = Readonly<Record<string, number>>;

/** One look at the program. */
export interface Sample extends ProcessState {
  /** Seconds since the load began. */
  atSeconds: number;
  readyStatus: number;
  /** Body of `/readyz` in one line. */
  ready: string;
  metrics: Metrics;
  /** Pairs of exchanges under way. */
  running: number;
  /** Resident memory of the soak's own process. */
  driverMib: number;
}

const SAMPLE_LINE_REGEXP = /^([a-z_]+(?:\{[^}]*\})?) (\S+)$/;
const COUNTER_REGEXP = /(?:_total|_count|_sum|_bucket)(?:\{|$)/;
const LINK_KIND_REGEXP = /^(socket|pipe):/;

/** Reads `/proc/<pid>`; null when there is no such process. */
export async function processState(pid: number): Promise<ProcessState | null> {
  try {
    const status = await Deno.readTextFile(`/proc/${pid}/status`);
    return {
      rssMib: statusField(status, "VmRSS") / 1024,
      threads: statusField(status, "Threads"),
      descriptors: await descriptorsOf(pid),
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function descriptorsOf(pid: number): Promise<Descriptors> {
  const kinds: Record<string, number> = {};
  for await (const { name } of Deno.readDir(`/proc/${pid}/fd`)) {
    // It may be closed by now.
    const link = await Deno.readLink(`/proc/${pid}/fd/${name}`).catch(() => null);
    if (link === null) continue;
    const kind = link.startsWith("anon_inode:")
      ? link
      : LINK_KIND_REGEXP.exec(link)?.[1] ?? (link.startsWith("/dev/") ? link : "file");
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  const sockets = kinds["socket"] ?? 0;
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return { sockets, others: all - sockets, kinds };
}

function statusField(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? NaN);
}

/** Asks for a page over a connection of its own, so that none is left open. */
export async function page(
  port: number,
  path: string,
): Promise<{ status: number; text: string }> {
  using client = await RawClient.connect(port);
  const { status, body, complete } = await client.request({
    method: "GET",
    target: path,
    headers: [["connection", "close"]],
  });
  if (!complete) throw new Error(`The answer to ${path} was cut`);
  return { status, text: decodeUtf8(body) };
}

/**
 * Reads an exposition.
 *
 * @throws {Error} If a line is no sample.
 */
export function parseMetrics(text: string): Metrics {
  const metrics: Record<string, number> = {};
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name, value] = SAMPLE_LINE_REGEXP.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value))) {
      throw new Error(`Cannot read a line of the metrics: ${line}`);
    }
    metrics[name] = Number(value);
  }
  return metrics;
}

/** Counters that have fallen, or are no longer there; one line each. */
export function counterFaults(before: Metrics, after: Metrics): string[] {
  return Object.entries(before).filter(([name]) => COUNTER_REGEXP.test(name))
    .filter(([name, value]) => (after[name] ?? -1) < value)
    .map(([name, value]) => `${name} fell from ${value} to ${after[name] ?? "nothing"}`);
}

/** Gauges that say that nothing is under way when they are 0. */
const BUSY_GAUGES: readonly string[] = [
  "outband_requests_in_flight",
  "outband_exchanges_open",
  "outband_audit_backlog",
  "outband_client_connections",
  'outband_pool_slots{state="used"}',
];

/**
 * What is left over in comparison with an idle program at the start; one line each, none when
 * nothing is.
 */
export function leftovers(
  start: ProcessState,
  now: { state: ProcessState; metrics: Metrics },
): string[] {
  const { state, metrics } = now;
  const busy = BUSY_GAUGES.filter((name) => metrics[name] !== 0)
    .map((name) => `${name} is ${metrics[name] ?? "missing"}`);
  const kinds = new Set([
    ...Object.keys(start.descriptors.kinds),
    ...Object.keys(state.descriptors.kinds),
  ]);
  const more = [...kinds].flatMap((kind) => {
    const before = start.descriptors.kinds[kind] ?? 0;
    const after = state.descriptors.kinds[kind] ?? 0;
    return after > before ? [`${after} descriptors of kind ${kind}, ${before} at the start`] : [];
  });
  if (state.threads > start.threads) {
    more.push(`${state.threads} threads, ${start.threads} at the start`);
  }
  return [...busy, ...more];
}
