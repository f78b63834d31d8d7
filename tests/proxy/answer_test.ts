/** Answers on their way down: every byte arrives, as it comes, and the record says the same. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { READ_BUFFER_BYTES, WHOLE_BODY_BYTES_MAX } from "../../src/base/limits.ts";
import { SYSTEM_CLOCK } from "../../src/base/clock.ts";
import { END } from "../../src/capture/body_tap.ts";
import { answerStream } from "../../src/proxy/answer.ts";
import { Call } from "../../src/proxy/call.ts";
import { CutError } from "../../src/proxy/exchange_errors.ts";
import { parseTarget, Upstream } from "../../src/proxy/upstream.ts";
import { UpstreamConnection } from "../../src/proxy/upstream_connection.ts";
import {
  assertBytes,
  NO_EVENTS,
  NO_TLS,
  nobody,
  passedWhole,
  patternBytes,
  ProxyRig,
} from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { chunkBytes, chunkedBytes, type RawAnswer } from "../support/raw_client.ts";
import {
  answer,
  answerCut,
  answerGzip,
  answerInTurn,
  answerSse,
  Gate,
  headBytes,
  type RawHandler,
} from "../support/raw_upstream.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";
import { headerValues, latin1 } from "../support/wire_reader.ts";

const LARGE = { poolBytes: 8 << 20, slotBytes: 16_384, captureBytesMax: 6 << 20 };

/** Sizes at and around every bound on the way. */
const SIZES = [
  0,
  1,
  ...[READ_BUFFER_BYTES, WHOLE_BODY_BYTES_MAX].flatMap((bound) => [bound - 1, bound, bound + 1]),
  5_000_000,
];

/** Sends a body in HTTP chunks of odd sizes, and closes when it is told to. */
function answerChunks(body: Uint8Array, seed: number): RawHandler {
  const random = randomFrom(seed);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < body.length;) {
    const end = Math.min(body.length, at + 1 + random(random(2) === 0 ? 9 : 150_000));
    chunks.push(body.subarray(at, end));
    at = end;
  }
  const head = headBytes({ headers: [["Transfer-Encoding", "chunked"]] });
  return (_request, connection) => connection.write(concat(head, chunkedBytes(chunks)));
}

/** Sends a body whose end is the connection's. */
function answerUntilEnd(body: Uint8Array): RawHandler {
  return async (_request, connection) => {
    await connection.write(concat(headBytes({}), body));
    connection.close();
  };
}

/** Asks for each answer in turn on one connection, and compares what came. */
async function assertBodies(rig: ProxyRig, bodies: readonly Uint8Array[]): Promise<void> {
  using client = await rig.connect();
  for (const [index, body] of bodies.entries()) {
    const got = await client.request({ body: "{}" });
    assertEquals([got.status, got.complete], [200, true]);
    assertBytes(got.body, body, `${body.length} bytes`);
    const { response, facts } = await rig.call(index);
    assertBytes(response.bytes, body, `copy of ${body.length} bytes`);
    assertEquals([response.total, response.end], [body.length, END.COMPLETE]);
    assertEquals([response.began, facts.status, facts.errorType], [true, 200, ""]);
  }
}

Deno.test("answers of known length arrive byte for byte", async () => {
  const bodies = SIZES.map((size, k) => patternBytes(size, k + 1));
  const [first, ...more] = bodies.map((body) => answer({ body }));
  assert(first !== undefined);
  await using rig = new ProxyRig(answerInTurn(first, ...more), LARGE);
  await assertBodies(rig, bodies);
  assertEquals(rig.origin.connections, 1, "the connection is kept");
});

Deno.test("chunked answers arrive byte for byte, whatever the chunks", async () => {
  const seed = freshSeed();
  const bodies = SIZES.map((size, k) => patternBytes(size, seed + k));
  const [first, ...more] = bodies.map((body, k) => answerChunks(body, seed + k));
  assert(first !== undefined);
  await using rig = new ProxyRig(answerInTurn(first, ...more), LARGE);
  try {
    await assertBodies(rig, bodies);
  } catch (cause) {
    throw new Error(`Cannot get every body with seed ${seed}`, { cause });
  }
  assertEquals(rig.origin.connections, 1, "the connection is kept");
});

Deno.test("answers until the end of the connection arrive byte for byte", async () => {
  const bodies = SIZES.map((size, k) => patternBytes(size, k + 1));
  const [first, ...more] = bodies.map(answerUntilEnd);
  assert(first !== undefined);
  await using rig = new ProxyRig(answerInTurn(first, ...more), LARGE);
  await assertBodies(rig, bodies);
  assertEquals(rig.origin.connections, bodies.length);
});

