/**
 * Journey: an application says who calls and why, and later what became of the answer.
 */

import {
  CHAT_ANSWER,
  chatBody,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { startServe } from "../support/program.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

type Line = Record<string, unknown>;

function linesOf(text: string): Line[] {
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("what an application says of a call is recorded as asserted, and stays here", async () => {
  await using dir = await TempDir.make();
  await using upstream = chatUpstream();
  const telemetryDir = dir.join("telemetry");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: [`--log-dir=${telemetryDir}`],
  });
  const vkey = await vkeyOf(serve);
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const answer = await fetch(`${serve.url}/v1/chat/completions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-outband-app": "billing",
      "x-outband-user": "user-77",
      "x-outband-nonsense": "x",
      "baggage": "a=1,outband.purpose=PUR-7",
      "traceparent": `00-${traceId}-b7ad6b7169203331-01`,
      "x-stainless-retry-count": "2",
    },
    body: chatBody("Hello"),
  });
  assertEquals(await answer.json(), CHAT_ANSWER);
  const seen = new Map(upstream.requests[0]?.headers.map(([k, v]) => [k.toLowerCase(), v]));
  assertEquals([...seen.keys()].filter((name) => name.startsWith("x-outband")), []);
  assertEquals([seen.get("baggage"), seen.get("traceparent")?.slice(3, 35)], ["a=1", traceId]);

  for (
    const [body, status] of [
      [{ kind: "human", trace_id: traceId, body: { by: "jo@example.com", decision: "sent" } }, 202],
      [{ kind: "gossip", trace_id: traceId, body: {} }, 400],
    ] as const
  ) {
    const said = await fetch(`${serve.url}/_outband/v1/annotations`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    assertEquals(said.status, status);
    await said.body?.cancel();
  }
  assertEquals(upstream.requests.length, 1, "annotations are not forwarded");
  assertEquals((await serve.stop("SIGTERM")).code, 0);

  const [file = ""] = filesBelow(telemetryDir);
  const [line] = linesOf(await Deno.readTextFile(`${telemetryDir}/${file}`));
  const attribution = line?.["attribution"] as Record<string, { value: string }>;
  assertEquals(attribution["app"]?.value, "billing");
  assertEquals(attribution["purpose"]?.value, "PUR-7");
  assert(attribution["user"]?.value !== "user-77", "a person is named by a pseudonym");
  assertEquals([line?.["attribution_invalid"], line?.["retry"]], [1, 2]);
  assertEquals(line?.["trace_id"], traceId);

  const evidence = dir.join("evidence");
  const segment = filesBelow(evidence).find((name) => name.endsWith("segment.jsonl")) ?? "";
  const records = linesOf(await Deno.readTextFile(`${evidence}/${segment}`));
  const annotation = records.find(({ kind }) => kind === "annotation");
  assertEquals([annotation?.["about"], annotation?.["trace"], annotation?.["said"]], [
    "human",
    traceId,
    { by: "[REDACTED:EMAIL]", decision: "sent" },
  ]);
  const { code, report } = await verify(evidence, ["--key", vkey]);
  assertEquals([code, contradictions(report)], [0, []]);
});
