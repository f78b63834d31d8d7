/**
 * Journey: spans and metrics reach an OpenTelemetry receiver, and nothing else does.
 */

import { chatBody, chatUpstream, contradictions, filesBelow, verify } from "../support/journey.ts";
import { OtlpReceiver } from "../support/otlp_receiver.ts";
import { runCommand, startServe } from "../support/program.ts";
import { headerValues } from "../support/wire_reader.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

Deno.test("serve --otel-endpoint: a sandboxed thread exports spans and metrics with the right names", async () => {
  await using upstream = chatUpstream();
  await using receiver = new OtlpReceiver();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  await Deno.writeTextFile(dir.join("headers"), "authorization: Bearer for-the-receiver\n");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    denoFlags: ["--unstable-worker-options"],
    args: [
      `--otel-endpoint=${receiver.url}`,
      `--otel-headers-file=${dir.join("headers")}`,
      "--sandbox-workers",
    ],
  });
  for (const headers of [{ traceparent: TRACEPARENT }, {}]) {
    const answer = await fetch(`${serve.url}/v1/chat/completions?key=query-canary`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "authorization": "Bearer credential-canary",
        ...headers,
      },
      body: chatBody("content-canary, jane.roe@example.com"),
    });
    await answer.bytes();
  }
  const { code, stderr } = await serve.stop();
  assertEquals(code, 0, stderr);
  assertFalse(stderr.includes("otel.failed"), stderr);

  assertEquals(receiver.faults, []);
  assertEquals(receiver.spans.map(({ name, kind }) => [name, kind]), [
    ["chat test-model", 3],
    ["chat test-model", 3],
  ]);
  const [child, root] = receiver.spans;
  assert(child !== undefined && root !== undefined);
  assertEquals([child.traceId, child.parentSpanId], TRACEPARENT.split("-").slice(1, 3));
  assertEquals(root.parentSpanId, null);
  assert(child.endMs > child.startMs);
  const { attributes } = child;
  assertEquals(attributes["gen_ai.operation.name"], "chat");
  assertEquals(attributes["gen_ai.request.model"], "test-model");
  assertEquals(attributes["gen_ai.response.model"], "test-model-1");
  assertEquals(attributes["gen_ai.usage.input_tokens"], 5);
  assertEquals(attributes["gen_ai.usage.output_tokens"], 2);
  assertEquals(attributes["server.port"], upstream.port);
  assertEquals(attributes["outband.finding.categories"], ["EMAIL"]);
  assertEquals(receiver.resources[0]?.["service.name"], "outband");
  assertEquals([...receiver.schemaUrls], ["https://opentelemetry.io/schemas/gen-ai/1.42.0"]);

  // The span points at its record.
  const [segment] = filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl"));
  const records = (await Deno.readTextFile(`${evidenceDir}/${segment}`)).trimEnd().split("\n")
    .map((line) => JSON.parse(line));
  const record = records[Number(attributes["outband.record.index"])];
  assertEquals([record.kind, record.log], ["call", attributes["outband.log.origin"]]);
  assertEquals(record.parts.line, attributes["outband.record.commitment"]);

  // Metrics.
  const duration = receiver.metrics.get("gen_ai.client.operation.duration");
  assertEquals([duration?.kind, duration?.unit, duration?.points[0]?.point["count"]], [
    "histogram",
    "s",
    2,
  ]);
  const tokens = receiver.metrics.get("gen_ai.client.token.usage")?.points ?? [];
  assertEquals(tokens.map(({ attributes }) => attributes["gen_ai.token.type"]), [
    "input",
    "output",
  ]);
  assertEquals([...receiver.metrics.keys()].sort().slice(2), ["outband.calls", "outband.findings"]);

  // What must not leave: content, queries, credentials. And the upstream sees no trace of ours.
  assertEquals(receiver.requests[0]?.headers.get("authorization"), "Bearer for-the-receiver");
  for (const { text } of receiver.requests) {
    for (
      const canary of ["content-canary", "query-canary", "credential-canary", "jane.roe", "/v1/"]
    ) {
      assertFalse(text.includes(canary), canary);
    }
  }
  assertEquals(upstream.requests.map(({ headers }) => headerValues(headers, "traceparent")), [
    [TRACEPARENT],
    [],
  ]);
  for (const { headers } of receiver.requests) assertFalse(headers.has("traceparent"));
  assertEquals(contradictions((await verify(evidenceDir)).report), []);
});

Deno.test("serve --otel-endpoint: a receiver that is not there costs counted spans, no call", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const receiver = new OtlpReceiver();
  const { url } = receiver;
  await receiver[Symbol.asyncDispose]();
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: [`--otel-endpoint=${url}`],
  });
  const answer = await fetch(`${serve.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: chatBody("hello"),
  });
  assertEquals(answer.status, 200);
  await answer.bytes();
  const failed = await serve.waitForLog("otel.failed");
  assertStringIncludes(String(failed["reason"]), url);
  const metrics = await (await fetch(`${serve.metricsUrl}/metrics`)).text();
  assertStringIncludes(metrics, "\noutband_otel_spans_exported_total 0\n");
  const { code, stderr } = await serve.stop();
  assertEquals(code, 0);
  assertStringIncludes(stderr, '"spans_lost":1');
  assertEquals(contradictions((await verify(evidenceDir)).report), []);
});

Deno.test("serve refuses the runtime's own export, which would tell query strings", async () => {
  const { code, stderr } = await runCommand(["serve", "--target=http://127.0.0.1:9"], {
    env: { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" },
  });
  assertEquals(code, 3);
  assertStringIncludes(stderr, "OTEL_DENO is set: the runtime exports whole URLs");
});
