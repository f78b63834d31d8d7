/**
 * The OSCAL document: valid against NIST's schemas, every reference resolves, and nothing concludes.
 */

import { createHash } from "node:crypto";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { CONTROLS } from "../../src/controls/catalogue.ts";
import {
  assessmentResults,
  OSCAL_VERSIONS,
  type OscalInput,
  type OscalVersion,
} from "../../src/oscal/assessment_results.ts";
import { controlToken } from "../../src/oscal/control_token.ts";
import { line, listed, property } from "../../src/oscal/fields.ts";
import type { RegisterEntry } from "../../src/format/register.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { sampleReport } from "../support/sample_report.ts";
import { assert, assertEquals, assertFalse, assertThrows } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const RESOURCES: OscalInput["resources"] = [
  {
    path: "report/report.json",
    title: "Report",
    type: "report",
    mediaType: "application/json",
    sha256: "ab".repeat(32),
    isCited: true,
  },
  {
    path: "evidence/a+b/windows/2026-11-21/000000Z-1/segment.jsonl",
    title: "Records",
    type: "raw-data",
    mediaType: "application/jsonl",
    sha256: "cd".repeat(32),
    isCited: false,
  },
];

const REVIEW = {
  ...{ v: 1, n: 0, prev: "00", t: "2026-11-22T00:00:00.000Z", by: "reviewer.example/ann" },
  ...{ log: "gateway.example/gw", vkey: "k", head: { size: 1, root: "r" }, sig: "s" },
  ...{ kind: "review", from: "2026-11-21", to: "2026-11-22", note: " two\nlines " },
} as unknown as RegisterEntry;

function sha1(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha1").update(bytes).digest());
}

async function documentOf(version: OscalVersion, hasReview = true): Promise<string> {
  const report = await sampleReport({ policy: quarterPolicy() });
  const answers = { ...report.answers, entries: hasReview ? [REVIEW] : [] };
  return assessmentResults({ report: { ...report, answers }, resources: RESOURCES, version, sha1 });
}

/** Everything below a value, with the name of the member that holds it. */
function* members(value: unknown, name = ""): Generator<[name: string, value: unknown]> {
  yield [name, value];
  if (Array.isArray(value)) { for (const item of value) yield* members(item, name); }
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* members(item, key);
  }
}

for (const version of OSCAL_VERSIONS) {
  vectorTest(`assessmentResults() is valid against the schema of ${version}`, async () => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    formats.default(ajv);
    const schema = JSON.parse(
      vectorText(`oscal/oscal_assessment-results_schema-${version}.json`),
    );
    const check = ajv.compile(schema);
    for (const hasReview of [true, false]) {
      const isValid = check(JSON.parse(await documentOf(version, hasReview)));
      assert(isValid, JSON.stringify(check.errors?.slice(0, 5)));
    }
    const broken = JSON.parse(await documentOf(version));
    broken["assessment-results"].results[0].observations = [];
    assertFalse(check(broken), "The schema can refuse");
  });
}

Deno.test("assessmentResults() gives the same bytes each time, and other names for other content", async () => {
  assertEquals(await documentOf("1.1.3"), await documentOf("1.1.3"));
  const uuid = (text: string): string => JSON.parse(text)["assessment-results"].uuid;
  assert(uuid(await documentOf("1.1.3")) !== uuid(await documentOf("1.1.2")));
});

Deno.test("assessmentResults() has unique names, and every reference resolves", async () => {
  const all = [...members(JSON.parse(await documentOf("1.1.3")))];
  const names = all.filter(([name]) => name === "uuid").map(([, value]) => String(value));
  assertEquals(new Set(names).size, names.length);
  const references = all.flatMap(([name, value]) => {
    if (/-uuids?$/.test(name) && typeof value === "string") return [value];
    return name === "href" && String(value).startsWith("#") ? [String(value).slice(1)] : [];
  });
  assert(references.length > 20);
  for (const reference of references) assert(names.includes(reference), reference);
});

Deno.test("assessmentResults() states computed statuses with numbers, and concludes nothing", async () => {
  const text = await documentOf("1.1.3");
  assertFalse(/\b(?:not-)?satisfied\b|compliant|certified/i.test(text));
  const [result] = JSON.parse(text)["assessment-results"].results;
  assertFalse("findings" in result);
  const report = await sampleReport({ policy: quarterPolicy() });
  assert(report.controls.length > 20);
  assertEquals(result.observations.length, report.controls.length + 1, "and one of the limits");
  for (const [k, { status, reasons }] of report.controls.entries()) {
    const props: { name: string; value: string }[] = result.observations[k].props;
    const values = (name: string): string[] =>
      props.filter((prop) => prop.name === name).map(({ value }) => value);
    assertEquals(values("evidence-status"), [status]);
    assertEquals(values("reason-code"), reasons);
  }
  const risks: { title: string }[] = result.risks ?? [];
  const expected = report.exceptions.filter(({ kind }) => kind !== "SIGNAL");
  assert(expected.length > 0);
  assertEquals(risks.length, expected.length);
});

Deno.test("controlToken() names every control once, as OSCAL takes names", () => {
  const tokens = CONTROLS.map(({ id }) => controlToken(id));
  assertEquals(new Set(tokens).size, CONTROLS.length);
  for (const token of tokens) assert(/^[A-Za-z_][A-Za-z0-9._-]*$/.test(token), token);
  assertEquals(controlToken("hipaa:164.312(b)"), "hipaa.164.312.b");
  assertThrows(() => controlToken("soc2:CC99"), RangeError, "No token");
  assertThrows(() => controlToken("toString"), RangeError, "No token");
});

Deno.test("line() and listed() keep to the data types of OSCAL", () => {
  assertEquals(line("  a\n\tb \u0007 "), "a\\u000a\\u0009b \\u0007");
  assertEquals([line(""), line(" ")], ["-", "-"]);
  assertEquals(property("n", 3).value, "3");
  assertEquals([listed("a", []), listed("a", [1])], [{}, { a: [1] }]);
});
