import { printable } from "../../src/base/printable.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("printable() writes controls and what reorders text as numbers", () => {
  assertEquals(
    printable("a\x1b[2J\r\nb\u202ec\u200f\x9b"),
    "a\\u001b[2J\\u000d\\u000ab\\u202ec\\u200f\\u009b",
  );
  assertEquals(printable("Gr\u00fc\u00dfe"), "Gr\u00fc\u00dfe");
});
