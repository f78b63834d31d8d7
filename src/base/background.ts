/**
 * The one place where a promise may run without being awaited.
 * @module
 */

/**
 * Lets `promise` run on its own; a rejection goes to `onError` instead of ending the process.
 *
 * @param promise The work.
 * @param onError Told the reason; must not throw.
 */
export function background(promise: Promise<unknown>, onError: (reason: unknown) => void): void {
  promise.then(undefined, onError);
}
