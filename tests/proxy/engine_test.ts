/** Which engine serves connections, and that the program works without the runtime's own. */

import { findEngine } from "../../src/proxy/engine.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { answer } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";

Deno.test("findEngine() finds the engine of this runtime", () => {
  assert(findEngine(() => undefined) !== null, "a newer Deno has moved or changed it");
  assert(findEngine(() => "0") !== null);
});

Deno.test("findEngine() takes none that might compress, or where that is not to be known", () => {
  assertEquals(findEngine(() => "1"), null);
  assertEquals(findEngine(() => null), null);
});

Deno.test("without the engine Deno.serve takes over, without limits on connections", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), {
    server: { env: () => null, connectionsMax: 1 },
  });
  assertEquals(rig.server.hasLimits, false);
  for (let client = 0; client < 3; client++) {
    using connection = await rig.connect();
    const got = await connection.request({ body: "{}" });
    assertEquals([got.status, new TextDecoder().decode(got.body)], [200, "ok"]);
    assertEquals((await rig.call(client)).texts.clientAddress, "127.0.0.1");
  }
  assertEquals(rig.server.stats(), { open: 0, refused: 0, timedOut: 0 });
  rig.server.stopAccepting();
});
