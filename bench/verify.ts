/**
 * Speed and memory of `verify`: how many records one core checks in a second, and whether a log of
 * twenty times the size needs more memory.
 *
 *     deno task bench:verify [--records N] [--rounds N]
 *
 * The logs are written by the real journal and sealed by the real sealer, in windows of 100,000
 * records at most; then the real command verifies them, on one core where `taskset` is installed.
 * `sha256sum` reads the same segments: the floor for anything that hashes each byte once (verify
 * hashes each byte twice, and parses it). The rate counts the difference of the two logs, so that
 * the start of the program is left out; it stands beside the whole run's. Sealing is done in slices,
 * between which the journal takes records; the longest slice is how long a record may wait for it.
 * Calls wait for no slice: they are forwarded on another thread. Exits with 1 when a log does not
 * verify, or when the memory is not flat.
 * @module
 */

import process from "node:process";
import { parseArgs } from "node:util";
import { SYSTEM_DISK } from "../src/journal/disk.ts";
import type { Journal } from "../src/journal/journal.ts";
import { openSealer } from "../src/evidence/sealer.ts";
import { Bench, ORIGIN } from "../tests/journal/harness.ts";
import { sampleDrafts, seededBytes } from "../tests/support/drafts.ts";
import { MAIN_MODULE, ROOT_DIR } from "../tests/support/program.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { grouped } from "./full/scales.ts";
import { cpuMs, describeMachine, machineLine, memoryOf } from "./machine.ts";
import { median } from "./statistics.ts";

const USAGE = "Usage: verify.ts [--records N] [--rounds N]";
const RECORDS = 200_000;
const ROUNDS = 3;
/** The small log is this much smaller. */
const SCALE = 20;
const WINDOW_RECORDS_MAX = 100_000;
const BATCH = 64;
const HOUR_MS = 3_600_000;
const SEED = 1;
const POLL_MS = 20;
/** What is alive may differ by this much and still be flat: one piece of a file, one tile. */
const FLAT_MIB_MAX = 4;
/** What the issue asks for on one core. */
const WANTED = 60_000;

/** A log on disk. */
interface WrittenLog {
  dir: string;
  vkey: string;
  records: number;
  /** Bytes of all segments, and of everything that an auditor gets. */
  segmentBytes: number;
  evidenceBytes: number;
  segments: string[];
  /** Sealing of one window: time, its longest slice, most CPU time of a slice, and its records. */
  seal: { ms: number; sliceMs: number; sliceCpuMs: number; records: number };
}

/** Writes a log with this many calls. */
function writeLog(root: string, calls: number): WrittenLog {
  const bench = new Bench(SYSTEM_DISK);
  const evidenceDir = `${root}/evidence`;
  const randomBytes = seededBytes(SEED);
  const place = { ...bench.options(), evidenceDir, privateDir: `${root}/private`, randomBytes };
  const journal = bench.open({
    ...place,
    logDir: `${root}/telemetry`,
    // Dates are the script's, so that the log is the same each time; slices end by a real clock.
    clock: { nowMs: () => bench.clock.nowMs(), monotonicMs: () => performance.now() },
    openSealer: (log) => openSealer({ ...place, ...log, controls: () => [] }),
  });
  const { vkey } = journal;
  const seal = { ms: 0, sliceMs: 0, sliceCpuMs: 0, records: 0 };
  for (let ord = 0; ord < calls;) {
    const end = Math.min(calls, ord + WINDOW_RECORDS_MAX);
    const before = journal.stats.recordsWritten;
    while (ord < end) {
      const count = Math.min(BATCH, end - ord);
      journal.acceptedNow(ord + count);
      journal.append(sampleDrafts(ord, count));
      ord += count;
    }
    bench.clock.pass(HOUR_MS);
    const sealed = sealAll(journal);
    const records = journal.stats.recordsWritten - before;
    // The fastest of the largest: the least disturbed one.
    if (records > seal.records || sealed.ms < seal.ms) Object.assign(seal, { ...sealed, records });
  }
  journal.close();
  const files = filesBelow(evidenceDir);
  const segments = files.filter((path) => path.endsWith("/segment.jsonl"));
  return {
    dir: evidenceDir,
    vkey,
    records: journal.stats.recordsWritten,
    segmentBytes: sizeOf(segments),
    evidenceBytes: sizeOf(files),
    segments,
    seal,
  };
}

