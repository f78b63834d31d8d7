/** What a client gets, and what the record says, when there is no answer to hand on. */

import { utf8 } from "../../src/base/bytes.ts";
import { END } from "../../src/capture/body_tap.ts";
import {
  ClientGoneError,
  ConnectError,
  CutError,
  HeaderTimeoutError,
  StreamIdleError,
  TransferCodingError,
} from "../../src/proxy/exchange_errors.ts";
import { type Failure, failureOf, refusal } from "../../src/proxy/failure.ts";
import { HeadError } from "../../src/proxy/response_head.ts";
import { ConnectionEndedError } from "../../src/proxy/upstream_connection.ts";
import { passedWhole, patternBytes, ProxyRig, type SeenCall } from "../support/proxy_rig.ts";
import type { RawClient } from "../support/raw_client.ts";
import { answer, closeAtOnce, type RawHandler } from "../support/raw_upstream.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { headerValues, latin1 } from "../support/wire_reader.ts";

/** A port of 127.0.0.1 where nobody listens. */
function deadPort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Reads an answer and compares it with the one line of JSON for a failure. */
async function assertRefused(
  client: RawClient,
  expected: { failure: Failure; status: number },
): Promise<void> {
  const got = await client.readAnswer();
  const { failure, status } = expected;
  assertEquals([got.status, got.complete], [status, true], failure);
  assertEquals(headerValues(got.headers, "content-type"), ["application/json"]);
  const text = latin1(got.body);
  assertEquals(text.indexOf("\n"), text.length - 1, "one line");
  const { error } = JSON.parse(text);
  assertEquals([error.type, error.code], [`outband_${failure}`, status]);
}

/** The record of a call without an answer of the upstream. */
function assertRecorded(
  { facts, response }: SeenCall,
  expected: { failure: Failure; status: number },
): void {
  assertEquals([facts.status, facts.errorType], [expected.status, expected.failure]);
  const end = END.UPSTREAM_BROKEN;
  assertEquals(response, { ...passedWhole(utf8("")), end, began: false });
}

Deno.test("failureOf() names the failure behind an error", () => {
  const cases: [unknown, Failure][] = [
    [new ConnectError("x", { isTimeout: false }), "upstream_unreachable"],
    [new ConnectError("x", { isTimeout: true }), "connect_timeout"],
    [new HeaderTimeoutError("x"), "header_timeout"],
    [new StreamIdleError("x"), "stream_idle_timeout"],
    [new CutError("x"), "draining"],
    [new HeadError("x"), "upstream_bad_response"],
    [new RangeError("x"), "upstream_bad_response"],
    [new ClientGoneError("x"), "client_gone"],
    [new TransferCodingError("x"), "transfer_coding_unsupported"],
    [new ConnectionEndedError("x"), "upstream_closed"],
    [new Deno.errors.ConnectionReset("x"), "upstream_closed"],
    ["odd", "upstream_closed"],
  ];
  for (const [error, failure] of cases) assertEquals(failureOf(error), failure);
});

Deno.test("refusal() is one line of JSON", async () => {
  const response = refusal("header_timeout");
  assertEquals([response.status, response.statusText], [504, "Gateway Timeout"]);
  assertEquals(response.headers.get("content-type"), "application/json");
  assertEquals(await response.json(), {
    error: {
      type: "outband_header_timeout",
      message: "The upstream took too long to answer",
      code: 504,
    },
  });
});

Deno.test("an upstream that cannot be reached gives 502, with the request in the record", async () => {
  await using rig = new ProxyRig(answer({}), { target: `http://127.0.0.1:${deadPort()}` });
  using client = await rig.connect();
  const expected = { failure: "upstream_unreachable", status: 502 } as const;
  await client.send({ body: "secret" });
  await assertRefused(client, expected);
  await client.send({ method: "GET" });
  await assertRefused(client, expected);
  await client.send({ body: patternBytes(300_000) });
  await assertRefused(client, expected);
  const [short, none, long] = [await rig.call(0), await rig.call(1), await rig.call(2)];
  for (const call of [short, none, long]) assertRecorded(call, expected);
  assertEquals(short.request, passedWhole(utf8("secret")));
  assertEquals(none.request, passedWhole(utf8("")), "there was no body, so none is missing");
  assertEquals(long.request, { ...passedWhole(utf8("")), end: END.CUT });
});

