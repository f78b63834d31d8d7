/** Tests for `interruptions.ts`: what may stand between two groups of a value. @module */

import {
  gapAfter,
  INTERRUPTION_SIGNS,
  isSaidBy,
  mayInterrupt,
  MESSAGE,
  PLAIN,
} from "../../../src/detect/second_look/interruptions.ts";
import { assertEquals } from "../../support/std.ts";

Deno.test("gapAfter() says what stands behind a group, and where it ends", () => {
  for (
    const [gap, kind] of [
      ...[[" ", PLAIN], ["-", PLAIN], [".", PLAIN]],
      ...[[" (and then) ", 1], ["[x]", 1], [" \u2728 ", 1], [" \\ ", 1], ["\\\\", 1]],
      ...[["\na: ", MESSAGE], ["\r\n[09:12] a b: ", MESSAGE], ["\\n<a> ", MESSAGE]],
      ...[["...\na: ...", MESSAGE], ["\na  9:12 AM\n", MESSAGE], ["\nb: ok\na: and ", MESSAGE]],
    ] as const
  ) {
    assertEquals(gapAfter(`12${gap}34`, 2)?.kind, kind, JSON.stringify(gap));
    assertEquals(gapAfter(`12${gap}34`, 2)?.end, 2 + gap.length, JSON.stringify(gap));
  }
  for (const gap of ["  ", "\n", ", ", ": ", " (3) ", " (a", "\n- ", "..", " [1]", "\n:", ""]) {
    assertEquals(gapAfter(`12${gap}34`, 2), null, JSON.stringify(gap));
  }
});

Deno.test("gapAfter() tells who says the next message", () => {
  for (const head of ["Ann B.: ", "<ann b.> ", "[ANN B.] ", "**Ann B.**: ", "Ann B. (09:12): "]) {
    assertEquals(gapAfter(`12\n${head}34`, 2)?.speaker, "ann b.", head);
  }
});

Deno.test("gapAfter() takes a time that is linear in what it reads", () => {
  for (
    const unit of ["(a", "[09:12] ", "a b ", "\u2728", "\\", "\na: ", "...\n", "~ *_", "1/1/1 "]
  ) {
    for (const first of ["\n", " ", "...\n"]) gapAfter(`12${first}${unit.repeat(20_000)}`, 2);
  }
});

Deno.test("isSaidBy() reads the head of a line, or the line before it", () => {
  for (const text of ["ann: my card is ", "x\n[09:12] Ann: card ", "Ann  9:12 AM\ncard "]) {
    assertEquals(isSaidBy(text, text.length, "ann"), true, text);
    assertEquals(isSaidBy(text, text.length, "bob"), false, text);
  }
  for (const text of ["", "card ", "ann: hello\ncard ", `ann: ${"x".repeat(200)}`]) {
    assertEquals(isSaidBy(text, text.length, "ann"), false, text);
  }
});

Deno.test("mayInterrupt() looks behind a group", () => {
  for (const gap of [" (and) ", "\na: ", "\\na: ", "...\na: ", " \u2728 ", " \\ "]) {
    const isSign = INTERRUPTION_SIGNS[gap.trimStart().charCodeAt(0)] === 1 || gap.startsWith("\n");
    assertEquals([mayInterrupt(`12${gap}34`, 2), isSign], [true, true], JSON.stringify(gap));
  }
  for (const gap of [" ", ".", "-", ", ", "\n", "...", " (a", ")", "\n{a: "]) {
    assertEquals(mayInterrupt(`12${gap}34`, 2), false, JSON.stringify(gap));
  }
});