/** Seals what is closed, as the journal does between batches. */
function sealAll(journal: Journal): { ms: number; sliceMs: number; sliceCpuMs: number } {
  const started = performance.now();
  let sliceMs = 0;
  let sliceCpuMs = 0;
  do {
    const before = performance.now();
    const cpuBefore = process.cpuUsage();
    journal.tick();
    const { user, system } = process.cpuUsage(cpuBefore);
    sliceMs = Math.max(sliceMs, performance.now() - before);
    sliceCpuMs = Math.max(sliceCpuMs, (user + system) / 1000);
  } while (journal.stats.unsealed > 0);
  return { ms: performance.now() - started, sliceMs, sliceCpuMs };
}

function filesBelow(dir: string): string[] {
  return Array.from(Deno.readDirSync(dir)).flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(`${dir}/${name}`) : [`${dir}/${name}`]
  );
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + Deno.statSync(path).size, 0);
}

/** A run of a command. */
export interface Run {
  seconds: number;
  /** CPU time of all threads, which others on the machine do not lengthen; null without `/proc`. */
  cpuSeconds: number | null;
  /** Highest resident memory in MiB; null where `/proc` is missing. */
  peakMib: number | null;
  stdout: string;
  code: number;
}

/** Runs a command to its end, watching its time and memory. */
export async function run(command: readonly string[]): Promise<Run> {
  const started = performance.now();
  const [name = "", ...args] = command;
  const child = new Deno.Command(name, { args, cwd: ROOT_DIR, stdout: "piped" }).spawn();
  let peakKib: number | null = null;
  let usedMs: number | null = null;
  // The kernel adds up and keeps the highest value itself, so the last look is enough.
  const poll = setInterval(() => {
    usedMs = cpuMs(child.pid) ?? usedMs;
    const peak = memoryOf(child.pid)?.peak_kib ?? 0;
    if (peak > 0) peakKib = Math.max(peakKib ?? 0, peak);
  }, POLL_MS);
  const { code, stdout } = await child.output();
  clearInterval(poll);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: usedMs === null ? null : usedMs / 1000,
    peakMib: peakKib === null ? null : peakKib / 1024,
    stdout: new TextDecoder().decode(stdout),
    code,
  };
}

/** Prefix that keeps a program on one core; nothing where that cannot be done. */
function oneCore(): string[] {
  try {
    const { success } = new Deno.Command("taskset", { args: ["-c", "0", "true"] }).outputSync();
    return success ? ["taskset", "-c", "0"] : [];
  } catch {
    return [];
  }
}

async function verify(log: WrittenLog): Promise<Run> {
  const command = [...oneCore(), Deno.execPath(), "run", "-A", "--quiet", MAIN_MODULE, "verify"];
  const result = await run([...command, log.dir, "--key", log.vkey, "--json"]);
  const report = result.code === 0 ? JSON.parse(result.stdout) : null;
  if (report?.log?.records === log.records) return result;
  throw new Error(`verify of ${log.dir} ended with ${result.code}: ${result.stdout.slice(-2_000)}`);
}

/** Several runs of both logs and of `sha256sum`, in turn. */
async function measure(
  { small, large, rounds }: { small: WrittenLog; large: WrittenLog; rounds: number },
): Promise<{ small: Run[]; large: Run[]; sha256sum: number[] }> {
  const runs = { small: [] as Run[], large: [] as Run[], sha256sum: [] as number[] };
  await verify(small); // Forgotten: it may compile.
  for (let round = 0; round < rounds; round++) {
    runs.small.push(await verify(small));
    runs.large.push(await verify(large));
    try {
      runs.sha256sum.push((await run([...oneCore(), "sha256sum", ...large.segments])).seconds);
    } catch {
      // Not installed; its line is left out.
    }
  }
  return runs;
}

function print(line: string): void {
  // deno-lint-ignore no-console -- this is what it is for
  console.log(line);
}

