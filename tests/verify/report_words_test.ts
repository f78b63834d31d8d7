import { noCounts } from "../../src/format/counts.ts";
import {
  dayTime,
  placeWords,
  totalWords,
  verdictWords,
  WINDOW_COLUMNS,
  windowCells,
} from "../../src/verify/report_words.ts";
import { smallLog } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { verifyFiles } from "../support/verify_rig.ts";

Deno.test("verdictWords() names what was required", async () => {
  const { files } = smallLog();
  assertEquals(
    verdictWords(await verifyFiles(files, { keys: [testKey(1).text] })),
    "everything required is proven (integrity, identity, completeness).",
  );
  assertEquals(
    verdictWords(await verifyFiles(files, { require: ["time"] })),
    "nothing contradicts, but not everything required is proven: identity, time.",
  );
});

Deno.test("totalWords() and windowCells() count the calls", async () => {
  assertEquals(totalWords(noCounts()), "In total no call was settled in these windows.");
  const report = await verifyFiles(smallLog().files, { keys: [testKey(1).text] });
  assertEquals(
    totalWords(report.totals),
    "In total 7 calls: 5 audited whole, 2 dropped by the audit, though they passed. Coverage 71.42 %.",
  );
  const [, second] = report.windows;
  if (second === undefined) throw new Error("There are two windows");
  const cells = windowCells(second);
  assertEquals(cells.length, WINDOW_COLUMNS.length);
  assertEquals([cells[0], ...cells.slice(3)], ["498673", "7", "4", "2", "2", "yes"]);
});

Deno.test("placeWords() and dayTime() say only what is known", () => {
  const finding = { code: "LINE_PARSE", weight: "contradiction", result: "integrity" } as const;
  const at = { ...finding, where: "a", message: "" };
  assertEquals(placeWords({ ...at, line: 3, index: 7 }), "a line 3, record 7: ");
  assertEquals(placeWords({ ...at, where: "" }), "");
  assertEquals([dayTime(""), dayTime("2026-11-21T14:00:00.000Z")], ["?", "2026-11-21 14:00:00"]);
});
