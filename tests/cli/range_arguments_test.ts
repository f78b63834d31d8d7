/** `--from` and `--to`: days and times in UTC. */

import { OutbandError } from "../../src/base/errors.ts";
import { readArguments } from "../../src/cli/arguments.ts";
import { parseMoment, readPeriod } from "../../src/cli/range_arguments.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";

function period(...args: string[]): { fromMs: number | null; toMs: number | null } {
  return readPeriod(readArguments("test", args, { values: ["from", "to"] }));
}

Deno.test("parseMoment() reads times, and days by the end that they stand for", () => {
  const noon = Date.UTC(2026, 8, 30, 12);
  assertEquals(parseMoment("from", "2026-09-30T12:00:00Z"), noon);
  assertEquals(parseMoment("to", "2026-09-30T12:00:00.001Z"), noon + 1);
  assertEquals(parseMoment("from", "2026-09-30"), Date.UTC(2026, 8, 30));
  assertEquals(parseMoment("to", "2026-09-30"), Date.UTC(2026, 9, 1));
  const strange = ["", "2026-9-30", "2026-02-30", "2026-09-30T12:00Z", "2026-09-30T12:00:00+02:00"];
  for (const text of strange) assertEquals(parseMoment("to", text), null, text);
});

Deno.test("readPeriod() wants the one before the other, and says which is wrong", () => {
  assertEquals(period(), { fromMs: null, toMs: null });
  assertEquals(period("--from=2026-09-30", "--to=2026-09-30"), {
    fromMs: Date.UTC(2026, 8, 30),
    toMs: Date.UTC(2026, 9, 1),
  });
  const cases: [args: string[], error: string][] = [
    [["--from=2026-10-01", "--to=2026-09-30"], "must be before --to, 2026-10-01T00:00:00.000Z"],
    [["--to=tomorrow"], 'Flag --to is "tomorrow" and must be a day or a time in UTC'],
  ];
  for (const [args, error] of cases) {
    const thrown = assertThrows(() => period(...args), OutbandError);
    assertEquals(thrown.code, "CONFIG");
    assertStringIncludes(thrown.message, error);
  }
});
