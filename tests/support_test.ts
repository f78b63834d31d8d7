/** Raw client and raw upstream against each other; program runner against a small program. */

import { concat, decodeUtf8, utf8 } from "../src/base/bytes.ts";
import { gunzipSync } from "node:zlib";
import { withDeadline } from "./support/deadline.ts";
import { runCommand, startServe } from "./support/program.ts";
import { chunkBytes, chunkedBytes, RawClient } from "./support/raw_client.ts";
import {
  answer,
  answerCut,
  answerGzip,
  answerInterim,
  answerInTurn,
  answerJson,
  type AnswerParts,
  answerSse,
  closeAtOnce,
  Gate,
  RawUpstream,
  staySilent,
} from "./support/raw_upstream.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "./support/std.ts";
import { TempDir } from "./support/temp_dir.ts";
import { headerValues, latin1 } from "./support/wire_reader.ts";

const JSON_BODY = '{"model":"gpt","messages":[]}';

Deno.test("RawUpstream records a request byte for byte and answers on one connection", async () => {
  await using upstream = new RawUpstream(answerJson({ ok: true }, { headers: [["X-Id", "7"]] }));
  using client = await RawClient.connect(upstream.port);
  for (const target of ["/v1/chat?x=1", "/second"]) {
    const got = await client.request({ target, headers: [["X-Case", "Kept"]], body: JSON_BODY });
    assertEquals([got.status, got.reason, got.complete], [200, "OK", true]);
    assertEquals(decodeUtf8(got.body), '{"ok":true}');
    assertEquals(got.headers, [
      ["content-type", "application/json"],
      ["X-Id", "7"],
      ["content-length", "11"],
    ]);
  }
  assertEquals(upstream.connections, 1);
  const [first, second] = upstream.requests;
  assert(first !== undefined && second !== undefined);
  const head = `POST /v1/chat?x=1 HTTP/1.1\r\nHost: 127.0.0.1:${upstream.port}\r\n` +
    `X-Case: Kept\r\nContent-Length: ${JSON_BODY.length}\r\n\r\n`;
  assertEquals(latin1(first.raw), head + JSON_BODY);
  assertEquals([first.method, first.target, first.complete], ["POST", "/v1/chat?x=1", true]);
  assertEquals(decodeUtf8(first.body), JSON_BODY);
  assertEquals(second.target, "/second");
});

Deno.test("RawUpstream reads a chunked request, with extension and trailer, in any cut", async () => {
  await using upstream = new RawUpstream(answer({ status: 201, reason: "Made", body: "ok" }));
  const wire = utf8(
    "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" +
      "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nx-sum: 1\r\n\r\n",
  );
  using client = await RawClient.connect(upstream.port);
  for (let cut = 1; cut < wire.length; cut += 7) {
    await client.sendBytes(wire.subarray(0, cut));
    await client.sendBytes(wire.subarray(cut));
    assertEquals((await client.readAnswer()).status, 201);
    assertEquals(decodeUtf8(upstream.requests.at(-1)?.body ?? utf8("")), "abc0123456789");
    assertEquals(upstream.requests.at(-1)?.raw, wire);
  }
});

Deno.test("RawClient.readAnswer() keeps chunks and their raw bytes", async () => {
  await using upstream = new RawUpstream(answerSse(["data: 1\n\n", "data: [DONE]\n\n"]));
  using client = await RawClient.connect(upstream.port);
  const got = await client.request({ body: JSON_BODY });
  assertEquals(got.pieces.map(decodeUtf8), ["data: 1\n\n", "data: [DONE]\n\n"]);
  assertEquals(got.rawBody, chunkedBytes(["data: 1\n\n", "data: [DONE]\n\n"]));
});

Deno.test("answerSse() with a gate sends each part only when the test allows it", async () => {
  const gate = new Gate();
  await using upstream = new RawUpstream(answerSse(["a", "b", "c"], { gate, framing: "eof" }));
  using client = await RawClient.connect(upstream.port);
  await client.send({ body: JSON_BODY });
  const body = client.body(await client.readHead());
  for (const part of ["a", "b", "c"]) {
    assertEquals(decodeUtf8(await body.next() ?? utf8("")), part);
    gate.pass();
  }
  assertEquals([await body.next(), body.complete], [null, true]);
});

Deno.test("RawUpstream ends a handler that waits at a gate when the test is over", async () => {
  const upstream = new RawUpstream(answerSse(["a", "b"], { gate: new Gate() }));
  using client = await RawClient.connect(upstream.port);
  await client.send({ body: JSON_BODY });
  await client.readHead();
  await upstream[Symbol.asyncDispose]();
  assertEquals(upstream.faults.length, 1);
});

