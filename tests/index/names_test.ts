import { Names, NAMES_MAX } from "../../src/index/names.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("Names.of() gives each text one number and tells of it once", () => {
  const added: [number, string][] = [];
  const names = new Names((id, text) => added.push([id, text]));
  assertEquals([names.of("a"), names.of("b"), names.of("a")], [1, 2, 1]);
  assertEquals([names.orNull(undefined), names.orNull("b")], [null, 2]);
  assertEquals(added, [[1, "a"], [2, "b"]]);
});

Deno.test("Names.of() has a bound, beyond which all is other", () => {
  let other = "";
  const names = new Names((_, text) => other = text);
  for (let k = 0; k < NAMES_MAX - 1; k++) names.of(`model-${k}`);
  const beyond = names.of("one more");
  assertEquals(other, "other");
  assertEquals([names.of("and one more"), names.of("other")], [beyond, beyond]);
  assertEquals(names.of("model-0"), 1);
});