Deno.test("answers pass with their content coding, undecoded", async () => {
  const text = JSON.stringify({ text: "gzip ".repeat(1_000) });
  await using rig = new ProxyRig(answerGzip(text));
  using client = await rig.connect();
  const got = await client.request({ headers: [["Accept-Encoding", "gzip, br"]], body: "{}" });
  assertEquals(headerValues(got.headers, "content-encoding"), ["gzip"]);
  const unzipped = new Blob([got.body]).stream().pipeThrough(new DecompressionStream("gzip"));
  assertEquals(await new Response(unzipped).text(), text);
  const [request] = rig.origin.requests;
  assertEquals(headerValues(request?.headers ?? [], "accept-encoding"), ["gzip, br"]);
  const call = await rig.call(0);
  assertBytes(call.response.bytes, got.body);
  assertEquals([call.facts.contentType, call.facts.contentEncoding], ["application/json", "gzip"]);
});

for (const framing of ["chunked", "eof"] as const) {
  Deno.test(`event streams pass event by event (${framing})`, async () => {
    const events = Array.from({ length: 6 }, (_, k) => `data: {"n":${k}}\n\n`);
    const gate = new Gate();
    await using rig = new ProxyRig(answerSse(events, { gate, framing }));
    using client = await rig.connect();
    await client.send({ body: "{}" });
    const head = await client.readHead();
    assertEquals(headerValues(head.headers, "content-type"), ["text/event-stream"]);
    const body = client.body(head);
    for (const event of events) {
      // The upstream may send the next event only when this one has arrived.
      assertBytes(await body.next() ?? utf8(""), utf8(event));
      gate.pass();
    }
    assertEquals([await body.next(), body.complete], [null, true]);
    const { response } = await rig.call(0);
    assertEquals(response, passedWhole(utf8(events.join(""))));
  });
}

/** Sends an answer that ends early, and reads what comes of it. */
async function readBroken(rig: ProxyRig): Promise<RawAnswer> {
  using client = await rig.connect();
  const got = await client.request({ body: "{}" });
  assertEquals([got.status, got.complete], [200, false], "the body is visibly broken");
  return got;
}

Deno.test("a body of known length that is cut arrives cut", async () => {
  await using rig = new ProxyRig(answerCut("half", 8));
  const got = await readBroken(rig);
  assertEquals(latin1(got.body), "half");
  const { response, facts } = await rig.call(0);
  const end = END.UPSTREAM_BROKEN;
  assertEquals(response, { ...passedWhole(utf8("half")), end });
  assertEquals(facts.status, 200);
});

Deno.test("a chunked body that is cut between or inside chunks arrives cut", async () => {
  for (const rest of ["", "5\r\nhel", "5", "5\r\nhello", "0\r\n", "0\r\nx: y\r\n"]) {
    await using rig = new ProxyRig(async (_request, connection) => {
      await connection.write(headBytes({ headers: [["transfer-encoding", "chunked"]] }));
      await connection.write(`4\r\nhalf\r\n${rest}`);
      connection.close();
    });
    const got = await readBroken(rig);
    assert("halfhello".startsWith(latin1(got.body)), rest);
    const { response } = await rig.call(0);
    assertEquals(response.end, END.UPSTREAM_BROKEN, rest);
    assertBytes(response.bytes, got.body, rest);
  }
});

Deno.test("a chunked body whose framing breaks later arrives broken", async () => {
  for (const rest of ["x\r\n", "5;a\nhello\r\n", "2\r\nabc\r\n", "fffffffffffff\r\n", "0\r\n\n"]) {
    const gate = new Gate();
    await using rig = new ProxyRig(async (_request, connection) => {
      await connection.write(headBytes({ headers: [["transfer-encoding", "chunked"]] }));
      await connection.write(chunkBytes("half"));
      await gate.step();
      await connection.write(rest);
      await connection.closed;
    });
    using client = await rig.connect();
    await client.send({ body: "{}" });
    const body = client.body(await client.readHead());
    assertEquals(latin1(await body.next() ?? utf8("")), "half");
    gate.pass();
    while (await body.next() !== null);
    assertEquals(body.complete, false, rest);
    const { response } = await rig.call(0);
    assertEquals(response.end, END.UPSTREAM_BROKEN, rest);
  }
});

