import { paramsOf } from "../../src/wire/params.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("paramsOf() takes the named scalars and nothing else", () => {
  const request = { temperature: 0, seed: 7, stream: true, tool_choice: "auto", n: null, other: 1 };
  const names = ["temperature", "seed", "stream", "tool_choice", "n", "stop"];
  assertEquals(paramsOf(request, names), {
    temperature: 0,
    seed: 7,
    stream: true,
    tool_choice: "auto",
  });
  assertEquals(paramsOf({ seed: [1], stop: {} }, names), {});
});
