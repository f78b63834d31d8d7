/**
 * Journey: writes, syncs and renames of the running program fail, one at a time, from the batch of a
 * call to the sealing of its window. The program goes on by itself, traffic never notices, and the
 * log verifies, whole. `tests/journal/fault_test.ts` has every single call on a disk in memory.
 */

import { assert, assertEquals, assertLess } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { type ServeProcess, startServe } from "../support/program.ts";
import { canTrace, Fault, type FaultPlan } from "../support/strace.ts";
import { TempDir } from "../support/temp_dir.ts";

const SYNC = { calls: "fsync,fdatasync", error: "EIO" };
const RENAME = { calls: "rename,renameat,renameat2", error: "ENOSPC" };
const WRITE = { calls: "write,pwrite64", error: "ENOSPC" };
/** Which call of a window fails: of its batches, its end, its tiles, its seal, the next window. */
const PLANS: readonly FaultPlan[] = [
  ...[1, 2, 4, 7, 11, 16, 22].map((when) => ({ ...SYNC, when: String(when) })),
  ...[1, 3, 6, 9].map((when) => ({ ...RENAME, when: String(when) })),
  // Everything fails for a while.
  { ...SYNC, when: "1+1" },
  { ...RENAME, when: "1+1" },
];
const CALLS_PER_PLAN = 5;
/** More calls than it takes to make a write fail. */
const CALLS_MAX = 10_000;

const isTraced = await canTrace();
const skipped = isTraced ? "" : " (skipped: strace cannot attach to a process here)";

/** Sends calls, one after the other; all of them are answered. */
async function send(serve: ServeProcess, count: number): Promise<number> {
  for (let k = 0; k < count; k++) assertEquals(await chat(serve.url, "one more"), 200);
  return count;
}

async function readyText(serve: ServeProcess): Promise<string> {
  const answer = await fetch(`${serve.metricsUrl}/readyz`);
  assertEquals(answer.status, 200, "an audit fault takes no pod out of service");
  return await answer.text();
}

/** Sends calls until the health endpoint says this. @returns Calls that were answered. */
async function until(serve: ServeProcess, text: string): Promise<number> {
  let answered = 0;
  while (await readyText(serve) !== text) {
    assert(answered < CALLS_MAX, `the health endpoint says ${JSON.stringify(text)}`);
    answered += await send(serve, 1);
  }
  return answered;
}

/** How often the log has this event so far. */
function countOf(serve: ServeProcess, event: string): number {
  return serve.stderrLines.filter((line) => line.includes(`"event":"${event}"`)).length;
}

/** Waits for the next event of this name. */
async function next(serve: ServeProcess, event: string, seen: number): Promise<void> {
  let count = 0;
  await serve.waitForLog(event, () => ++count > seen);
}

/** Lets system calls fail while others pass. @returns Calls that were answered. */
async function endure(serve: ServeProcess, plan: FaultPlan): Promise<number> {
  const degraded = countOf(serve, "audit.degraded");
  const recovered = countOf(serve, "audit.recovered");
  const fault = await Fault.begin(serve.pid, plan);
  try {
    await send(serve, CALLS_PER_PLAN);
    await fault.hit();
    if (plan.when.includes("+")) await next(serve, "audit.degraded", degraded);
  } finally {
    await fault.end();
  }
  if (countOf(serve, "audit.degraded") > degraded) await next(serve, "audit.recovered", recovered);
  return CALLS_PER_PLAN;
}

Deno.test({
  name: `serve goes on by itself after each failed sync and rename, and its log verifies${skipped}`,
  ignore: !isTraced,
  async fn(): Promise<void> {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const evidenceDir = dir.join("evidence");
    const args = ["--summary-interval=1s"];
    await using serve = await startServe({ target: upstream.url, evidenceDir, args });
    const vkey = await vkeyOf(serve);
    let answered = 0;
    for (const plan of PLANS) answered += await endure(serve, plan);
    answered += await send(serve, 1);
    assertEquals((await serve.stop()).code, 0);
    const { code, report } = await verify(evidenceDir, ["--key", vkey]);
    assertEquals(contradictions(report), []);
    assertEquals(code, 0);
    assertEquals([report.totals.processed, report.totals.audited_full], [answered, answered]);
  },
});

Deno.test({
  name:
    `serve goes on by itself after failed writes of its segment, and its log verifies${skipped}`,
  ignore: !isTraced,
  async fn(): Promise<void> {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const evidenceDir = dir.join("evidence");
    await using serve = await startServe({ target: upstream.url, evidenceDir });
    const vkey = await vkeyOf(serve);
    const [segment] = filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl"));
    let answered = 0;
    for (const when of ["1", "2", "3", "1+1"]) {
      const degraded = countOf(serve, "audit.degraded");
      const recovered = countOf(serve, "audit.recovered");
      const plan = { ...WRITE, when, path: `${evidenceDir}/${segment}` };
      const fault = await Fault.begin(serve.pid, plan);
      try {
        // One call after the other, so that there are as many batches.
        for (let k = 0; countOf(serve, "audit.degraded") === degraded; k++) {
          assert(k < CALLS_MAX, `write ${when} failed`);
          answered += await send(serve, 1);
        }
        // The health endpoint says it for as long as the disk takes nothing.
        if (when.includes("+")) answered += await until(serve, "ok\ndegraded: disk\n");
      } finally {
        await fault.end();
      }
      await next(serve, "audit.recovered", recovered);
    }
    answered += await until(serve, "ok\n");
    assertEquals((await serve.stop()).code, 0);
    const { code, report } = await verify(evidenceDir, ["--key", vkey]);
    assertEquals(contradictions(report), []);
    assertEquals(code, 0);
    const { processed, audited_full, metadata_only } = report.totals;
    // On a machine that is starved a call may have lost its content, which its record says.
    assertEquals([processed, audited_full + metadata_only], [answered, answered]);
    assertLess(metadata_only, answered / 100);
  },
});
