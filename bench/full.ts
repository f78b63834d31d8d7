/**
 * The full benchmark: every workload through every way to the upstream, round by round, with a
 * report, plots and all single results in `bench/results/`. Needs Linux.
 *
 *     deno run -A bench/full.ts [--quick] [--rounds N] [--subjects A,B] [--program FILE] [--out DIR]
 *
 * See `bench/README.md` for what the figures mean. Exits with 1 when a proxy under test failed or
 * calls are not accounted for.
 * @module
 */

import { join } from "node:path";
import { utf8 } from "../src/base/bytes.ts";
import { formatTime, SYSTEM_CLOCK } from "../src/base/clock.ts";
import { ROOT_DIR } from "../tests/support/program.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { LineChild } from "./child.ts";
import type { Job, JobAnswer, LoadFigures, StreamFigures } from "./full/jobs.ts";
import { plotsOf } from "./full/plots.ts";
import { reportText, shortLines } from "./full/report_text.ts";
import type { AuditAccount, FullReport, RssSeries, RunOutcome } from "./full/results.ts";
import { accountOf, runRounds } from "./full/rounds.ts";
import { RssSampler } from "./full/rss_sampler.ts";
import { type FullSettings, parseFullSettings, type SubjectId, USAGE } from "./full/settings.ts";
import { startSubjects, type Subject } from "./full/subjects.ts";
import { summarize } from "./full/summary.ts";
import { runTlsPhase } from "./full/tls_phase.ts";
import { programVersions } from "./full/versions.ts";
import { coldWorkloads, plainWorkloads, tlsWorkloads, type Workload } from "./full/workloads.ts";
import { describeMachine } from "./machine.ts";

/** What the rounds over plain HTTP found out. */
interface PlainResults {
  infos: FullReport["subjects"];
  runs: RunOutcome[];
  audit: AuditAccount[];
  rss: { series: RssSeries[]; rounds_at_s: number[] };
}

/** The cold round compiles the code of all processes and is forgotten. */
const COLD_ROUND_MS = 400;
/**
 * Streams per connection in it: about 25,000 chunks. Before that the optimising compiler is still at
 * work in the audit (measured: 97 us of CPU per chunk after 5,000 chunks, 57 after 25,000).
 */
const COLD_STREAMS = 30;

async function measurePlain(settings: FullSettings, dir: string): Promise<PlainResults> {
  await using stack = new AsyncDisposableStack();
  const origin = stack.use(new LineChild("full/origin.ts"));
  const { port } = await origin.read() as { port: number };
  const load = stack.use(new LineChild("full/load.ts"));
  const drive = async (job: Job): Promise<JobAnswer> => await load.ask(job) as JobAnswer;
  const place = { settings, dir, upstreamPort: port, stack };
  const { running: subjects, infos } = await startSubjects(place);
  for (const { id, what, took_part } of infos) say(`${id}: ${took_part ? what : `no: ${what}`}`);
  using sampler = new RssSampler(subjects);
  const cold = coldWorkloads({
    roundMs: Math.min(COLD_ROUND_MS, settings.roundMs),
    streams: settings.isQuick ? 1 : COLD_STREAMS,
  });
  await runRounds(1, { drive, subjects, workloads: cold, onRound: () => say("cold round") });
  const runs = await runRounds(settings.rounds, {
    drive,
    subjects,
    workloads: plainWorkloads(settings),
    onRound: (round) => {
      sampler.markRound();
      say(`round ${round} of ${settings.rounds}`);
    },
  });
  const rss = { series: sampler.series, rounds_at_s: sampler.roundsAtS };
  return { infos, runs, rss, audit: await accountsOf(subjects) };
}

async function accountsOf(subjects: readonly Subject[]): Promise<AuditAccount[]> {
  const accounts: AuditAccount[] = [];
  for (const subject of subjects) {
    const account = await accountOf(subject);
    if (account !== null) accounts.push(account);
  }
  return accounts;
}

