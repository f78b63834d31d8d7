/** Whether tests of linear growth can fail. @module */

import { assertLinear } from "./linear_reads.ts";
import { assertThrows } from "./std.ts";

Deno.test("assertLinear() fails for a scan that reads all that came before", () => {
  const scan = (text: string): number => {
    let spaces = 0;
    for (let end = 0; end < text.length; end += 64) {
      // In steps, so that the test ends soon.
      for (let at = 0; at < end; at += 64) if (text.charCodeAt(at) === 0x20) spaces++;
    }
    return spaces;
  };
  assertThrows(() => assertLinear(scan, ["7 "]), Error, "7 ");
});
