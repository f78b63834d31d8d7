/** The body decoder: the same payload for every cut of the bytes, and every rule broken once. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { BodyDecoder } from "../../src/proxy/body_decoder.ts";
import { type Framing, HeadError } from "../../src/proxy/response_head.ts";
import { assertBytes, patternBytes } from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { chunkedBytes } from "../support/raw_client.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

const CHUNKED: Framing = { kind: "chunked" };

interface Decoded {
  payload: Uint8Array<ArrayBuffer>;
  /** Bytes that were used. */
  used: number;
  done: boolean;
}

/** Decodes bytes that arrive in pieces of the given sizes; the last size repeats. */
function decode(
  framing: Framing,
  bytes: Uint8Array,
  sizes: readonly number[] = [1 << 20],
): Decoded {
  const decoder = new BodyDecoder(framing);
  const payload: Uint8Array[] = [];
  const left = [...sizes];
  let used = 0;
  while (used < bytes.length && !decoder.done) {
    const size = (left.length > 1 ? left.shift() : left[0]) as number;
    const to = Math.min(bytes.length, used + size);
    used = decoder.push(bytes, { from: used, to }, (from, stop) => {
      payload.push(bytes.slice(from, stop));
    });
    assert(used === to || decoder.done);
  }
  return { payload: concat(...payload), used, done: decoder.done };
}

function refuses(text: string, message: string): void {
  assertThrows(() => decode(CHUNKED, utf8(text)), HeadError, message, JSON.stringify(text));
  assertThrows(() => decode(CHUNKED, utf8(text), [1]), HeadError, message, JSON.stringify(text));
}

Deno.test("BodyDecoder takes a body of known length and not a byte more", () => {
  const bytes = patternBytes(100);
  for (const sizes of [[1], [7], [99, 1], [100], [200]]) {
    const { payload, used, done } = decode({ kind: "length", length: 90 }, bytes, sizes);
    assertBytes(payload, bytes.subarray(0, 90));
    assertEquals([used, done], [90, true]);
  }
});

Deno.test("BodyDecoder knows that a body of known length is cut", () => {
  const decoder = new BodyDecoder({ kind: "length", length: 3 });
  assertEquals(decoder.push(utf8("ab"), { from: 0, to: 2 }, () => {}), 2);
  assertEquals([decoder.done, decoder.endOfInput()], [false, false]);
  assertEquals(decoder.push(utf8("c"), { from: 0, to: 1 }, () => {}), 1);
  assertEquals([decoder.done, decoder.endOfInput()], [true, true]);
});

Deno.test("BodyDecoder takes everything until the end of input when nothing frames it", () => {
  const decoder = new BodyDecoder({ kind: "eof" });
  const ranges: [number, number][] = [];
  const sink = (from: number, to: number): void => void ranges.push([from, to]);
  assertEquals(decoder.push(utf8("0\r\n\r\n"), { from: 1, to: 5 }, sink), 5);
  assertEquals(decoder.push(utf8(""), { from: 0, to: 0 }, sink), 0);
  assertEquals([ranges, decoder.done], [[[1, 5]], false]);
  assertEquals([decoder.endOfInput(), decoder.done], [true, true]);
});

Deno.test("BodyDecoder has nothing to take where there is no body", () => {
  const decoder = new BodyDecoder({ kind: "none" });
  assertEquals([decoder.done, decoder.endOfInput()], [true, true]);
  assertEquals(decoder.push(utf8("abc"), { from: 0, to: 3 }, () => {}), 0);
});

Deno.test("BodyDecoder takes chunks of odd sizes, extensions and trailers", () => {
  const wire = '1;a=b\r\nx\r\n0A \t\r\n0123456789\r\n000000000001 ; q="\\" "\r\ny\r\n' +
    "0;last\r\nx-sum: 1\r\nx-more:\r\n\r\n";
  const { payload, used, done } = decode(CHUNKED, utf8(`${wire}HTTP/1.1 200`));
  assertBytes(payload, utf8("x0123456789y"));
  assertEquals([used, done], [wire.length, true]);
});

Deno.test("BodyDecoder takes chunk sizes in either case", () => {
  for (const size of ["ab", "AB", "aB"]) {
    const body = patternBytes(0xab);
    const wire = concat(utf8(`${size}\r\n`), body, utf8("\r\n0\r\n\r\n"));
    assertBytes(decode(CHUNKED, wire).payload, body);
  }
});

