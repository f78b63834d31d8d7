/** Tests for `dictated_words.ts`: what a word says in a dictation. @module */

import {
  denseJointAt,
  denseJointBefore,
  isPoints,
  saidBy,
} from "../../../src/detect/second_look/dictated_words.ts";
import { AT_KIND, DASH_KIND, LETTER_KIND } from "../../../src/detect/second_look/spoken_words.ts";
import { assertEquals } from "../../support/std.ts";

Deno.test("saidBy() knows digits, signs, letters and words between them", () => {
  assertEquals(saidBy("Seven"), { is: "kind", kind: 8 });
  assertEquals(saidBy("GUI\u00d3N"), { is: "kind", kind: DASH_KIND });
  assertEquals(saidBy("arroba"), { is: "kind", kind: AT_KIND });
  assertEquals(saidBy("Bravo"), { is: "kind", kind: LETTER_KIND });
  assertEquals(saidBy("equis"), { is: "letter", letter: "X" });
  assertEquals(saidBy("Zett"), { is: "letter", letter: "Z" });
  assertEquals(saidBy("ag\u00e1"), { is: "letter", letter: "H" });
  assertEquals(saidBy("then"), { is: "filler" });
  assertEquals(saidBy("drawings"), null);
  assertEquals(saidBy(""), null);
});

Deno.test("isPoints() knows what makes a colon of a two", () => {
  assertEquals(["points", "Puntos", "point", "two"].map(isPoints), [true, true, false, false]);
});

Deno.test("denseJointAt() and denseJointBefore() measure what joins numerals", () => {
  const text = "\u4e00\u306e\u4e8c \ub2e4\uc2dc \uc0bc";
  assertEquals(denseJointAt(text, 1), 1);
  assertEquals(denseJointAt(text, 0), 0);
  assertEquals(denseJointAt(text, 4), 2);
  assertEquals(denseJointBefore(text, 6), 2);
  assertEquals(denseJointBefore(text, 0), 0);
});
