/** Tests for `spoken_pauses.ts`: addresses that are read aloud. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { pauseEnd, pauseStart } from "../../../src/detect/second_look/spoken_pauses.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

Deno.test("pauseEnd() and pauseStart() give where a pause ends and begins", () => {
  const text = "jane, then the at sign, then example, dot com";
  assertEquals(pauseEnd(text, 4), 15);
  assertEquals(pauseStart(text, 15), 4);
  assertEquals(pauseEnd(text, 22), text.indexOf("example"));
  assertEquals(pauseEnd(text, 0), 0);
  assertEquals(pauseStart(text, 4), 4);
  assertEquals(pauseStart("jane the at", 9), 4);
});

Deno.test("scan() reads addresses with pauses between their parts", () => {
  for (
    const address of [
      "j dot kettering, then the at sign, then brackenhall, dot, co, dot, uk",
      "maria, dot, lopez, at, example, dot, org",
      "maria punto lopez, luego arroba, luego ejemplo, punto, es",
      "anna punto rossi, poi la chiocciola, poi esempio, punto, it",
      "anna punkt beck, dann das at-Zeichen, dann beispiel, punkt, de",
      "anna punkt beck Klammeraffe beispiel punkt de",
      "anna point blanc, puis le signe arobase, puis exemple, point, fr",
      "jane underscore doe, at sign, example, dot com",
    ]
  ) {
    const text = `my e-mail: ${address}; thanks`;
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, [`EMAIL ${address}`], text);
  }
});

Deno.test("scan() takes no sentence for an address", () => {
  for (
    const text of [
      "e-mail me, at least once; the dot com era, at the end, and dot net too",
      "The email was sent, then at noon, the dot com crash, at that point, it was over.",
      "Send email to Jane, at the office, dot your i's, at the end",
      "write an e-mail at home, then point it out, then at work, dot by dot, it works",
      "por correo, el punto, es decir, nada",
      "mein E-Mail-Postfach, der Punkt, de facto, zu",
    ]
  ) assertEquals(DETECTOR.scan(text), [], text);
});
