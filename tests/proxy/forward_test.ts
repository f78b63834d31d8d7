/** Exchanges from end to end: each gets its own answer and its own record. */

import { utf8 } from "../../src/base/bytes.ts";
import { END } from "../../src/capture/body_tap.ts";
import type { RequestTexts, ResponseFacts } from "../../src/capture/descriptor.ts";
import type { Exchange } from "../../src/capture/recorder.ts";
import { assertBytes, passedWhole, patternBytes, ProxyRig } from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { answer, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { latin1 } from "../support/wire_reader.ts";

const NO_TEXTS: RequestTexts = {
  method: "",
  path: "",
  host: "",
  contentType: "",
  contentEncoding: "",
  clientAddress: "",
  traceparent: "",
  credential: "",
  attribution: "",
  retry: "",
};

const NO_FACTS: ResponseFacts = {
  status: 0,
  contentType: "",
  contentEncoding: "",
  upstreamRequestId: "",
  rateLimits: "",
  errorType: "",
  addedUs: 0,
  ttfbUs: 0,
  totalUs: 0,
};

/** Sends the request's own body back. */
function echo(): RawHandler {
  return (request, connection) => answer({ body: request.body })(request, connection);
}

Deno.test("a request that arrives byte by byte is the same", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const wire = utf8("POST /a?b HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello");
  for (let at = 0; at < wire.length; at++) await client.sendBytes(wire.subarray(at, at + 1));
  assertEquals((await client.readAnswer()).status, 200);
  const [request] = rig.origin.requests;
  assertEquals([request?.target, request?.body], ["/a?b", utf8("hello")]);
  assertEquals((await rig.call(0)).request, passedWhole(utf8("hello")));
});

Deno.test("many requests at once get their own answers", async () => {
  await using rig = new ProxyRig(echo(), { poolBytes: 16 << 20, captureBytesMax: 400_000 });
  const seed = freshSeed();
  const random = randomFrom(seed);
  await Promise.all(Array.from({ length: 24 }, async (_, k) => {
    using client = await rig.connect();
    for (let turn = 0; turn < 4; turn++) {
      const body = patternBytes(random(4) === 0 ? 300_000 : random(3_000), seed + 4 * k + turn);
      assertBytes((await client.request({ body })).body, body, `seed ${seed}`);
    }
  }));
  for (let index = 0; index < 96; index++) {
    const { request, response } = await rig.call(index);
    assertBytes(request.bytes, response.bytes, `seed ${seed}`);
    assertEquals([request.end, response.end], [END.COMPLETE, END.COMPLETE], `seed ${seed}`);
  }
});

Deno.test("a client that leaves while it sends a short body never reaches the upstream", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  const client = await rig.connect();
  await client.sendBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
  client.close();
  const { request, response, facts } = await rig.call(0);
  const none = { ...passedWhole(utf8("")), end: END.CLIENT_GONE };
  assertEquals([request, response], [none, { ...none, began: false }]);
  assertEquals([facts.status, facts.errorType], [0, "client_gone"]);
  assertEquals(rig.origin.connections, 0);
});

Deno.test("forward() tells the record what it knows of the call", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), { basePath: "/v1" });
  using client = await rig.connect();
  const headers: [string, string][] = [["Content-Type", "a/b"], ["X-Api-Key", "k"]];
  await client.request({ target: "/chat?key=secret", headers, body: "{}" });
  const { ord, texts, facts, request, response } = await rig.call(0);
  assertEquals([ord, texts.method, texts.path], [0, "POST", "/v1/chat"]);
  assertEquals([texts.contentType, texts.credential], ["a/b", "k"]);
  assertEquals(texts.host, `127.0.0.1:${rig.origin.port}`);
  assertEquals([request, response], [passedWhole(utf8("{}")), passedWhole(utf8("ok"))]);
  assertEquals([facts.status, facts.errorType], [200, ""]);
  const { addedUs, ttfbUs, totalUs } = facts;
  assert(0 < addedUs && addedUs <= ttfbUs && ttfbUs <= totalUs);
});

Deno.test("traffic flows when the table of exchanges is full", async () => {
  await using rig = new ProxyRig(echo());
  const open: Exchange[] = [];
  for (let one = rig.recorder.accept(); one !== null; one = rig.recorder.accept()) open.push(one);
  using client = await rig.connect();
  const got = await client.request({ body: "still flows" });
  assertEquals([got.status, latin1(got.body)], [200, "still flows"]);
  assertEquals(rig.recorder.stats().dropped, 2, "the one that was refused here, and the request");
  for (const exchange of open) {
    exchange.requestEnded({ ...NO_TEXTS }, END.COMPLETE, true);
    exchange.responseEnded({ ...NO_FACTS }, END.COMPLETE, true);
  }
});
