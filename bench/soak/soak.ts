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
import {
  MAIN_MODULE,
  runCommand,
  type ServeProcess,
  startServe,
} from "../../tests/support/program.ts";
import { newSeed } from "../../tests/support/proxy_rig.ts";
import { TempDir } from "../../tests/support/temp_dir.ts";
import { readEvidenceCounts } from "../evidence_counts.ts";
import { describeMachine, machineLine } from "../machine.ts";
import { pause } from "./bounded.ts";
import { Lane } from "./client.ts";
import { FaultMaker, planFaults } from "./faults.ts";
import { Load } from "./load.ts";
import { holds, progressLine, reportText, type SoakReport, titleLine } from "./report.ts";
import {
  leftovers,
  page,
  parseMetrics,
  type ProcessState,
  processState,
  type Sample,
} from "./samples.ts";
import { SmallDisk } from "./small_disk.ts";
import { SoakUpstream } from "./upstream.ts";
import { checksOf, type Ended, type FindingCount, type SoakFacts } from "./verdict.ts";

interface Settings {
  minutes: number;
  seed: number;
  rate: number;
  /** Entry module of the proxy; another checkout's, to compare. */
  program: string;
  /** File for the report as JSON, or null. */
  json: string | null;
}

const USAGE = "Usage: soak.ts [--minutes N] [--seed N] [--rate N] [--program FILE] [--json FILE]";

const WORKERS = 2;
const WINDOW_MS = 60_000;
const SAMPLE_MS = 5_000;
const PROGRESS_MS = 30_000;
/** Telemetry files kept; older ones are removed, as a log shipper would. */
const TELEMETRY_FILES_MAX = 3;
/** Longest wait until nothing is left over. */
const IDLE_MS_MAX = 120_000;
/** Draining, auditing what waits, sealing. */
const STOP_MS_MAX = 120_000;
const VERIFY_MS_MAX = 600_000;
/** Room on the small disk: what is always there, and what each call may leave. */
const DISK_MIB = 64;
const DISK_BYTES_PER_CALL = 3_000;

/** What the runtime prints of a worker that was killed. */
const KILL_LINE_REGEXP = /^error: Uncaught \(in worker "audit-\d+"\)|^ {4}at /;

/** The running program and what surrounds it. */
interface Rig {
  settings: Settings;
  dir: TempDir;
  evidenceDir: string;
  telemetryDir: string;
  disk: SmallDisk | null;
  upstream: SoakUpstream;
  serve: ServeProcess;
  metricsPort: number;
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
  const settings: Settings = {
    minutes: Number(values.minutes),
    seed: values.seed === undefined ? newSeed() : Number(values.seed),
    rate: Number(values.rate),
    program: values.program,
    json: values.json ?? null,
  };
  const { minutes, seed, rate } = settings;
  const isSeed = Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
  if (!(minutes >= 1) || !(rate >= 2) || !isSeed) throw new Error(USAGE);
  return settings;
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
  const metricsPort = Number(new URL(serve.metricsUrl).port);
  await page(metricsPort, "/metrics");
  const start = await processState(serve.pid);
  if (start === null) throw new Error("There is no /proc to look at: a soak needs Linux");
  return await run({
    settings,
    dir,
    evidenceDir,
    telemetryDir,
    disk,
    upstream,
    serve,
    metricsPort,
    inspector,
    vkey,
    start,
  });
}

/** Load, faults and samples at once; then the account. */
async function run(rig: Rig): Promise<SoakReport> {
  const { settings, upstream, serve, metricsPort, inspector, telemetryDir, disk } = rig;
  const { minutes, seed, rate } = settings;
  const machine = describeMachine();
  print(titleLine(settings));
  print(`Machine: ${machineLine(machine)}`);
  const durationMs = minutes * 60_000;
  const direct = new Lane("direct", upstream.port, upstream);
  const proxied = new Lane("proxied", serve.port, upstream);
  const load = new Load({ seed, pairsPerSecond: rate / 2, direct, proxied });
  const times = { startMs: Date.now(), durationMs, windowMs: WINDOW_MS, hasDisk: disk !== null };
  const plan = planFaults(times);
  const faults = new FaultMaker({
    serve,
    metricsPort,
    inspector,
    telemetryFile: `${telemetryDir}/outband-telemetry-current.jsonl`,
    workers: WORKERS,
    disk,
  });
  const watch = new Watch(rig, load);
  const startMs = performance.now();
  const making = faults.run(plan);
  const watching = watch.run(() => {
    load.stop();
    faults.stop();
  });
  await load.run(durationMs);
  const loadSeconds = (performance.now() - startMs) / 1_000;
  await making;
  watch.stop();
  await watching;
  direct.closeIdle();
  proxied.closeIdle();
  const idle = await untilIdle(rig);
  const ended = await end(rig);
  const facts = {
    minutes,
    tally: load.tally,
    directStale: direct.staleRetries,
    closings: upstream.closings,
    upstreamFaults: upstream.faults,
    faults: faults.reports,
    faultsPlanned: plan.length,
    kills: faults.kills,
    hasDisk: disk !== null,
    samples: watch.samples,
    ...idle,
    ended,
  };
  const { tally, samples } = facts;
  const checks = checksOf(facts);
  return { ...settings, machine, checks, tally, faults: faults.reports, samples, loadSeconds };
}

