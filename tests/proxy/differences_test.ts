/** Lines of the README's list of differences that no other test of this room shows. */

import { utf8 } from "../../src/base/bytes.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { answer } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { headerValues } from "../support/wire_reader.ts";

Deno.test("Expect: 100-continue is answered here, and the body goes up whole", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const head =
    "POST /v1/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
  await client.sendBytes(utf8(head));
  // The body is sent before the interim answer is awaited: a client may, and it must not matter.
  await client.sendBytes(utf8("hello"));
  const result = await client.readAnswer("POST");
  assertEquals(result.status, 200);
  const [request] = rig.origin.requests;
  assert(request !== undefined);
  assertEquals(new TextDecoder().decode(request.body), "hello");
  assertEquals(headerValues(request.headers, "expect"), []);
  await rig.call(0);
});

Deno.test("a GET with a body loses it, and no length is left behind", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  await client.sendBytes(utf8("GET /v1/x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"));
  assertEquals((await client.readAnswer("GET")).status, 200);
  const [request] = rig.origin.requests;
  assert(request !== undefined);
  assertEquals(request.body.length, 0);
  assertEquals(headerValues(request.headers, "content-length"), []);
  assertEquals(headerValues(request.headers, "transfer-encoding"), []);
  await rig.call(0);
});
