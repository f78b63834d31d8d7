import { visitError } from "../../src/wire/error_body.ts";
import type { JsonObject } from "../../src/wire/json_value.ts";
import { assertEquals } from "../support/std.ts";
import { RecordingSink } from "./recording_sink.ts";

function read(body: JsonObject): [type: string | null, fields: [string, string][]] {
  const sink = new RecordingSink();
  const type = visitError(sink, body);
  return [type, sink.fields];
}

Deno.test("visitError() reads the shapes that servers send", () => {
  const cases: [JsonObject, string, [string, string][]][] = [
    [{ error: { message: "m", type: "t", code: "c" } }, "t", [["error.message", "m"]]],
    [{ error: { message: "m", type: null, code: "c" } }, "c", [["error.message", "m"]]],
    [{ error: { message: "m", code: 429 } }, "429", [["error.message", "m"]]],
    [{ error: {} }, "error", []],
    [{ type: "error", error: { type: "t", message: "m" } }, "t", [["error.message", "m"]]],
    [{ error: "m" }, "error", [["error", "m"]]],
    [{ object: "error", message: "m", type: "t" }, "t", [["message", "m"]]],
    [{ detail: "m" }, "error", [["detail", "m"]]],
    [{ detail: [{ loc: ["body", 0], msg: "m" }] }, "error", [
      ["detail[0].loc[0]", "body"],
      ["detail[0].msg", "m"],
    ]],
  ];
  for (const [body, type, fields] of cases) assertEquals(read(body), [type, fields]);
});

Deno.test("visitError() is null for what is no error", () => {
  for (
    const body of [{}, { error: null }, { error: 5 }, { message: {} }, { role: "a", message: "m" }]
  ) {
    assertEquals(read(body), [null, []]);
  }
});