function perSecond(records: number, seconds: number): string {
  return `${grouped(Math.round(records / seconds))} records/s`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { records: { type: "string" }, rounds: { type: "string" } },
  });
  const records = Number(values.records ?? RECORDS);
  const rounds = Number(values.rounds ?? ROUNDS);
  if (!Number.isSafeInteger(records) || records < SCALE || !(rounds >= 1)) {
    print(USAGE);
    return 2;
  }
  const machine = describeMachine();
  await using root = await TempDir.make();
  const small = writeLog(root.join("small"), Math.round(records / SCALE));
  const large = writeLog(root.join("large"), records);
  const runs = await measure({ small, large, rounds });
  const live = [await liveMib(small), await liveMib(large)] as const;
  report({ small, large, runs, rounds, live });
  print(machineLine(machine));
  const isFlat = live[1] - live[0] <= FLAT_MIB_MAX;
  if (!isFlat) print(`The memory grows with the log: more than ${FLAT_MIB_MAX} MiB apart`);
  return isFlat ? 0 : 1;
}

/** Memory that is alive at most while a log is verified, in MiB. */
async function liveMib(log: WrittenLog): Promise<number> {
  const script = `${ROOT_DIR}bench/verify_live.ts`;
  const flags = ["run", "-A", "--quiet", "--v8-flags=--expose-gc"];
  const { stdout } = await run([Deno.execPath(), ...flags, script, log.dir]);
  return Number(stdout) / 2 ** 20;
}

function report({ small, large, runs, rounds, live }: {
  small: WrittenLog;
  large: WrittenLog;
  runs: Awaited<ReturnType<typeof measure>>;
  rounds: number;
  live: readonly [number, number];
}): void {
  const core = oneCore().length > 0 ? "one core" : "all cores (no taskset)";
  print(`verify of ${ORIGIN}, ${core}, median of ${rounds}`);
  const more = large.records - small.records;
  const cpu = cpuOf(runs.large) - cpuOf(runs.small);
  const wall = medianOf(runs.large) - medianOf(runs.small);
  print(`rate            ${perSecond(more, cpu)} of CPU time, ${perSecond(more, wall)} of time`);
  if (more / cpu < WANTED) print(`                below the wanted ${grouped(WANTED)}`);
  for (const [log, of] of [[small, runs.small], [large, runs.large]] as const) {
    const name = `${grouped(log.records)} records`.padEnd(16);
    const time = medianOf(of);
    print(`${name}${time.toFixed(2)} s with the start, ${perSecond(log.records, time)}`);
  }
  if (runs.sha256sum.length > 0) {
    const sums = median(runs.sha256sum);
    print(
      `sha256sum       ${sums.toFixed(2)} s on the same bytes, ${perSecond(large.records, sums)}`,
    );
  }
  const [least, most] = live.map((mib) => `${mib.toFixed(1)} MiB`);
  print(`memory alive    ${least} and ${most} at most`);
  print(
    `memory resident ${peakOf(runs.small).toFixed(0)} and ${peakOf(runs.large).toFixed(0)} MiB`,
  );
  print(
    `bytes/record    ${perRecord(large.segmentBytes, large)} in the segments, ${
      perRecord(large.evidenceBytes, large)
    } in all files`,
  );
  const seal = (large.seal.ms / 1000).toFixed(2);
  const slice = large.seal.sliceMs.toFixed(0);
  print(
    `sealing         ${seal} s for ${grouped(large.seal.records)} records, in slices of ` +
      `${slice} ms at most, ${large.seal.sliceCpuMs.toFixed(0)} ms of CPU time`,
  );
  print(`page            ${grouped(sizeOf([`${ROOT_DIR}src/page/verify_page.html`]))} bytes`);
}

function cpuOf(runs: readonly Run[]): number {
  return median(runs.map(({ seconds, cpuSeconds }) => cpuSeconds ?? seconds));
}

function medianOf(runs: readonly Run[]): number {
  return median(runs.map(({ seconds }) => seconds));
}

function peakOf(runs: readonly Run[]): number {
  return median(runs.map(({ peakMib }) => peakMib ?? 0));
}

function perRecord(bytes: number, { records }: WrittenLog): string {
  return grouped(Math.round(bytes / records));
}

if (import.meta.main) Deno.exit(await main());
