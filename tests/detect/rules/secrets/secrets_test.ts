import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { assert } from "../../../support/std.ts";
import { testRows } from "../harness.ts";

testRows(SECRET_RULES);

Deno.test("SECRET_RULES has eight examples and eight look-alikes in each row", () => {
  for (const { finds, hits, misses } of SECRET_RULES) {
    assert(hits.length >= 8 && misses.length >= 8, finds);
  }
});
