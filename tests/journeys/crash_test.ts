/**
 * Journey: the program is killed under load ten times; the log must verify, every call counted.
 */

import { assert, assertEquals } from "../support/std.ts";
import { chat, chatUpstream, contradictions, verify, vkeyOf } from "../support/journey.ts";
import { startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { settledSum } from "../../src/format/counts.ts";

const KILLS = 10;

Deno.test("serve killed ten times under load leaves a log that verifies, every call counted", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: ["--summary-interval=2s"],
  };
  let vkey = "";
  let answered = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await using serve = await startServe(options);
    vkey = await vkeyOf(serve);
    const killAfter = 20 + 37 * kill;
    let sent = 0;
    const client = async (): Promise<void> => {
      while (sent < killAfter) {
        sent++;
        answered += await chat(serve.url, `call ${sent} to jane.roe@example.com`) === 200 ? 1 : 0;
      }
    };
    await Promise.all([client(), client(), client(), client()]);
    await serve.kill();
  }
  await using last = await startServe(options);
  answered += await chat(last.url, "the last call") === 200 ? 1 : 0;
  assertEquals((await last.stop()).code, 0);

  const { code, report } = await verify(evidence, ["--key", vkey]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0);
  const { totals } = report;
  assertEquals(totals.processed, settledSum(totals));
  // Each crash may leave a lease of ordinals of which nobody knows whether they were given out.
  assert(totals.processed >= answered, `${totals.processed} settled, ${answered} answered`);
  assert(totals.processed - totals.unknown_at_crash <= answered, "nothing is counted twice");
  assert(totals.unknown_at_crash <= KILLS * (4_096 + 2_048 + 400), "the unknown part is bounded");
});
