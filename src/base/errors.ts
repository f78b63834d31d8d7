/**
 * Operating errors: what the user, the disk or the network did. One line each, caught once, in
 * `main.ts`. Programming errors are {@linkcode InvariantError}; expected outcomes are data.
 * @module
 */

/** Stable names of operating errors. */
export type ErrorCode = "USAGE" | "CONFIG" | "IO" | "NETWORK";

/** Exit codes of every command; 1 and 70 belong to Deno and are never used. */
export const EXIT = {
  OK: 0,
  /** The command line cannot be read. */
  USAGE: 2,
  /** A value breaks a rule, whatever its source. */
  CONFIG: 3,
  /** A contradiction is proven: the evidence is bad. */
  REJECTED: 4,
  /** Input, output or network failed; nothing could be checked. */
  IO: 5,
  /** Nothing contradicts, but something required is unproven. */
  INCOMPLETE: 6,
  /** Findings, where they were asked to fail (`scan --fail`). */
  FINDINGS: 10,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

const EXIT_OF: Record<ErrorCode, number> = {
  USAGE: EXIT.USAGE,
  CONFIG: EXIT.CONFIG,
  IO: EXIT.IO,
  NETWORK: EXIT.IO,
};

/** An error with a stable code and an exit code; its message is one line for the user. */
export class OutbandError extends Error {
  override name = "OutbandError";
  /** Stable name. */
  readonly code: ErrorCode;
  /** The process exit code that goes with it. */
  readonly exitCode: number;

  /**
   * @param code Stable name.
   * @param message What was done, what was seen, what to do; no final period.
   * @param options `cause`, as for Error.
   */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exitCode = EXIT_OF[code];
  }
}

/** The text of anything thrown, on one line. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replaceAll(/\s*\n\s*/g, " ");
}
