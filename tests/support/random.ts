/**
 * Random numbers that can be had again: a test prints its seed when it fails.
 * @module
 */

/** A generator of numbers: `random(n)` is a whole number from 0 to n - 1. */
export type Random = (below: number) => number;

/** Numerical Recipes' generator: the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 0x1_0000_0000 * below);
  };
}

/** A seed that differs from run to run; print it. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
