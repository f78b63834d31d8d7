/**
 * Runs the real program as a process of its own: `serve` with its log, or any other command to its
 * end. It knows the program only by its command line, its output and its exit code.
 * @module
 */

import { TextLineStream } from "../../src/base/std.ts";
import { DEADLINE_MS, withDeadline } from "./deadline.ts";

/** Repository root, with a slash at its end. */
export const ROOT_DIR: string = new URL("../../", import.meta.url).pathname;

/** Entry module of this checkout. */
export const MAIN_MODULE: string = `${ROOT_DIR}src/main.ts`;

/** One JSON line of the log. */
export type LogLine = Record<string, unknown>;

/** How a program ended, and all it wrote. */
export interface ProgramOutput {
  /** Exit code; 128 + number when a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Settings common to all runs. */
export interface RunOptions {
  /** Added to the environment of this process, from which all `OUTBAND_*` are taken away. */
  env?: Record<string, string>;
  /** Flags for Deno itself, before the module. */
  denoFlags?: readonly string[];
  /** Entry module; {@linkcode MAIN_MODULE} when absent. */
  module?: string;
}

/** Settings of {@linkcode startServe}. */
export interface ServeOptions extends RunOptions {
  /** Base URL of the upstream; empty for none, with routes. */
  target: string;
  /** Evidence directory; telemetry goes to `<evidenceDir>.telemetry` unless `args` say otherwise. */
  evidenceDir: string;
  /** More arguments, after the standard ones. */
  args?: readonly string[];
}

/** Settings of {@linkcode runCommand}. */
export interface CommandOptions extends RunOptions {
  /** Text for standard input, which is empty when absent. */
  stdin?: string;
  /** Longest run in milliseconds; {@linkcode DEADLINE_MS} when absent. */
  deadlineMs?: number;
}

/** Environment that changes what the program or Deno's server does or says; never passed on. */
const ENV_DROPPED_REGEXP =
  /^(?:OUTBAND_|DENO_SERVE_|OTEL_|SSLKEYLOGFILE$|DENO_CERT$|NODE_EXTRA_CA_CERTS$|DENO_TLS_CA_STORE$|(?:https?|all)_proxy$)/i;

/** Last lines of an output that an error message shows. */
const LINES_SHOWN_MAX = 100;

/** Collects the lines of one output, and lets others wait for one of them. */
class LineLog {
  readonly lines: string[] = [];
  /** Resolves when the output has ended and every line is in. */
  readonly done: Promise<void>;
  /** Reading stops while there is one. */
  held: PromiseWithResolvers<void> | null = null;
  #wake = Promise.withResolvers<void>();
  #ended = false;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.done = this.#collect(stream);
  }

  /** First result of `pick` that is not null, over past and future lines; null at the end. */
  async find<T>(pick: (line: string) => T | null): Promise<T | null> {
    for (let at = 0;; at++) {
      while (at >= this.lines.length) {
        if (this.#ended) return null;
        await this.#wake.promise;
      }
      const found = pick(this.lines[at] ?? "");
      if (found !== null) return found;
    }
  }

  /** All lines, each with its line feed. */
  text(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }

  async #collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of lines) {
      await this.held?.promise;
      this.lines.push(line);
      this.#signal();
    }
    this.#ended = true;
    this.#signal();
  }

  #signal(): void {
    const woken = this.#wake;
    this.#wake = Promise.withResolvers();
    woken.resolve();
  }
}

