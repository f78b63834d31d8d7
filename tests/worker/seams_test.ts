import { createDetector } from "../../src/detect/detector.ts";
import { type HeldText, joinSeam } from "../../src/worker/seams.ts";
import { assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

function held(text: string): HeldText {
  return { path: "p", text, label: "text", findings: DETECTOR.scan(text), continued: 0 };
}

function join(one: string, other: string): { found: string[][]; continued: number } {
  const [first, second] = [held(one), held(other)];
  joinSeam(DETECTOR, first, second);
  const found = [first, second].map(({ text, findings }) =>
    findings.map(({ start, end, category }) => `${category} ${text.slice(start, end)}`)
  );
  return { found, continued: second.continued };
}

Deno.test("joinSeam() finds a value wherever it is split", () => {
  const text = "Mail jo@example.com, SSN 123-45-6789, thanks";
  const from = text.indexOf("123");
  for (let cut = from + 1; cut < from + 11; cut++) {
    const { found, continued } = join(text.slice(0, cut), text.slice(cut));
    assertEquals(found[0]?.at(-1), `SSN ${text.slice(from, cut)}`);
    assertEquals(found[1], [`SSN ${text.slice(cut, from + 11)}`]);
    assertEquals(continued, 1);
  }
});

Deno.test("joinSeam() keeps findings that the split does not touch", () => {
  const { found, continued } = join("jo@example.com has 123-45-", "6789 and al@example.com");
  assertEquals(found, [
    ["EMAIL jo@example.com", "SSN 123-45-"],
    ["SSN 6789", "EMAIL al@example.com"],
  ]);
  assertEquals(continued, 1);
});

Deno.test("joinSeam() makes no new value of words, or of two whole ones", () => {
  for (
    const [one, other] of [["Hello", "world"], ["see a.b", "c"], [
      "jo@example.com",
      "al@example.com",
    ]]
  ) {
    const { continued } = join(one as string, other as string);
    assertEquals(continued, 0);
  }
});
