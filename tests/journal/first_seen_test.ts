import { FirstSeen } from "../../src/journal/first_seen.ts";
import { assert, assertFalse } from "../support/std.ts";

Deno.test("FirstSeen calls a name new once, and each kind has names of its own", () => {
  const seen = new FirstSeen();
  assert(seen.isNew("tools", "a"));
  assertFalse(seen.isNew("tools", "a"));
  assert(seen.isNew("system_prompt", "a"));
  assertFalse(seen.isNew("tools", null));
});

Deno.test("FirstSeen calls nothing new once it is full", () => {
  const seen = new FirstSeen();
  for (let k = 0; k < 4_096; k++) assert(seen.isNew("tools", `${k}`));
  assertFalse(seen.isNew("tools", "one more"));
});
