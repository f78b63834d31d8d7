/**
 * Soak: mixed traffic against one real `outband serve` process for half an hour, with faults, and
 * each exchange compared with the same one sent directly.
 *
 *     deno run -A bench/soak/soak.ts [--minutes N] [--seed N] [--rate N] [--program FILE]
 *                                    [--json FILE]
 *
 * Linux only. Exits with 1 when something does not hold, and says what. See `bench/README.md`.
 * @module
 */

import { parseArgs } from "node:util";
import { utf8 } from "../../src/base/bytes.ts";
import { inspectorAddress } from "../../tests/support/inspector.ts";
import { vkeyOf } from "../../tests/support/journey.ts";
import { MAIN_MODULE, type ServeProcess, startServe } from "../../tests/support/program.ts";
import { freshSeed } from "../../tests/support/random.ts";
import { TempDir } from "../../tests/support/temp_dir.ts";
import { describeMachine, machineLine } from "../machine.ts";
import { Lane } from "./client.ts";
import { endProgram } from "./ending.ts";
import { FaultMaker, planFaults } from "./faults.ts";
import { Load } from "./load.ts";
import { holds, progressLine, reportText, type SoakReport, titleLine } from "./report.ts";
import { page, type ProcessState, processState, type Sample } from "./samples.ts";
import { SmallDisk } from "./small_disk.ts";
import { SoakUpstream } from "./upstream.ts";
import { checksOf } from "./verdict.ts";
import { untilIdle, Watch, type Watched } from "./watch.ts";

interface Settings {
  minutes: number;
  seed: number;
  /** Exchanges per second, both ways together. */
  rate: number;
  /** Entry module of the proxy; another checkout's, to compare. */
  program: string;
  /** File for the report as JSON, or null. */
  json: string | null;
}

const USAGE = "Usage: soak.ts [--minutes N] [--seed N] [--rate N] [--program FILE] [--json FILE]";

const WORKERS = 2;
const WINDOW_MS = 60_000;
const PROGRESS_SECONDS = 30;
/** Telemetry files kept; older ones are removed, as a log shipper would. */
const TELEMETRY_FILES_MAX = 3;
/** Room on the small disk: what is always there, and what each call may leave. */
const DISK_MIB = 1_280;
const DISK_BYTES_PER_CALL = 3_000;

/** The running program and what surrounds it. */
interface Rig {
  settings: Settings;
  evidenceDir: string;
  telemetryDir: string;
  disk: SmallDisk | null;
  upstream: SoakUpstream;
  serve: ServeProcess;
  watched: Watched;
  /** Address of the inspector. */
  inspector: string;
  vkey: string;
  /** The program just after its start. */
  start: ProcessState;
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "30" },
      seed: { type: "string" },
      rate: { type: "string", default: "160" },
      program: { type: "string", default: MAIN_MODULE },
      json: { type: "string" },
    },
  });
  const minutes = Number(values.minutes);
  const seed = values.seed === undefined ? freshSeed() : Number(values.seed);
  const rate = Number(values.rate);
  const isSeed = Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
  if (!(minutes >= 1) || !(rate >= 2) || !isSeed) throw new Error(USAGE);
  return { minutes, seed, rate, program: values.program, json: values.json ?? null };
}

/** Starts everything, runs, stops everything. */
async function soak(settings: Settings): Promise<SoakReport> {
  await using dir = await TempDir.make();
  const calls = settings.rate / 2 * settings.minutes * 60;
  const sizeMib = DISK_MIB + Math.ceil(calls * DISK_BYTES_PER_CALL / 2 ** 20);
  await using disk = await SmallDisk.mount(dir.join("disk"), sizeMib);
  await using upstream = new SoakUpstream();
  const evidenceDir = disk === null ? dir.join("evidence") : `${disk.path}/evidence`;
  const telemetryDir = dir.join("telemetry");
  const inspector = inspectorAddress();
  await using serve = await startServe({
    target: `http://127.0.0.1:${upstream.port}`,
    evidenceDir,
    module: settings.program,
    denoFlags: [`--inspect=${inspector}`, "--unstable-worker-options"],
    args: [
      `--log-dir=${telemetryDir}`,
      `--summary-interval=${WINDOW_MS / 1_000}s`,
      `--workers=${WORKERS}`,
      "--upstream-idle-timeout=10s",
      "--sandbox-workers",
    ],
  });
  const vkey = await vkeyOf(serve);
  const watched = { pid: serve.pid, metricsPort: Number(new URL(serve.metricsUrl).port) };
  await page(watched.metricsPort, "/metrics");
  const start = await processState(serve.pid);
  if (start === null) throw new Error("There is no /proc to look at: a soak needs Linux");
  const fixed = { settings, evidenceDir, telemetryDir, disk, upstream, serve };
  return await run({ ...fixed, watched, inspector, vkey, start });
}

