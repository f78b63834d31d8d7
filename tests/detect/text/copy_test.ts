import { InvariantError } from "../../../src/base/assert.ts";
import { Copy } from "../../../src/detect/text/copy.ts";
import { assertEquals, assertThrows } from "../../support/std.ts";

/** `SSN 1<ZWSP>23-45-678&#57; now` without its disguise. */
function example(): { text: string; copy: Copy } {
  const text = "SSN 1\u200b23-45-678&#57; now";
  const copy = new Copy(text, 0);
  copy.put("", { start: 5, end: 6 });
  copy.put("9", { start: 15, end: 20 });
  copy.keepTo(text.length);
  return { text, copy };
}

Deno.test("Copy leads back from every part of it to the text", () => {
  const { text, copy } = example();
  assertEquals(copy.text, "SSN 123-45-6789 now");
  for (
    const [part, whole] of [
      ["123-45-6789", "1\u200b23-45-678&#57;"],
      ["9", "&#57;"],
      ["SSN", "SSN"],
      ["23", "23"],
      ["now", "now"],
    ] as const
  ) {
    const start = copy.text.indexOf(part);
    const span = copy.spanOf({ start, end: start + part.length });
    assertEquals(text.slice(span.start, span.end), whole);
  }
});

Deno.test("Copy knows which of its parts hold a change", () => {
  const { copy } = example();
  assertEquals(copy.isChanged, true);
  assertEquals(copy.holds({ start: 4, end: 15 }), true);
  assertEquals(copy.holds({ start: 0, end: 3 }), false);
  assertEquals(copy.holds({ start: 14, end: 15 }), true);
  assertEquals(copy.touches({ start: 0, end: 5 }), true);
  assertEquals(copy.touches({ start: 16, end: 19 }), false);
});

Deno.test("Copy begins inside a text, and is written in its order", () => {
  const copy = new Copy("abcdef", 2);
  copy.put("X", { start: 3, end: 4 });
  assertEquals(copy.text, "cX");
  assertEquals(copy.spanOf({ start: 0, end: 2 }), { start: 2, end: 4 });
  assertThrows(() => copy.put("Y", { start: 1, end: 2 }), InvariantError);
  assertThrows(() => copy.spanOf({ start: 2, end: 3 }), InvariantError);
});

Deno.test("Copy joins parts with a sign, and says where they stand", () => {
  const text = "SSN (123) | 45 | 6789 now";
  const copy = new Copy(text, 0);
  const parts = [{ start: 5, end: 8 }, { start: 12, end: 14 }, { start: 17, end: 21 }];
  const inner = copy.join(parts, "-");
  assertEquals(copy.text.slice(inner.start, inner.end), "123-45-6789");
  assertEquals(copy.text, "SSN (123-45-6789");
  assertEquals(copy.spanOf(inner), { start: 5, end: 21 });
  assertEquals(copy.join([], "-"), { start: inner.end, end: inner.end });
});
