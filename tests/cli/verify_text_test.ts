import { type ReportFrame, reportText } from "../../src/cli/verify_text.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";
import { openLog } from "../support/evidence_cases.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { editFile, type Files, verifyFiles } from "../support/verify_rig.ts";

const PLAIN: ReportFrame = { path: "evidence", hasColour: false };

async function textOf(
  files: Files,
  options: Partial<VerifyOptions> = {},
  frame = PLAIN,
): Promise<string> {
  return reportText(await verifyFiles(files, { keys: [testKey(1).text], ...options }), frame);
}

Deno.test("reportText() tells an auditor everything in a fixed order", async () => {
  const text = await textOf(smallLog().files);
  const parts = [
    "Verification of evidence",
    "Log      test.example/gw-0",
    "Key      test.example/gw-0+",
    "Records  16, index 0 to 15; signed checkpoint 16",
    "Period   2026-11-21 00:00:00 to 2026-11-21 02:00:00 UTC",
    "Windows (2)",
    "  498672  2026-11-21 00:00:00  2026-11-21 01:00:00        9      3        3        0  yes",
    "Results",
    "  integrity     PASS         All 16 records",
    "  time          UNPROVEN     ",
    "  content       NOT CHECKED  ",
    "Notes: facts to know, which change no verdict",
    "  REQUESTS_DROPPED: ",
    "In total 7 calls: 5 audited whole, 2 dropped by the audit",
    "Not proven by this",
    "  - Calls that bypassed the proxy",
    "ACCEPTED (exit 0): everything required is proven (integrity, identity, completeness).",
  ];
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    assert(found >= 0, `${part}\n\n${text}`);
    at = found;
  }
});

Deno.test("reportText() keeps lines short, but for what cannot be broken", async () => {
  const { files } = smallLog();
  editFile(files, "checkpoint", (text) => text.replace("16", "15"));
  const texts = [await textOf(files), await textOf(openLog()), await textOf(new Map())];
  for (const line of texts.join("\n").split("\n")) {
    const isLong = line.length > 100 && line.trim().includes(" ");
    const hasLongWord = line.split(" ").some((word) => word.length > 40);
    assert(!isLong || hasLongWord, line);
  }
});

Deno.test("reportText() has one verdict line for each exit code", async () => {
  const { files } = smallLog();
  const last = async (given: Files, keys: string[]): Promise<string> =>
    (await textOf(given, { keys })).trimEnd().split("\n").at(-1) ?? "";
  const key = testKey(1).text;
  assertStringIncludes(await last(files, [key]), "ACCEPTED (exit 0): ");
  assertStringIncludes(await last(files, [testKey(2).text]), "REJECTED (exit 4): ");
  assertStringIncludes(await last(new Map(), [key]), "NOT CHECKED (exit 5): ");
  assertStringIncludes(await last(files, []), "INCOMPLETE (exit 6): ");
  assertStringIncludes(await last(files, []), "not everything required is proven: identity.");
});

Deno.test("reportText() shows a few places of a code and counts the rest", async () => {
  const log = new LogBuilder().begin();
  for (let k = 0; k < 9; k++) log.append({ kind: "party" });
  const text = await textOf(log.closeWindow().seal().files);
  assertStringIncludes(text, "RECORD_KIND_UNKNOWN (9 times): ");
  assertEquals(text.split('kind is "party"').length - 1, 4);
  assertStringIncludes(text, "      and 5 more");
});

Deno.test("reportText() shows both ends of a long list of windows", async () => {
  const log = new LogBuilder().begin().closeWindow().seal();
  for (let k = 0; k < 39; k++) log.openWindow().closeWindow().seal();
  const text = await textOf(log.files);
  assertStringIncludes(text, "Windows (40)");
  assertStringIncludes(text, "  ... 16 more windows ...");
  assertStringIncludes(text, "  498672  ");
  assertStringIncludes(text, "  498711  ");
  assertFalse(text.includes("  498690  "));
});

Deno.test("reportText() lets nothing in the evidence move the cursor", async () => {
  const log = new LogBuilder().begin();
  log.append({ kind: "erase", target: 1, parts: ["\u001b[2J"], why: "\u202e\n" });
  const text = await textOf(log.closeWindow().seal().files, {}, {
    path: "a\u0007",
    hasColour: false,
  });
  assertStringIncludes(text, "\\u001b[2J");
  // deno-lint-ignore no-control-regex -- finding them is the point
  assertFalse(/[\u0000-\u0009\u000b-\u001f\u202e]/.test(text));
});

Deno.test("reportText() colours statuses only where the terminal can", async () => {
  const { files } = smallLog();
  const coloured = await textOf(files, {}, { path: "evidence", hasColour: true });
  assertStringIncludes(coloured, "\u001b[32mPASS");
  assertStringIncludes(coloured, "\u001b[32mACCEPTED (exit 0)\u001b[0m: everything");
  // deno-lint-ignore no-control-regex -- that is what colours are made of
  assertEquals(coloured.replaceAll(/\u001b\[\d+m/g, ""), await textOf(files));
});

Deno.test("reportText() names other logs that were not checked", async () => {
  const report: VerifyReport = {
    ...await verifyFiles(smallLog().files),
    others: ["other.example/x (b/)"],
  };
  assertStringIncludes(reportText(report, PLAIN), "NOT checked");
  assertStringIncludes(reportText(report, PLAIN), "  - other.example/x (b/)");
});
