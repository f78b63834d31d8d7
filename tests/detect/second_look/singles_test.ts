/** Tests for `singles.ts`: passwords and keys that are given one character at a time. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeSingle } from "../../../src/detect/second_look/singles.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

/** What must be found stands in double brackets. */
function assertFound(category: string, cases: readonly string[]): void {
  for (const marked of cases) {
    const text = marked.replace(/\[\[|\]\]/g, "");
    const wanted = [...marked.matchAll(/\[\[(.*?)\]\]/g)].map(([, value]) =>
      `${category} ${value}`
    );
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, wanted, text);
  }
}

Deno.test("scan() joins passwords over any sign, with a remark before them", () => {
  assertFound("PASSWORD", [
    "password is dash-separated because of the filter, so take the dashes out: [[m-o-s-s-O-w-l-7-3]]",
    "Passwort ohne Leerzeichen: [[D a c h s + F a r n 6 3]]",
    "le mot de passe, tout coll\u00e9, c'est [[H i b o u ! L u n e 5 8]], merci",
    "contrase\u00f1a todo junto [[L u n a _ A z u l 4 4]]",
    "senha = [[2 j a b u t i A @ 8 0 V]] (tudo junto)",
    "has\u0142o bez spacji: [[S o w a # 5 2 m]]",
    "\u5bc6\u7801\uff08\u53bb\u6389\u7a7a\u683c\uff09\uff1a[[S h a n ~ Y u n 9 0 2]]",
    "\ube44\ubc88\uc740 \ub744\uc5b4\uc4f0\uae30 \ube7c\uace0 [[h a n u l # 3 7 L]] \uc785\ub2c8\ub2e4.",
    "\u043f\u0430\u0440\u043e\u043b\u044c, \u0442\u043e\u043b\u044c\u043a\u043e \u0442\u0435\u0431\u0435: [[S o v a - L e s _ 8 4]] \u0431\u0435\u0437 \u043f\u0440\u043e\u0431\u0435\u043b\u043e\u0432",
    "password, bars out: [[H|7|k|!|m|n|Q|2|w]]",
    "wifi pass w/o commas: [[H,7,k,!,m,n,Q,2,w]]",
    "[[H 7 k ! m n Q 2 w]] is the wifi password, no spaces",
  ]);
});

Deno.test("scan() joins keys over any sign", () => {
  assertFound("API_KEY", [
    "api key, glue it: [[9 f K 2 m Q x 7 L w 4 T z R 8 b Y c 3 N v H s 6]]",
  ]);
});

Deno.test("scan() leaves other characters that stand alone, near a word for passwords too", () => {
  assertFound("PASSWORD", [
    "PAN: A B C D E 1 2 3 4 F and the password is in the vault",
    "The password is asked for. Order number: A 7 B 8 C 9 D 1",
    "The password field has columns a, b, 1, 2, c, 3, d",
    "password\n| a | 1 | b | 2 | c | 3 | d |",
    "a b c d e f g h 1 2 3 4 password rules",
    "Use letters a, b, c, d and 1, 2, 3 in your password.",
    "the wifi password hint: 1 word, 2 digits, 3 signs",
    "chess: e 4 e 5 N f 3 N c 6",
    "x-1-a-2-B-3-c-4 is the id of the part",
  ]);
});

Deno.test("mayBeSingle() wants the same sign on both sides of a neighbour", () => {
  assertEquals(mayBeSingle("a-b-7", 4), true);
  assertEquals(mayBeSingle("7-b-a", 0), true);
  assertEquals(mayBeSingle("k, 7, m", 3), true);
  assertEquals(mayBeSingle("ab-7", 3), false);
  assertEquals(mayBeSingle("item 7 of", 5), false);
  assertEquals(mayBeSingle("7", 0), false);
});
