/**
 * When things are due: requests of an open loop, and subjects within a round.
 * @module
 */

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
 * The subjects of one round in turn: another one begins each round, so that none always follows the
 * same neighbour.
 */
export function inTurn<T>(subjects: readonly T[], round: number): T[] {
  if (subjects.length === 0) return [];
  const first = round % subjects.length;
  return [...subjects.slice(first), ...subjects.slice(0, first)];
}
