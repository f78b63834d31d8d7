/**
 * The event loop's next turn.
 * @module
 */

import { setImmediate } from "node:timers";

/** Resolves when what has arrived by now has been told to those who wait for it; some 3 us. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
