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
 * the start of the program is left out; it stands beside the whole run's. Exits with 1 when a log
 * does not verify, or when the memory is not flat.
 * @module
 */

import { parseArgs } from "node:util";
import { SYSTEM_DISK } from "../src/journal/disk.ts";
import { openSealer } from "../src/evidence/sealer.ts";
import { Bench, ORIGIN } from "../tests/journal/harness.ts";
import { sampleDrafts, seededBytes } from "../tests/support/drafts.ts";
import { MAIN_MODULE, ROOT_DIR } from "../tests/support/program.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { grouped } from "./full/scales.ts";
import { describeMachine, machineLine, memoryOf } from "./machine.ts";
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
/** Memory may differ by what the collector leaves lying about, whatever the size of the log. */
const FLAT_MIB_MAX = 48;
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
  /** Longest sealing of one window, and its records. */
  seal: { ms: number; records: number };
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
    openSealer: (log) => openSealer({ ...place, ...log, controls: () => [] }),
  });
  const { vkey } = journal;
  const seal = { ms: 0, records: 0 };
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
    const started = performance.now();
    do journal.tick(); while (journal.stats.unsealed > 0);
    const ms = performance.now() - started;
    const records = journal.stats.recordsWritten - before;
    if (ms > seal.ms) Object.assign(seal, { ms, records });
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

function filesBelow(dir: string): string[] {
  return Array.from(Deno.readDirSync(dir)).flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(`${dir}/${name}`) : [`${dir}/${name}`]
  );
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + Deno.statSync(path).size, 0);
}

/** A run of a command. */
interface Run {
  seconds: number;
  /** Highest resident memory in MiB; null where `/proc` is missing. */
  peakMib: number | null;
  stdout: string;
  code: number;
}

async function run(command: readonly string[]): Promise<Run> {
  const started = performance.now();
  const [name = "", ...args] = command;
  const child = new Deno.Command(name, { args, cwd: ROOT_DIR, stdout: "piped" }).spawn();
  let peakKib: number | null = null;
  // The kernel keeps the highest value itself, so the last look is enough.
  const poll = setInterval(() => {
    const peak = memoryOf(child.pid)?.peak_kib ?? 0;
    if (peak > 0) peakKib = Math.max(peakKib ?? 0, peak);
  }, POLL_MS);
  const { code, stdout } = await child.output();
  clearInterval(poll);
  return {
    seconds: (performance.now() - started) / 1000,
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
  const seconds = { small: medianOf(runs.small), large: medianOf(runs.large) };
  const more = large.records - small.records;
  const rate = more / (seconds.large - seconds.small);
  const core = oneCore().length > 0 ? "one core" : "all cores (no taskset)";
  print(`verify of ${ORIGIN}, ${core}, median of ${rounds}`);
  print(`rate            ${perSecond(more, seconds.large - seconds.small)} without the start`);
  for (const [log, time] of [[small, seconds.small], [large, seconds.large]] as const) {
    print(
      `${`${grouped(log.records)} records`.padEnd(16)}${time.toFixed(2)} s, ${
        perSecond(log.records, time)
      }`,
    );
  }
  const sums = runs.sha256sum.length === 0 ? null : median(runs.sha256sum);
  if (sums !== null) {
    const share = `${(seconds.large / sums).toFixed(1)} times less than verify`;
    print(`sha256sum       ${sums.toFixed(2)} s on the same bytes, ${share}`);
  }
  const peaks = [peakOf(runs.small), peakOf(runs.large)] as const;
  print(`peak memory     ${peaks.map((mib) => `${mib.toFixed(0)} MiB`).join(" and ")}`);
  print(
    `bytes/record    ${perRecord(large.segmentBytes, large)} in the segments, ${
      perRecord(large.evidenceBytes, large)
    } in all files`,
  );
  print(
    `sealing         ${(large.seal.ms / 1000).toFixed(2)} s for ${
      grouped(large.seal.records)
    } records`,
  );
  print(`page            ${grouped(sizeOf([`${ROOT_DIR}src/page/verify_page.html`]))} bytes`);
  print(machineLine(machine));
  if (rate < WANTED) print(`The rate is below the wanted ${grouped(WANTED)} records/s`);
  const isFlat = peaks[1] - peaks[0] <= FLAT_MIB_MAX;
  if (!isFlat) print(`The memory grows with the log: more than ${FLAT_MIB_MAX} MiB apart`);
  return isFlat ? 0 : 1;
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