Deno.test("an upstream that takes too long to connect gives 504", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  // The port is open, but nobody answers the TLS greeting.
  const target = `https://127.0.0.1:${listener.addr.port}`;
  await using rig = new ProxyRig(answer({}), { target, connectTimeoutMs: 50 });
  using client = await rig.connect();
  await client.send({ body: "{}" });
  const expected = { failure: "connect_timeout", status: 504 } as const;
  await assertRefused(client, expected);
  const call = await rig.call(0);
  assertRecorded(call, expected);
  assertEquals(call.request, passedWhole(utf8("{}")));
  (await accepted).close();
});

Deno.test("an upstream that closes before its answer gives 502", async () => {
  const handlers: RawHandler[] = [
    closeAtOnce(),
    async (_request, connection) => {
      await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
      connection.close();
    },
    async (_request, connection) => {
      await connection.write("HTTP/1.1 100 Continue\r\n\r\n");
      connection.close();
    },
  ];
  for (const handler of handlers) {
    await using rig = new ProxyRig(handler);
    using client = await rig.connect();
    await client.send({ body: "{}" });
    const expected = { failure: "upstream_closed", status: 502 } as const;
    await assertRefused(client, expected);
    const call = await rig.call(0);
    assertRecorded(call, expected);
    assertEquals(call.request, passedWhole(utf8("{}")));
    assertEquals(rig.origin.requests.length, 1, "nothing is sent twice");
  }
});

Deno.test("an answer that is no HTTP/1.1, or can be read in two ways, gives 502", async () => {
  const chunked = "Transfer-Encoding: chunked\r\n";
  for (
    const text of [
      "garbage\r\n\r\n",
      "\x16\x03\x01\x02\r\n\r\n",
      "HTTP/2 200 OK\r\n\r\n",
      `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n${chunked}\r\n2\r\nok\r\n0\r\n\r\n`,
      `HTTP/1.1 200 OK\r\n${chunked}Content-Length: 0\r\n\r\n0\r\n\r\n`,
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
      "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nokk",
      "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
      "HTTP/1.1 200 OK\nContent-Length: 2\n\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nX: 1\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\n\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nX:\n y\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nX: 1\r\n folded\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      `HTTP/1.1 200 OK\r\n${chunked}\r\nx\r\n`,
      `HTTP/1.1 200 OK\r\n${chunked}\r\n2\r\nok\n0\r\n\r\n`,
      `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(65_536)}\r\n\r\n`,
      "HTTP/1.1 103 Hints\r\n\r\n".repeat(17),
    ]
  ) {
    const wire = Uint8Array.from(text, (character) => character.charCodeAt(0));
    await using rig = new ProxyRig((_request, connection) => connection.write(wire));
    using client = await rig.connect();
    await client.send({ body: "{}" });
    const expected = { failure: "upstream_bad_response", status: 502 } as const;
    await assertRefused(client, expected);
    assertRecorded(await rig.call(0), expected);
  }
});

Deno.test("only a GET is a WebSocket handshake", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const fields = "Host: a\r\nUpgrade: WebSocket\r\n";
  await client.sendBytes(`POST / HTTP/1.1\r\n${fields}Content-Length: 2\r\n\r\nhi`);
  assertEquals((await client.readAnswer()).status, 200);
  assertEquals(latin1(rig.origin.requests[0]?.body ?? utf8("")), "hi");
});

Deno.test("a transfer coding besides chunked gives 501: its name could not be passed on", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  await client.sendBytes(
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
  );
  const expected = { failure: "transfer_coding_unsupported", status: 501 } as const;
  await assertRefused(client, expected);
  const call = await rig.call(0);
  assertRecorded(call, expected);
  assertEquals(call.request, { ...passedWhole(utf8("")), end: END.CUT });
  assertEquals(rig.origin.connections, 0);
});

Deno.test("a refusal shows no more of the upstream than that it failed", async () => {
  await using rig = new ProxyRig(closeAtOnce(), { basePath: "/private" });
  using client = await rig.connect();
  const got = await client.request({ target: "/x?key=secret", body: "secret" });
  const text = latin1(got.raw) + latin1(got.body);
  for (const word of ["secret", "private", `${rig.origin.port}`]) {
    assertEquals(text.includes(word), false, word);
  }
  assertStringIncludes(text, "The upstream closed the connection before it answered");
});
