/**
 * Load client of the canonical benchmark, a process of its own. Each line of standard input is a
 * {@linkcode LoadJob}; its {@linkcode LoadResult} comes back as one line of standard output.
 *
 * Every connection sends its next request when the answer to the last one is complete, so a stall
 * delays the requests behind it and is seen once, not once per request that it held up.
 * @module
 */

import { equalBytes, utf8 } from "../src/base/bytes.ts";
import { TextLineStream } from "../src/base/std.ts";
import { messageSize } from "./message_size.ts";
import { ANSWER_BYTES, answerBody, requestBytes } from "./workload.ts";

/** One run against one port of 127.0.0.1. */
export interface LoadJob {
  port: number;
  connections: number;
  /** Milliseconds of load before measuring begins. */
  warmup_ms: number;
  /** Milliseconds measured. */
  ms: number;
  /** With it the server is spoken to in TLS, and its certificate is checked against this file. */
  ca_file?: string;
}

/** What one run measured; latencies in microseconds, from before the write to the whole answer. */
export interface LoadResult {
  /** Exchanges measured. */
  exchanges: number;
  /** All exchanges, warm-up included. */
  sent: number;
  exchanges_per_s: number;
  p50_us: number;
  p95_us: number;
  p99_us: number;
  max_us: number;
}

const BUFFER_BYTES = 65_536;
/** 2^20 exchanges of one run: 30 s at 35,000 per second. */
const SAMPLES_MAX = 1_048_576;
/** One answer in so many is compared byte by byte; each one's status and length are checked. */
const COMPARE_EVERY = 64;
const STATUS_200 = utf8("HTTP/1.1 200");
const EXPECTED_BODY = answerBody();

/** State that the connections of a run share. */
interface Run {
  request: Uint8Array;
  /** Certificates, PEM, when TLS is spoken. */
  ca: string | null;
  measureFromMs: number;
  endAtMs: number;
  sent: number;
  count: number;
  lastEndMs: number;
}

const SAMPLES_US = new Float64Array(SAMPLES_MAX);

async function runJob(job: LoadJob): Promise<LoadResult> {
  const ca = job.ca_file === undefined ? null : await Deno.readTextFile(job.ca_file);
  const measureFromMs = performance.now() + job.warmup_ms;
  const run: Run = {
    request: requestBytes(job.port),
    ca,
    measureFromMs,
    endAtMs: measureFromMs + job.ms,
    sent: 0,
    count: 0,
    lastEndMs: measureFromMs,
  };
  await Promise.all(Array.from({ length: job.connections }, () => drive(job.port, run)));
  const sorted = SAMPLES_US.subarray(0, run.count).sort();
  return {
    exchanges: run.count,
    sent: run.sent,
    exchanges_per_s: run.count / (run.lastEndMs - run.measureFromMs) * 1000,
    p50_us: percentile(sorted, 50),
    p95_us: percentile(sorted, 95),
    p99_us: percentile(sorted, 99),
    max_us: sorted.at(-1) ?? NaN,
  };
}

async function drive(port: number, run: Run): Promise<void> {
  using conn = await connect(port, run.ca);
  const buffer = new Uint8Array(BUFFER_BYTES);
  let startMs = performance.now();
  while (startMs < run.endAtMs) {
    const written = await conn.write(run.request);
    if (written !== run.request.length) throw new Error("The request did not go out in one write");
    const filled = await readAnswer(conn, buffer);
    const endMs = performance.now();
    if (startMs >= run.measureFromMs) {
      if (run.count === SAMPLES_MAX) throw new Error(`More than ${SAMPLES_MAX} samples`);
      SAMPLES_US[run.count++] = (endMs - startMs) * 1000;
      run.lastEndMs = endMs;
    }
    if (run.sent++ % COMPARE_EVERY === 0) compareBody(buffer.subarray(0, filled));
    startMs = performance.now();
  }
}

async function connect(port: number, ca: string | null): Promise<Deno.Conn> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  return ca === null ? conn : await Deno.startTls(conn, { hostname: "localhost", caCerts: [ca] });
}

/** Reads one answer; returns its size in bytes. */
async function readAnswer(conn: Deno.Conn, buffer: Uint8Array): Promise<number> {
  let filled = 0;
  for (;;) {
    const count = await conn.read(buffer.subarray(filled));
    if (count === null) throw new Error("The connection ended before the answer was complete");
    filled += count;
    const size = messageSize(buffer, filled);
    if (size === null || filled < size.total) continue;
    if (filled !== size.total || size.total - size.head !== ANSWER_BYTES) {
      throw new Error(`The answer has the wrong size: ${size.total - size.head} bytes of body`);
    }
    if (!equalBytes(buffer.subarray(0, STATUS_200.length), STATUS_200)) {
      throw new Error("The answer has not status 200");
    }
    return filled;
  }
}

function compareBody(answer: Uint8Array): void {
  if (!equalBytes(answer.subarray(answer.length - ANSWER_BYTES), EXPECTED_BODY)) {
    throw new Error("The answer has other bytes than the upstream sent");
  }
}

/** Nearest rank on sorted samples. */
function percentile(sorted: Float64Array, p: number): number {
  return sorted[Math.ceil(sorted.length * p / 100) - 1] ?? NaN;
}

async function main(): Promise<void> {
  const lines = Deno.stdin.readable
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const result = await runJob(JSON.parse(line));
    Deno.stdout.writeSync(utf8(`${JSON.stringify(result)}\n`));
  }
}

if (import.meta.main) await main();
