import { createDetector, type Finding } from "../../src/detect/detector.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

const DETECTOR = createDetector();

/** Text that counts how many characters are read of it; the scanner cannot tell. */
class CountingText extends String {
  reads = 0;

  override charCodeAt(at: number): number {
    this.reads++;
    return super.charCodeAt(at);
  }

  override indexOf(part: string, from = 0): number {
    const at = super.indexOf(part, from);
    this.reads += (at < 0 ? this.length : at) - from + 1;
    return at;
  }

  override startsWith(part: string, at?: number): boolean {
    this.reads += part.length;
    return super.startsWith(part, at);
  }

  override slice(start: number, end: number): string {
    this.reads += end - start;
    return super.slice(start, end);
  }
}

function readsOf(text: string): number {
  const counting = new CountingText(text);
  DETECTOR.scan(counting as unknown as string);
  return counting.reads;
}

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** Numerical Recipes' generator: the same everywhere, and the seed is in the failure message. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 0x1_0000_0000 * below);
  };
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

const ADVERSARIAL = [
  ...["1", "1 ", "12-", "123-45-", "4111 ", "4111-", "1.", "1.1.1.1.", "255.255.", "(2", "+1 "],
  ...["212-", "(212) ", "+1 (212) 867-", "a", "a.", "a@", "@", "@a.", "a@a.", "a@a.com", "-", " "],
  ...["\\n1", "version 1.2.3.4 ", "4532015112830366", "378282 "],
];

Deno.test("scan() reads a number of characters proportional to the text", () => {
  for (const part of ADVERSARIAL) {
    const small = readsOf(part.repeat(Math.ceil(0x4000 / part.length)));
    const large = readsOf(part.repeat(Math.ceil(0x20000 / part.length)));
    assertLess(large, 8 * small * 1.02 + 1000, `growth for ${JSON.stringify(part)}`);
    assertLess(large, 0x20000 * 120, `work per character for ${JSON.stringify(part)}`);
  }
});

Deno.test("scan() comes to an end on 1 MiB of each adversarial text", () => {
  for (const part of ADVERSARIAL) {
    const text = part.repeat(Math.ceil(0x100000 / part.length));
    assertAscending(DETECTOR.scan(text), { length: text.length, name: part });
  }
});

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

Deno.test("scan() covers both of two findings that overlap in part", () => {
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
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
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
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
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

Deno.test("createDetector() names the table by a digest and lists what it covers", () => {
  assert(/^[0-9a-f]{64}$/.test(DETECTOR.digest));
  assertEquals(createDetector().digest, DETECTOR.digest);
  assert(DETECTOR.categories.includes("SSN"));
  assert(DETECTOR.notCovered.includes("NAME"));
});
