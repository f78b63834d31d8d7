import { assertEquals } from "../support/std.ts";
import { EXIT, messageOf, OutbandError } from "../../src/base/errors.ts";

Deno.test("OutbandError carries the exit code of its kind", () => {
  const codes = (["USAGE", "CONFIG", "IO", "NETWORK"] as const).map((code) =>
    new OutbandError(code, "x").exitCode
  );
  assertEquals(codes, [2, 3, 5, 5]);
});

Deno.test("EXIT never uses the codes that belong to the runtime", () => {
  assertEquals(Object.values(EXIT).filter((code) => [1, 70].includes(code)), []);
  assertEquals(new Set(Object.values(EXIT)).size, Object.values(EXIT).length);
});

Deno.test("messageOf() puts anything thrown on one line", () => {
  assertEquals(messageOf(new Error("first\n  second")), "first second");
  assertEquals(messageOf("text"), "text");
});
