import { gluedForms } from "../../../src/detect/rules/glued_words.ts";
import { assertEquals } from "../../support/std.ts";

Deno.test("gluedForms() puts particles before words of Arabic and Hebrew, and no others", () => {
  assertEquals(gluedForms("\u0647\u0627\u062a\u0641")[0], "\u0648\u0647\u0627\u062a\u0641");
  assertEquals(gluedForms("\u0647\u0627\u062a\u0641").length, 4);
  assertEquals(
    gluedForms("\u05e0\u05d9\u05d9\u05d3").includes("\u05dc\u05e0\u05d9\u05d9\u05d3"),
    true,
  );
  assertEquals(gluedForms("phone"), []);
  // Too short to stay the same word.
  assertEquals(gluedForms("\u05d8\u05dc"), []);
});
