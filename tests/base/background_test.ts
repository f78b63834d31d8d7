import { assertEquals } from "../support/std.ts";
import { background } from "../../src/base/background.ts";

Deno.test("background() hands a rejection to its handler, and only a rejection", async () => {
  const reasons: unknown[] = [];
  background(Promise.resolve("fine"), (reason) => reasons.push(reason));
  background(Promise.reject(new Error("late")), (reason) => reasons.push(reason));
  await Promise.resolve();
  await Promise.resolve();
  assertEquals(reasons.map(String), ["Error: late"]);
});
