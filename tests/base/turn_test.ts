import { nextTurn } from "../../src/base/turn.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("nextTurn() resolves after what is ready now has been told", async () => {
  const told: string[] = [];
  const ready = Promise.resolve().then(() => told.push("ready"));
  const turn = nextTurn().then(() => told.push("turn"));
  told.push("now");
  await Promise.all([ready, turn]);
  assertEquals(told, ["now", "ready", "turn"]);
});
