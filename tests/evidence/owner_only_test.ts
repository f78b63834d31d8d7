import { isPublic } from "../../src/evidence/owner_only.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("isPublic() lets the group read, and nobody else do anything", () => {
  for (const mode of [0o400, 0o600, 0o440, 0o640, 0o700]) assertEquals(isPublic(mode), false);
  for (const mode of [0o604, 0o601, 0o602, 0o620, 0o660, 0o644, 0o777]) {
    assertEquals(isPublic(mode), true, mode.toString(8));
  }
});
