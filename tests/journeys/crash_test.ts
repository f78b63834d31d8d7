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
  let attempted = 0;
  let answered = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await using serve = await startServe(options);
    vkey = await vkeyOf(serve);
    const killAt = answered + 20 + 37 * kill;
    let killing: Promise<unknown> | null = null;
    const client = async (): Promise<void> => {
      while (killing === null) {
        attempted++;
        try {
          const status = await chat(serve.url, "mail jane.roe@example.com");
          if (status === 200) answered++;
        } catch {
          // The program died under this call.
        }
        if (answered >= killAt) killing ??= serve.kill();
      }
    };
    await Promise.all([client(), client(), client(), client()]);
    await killing;
  }
  await using last = await startServe(options);
  attempted++;
  if (await chat(last.url, "the last call") === 200) answered++;
  assertEquals((await last.stop()).code, 0);

  const { code, report } = await verify(evidence, ["--key", vkey]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0);
  const { totals } = report;
  assertEquals(totals.processed, settledSum(totals));
  // Each crash may leave a lease of ordinals of which nobody knows whether they were given out.
  assert(totals.processed >= answered, `${totals.processed} settled, ${answered} answered`);
  const known = totals.processed - totals.unknown_at_crash;
  assert(known <= attempted, `${known} known, ${attempted} sent: ${JSON.stringify(totals)}`);
  assert(totals.audited_full > 0);
  assert(totals.unknown_at_crash <= KILLS * (4_096 + 2_048 + 400), "the unknown part is bounded");
});
