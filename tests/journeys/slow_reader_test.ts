/**
 * Journeys of outputs that nobody reads: the pipe fills up, calls go on, no line is torn, and what
 * is lost is counted everywhere. `deno task test:stall` stops for a whole minute.
 */

import { chat, chatUpstream, contradictions, filesBelow, verify } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { MAIN_MODULE, ROOT_DIR, startServe } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { untilFound, withDeadline } from "../support/deadline.ts";

/** How long nobody reads; at least until the queue has overflown. */
const STALL_MS = Number(Deno.env.get("OUTBAND_TEST_STALL_SECONDS") ?? "0") * 1_000;
/** Calls of almost a megabyte of text each: more than may wait for standard output. */
const CALLS = 90;
/** The reader has tens of megabytes to catch up with, on a machine that may be busy. */
const CATCH_UP_MS = 120_000;
/** No queue is that long. */
const CALLS_MAX = 100_000;
const PROSE = "The quick brown fox jumps over the lazy dog, and nobody minds. ".repeat(15_000);

/** Value of a metric without labels. */
async function metric(metricsUrl: string, name: string): Promise<number> {
  const text = await (await fetch(`${metricsUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

Deno.test("serve --log-output=stdout: a reader that stops and reads on costs counted lines, no call", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: ["--log-output=stdout"],
  });
  serve.holdOutput();
  const until = performance.now() + STALL_MS;
  let calls = 0;
  let slowestMs = 0;
  const isEnough = async (): Promise<boolean> =>
    calls >= CALLS && performance.now() >= until &&
    await metric(serve.metricsUrl, "outband_telemetry_lines_lost_total") > 0;
  while (!(await isEnough())) {
    const sinceMs = performance.now();
    // A call that waited for the reader would wait for ever, and the deadline would say so.
    const status = await withDeadline(chat(serve.url, PROSE), {
      describe: () => `Call ${calls} was not answered`,
    });
    assertEquals(status, 200);
    assert(calls < CALLS_MAX, "the queue overflows");
    slowestMs = Math.max(slowestMs, performance.now() - sinceMs);
    calls++;
  }
  if (STALL_MS > 0) {
    const told = `${calls} calls, the slowest ${Math.round(slowestMs)} ms\n`;
    await Deno.stderr.write(new TextEncoder().encode(told));
  }
  while (await metric(serve.metricsUrl, "outband_audit_backlog") > 0) {
    await chat(serve.url, "go on"), calls++;
  }
  serve.releaseOutput();
  await serve.waitForLog("telemetry.lost");
  // Until the reader has caught up, lines are still lost.
  const isThrough = async (): Promise<boolean> => {
    await chat(serve.url, "and now");
    calls++;
    return serve.stdoutLines.some((line) => line.includes("and now"));
  };
  await untilFound(isThrough, { ms: CATCH_UP_MS, describe: () => "No line comes through" });
  const lost = await metric(serve.metricsUrl, "outband_telemetry_lines_lost_total");
  const { code, stdout, stderr } = await serve.stop();
  assertEquals(code, 0, stderr.slice(-2_000));

  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  const seen = lines.filter(({ type }) => type === "call");
  assert(lost > 0, "the queue has overflown");
  assertEquals(seen.length + lost, calls, "each call has its line, or is counted as lost");
  assert(seen.some(({ redacted_payload }) => redacted_payload.length > 900_000));
  const [segment] = filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl"));
  const records = (await Deno.readTextFile(`${evidenceDir}/${segment}`)).trimEnd().split("\n")
    .map((line) => JSON.parse(line));
  const declared = records.filter(({ kind }) => kind === "telemetry_lost");
  assertEquals(declared.reduce((sum, { n }) => sum + n, 0), lost, "the log declares the loss");
  await Deno.writeTextFile(dir.join("stdout.jsonl"), stdout);
  const { report } = await verify(evidenceDir, ["--telemetry", dir.join("stdout.jsonl")]);
  assertEquals(contradictions(report), []);
  assertEquals(filesBelow(dir.path).filter((path) => path.includes("telemetry/")), []);
});

Deno.test("serve starts, forwards and stops while standard error is a full pipe that nobody reads", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const pipe = dir.join("stderr");
  assert((await new Deno.Command("mkfifo", { args: [pipe] }).output()).success);
  // Open for reading and writing, so that neither end waits for the other; 64 KiB fill it.
  using reader = await Deno.open(pipe, { read: true, write: true });
  const filler = new Uint8Array(65_536).fill(10);
  for (let at = 0; at < filler.length;) at += await reader.write(filler.subarray(at));
  const [port, metricsPort] = [freePort(), freePort()];
  const run = `exec ${Deno.execPath()} run -A --quiet --no-prompt ${MAIN_MODULE} serve ` +
    `--config=${dir.join("outband.jsonc")} 2>${pipe}`;
  await Deno.writeTextFile(
    dir.join("outband.jsonc"),
    JSON.stringify({
      target: upstream.url,
      listen: `127.0.0.1:${port}`,
      metrics_listen: `127.0.0.1:${metricsPort}`,
      evidence_dir: dir.join("evidence"),
      log_dir: dir.join("telemetry"),
    }),
  );
  const child = new Deno.Command("bash", { args: ["-c", run], cwd: ROOT_DIR, stdout: "null" })
    .spawn();
  try {
    await untilFound(() => isReady(port), { describe: () => "The program did not listen" });
    for (let k = 0; k < 20; k++) assertEquals(await chat(`http://127.0.0.1:${port}`, "hi"), 200);
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    assertStringIncludes(metrics, "outband_log_lines_lost_total 0\n");
    child.kill("SIGTERM");
    const { code } = await withDeadline(child.status, { describe: () => "It did not stop" });
    assertEquals(code, 0);
  } finally {
    await end(child);
  }
  const { report } = await verify(dir.join("evidence"));
  assertEquals(contradictions(report), []);
});

/** Ends a program, unless it has ended. */
async function end(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  await child.status;
}

/** Whether the port answers; its log cannot tell. */
async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    await answer.body?.cancel();
    return answer.status === 200;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}
