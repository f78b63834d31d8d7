/**
 * The one place where promises may run without being awaited.
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

/**
 * Calls `callback` when `promise` has settled, one way or the other.
 *
 * @param promise The work.
 * @param callback Must not throw.
 */
export function settled(promise: Promise<unknown>, callback: () => void): void {
  promise.then(callback, callback);
}
