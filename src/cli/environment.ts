/**
 * Variables of the process, where they may be read.
 * @module
 */

/** Value of a variable; null when it may not be read. */
export function permittedEnvironment(name: string): string | undefined | null {
  try {
    return Deno.env.get(name);
  } catch {
    return null;
  }
}
