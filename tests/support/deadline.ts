/**
 * Bounds every wait of a test, so that a fault shows as an error that says what was awaited.
 * @module
 */

/** Longest wait in milliseconds unless a caller says otherwise. */
export const DEADLINE_MS = 30_000;
/** Time between two looks, milliseconds. */
const LOOK_PAUSE_MS = 10;

/** How long to wait, and what to say afterwards. */
export interface DeadlineOptions {
  /** Longest wait in milliseconds; {@linkcode DEADLINE_MS} when absent. */
  ms?: number | undefined;
  /** Message of the error; called only when time is up. */
  describe: () => string;
}

/**
 * Waits for a promise, but not forever.
 *
 * @throws {Error} If the time is up first, with the text of `describe`.
 */
export async function withDeadline<T>(promise: Promise<T>, options: DeadlineOptions): Promise<T> {
  const { ms = DEADLINE_MS, describe } = options;
  const expiry = Promise.withResolvers<never>();
  const timer = setTimeout(() => expiry.reject(new Error(`${describe()} within ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, expiry.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Looks again and again for what no event tells, but not forever.
 *
 * @param look Null or false while it is not there.
 * @returns What `look` found.
 * @throws {Error} If the time is up first, with the text of `describe`.
 */
export async function untilFound<T>(
  look: () => T | null | false | Promise<T | null | false>,
  { ms = DEADLINE_MS, describe }: DeadlineOptions,
): Promise<T> {
  for (const startMs = performance.now(); performance.now() - startMs < ms;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
  }
  throw new Error(`${describe()} within ${ms} ms`);
}
