/**
 * Journeys of an audit under pressure: a full pool, and a worker that dies. Traffic never notices,
 * and the state is in the health endpoint, the metrics and the records.
 */

import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { inspectorAddress, killAuditWorker } from "../support/inspector.ts";
import {
  chat,
  chatBody,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { type ServeProcess, startServe } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import { answerSse, Gate, RawUpstream } from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";

type Fields = Record<string, unknown>;

/** Far more than the pool of this test has slots. */
const STREAMS_MAX = 200;
/** Far more questions than are asked in the seconds that a recovery takes. */
const ASKED_MAX = 50_000;

/** All records of a log of one window. */
function recordsOf(evidenceDir: string): Fields[] {
  const [segment] = filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl"));
  const text = Deno.readTextFileSync(`${evidenceDir}/${segment}`);
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

async function textOf(url: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

/** Begins a stream that holds slots of the pool until the gate lets it end. */
async function beginStream(serve: ServeProcess): Promise<RawClient> {
  const client = await RawClient.connect(serve.port);
  await client.send({
    target: "/v1/chat/completions",
    headers: [["content-type", "application/json"]],
    body: chatBody("tell me a long story"),
  });
  await client.readHead();
  return client;
}

/**
 * Begins streams until their answers alone fill the pool. At first it may be full of requests that
 * wait for the worker, which gives those slots back.
 */
async function fillPool(serve: ServeProcess): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let inRow = 0; inRow < 2;) {
    assert(clients.length < STREAMS_MAX, "The pool does not stay full");
    clients.push(await beginStream(serve));
    const { text } = await textOf(`${serve.metricsUrl}/metrics`);
    const isFull = text.includes('outband_capture_state{state="metadata"} 1\n') &&
      text.includes("outband_jobs_waiting 0\n");
    inRow = isFull ? inRow + 1 : 0;
  }
  return clients;
}

/** Asks until the audit has recovered; it may have before, while the pool was being filled. */
async function untilOk(serve: ServeProcess): Promise<void> {
  for (let asked = 0; asked < ASKED_MAX; asked++) {
    if ((await textOf(`${serve.metricsUrl}/readyz`)).text === "ok\n") return;
  }
  throw new Error("The audit does not recover");
}

Deno.test("serve with a full pool records metadata only, says so everywhere, and recovers", async () => {
  const gate = new Gate();
  const part = `data: ${JSON.stringify({ choices: [{ delta: { content: "x".repeat(3_800) } }] })}`;
  await using upstream = new RawUpstream(answerSse([`${part}\n\n`, "data: [DONE]\n\n"], { gate }));
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: ["--audit-capacity=65536", "--audit-block-size=4096"],
  });
  const vkey = await vkeyOf(serve);
  assertEquals((await textOf(`${serve.metricsUrl}/readyz`)).text, "ok\n");

  const clients = await fillPool(serve);
  await serve.waitForLog("audit.degraded", (line) => line["to"] === "metadata");
  const ready = await textOf(`${serve.metricsUrl}/readyz`);
  assertEquals([ready.status, ready.text], [200, "ok\ndegraded: capture_metadata_only\n"]);
  const metrics = await textOf(`${serve.metricsUrl}/metrics`);
  assertStringIncludes(metrics.text, 'outband_capture_state{state="metadata"} 1\n');
  assertStringIncludes(metrics.text, 'outband_degraded{reason="capture_metadata_only"} 1\n');

  for (const _ of clients) gate.pass();
  for (const client of clients) client.close();
  await untilOk(serve);
  await serve.waitForLog("audit.recovered");
  const after = await beginStream(serve);
  gate.pass();
  after.close();
  assertEquals((await serve.stop()).code, 0);

  const { code, report } = await verify(evidenceDir, ["--key", vkey]);
  assertEquals([contradictions(report), code], [[], 0]);
  assertEquals(report.totals.processed, clients.length + 1);
  const records = recordsOf(evidenceDir);
  const [worse, better] = records.filter(({ kind }) => kind === "degrade");
  assertEquals([worse?.["from"], worse?.["to"], worse?.["why"]], ["full", "metadata", "slots"]);
  assertEquals([better?.["from"], better?.["to"]], ["metadata", "full"]);
  const calls = records.filter(({ kind }) => kind === "call");
  const degraded = calls.filter((call) => call["degraded"] === true);
  assert(degraded.length > 0);
  for (const call of degraded) {
    assertEquals(call["class"], "metadata");
    assert(Number(call["ord"]) >= Number(worse?.["ord"]));
  }
  const last = calls.find((call) => call["ord"] === clients.length);
  assert(last !== undefined);
  assertEquals(last["degraded"], undefined);
});

/** How many workers have said that they are ready, since the start. */
function readyLines(serve: ServeProcess): number {
  return serve.stderrLines.filter((line) => line.includes('"worker.ready"')).length;
}

Deno.test("serve replaces a worker that dies; its calls are named, the others go on", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const inspector = inspectorAddress();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: ["--workers=2"],
    denoFlags: [`--inspect=${inspector}`],
  });
  const vkey = await vkeyOf(serve);
  let sent = 0;
  let isOver = false;
  const load = (async (): Promise<void> => {
    for (; !isOver; sent++) assertEquals(await chat(serve.url, `call ${sent}`), 200);
  })();
  try {
    for (let deaths = 1; deaths <= 3; deaths++) {
      await killAuditWorker(inspector);
      await serve.waitForLog("worker.ready", () => readyLines(serve) === 2 + deaths);
    }
  } finally {
    isOver = true;
    await load;
  }
  const { text } = await textOf(`${serve.metricsUrl}/metrics`);
  assertStringIncludes(text, "outband_worker_restarts_total 3\n");
  assertEquals((await serve.stop()).code, 0);
  const { code, report } = await verify(evidenceDir, ["--key", vkey]);
  assertEquals([contradictions(report), code], [[], 0]);
  assertEquals(report.totals.processed, sent);
  const { audited_full: full, metadata_only: metadata, dropped } = report.totals;
  assertEquals(full + metadata + dropped, sent, JSON.stringify(report.totals));
  assert(full > 0 && dropped < sent / 2, JSON.stringify(report.totals));
});
