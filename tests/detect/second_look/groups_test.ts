/** Tests for `groups.ts`: the groups that values are written in. @module */

import {
  digitsOf,
  GROUP_CHARS_MAX,
  groupEnd,
  groupStart,
  hasDigit,
  isGroup,
} from "../../../src/detect/second_look/groups.ts";
import { assertEquals } from "../../support/std.ts";

Deno.test("groupEnd() and groupStart() go to the end of the letters and digits, and no further", () => {
  const text = "id AB12-345 x";
  assertEquals(groupEnd(text, 3), 7);
  assertEquals(groupStart(text, 7, 0), 3);
  assertEquals(groupStart(text, 7, 5), 5);
  assertEquals(groupEnd(text, 2), 2);
  const long = "7".repeat(100);
  assertEquals(groupEnd(long, 0), GROUP_CHARS_MAX + 1);
  assertEquals(groupStart(long, 100, 0), 100 - GROUP_CHARS_MAX - 1);
});

Deno.test("isGroup() takes digits, capitals with digits, and a few capitals", () => {
  const is = (text: string): boolean => isGroup(text, { start: 0, end: text.length });
  for (const text of ["1", "4711", "AB12", "ABCD", "1".repeat(GROUP_CHARS_MAX)]) {
    assertEquals(is(text), true, text);
  }
  for (const text of ["", "ab12", "ABCDE", "1".repeat(GROUP_CHARS_MAX + 1)]) {
    assertEquals(is(text), false, text);
  }
});

Deno.test("hasDigit() and digitsOf() look at the groups alone", () => {
  const text = "AB 12-C3 4";
  assertEquals(hasDigit(text, { start: 0, end: 2 }), false);
  assertEquals(hasDigit(text, { start: 6, end: 8 }), true);
  assertEquals(digitsOf(text, [{ start: 3, end: 5 }, { start: 6, end: 8 }]), 3);
});
