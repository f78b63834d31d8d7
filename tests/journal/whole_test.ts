import { whole } from "../../src/journal/whole.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("whole() makes of any number one that a record can hold", () => {
  const cases = [[1.9, 1], [0, 0], [-1, 0], [NaN, 0], [Infinity, 2 ** 53 - 1], [
    2 ** 60,
    2 ** 53 - 1,
  ]];
  for (const [value, expected] of cases) assertEquals(whole(value as number), expected);
});
