import { assertEquals } from "../support/std.ts";
import { Collector } from "../../src/base/collector.ts";

Deno.test("Collector.worked() collects garbage once enough was worked through", async () => {
  const collected = Promise.withResolvers<string>();
  const registry = new FinalizationRegistry<string>((held: string) => collected.resolve(held));
  registry.register({ garbage: true }, "finalized");
  const collector = new Collector();
  collector.worked(1);
  collector.worked(64 * 1024 * 1024);
  assertEquals(await collected.promise, "finalized");
});
