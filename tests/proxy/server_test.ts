/** The listener in front: targets and fields in both directions, heads, health, draining. */

import { utf8 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { END } from "../../src/capture/body_tap.ts";
import {
  formatAddress,
  listenError,
  plain,
  readiness,
  startServer,
} from "../../src/proxy/server.ts";
import { passedWhole, ProxyRig } from "../support/proxy_rig.ts";
import {
  answer,
  answerInterim,
  answerSse,
  Gate,
  type RawHandler,
} from "../support/raw_upstream.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { type HeaderPair, headerValues, latin1 } from "../support/wire_reader.ts";

/** Text to bytes, one byte per character. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Answers with these bytes, one per character. */
function answerText(text: string): RawHandler {
  return (_request, connection) => connection.write(bytesOf(text));
}

/** Fields of an answer without those that the server adds. */
function withoutDate(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.filter(([name]) => name !== "date");
}

Deno.test("targets reach the upstream byte for byte", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), { basePath: "/base/v1/" });
  using client = await rig.connect();
  const targets = [
    "/",
    "//a///b/",
    "/a/../b/./%2e%2e/%2F%2f/c",
    "/x?y=/z&q=%zz&&=?#part",
    '/a\\b|{}^`"<>',
    "/caf\u00e9/\u20ac/\u{1f600}?\u00ff",
    // Cut to one byte per character, these would be a space, CR and LF.
    "/\u00e9\u0120HTTP/1.1\u010d\u010ainjected:\u01201",
  ];
  for (const [index, target] of targets.entries()) {
    await client.sendBytes(utf8(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`));
    assertEquals((await client.readAnswer("GET")).status, 200, target);
    const wire = latin1(utf8(`GET /base/v1${target} HTTP/1.1\r\n`));
    const head = `${wire}host: 127.0.0.1:${rig.origin.port}\r\n\r\n`;
    assertEquals(latin1(rig.origin.requests[index]?.raw ?? utf8("")), head);
    const { texts } = await rig.call(index);
    assertEquals(texts.path, `/base/v1${target.split("?")[0]}`, "the query is not recorded");
    assertEquals([texts.host, texts.clientAddress], [
      `127.0.0.1:${rig.origin.port}`,
      "127.0.0.1",
    ]);
  }
});

Deno.test("a target in absolute form, or an odd host, does not change the path", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const cases = [
    ["http://other:81/x?y", "Host: h", "/x?y"],
    ["http://other?y=/z", "Host: h", "/?y=/z"],
    ["http://other", "Host: h", "/"],
    ["http://h/x", "Host: h", "/x"],
    ["http://h.example/x", "Host: h", "/x"],
    ["/p", "Host: a/b", "/p"],
    ["/p", "Host: a?b", "/p"],
    ["/p?q", "Host: ", "/p?q"],
    ["/p", "X-None: 1", "/p"],
  ] as const;
  for (const [index, [target, host, expected]] of cases.entries()) {
    await client.sendBytes(`GET ${target} HTTP/1.1\r\n${host}\r\n\r\n`);
    assertEquals((await client.readAnswer("GET")).status, 200);
    assertEquals(rig.origin.requests[index]?.target, expected, `${target} ${host}`);
  }
});

Deno.test("request fields pass, but those of one connection", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  await client.sendBytes(bytesOf(
    "POST /p HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X-Hop\r\nConnection: x-hop-2\r\n" +
      "X-Hop: 1\r\nx-hop-2: 2\r\nTE: trailers\r\nTrailer: x\r\nKeep-Alive: 3\r\n" +
      "Proxy-Connection: x\r\nProxy-Authorization: y\r\nUpgrade: h2c\r\nExpect: \r\n" +
      "Cookie: a=1\r\nCookie: b=2\r\nX-Latin: \xe9\x80\xff\xa0\r\nX-Empty:\r\n" +
      "Authorization: Bearer k\r\ntraceparent: 00-1\r\nContent-Type: a/b\r\n" +
      "Content-Encoding: x\r\nContent-Length: 2\r\n\r\nhi",
  ));
  assertEquals((await client.readAnswer()).status, 200);
  const { port } = rig.origin;
  const expected: HeaderPair[] = [
    ["host", `127.0.0.1:${port}`],
    ["X-Latin", "\xe9\x80\xff"],
    ["X-Empty", ""],
    ["Authorization", "Bearer k"],
    ["traceparent", "00-1"],
    ["Content-Type", "a/b"],
    ["Content-Encoding", "x"],
    ["cookie", "a=1; b=2"],
    ["content-length", "2"],
  ];
  const [request] = rig.origin.requests;
  // The raw upstream trims values as text, so the last byte of x-latin is looked at apart.
  assertEquals(request?.headers, expected);
  assertStringIncludes(latin1(request?.raw ?? utf8("")), "X-Latin: \xe9\x80\xff\xa0\r\n");
  const { texts } = await rig.call(0);
  assertEquals([texts.contentType, texts.contentEncoding], ["a/b", "x"]);
  assertEquals([texts.traceparent, texts.credential], ["00-1", "Bearer k"]);
});

Deno.test("answer fields keep order, case, duplicates and bytes", async () => {
  await using rig = new ProxyRig(answerText(
    "HTTP/1.1 200 OK\r\nX-B: 1\r\nSet-Cookie: a=1; Path=/\r\nx-A:  two  words \t\r\n" +
      "Set-Cookie: b=2\r\nX-Latin: \x80\x9f\xff voil\xc3\xa0\r\nX-Request-Id: req_1\r\n" +
      "7: n\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok",
  ));
  using client = await rig.connect();
  const got = await client.request({ body: "{}" });
  assertStringIncludes(latin1(got.raw), "\r\nX-Latin: \x80\x9f\xff voil\xc3\xa0\r\n");
  assertEquals(withoutDate(got.headers).map(([name]) => name), [
    "X-B",
    "Set-Cookie",
    "x-A",
    "Set-Cookie",
    "X-Latin",
    "X-Request-Id",
    "7",
    "X-Empty",
    "content-length",
  ]);
  assertEquals(headerValues(got.headers, "set-cookie"), ["a=1; Path=/", "b=2"]);
  assertEquals(headerValues(got.headers, "content-length"), ["2"]);
  assertEquals((await rig.call(0)).facts.upstreamRequestId, "req_1");
});

Deno.test("answer fields of one connection are not returned", async () => {
  await using rig = new ProxyRig(answerText(
    "HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nConnection: keep-alive\r\nX-Hop: 1\r\n" +
      "Keep-Alive: timeout=5\r\nProxy-Connection: x\r\nTE: x\r\nTrailer: y\r\nUpgrade: h2c\r\n" +
      "X-Stays: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\ny: 1\r\n\r\n",
  ));
  using client = await rig.connect();
  const got = await client.request({ body: "{}" });
  assertEquals(withoutDate(got.headers), [["X-Stays", "1"], ["content-length", "2"]]);
  assertEquals([latin1(got.body), got.trailers], ["ok", []]);
});

Deno.test("answers that have no body by definition pass without one", async () => {
  for (
    const [method, text, status, length] of [
      ["HEAD", "200 OK\r\nContent-Length: 1234\r\nX-A: 1", 200, ["1234"]],
      ["HEAD", "404 No\r\nTransfer-Encoding: chunked", 404, []],
      ["HEAD", "200 OK\r\nX-A: 1", 200, []],
      ["HEAD", "204 None", 204, []],
      ["POST", "204 None\r\nX-A: 1", 204, []],
      ["POST", "204 None\r\nContent-Length: 5", 204, []],
      ["GET", "304 Same\r\nContent-Length: 5\r\nETag: x", 304, []],
      ["POST", "200 OK\r\nContent-Length: 0", 200, ["0"]],
    ] as const
  ) {
    await using rig = new ProxyRig(answerText(`HTTP/1.1 ${text}\r\n\r\n`));
    using client = await rig.connect();
    for (const index of [0, 1]) {
      const got = await client.request({ method });
      assertEquals([got.status, got.body.length, got.complete], [status, 0, true], text);
      assertEquals(headerValues(got.headers, "content-length"), [...length], text);
      const { facts, response } = await rig.call(index);
      assertEquals([facts.status, response], [status, passedWhole(utf8(""))], text);
    }
    assertEquals(rig.origin.connections, 1, "both connections are kept");
  }
});

Deno.test("statuses without a meaning pass, those that cannot be sent give 502", async () => {
  for (const [status, expected] of [[299, 299], [418, 418], [599, 599]] as const) {
    await using rig = new ProxyRig(answer({ status, body: "odd" }));
    using client = await rig.connect();
    const got = await client.request({ body: "{}" });
    assertEquals([got.status, latin1(got.body)], [expected, "odd"]);
    assertEquals((await rig.call(0)).facts.status, expected);
  }
  for (
    const text of [
      "600 X\r\nContent-Length: 2\r\n\r\nok",
      "999 X\r\nContent-Length: 2\r\n\r\nok",
      "999 X\r\nContent-Length: 20\r\n\r\nstill on its way",
      // Without a length, which Deno does not send here, a client would wait for ever.
      "205 X\r\nContent-Length: 0\r\n\r\n",
      "205 X\r\nTransfer-Encoding: chunked\r\n\r\n",
      "101 X\r\nUpgrade: x\r\n\r\n",
    ]
  ) {
    await using rig = new ProxyRig(answerText(`HTTP/1.1 ${text}`));
    using client = await rig.connect();
    const got = await client.request({ body: "{}" });
    assertEquals([got.status, got.complete], [502, true], text);
    assertStringIncludes(latin1(got.body), '"type":"outband_upstream_bad_response"');
    const { facts, request, response } = await rig.call(0);
    assertEquals([facts.status, facts.errorType], [502, "upstream_bad_response"]);
    assertEquals(request, passedWhole(utf8("{}")));
    assertEquals(response, {
      ...passedWhole(utf8("")),
      end: END.UPSTREAM_BROKEN,
      began: false,
    });
  }
});

Deno.test("interim answers are skipped, and the final head may come byte by byte", async () => {
  const hints = { status: 103, headers: [["link", "</a>"]] as HeaderPair[] };
  const byByte: RawHandler = async (_request, connection) => {
    const wire = bytesOf("HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok");
    for (let at = 0; at < wire.length; at++) await connection.write(wire.subarray(at, at + 1));
  };
  await using rig = new ProxyRig(answerInterim([{ status: 100 }, hints, hints], byByte));
  using client = await rig.connect();
  const got = await client.request({ body: "{}" });
  assertEquals([got.status, latin1(got.body), got.informational], [200, "ok", []]);
  assertEquals(withoutDate(got.headers), [["X-A", "1"], ["content-length", "2"]]);
  assertEquals((await rig.call(0)).response, passedWhole(utf8("ok")));
});

Deno.test("health answers come from the proxy itself and are no exchanges", async () => {
  await using rig = new ProxyRig(answer({ body: "upstream" }));
  using client = await rig.connect();
  for (const target of ["/healthz", "/readyz"]) {
    const got = await client.request({ method: "GET", target });
    assertEquals([got.status, latin1(got.body)], [200, "ok\n"]);
  }
  for (const target of ["/healthz/", "/healthz?x", "/x/healthz"]) {
    const got = await client.request({ method: "GET", target });
    assertEquals(latin1(got.body), "upstream");
  }
  assertEquals([rig.origin.requests.length, rig.recorder.stats().accepted], [3, 3]);
});

Deno.test("readiness() says not ready, ok, or why the audit is degraded", async () => {
  const ask = async (isReady: boolean, reasons: string[]): Promise<[number, string]> => {
    const response = readiness({ isReady: () => isReady, degraded: () => reasons });
    return [response.status, await response.text()];
  };
  assertEquals(await ask(false, ["disk"]), [503, "not ready\n"]);
  assertEquals(await ask(true, []), [200, "ok\n"]);
  assertEquals(await ask(true, ["disk", "workers"]), [200, "ok\ndegraded: disk, workers\n"]);
});

Deno.test("formatAddress() puts IPv6 addresses into brackets", () => {
  assertEquals(formatAddress("127.0.0.1", 8080), "127.0.0.1:8080");
  assertEquals(formatAddress("::1", 80), "[::1]:80");
});

Deno.test("plain() is text", async () => {
  const response = plain(200, "hi\n");
  assertEquals(response.headers.get("content-type"), "text/plain; charset=utf-8");
  assertEquals(await response.text(), "hi\n");
});

Deno.test("startServer() says which address is taken", async () => {
  await using rig = new ProxyRig(answer({}));
  const { port } = rig.server.addr;
  const options = { ...rig.serverOptions(), port };
  const thrown = assertThrows(() => startServer(options), OutbandError, `127.0.0.1:${port}`);
  assertEquals([thrown.code, thrown.exitCode], ["NETWORK", 5]);
  assertStringIncludes(thrown.message, "already in use");
  assertStringIncludes(listenError("a:1", "odd").message, "Cannot listen on a:1: odd;");
});

Deno.test("stopping waits for what runs, and cutting ends it", async () => {
  const gate = new Gate();
  await using rig = new ProxyRig(answerSse(["data: 1\n\n", "data: 2\n\n"], { gate }));
  using client = await rig.connect();
  await client.send({ body: "{}" });
  const body = client.body(await client.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 1\n\n");
  const stopped = rig.stop();
  gate.pass();
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 2\n\n");
  assertEquals([await body.next(), body.complete], [null, true]);
  await stopped;
  assertEquals((await rig.call(0)).response.end, END.COMPLETE);
});

Deno.test("stopping lets an upload end, and refuses what comes later", async () => {
  for (const length of [10, 300_000]) {
    const begun = Promise.withResolvers<void>();
    await using rig = new ProxyRig(answer({ body: "ok" }), {
      captureBytesMax: 400_000,
      poolBytes: 1 << 20,
      origin: {
        onHead: () => {
          begun.resolve();
          return Promise.resolve(true);
        },
      },
    });
    using uploading = await rig.connect();
    using later = await rig.connect();
    await uploading.sendBytes(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\nha`);
    // A long upload is under way once the upstream knows; a short one once it was accepted.
    if (length > 10) await begun.promise;
    while (rig.recorder.stats().open === 0) {
      assertEquals((await later.request({ method: "GET", target: "/healthz" })).status, 200);
    }
    const stopped = rig.stop();
    const refused = await later.request({ method: "GET" });
    assertEquals(refused.status, 503);
    assertStringIncludes(latin1(refused.body), '"type":"outband_draining"');
    await uploading.sendBytes("x".repeat(length - 2));
    assertEquals((await uploading.readAnswer()).status, 200, `${length} bytes`);
    await stopped;
    const [first, second] = [await rig.call(0), await rig.call(1)];
    assertEquals([first.facts.errorType, first.response.end], ["draining", END.CUT]);
    assertEquals(first.request, passedWhole(utf8("")));
    assertEquals([second.request.end, second.request.total], [END.COMPLETE, length]);
  }
});

