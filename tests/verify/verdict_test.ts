import { type FindingCode, RESULT_NAMES } from "../../src/format/finding_codes.ts";
import { Findings } from "../../src/verify/findings.ts";
import { makeReport } from "../../src/verify/verdict.ts";
import { openLog, secondWindowAlone } from "../support/evidence_cases.ts";
import { smallLog } from "../support/log_builder.ts";
import { assert, assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { verifyFiles } from "../support/verify_rig.ts";

const KEY = testKey(1).text;
const OTHER = testKey(1, "other.example/gw").text;

/** Exit code for nothing but these findings, without a log. */
function exitOf(...codes: FindingCode[]): number {
  const findings = new Findings();
  for (const code of codes) findings.add(code, { where: "" }, "because");
  return makeReport({ findings, pinned: [], require: [], log: null, others: [] }).exit;
}

Deno.test("makeReport() lets the heaviest finding decide", () => {
  assertEquals(exitOf("NOTHING_TO_VERIFY"), 5);
  assertEquals(exitOf("NOTHING_TO_VERIFY", "ROOT_MISMATCH"), 4);
  assertEquals(exitOf("HEAD_UNREADABLE", "KEY_NOT_PINNED"), 5);
  assertEquals(exitOf("KEY_NOT_PINNED"), 6);
  assertEquals(exitOf("REQUESTS_DROPPED"), 6);
});

Deno.test("makeReport() answers every question, also when there is nothing", () => {
  const findings = new Findings();
  const report = makeReport({ findings, pinned: [], require: ["time"], log: null, others: ["a"] });
  for (const name of RESULT_NAMES) {
    assertEquals(report.results[name], "not_checked");
    assert(report.reasons[name].length > 0);
  }
  assertEquals(report.required, ["integrity", "identity", "time", "completeness"]);
  assertEquals(report.others, ["a"]);
  assertEquals(report.log, null);
  assert(report.not_proven.length > 0);
});

Deno.test("makeReport() never lets notes change the verdict", async () => {
  const report = await verifyFiles(smallLog().files, { keys: [KEY] });
  assert(report.findings.length > 0);
  for (const { weight } of report.findings) assertEquals(weight, "note");
  assertEquals(report.exit, 0);
});

Deno.test("makeReport() takes any pinned key of the chain, and no other", async () => {
  const { files } = smallLog();
  const identity = async (...keys: string[]): Promise<string> =>
    (await verifyFiles(files, { keys })).results.identity;
  assertEquals(await identity(KEY), "pass");
  assertEquals(await identity(testKey(5).text, KEY), "pass");
  assertEquals(await identity(testKey(5).text), "fail");
  assertEquals(await identity(OTHER), "fail");
  assertEquals(await identity(), "unproven");
});

Deno.test("makeReport() calls a key that has signed nothing unproven", async () => {
  const files = openLog();
  for (const path of files.keys()) {
    if (!path.includes("020000Z")) files.delete(path);
  }
  const whole = smallLog().files;
  const first = new Map([...whole].filter(([path]) => path.endsWith("0Z-498672/segment.jsonl")));
  for (const unsigned of [files, first]) {
    const report = await verifyFiles(unsigned, { keys: [KEY] });
    assertEquals(report.exit, 6);
    assertEquals(report.finding_counts.NOTE_UNSIGNED, 1);
    assertEquals((await verifyFiles(unsigned, { keys: [OTHER] })).exit, 4);
  }
});

Deno.test("makeReport() never takes a window of one key for one of another", async () => {
  const report = await verifyFiles(secondWindowAlone(), { keys: [testKey(5).text] });
  assertEquals(report.finding_counts.KEY_UNKNOWN, 1);
  assertEquals(report.exit, 4);
});

Deno.test("makeReport() sums up what the log holds", async () => {
  const { log, totals, windows } = await verifyFiles(smallLog().files, { keys: [KEY] });
  assertEquals(log?.keys, [KEY]);
  assertEquals(log?.vkey, KEY);
  assertEquals(log?.records, 16);
  assertEquals(log?.size, 16);
  assertEquals(totals.dropped, 2);
  assertEquals(windows.map(({ coverage }) => coverage), [100, 50]);
});
