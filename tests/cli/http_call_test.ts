import { assertEquals, assertRejects } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { httpCall } from "../../src/cli/http_call.ts";
import { RawUpstream } from "../support/raw_upstream.ts";
import { TEST_CA, TEST_SERVER } from "../support/test_certificates.ts";

const LIMITS = { timeoutMs: 5_000, bytesMax: 1_000 };

Deno.test("httpCall() sends one request and reads the answer as it was sent", async () => {
  await using upstream = new RawUpstream(async (_request, connection) => {
    await connection.write(
      "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nTransfer-Encoding: chunked\r\n\r\n" +
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    );
  });
  const reply = await httpCall({
    url: `${upstream.url}/a/b`,
    method: "POST",
    fields: [["content-type", "text/plain"]],
    body: utf8("hello"),
    ...LIMITS,
  });
  assertEquals([reply.status, reply.field("location"), reply.field("x")], [
    302,
    "/elsewhere",
    null,
  ]);
  assertEquals(new TextDecoder().decode(reply.body), "abcde");
  assertEquals(upstream.requests.map(({ method, target }) => [method, target]), [["POST", "/a/b"]]);
  assertEquals(new TextDecoder().decode(upstream.requests[0]?.body), "hello");
});

Deno.test("httpCall() reads until the end of the connection where no length is given", async () => {
  await using upstream = new RawUpstream(async (_request, connection) => {
    await connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
    connection.close();
  });
  const { body } = await httpCall({ url: upstream.url, ...LIMITS });
  assertEquals(new TextDecoder().decode(body), "all of it");
});

Deno.test("httpCall() rejects an answer that is cut, too long, or does not come", async () => {
  const answers: Record<string, string> = {
    "the answer ends before its body does": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    "the answer is longer than 1000 bytes": `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(2_000)}`,
  };
  for (const [message, text] of Object.entries(answers)) {
    await using upstream = new RawUpstream(async (_request, connection) => {
      await connection.write(text);
      connection.close();
    });
    await assertRejects(() => httpCall({ url: upstream.url, ...LIMITS }), Error, message);
  }
  await using silent = new RawUpstream((_request, connection) => connection.closed);
  const waiting = httpCall({ url: silent.url, ...LIMITS, timeoutMs: 50 });
  await assertRejects(() => waiting, Error, "no answer within 50 ms");
});

Deno.test("httpCall() checks the certificate", async () => {
  await using upstream = new RawUpstream(async (_request, connection) => {
    await connection.write("HTTP/1.1 204 No Content\r\n\r\n");
  }, { tls: { cert: TEST_SERVER.cert, key: TEST_SERVER.key } });
  await assertRejects(() => httpCall({ url: upstream.url, ...LIMITS }), Error, "UnknownIssuer");
  const tls = { caCerts: [TEST_CA], client: null };
  assertEquals((await httpCall({ url: upstream.url, tls, ...LIMITS })).status, 204);
});
