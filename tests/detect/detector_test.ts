import { createDetector, type Finding } from "../../src/detect/detector.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function assertAscending(
  findings: readonly Finding[],
  text: { length: number; name: string },
): void {
  let from = 0;
  for (const { start, end } of findings) {
    assert(from <= start && start < end && end <= text.length, `${start}..${end} in ${text.name}`);
    from = end;
  }
}

Deno.test("scan() finds every category in one text, in order", () => {
  assertEquals(
    found("SSN 123-45-6789, a@b.org, (555) 867-5309; 4532015112830366 from 10.0.0.1"),
    [
      "SSN 123-45-6789",
      "EMAIL a@b.org",
      "PHONE (555) 867-5309",
      "CC_NUMBER 4532015112830366",
      "IP_ADDRESS 10.0.0.1",
    ],
  );
});

Deno.test("scan() finds nothing in an empty text or plain numbers", () => {
  assertEquals(found(""), []);
  assertEquals(found("123456789 and 1732000000000 on 2026-11-22T10:00:00.000Z, v2.9.6"), []);
});

Deno.test("scan() keeps the longer of two findings that start together", () => {
  assertEquals(found("123-45-6789@example.com"), ["EMAIL 123-45-6789@example.com"]);
});

Deno.test("scan() covers both of two findings that overlap in part, as the surer of them", () => {
  assertEquals(found("(555) 867-5309@example.com"), ["EMAIL (555) 867-5309@example.com"]);
});

Deno.test("scan() goes on inside what did not match", () => {
  assertEquals(found("1 4532 0151 1283 0366"), ["CC_NUMBER 4532 0151 1283 0366"]);
  assertEquals(found("12-34 123-45-6789"), ["SSN 123-45-6789"]);
});

Deno.test("scan() finds neighbours that only punctuation separates", () => {
  assertEquals(found("10.0.0.1,10.0.0.2;a@b.org,c@d.org"), [
    "IP_ADDRESS 10.0.0.1",
    "IP_ADDRESS 10.0.0.2",
    "EMAIL a@b.org",
    "EMAIL c@d.org",
  ]);
});

Deno.test("scan() hides the end of a local part longer than an address can have", () => {
  const text = `${"x".repeat(100)}@example.com`;
  assertEquals(DETECTOR.scan(text), [{ start: 36, end: 112, category: "EMAIL" }]);
});

Deno.test("scan() gives ascending findings inside the text for random input", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const alphabet = "0123456789012345-. ()+@abx.com\\n\u00a0\ud800";
  for (let round = 0; round < 2000; round++) {
    let text = "";
    const length = random(80);
    for (let k = 0; k < length; k++) text += alphabet.charAt(random(alphabet.length));
    const name = `seed ${seed}: ${JSON.stringify(text)}`;
    assertAscending(DETECTOR.scan(text), { length: text.length, name });
  }
});

Deno.test("scan() finds every card that an independent Luhn check accepts, and no other", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (let round = 0; round < 2000; round++) {
    let digits = "4";
    while (digits.length < 16) digits += String(random(10));
    const sum = [...digits].reverse().map(Number)
      .map((digit, k) => k % 2 === 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] as number)
      .reduce((a, b) => a + b);
    const expected = sum % 10 === 0 ? [`CC_NUMBER ${digits}`] : [];
    assertEquals(found(digits), expected, `seed ${seed}: ${digits}`);
  }
});

Deno.test("explain() tells what spoke for a finding, and what was refused", () => {
  const [ssn, ...others] = DETECTOR.explain("my social security is 123456789")
    .filter(({ category }) => category === "SSN");
  assertEquals([ssn?.isHit, ssn?.need, ssn?.spokenFor, others.length], [
    true,
    "context",
    "social security",
    0,
  ]);
  const [refused] = DETECTOR.explain("batch 123456789")
    .filter(({ category }) => category === "SSN");
  assertEquals([refused?.isHit, refused?.spokenFor], [false, ""]);
  const [labelled] = DETECTOR.explain("123456789", "user.ssn")
    .filter(({ category }) => category === "SSN");
  assertEquals(labelled?.spokenFor, "(name of the field)");
});

Deno.test("explain() gives places in the text for what is disguised in it", () => {
  const text = "ssn 12\u200b3-45-6789".replace("\\u200b", "\u200b");
  const [one] = DETECTOR.explain(text).filter(({ isHit }) => isHit);
  assertEquals([one?.start, one?.end], [4, 16]);
});

Deno.test("scan() finds nothing in markers, and the rest of what they stand in", () => {
  assertEquals(found("[REDACTED:SSN] [REDACTED:EMAIL:CC6.1] [REDACTED:PHONE:9-16]"), []);
  assertEquals(found("SSN [REDACTED:SSN], mail a@b.org"), ["EMAIL a@b.org"]);
});

Deno.test("createDetector() names the table by a digest and lists what it covers", () => {
  assert(/^[0-9a-f]{64}$/.test(DETECTOR.digest));
  assertEquals(createDetector().digest, DETECTOR.digest);
  assert(DETECTOR.categories.includes("SSN"));
  assert(DETECTOR.notCovered.includes("NAME"));
});
