import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { decodeBody } from "../../src/worker/decode.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

const TEXT = Array.from({ length: 30_000 }, (_, k) => `line ${k * 7919}\n`).join("");
// More than two blocks of zstd, which gives whole blocks only.
const BYTES = new TextEncoder().encode(TEXT);
const LIMITS = { bytesMax: 1_000_000 };

const ENCODERS: [encoding: string, encode: (bytes: Uint8Array) => Uint8Array][] = [
  ["gzip", (bytes) => gzipSync(bytes)],
  ["x-gzip", (bytes) => gzipSync(bytes)],
  ["deflate", (bytes) => deflateSync(bytes)],
  ["deflate", (bytes) => deflateRawSync(bytes)],
  ["br", (bytes) => brotliCompressSync(bytes)],
  ["zstd", (bytes) => zstdCompressSync(bytes)],
];

/** Text and flag of a body that decodes. */
function decoded(
  bytes: Uint8Array,
  encoding: string,
  bytesMax = LIMITS.bytesMax,
): [string, boolean] {
  const result = decodeBody(bytes, encoding, { bytesMax });
  assert("bytes" in result, `${encoding} decodes`);
  return [new TextDecoder().decode(result.bytes), result.limited];
}

Deno.test("decodeBody() decodes each encoding", () => {
  for (const [encoding, encode] of ENCODERS) {
    assertEquals(decoded(encode(BYTES), encoding), [TEXT, false], encoding);
    assertEquals(decoded(encode(new Uint8Array(0)), encoding), ["", false], encoding);
  }
});

Deno.test("decodeBody() takes names in any case, identity, and two layers", () => {
  assertEquals(decoded(BYTES, ""), [TEXT, false]);
  assertEquals(decoded(BYTES, "identity"), [TEXT, false]);
  assertEquals(decoded(gzipSync(BYTES), "GZip, identity"), [TEXT, false]);
  assertEquals(decoded(brotliCompressSync(gzipSync(BYTES)), " gzip ,br"), [TEXT, false]);
});

Deno.test("decodeBody() names an encoding that it does not know", () => {
  assertEquals(decodeBody(BYTES, "compress", LIMITS), {
    notInspected: "encoding:compress",
    reason: "opaque",
  });
  for (const encoding of ["aws-chunked, gzip", "toString", "__proto__"]) {
    const result = decodeBody(BYTES, encoding, LIMITS);
    assert("reason" in result && result.reason === "opaque", encoding);
  }
  assertEquals(decodeBody(BYTES, "gzip, gzip, gzip", LIMITS), {
    notInspected: "encoding:stacked",
    reason: "opaque",
  });
});

Deno.test("decodeBody() says so when the bytes are not in the encoding", () => {
  const garbage = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  for (const encoding of ["gzip", "deflate", "zstd"]) {
    assertEquals(decodeBody(garbage, encoding, LIMITS), {
      notInspected: `encoding:${encoding}`,
      reason: "malformed",
    });
  }
});

Deno.test("decodeBody() gives a beginning of the text when cut anywhere", () => {
  for (const [encoding, encode] of ENCODERS) {
    const bytes = encode(BYTES);
    let longest = 0;
    for (let length = 0; length <= bytes.length; length += 1 + (bytes.length >> 6)) {
      const [text, limited] = decoded(bytes.subarray(0, length), encoding);
      assert(TEXT.startsWith(text) && !limited, `${encoding} cut at ${length}`);
      assert(text.length >= longest, `${encoding} cut at ${length} gives no less than before`);
      longest = text.length;
    }
    assert(longest > TEXT.length / 2, `${encoding} gives most of a long beginning`);
  }
});

Deno.test("decodeBody() bounds what it decodes and gives a beginning", () => {
  for (const [encoding, encode] of ENCODERS) {
    const [text, limited] = decoded(encode(BYTES), encoding, 20_000);
    assert(limited && TEXT.startsWith(text), encoding);
    assertLess(text.length, 20_001, encoding);
  }
  assertEquals(decoded(BYTES, "", 100), [TEXT.slice(0, 100), true]);
  assertEquals(decoded(BYTES, "", BYTES.length), [TEXT, false]);
});

Deno.test("decodeBody() survives bombs, also one inside the other", () => {
  const zeros = Buffer.alloc(20_000_000);
  for (const [encoding, encode] of ENCODERS) {
    const [text, limited] = decoded(encode(zeros), encoding, 100_000);
    assert(limited && text.length <= 100_000, encoding);
  }
  const [text, limited] = decoded(gzipSync(gzipSync(zeros)), "gzip, gzip", 100_000);
  assert(limited && text.length <= 100_000);
});

Deno.test("decodeBody() reads shared memory", () => {
  const compressed = gzipSync(BYTES);
  const shared = new Uint8Array(new SharedArrayBuffer(compressed.length));
  shared.set(compressed);
  assertEquals(decoded(shared, "gzip"), [TEXT, false]);
});
