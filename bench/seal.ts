/**
 * Does sealing a large window delay calls? Fills a window of the real program, then measures one
 * connection in short runs: before the window ends, while it is sealed, and after.
 *
 *     deno task bench:seal [--period SECONDS] [--runs N]
 *
 * The window is filled by eight connections for two thirds of its length. Sealing reads it back,
 * hashes it and writes its tiles, on the journal's thread; calls are forwarded on another one, so
 * what remains is that both need a core and memory bandwidth. Exits with 1 when no run fell into
 * the sealing, which shows nothing, or when a call has no record.
 * @module
 */

import { parseArgs } from "node:util";
import { startServe } from "../tests/support/program.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { LineChild, startUpstream } from "./child.ts";
import { countsFault, readEvidenceCounts } from "./evidence_counts.ts";
import { grouped } from "./full/scales.ts";
import { untilIdle } from "./idle.ts";
import type { LoadJob, LoadResult } from "./load_client.ts";
import { describeMachine, machineLine } from "./machine.ts";
import { median } from "./statistics.ts";

const USAGE = "Usage: seal.ts [--period SECONDS] [--runs N]";
const PERIOD_SECONDS = 60;
const RUNS = 16;
const RUN_MS = 300;
/** Share of the window in which it is filled. */
const FILL_SHARE = 2 / 3;
const FILL_CONNECTIONS = 8;
/** Between two looks at what is sealed. */
const LOOK_MS = 25;
/** No window takes longer. */
const SEAL_MS_MAX = 120_000;
const STOP_MS_MAX = 120_000;

/** Short runs of one connection under the same conditions. */
type Runs = LoadResult[];

/** What the metrics say of windows. */
async function windowsOf(url: string): Promise<{ sealed: number; unsealed: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string): number =>
    Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
  return {
    sealed: value("outband_evidence_reports_generated_total"),
    unsealed: value("outband_windows_unsealed"),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until a window on the grid begins. */
async function untilGrid(periodMs: number): Promise<void> {
  await sleep(periodMs - Date.now() % periodMs);
}

/** Follows one window from its end until it is sealed. */
class SealWatch {
  startMs = Infinity;
  endMs = Infinity;
  readonly done: Promise<void>;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    this.done = this.#watch();
  }

  async #watch(): Promise<void> {
    const before = await windowsOf(this.#url);
    for (const giveUpMs = performance.now() + SEAL_MS_MAX; performance.now() < giveUpMs;) {
      const { sealed, unsealed } = await windowsOf(this.#url);
      const nowMs = performance.now();
      if (unsealed > 0) this.startMs = Math.min(this.startMs, nowMs);
      if (sealed > before.sealed) {
        this.endMs = nowMs;
        return;
      }
      await sleep(LOOK_MS);
    }
    throw new Error("The window was not sealed");
  }
}

/** One connection, again and again. */
class Runner {
  sent = 0;
  readonly #client: LineChild;
  readonly #port: number;

  constructor(client: LineChild, port: number) {
    this.#client = client;
    this.#port = port;
  }

  async load(connections: number, ms: number): Promise<LoadResult> {
    const job: LoadJob = { port: this.#port, connections, warmup_ms: 0, ms };
    const result = await this.#client.ask(job) as LoadResult;
    this.sent += result.sent;
    return result;
  }

  async runs(count: number): Promise<Runs> {
    const runs: Runs = [];
    while (runs.length < count) runs.push(await this.load(1, RUN_MS));
    return runs;
  }

  /** Runs that lie in the sealing from their start to their end. */
  async during(watch: SealWatch): Promise<Runs> {
    const runs: Runs = [];
    while (watch.endMs === Infinity) {
      const isIn = watch.startMs !== Infinity;
      const run = await this.load(1, RUN_MS);
      if (isIn && watch.endMs === Infinity) runs.push(run);
    }
    return runs;
  }
}

function print(line: string): void {
  // deno-lint-ignore no-console -- this is what it is for
  console.log(line);
}

function printRuns(name: string, runs: Runs): void {
  const middle = (pick: (run: LoadResult) => number): string =>
    grouped(Math.round(median(runs.map(pick)))).padStart(8);
  const most = grouped(Math.round(Math.max(...runs.map(({ max_us }) => max_us)))).padStart(8);
  print(
    `${name.padEnd(16)}${String(runs.length).padStart(4)}${middle((run) => run.p50_us)}` +
      `${middle((run) => run.p95_us)}${middle((run) => run.p99_us)}${most}`,
  );
}

/** Lines of the largest segment. */
async function largestSegment(dir: string): Promise<number> {
  let most = 0;
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    const path = `${dir}/${name}`;
    if (isDirectory) most = Math.max(most, await largestSegment(path));
    if (name !== "segment.jsonl") continue;
    const bytes = await Deno.readFile(path);
    most = Math.max(most, bytes.reduce((lines, byte) => byte === 0x0a ? lines + 1 : lines, 0));
  }
  return most;
}

async function measure(settings: { periodSeconds: number; count: number }): Promise<number> {
  const machine = describeMachine();
  const periodMs = 1000 * settings.periodSeconds;
  await using dir = await TempDir.make();
  await using upstream = await startUpstream();
  await using client = new LineChild("load_client.ts");
  const evidenceDir = dir.join("evidence");
  await using proxy = await startServe({
    target: `http://127.0.0.1:${upstream.port}`,
    evidenceDir,
    args: [`--summary-interval=${settings.periodSeconds}s`],
  });
  const runner = new Runner(client, proxy.port);
  await runner.load(FILL_CONNECTIONS, 1000); // The first second compiles.
  await untilGrid(periodMs);
  await runner.load(FILL_CONNECTIONS, periodMs * FILL_SHARE);
  await untilIdle([proxy.pid]);
  const before = await runner.runs(settings.count);
  const watch = new SealWatch(proxy.metricsUrl);
  const during = await runner.during(watch);
  await watch.done;
  const after = await runner.runs(settings.count);
  await proxy.stop("SIGTERM", STOP_MS_MAX);
  const records = await largestSegment(evidenceDir);
  const seconds = ((watch.endMs - watch.startMs) / 1000).toFixed(2);
  print(`A window of ${grouped(records)} records was sealed in ${seconds} s, calls going on`);
  print("                runs     p50     p95     p99     max us, medians of the runs; max of all");
  printRuns("before", before);
  if (during.length > 0) printRuns("while sealing", during);
  printRuns("after", after);
  print(machineLine(machine));
  const fault = countsFault(await readEvidenceCounts(evidenceDir), runner.sent);
  if (fault !== null) print(fault);
  if (during.length === 0) print(`Sealing was over within one run of ${RUN_MS} ms`);
  return fault === null && during.length > 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { period: { type: "string" }, runs: { type: "string" } },
  });
  const periodSeconds = Number(values.period ?? PERIOD_SECONDS);
  const count = Number(values.runs ?? RUNS);
  if (![periodSeconds, count].every((n) => Number.isSafeInteger(n) && n > 0)) {
    print(USAGE);
    return 2;
  }
  return await measure({ periodSeconds, count });
}

if (import.meta.main) Deno.exit(await main());