/** A running `outband serve`; killed when disposed. */
export class ServeProcess implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #stdout: LineLog;
  readonly #stderr: LineLog;
  #status: Deno.CommandStatus | null = null;
  readonly #end: Promise<Deno.CommandStatus>;
  #listening: LogLine = {};

  constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#stdout = new LineLog(child.stdout);
    this.#stderr = new LineLog(child.stderr);
    this.#end = this.#awaitEnd();
  }

  /** Runs a shell command that becomes a proxy (`exec ...`), and waits until it listens. */
  static async start(options: { command: string; cwd: string }): Promise<ServeProcess> {
    const child = new Deno.Command("bash", {
      args: ["-c", options.command],
      cwd: options.cwd,
      clearEnv: true,
      env: childEnvironment({}),
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    return await listening(new ServeProcess(child));
  }

  /** Process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Lines of standard error so far. */
  get stderrLines(): readonly string[] {
    return this.#stderr.lines;
  }

  /** Lines of standard output so far. */
  get stdoutLines(): readonly string[] {
    return this.#stdout.lines;
  }

  /** `127.0.0.1:PORT` of the proxy. */
  get address(): string {
    return textField(this.#listening, "address");
  }

  /** Port of the proxy. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Base URL of the proxy without a slash at its end. */
  get url(): string {
    return `http://${this.address}`;
  }

  /** Base URL of the metrics without a slash at its end. */
  get metricsUrl(): string {
    return `http://${textField(this.#listening, "metrics_address")}`;
  }

  /** Waits until the program accepts connections; {@linkcode startServe} has done so. */
  async untilListening(): Promise<void> {
    this.#listening = await this.waitForLog("server.listening");
  }

  /**
   * First log line with this event, past or future.
   *
   * @param where Further condition, for an event that comes more than once.
   * @throws {Error} If the program ends or the deadline passes first; the message holds its output.
   */
  async waitForLog(
    event: string,
    where: (line: LogLine) => boolean = () => true,
  ): Promise<LogLine> {
    const search = this.#stderr.find((text) => {
      const line = parseLogLine(text);
      return line !== null && line["event"] === event && where(line) ? line : null;
    });
    const found = await withDeadline(search, {
      describe: () => `${this.#report()}\nThe log has no "${event}"`,
    });
    if (found !== null) return found;
    await withDeadline(this.#end, { describe: () => `${this.#report()}\nThe program did not end` });
    throw new Error(`${this.#report()}\nThe log ended without "${event}"`);
  }

  /**
   * First line of standard output that fits, past or future.
   *
   * @throws {Error} If the program ends or `deadlineMs` pass first.
   */
  async waitForLine(
    fits: (text: string) => boolean,
    deadlineMs: number = DEADLINE_MS,
  ): Promise<string> {
    const search = this.#stdout.find((text) => fits(text) ? text : null);
    const found = await withDeadline(search, {
      ms: deadlineMs,
      describe: () => `${this.#report()}\nStandard output has no such line`,
    });
    if (found === null) throw new Error(`${this.#report()}\nStandard output ended without it`);
    return found;
  }

  /** Stops to read what the program writes; its pipes fill up. */
  holdOutput(): void {
    this.#stdout.held ??= Promise.withResolvers();
    this.#stderr.held ??= Promise.withResolvers();
  }

  /** Reads on. */
  releaseOutput(): void {
    for (const log of [this.#stdout, this.#stderr]) {
      log.held?.resolve();
      log.held = null;
    }
  }

  /** Sends a signal that does not end the program. */
  signal(signal: Deno.Signal): void {
    sendSignal(this.#child, signal);
  }

  /**
   * Sends a signal and waits for the end.
   *
   * @param deadlineMs Longest wait in milliseconds.
   * @throws {Error} If the program is still running then.
   */
  async stop(
    signal: Deno.Signal = "SIGTERM",
    deadlineMs: number = DEADLINE_MS,
  ): Promise<ProgramOutput> {
    sendSignal(this.#child, signal);
    const status = await withDeadline(this.#end, {
      ms: deadlineMs,
      describe: () => `${this.#report()}\nThe program did not end after ${signal}`,
    });
    return { code: status.code, stdout: this.#stdout.text(), stderr: this.#stderr.text() };
  }

  /** Waits until the program ends by itself. */
  async ended(): Promise<ProgramOutput> {
    const { code } = await withDeadline(this.#end, {
      describe: () => `${this.#report()}\nThe program did not end`,
    });
    return { code, stdout: this.#stdout.text(), stderr: this.#stderr.text() };
  }

  /** Ends the program the hard way (`SIGKILL`). */
  async kill(): Promise<ProgramOutput> {
    this.releaseOutput();
    return await this.stop("SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  async #awaitEnd(): Promise<Deno.CommandStatus> {
    const status = await this.#child.status;
    this.#status = status;
    await Promise.all([this.#stdout.done, this.#stderr.done]);
    return status;
  }

  #report(): string {
    const state = this.#status === null ? "running" : `ended with ${this.#status.code}`;
    return `The program (${state}) wrote to stderr:\n` +
      `${this.#stderr.lines.slice(-LINES_SHOWN_MAX).join("\n")}\nand to stdout:\n` +
      this.#stdout.lines.slice(-LINES_SHOWN_MAX).join("\n");
  }
}

/**
 * Starts `outband serve` on free ports of 127.0.0.1 and waits until it listens.
 *
 * @throws {Error} If it ends or does not listen within {@linkcode DEADLINE_MS}; the message holds
 * its output.
 */
export async function startServe(options: ServeOptions): Promise<ServeProcess> {
  return await listening(launchServe(options));
}

/** Starts `outband serve` and waits for nothing: a test may want to kill it before it listens. */
export function launchServe(options: ServeOptions): ServeProcess {
  const { target, evidenceDir, args = [] } = options;
  const logs = args.some((arg) => arg.startsWith("--log-"))
    ? []
    : [`--log-dir=${evidenceDir}.telemetry`];
  return new ServeProcess(spawn(options, {
    args: [
      "serve",
      ...(target === "" ? [] : [`--target=${target}`]),
      "--listen=127.0.0.1:0",
      "--metrics-listen=127.0.0.1:0",
      `--evidence-dir=${evidenceDir}`,
      ...logs,
      ...args,
    ],
    stdin: "null",
  }));
}

/** Starts another command that listens, such as `outband witness`, and waits until it does. */
export async function startListening(args: readonly string[]): Promise<ServeProcess> {
  return await listening(new ServeProcess(spawn({}, { args, stdin: "null" })));
}

/** The program once it listens; killed when it does not. */
async function listening(serve: ServeProcess): Promise<ServeProcess> {
  try {
    await serve.untilListening();
    return serve;
  } catch (error) {
    await serve.kill();
    throw error;
  }
}

/** The environment of a program: this process's without what would change the program. */
function childEnvironment(more: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(Deno.env.toObject())
    .filter(([name]) => !ENV_DROPPED_REGEXP.test(name));
  return { ...Object.fromEntries(inherited), NO_COLOR: "1", ...more };
}

/**
 * Runs one command to its end.
 *
 * @throws {Error} If it is still running at the deadline.
 */
export async function runCommand(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<ProgramOutput> {
  const { stdin, deadlineMs } = options;
  const child = spawn(options, { args, stdin: stdin === undefined ? "null" : "piped" });
  const feeding = stdin === undefined ? Promise.resolve() : feed(child.stdin, stdin);
  const ending = child.output();
  try {
    const output = await withDeadline(ending, {
      ms: deadlineMs,
      describe: () => `The command did not end: ${args.join(" ")}`,
    });
    await feeding;
    const decoder = new TextDecoder();
    return {
      code: output.code,
      stdout: decoder.decode(output.stdout),
      stderr: decoder.decode(output.stderr),
    };
  } catch (error) {
    sendSignal(child, "SIGKILL");
    await ending;
    throw error;
  }
}

function spawn(
  options: RunOptions,
  run: { args: readonly string[]; stdin: "null" | "piped" },
): Deno.ChildProcess {
  const { env = {}, denoFlags = [], module = MAIN_MODULE } = options;
  const flags = ["run", "-A", "--quiet", "--no-prompt", `--config=${ROOT_DIR}deno.json`];
  return new Deno.Command(Deno.execPath(), {
    args: [...flags, ...denoFlags, module, ...run.args],
    clearEnv: true,
    env: childEnvironment(env),
    stdin: run.stdin,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Sends a signal; a process that has already ended is no fault (Deno then throws TypeError). */
function sendSignal(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Writes all of standard input; a program that does not read to its end is no fault. */
async function feed(stdin: WritableStream<Uint8Array>, text: string): Promise<void> {
  const writer = stdin.getWriter();
  try {
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** The JSON object of a log line, or null when the line is something else. */
function parseLogLine(text: string): LogLine | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function textField(line: LogLine, name: string): string {
  const value = line[name];
  if (typeof value !== "string") throw new Error(`The log line has no text field "${name}"`);
  return value;
}
