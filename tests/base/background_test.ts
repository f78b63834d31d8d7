import { assertEquals } from "../support/std.ts";
import { background, settled } from "../../src/base/background.ts";

Deno.test("background() hands a rejection to its handler, and only a rejection", async () => {
  const reasons: unknown[] = [];
  background(Promise.resolve("fine"), (reason) => reasons.push(reason));
  background(Promise.reject(new Error("late")), (reason) => reasons.push(reason));
  await Promise.resolve();
  await Promise.resolve();
  assertEquals(reasons.map(String), ["Error: late"]);
});

Deno.test("settled() calls back once, however the promise ends", async () => {
  const calls: string[] = [];
  settled(Promise.resolve("fine"), () => calls.push("fulfilled"));
  settled(Promise.reject(new Error("late")), () => calls.push("rejected"));
  await Promise.resolve();
  await Promise.resolve();
  assertEquals(calls, ["fulfilled", "rejected"]);
});
