import { Findings } from "../../src/verify/findings.ts";
import { checkComparison, checkStatuses, differencesOf } from "../../src/verify/recompute_check.ts";
import type { ControlEvidence, WindowSummary } from "../../src/format/summary.ts";
import { FIRST_DIR } from "../support/evidence_cases.ts";
import { smallLog } from "../support/log_builder.ts";
import { assert, assertEquals } from "../support/std.ts";
import { fileText } from "../support/verify_rig.ts";

const SUMMARY = JSON.parse(
  fileText(smallLog().files, `${FIRST_DIR}/summary.json`),
) as WindowSummary;
const ROW: ControlEvidence = {
  ...{ control: "soc2:CC7.2", title: "t", status: "partial", reasons: ["R"], tests: {} },
  ...{ cap: "supported", not_proven: "n", wording: "w", rules_version: "1" },
};

/** Findings for a summary whose only row is changed like this. */
function found(change: Partial<ControlEvidence> | null): string[] {
  const findings = new Findings();
  const computed = { ...SUMMARY, control_evidence: [ROW] };
  const actual = { ...SUMMARY, control_evidence: change === null ? [] : [{ ...ROW, ...change }] };
  checkStatuses(findings, { where: "s" }, { actual: { ...actual }, computed });
  return findings.list().map(({ code, message }) => `${code} ${message}`);
}

Deno.test("checkStatuses() names each field of a status that the records do not give", () => {
  assertEquals(found({}), []);
  assertEquals(found({ status: "supported" }), [
    'STATUS_MISMATCH control_evidence[0].status is "supported", and the records make it "partial"',
  ]);
  assertEquals(found({ wording: "all is well" }).length, 1);
  assertEquals(found(null).length, 1, "Statuses that were left out");
});

Deno.test("checkStatuses() does not compare statuses of other rules", () => {
  const [only = "", ...more] = found({ status: "supported", rules_version: "2" });
  assert(only.startsWith("STATUS_NOT_RECOMPUTED"), only);
  assertEquals(more, []);
});

Deno.test("differencesOf() finds every value that differs, by its path", () => {
  const is = { a: 1, b: [1, { c: 2 }], gone: null, same: { x: [] } };
  const should = { a: 2, b: [1, { c: 3 }], new: 0, same: { x: [] } };
  assertEquals(differencesOf(is, should, "").map(({ figure }) => figure).toSorted(), [
    "a",
    "b[1].c",
    "gone",
    "new",
  ]);
  assertEquals(differencesOf([1, 2], [1], "list").map(({ figure }) => figure), ["list"]);
});

Deno.test("checkComparison() says what differs, and what was not compared", () => {
  const findings = new Findings();
  const difference = { figure: "totals", is: 1, should: 2 };
  const differences = Array(150).fill(difference);
  checkComparison(findings, { name: "report.json", differences, skipped: ["why"] });
  assertEquals(findings.count("REPORT_MISMATCH"), 101);
  assertEquals(findings.count("REPORT_NOT_RECOMPUTED"), 1);
});
