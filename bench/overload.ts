/**
 * Overload: far more text at once than the audit can scan in that time. The traffic must not
 * suffer, the memory must not grow, and every call must be accounted for.
 *
 *     deno run -A bench/overload.ts [--program FILE]
 *
 * 64 clients send 25 calls each, 60 KB of text full of personal data per call, three times over,
 * against one proxy on default settings. Exits with 1 when an answer was wrong, when the upstream
 * got other bytes than were sent, or when the counts of the evidence do not add up.
 * @module
 */

import { parseArgs } from "node:util";
import { equalBytes, utf8 } from "../src/base/bytes.ts";
import { MAIN_MODULE, type ServeProcess, startServe } from "../tests/support/program.ts";
import { RawClient } from "../tests/support/raw_client.ts";
import { TempDir } from "../tests/support/temp_dir.ts";
import { startUpstream } from "./child.ts";
import { countsFault, countsLine, readEvidenceCounts } from "./evidence_counts.ts";
import { describeMachine, machineLine, memoryOf } from "./machine.ts";
import { denseRequestBody, digestAnswerBody, TARGET } from "./workload.ts";

const RUNS = 3;
const CLIENTS = 64;
const CALLS_PER_CLIENT = 25;
const CALLS_PER_RUN = CLIENTS * CALLS_PER_CLIENT;
const TEXT_BYTES = 60_000;
/** Longest wait for one read: the clients outnumber the cores by far. */
const READ_MS_MAX = 120_000;
/** Sealing the last window may have to wait until a full pool is audited. */
const STOP_MS_MAX = 120_000;

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

/** One run of all clients; prints a line and returns how many answers were wrong. */
async function runOnce(proxy: ServeProcess, run: number): Promise<number> {
  const startMs = performance.now();
  const clients = Array.from({ length: CLIENTS }, (_, k) => runClient(proxy.port, `${run}-${k}`));
  const wrong = (await Promise.all(clients)).reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - startMs) / 1000;
  const memory = memoryOf(proxy.pid);
  print(
    `run ${run}: ${CALLS_PER_RUN - wrong} of ${CALLS_PER_RUN} answers byte-correct in ` +
      `${seconds.toFixed(1)} s; RSS ${mib(memory?.rss_kib)} MiB, peak ${mib(memory?.peak_kib)} MiB`,
  );
  return wrong;
}

/** All runs and the account afterwards; true when nothing was wrong. */
async function overload(program: string): Promise<boolean> {
  print(`Overload: ${CLIENTS} clients x ${CALLS_PER_CLIENT} calls x ${TEXT_BYTES} B of text`);
  print(`Machine: ${machineLine(describeMachine())}`);
  await using dir = await TempDir.make();
  await using upstream = await startUpstream("--digest");
  const evidenceDir = dir.join("evidence");
  const target = `http://127.0.0.1:${upstream.port}`;
  await using proxy = await startServe({ target, evidenceDir, module: program });
  print(`before: RSS ${mib(memoryOf(proxy.pid)?.rss_kib)} MiB`);
  let wrong = 0;
  for (let run = 1; run <= RUNS; run++) wrong += await runOnce(proxy, run);

  const startMs = performance.now();
  const { code, stderr } = await proxy.stop("SIGTERM", STOP_MS_MAX);
  print(`ended with ${code}, ${((performance.now() - startMs) / 1000).toFixed(1)} s after SIGTERM`);
  if (code !== 0) print(stderr);
  const counts = await readEvidenceCounts(evidenceDir);
  const fault = countsFault(counts, RUNS * CALLS_PER_RUN);
  print(`${countsLine(counts)} (${counts.windows} window parts)`);
  print(fault === null ? "The counts add up" : `The counts are WRONG: ${fault}`);
  return wrong === 0 && fault === null && code === 0;
}

function mib(kib: number | undefined): string {
  return kib === undefined ? "?" : (kib / 1024).toFixed(0);
}

function print(line: string): void {
  Deno.stdout.writeSync(utf8(`${line}\n`));
}

async function main(): Promise<void> {
  const options = { program: { type: "string", default: MAIN_MODULE } } as const;
  const { values } = parseArgs({ args: Deno.args, options });
  if (!await overload(values.program)) Deno.exitCode = 1;
}

if (import.meta.main) await main();
