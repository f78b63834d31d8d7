/**
 * What a command is. Commands get their streams passed in, so they are tested without a process.
 * @module
 */

import type { LineTarget } from "./line_sink.ts";

/** Streams of a command. */
export interface CommandIo {
  /** Writes text to standard output, as it is. */
  out(text: string): void;
  /** Writes text to standard error, as it is. */
  err(text: string): void;
  /** Standard error for lines that must not make the program wait; absent where there is none. */
  errTarget?: LineTarget;
  /** Bytes of standard input. */
  stdin(): ReadableStream<Uint8Array>;
  /** True when standard output is a terminal. */
  isTerminal: boolean;
}

/** One subcommand. */
export interface Command {
  /** As typed: `verify`. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Text of `--help`. */
  usage: string;
  /**
   * Runs it.
   *
   * @param args Arguments after the command's name.
   * @returns Exit code.
   * @throws {OutbandError} For the user's, the disk's or the network's faults; printed in one line.
   */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
