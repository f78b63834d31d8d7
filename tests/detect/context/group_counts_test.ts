/** Tests for `src/detect/context/group_counts.ts`. @module */

import { Events, MIXED, NUMBER } from "../../../src/detect/engine/events.ts";
import { GroupCounts } from "../../../src/detect/context/group_counts.ts";
import { assertEquals } from "../../support/std.ts";

/** The groups of a text. */
function countsOf(text: string): { counts: GroupCounts; events: Events } {
  const events = new Events();
  for (const { 0: run, index } of text.matchAll(/[A-Za-z\d]*\d[A-Za-z\d]*/g)) {
    events.add(/^\d+$/.test(run) ? NUMBER : MIXED, index, index + run.length, 0);
  }
  return { counts: new GroupCounts(text, events), events };
}

Deno.test("groupedChars() counts what is left of a row of groups", () => {
  const { counts, events } = countsOf("12 345 A6,        789 1");
  const found = Array.from({ length: events.count }, (_, at) => counts.groupedChars(at, 4));
  assertEquals(found, [7, 5, 2, 4, 1]);
});

Deno.test("joinedDigits() counts digits as far as only signs stand between them", () => {
  const { counts, events } = countsOf("12 345-6, 78 (9) 10x 11");
  const found = Array.from({ length: events.count }, (_, at) => counts.joinedDigits(at, 8));
  assertEquals(found, [6, 4, 1, 5, 3, 2, 2]);
});
