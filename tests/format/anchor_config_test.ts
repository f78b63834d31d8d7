import { optionalUrl, witnessSettings } from "../../src/format/anchor_config.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { TestWitness } from "../support/test_witness.ts";

const [A, B] = [new TestWitness(11).text, new TestWitness(12).text];

Deno.test("witnessSettings() reads addresses with keys, several with commas", () => {
  const read = (text: string): unknown => witnessSettings().parse(text);
  assertEquals(read(""), []);
  assertEquals(read(`http://127.0.0.1:8091+${A}`), [{ url: "http://127.0.0.1:8091", vkey: A }]);
  assertEquals(read(`https://w.example/team-a/+${A},http://w2.example+${B}`), [
    { url: "https://w.example/team-a", vkey: A },
    { url: "http://w2.example", vkey: B },
  ]);
});

Deno.test("witnessSettings() refuses everything else", () => {
  for (
    const text of [A, "http://w", `ftp://w+${A}`, `http://w+${A},`, `http://w +${A}`, "+", ","]
  ) {
    const result = witnessSettings().safeParse(text);
    assertEquals(result.success, false, text);
    assertStringIncludes(result.error?.issues[0]?.message ?? "", "URL+VKEY");
  }
});

Deno.test("optionalUrl() reads an HTTP address or nothing", () => {
  assertEquals(optionalUrl().parse(""), null);
  assertEquals(optionalUrl().parse("http://tsa.internal/tsr"), "http://tsa.internal/tsr");
  for (const text of ["tsa", "ftp://tsa/", "http://", "https://tsa/#x"]) {
    assertEquals(optionalUrl().safeParse(text).success, false, text);
  }
});
