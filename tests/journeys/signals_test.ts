/**
 * Journeys of signals: SIGHUP reopens files, SIGTERM drains in order, a second one ends at once.
 */

import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { untilFound } from "../support/deadline.ts";
import { type ServeProcess, startServe } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import { answerSse, Gate, RawUpstream } from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";
import { latin1 } from "../support/wire_reader.ts";

const CURRENT = "outband-telemetry-current.jsonl";

/** Number of whole lines of a file; 0 when it is not there. */
function linesOf(path: string): number {
  try {
    return Deno.readTextFileSync(path).split("\n").length - 1;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

Deno.test("SIGHUP lets telemetry go on in a new file after the old one was renamed", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const [evidenceDir, logDir] = [dir.join("evidence"), dir.join("logs")];
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: [`--log-dir=${logDir}`],
  });
  const vkey = await vkeyOf(serve);
  for (let k = 0; k < 3; k++) await chat(serve.url, `before ${k}`);
  await untilFound(() => linesOf(`${logDir}/${CURRENT}`) >= 3, {
    describe: () => "The calls had no telemetry lines",
  });
  await Deno.rename(`${logDir}/${CURRENT}`, `${logDir}/rotated.jsonl`);
  Deno.kill(serve.pid, "SIGHUP");
  await serve.waitForLog("telemetry.reopened");
  for (let k = 0; k < 2; k++) await chat(serve.url, `after ${k}`);
  assertEquals((await serve.stop()).code, 0);
  const files = filesBelow(logDir);
  assertEquals(files.length, 2, files.join());
  assertEquals(files.map((file) => linesOf(`${logDir}/${file}`)).sort(), [2, 3]);
  const flags = files.flatMap((file) => ["--telemetry", `${logDir}/${file}`]);
  const { code, report } = await verify(evidenceDir, ["--key", vkey, ...flags]);
  assertEquals([contradictions(report), code], [[], 0]);
  assertEquals(report.results.content, "pass");
});

/** A program with one stream that has begun, and ends when the gate lets it. */
async function withStream(
  dir: TempDir,
  args: string[],
): Promise<{ serve: ServeProcess; client: RawClient; gate: Gate; upstream: RawUpstream }> {
  const gate = new Gate();
  const upstream = new RawUpstream(answerSse(["data: 1\n\n", "data: 2\n\n"], { gate }));
  const evidenceDir = dir.join("evidence");
  const serve = await startServe({ target: upstream.url, evidenceDir, args });
  const client = await RawClient.connect(serve.port);
  await client.send({ body: "{}" });
  return { serve, client, gate, upstream };
}

Deno.test("SIGTERM: not ready, no new connections, the running stream ends, all is sealed", async () => {
  await using dir = await TempDir.make();
  const parts = await withStream(dir, ["--shutdown-drain=60s"]);
  const { client, gate } = parts;
  await using serve = parts.serve;
  await using _ = parts.upstream;
  const body = client.body(await client.readHead());
  await body.next();
  const stopping = serve.stop("SIGTERM");
  await serve.waitForLog("server.draining");
  const ready = await fetch(`${serve.metricsUrl}/readyz`);
  assertEquals([ready.status, await ready.text()], [503, "not ready\n"]);
  await assertRejects(() => RawClient.connect(serve.port), Deno.errors.ConnectionRefused);
  gate.pass();
  assertEquals(latin1(await body.next() ?? new Uint8Array()), "data: 2\n\n");
  assertEquals([await body.next(), body.complete], [null, true]);
  const { code } = await stopping;
  client.close();
  assertEquals(code, 0);
  const { report } = await verify(dir.join("evidence"));
  assertEquals([contradictions(report), report.totals.processed], [[], 1]);
});

Deno.test("SIGTERM: a stream that does not end is cut when the drain time is over", async () => {
  await using dir = await TempDir.make();
  const parts = await withStream(dir, ["--shutdown-drain=100ms"]);
  const { client } = parts;
  await using serve = parts.serve;
  await using _ = parts.upstream;
  const body = client.body(await client.readHead());
  await body.next();
  const { code, stderr } = await serve.stop("SIGTERM");
  assertEquals([await body.next(), body.complete], [null, false]);
  client.close();
  assertEquals(code, 0);
  assertStringIncludes(stderr, "running calls are cut");
});

Deno.test("a second SIGTERM ends at once, and the log says so", async () => {
  await using dir = await TempDir.make();
  const parts = await withStream(dir, ["--shutdown-drain=60s"]);
  const { client } = parts;
  await using serve = parts.serve;
  await using _ = parts.upstream;
  await client.readHead();
  const stopping = serve.stop("SIGTERM");
  await serve.waitForLog("server.draining");
  const { code, stderr } = await serve.stop("SIGTERM");
  await stopping;
  client.close();
  assertEquals(code, 143);
  assertStringIncludes(stderr, "second signal: ended at once");
});
