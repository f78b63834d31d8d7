import type { CheckedRange } from "../../src/verify/range_check.ts";
import { openLog, secondWindowAlone } from "../support/evidence_cases.ts";
import { FIRST_W, smallLog } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { type Files, verifyFiles } from "../support/verify_rig.ts";

const START_MS = Date.parse("2026-11-21T00:00:00Z");
const HOUR_MS = 3_600_000;

/** Exit code and how many ends are not covered. */
async function covered(files: Files, range: CheckedRange): Promise<[number, number]> {
  const report = await verifyFiles(files, { keys: [testKey(1).text], range });
  return [report.exit, report.finding_counts.RANGE_NOT_COVERED ?? 0];
}

Deno.test("a range that signed windows cover passes, by number and by time", async () => {
  const { files } = smallLog();
  assertEquals(await covered(files, { from: { w: FIRST_W }, to: { w: FIRST_W + 1 } }), [0, 0]);
  const times = { from: { ms: START_MS }, to: { ms: START_MS + 2 * HOUR_MS } };
  assertEquals(await covered(files, times), [0, 0]);
  assertEquals(await covered(files, { from: { ms: START_MS + 1 } }), [0, 0]);
});

Deno.test("a range beyond the signed windows is not covered: exit 6", async () => {
  const { files } = smallLog();
  assertEquals(await covered(files, { from: { w: FIRST_W - 1 } }), [6, 1]);
  assertEquals(await covered(files, { to: { w: FIRST_W + 2 } }), [6, 1]);
  assertEquals(
    await covered(files, { from: { ms: START_MS - 1 }, to: { ms: START_MS + 3 * HOUR_MS } }),
    [6, 2],
  );
  // The newest window is here, but still open and not signed.
  assertEquals((await covered(openLog(), { to: { w: FIRST_W + 2 } }))[1], 1);
});

Deno.test("windows that were removed at the end are missed when their time was asked for", async () => {
  const { files } = smallLog();
  const cut = new Map(
    [...files].filter(([path]) => !path.includes("/010000Z-") && !path.startsWith("tile")),
  );
  cut.set("checkpoint", files.get("windows/2026-11-21/000000Z-498672/checkpoint") as Uint8Array);
  const key = [testKey(1).text];
  assertEquals((await verifyFiles(cut, { keys: key })).exit, 0);
  assertEquals(await covered(cut, { to: { w: FIRST_W + 1 } }), [6, 1]);
});

Deno.test("a window that is handed over alone covers its own hour", async () => {
  const range = { from: { ms: START_MS + HOUR_MS }, to: { ms: START_MS + 2 * HOUR_MS } };
  assertEquals(await covered(secondWindowAlone(), range), [0, 0]);
  assertEquals(await covered(secondWindowAlone(), { from: { ms: START_MS } }), [6, 1]);
});
