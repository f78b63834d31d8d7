import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { headTexts } from "../../src/verify/head_texts.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("headTexts() takes a text that is no JSON as one note", () => {
  assertEquals(headTexts("origin\n7\n", "kept"), [{ name: "kept", text: "origin\n7\n" }]);
});

Deno.test("headTexts() finds checkpoint lines among others and names each", () => {
  const line = `{"note":"${toBase64(utf8("one"))}","type":"checkpoint"}`;
  const others = ['{"type":"checkpoint"}', '{"note":"?","x":"checkpoint"}', '"checkpoint" {', ""];
  assertEquals(headTexts([...["{}"], ...others, line].join("\n"), "lines"), [
    { name: "lines line 6", text: "one" },
  ]);
  assertEquals(headTexts("{}\n", "lines"), []);
});
