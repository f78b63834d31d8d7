import { createDetector } from "../../src/detect/detector.ts";
import { RUN_DIGITS_MAX } from "../../src/detect/rule.ts";
import { CATEGORIES, NOT_COVERED, RULES } from "../../src/detect/table.ts";
import { assert, assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

for (const rule of RULES) {
  Deno.test(`RULES ${rule.category} finds exactly its examples`, () => {
    assert(rule.hits.length >= 5, "Has examples");
    for (const [text, found] of rule.hits) {
      const findings = DETECTOR.scan(text).map(({ start, end, category }) => ({
        category,
        found: text.slice(start, end),
      }));
      assertEquals(findings, [{ category: rule.category, found }], text);
    }
  });

  Deno.test(`RULES ${rule.category} leaves its look-alikes`, () => {
    assert(rule.misses.length >= 5, "Has counterexamples");
    for (const text of rule.misses) {
      const categories = DETECTOR.scan(text).map((finding) => finding.category);
      assert(!categories.includes(rule.category), text);
    }
  });

  Deno.test(`RULES ${rule.category} has run lengths that fit its anchor`, () => {
    if (rule.anchor === "at") assertEquals(rule.runLengths, []);
    else assert(rule.runLengths.length > 0, "A digit rule has a length");
    for (const length of rule.runLengths) assert(length >= 1 && length <= RUN_DIGITS_MAX);
  });
}

Deno.test("CATEGORIES is sorted and unique, and shares nothing with NOT_COVERED", () => {
  assertEquals(CATEGORIES, ["CC_NUMBER", "EMAIL", "IP_ADDRESS", "PHONE", "SSN"]);
  assertEquals(NOT_COVERED, [...new Set(NOT_COVERED)].sort());
  for (const category of CATEGORIES) assert(!NOT_COVERED.includes(category));
});