/** Looks at the program now and then. */
class Watch {
  readonly samples: Sample[] = [];
  readonly #rig: Rig;
  readonly #load: Load;
  readonly #startMs = performance.now();
  #isStopped = false;

  constructor(rig: Rig, load: Load) {
    this.#rig = rig;
    this.#load = load;
  }

  /**
   * Takes samples until it is stopped, or until there is nothing more to look at.
   *
   * @param onGone Told when the program has ended by itself.
   */
  async run(onGone: () => void): Promise<void> {
    let printed = 0;
    for (let count = 1; !this.#isStopped; count++) {
      const sample = await this.#take().catch((error: unknown) => {
        print(`No sample: ${error}`);
        return null;
      });
      if (sample === null) return onGone();
      this.samples.push(sample);
      if (sample.atSeconds * 1_000 >= (printed + 1) * PROGRESS_MS) {
        printed++;
        print(progressLine(this.#load.tally, sample));
        await removeOldTelemetry(this.#rig.telemetryDir);
      }
      while (!this.#isStopped && performance.now() - this.#startMs < count * SAMPLE_MS) {
        await pause(100);
      }
    }
  }

  /** Takes no more samples. */
  stop(): void {
    this.#isStopped = true;
  }

  async #take(): Promise<Sample | null> {
    const { serve, metricsPort } = this.#rig;
    const atSeconds = (performance.now() - this.#startMs) / 1_000;
    const ready = await page(metricsPort, "/readyz");
    const { text } = await page(metricsPort, "/metrics");
    const state = await processState(serve.pid);
    if (state === null) return null;
    return {
      ...state,
      atSeconds,
      readyStatus: ready.status,
      ready: oneLine(ready.text),
      metrics: parseMetrics(text),
      running: this.#load.tally.running,
      driverMib: Deno.memoryUsage().rss / 2 ** 20,
    };
  }
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

/** Waits until nothing is left of the load, as far as it will ever be so. */
async function untilIdle(
  { serve, metricsPort, start }: Rig,
): Promise<Pick<SoakFacts, "leftovers" | "idleSeconds" | "lastMetrics" | "lastReady">> {
  const startMs = performance.now();
  for (;;) {
    const idleSeconds = (performance.now() - startMs) / 1_000;
    const state = await processState(serve.pid);
    if (state === null) {
      const none = { idleSeconds, lastMetrics: {}, lastReady: "" };
      return { leftovers: ["the program has ended by itself"], ...none };
    }
    const lastMetrics = parseMetrics((await page(metricsPort, "/metrics")).text);
    const left = leftovers(start, { state, metrics: lastMetrics });
    const lastReady = oneLine((await page(metricsPort, "/readyz")).text);
    if ((left.length === 0 && lastReady === "ok") || idleSeconds * 1_000 > IDLE_MS_MAX) {
      return { leftovers: left, idleSeconds, lastMetrics, lastReady };
    }
    await pause(1_000);
  }
}

/** Stops the program and lets its evidence speak. */
async function end({ serve, evidenceDir, vkey }: Rig): Promise<Ended> {
  const startMs = performance.now();
  const { code: exitCode, stderr } = await serve.stop("SIGTERM", STOP_MS_MAX);
  const stopSeconds = (performance.now() - startMs) / 1_000;
  const counts = await readEvidenceCounts(evidenceDir).catch((error: unknown): null => {
    print(`The summaries cannot be read: ${error}`);
    return null;
  });
  const verified = await verifyEvidence(evidenceDir, vkey);
  return { exitCode, stopSeconds, counts, ...verified, ...readLog(stderr) };
}

async function verifyEvidence(
  evidenceDir: string,
  vkey: string,
): Promise<{ verifyCode: number; findings: FindingCount[] }> {
  const { code, stdout, stderr } = await runCommand(
    ["verify", evidenceDir, "--key", vkey, "--json"],
    { deadlineMs: VERIFY_MS_MAX },
  );
  try {
    const { findings, finding_counts: counts } = JSON.parse(stdout);
    const weights = new Map<string, string>();
    for (const { code, weight } of findings) weights.set(code, weight);
    const list = Object.entries<number>(counts).map(([code, count]) => ({
      code,
      weight: weights.get(code) ?? "unknown",
      count,
    }));
    return { verifyCode: code, findings: list };
  } catch (error) {
    print(`verify printed no report (${error}): ${stderr}`);
    return { verifyCode: code, findings: [] };
  }
}

/** Counts the events of the log, and picks out what is no log line. */
function readLog(stderr: string): Pick<Ended, "logEvents" | "otherLines"> {
  const logEvents: Record<string, number> = {};
  const otherLines: string[] = [];
  for (const line of stderr.split("\n")) {
    if (line === "" || KILL_LINE_REGEXP.test(line)) continue;
    if (!line.startsWith("{")) {
      otherLines.push(line);
      continue;
    }
    const { level, event, reason } = JSON.parse(line);
    const name = `${level} ${event}${event === "server.error" ? `: ${reason}` : ""}`;
    logEvents[name] = (logEvents[name] ?? 0) + 1;
  }
  return { logEvents, otherLines };
}

/** Body of `/readyz` in one line. */
function oneLine(text: string): string {
  return text.trimEnd().replaceAll("\n", ", ");
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
