/**
 * Values as a source hands them over.
 * @module
 */

/** The values in order, each after a wait. */
export async function* oneByOne<T>(values: readonly T[]): AsyncGenerator<T, void, void> {
  for (const value of values) yield await Promise.resolve(value);
}
