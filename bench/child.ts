/**
 * A helper process of a benchmark that is spoken to in lines: one line in, one line out.
 * @module
 */

import { utf8 } from "../src/base/bytes.ts";
import { TextLineStream } from "../src/base/std.ts";

/** A Deno module of this directory, running. Its standard error is ours. */
export class LineChild implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #name: string;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncIterator<string>;

  /**
   * @param name File name in `bench/`.
   * @param args Its arguments.
   */
  constructor(name: string, args: readonly string[] = []) {
    const module = new URL(name, import.meta.url).pathname;
    this.#name = name;
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--no-prompt", module, ...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#lines = this.#child.stdout
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream())[Symbol.asyncIterator]();
  }

  /** Process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Next line of its output, parsed as JSON. */
  async read(): Promise<unknown> {
    const { done, value } = await this.#lines.next();
    if (done === true) throw new Error(`${this.#name} ended without an answer`);
    return JSON.parse(value);
  }

  /** Sends one JSON line and reads one. */
  async ask(question: unknown): Promise<unknown> {
    await this.#input.write(utf8(`${JSON.stringify(question)}\n`));
    return await this.read();
  }

  /** Ends its standard input, upon which it ends itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(ignoreBrokenPipe);
    await this.#lines.return?.();
    await this.#child.status;
  }
}

/** Starts `bench/upstream.ts` and reads its port. */
export async function startUpstream(...args: string[]): Promise<LineChild & { port: number }> {
  const child = new LineChild("upstream.ts", args);
  const { port } = await child.read() as { port: number };
  return Object.assign(child, { port });
}

function ignoreBrokenPipe(error: unknown): void {
  if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
}
