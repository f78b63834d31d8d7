/** Whether the tests of linear time can fail. @module */

import type { Rule } from "../../../src/detect/rule.ts";
import type { Scan } from "../../../src/detect/scan.ts";
import { assertThrows } from "../../support/std.ts";
import { assertLinear } from "./linear_time.ts";

/** Looks at all that came before, at every number; in steps, so that the test ends. */
const STEP = 128;

const QUADRATIC: Rule = {
  anchor: "matcher",
  category: "TEST",
  finds: "nothing, slowly",
  revision: 1,
  at: ["number"],
  words: [],
  match({ text }: Scan, anchor): null {
    let spaces = 0;
    for (let at = 0; at < anchor.start; at += STEP) if (text.charCodeAt(at) === 0x20) spaces++;
    return spaces < 0 ? anchor as never : null;
  },
  hits: [],
  misses: [],
};

Deno.test("assertLinear() fails for a rule that reads all that came before", () => {
  assertThrows(() => assertLinear([QUADRATIC], ["7 "]), Error, "7 ");
});
