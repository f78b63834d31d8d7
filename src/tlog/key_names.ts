/**
 * Names of the keys that belong to a log and are not the log's: none of them is the origin, so no
 * tool that goes by the name takes their signature on a checkpoint for the log's.
 * @module
 */

/** What follows a log's name in that of the key of its statements. */
export const ATTEST_SUFFIX = "/attest";

/** Name of the key that may revoke a log's keys. */
export function recoveryName(origin: string): string {
  return `${origin}/recovery`;
}
