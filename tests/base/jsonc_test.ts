import { JsoncError, type JsonValue, parseJsonc } from "../../src/base/jsonc.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const FILE = `{
  // a comment with "quotes" and a // in it
  "a": [1, -2.5e3, true, false, null, /* in between */ "x // no comment",],
  "b": { "c": "\\u00e9\\n" }, // the last comma is allowed
}
`;

function faultOf(text: string): string {
  return assertThrows(() => parseJsonc(text), JsoncError).message;
}

Deno.test("parseJsonc() reads comments and last commas", () => {
  const expected: JsonValue = {
    a: [1, -2500, true, false, null, "x // no comment"],
    b: { c: "\u00e9\n" },
  };
  assertEquals(parseJsonc(FILE), expected);
  assertEquals(parseJsonc("\ufeff 1 // end"), 1);
});

Deno.test("parseJsonc() reads what JSON.parse() reads", () => {
  const texts = ["0", '""', "[]", "{}", '{"__proto__":{"a":1}}', '[{"a":[[]]},"\\ud800"]', "1e-7"];
  for (const text of texts) {
    assertEquals(JSON.stringify(parseJsonc(text)), JSON.stringify(JSON.parse(text)), text);
  }
});

Deno.test("parseJsonc() names the line and column of a fault, and quotes nothing", () => {
  const cases: [string, string][] = [
    ["", "line 1, column 1: a value is missing"],
    ['{\n "a" 1}', "line 2, column 6: a colon is missing"],
    ['{"a":1,"a":2}', "line 1, column 8: the key stands here a second time"],
    ["[1 2]", "line 1, column 4: a comma or ] is missing"],
    ['{"a":1 "b":2}', "line 1, column 8: a comma or } is missing"],
    ["{a:1}", "line 1, column 2: a key in quotes is missing"],
    ["[,]", "line 1, column 2: a value is missing"],
    ["1 2", "line 1, column 3: the value ends here, and more follows"],
    ["/* x", "line 1, column 1: the comment does not end"],
    ['"a\nb"', "line 1, column 1: the string is not well formed or does not end"],
    ['"\\x"', "line 1, column 1: the string is not well formed or does not end"],
    ["1e999", "line 1, column 6: the number is too large"],
    ["01", "line 1, column 2: the value ends here, and more follows"],
    ["'a'", "line 1, column 1: a value is missing"],
    ["[".repeat(40), "line 1, column 34: nested deeper than 32"],
  ];
  for (const [text, fault] of cases) assertEquals(faultOf(text), fault);
});

Deno.test("parseJsonc() refuses a file cut at every character", () => {
  const text = FILE.trimEnd();
  for (let length = 0; length < text.length; length++) faultOf(text.slice(0, length));
});
