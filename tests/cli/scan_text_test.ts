import { classesOf, excerptOf, LineCounter, painter, shapeOf } from "../../src/cli/scan_text.ts";
import { assert, assertEquals, assertFalse, assertLess } from "../support/std.ts";

const PLAIN = painter(false);

/** Excerpt of the first of some values, all of which were found. */
function excerpt(text: string, ...values: string[]): string {
  const findings = values.map((value) => {
    const start = text.indexOf(value);
    return { start, end: start + value.length, category: "SSN" };
  }).sort((a, b) => a.start - b.start);
  const start = text.indexOf(values[0] as string);
  const place = findings.find((finding) => finding.start === start);
  assert(place !== undefined, "the value is in the text");
  return excerptOf(text, place, { findings, paint: PLAIN });
}

Deno.test("excerptOf() shows the line around a finding with its shape", () => {
  assertEquals(
    excerpt("a\nmy ssn is 123-45-6789 now\nb", "123-45-6789"),
    "my ssn is ***-**-**** now",
  );
  assertEquals(excerpt("123-45-6789", "123-45-6789"), "***-**-****");
});

Deno.test("excerptOf() hides every finding near it, before and after", () => {
  const text = "a@b.org and 123-45-6789 and 987-65-4321";
  assertEquals(
    excerpt(text, "123-45-6789", "a@b.org", "987-65-4321"),
    "*@*.*** and ***-**-**** and ***-**-****",
  );
});

Deno.test("excerptOf() shows no digit and no long code of what was not found", () => {
  const shown = excerpt("pin 4711 x 123-45-6789 tok_9f8e7d6c5b4a3210 ok", "123-45-6789");
  assertEquals(shown, "pin #### x ***-**-**** ~~~ ok");
});

Deno.test("excerptOf() cuts no word or code: a part of a secret is one, too", () => {
  const secret = "hunter-two-and-more";
  for (let gap = 0; gap < 60; gap++) {
    const text = `${secret} ${"w ".repeat(gap)}123-45-6789 ${"w ".repeat(gap)}${secret}`;
    const shown = excerpt(text, "123-45-6789");
    assertFalse(/hun|more|two/.test(shown), shown);
  }
});

Deno.test("excerptOf() lets no character through that steers a terminal", () => {
  const shown = excerpt("\x1b[2J\u202e \x07 123-45-6789 \u200b\u2028z", "123-45-6789");
  assertFalse(/[\p{Cc}\p{Cf}\p{Zl}]/u.test(shown), JSON.stringify(shown));
});

Deno.test("excerptOf() paints the finding itself, on a terminal only", () => {
  const place = { start: 2, end: 4, category: "SSN" };
  const parts = { findings: [place, { start: 5, end: 6, category: "SSN" }], paint: painter(true) };
  assertEquals(excerptOf("a 12 3", place, parts), "a \x1b[31m**\x1b[0m *");
});

/** Text that counts how many characters are copied or searched. */
class CountingText extends String {
  reads = 0;

  override slice(start: number, end: number): string {
    this.reads += end - start;
    return super.slice(start, end);
  }

  override indexOf(part: string, from = 0): number {
    this.reads += this.length;
    return super.indexOf(part, from);
  }

  override lastIndexOf(part: string, from?: number): number {
    this.reads += this.length;
    return super.lastIndexOf(part, from);
  }
}

Deno.test("excerptOf() reads a bounded part of a long line", () => {
  const text = new CountingText("x ".repeat(1 << 20));
  const place = { start: 1_000_000, end: 1_000_001, category: "SSN" };
  excerptOf(text as unknown as string, place, { findings: [place], paint: PLAIN });
  assertLess(text.reads, 1_000);
});

Deno.test("shapeOf() and classesOf() keep the form and hide the value", () => {
  assertEquals(shapeOf("+1 (555) 867-5309"), "+* (***) ***-****");
  assertEquals(shapeOf("a\nb\u00e9"), "****");
  assertEquals(classesOf("Jo3@ex.org"), "Aa9@aa.aaa");
  assertEquals(classesOf("x".repeat(50)), `${"a".repeat(40)}...`);
});

Deno.test("LineCounter counts lines and columns over parts of a text", () => {
  const text = "ab\n\ncd\nef";
  const lines = new LineCounter();
  assertEquals(lines.placeOf(1, text.slice(0, 5), 0), { line: 1, column: 2 });
  assertEquals(lines.placeOf(3, text.slice(0, 5), 0), { line: 2, column: 1 });
  lines.catchUp(5, text.slice(2), 2);
  assertEquals(lines.placeOf(5, text.slice(5), 5), { line: 3, column: 2 });
  assertEquals(lines.placeOf(7, text.slice(5), 5), { line: 4, column: 1 });
});
