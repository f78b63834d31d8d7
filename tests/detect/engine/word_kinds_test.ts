import { NO_KIND, WordKinds } from "../../../src/detect/engine/word_kinds.ts";
import { assertEquals } from "../../support/std.ts";

const KINDS = new WordKinds([["order", 1], ["stra\u00dfe", 2], ["numero", 3], ["order", 4]]);

function kindOf(text: string, word: string): number {
  const start = text.indexOf(word);
  return KINDS.kindAt(text, start, start + word.length);
}

Deno.test("kindAt() knows words in any case and accent, and the first kind of each", () => {
  assertEquals(kindOf("the Order 12", "Order"), 1);
  assertEquals(kindOf("ORDER", "ORDER"), 1);
  assertEquals(kindOf("In der Stra\u00dfe", "Stra\u00dfe"), 2);
  assertEquals(kindOf("n\u00famero 7", "n\u00famero"), 3);
  assertEquals(kindOf("nu\u0301mero 7", "nu\u0301mero"), 3);
});

Deno.test("kindAt() knows no part of a word and no longer one", () => {
  assertEquals(kindOf("orders", "orders"), NO_KIND);
  assertEquals(kindOf("order", "orde"), NO_KIND);
  assertEquals(KINDS.kindAt("order", 2, 2), NO_KIND);
  assertEquals(new WordKinds([]).kindAt("order", 0, 5), NO_KIND);
});

Deno.test("kindAt() tells many words apart", () => {
  const words = Array.from({ length: 500 }, (_, k) => `w${String.fromCharCode(97 + k % 26)}${k}`);
  const kinds = new WordKinds(words.map((word, k) => [word, 1 + k % 7]));
  for (const [k, word] of words.entries()) {
    assertEquals(kinds.kindAt(word, 0, word.length), 1 + k % 7, word);
    assertEquals(kinds.kindAt(`${word}z`, 0, word.length + 1), NO_KIND, word);
  }
});
