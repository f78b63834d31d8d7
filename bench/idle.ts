/**
 * Waits until a proxy is through with the work that it left for later.
 * @module
 */

import { cpuMsOf } from "./process_tree.ts";

const STEP_MS = 100;
const STEPS_MAX = 100;
/** A process that uses less than this share of one core is idle. */
const IDLE_SHARE = 0.1;

/**
 * Waits until processes use next to no CPU: audit that is still running would make the next subject
 * look slow and the proxy fast.
 *
 * @param stepsMax Steps of 100 ms that are waited at most.
 * @returns How long they were busy, in milliseconds.
 */
export async function untilIdle(
  pids: readonly number[],
  stepsMax: number = STEPS_MAX,
): Promise<number> {
  const startMs = performance.now();
  let busyMs = 0;
  for (let step = 0; step < stepsMax; step++) {
    const before = cpuMsOf(pids);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    if (cpuMsOf(pids) - before <= STEP_MS * IDLE_SHARE) return busyMs;
    busyMs = performance.now() - startMs;
  }
  return busyMs;
}
