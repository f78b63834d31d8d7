/**
 * Random exchanges, each sent directly and through the program to the same upstream. Both ends must
 * see the same, but for the differences that differences.ts spells out.
 */

import { freshSeed } from "../support/random.ts";
import { assert } from "../support/std.ts";
import { headerValues } from "../support/wire_reader.ts";
import { throughProxy } from "./differences.ts";
import { assertExchange, type Exchange } from "./exchange.ts";
import { play, playOn } from "./play.ts";
import { ScriptMaker } from "./random_exchange.ts";
import { stageTest } from "./stage.ts";

const EXCHANGES = 400;

/** True when the next request may be sent on the same connection. */
function isKept({ answer }: Exchange): boolean {
  return answer !== null && answer.body.complete &&
    !headerValues(answer.headers, "connection").includes("close");
}

stageTest("random exchanges differ only as is written down", async (stage) => {
  const seed = freshSeed();
  await stage.row(`${EXCHANGES} exchanges on connections of their own, seed ${seed}`, async () => {
    const maker = new ScriptMaker(seed);
    for (let k = 0; k < EXCHANGES; k++) {
      const script = maker.next();
      const direct = await play(stage, script, stage.upstream.port);
      const seen = await play(stage, script, stage.serve.port);
      assertExchange(seen, throughProxy(direct), `exchange ${k} of seed ${seed}`);
    }
  });
  await stage.row(`${EXCHANGES} exchanges on kept connections, seed ${seed + 1}`, async () => {
    const maker = new ScriptMaker(seed + 1);
    let client = await stage.connect();
    let kept = 0;
    try {
      for (let k = 0; k < EXCHANGES; k++) {
        const script = maker.next();
        const direct = await play(stage, script, stage.upstream.port);
        const seen = await playOn(client, { stage, script });
        assertExchange(seen, throughProxy(direct), `exchange ${k} of seed ${seed + 1}`);
        if (isKept(seen)) {
          kept++;
          continue;
        }
        client.close();
        client = await stage.connect();
      }
    } finally {
      client.close();
    }
    assert(kept > EXCHANGES / 2, `${kept} of ${EXCHANGES} connections were kept`);
  });
});
