/**
 * Journey: the same calls directly and through the real program give the same body bytes; streamed
 * chunks arrive while the upstream still holds the next one back.
 */

import { assert, assertEquals } from "../support/std.ts";
import { startServe } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import {
  answerGzip,
  answerJson,
  answerSse,
  Gate,
  type RawHandler,
  RawUpstream,
} from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";

const EVENTS = Array.from({ length: 5 }, (_, k) => `data: {"choices":[],"k":${k}}\n\n`);

/** Answers by path, so that the same upstream can be asked directly. */
function upstreamOf(gate: Gate): RawUpstream {
  const handlers: Record<string, RawHandler> = {
    "/json": answerJson({ text: "gr\u00fc\u00dfe", numbers: [1, 2.5], nested: { a: null } }),
    "/gzip": answerGzip("compressed ".repeat(5_000)),
    "/large": answerJson({ text: "x".repeat(300_000) }),
    "/events": answerSse(EVENTS),
    "/gated": answerSse(EVENTS, { gate }),
  };
  return new RawUpstream((request, connection) => {
    const handler = handlers[request.target];
    assert(handler !== undefined, request.target);
    return handler(request, connection);
  });
}

async function bodyOf(port: number, target: string): Promise<Uint8Array> {
  using client = await RawClient.connect(port);
  const answer = await client.request({ method: "POST", target, body: new Uint8Array(10) });
  assertEquals(answer.status, 200);
  assert(answer.complete);
  return answer.body;
}

Deno.test("serve hands on JSON, gzip, large and streamed answers byte for byte, each chunk at once", async () => {
  const gate = new Gate();
  await using upstream = upstreamOf(gate);
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
  });
  for (const target of ["/json", "/gzip", "/large", "/events"]) {
    assertEquals(await bodyOf(serve.port, target), await bodyOf(upstream.port, target), target);
  }

  using client = await RawClient.connect(serve.port);
  await client.send({ method: "POST", target: "/gated", body: new Uint8Array(10) });
  let text = "";
  const decoder = new TextDecoder();
  const body = client.body(await client.readHead());
  for (const event of EVENTS) {
    while (!text.endsWith(event)) {
      const piece = await body.next();
      assert(piece !== null, `the stream ended before ${event}`);
      text += decoder.decode(piece, { stream: true });
    }
    // Only now may the upstream send the next event.
    gate.pass();
  }
  assertEquals(text, EVENTS.join(""));
  assertEquals((await serve.stop()).code, 0);
});