Deno.test("answerGzip() sends a body that the client does not decode", async () => {
  await using upstream = new RawUpstream(answerGzip('{"zipped":true}'));
  using client = await RawClient.connect(upstream.port);
  const got = await client.request({ body: JSON_BODY });
  assertEquals(headerValues(got.headers, "Content-Encoding"), ["gzip"]);
  assertEquals(gunzipSync(got.body).toString(), '{"zipped":true}');
});

Deno.test("RawClient.readAnswer() says that a body was cut", async () => {
  await using upstream = new RawUpstream(answerInTurn(
    answerCut("half", 8),
    answerSse(["whole"], { cut: true }),
    async (_request, connection) => {
      await connection.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab");
      connection.close();
    },
  ));
  for (const text of ["half", "whole", "ab"]) {
    using client = await RawClient.connect(upstream.port);
    const got = await client.request({ body: JSON_BODY });
    assertEquals([decodeUtf8(got.body), got.complete], [text, false]);
  }
});

Deno.test("answerInterim() sends 1xx heads before the final answer", async () => {
  const hints: AnswerParts = { status: 103, reason: "Early Hints", headers: [["Link", "</a>"]] };
  await using upstream = new RawUpstream(answerInterim([hints], answerJson(1)));
  using client = await RawClient.connect(upstream.port);
  const got = await client.request({ body: JSON_BODY });
  assertEquals([got.status, decodeUtf8(got.body)], [200, "1"]);
  const [first] = got.informational;
  assertEquals([first?.status, first?.reason, first?.headers], [103, "Early Hints", [[
    "Link",
    "</a>",
  ]]]);
});

Deno.test("RawClient.readAnswer() expects no body after HEAD and 204", async () => {
  await using upstream = new RawUpstream(answerInTurn(
    (_request, connection) => connection.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"),
    (_request, connection) => connection.write("HTTP/1.1 204 \r\n\r\n"),
    answerJson("end"),
  ));
  using client = await RawClient.connect(upstream.port);
  const head = await client.request({ method: "HEAD" });
  assertEquals([head.status, head.body.length, head.complete], [200, 0, true]);
  const empty = await client.request({ method: "DELETE" });
  assertEquals([empty.status, empty.reason, empty.body.length], [204, "", 0]);
  assertEquals(decodeUtf8((await client.request({ method: "GET" })).body), '"end"');
});

Deno.test("closeAtOnce() ends the connection without an answer", async () => {
  await using upstream = new RawUpstream(closeAtOnce());
  using client = await RawClient.connect(upstream.port);
  await client.send({ body: JSON_BODY });
  await assertRejects(() => client.readHead(), Error, "the connection ended");
  assertEquals(upstream.requests.length, 1);
});

Deno.test("staySilent() never answers, and the client's wait is bounded", async () => {
  await using upstream = new RawUpstream(staySilent());
  using client = await RawClient.connect(upstream.port, 30);
  await client.send({ body: JSON_BODY });
  await assertRejects(() => client.readHead(), Error, "nothing arrived");
});

Deno.test("RawUpstream records a request whose client left in its body", async () => {
  const left = Promise.withResolvers<void>();
  await using upstream = new RawUpstream(answerJson(1), {
    onHead: async (_request, connection) => {
      await connection.peerGone();
      left.resolve();
      return true;
    },
  });
  using client = await RawClient.connect(upstream.port);
  await client.sendBytes("POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\nabc");
  client.close();
  await withDeadline(left.promise, { describe: () => "The upstream did not see the end" });
  assertEquals(upstream.requests.map(({ complete }) => complete), [false]);
});

Deno.test("RawUpstream answers early when onHead says so, and never reads the body", async () => {
  await using upstream = new RawUpstream(answerJson("unused"), {
    onHead: async (request, connection) => {
      await answer({ status: 413, reason: "Too Large" })(request, connection);
      return false;
    },
  });
  using client = await RawClient.connect(upstream.port);
  await client.sendBytes("POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\n");
  assertEquals((await client.readAnswer()).status, 413);
  assertEquals(upstream.requests[0]?.complete, false);
});

