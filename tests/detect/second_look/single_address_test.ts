/** Tests for `single_address.ts`: addresses that are given one character at a time. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeSingleAddress } from "../../../src/detect/second_look/single_address.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() finds addresses that are given one character at a time", () => {
  for (const address of ["jonas@example.org", "j.doe@mail.example.com.br", "ab_7@example.id"]) {
    for (const gap of [" ", "-", "_", "|", "*", "\u00b7", "\n"]) {
      if (gap === "_" && address.includes("_")) continue;
      const value = [...address].join(gap);
      assertEquals(found(`mail: ${value}`), [`EMAIL ${value}`], value);
      assertEquals(found(`e-mail is ${value}, thanks`), [`EMAIL ${value}`], value);
    }
    const value = [...address].join(" ");
    assertEquals(found(`alamat email ${value} buat kirim`), [`EMAIL ${value}`], value);
    assertEquals(found(`my mail ${value} I said`), [`EMAIL ${value}`], value);
  }
});

Deno.test("scan() takes no address from single characters that are none", () => {
  for (
    const text of [
      ...["x @ y z . c", "a @ b @ c", "A @ B . C", "5 @ 3 . 2", "@ a . c o m"],
      ...["j o @ e x a m p l e", "j o @ e x a m p l e . q q", "matrix a @ b . T"],
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("mayBeSingleAddress() looks at both sides", () => {
  assertEquals(mayBeSingleAddress("o @ e x", 2), true);
  for (const text of ["jo @ e x", "o @ ex", "o@e x", "@", "o @"]) {
    assertEquals(mayBeSingleAddress(text, text.indexOf("@")), false, text);
  }
});
