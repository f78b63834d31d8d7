/**
 * The canonical workload: what one exchange costs through the proxy with the audit on, against the
 * same exchange sent directly and through nginx, measured in turn on loopback.
 *
 *     deno run -A bench/canonical.ts [--rounds N] [--round-ms N] [--program FILE] [--json]
 *
 * Upstream, load client and proxy are processes of their own. See `bench/README.md` for what the
 * figures mean and what makes them lie. Exits with 1 when calls are not accounted for.
 * @module
 */

import { parseArgs } from "node:util";
import { utf8 } from "../src/base/bytes.ts";
import { MAIN_MODULE, type ServeProcess, startServe } from "../tests/support/program.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import {
  type AuditReport,
  type CanonicalReport,
  CONNECTIONS,
  reportText,
  type Subject,
} from "./canonical_report.ts";
import { LineChild, startUpstream } from "./child.ts";
import { countsFault, readEvidenceCounts } from "./evidence_counts.ts";
import { untilIdle } from "./idle.ts";
import type { LoadJob, LoadResult } from "./load_client.ts";
import { cpuMs, describeMachine } from "./machine.ts";
import { startNginx } from "./nginx.ts";
import {
  addedLatency,
  median,
  medianPercentiles,
  type Percentiles,
  percentilesOf,
} from "./statistics.ts";

interface Settings {
  rounds: number;
  roundMs: number;
  /** Entry module of the proxy; another checkout's, to compare. */
  program: string;
  json: boolean;
}

/** One way to the upstream, and what each round measured of it. */
interface Series {
  name: string;
  port: number;
  latencies: Percentiles[];
  rates: number[];
}

/** What is only known about the proxy. */
interface ProxyCost {
  /** Exchanges through it, warm-up and cold rounds included. */
  sent: number;
  cpuUsPerExchange: number[];
  settlesMs: number[];
}

const USAGE = "Usage: canonical.ts [--rounds N] [--round-ms N] [--program FILE] [--json]";
const WHOLE_REGEXP = /^[1-9]\d{0,5}$/;
/** Load before each measured run, as a share of it. */
const WARMUP_SHARE = 0.2;
/** The first round compiles the code of all processes and is forgotten. */
const COLD_ROUND_MS = 500;
/** Sealing the last window may have to wait until a full pool is audited. */
const STOP_MS_MAX = 120_000;

/** Runs load against all subjects in turn. */
class Rounds {
  readonly direct: Series;
  readonly outband: Series;
  readonly nginx: Series | null;
  readonly cost: ProxyCost = { sent: 0, cpuUsPerExchange: [], settlesMs: [] };
  readonly #client: LineChild;
  readonly #proxy: ServeProcess;