Deno.test("cutting ends a stream visibly", async () => {
  await using rig = new ProxyRig(answerSse(["data: 1\n\n", "never"], { gate: new Gate() }));
  using client = await rig.connect();
  await client.send({ body: "{}" });
  const body = client.body(await client.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 1\n\n");
  rig.upstream.cut();
  assertEquals([await body.next(), body.complete], [null, false]);
  const { response, facts } = await rig.call(0);
  assertEquals(response, { ...passedWhole(utf8("data: 1\n\n")), end: END.CUT });
  assertEquals(facts.status, 200);
});

Deno.test("cutting ends requests that wait for an answer, and those that come later", async () => {
  const seen = Promise.withResolvers<void>();
  await using rig = new ProxyRig((_request, connection) => {
    seen.resolve();
    return connection.peerGone();
  });
  using waiting = await rig.connect();
  using uploading = await rig.connect();
  using later = await rig.connect();
  await waiting.send({ body: "{}" });
  await uploading.sendBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha");
  await seen.promise;
  rig.upstream.cut();
  await later.send({ body: "{}" });
  await uploading.sendBytes("lf");
  for (const client of [waiting, later, uploading]) {
    const got = await client.readAnswer();
    assertEquals([got.status, got.complete], [503, true]);
    assertStringIncludes(latin1(got.body), '"type":"outband_draining"');
  }
  for (const index of [0, 1, 2]) {
    const { facts, request, response } = await rig.call(index);
    assertEquals([facts.status, facts.errorType, request.end], [503, "draining", END.COMPLETE]);
    assertEquals([response.end, response.began], [END.CUT, false]);
  }
  assertEquals(rig.origin.requests.length, 1, "nothing new reaches the upstream");
});

Deno.test("a client may send its next request before it has read the answer", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const one = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
  await client.sendBytes(one + one.replace("/1", "/2") + one.replace("/1", "/3"));
  for (const _ of [1, 2, 3]) assertEquals(latin1((await client.readAnswer()).body), "ok");
  assertEquals(rig.origin.requests.map(({ target }) => target), ["/1", "/2", "/3"]);
});
