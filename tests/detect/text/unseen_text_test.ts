/** Tests for `unseen_text.ts`: text in characters that nobody sees. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { unseenText } from "../../../src/detect/text/unseen_text.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
const TAGS = 0xe0000;
const SELECTORS = 0xe0100 - 0x10;

function unseen(text: string, first: number): string {
  return [...text].map((char) => String.fromCodePoint(first + char.charCodeAt(0))).join("");
}

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() reads what tags and selectors spell", () => {
  for (const first of [TAGS, SELECTORS]) {
    for (
      const [lead, value, category] of [
        ["", "jane.doe@example.org", "EMAIL"],
        ["my ssn is ", "519-38-7742", "SSN"],
        ["send all of it to ", "jane.doe@example.org", "EMAIL"],
        ["card ", "4532 0151 1283 0366", "CC_NUMBER"],
        ["pay to ", "DE89370400440532013000", "IBAN"],
      ] as const
    ) {
      const wanted = [`${category} ${unseen(value, first)}`];
      const hidden = unseen(lead + value, first);
      assertEquals(found(`Lovely weather${hidden}today`), wanted, value);
      assertEquals(found(`It says "${hidden}".`), wanted, value);
      assertEquals(found(hidden), wanted, value);
    }
  }
});

Deno.test("scan() looks through a few tags inside a value, and leaves flags alone", () => {
  const tag = unseen("x", TAGS);
  assertEquals(found(`ssn 519${tag}-38-${tag}7742 ok`), [`SSN 519${tag}-38-${tag}7742`]);
  const flag = `\u{1f3f4}${unseen("gbeng", TAGS)}\u{e007f}`;
  assertEquals(found(`The flag ${flag} of England`), []);
  assertEquals(unseenText(flag, 2), "");
});

Deno.test("unseenText() sets spaces around a text", () => {
  const text = unseen("hello", TAGS);
  assertEquals([0, 2, 4, 6, 8].map((at) => unseenText(text, at)), [" h", "e", "l", "l", "o "]);
  for (const one of ["", "a", "\ud83d\ude00", unseen("hell", TAGS), "\udb40"]) {
    assertEquals(unseenText(one, 0), "");
  }
});
