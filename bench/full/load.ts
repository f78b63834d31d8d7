/**
 * Load client of the full benchmark, a process of its own: each line of standard input is a
 * {@linkcode Job}, and its {@linkcode JobAnswer} comes back as one line of standard output. While a
 * job runs the process does nothing else, and waits in the kernel.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { TextLineStream } from "../../src/base/std.ts";
import { runClosedLoop, type Tally } from "./closed_loop.ts";
import type { Job, JobAnswer } from "./jobs.ts";
import { runOpenLoop } from "./open_loop.ts";
import { runStreams } from "./stream_load.ts";

function runJob(job: Job): JobAnswer {
  const tally: Tally = { sent: 0 };
  try {
    switch (job.kind) {
      case "closed":
        return runClosedLoop(job, tally);
      case "open":
        return runOpenLoop(job, tally);
      case "stream":
        return runStreams(job, tally);
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), sent: tally.sent };
  }
}

async function main(): Promise<void> {
  const lines = Deno.stdin.readable
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const answer = runJob(JSON.parse(line));
    await writeLine(JSON.stringify(answer));
  }
}

async function writeLine(line: string): Promise<void> {
  const bytes = utf8(`${line}\n`);
  for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
}

await main();
