import { visitDescriptions, visitLeaves, visitText } from "../../src/wire/leaves.ts";
import { assertEquals } from "../support/std.ts";
import { nested, RecordingSink } from "./recording_sink.ts";

Deno.test("visitLeaves() visits strings and long numbers with their paths", () => {
  const sink = new RecordingSink();
  const value = {
    a: "x",
    "b c": ["y", { d: 4532015112830366, e: 5, f: true, g: null, h: 1.5e20 }],
    "": "z",
  };
  visitLeaves(sink, { path: "input", value });
  assertEquals(sink.fields, [
    ["input.a", "x"],
    ['input["b c"][0]', "y"],
    ['input["b c"][1].d', "4532015112830366"],
    ['input[""]', "z"],
  ]);
});

Deno.test("visitLeaves() visits a bare string and ignores nothing at all", () => {
  const sink = new RecordingSink();
  visitLeaves(sink, { path: "p", value: "x" });
  for (const value of [undefined, null, true, 7]) visitLeaves(sink, { path: "p", value });
  assertEquals(sink.fields, [["p", "x"]]);
});

Deno.test("visitLeaves() and visitDescriptions() name nesting that they do not follow", () => {
  const sink = new RecordingSink();
  visitLeaves(sink, { path: "p", value: nested(64, "x") });
  assertEquals([sink.fields.length, sink.deep], [1, 0]);
  visitLeaves(sink, { path: "p", value: nested(65, "x") });
  visitDescriptions(sink, { path: "p", value: nested(100_000, {}) });
  assertEquals([sink.fields.length, sink.deep], [1, 2]);
});

Deno.test("visitDescriptions() visits descriptions, also of a property of that name", () => {
  const sink = new RecordingSink();
  const value = {
    description: "top",
    name: "not me",
    parameters: {
      properties: { description: { type: "string", description: "inner" } },
      anyOf: [{ description: "first" }],
      enum: ["not me"],
    },
  };
  visitDescriptions(sink, { path: "tools[0].function", value });
  assertEquals(sink.fields, [
    ["tools[0].function.description", "top"],
    ["tools[0].function.parameters.properties.description.description", "inner"],
    ["tools[0].function.parameters.anyOf[0].description", "first"],
  ]);
});

Deno.test("visitText() visits a field that is a text", () => {
  const sink = new RecordingSink();
  for (const name of ["a", "b", "c"]) visitText(sink, { path: "p", of: { a: "x", b: 1 }, name });
  assertEquals(sink.fields, [["p.a", "x"]]);
});