Deno.test("a client that leaves during a stream closes the upstream's connection", async () => {
  const gone = Promise.withResolvers<void>();
  await using rig = new ProxyRig(async (_request, connection) => {
    await connection.write(headBytes({ headers: [["transfer-encoding", "chunked"]] }));
    await connection.write(chunkBytes("data: 1\n\n"));
    await connection.peerGone();
    gone.resolve();
  });
  const client = await rig.connect();
  await client.send({ body: "{}" });
  const body = client.body(await client.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 1\n\n");
  client.close();
  await gone.promise;
  const { request, response, facts } = await rig.call(0);
  assertEquals(request, passedWhole(utf8("{}")));
  assertEquals(response, { ...passedWhole(utf8("data: 1\n\n")), end: END.CLIENT_GONE });
  assertEquals(facts.status, 200);
});

/** A connection that always has more of a body, and how often it was read. */
function endlessConnection(): { connection: UpstreamConnection; reads: () => number } {
  const head = headBytes({ headers: [["content-length", "999999999"]] });
  let count = 0;
  const conn = {
    read: (buffer: Uint8Array): Promise<number> => {
      buffer.set(head);
      return Promise.resolve(count++ === 0 ? head.length : buffer.length);
    },
    close: (): void => {},
  };
  return {
    connection: new UpstreamConnection(conn as unknown as Deno.Conn, NO_EVENTS),
    reads: () => count,
  };
}

/** Lets the event loop turn until a count has stopped to change. */
async function untilStill(count: () => number): Promise<void> {
  for (let last = -1; count() !== last;) {
    last = count();
    await new Promise((turn) => setTimeout(turn, 0));
  }
}

Deno.test("a client that leaves while it does not read ends the answer", async () => {
  const gone = Promise.withResolvers<void>();
  const piece = patternBytes(65_536);
  await using rig = new ProxyRig(async (_request, connection) => {
    await connection.write(headBytes({ headers: [["content-length", `${1 << 30}`]] }));
    try {
      for (;;) await connection.write(piece);
    } catch {
      gone.resolve();
    }
    // More than all buffers between upstream and client hold.
  }, { poolBytes: 64 << 20, slotBytes: 65_536, captureBytesMax: 64 << 20 });
  const client = await rig.connect();
  await client.send({ body: "{}" });
  await client.readHead();
  client.close();
  await gone.promise;
  const { response } = await rig.call(0);
  assertEquals([response.end, response.total], [END.CLIENT_GONE, response.bytes.length]);
  for (let at = 0; at < response.total; at += piece.length) {
    const part = response.bytes.subarray(at, at + piece.length);
    assertBytes(part, piece.subarray(0, part.length), `from byte ${at} on`);
  }
});

Deno.test("cutting ends an answer whose client does not read", async () => {
  const { connection, reads } = endlessConnection();
  const upstream = new Upstream(parseTarget("http://127.0.0.1:9"), {
    clock: SYSTEM_CLOCK,
    connectTimeoutMs: 1,
    idleMs: 1,
    streamIdleMs: 0,
    tls: NO_TLS,
  });
  const call = new Call({ exchange: null, clock: SYSTEM_CLOCK, peer: nobody() });
  const ended = Promise.withResolvers<number>();
  call.onAnswered = ended.resolve;
  const answer = await connection.readHead("POST");
  const stream = answerStream({ connection, answer, call, upstream });
  // The pump runs until it waits for the client: then nothing but the cut can wake it.
  await untilStill(reads);
  connection.cut(new CutError("the exchange was cut"));
  assertEquals(await ended.promise, END.CUT);
  await assertRejects(() => new Response(stream).bytes(), Error, "cut");
  upstream.close();
});

Deno.test("traffic is the same when the copy reaches its limit", async () => {
  const body = patternBytes(300_000);
  await using rig = new ProxyRig(answer({ body }), { ...LARGE, captureBytesMax: 100_000 });
  using client = await rig.connect();
  assertBytes((await client.request({ body })).body, body);
  const { request, response } = await rig.call(0);
  assertBytes(rig.origin.requests[0]?.body ?? utf8(""), body);
  for (const copy of [request, response]) {
    assertBytes(copy.bytes, body.subarray(0, 100_000));
    assertEquals([copy.total, copy.end, copy.began], [300_000, END.LIMIT, true]);
  }
});

Deno.test("traffic is the same when the pool is exhausted", async () => {
  const body = patternBytes(300_000);
  const sizes = { poolBytes: 40 * 1_024, captureBytesMax: 1 << 20, isWorkerIdle: true };
  await using rig = new ProxyRig(answer({ body }), sizes);
  using client = await rig.connect();
  for (let k = 0; k < 2; k++) assertBytes((await client.request({ body })).body, body);
  rig.work();
  const [first, second] = [await rig.call(0), await rig.call(1)];
  assertBytes(first.request.bytes, body.subarray(0, 40 * 1_024));
  for (const copy of [first.request, first.response, second.request, second.response]) {
    assertEquals([copy.total, copy.end], [300_000, END.POOL]);
  }
  assertEquals([first.response.bytes.length, second.request.bytes.length], [0, 0]);
  assertEquals(rig.recorder.stats().shortOfSlots, 4);
});

Deno.test("traffic is the same when the audit is off", async () => {
  const body = patternBytes(300_000);
  await using rig = new ProxyRig(answer({ body }), { isAuditOff: true });
  using client = await rig.connect();
  assertBytes((await client.request({ body })).body, body);
  assertBytes(rig.origin.requests[0]?.body ?? utf8(""), body);
  assertEquals(rig.recorder.stats().accepted, 0);
});
