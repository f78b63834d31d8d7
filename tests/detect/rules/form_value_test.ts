/** Tests for `src/detect/rules/form_value.ts`. @module */

import { formValue } from "../../../src/detect/rules/form_value.ts";
import { assertEquals } from "../../support/std.ts";

/** What is found behind `name`, and what it says. */
function valueIn(text: string): readonly string[] | null {
  const start = text.indexOf("name");
  const value = formValue(text, { start, end: start + 4 });
  return value === null ? null : [text.slice(value.start, value.end), value.decoded];
}

Deno.test("formValue() decodes what a browser sent", () => {
  assertEquals(valueIn("drv_name=Jane+Doe&x=1"), ["Jane+Doe", "Jane Doe"]);
  assertEquals(valueIn("GET /q?full_name=Jane%20Doe HTTP/1.1"), ["Jane%20Doe", "Jane Doe"]);
  assertEquals(valueIn("name=Jos%C3%A9+Ruiz"), ["Jos%C3%A9+Ruiz", "Jos\u00e9 Ruiz"]);
  assertEquals(valueIn("/q?name=Jane"), ["Jane", "Jane"]);
  assertEquals(valueIn("name=Jane&x=1"), ["Jane", "Jane"]);
});

Deno.test("formValue() leaves what no form has, and what is no code of bytes", () => {
  for (
    const text of [
      "name=Jane",
      "name: Jane+Doe",
      "name=Jane Doe",
      "name=%E9t%E9+x",
      'name="Jane+Doe"',
      "name=f(a+b)",
      "name=",
      "name",
      `name=${"a+".repeat(200)}`,
    ]
  ) {
    assertEquals(valueIn(text), null, text.slice(0, 40));
  }
});
