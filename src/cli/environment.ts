/**
 * Variables of the process, where they may be read.
 * @module
 */

/** Value of a variable; undefined when it is not set, null when it may not be read. */
export type Environment = (name: string) => string | undefined | null;

/** Value of a variable; null when it may not be read. */
export function permittedEnvironment(name: string): string | undefined | null {
  try {
    return Deno.env.get(name);
  } catch {
    return null;
  }
}

/** Names of all variables; none where they may not be listed. */
export function environmentNames(): string[] {
  try {
    return Object.keys(Deno.env.toObject());
  } catch {
    return [];
  }
}
