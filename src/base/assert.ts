/**
 * Assertions about the program itself. They stay on in production; nobody catches them.
 * @module
 */

/** Thrown when an invariant of the program does not hold: a programming error, never bad input. */
export class InvariantError extends Error {
  override name = "InvariantError";
}

/**
 * Throws unless `condition` holds.
 *
 * @param condition What must be true.
 * @param invariant The invariant, stated positively.
 * @throws {InvariantError} If `condition` is false.
 */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new InvariantError(invariant);
}
