import { utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { Findings } from "../../src/verify/findings.ts";
import { PartTally } from "../../src/verify/part_tally.ts";
import { checkSummary } from "../../src/verify/summary_check.ts";
import { FIRST_DIR } from "../support/evidence_cases.ts";
import { smallLog } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { ORIGIN } from "../support/test_keys.ts";
import { fileText } from "../support/verify_rig.ts";
import { parseRecord } from "../../src/format/record_schema.ts";

const { files } = smallLog();
const SUMMARY = JSON.parse(fileText(files, `${FIRST_DIR}/summary.json`));
const TALLY = tallyOf(fileText(files, `${FIRST_DIR}/segment.jsonl`));

function tallyOf(segment: string): PartTally {
  const tally = new PartTally();
  for (const line of segment.trimEnd().split("\n")) {
    const parsed = parseRecord(JSON.parse(line));
    if ("problem" in parsed) throw new Error(parsed.problem);
    tally.add(parsed);
    if (parsed.record.kind === "boot") tally.software = parsed.record.software;
  }
  return tally;
}

/** `code message` for this summary of the first window. */
function found(text: string, tally = TALLY): string[] {
  const findings = new Findings();
  const facts = { path: "summary.json", origin: ORIGIN, first: 0, end: 9, tally, statuses: null };
  checkSummary(findings, utf8(text), facts);
  return findings.list().map(({ code, message }) => `${code} ${message}`);
}

function written(fields: Record<string, unknown>): string {
  return `${canonicalJson({ ...SUMMARY, ...fields })}\n`;
}

Deno.test("checkSummary() accepts what the records make", () => {
  assertEquals(found(written({})), []);
});

Deno.test("checkSummary() recomputes every field but the judgements", () => {
  const judgements = ["control_evidence", "soc2_controls_satisfied", "iso42001_controls_satisfied"];
  for (const name of Object.keys(SUMMARY)) {
    if (name === "schema_version") continue;
    const count = found(written({ [name]: "another" })).length;
    assertEquals(count, judgements.includes(name) ? 0 : 1, name);
    const { [name]: _, ...rest } = SUMMARY;
    assertEquals(found(`${canonicalJson(rest)}\n`).length, judgements.includes(name) ? 0 : 1, name);
  }
});

Deno.test("checkSummary() says what it expected", () => {
  assertEquals(found(written({ io_errors: 3 })), [
    "SUMMARY_MISMATCH io_errors is 3, and the records make it 0",
  ]);
  assertEquals(found(written({ extra: 3 })), [
    "SUMMARY_MISMATCH extra is 3, and the records make it missing",
  ]);
});

Deno.test("checkSummary() takes canonical JSON with a final line feed only", () => {
  const good = written({});
  const texts = ["", "{", "[]\n", good.slice(0, -1), good.replace(",", ", "), `${good}\n`];
  for (const text of texts) {
    assertEquals(found(text), [
      "SUMMARY_MISMATCH It is not canonical JSON with a final line feed",
    ]);
  }
});

Deno.test("checkSummary() cannot compute other versions, or parts without open and close", () => {
  const codes = (text: string, tally?: PartTally): string[] =>
    found(text, tally).map((line) => line.split(" ")[0] ?? "");
  assertEquals(codes(written({ schema_version: "2.0.0" })), ["SUMMARY_NOT_RECOMPUTED"]);
  assertEquals(codes('{"audited":3}'), ["SUMMARY_NOT_RECOMPUTED"]);
  assertEquals(codes(written({}), new PartTally()), ["SUMMARY_NOT_RECOMPUTED"]);
});
