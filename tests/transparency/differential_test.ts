/**
 * Random exchanges, each sent directly and through the program to the same upstream. Both ends must
 * see the same, but for the differences that differences.ts and unlisted.ts spell out.
 */

import { newSeed } from "../support/proxy_rig.ts";
import { DIFFERENCES, throughProxy } from "./differences.ts";
import { assertExchange } from "./exchange.ts";
import { play } from "./play.ts";
import { ScriptMaker } from "./random_exchange.ts";
import { stageTest } from "./stage.ts";
import { UNLISTED } from "./unlisted.ts";

const EXCHANGES = 400;

stageTest("random exchanges differ only as is written down", async (stage) => {
  const seed = newSeed();
  const maker = new ScriptMaker(seed);
  await stage.row(`${EXCHANGES} exchanges from seed ${seed}`, async () => {
    for (let k = 0; k < EXCHANGES; k++) {
      const script = maker.next();
      const direct = await play(stage, script, stage.upstream.port);
      const seen = await play(stage, script, stage.serve.port);
      const expected = throughProxy(direct, [...DIFFERENCES, ...UNLISTED]);
      assertExchange(seen, expected, `exchange ${k} of seed ${seed}`);
    }
  });
});