async function measure(settings: FullSettings): Promise<FullReport> {
  const startMs = SYSTEM_CLOCK.monotonicMs();
  const date = formatTime(SYSTEM_CLOCK.nowMs());
  const machine = describeMachine();
  await using dir = await TempDir.make();
  const plain = await measurePlain(settings, dir.path);
  say("TLS rounds");
  const tls = await runTlsPhase({ settings, dir: dir.path });
  const runs = [...plain.runs, ...tls.runs];
  return {
    date,
    command: `deno run -A bench/full.ts ${Deno.args.join(" ")}`.trimEnd(),
    machine,
    versions: await programVersions(plain.infos),
    settings,
    seconds: (SYSTEM_CLOCK.monotonicMs() - startMs) / 1000,
    subjects: plain.infos,
    tls_subjects: tls.infos,
    workloads: [...plainWorkloads(settings), ...tlsWorkloads(settings)].map(infoOf),
    summaries: summarize(runs),
    audit: [...plain.audit, ...tls.audit.map((a) => ({ ...a, subject: `${a.subject}, TLS` }))],
    rss: plain.rss,
    runs,
  };
}

function infoOf({ id, chapter, traffic, plan }: Workload): FullReport["workloads"][number] {
  const ratePerS = plan.kind === "open" ? plan.rate_per_s : null;
  return { id, chapter, traffic, connections: plan.connections, rate_per_s: ratePerS };
}

/** Writes the report, its data and its plots; returns the directory. */
async function writeResults(report: FullReport): Promise<string> {
  const outDir = report.settings.outDir ?? `${ROOT_DIR}bench/results`;
  await Deno.mkdir(outDir, { recursive: true });
  const plots = plotsOf(report);
  const files = [
    ...plots.map(({ name, svg }) => ({ path: join(outDir, name), text: svg })),
    { path: join(outDir, "report.json"), text: jsonText(report) },
    { path: join(outDir, "report.md"), text: reportText(report, plots) },
  ];
  for (const { path, text } of files) await Deno.writeTextFile(path, text);
  await formatFiles(files.map(({ path }) => path));
  return outDir;
}

/** Distributions of single runs are left out: those of all rounds are in the summaries. */
const RUN_HISTOGRAMS: readonly string[] = ["histogram", "chunk_histogram", "gap_histogram"];

function jsonText(report: FullReport): string {
  const runs = report.runs.map(({ load, stream, ...run }) => ({
    ...run,
    load: load === null ? null : withoutHistograms(load),
    stream: stream === null ? null : withoutHistograms(stream),
  }));
  return `${JSON.stringify({ ...report, runs }, rounded)}\n`;
}

function withoutHistograms(figures: LoadFigures | StreamFigures): Record<string, unknown> {
  const kept = Object.entries(figures).filter(([name]) => !RUN_HISTOGRAMS.includes(name));
  return Object.fromEntries(kept);
}

/** Figures of a benchmark have no more than one meaningful decimal; ratios have two. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}

/** The results may be committed, and then they are formatted like everything else. */
async function formatFiles(paths: readonly string[]): Promise<void> {
  const args = ["fmt", "--quiet", `--config=${ROOT_DIR}deno.json`, ...paths];
  const command = new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "piped" });
  const { success, stderr } = await command.output();
  if (!success) throw new Error(`Cannot format: ${new TextDecoder().decode(stderr)}`);
}

/** Subjects that must not fail; peers may. */
const UNDER_TEST: readonly SubjectId[] = ["outband", "outband-off", "other"];

/** What is wrong with the proxies under test. */
function faultsOf(report: FullReport): string[] {
  const failed = report.runs
    .filter(({ subject, error }) => error !== null && UNDER_TEST.includes(subject))
    .map(({ subject, workload, error }) => `${subject} failed in ${workload}: ${error}`);
  const miscounted = report.audit
    .filter(({ fault }) => fault !== null)
    .map(({ subject, fault }) => `${subject}: ${fault}`);
  return [...failed, ...miscounted];
}

function say(line: string): void {
  Deno.stderr.writeSync(utf8(`${line}\n`));
}

async function main(): Promise<void> {
  const settings = parseFullSettings(Deno.args);
  if (typeof settings === "string" || Deno.build.os !== "linux") {
    const fault = typeof settings === "string" ? settings : "The full benchmark needs Linux";
    say(`${fault}\n${USAGE}`);
    Deno.exitCode = 2;
    return;
  }
  const report = await measure(settings);
  const outDir = await writeResults(report);
  const lines = [...shortLines(report), "", `Report: ${outDir}/report.md`];
  Deno.stdout.writeSync(utf8(`${lines.join("\n")}\n`));
  const faults = faultsOf(report);
  for (const fault of faults) say(fault);
  if (faults.length > 0) Deno.exitCode = 1;
}

if (import.meta.main) await main();