/** Load, faults and samples at once; then the account. */
async function run(rig: Rig): Promise<SoakReport> {
  const { settings, upstream, serve, watched, telemetryDir, disk } = rig;
  const { minutes, seed, rate } = settings;
  const machine = describeMachine();
  print(titleLine(settings));
  print(`Machine: ${machineLine(machine)}`);
  const durationMs = minutes * 60_000;
  const direct = new Lane("direct", upstream.port, upstream);
  const proxied = new Lane("proxied", serve.port, upstream);
  const load = new Load({ seed, pairsPerSecond: rate / 2, direct, proxied });
  const hasDisk = disk !== null;
  const plan = planFaults({ startMs: Date.now(), durationMs, windowMs: WINDOW_MS, hasDisk });
  const faults = new FaultMaker({
    serve,
    metricsPort: watched.metricsPort,
    inspector: rig.inspector,
    telemetryFile: `${telemetryDir}/outband-telemetry-current.jsonl`,
    workers: WORKERS,
    disk,
  });
  const watch = new Watch(watched, () => load.tally.running);
  const stop = (): void => {
    load.stop();
    faults.stop();
  };
  using _ = new StopSignals(stop);
  const startMs = performance.now();
  const making = faults.run(plan);
  const watching = watch.run(progressOf(load, telemetryDir)).then(stop);
  await load.run(durationMs);
  const loadSeconds = (performance.now() - startMs) / 1_000;
  await making;
  watch.stop();
  await watching;
  direct.closeIdle();
  proxied.closeIdle();
  const idle = watch.error === null ? await untilIdle(watched, rig.start).catch(() => null) : null;
  const ended = await endProgram(serve, { dir: rig.evidenceDir, vkey: rig.vkey });
  const { tally } = load;
  const { samples } = watch;
  const checks = checksOf({
    minutes,
    tally,
    directStale: direct.staleRetries,
    closings: upstream.closings,
    upstreamFaults: upstream.faults,
    faults: faults.reports,
    faultsPlanned: plan.length,
    kills: faults.kills,
    hasDisk,
    samples,
    watchError: watch.error,
    idle,
    ended,
  });
  return { ...settings, machine, checks, tally, faults: faults.reports, samples, loadSeconds };
}

/** Prints a line now and then, and keeps the disk from filling up with telemetry. */
function progressOf(load: Load, telemetryDir: string): (sample: Sample) => Promise<void> {
  let printed = 0;
  return async (sample) => {
    if (sample.atSeconds < (printed + 1) * PROGRESS_SECONDS) return;
    printed++;
    print(progressLine(load.tally, sample));
    await removeOldTelemetry(telemetryDir);
  };
}

/** Removes telemetry of windows that ended some time ago. */
async function removeOldTelemetry(dir: string): Promise<void> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(dir)) {
    if (!name.includes("current")) names.push(name);
  }
  const old = names.sort().slice(0, -TELEMETRY_FILES_MAX);
  for (const name of old) await Deno.remove(`${dir}/${name}`);
}

/** Lets the first SIGINT or SIGTERM end the run in order; a second one ends it at once. */
class StopSignals implements Disposable {
  readonly #hear: () => void;

  constructor(stop: () => void) {
    this.#hear = (): void => {
      this[Symbol.dispose]();
      stop();
    };
    Deno.addSignalListener("SIGINT", this.#hear);
    Deno.addSignalListener("SIGTERM", this.#hear);
  }

  [Symbol.dispose](): void {
    Deno.removeSignalListener("SIGINT", this.#hear);
    Deno.removeSignalListener("SIGTERM", this.#hear);
  }
}

function print(line: string): void {
  Deno.stdout.writeSync(utf8(`${line}\n`));
}

async function main(): Promise<void> {
  const settings = readSettings(Deno.args);
  const report = await soak(settings);
  Deno.stdout.writeSync(utf8(`\n${reportText(report)}`));
  if (settings.json !== null) await Deno.writeTextFile(settings.json, JSON.stringify(report));
  if (!holds(report)) Deno.exitCode = 1;
}

if (import.meta.main) await main();
