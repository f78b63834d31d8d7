import { InvariantError } from "../../../src/base/assert.ts";
import { createDetector, type Detector } from "../../../src/detect/detector.ts";
import { detectorOfRules } from "../../../src/detect/detector_of_rules.ts";
import { parseUserRules, type UserRules } from "../../../src/detect/user/user_rules.ts";
import { assert, assertEquals, assertLess, assertThrows } from "../../support/std.ts";

const BASE = createDetector();

const FILE = `{
  "version": 1,
  "categories": [
    {
      "name": "EMPLOYEE_NUMBER", // ours
      "finds": "number of an employee",
      "patterns": ["EMP-[0-9]{6}", { "pattern": "\\\\d{8}", "need": "context" }],
      "context": ["employee", "staff no", "\u5de5\u53f7"]
    },
    {
      "name": "PROJECT",
      "dictionary": ["Project Falcon", "Blue-7", "\u96ea\u7403\u8a08\u753b", "na\u00efve plan"],
      "patterns": ["PROJ-[A-Z]{4}"]
    }
  ],
  "context": { "SSN": ["member number"] },
  "allow": ["10.0.0.1", { "category": "EMAIL", "pattern": "\\\\w{1,40}@example\\\\.org" }],
  "off": ["PHONE"]
}`;

function rulesOf(text: string): UserRules {
  const parsed = parseUserRules(text, BASE.categories);
  assert("rules" in parsed, JSON.stringify(parsed));
  return parsed.rules;
}

function faultsOf(text: string): string[] {
  const parsed = parseUserRules(text, BASE.categories);
  assert("faults" in parsed, `accepted ${text}`);
  return parsed.faults;
}

/** Faults of a file that holds this and is fine otherwise. */
function faultsWith(part: string): string[] {
  return faultsOf(`{"version":1,${part}}`);
}

