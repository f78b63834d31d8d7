/**
 * Overload: far more text at once than the audit can scan in that time. The traffic must not
 * suffer, the memory must not grow, and every call must be accounted for.
 *
 *     deno run -A bench/overload.ts [--runs N] [--back-to-back] [--program FILE]
 *
 * 64 clients send 25 calls each, 60 KB of text full of personal data per call, against one proxy on
 * default settings; once, or `--runs` times over. The next run waits until every call of the last
 * one has its record; with `--back-to-back` it does not. Exits with 1 when an answer was wrong, when
 * the upstream got other bytes than were sent, or when the counts of the evidence do not add up.
 * @module
 */

import { parseArgs } from "node:util";
import { equalBytes, utf8 } from "../src/base/bytes.ts";
import { MAIN_MODULE, type ServeProcess, startServe } from "../tests/support/program.ts";
import { RawClient } from "../tests/support/raw_client.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { startUpstream } from "./child.ts";
import { countsFault, countsLine, readEvidenceCounts } from "./evidence_counts.ts";
import { grouped } from "./full/scales.ts";
import { describeMachine, machineLine, memoryOf } from "./machine.ts";
import {
  classCountsLine,
  classCountsSince,
  readClassCounts,
  untilRecorded,
} from "./proxy_metrics.ts";
import { denseRequestBody, digestAnswerBody, TARGET } from "./workload.ts";

const CLIENTS = 64;
const CALLS_PER_CLIENT = 25;
const CALLS_PER_RUN = CLIENTS * CALLS_PER_CLIENT;
const TEXT_BYTES = 60_000;
/** Longest wait for one read: the clients outnumber the cores by far. */
const READ_MS_MAX = 120_000;
/** Sealing the last window may have to wait until a full pool is audited. */
const STOP_MS_MAX = 120_000;
const USAGE = "Usage: overload.ts [--runs N] [--back-to-back] [--program FILE]";
const WHOLE_REGEXP = /^[1-9]\d{0,2}$/;

/** What the command line says. */
interface Settings {
  runs: number;
  /** Whether the next run begins before every call of the last one has its record. */
  isBackToBack: boolean;
  /** Entry module of the proxy; another checkout's, to compare. */
  program: string;
}

/** One client: calls in a row on one connection; returns how many answers were wrong. */
async function runClient(port: number, name: string): Promise<number> {
  using client = await RawClient.connect(port, READ_MS_MAX);
  let wrong = 0;
  for (let call = 0; call < CALLS_PER_CLIENT; call++) {
    const body = denseRequestBody(`${name}-${call}`, TEXT_BYTES);
    const answer = await client.request({
      target: TARGET,
      headers: [["content-type", "application/json"], ["authorization", "Bearer bench"]],
      body,
    });
    const right = answer.status === 200 && answer.complete &&
      equalBytes(answer.body, digestAnswerBody(body));
    if (!right) wrong++;
  }
  return wrong;
}

/** One run of all clients; prints what became of it and returns how many answers were wrong. */
async function runOnce(proxy: ServeProcess, run: number): Promise<number> {
  const startMs = performance.now();
  const clients = Array.from({ length: CLIENTS }, (_, k) => runClient(proxy.port, `${run}-${k}`));
  const wrong = (await Promise.all(clients)).reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - startMs) / 1000;
  print(
    `run ${run}: ${CALLS_PER_RUN - wrong} of ${CALLS_PER_RUN} answers byte-correct in ` +
      `${seconds.toFixed(1)} s; ${memoryText(proxy)}`,
  );
  return wrong;
}

/** All runs one after the other; returns how many answers were wrong. */
async function runAll(proxy: ServeProcess, settings: Settings): Promise<number> {
  let before = await readClassCounts(proxy.metricsUrl);
  let wrong = 0;
  for (let run = 1; run <= settings.runs; run++) {
    wrong += await runOnce(proxy, run);
    let now = await readClassCounts(proxy.metricsUrl);
    print(`  right after it: ${classCountsLine(classCountsSince(before, now))}`);
    if (!settings.isBackToBack) {
      const startMs = performance.now();
      now = await untilRecorded(proxy.metricsUrl);
      print(
        `  ${secondsSince(startMs)} s later: ${classCountsLine(classCountsSince(before, now))}`,
      );
      print(`  ${memoryText(proxy)}`);
    }
    before = now;
  }
  return wrong;
}

/** All runs and the account afterwards; true when nothing was wrong. */
async function overload(settings: Settings): Promise<boolean> {
  print(`Overload: ${CLIENTS} clients x ${CALLS_PER_CLIENT} calls x ${TEXT_BYTES} B of text`);
  print(`Machine: ${machineLine(describeMachine())}`);
  await using dir = await TempDir.make();
  await using upstream = await startUpstream("--digest");
  const evidenceDir = dir.join("evidence");
  const target = `http://127.0.0.1:${upstream.port}`;
  await using proxy = await startServe({ target, evidenceDir, module: settings.program });
  print(`before: ${memoryText(proxy)}`);
  const wrong = await runAll(proxy, settings);

  const startMs = performance.now();
  const { code, stderr } = await proxy.stop("SIGTERM", STOP_MS_MAX);
  print(`ended with ${code}, ${secondsSince(startMs)} s after SIGTERM`);
  if (code !== 0) print(stderr);
  const counts = await readEvidenceCounts(evidenceDir);
  const sent = settings.runs * CALLS_PER_RUN;
  const fault = countsFault(counts, sent);
  print(`${countsLine(counts)} (${counts.windows} window parts)`);
  print(fault === null ? "The counts add up" : `The counts are WRONG: ${fault}`);
  print(`${grouped(counts.audited_full)} of ${grouped(sent)} audited whole`);
  return wrong === 0 && fault === null && code === 0;
}

function memoryText(proxy: ServeProcess): string {
  const memory = memoryOf(proxy.pid);
  return `RSS ${mib(memory?.rss_kib)} MiB, peak ${mib(memory?.peak_kib)} MiB`;
}

function mib(kib: number | undefined): string {
  return kib === undefined ? "?" : (kib / 1024).toFixed(0);
}

function secondsSince(startMs: number): string {
  return ((performance.now() - startMs) / 1000).toFixed(1);
}

function print(line: string): void {
  Deno.stdout.writeSync(utf8(`${line}\n`));
}

/** Settings of the command line, or null when it cannot be read. */
function parseSettings(args: string[]): Settings | null {
  const options = {
    runs: { type: "string", default: "1" },
    "back-to-back": { type: "boolean", default: false },
    program: { type: "string", default: MAIN_MODULE },
  } as const;
  try {
    const { values } = parseArgs({ args, options });
    if (!WHOLE_REGEXP.test(values.runs)) return null;
    const { runs, program } = values;
    return { runs: Number(runs), isBackToBack: values["back-to-back"], program };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function main(): Promise<void> {
  const settings = parseSettings(Deno.args);
  if (settings === null) {
    Deno.stderr.writeSync(utf8(`${USAGE}\n`));
    Deno.exitCode = 2;
    return;
  }
  if (!await overload(settings)) Deno.exitCode = 1;
}

if (import.meta.main) await main();
