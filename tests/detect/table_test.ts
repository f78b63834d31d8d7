/** Tests for `src/detect/table.ts`. @module */

import { CATEGORIES, RULES } from "../../src/detect/table.ts";
import { assertEquals } from "../support/std.ts";
import { testRows } from "./rules/harness.ts";

// Rows that bring words and find nothing have no examples.
testRows(RULES.filter((rule) => rule.anchor !== "matcher" || rule.at.length > 0), RULES);

Deno.test("every category is named once in the list, in capitals", () => {
  assertEquals(CATEGORIES.length, new Set(CATEGORIES).size);
  for (const category of CATEGORIES) assertEquals(/^[A-Z][A-Z0-9_]{2,39}$/.test(category), true);
});
