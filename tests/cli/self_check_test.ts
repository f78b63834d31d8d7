import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { checkRuntime, THIS_RUNTIME } from "../../src/cli/self_check.ts";
import { freePort } from "../support/ports.ts";

Deno.test("checkRuntime() finds that this runtime does what is needed", async () => {
  assertEquals(await checkRuntime(null), ["threads", "raw_bodies"]);
});

Deno.test("checkRuntime() uses the metrics address where no other may be used", async () => {
  const metrics = { hostname: "127.0.0.1", port: freePort() };
  const seen: string[] = [];
  const parts = {
    ...THIS_RUNTIME,
    mayUse: ({ port }: { port: number }): boolean => port !== 0,
    call: (call: Parameters<typeof THIS_RUNTIME.call>[0]): ReturnType<typeof THIS_RUNTIME.call> => {
      seen.push(call.url);
      return THIS_RUNTIME.call(call);
    },
  };
  assertEquals(await checkRuntime(metrics, parts), ["threads", "raw_bodies"]);
  assertEquals(seen, [`http://127.0.0.1:${metrics.port}`]);
  const open = { hostname: "0.0.0.0", port: metrics.port };
  assertEquals(await checkRuntime(open, parts), ["threads"]);
});

Deno.test("checkRuntime() passes over an address that is taken", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  const parts = { ...THIS_RUNTIME, mayUse: (a: { port: number }): boolean => a.port !== 0 };
  assertEquals(await checkRuntime({ hostname: "127.0.0.1", port }, parts), ["threads"]);
});

Deno.test("checkRuntime() refuses a runtime that decodes bodies, fails, or has no waitAsync", async () => {
  const decoded = { status: 200, field: (): string => "gzip", body: utf8("decoded") };
  const cases: [Partial<typeof THIS_RUNTIME>, string][] = [
    [{ waitAsync: undefined }, "Atomics.waitAsync"],
    [{ call: () => Promise.resolve(decoded) }, "does not come back as it was sent"],
    [{ call: () => Promise.reject(new Error("no route")) }, "no route"],
  ];
  for (const [parts, text] of cases) {
    const error = await assertRejects(
      () => checkRuntime(null, { ...THIS_RUNTIME, ...parts }),
      OutbandError,
    );
    assertEquals(error.exitCode, 3);
    assertStringIncludes(error.message, text);
  }
});
