import { createDetector, type Detector, type Finding } from "../../src/detect/detector.ts";
import { runSelfTest, selfTestBody } from "../../src/detect/selftest.ts";
import { SELFTEST_CASES, SELFTEST_CLEAN } from "../../src/detect/selftest_cases.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { SUBJECTS } from "../corpus/subjects.ts";
import { assert, assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

/** Categories without rows as yet; only ever shortened. */
const WITHOUT_ROWS = ["DATE_OF_BIRTH", "PERSON_NAME", "STREET_ADDRESS"];

/** A detector that finds what a pattern matches. */
function finding(pattern: RegExp, category: string): Detector {
  return {
    digest: "d",
    categories: ["A_ONE", "B_TWO", "C_THREE"],
    notCovered: [],
    scan: (text): Finding[] =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        start: index,
        end: index + found.length,
        category,
      })),
    explain: () => [],
  };
}

const CORPUS = {
  cases: { A_ONE: ["x <<1~2>> y", "<<34>>"], B_TWO: ["b <<5>>"] },
  clean: ["nothing", "9 and 8"],
};

Deno.test("runSelfTest() counts cases, false findings and what has no cases", () => {
  const result = runSelfTest(finding(/\d+/g, "A_ONE"), CORPUS);
  assertEquals(result.categories, [
    { category: "A_ONE", cases: 2, found: 2, false: 3 },
    { category: "B_TWO", cases: 1, found: 0, false: 0 },
  ]);
  assertEquals([result.recall, result.precision], [2 / 3, 2 / 5]);
  assertEquals(result.clean, { texts: 2, findings: 2 });
  assertEquals([result.untested, result.passed], [["C_THREE"], false]);
  assertEquals(result.failed, ["B_TWO#1", "clean#2"]);
});

Deno.test("runSelfTest() passes only when every category is found and hardly anything else", () => {
  const only = { cases: { A_ONE: CORPUS.cases.A_ONE }, clean: ["nothing"] };
  assertEquals(runSelfTest(finding(/\d+/g, "A_ONE"), only).passed, true);
  assertEquals(runSelfTest(finding(/12/g, "A_ONE"), only).passed, false);
  assertEquals(runSelfTest(finding(/\d/g, "A_ONE"), { ...only, clean: ["1"] }).passed, false);
  assertEquals(runSelfTest(finding(/\d/g, "A_ONE"), { cases: {}, clean: [] }).passed, false);
});

Deno.test("selfTestBody() holds counts that can be made canonical", () => {
  const result = runSelfTest(finding(/\d+/g, "A_ONE"), CORPUS);
  const body = selfTestBody(result, "start");
  assertEquals(body.kind, "selftest");
  assertEquals(body.categories, { A_ONE: [2, 2, 3], B_TWO: [1, 0, 0] });
  assertEquals(JSON.parse(canonicalJson(body)), { ...body });
});

Deno.test("the cases of the self-test cover every category, and each marks one value", () => {
  assertEquals(Object.keys(SELFTEST_CASES), SUBJECTS.map(({ category }) => category).sort());
  for (const text of Object.values(SELFTEST_CASES).flat()) {
    assert(/^(?:(?!<<|>>)[^])*<<(?:(?!<<|>>)[^])+>>(?:(?!<<|>>)[^])*$/.test(text), text);
  }
  for (const text of SELFTEST_CLEAN) assert(!/<<|>>|~/.test(text), text);
});

Deno.test("the detector passes its self-test", () => {
  const { failed, passed, untested } = runSelfTest(DETECTOR);
  assertEquals([failed, passed, untested], [[], true, []]);
  const lacking = SUBJECTS.map(({ category }) => category).filter((category) =>
    !DETECTOR.categories.includes(category)
  ).sort();
  assertEquals(lacking.filter((category) => !WITHOUT_ROWS.includes(category)), []);
});
