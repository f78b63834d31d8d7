import { assertEquals, assertThrows } from "../support/std.ts";
import { assert, InvariantError } from "../../src/base/assert.ts";

Deno.test("assert() throws InvariantError with the invariant when it does not hold", () => {
  assert(true, "Never seen");
  const error = assertThrows(() => assert(false, "Slots are free or used"), InvariantError);
  assertEquals(error.message, "Slots are free or used");
});
