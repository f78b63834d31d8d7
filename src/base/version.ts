/**
 * Name and version of the program, as records and `--version` state them.
 * @module
 */

/** Name of the program. */
export const PROGRAM = "outband";

/** Version of the program; a test compares it with `deno.json`. */
export const VERSION = "0.1.0";
