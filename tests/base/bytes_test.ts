import {
  concat,
  concatAll,
  decodeUtf8,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8,
} from "../../src/base/bytes.ts";
import { assert, assertEquals, assertFalse, assertThrows } from "../support/std.ts";

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

Deno.test("utf8() and decodeUtf8() are inverse and keep a byte order mark", () => {
  for (const text of ["", "a", "\u00e9\u20ac\ud83d\ude00", "\ufeffa", "\u0000"]) {
    assertEquals(decodeUtf8(utf8(text)), text);
  }
  assertEquals(utf8("\ud800"), Uint8Array.of(0xef, 0xbf, 0xbd));
});

Deno.test("decodeUtf8() throws on bytes that are not well-formed UTF-8", () => {
  const faults = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
  for (const fault of faults) assertThrows(() => decodeUtf8(Uint8Array.from(fault)), TypeError);
});

Deno.test("toHex() and fromHex() are inverse for every byte", () => {
  assertEquals(toHex(ALL_BYTES).slice(0, 8), "00010203");
  assertEquals(toHex(ALL_BYTES).slice(-4), "feff");
  assertEquals(fromHex(toHex(ALL_BYTES)), ALL_BYTES);
  assertEquals(fromHex(""), new Uint8Array(0));
});

Deno.test("fromHex() gives null for all but lower-case pairs", () => {
  for (const text of ["0", "abc", "AB", "0g", " 0", "0x", "\u0660\u0660", "-1"]) {
    assertEquals(fromHex(text), null);
  }
});

Deno.test("toBase64() writes the test vectors of RFC 4648 section 10", () => {
  const vectors = {
    "": "",
    f: "Zg==",
    fo: "Zm8=",
    foo: "Zm9v",
    foob: "Zm9vYg==",
    fooba: "Zm9vYmE=",
  };
  for (const [text, encoded] of Object.entries(vectors)) {
    assertEquals(toBase64(utf8(text)), encoded);
    assertEquals(fromBase64(encoded), utf8(text));
  }
});

Deno.test("toBase64() and fromBase64() are inverse beyond one chunk", () => {
  const bytes = new Uint8Array(0x8000 * 2 + 1).map((_, k) => k % 251);
  assertEquals(fromBase64(toBase64(bytes)), bytes);
  assertEquals(fromBase64(toBase64(ALL_BYTES)), ALL_BYTES);
});

Deno.test("fromBase64() gives null for every other spelling", () => {
  const faults = [
    "Zg", // No padding.
    "Zg=",
    "Zg===",
    "=",
    "====",
    "Zh==", // Unused bits set.
    "Zm9=",
    "Zm9v\n",
    " Zm9v",
    "Zm 9v",
    "Zm-_", // The URL alphabet.
    "Zg==Zg==",
  ];
  for (const text of faults) assertEquals(fromBase64(text), null);
});

Deno.test("concatAll() takes more parts than a call has arguments", () => {
  const parts = Array.from({ length: 300_000 }, (_, k) => Uint8Array.of(k & 0xff));
  const whole = concatAll(parts);
  assertEquals([whole.length, whole[299_999]], [300_000, 299_999 & 0xff]);
});

Deno.test("concat() gives one new array", () => {
  const a = Uint8Array.of(1, 2);
  const whole = concat(a, new Uint8Array(0), Uint8Array.of(3));
  assertEquals(whole, Uint8Array.of(1, 2, 3));
  whole[0] = 9;
  assertEquals(a[0], 1);
  assertEquals(concat(), new Uint8Array(0));
});

Deno.test("equalBytes() compares length and content", () => {
  assert(equalBytes(new Uint8Array(0), new Uint8Array(0)));
  assert(equalBytes(ALL_BYTES, Uint8Array.from(ALL_BYTES)));
  assertFalse(equalBytes(ALL_BYTES, ALL_BYTES.subarray(1)));
  assertFalse(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)));
  assertFalse(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0)));
});
