/**
 * Numbers as records hold them.
 * @module
 */

/** Records hold whole numbers from 0 to 2^53 - 1 only. */
export function whole(value: number): number {
  if (!(value > 0)) return 0; // Also NaN.
  return Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER);
}
