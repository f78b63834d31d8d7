import { InvariantError } from "../../src/base/assert.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { redact, redactUntilClean } from "../../src/detect/redaction.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { mixedText } from "../support/detect_mix.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const DETECTOR = createDetector();

Deno.test("redact() writes plain markers and keeps the rest", () => {
  const text = "Email me at test@example.com please";
  assertEquals(
    redact(text, DETECTOR.scan(text), "plain"),
    "Email me at [REDACTED:EMAIL] please",
  );
});

Deno.test("redact() writes the reference's markers", () => {
  const text = "SSN 123-45-6789, IP 192.168.1.1";
  assertEquals(
    redact(text, DETECTOR.scan(text), "reference"),
    "SSN [REDACTED:SSN:CC6.1], IP [REDACTED:IP_ADDRESS:CC6.1]",
  );
});

Deno.test("redact() writes the class of the length", () => {
  const text = "SSN 123-45-6789, IP 10.0.0.1.";
  assertEquals(
    redact(text, DETECTOR.scan(text), "sized"),
    "SSN [REDACTED:SSN:9-16], IP [REDACTED:IP_ADDRESS:5-8].",
  );
});

Deno.test("redact() leaves no parenthesis of a number, and keeps quotes", () => {
  const text = `{"phone":"(555) 867-5309","ssn":'123-45-6789'}`;
  assertEquals(
    redact(text, DETECTOR.scan(text), "plain"),
    `{"phone":"[REDACTED:PHONE]","ssn":'[REDACTED:SSN]'}`,
  );
});

Deno.test("redactUntilClean() changes nothing that it redacted before", () => {
  const seed = freshSeed();
  for (let round = 0; round < 30; round++) {
    for (const style of ["plain", "reference", "sized"] as const) {
      const options = { detector: DETECTOR, style };
      const once = redactUntilClean(mixedText(randomFrom(seed + round), 4_000), options);
      assertEquals(redactUntilClean(once, options), once, `seed ${seed + round}`);
    }
  }
});

Deno.test("redact() returns a text without findings as it is", () => {
  assertEquals(redact("plain", [], "plain"), "plain");
});

Deno.test("redact() marks findings at both ends and side by side", () => {
  const findings = [
    { start: 0, end: 1, category: "SSN" },
    { start: 1, end: 2, category: "EMAIL" },
    { start: 3, end: 4, category: "PHONE" },
  ];
  assertEquals(
    redact("abcd", findings, "plain"),
    "[REDACTED:SSN][REDACTED:EMAIL]c[REDACTED:PHONE]",
  );
});

Deno.test("redact() leaves nothing to find", () => {
  const text = "123-45-6789 a@b.org (555) 867-5309 4532015112830366 10.0.0.1";
  assertEquals(DETECTOR.scan(redact(text, DETECTOR.scan(text), "reference")), []);
});

Deno.test("redact() refuses findings that overlap or leave the text", () => {
  const category = "SSN";
  const overlapping = [{ start: 0, end: 2, category }, { start: 1, end: 3, category }];
  assertThrows(() => redact("abc", overlapping, "plain"), InvariantError);
  assertThrows(() => redact("abc", [{ start: 0, end: 4, category }], "plain"), InvariantError);
  assertThrows(() => redact("abc", [{ start: 1, end: 1, category }], "plain"), InvariantError);
});