Deno.test("RawClient refuses answers that are framed twice or not by CRLF", async () => {
  const faults = [
    [
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
      "more than once",
    ],
    ["HTTP/1.1 200 OK\ncontent-length: 1\n\n", "bare line feed"],
    ["HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\n", "Bad length"],
    ["HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n", "Framing unknown"],
    ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n", "chunk size"],
    ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n", "chunk end"],
    ["HTTP/2 200\r\n\r\n", "status line"],
    ["HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "header field"],
  ] as const;
  for (const [wire, message] of faults) {
    await using upstream = new RawUpstream((_request, connection) => connection.write(wire));
    using client = await RawClient.connect(upstream.port);
    await assertRejects(() => client.request({ body: "" }), Error, message);
  }
});

Deno.test("RawClient.endsCleanly() tells an end from stray bytes", async () => {
  await using upstream = new RawUpstream(answerInTurn(
    async (_request, connection) => {
      await connection.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nstray");
      connection.close();
    },
    async (_request, connection) => {
      await connection.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      connection.close();
    },
  ));
  for (const clean of [false, true]) {
    using client = await RawClient.connect(upstream.port);
    await client.request({ body: "" });
    assertEquals(await client.endsCleanly(), clean);
  }
});

Deno.test("chunkBytes() and chunkedBytes() frame parts", () => {
  assertEquals(latin1(chunkBytes("0123456789abcdef")), "10\r\n0123456789abcdef\r\n");
  assertEquals(chunkedBytes(["a"]), concat(chunkBytes("a"), utf8("0\r\n\r\n")));
});

Deno.test("TempDir is removed with its content", async () => {
  const dir = await TempDir.make();
  await Deno.mkdir(dir.join("a", "b"), { recursive: true });
  await Deno.writeTextFile(dir.join("a", "b", "c"), "x");
  await dir[Symbol.asyncDispose]();
  await assertRejects(() => Deno.stat(dir.path), Deno.errors.NotFound);
  await dir[Symbol.asyncDispose]();
});

/** Stands in for the program: logs its arguments as `server.listening`, ends on SIGTERM. */
const FAKE_SERVE = `
  const log = (line) => Deno.stderr.writeSync(new TextEncoder().encode(JSON.stringify(line) + "\\n"));
  Deno.stderr.writeSync(new TextEncoder().encode("not JSON\\n{broken\\n"));
  if (Deno.args.includes("--fail")) Deno.exit(3);
  Deno.addSignalListener("SIGTERM", () => { log({ event: "server.stopped" }); Deno.exit(0); });
  const address = "127.0.0.1:" + Deno.env.get("FAKE_PORT");
  log({ event: "server.listening", address, metrics_address: "127.0.0.1:2", args: Deno.args });
  Deno.stdout.writeSync(new TextEncoder().encode(Deno.env.get("OUTBAND_TARGET") ?? "unset"));
  setInterval(() => {}, 60_000);
`;

Deno.test("startServe() waits for the listening line and stop() returns all output", async () => {
  await using dir = await TempDir.make();
  const module = dir.join("fake.js");
  await Deno.writeTextFile(module, FAKE_SERVE);
  const evidenceDir = dir.join("evidence");
  const options = { module, evidenceDir, target: "http://127.0.0.1:9", env: { FAKE_PORT: "81" } };
  await using serve = await startServe({ ...options, args: ["--window=5s"] });
  assertEquals([serve.url, serve.port], ["http://127.0.0.1:81", 81]);
  assertEquals(serve.metricsUrl, "http://127.0.0.1:2");
  const line = await serve.waitForLog("server.listening", (fields) => "args" in fields);
  assertEquals(line["args"], [
    "serve",
    "--target=http://127.0.0.1:9",
    "--listen=127.0.0.1:0",
    "--metrics-listen=127.0.0.1:0",
    `--evidence-dir=${evidenceDir}`,
    `--log-dir=${evidenceDir}.telemetry`,
    "--window=5s",
  ]);
  const stopped = serve.waitForLog("server.stopped");
  const { code, stdout, stderr } = await serve.stop();
  assertEquals([code, stdout], [0, "unset\n"]);
  assertStringIncludes(stderr, "not JSON\n{broken\n");
  assertEquals(await stopped, { event: "server.stopped" });
  await assertRejects(() => serve.waitForLog("never"), Error, 'ended without "never"');
});

Deno.test("startServe() that fails says why", async () => {
  await using dir = await TempDir.make();
  const module = dir.join("fake.js");
  await Deno.writeTextFile(module, FAKE_SERVE);
  const options = { module, evidenceDir: dir.join("e"), target: "x", args: ["--fail"] };
  await assertRejects(
    () => startServe(options),
    Error,
    "(ended with 3) wrote to stderr:\nnot JSON",
  );
});

Deno.test("runCommand() feeds standard input and returns the exit code", async () => {
  await using dir = await TempDir.make();
  const module = dir.join("echo.js");
  await Deno.writeTextFile(
    module,
    `console.error(Deno.args[0] + Deno.env.get("HUE"));
     await Deno.stdin.readable.pipeTo(Deno.stdout.writable); Deno.exit(6);`,
  );
  const output = await runCommand(["a"], { module, stdin: "text\n", env: { HUE: "b" } });
  assertEquals(output, { code: 6, stdout: "text\n", stderr: "ab\n" });
});

Deno.test("runCommand() ends a command that does not end itself", async () => {
  await using dir = await TempDir.make();
  const module = dir.join("hang.js");
  await Deno.writeTextFile(module, "setInterval(() => {}, 60_000);");
  const run = runCommand(["hang"], { module, deadlineMs: 300 });
  await assertRejects(() => run, Error, "The command did not end: hang within 300 ms");
});