  constructor(
    processes: { client: LineChild; proxy: ServeProcess },
    ports: { upstream: number; nginx: number | null },
  ) {
    this.#client = processes.client;
    this.#proxy = processes.proxy;
    this.direct = newSeries("direct", ports.upstream);
    this.outband = newSeries("outband", this.#proxy.port);
    this.nginx = ports.nginx === null ? null : newSeries("nginx", ports.nginx);
  }

  /** Measures `count` rounds after one cold one. */
  async run(count: number, roundMs: number): Promise<void> {
    await this.#round(0, Math.min(roundMs, COLD_ROUND_MS));
    for (const series of this.#subjects()) {
      series.latencies = [];
      series.rates = [];
    }
    this.cost.cpuUsPerExchange = [];
    this.cost.settlesMs = [];
    for (let round = 1; round <= count; round++) await this.#round(round, roundMs);
  }

  async #round(round: number, roundMs: number): Promise<void> {
    const subjects = this.#subjects();
    // Another subject begins each round, so that none always follows the same neighbour.
    const first = round % subjects.length;
    const inTurn = [...subjects.slice(first), ...subjects.slice(0, first)];
    for (const series of inTurn) {
      series.latencies.push(percentilesOf(await this.#load(series, 1, roundMs)));
    }
    for (const series of inTurn) {
      series.rates.push((await this.#load(series, CONNECTIONS, roundMs)).exchanges_per_s);
    }
  }

  async #load(series: Series, connections: number, roundMs: number): Promise<LoadResult> {
    const job: LoadJob = {
      port: series.port,
      connections,
      warmup_ms: roundMs * WARMUP_SHARE,
      ms: roundMs,
    };
    const cpuBeforeMs = cpuMs(this.#proxy.pid);
    const result = await this.#client.ask(job) as LoadResult;
    if (series !== this.outband) return result;
    this.cost.sent += result.sent;
    this.cost.settlesMs.push(await untilIdle([this.#proxy.pid]));
    const cpuAfterMs = cpuMs(this.#proxy.pid);
    if (connections === CONNECTIONS && cpuBeforeMs !== null && cpuAfterMs !== null) {
      this.cost.cpuUsPerExchange.push((cpuAfterMs - cpuBeforeMs) / result.sent * 1000);
    }
    return result;
  }

  #subjects(): Series[] {
    return [this.direct, this.outband, ...(this.nginx === null ? [] : [this.nginx])];
  }
}

function newSeries(name: string, port: number): Series {
  return { name, port, latencies: [], rates: [] };
}

function subjectOf(series: Series, direct: Series): Subject {
  return {
    name: series.name,
    latency_us: medianPercentiles(series.latencies),
    added_us: series === direct ? null : addedLatency(series.latencies, direct.latencies),
    exchanges_per_s: median(series.rates),
  };
}

async function measure(settings: Settings): Promise<CanonicalReport> {
  const machine = describeMachine();
  await using dir = await TempDir.make();
  await using upstream = await startUpstream();
  await using client = new LineChild("load_client.ts");
  await using nginx = await startNginx(dir.path, { port: upstream.port });
  const evidenceDir = dir.join("evidence");
  const target = `http://127.0.0.1:${upstream.port}`;
  await using proxy = await startServe({ target, evidenceDir, module: settings.program });
  const ports = { upstream: upstream.port, nginx: nginx?.port ?? null };
  const rounds = new Rounds({ client, proxy }, ports);
  await rounds.run(settings.rounds, settings.roundMs);
  const { direct } = rounds;
  return {
    command: `deno run -A bench/canonical.ts ${Deno.args.join(" ")}`.trimEnd(),
    machine,
    nginx: nginx?.version ?? null,
    rounds: settings.rounds,
    round_ms: settings.roundMs,
    outband: subjectOf(rounds.outband, direct),
    others: [direct, ...(rounds.nginx === null ? [] : [rounds.nginx])]
      .map((series) => subjectOf(series, direct)),
    audit: await stopAndCount(proxy, { cost: rounds.cost, evidenceDir }),
  };
}

/** Ends the proxy as an operator would, and reads what it sealed. */
async function stopAndCount(
  proxy: ServeProcess,
  run: { cost: ProxyCost; evidenceDir: string },
): Promise<AuditReport> {
  const startMs = performance.now();
  const { code, stderr } = await proxy.stop("SIGTERM", STOP_MS_MAX);
  const stopMs = performance.now() - startMs;
  if (code !== 0) throw new Error(`The proxy ended with ${code} after SIGTERM:\n${stderr}`);
  const { sent, cpuUsPerExchange, settlesMs } = run.cost;
  const counts = await readEvidenceCounts(run.evidenceDir);
  return {
    sent,
    counts,
    fault: countsFault(counts, sent),
    cpu_us_per_exchange: cpuUsPerExchange.length === 0 ? null : median(cpuUsPerExchange),
    settle_ms_max: Math.max(...settlesMs),
    stop_ms: stopMs,
  };
}

/** Settings of the command line, or null when it cannot be read. */
function parseSettings(args: string[]): Settings | null {
  const options = {
    rounds: { type: "string", default: "5" },
    "round-ms": { type: "string", default: "1000" },
    program: { type: "string", default: MAIN_MODULE },
    json: { type: "boolean", default: false },
  } as const;
  try {
    const { values } = parseArgs({ args, options });
    const { rounds, "round-ms": roundMs, program, json } = values;
    if (!WHOLE_REGEXP.test(rounds) || !WHOLE_REGEXP.test(roundMs)) return null;
    return { rounds: Number(rounds), roundMs: Number(roundMs), program, json };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Figures of a benchmark have no more than one meaningful decimal. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 10) / 10 : value;
}

async function main(): Promise<void> {
  const settings = parseSettings(Deno.args);
  if (settings === null) {
    Deno.stderr.writeSync(utf8(`${USAGE}\n`));
    Deno.exitCode = 2;
    return;
  }
  const report = await measure(settings);
  const text = settings.json ? `${JSON.stringify(report, rounded, 2)}\n` : reportText(report);
  Deno.stdout.writeSync(utf8(text));
  if (report.audit.fault !== null) Deno.exitCode = 1;
}

if (import.meta.main) await main();
