/** Whether the README's tables about detection are those of the engine as it is. @module */

import { bare, detectTables, tableIn, withTables } from "../support/detect_tables.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const README = new URL("../../README.md", import.meta.url);

Deno.test("the README's tables are up to date, else run deno task docs:detect", () => {
  const text = Deno.readTextFileSync(README);
  for (const [name, table] of Object.entries(detectTables())) {
    assertEquals(tableIn(text, name), bare(table), name);
  }
});

Deno.test("withTables() replaces what stands between the marks of a block", () => {
  const text = "a\n<!-- x:begin -->\n\n| old |\n\n<!-- x:end -->\nb\n";
  const written = withTables(text, { x: "| new |\n| --- |" });
  assertEquals(written, "a\n<!-- x:begin -->\n\n| new |\n| --- |\n\n<!-- x:end -->\nb\n");
  assertEquals(tableIn(written, "x"), "| new |\n| --- |");
  assertThrows(() => withTables(text, { y: "" }), Error, "no block y");
});
