/**
 * When things are due: requests of an open loop, and subjects within a round.
 * @module
 */

/** Multiplier and increment of Numerical Recipes' linear congruential generator. */
export const LCG: Readonly<{ multiplier: number; increment: number }> = {
  multiplier: 1_664_525,
  increment: 1_013_904_223,
};
/** 2^32 divided by the golden ratio: spreads small numbers over all bits. */
const GOLDEN = 0x9e3779b1;

/** Evenly spaced requests. */
export interface EvenSchedule {
  /** When the first one is due, microseconds. */
  startUs: number;
  ratePerS: number;
}

/** When a request is due, microseconds; `index` counts from 0. */
export function dueUs(index: number, schedule: EvenSchedule): number {
  return schedule.startUs + index * 1e6 / schedule.ratePerS;
}

/** How many requests are due at a time. */
export function dueCount(nowUs: number, schedule: EvenSchedule): number {
  const { startUs, ratePerS } = schedule;
  if (nowUs < startUs) return 0;
  let count = Math.floor((nowUs - startUs) * ratePerS / 1e6) + 1;
  // The division may fall on either side of a whole number; dueUs() decides.
  while (dueUs(count, schedule) <= nowUs) count++;
  while (count > 0 && dueUs(count - 1, schedule) > nowUs) count--;
  return count;
}

/** How many requests fall due within a time. */
export function dueTotal(ratePerS: number, ms: number): number {
  return Math.max(1, Math.round(ratePerS * ms / 1000));
}

/**
 * The subjects in the order of one turn: shuffled anew each time, so that none always follows the
 * same neighbour, and yet the same in every run of the benchmark.
 *
 * @param turn Number of the turn.
 */
export function inTurn<T>(subjects: readonly T[], turn: number): T[] {
  const order = [...subjects];
  let state = Math.imul(turn + 1, GOLDEN) >>> 0;
  for (let last = order.length - 1; last > 0; last--) {
    state = (Math.imul(state, LCG.multiplier) + LCG.increment) >>> 0;
    const picked = Math.floor(state / 2 ** 32 * (last + 1));
    [order[last], order[picked]] = [order[picked] as T, order[last] as T];
  }
  return order;
}
