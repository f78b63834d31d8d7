import { errorTypeOf } from "../../src/wire/error_body.ts";
import type { JsonObject } from "../../src/wire/json_value.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("errorTypeOf() names the type in the shapes that servers send", () => {
  const cases: [JsonObject, string][] = [
    [{ error: { message: "m", type: "t", code: "c" } }, "t"],
    [{ error: { message: "m", type: null, code: "c" } }, "c"],
    [{ error: { message: "m", code: 429 } }, "429"],
    [{ error: { code: 400, message: "m", status: "INVALID_ARGUMENT" } }, "INVALID_ARGUMENT"],
    [{ error: {} }, "error"],
    [{ type: "error", error: { type: "t", message: "m" } }, "t"],
    [{ error: "m" }, "error"],
    [{ object: "error", message: "m", type: "t" }, "t"],
    [{ message: "m" }, "error"],
    [{ Message: "m", __type: "ThrottlingException" }, "ThrottlingException"],
    [{ detail: "m" }, "error"],
    [{ detail: [{ loc: ["body", 0], msg: "m" }] }, "error"],
    [{ errors: ["m"] }, "error"],
  ];
  for (const [body, type] of cases) assertEquals(errorTypeOf(body, false), type);
});

Deno.test("errorTypeOf() is null for what is no error", () => {
  for (
    const body of [
      ...[{}, { error: null }, { error: 5 }, { error: "" }, { message: {} }, { errors: [] }],
      { role: "a", message: "m" },
    ]
  ) assertEquals(errorTypeOf(body, false), null);
});

Deno.test("errorTypeOf() takes only an explicit error from an answer", () => {
  for (const body of [{ message: "m" }, { detail: "high" }, { errors: ["m"] }]) {
    assertEquals(errorTypeOf(body, true), null);
  }
  assertEquals(errorTypeOf({ error: { type: "t" } }, true), "t");
});
