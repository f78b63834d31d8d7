import { utf8 } from "../../src/base/bytes.ts";
import { annotationRecord } from "../../src/cli/annotations.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("annotationRecord() redacts what was said, and counts what it found", () => {
  const sent = {
    kind: "human",
    request_id: 4,
    body: { decision: "approved by jo@example.com", "al@example.com": 1 },
  };
  assertEquals(annotationRecord(utf8(JSON.stringify(sent)), createDetector()), {
    body: {
      kind: "annotation",
      about: "human",
      ord: 4,
      said: { decision: "approved by [REDACTED:EMAIL]", "[REDACTED:EMAIL]": "1" },
      found: { EMAIL: 2 },
    },
  });
});

Deno.test("annotationRecord() says what is wrong", () => {
  assertEquals(annotationRecord(utf8("{"), createDetector()), { problem: "the body is not JSON" });
});
