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

Deno.test("Collector.idle() collects once it has been quiet for long enough after enough work", async () => {
  const collected = Promise.withResolvers<string>();
  const registry = new FinalizationRegistry<string>((held) => collected.resolve(held));
  registry.register({ garbage: true }, "finalized");
  const collector = new Collector();
  collector.worked(1024 * 1024);
  collector.idle(4_999);
  collector.idle(1);
  assertEquals(await collected.promise, "finalized");
});

Deno.test("Collector.idle() collects what loading left behind, without any work", async () => {
  const collected = Promise.withResolvers<string>();
  const registry = new FinalizationRegistry<string>((held) => collected.resolve(held));
  registry.register({ garbage: true }, "finalized");
  new Collector().idle(5_000);
  assertEquals(await collected.promise, "finalized");
});
