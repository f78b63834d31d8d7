import { FINDING_CODES, findingRule, RESULT_NAMES } from "../../src/format/finding_codes.ts";
import { assert, assertEquals, assertMatch } from "../support/std.ts";

Deno.test("findingRule() gives each code one question, one weight and one sentence", () => {
  for (const code of FINDING_CODES) {
    const { result, weight, meaning } = findingRule(code);
    assertMatch(code, /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/);
    assert(RESULT_NAMES.includes(result), code);
    assert(["contradiction", "unreadable", "unproven", "note"].includes(weight), code);
    assertMatch(meaning, /^[A-Z][^.]*(?:\.jsonl|\.json)?[^.]*\.$/);
  }
  assertEquals(
    new Set(FINDING_CODES.map((code) => findingRule(code).meaning)).size,
    FINDING_CODES.length,
  );
});

Deno.test("findingRule() makes notes of facts about traffic and operation", () => {
  const facts = [
    "REQUESTS_DROPPED",
    "REQUESTS_EXCLUDED",
    "REQUESTS_UNKNOWN",
    "CAPTURE_PARTIAL",
    "DOWNTIME_DECLARED",
    "RECOVERED_AFTER_CRASH",
    "ERASED_DECLARED",
    "LOG_NOT_CLOSED",
    "HEARTBEAT_MISSING",
    "HEAD_NONE_KNOWN",
    "TELEMETRY_LOST",
    "WINDOW_NOT_CLOSED",
    "SEGMENT_TAIL_OPEN",
  ] as const;
  for (const code of facts) assertEquals(findingRule(code).weight, "note", code);
});

Deno.test("RESULT_NAMES are the seven questions", () => {
  assertEquals(new Set(RESULT_NAMES).size, 7);
  for (const name of RESULT_NAMES) {
    assert(FINDING_CODES.some((code) => findingRule(code).result === name), name);
  }
});

Deno.test("FINDING_CODES are all found somewhere in the verifier", () => {
  const folders = ["verify", "anchor"].map((name) =>
    new URL(`../../src/${name}/`, import.meta.url)
  );
  const source = folders.flatMap((folder) =>
    [...Deno.readDirSync(folder)].map(({ name }) => Deno.readTextFileSync(new URL(name, folder)))
  ).join("\n");
  assertEquals(FINDING_CODES.filter((code) => !source.includes(`"${code}"`)), []);
});
