/**
 * Journey: the program is killed at fifty random moments, most under load and some while it starts.
 * Each time it is started again at once; the log must verify, every call counted or declared.
 */

import { assert, assertEquals } from "../support/std.ts";
import { chat, chatUpstream, contradictions, verify, vkeyOf } from "../support/journey.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { launchServe, type ServeProcess, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { LEASE_ORDINALS } from "../../src/base/limits.ts";
import { settledSum } from "../../src/format/counts.ts";

const KILLS = 50;
/** One kill in so many comes while the program starts or recovers. */
const EARLY_KILL_EVERY = 5;
const START_MS_MAX = 1_500;
const LOAD_MS_MAX = 700;
const CLIENTS = 4;

/** What the clients know. */
interface Ledger {
  /** Calls that were sent; each has its number in its text. */
  attempted: number;
  /** Numbers of calls that were answered. */
  answered: Set<number>;
}

/** A random moment, the only thing here that cannot be an event. */
async function wait(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms);
  await promise;
}

/** Calls one after the other until the program dies under one of them. */
async function callUntilDeath(serve: ServeProcess, ledger: Ledger): Promise<void> {
  for (;;) {
    const number = ledger.attempted++;
    try {
      const status = await chat(serve.url, `call ${number} ends; mail jane.roe@example.com`);
      if (status === 200) ledger.answered.add(number);
    } catch {
      return;
    }
  }
}

async function killUnderLoad(serve: ServeProcess, ledger: Ledger, loadMs: number): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, () => callUntilDeath(serve, ledger));
  await wait(loadMs);
  await serve.kill();
  await Promise.all(clients);
}

/** Numbers of calls in all telemetry lines, in their order. */
async function numbersIn(directory: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { name } of Deno.readDir(directory)) {
    const text = await Deno.readTextFile(`${directory}/${name}`);
    for (const [, number] of text.matchAll(/call (\d+) ends/g)) numbers.push(Number(number));
  }
  return numbers;
}

Deno.test("serve killed at fifty random moments leaves a log that verifies", async () => {
  const seed = freshSeed();
  Deno.stderr.writeSync(utf8(`seed of the moments: ${seed}\n`));
  const random = randomFrom(seed);
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const options = { target: upstream.url, evidenceDir, args: ["--summary-interval=2s"] };
  const ledger: Ledger = { attempted: 0, answered: new Set() };
  const heads: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await using serve = launchServe(options);
    if (kill % EARLY_KILL_EVERY === EARLY_KILL_EVERY - 1) {
      await wait(random(START_MS_MAX));
      await serve.kill();
    } else {
      await serve.untilListening();
      await killUnderLoad(serve, ledger, random(LOAD_MS_MAX));
    }
    heads.push(...serve.stdoutLines);
  }
  await using last = await startServe(options);
  const vkey = await vkeyOf(last);
  assertEquals(await chat(last.url, `call ${ledger.attempted} ends`), 200);
  ledger.answered.add(ledger.attempted++);
  assertEquals((await last.stop()).code, 0);
  heads.push(...last.stdoutLines);

  await Deno.writeTextFile(dir.join("heads"), heads.map((line) => `${line}\n`).join(""));
  const telemetry: string[] = [];
  for await (const { name } of Deno.readDir(`${evidenceDir}.telemetry`)) {
    telemetry.push(`--telemetry=${evidenceDir}.telemetry/${name}`);
  }
  const { code, report } = await verify(evidenceDir, [
    `--key=${vkey}`,
    `--known-head=${dir.join("heads")}`,
    "--require=continuous,independent",
    ...telemetry,
  ]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0, JSON.stringify(report.results));
  const { totals } = report;
  assertEquals(totals.processed, settledSum(totals));
  assert(totals.processed >= ledger.answered.size, "each answered call is counted or declared");
  const known = totals.processed - totals.unknown_at_crash;
  assert(known <= ledger.attempted, `${known} known, ${ledger.attempted} sent`);
  // A lease is renewed when half of it is left, so a crash leaves at most one and what is in flight.
  assert(totals.unknown_at_crash <= KILLS * (LEASE_ORDINALS + CLIENTS), "the unknown are bounded");
  const recorded = await numbersIn(`${evidenceDir}.telemetry`);
  assertEquals(new Set(recorded).size, recorded.length, "no call is recorded twice");
  assert(recorded.includes(ledger.attempted - 1), "the last call is recorded");
  assert(totals.audited_full > KILLS, `${totals.audited_full} audited: there was load`);
});