Deno.test("BodyDecoder gives the same payload for every cut", () => {
  const body = [patternBytes(1), patternBytes(17, 2), patternBytes(300, 3)];
  const wire = concat(chunkedBytes(body), utf8("next"));
  const end = wire.length - 4;
  for (let cut = 1; cut < wire.length; cut++) {
    const { payload, used, done } = decode(CHUNKED, wire, [cut, 1 << 20]);
    assertBytes(payload, concat(...body), `cut at ${cut}`);
    assertEquals([used, done], [end, true], `cut at ${cut}`);
  }
});

Deno.test("BodyDecoder gives the same payload for random chunks in random pieces", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (let run = 0; run < 300; run++) {
    const parts = Array.from(
      { length: random(8) },
      (_, k) => patternBytes(1 + random(200), seed + k),
    );
    const wire = chunkedBytes(parts);
    const sizes = Array.from({ length: 600 }, () => 1 + random(40));
    const { payload, used, done } = decode(CHUNKED, wire, sizes);
    assertBytes(payload, concat(...parts), `seed ${seed} run ${run}`);
    assertEquals([used, done], [wire.length, true], `seed ${seed} run ${run}`);
  }
});

Deno.test("BodyDecoder is not done for a chunked body cut at any byte", () => {
  const wire = utf8("3;x\r\nabc\r\n0\r\nt: 1\r\n\r\n");
  for (let cut = 0; cut < wire.length; cut++) {
    const decoder = new BodyDecoder(CHUNKED);
    decoder.push(wire, { from: 0, to: cut }, () => {});
    assertEquals([decoder.done, decoder.endOfInput()], [false, false], `cut at ${cut}`);
  }
});

Deno.test("BodyDecoder refuses chunk sizes that are no numbers", () => {
  for (
    const text of ["\r\n", ";x\r\n", " 5\r\n", "g\r\n", "-1\r\n", "0x5\r\n", "5_\r\n", "\n", "5\n"]
  ) {
    refuses(text, "chunk size");
  }
  refuses("5 5\r\n", "chunk size");
  refuses("5\tx\r\n", "chunk size");
  refuses("0000000000001\r\n", "more than 12 digits");
  refuses("fffffffffffff\r\n", "more than 12 digits");
});

Deno.test("BodyDecoder takes the largest chunk size it allows", () => {
  const decoder = new BodyDecoder(CHUNKED);
  const wire = utf8("ffffffffffff\r\nab");
  const ranges: [number, number][] = [];
  decoder.push(wire, { from: 0, to: wire.length }, (from, to) => ranges.push([from, to]));
  assertEquals([ranges, decoder.done], [[[14, 16]], false]);
});

Deno.test("BodyDecoder refuses a chunk that does not end where its size says", () => {
  for (
    const text of ["3\r\nabcd\r\n", "3\r\nabc\n", "3\r\nabc\rx", "3\rabc", "3\r\r\n", "0\r\n\rx"]
  ) {
    refuses(text, "chunk does not end");
  }
});

Deno.test("BodyDecoder refuses bare line feeds in extensions and trailers", () => {
  refuses("5;a\n", "bare line feed");
  refuses("5;a=b\nhello\r\n", "bare line feed");
  refuses("0\r\nx: 1\n", "bare line feed");
  refuses("0\r\n\n", "bare line feed");
  refuses("0\r\nx: 1\r\n\n", "bare line feed");
  refuses("0\r\nx: 1\rx", "chunk does not end");
});

Deno.test("BodyDecoder refuses extensions and trailers without end", () => {
  refuses(`5;${"x".repeat(1_025)}`, "too long");
  refuses(`5${" ".repeat(1_025)}`, "too long");
  refuses(`0\r\n${"x".repeat(16_385)}`, "too long");
  refuses(`0\r\n${"a: b\r\n".repeat(4_100)}`, "too long");
  const allowed = `1;${"x".repeat(1_000)}\r\na\r\n`.repeat(20);
  const { payload, done } = decode(CHUNKED, utf8(`${allowed}0\r\n${"a: b\r\n".repeat(100)}\r\n`));
  assertEquals([payload.length, done], [20, true], "each line has the whole allowance");
});
