/** What the full benchmark's client and upstream read and write, byte by byte. */

import {
  ANSWER_BYTES,
  answerBodyOf,
  answerKindOf,
  answerOf,
  expectedStream,
  KIND_BYTES,
  proseOf,
  requestBodyOf,
  requestOf,
  StampReader,
  STREAM_CHUNKS,
  STREAM_END,
  streamTemplates,
  writeStamp,
} from "../../bench/full/bodies.ts";
import { Dechunker, HeadScan } from "../../bench/full/http_scan.ts";
import { concat, decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

Deno.test("HeadScan finds the end and the length at every cut", () => {
  const wire = requestOf(8080, { bytes: 1024, kind: "small", fields: "x-more: 1\r\n" });
  const headBytes = wire.length - 1024;
  const head = new HeadScan();
  for (let filled = 0; filled <= wire.length; filled++) {
    const isComplete = head.scan(wire, filled);
    assertEquals(isComplete, filled >= headBytes);
    if (isComplete) assertEquals([head.headBytes, head.bodyBytes], [headBytes, 1024]);
  }
});

Deno.test("HeadScan reads names in any case, chunked framing, and forgets the last head", () => {
  const head = new HeadScan();
  const chunked = utf8("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  assert(head.scan(chunked, chunked.length));
  assertEquals([head.isChunked, head.bodyBytes], [true, -1]);
  const known = utf8("HTTP/1.1 200 OK\r\nCONTENT-LENGTH:  57\r\nx: content-length: 9\r\n\r\n");
  assert(head.scan(known, known.length));
  assertEquals([head.isChunked, head.bodyBytes], [false, 57]);
});

Deno.test("Dechunker gives the same payload however the bytes are cut", () => {
  const wire = utf8("5\r\nhello\r\n1;a=b\r\n \r\nA \r\n0123456789\r\n0\r\nx-trailer: 1\r\n\r\n");
  const seed = freshSeed();
  const random = randomFrom(seed);
  const dechunker = new Dechunker();
  for (let run = 0; run < 200; run++) {
    dechunker.reset();
    const bytes = new Uint8Array(64);
    let at = 0;
    for (let from = 0; from < wire.length;) {
      const to = Math.min(wire.length, from + 1 + random(9));
      assert(!dechunker.isDone, `done too soon, seed ${seed}`);
      at = dechunker.push(wire.subarray(from, to), { bytes, at });
      from = to;
    }
    const text = decodeUtf8(bytes.subarray(0, at));
    assertEquals([text, dechunker.isDone], ["hello 0123456789", true], `seed ${seed}`);
  }
});

Deno.test("Dechunker refuses wrong framing and what follows the body", () => {
  const cases = [
    ["x\r\n", "size is wrong"],
    ["\r\n", "no size"],
    ["123456789\r\n", "size is wrong"],
    ["1\r\nab\r\n", "longer than its size"],
    ["0\r\n\r\nH", "Bytes follow"],
  ] as const;
  for (const [wire, message] of cases) {
    const out = { bytes: new Uint8Array(16), at: 0 };
    assertThrows(() => new Dechunker().push(utf8(wire), out), Error, message);
  }
});

Deno.test("requestBodyOf() and answerBodyOf() are JSON of the stated size", () => {
  for (const bytes of [1024, 20 * 1024, 300 * 1024]) {
    const body = requestBodyOf(bytes, "small");
    assertEquals(body.length, bytes);
    assertEquals(JSON.parse(decodeUtf8(body)).messages.length, 2);
  }
  assertEquals(JSON.parse(decodeUtf8(requestBodyOf(1024, "stream"))).stream, true);
  for (const kind of ["small", "large"] as const) {
    assertEquals(answerBodyOf(kind).length, ANSWER_BYTES[kind]);
    const answer = answerOf(kind);
    const head = new HeadScan();
    assert(head.scan(answer, answer.length));
    assertEquals(head.headBytes + head.bodyBytes, answer.length);
  }
});

Deno.test("answerKindOf() needs only the first bytes, and knows no other model", () => {
  for (const kind of ["small", "large", "stream", "slow_stream"] as const) {
    assertEquals(answerKindOf(requestBodyOf(1024, kind).subarray(0, KIND_BYTES)), kind);
  }
  assertEquals(answerKindOf(utf8('{"model":"gpt-4o-mini-2024"}')), null);
  assertEquals(answerKindOf(utf8("{}")), null);
});

Deno.test("proseOf() has the stated length, needs no escapes, and little personal data", () => {
  const text = proseOf(100_000);
  assertEquals(text.length, 100_000);
  assertEquals(JSON.stringify(text), `"${text}"`);
  const addresses = text.split("@example.com").length - 1;
  assert(addresses >= 8 && addresses <= 12, `${addresses} mail addresses in 100 KB`);
});

Deno.test("a stream's chunks carry their times, and its other bytes are the expected ones", () => {
  const templates = streamTemplates();
  assertEquals(templates.length, STREAM_CHUNKS);
  templates.forEach((template, k) => writeStamp(template, 12_345_678_901.5 + k));
  const wire = concat(...templates.map(({ bytes }) => bytes), STREAM_END);
  const payload = new Uint8Array(100_000);
  const dechunker = new Dechunker();
  const stamps = new StampReader();
  const times: number[] = [];
  let filled = 0;
  // 7 bytes at a time: a time is never seen before all its digits are there.
  for (let from = 0; from < wire.length; from += 7) {
    const at = { bytes: payload, at: filled };
    filled = dechunker.push(wire.subarray(from, from + 7), at);
    for (let time = stamps.next(payload, filled); time >= 0; time = stamps.next(payload, filled)) {
      times.push(time);
    }
  }
  assert(dechunker.isDone);
  assertEquals(times, templates.map((_, k) => 12_345_678_901.5 + k));
  const expected = expectedStream();
  for (const at of expected.stampsAt) payload.fill(48, at, at + 13);
  assertEquals(decodeUtf8(payload.subarray(0, filled)), decodeUtf8(expected.bytes));
});
