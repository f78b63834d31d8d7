/**
 * Streams of a command that keep what was written.
 * @module
 */

import type { CommandIo } from "../../src/cli/command.ts";

/** {@linkcode CommandIo} for tests. */
export class RecordedIo implements CommandIo {
  /** Everything written to standard output. */
  stdout = "";
  /** Everything written to standard error. */
  stderr = "";
  readonly isTerminal = false;
  readonly #chunks: readonly Uint8Array[];

  /** @param stdin What standard input delivers, piece by piece. */
  constructor(...stdin: readonly (string | Uint8Array)[]) {
    const encoder = new TextEncoder();
    this.#chunks = stdin.map((piece) => typeof piece === "string" ? encoder.encode(piece) : piece);
  }

  out(text: string): void {
    this.stdout += text;
  }

  err(text: string): void {
    this.stderr += text;
  }

  stdin(): ReadableStream<Uint8Array> {
    return ReadableStream.from(this.#chunks);
  }
}
