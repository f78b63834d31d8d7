import { crc32 as oracle } from "node:zlib";
import { utf8 } from "../../src/base/bytes.ts";
import { Crc32, crc32 } from "../../src/base/crc32.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("crc32() is that of gzip", () => {
  for (const text of ["", "123456789", "x".repeat(1000)]) {
    assertEquals(crc32(utf8(text)), oracle(text));
  }
  assertEquals(crc32(utf8("123456789")), 0xcbf4_3926); // The check value of every catalogue.
});

Deno.test("Crc32 gives the same for bytes in pieces", () => {
  const sum = new Crc32();
  sum.update(utf8("12345"));
  sum.update(utf8("6789"));
  assertEquals(sum.value, 0xcbf4_3926);
});
