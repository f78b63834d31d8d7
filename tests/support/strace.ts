/**
 * Lets system calls of a running program fail, by attaching strace to it and letting it go again.
 * @module
 */

import { TextLineStream } from "../../src/base/std.ts";
import { withDeadline } from "./deadline.ts";

/** What is to fail. */
export interface FaultPlan {
  /** System calls, as `fsync,fdatasync`. */
  calls: string;
  /** `ENOSPC`, `EIO`, ... */
  error: string;
  /** Which of them, counted in each thread: `3+7` is the third and every seventh after it. */
  when: string;
  /** Only calls on this path. */
  path?: string;
}

/** True when strace is there and may attach to a child of this process. */
export async function canTrace(): Promise<boolean> {
  const child = new Deno.Command("sleep", { args: ["30"] }).spawn();
  try {
    const plan = { calls: "fsync", error: "EIO", when: "1" };
    await using _fault = await Fault.begin(child.pid, plan);
    return true;
  } catch {
    return false;
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
}

/** A fault in force; it ends when disposed. */
export class Fault implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #said: Said;

  constructor(child: Deno.ChildProcess, said: Said) {
    this.#child = child;
    this.#said = said;
  }

  /**
   * Attaches to all threads of a process.
   *
   * @throws {Error} If that is not allowed, or there is no strace.
   */
  static async begin(pid: number, plan: FaultPlan): Promise<Fault> {
    const { calls, error, when, path } = plan;
    const inject = `inject=${calls}:error=${error}:when=${when}`;
    const only = path === undefined ? [] : ["-P", path];
    const child = new Deno.Command("strace", {
      args: ["-f", ...only, "-e", `trace=${calls}`, "-e", inject, "-p", String(pid)],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const said = listen(child.stderr);
    const fault = new Fault(child, said);
    const isAttached = await withDeadline(said.attached, {
      describe: () => "strace did not attach",
    });
    if (isAttached) return fault;
    await child.status;
    throw new Error(`strace did not attach: ${(await said.lines).join(" ")}`);
  }

  /** Waits until a call has failed. */
  async hit(): Promise<void> {
    const isHit = await withDeadline(this.#said.hit, { describe: () => "No call failed" });
    if (!isHit) throw new Error("strace ended before a call failed");
  }

  /** Lets the program go. */
  async end(): Promise<void> {
    try {
      this.#child.kill("SIGINT");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await this.#child.status;
    await this.#said.lines;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}

/** What strace says, and two of its lines as events; false when it ends without. */
interface Said {
  attached: Promise<boolean>;
  hit: Promise<boolean>;
  lines: Promise<string[]>;
}

function listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Said {
  const attached = Promise.withResolvers<boolean>();
  const hit = Promise.withResolvers<boolean>();
  async function collect(): Promise<string[]> {
    const lines: string[] = [];
    const text = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
    for await (const line of text) {
      lines.push(line);
      if (/: Process \d+ attached/.test(line)) attached.resolve(true);
      if (line.includes("(INJECTED)")) hit.resolve(true);
    }
    attached.resolve(false);
    hit.resolve(false);
    return lines;
  }
  return { attached: attached.promise, hit: hit.promise, lines: collect() };
}