function found(detector: Detector, text: string): string[] {
  return detector.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

const DETECTOR = createDetector(rulesOf(FILE));

Deno.test("user's patterns are found where they stand alone", () => {
  assertEquals(found(DETECTOR, "EMP-123456 and (EMP-000001), not XEMP-123456 or EMP-1234567"), [
    "EMPLOYEE_NUMBER EMP-123456",
    "EMPLOYEE_NUMBER EMP-000001",
  ]);
  assertEquals(found(DETECTOR, '{"badge":"EMP-123456"}'), ["EMPLOYEE_NUMBER EMP-123456"]);
  assertEquals(found(DETECTOR, "PROJ-ABCD, PROJ-ABC"), ["PROJECT PROJ-ABCD"]);
});

Deno.test("user's patterns that need context are found next to its words only", () => {
  assertEquals(found(DETECTOR, "12345678 is a number"), []);
  assertEquals(found(DETECTOR, "employee 12345678"), ["EMPLOYEE_NUMBER 12345678"]);
  assertEquals(found(DETECTOR, '{"staffNo": 12345678}'), ["EMPLOYEE_NUMBER 12345678"]);
  assertEquals(found(DETECTOR, "\u5de5\u53f712345678"), ["EMPLOYEE_NUMBER 12345678"]);
  assertEquals(DETECTOR.scan("12345678", "employee").length, 1);
});

Deno.test("disguised values are found with user's rules, and the user's own are looked for, too", () => {
  assertEquals(DETECTOR.scan("SSN 1\u200b23-45-6789"), [
    { start: 4, end: 16, category: "SSN", disguise: "characters" },
  ]);
  const [own] = DETECTOR.scan("badge EMP-12\u200b3456");
  assertEquals([own?.category, own?.disguise], ["EMPLOYEE_NUMBER", "characters"]);
});

Deno.test("detectorOfRules() makes of the text of a file what a thread needs", () => {
  const { detector, rulesDigest } = detectorOfRules(FILE);
  assertEquals([detector.digest, rulesDigest], [DETECTOR.digest, rulesOf(FILE).digest]);
  const table = detectorOfRules(null);
  assertEquals([table.detector.digest, table.rulesDigest], [BASE.digest, null]);
  assertThrows(() => detectorOfRules("{"), InvariantError);
});

Deno.test("what is off or allowed covers nothing, and explain() says that it is allowed", () => {
  assertEquals(found(DETECTOR, "http://10.0.0.1/EMP-123456"), ["EMPLOYEE_NUMBER EMP-123456"]);
  const told = DETECTOR.explain("host 10.0.0.1, call +44 20 7946 0958");
  assertEquals(told.map(({ category, isHit, spokenFor }) => [category, isHit, spokenFor]), [
    ["IP_ADDRESS", false, "(allow list)"],
  ]);
  assertEquals(DETECTOR.categories.includes("PHONE"), false);
  assertEquals(DETECTOR.notCovered.includes("PHONE"), true);
});

Deno.test("user's dictionary is found in any case, between spaces or as a name", () => {
  assertEquals(found(DETECTOR, "about project falcon, PROJECT_FALCON; blue-7 and Blue-75"), [
    "PROJECT project falcon",
    "PROJECT PROJECT_FALCON",
    "PROJECT blue-7",
  ]);
  assertEquals(found(DETECTOR, "\u7684\u96ea\u7403\u8a08\u753b\u3002"), [
    "PROJECT \u96ea\u7403\u8a08\u753b",
  ]);
  assertEquals(found(DETECTOR, "a falcon, a project"), []);
});

Deno.test("user's words speak for categories of the table", () => {
  assertEquals(found(BASE, "member number 123456789"), []);
  assertEquals(found(DETECTOR, "member number 123456789"), ["SSN 123456789"]);
});

Deno.test("user's allow list and switches take findings away", () => {
  const text = "10.0.0.1 10.0.0.2 jo@example.org jo@example.com (555) 867-5309";
  assertEquals(found(DETECTOR, text), ["IP_ADDRESS 10.0.0.2", "EMAIL jo@example.com"]);
  assert(!DETECTOR.categories.includes("PHONE") && DETECTOR.notCovered.includes("PHONE"), "off");
  assert(DETECTOR.categories.includes("PROJECT"), "own");
});

Deno.test("the digest names the content, not how it is written", () => {
  const short = '{"version":1,"off":["PHONE"]}';
  const { digest } = rulesOf(short);
  assertEquals(digest.length, 64);
  assertEquals(rulesOf('{ "off": ["PHONE"], /* x */ "version": 1, }').digest, digest);
  assert(rulesOf('{"version":1,"off":["SSN"]}').digest !== digest, "another content");
  assert(DETECTOR.digest !== BASE.digest, "the detector's digest names the rules");
});

Deno.test("parseUserRules() tells each fault with its place", () => {
  const category = (rest: string): string => `"categories":[{"name":"OWN_ONE",${rest}}]`;
  const cases: [string, string][] = [
    ['"x":1', 'the file has an unknown key "x"'],
    ['"off":"SSN"', "off must be a list"],
    ['"off":["NOPE"]', "off[0] is no category; see outband scan --list"],
    ['"off":[1]', "off[0] is no category; see outband scan --list"],
    ['"allow":[{}]', "allow[0] must have either a text or a pattern"],
    ['"allow":[{"text":"a","pattern":"a"}]', "allow[0] must have either a text or a pattern"],
    ['"allow":[{"pattern":"a*"}]', "allow[0] * has no bound; write {0,40} or {1,40}"],
    [
      '"allow":[{"text":"a","category":"NO"}]',
      "allow[0].category is no category; see outband scan --list",
    ],
    ['"allow":[" a"]', "allow[0] must be a text without spaces at its ends"],
    ['"allow":["a\\u0000b"]', "allow[0] has control characters"],
    ['"context":{"NOPE":["a"]}', "context.NOPE is no category; see outband scan --list"],
    ['"context":{"SSN":["12"]}', "context.SSN[0] must begin with a letter"],
    ['"context":[]', "context must be an object"],
    ['"categories":[1]', "categories[0] must be an object"],
    ['"categories":[{"name":"SSN","patterns":["\\\\d"]}]', "categories[0].name is taken: SSN"],
    [category('"patterns":[]'), "categories[0] has neither patterns nor a dictionary"],
    [category('"patterns":["[A-Z]{4}"]'), "categories[0].patterns[0] must hold a digit"],
    [
      category('"patterns":[{"pattern":"1","need":"maybe"}]'),
      "patterns[0].need must be none, soft",
    ],
    [category('"patterns":[{"need":"none"}]'), "categories[0].patterns[0] must be a pattern"],
    [category('"patterns":["1"],"ignore_case":1'), "ignore_case must be true or false"],
    [category('"dictionary":["--"]'), "categories[0].dictionary[0] has neither a digit nor a word"],
    [category(`"dictionary":["${"a".repeat(300)}"]`), "dictionary[0] is longer than 256"],
    [category(`"patterns":["1"],"context":["${"a".repeat(60)}"]`), "context[0] is longer than 48"],
  ];
  for (const [part, expected] of cases) {
    const faults = faultsWith(part);
    assert(faults.some((fault) => fault.includes(expected)), `${part}: ${faults.join("; ")}`);
    for (const fault of faults) assert(!fault.includes("\n"), "one line");
  }
  assertEquals(faultsOf("[]"), ["the file must be an object", "version must be 1"]);
  assertEquals(faultsOf('{"version":1,"off":["\\ud800"]}').length, 1);
});

Deno.test("parseUserRules() bounds the file, its lists and the faults it tells", () => {
  const many = (count: number, item: (k: number) => string): string =>
    Array.from({ length: count }, (_, k) => item(k)).join(",");
  assertEquals(faultsOf(" ".repeat(300_000)), ["the file is longer than 262144 characters"]);
  assertEquals(faultsWith(`"allow":[${many(1_025, () => '"a"')}]`), [
    "allow has more than 1024 entries",
  ]);
  const patterns = `"categories":[{"name":"OWN_ONE","dictionary":[${
    many(129, (k) => `"x-${k}"`)
  }]}]`;
  assert(faultsWith(patterns)[0]?.includes("more than 128 patterns"), "patterns");
  const words = (name: string): string =>
    `{"name":"${name}","dictionary":[${many(3_000, () => '"alpha beta"')}]}`;
  assert(
    faultsWith(`"categories":[${words("OWN_ONE")},${words("OWN_TWO")}]`)
      .some((fault) => fault.includes("more than 4096 words")),
    "words",
  );
  const faults = faultsWith(`"off":[${many(50, () => '"X"')}]`);
  assertEquals([faults.length, faults.at(-1)], [21, "and 30 more faults"]);
});

Deno.test("parseUserRules() refuses the file cut at every byte, and never throws", () => {
  const bytes = new TextEncoder().encode(FILE);
  for (let length = 0; length < bytes.length; length++) {
    const text = new TextDecoder().decode(bytes.subarray(0, length));
    assert(faultsOf(text).length > 0, `cut at ${length}`);
  }
});

Deno.test("a detector with users' rules reads a number of characters proportional to the text", () => {
  const worst = createDetector(
    rulesOf(`{"version":1,"categories":[{"name":"OWN_ONE","patterns":
      ["[a-z -]{40}\\\\d{2}", "(\\\\d[ -]?){30}x", "PROJ-[-A-Z]{30}"]}]}`),
  );
  for (const part of ["1 ", "1-", "a 1", "12", "PROJ-", "abc-1 "]) {
    const reads = (chars: number): number => {
      const text = new CountingText(part.repeat(Math.ceil(chars / part.length)));
      worst.scan(text as unknown as string);
      return text.reads;
    };
    assertLess(reads(0x10000), 4 * reads(0x4000) * 1.05 + 1_000, JSON.stringify(part));
  }
});

/** Text that counts how many characters are read of it. */
class CountingText extends String {
  reads = 0;

  override charCodeAt(at: number): number {
    this.reads++;
    return super.charCodeAt(at);
  }
}
