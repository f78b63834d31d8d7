import { compileUserPattern, PatternError } from "../../../src/detect/user/user_pattern.ts";
import { pick } from "../../support/detect_corpus.ts";
import { freshSeed, type Random, randomFrom } from "../../support/random.ts";
import { assertEquals, assertLess, assertThrows } from "../../support/std.ts";

const EXACT = { ignoreCase: false };

/** Everything that a pattern matches in a text when any place may be a beginning. */
function matchIn(pattern: string, text: string, options = EXACT): string | null {
  for (const one of compileUserPattern(pattern, options)) {
    const found = one.match(text, { start: 0, end: text.length });
    if (found !== null) return text.slice(found.start, found.end);
  }
  return null;
}

Deno.test("UserPattern matches what a regular expression would", () => {
  const cases: [pattern: string, text: string, found: string | null][] = [
    ["EMP-[0-9]{6}", "id EMP-123456, EMP-1", "EMP-123456"],
    ["EMP-[0-9]{6}", "id EMP-12345", null],
    ["\\d{2,4}", "a 12345 b 123", "123"],
    ["(AB|CD)-?\\d{3}", "CD123 AB-456", "CD123"],
    ["[A-Z]{2}\\d(x|yz){1,2}", "QQ7yzx.", "QQ7yzx"],
    ["^id \\d{3}$", "no id 123\nid 456\n", "id 456"],
    ["a[^0-9]b1", "a-b1", "a-b1"],
    ["a.b1", "a\nb1 a\u00e9b1", "a\u00e9b1"],
    ["\\w{3}\\.\\d", "x abc.5", "abc.5"],
    ["a\\s{1,3}1", "a \t1", "a \t1"],
    ["[\\d-]{4}1", "12-31", "12-31"],
    ["(?:1a?){2,3}", "1a11a", "1a11a"],
    ["[\u4e00-\u4eff]{2}\\d", "\u4e01\u4e025", "\u4e01\u4e025"],
    ["x{2}|y1", "y1", "y1"],
  ];
  for (const [pattern, text, found] of cases) assertEquals(matchIn(pattern, text), found, pattern);
});

Deno.test("UserPattern stands alone: no letter or digit next to its own", () => {
  assertEquals(matchIn("\\d{4}", "12345 x1234 1234x 1234"), "1234");
  assertEquals(matchIn("-\\d{4}", "5-1234"), "-1234");
  assertEquals(matchIn("\u5de5\\d{2}", "\u54e1\u5de512\u3002"), "\u5de512");
});

Deno.test("UserPattern can take any case, and a text as it is", () => {
  assertEquals(matchIn("emp-\\d", "EMP-1", { ignoreCase: true }), "EMP-1");
  assertEquals(matchIn("[a-c]\u00e91", "B\u00c91", { ignoreCase: true }), "B\u00c91");
  const [literal] = compileUserPattern("a.b(1", { ignoreCase: true, isLiteral: true });
  assertEquals(literal?.match("x A.B(1", { start: 0, end: 7 }), { start: 2, end: 7 });
});

Deno.test("UserPattern says where the engine has to look", () => {
  const anchors: [string, string | null, number][] = [
    ["EMP-[0-9]{6}", null, 4],
    ["[A-Z]{1,3}-?\\d", null, 4],
    ["(AB|CDE)(\\d|x\\d)", null, 4],
    ["PROJ-[A-Z]{4}", "PROJ", 0],
    ["[A-Z]{2}-Falcon", "Falcon", 3],
  ];
  for (const [pattern, word, leadChars] of anchors) {
    assertEquals(compileUserPattern(pattern, EXACT)[0]?.anchor, { word, leadChars }, pattern);
  }
  for (const pattern of ["[A-Z]{4}", "a-b", "(\\d|x)y", "xProj[a-z]"]) {
    assertEquals(compileUserPattern(pattern, EXACT)[0]?.anchor, null, pattern);
  }
});

Deno.test("compileUserPattern() refuses what has no bound, no end or no meaning", () => {
  const cases: [string, string][] = [
    ["", "empty"],
    ["a*", "no bound"],
    ["a+", "no bound"],
    ["?a", "nothing before it"],
    ["a{0}", "a repeat is"],
    ["a{3,2}", "a repeat is"],
    ["a{65}", "a repeat is"],
    ["a{1,}", "a repeat is"],
    ["a{2}{2}", "a repeat follows"],
    ["(a?){2}1", "may be empty"],
    ["(){64}", "may be empty"],
    ["a?", "matches an empty text"],
    ["(a", "a ( has no )"],
    ["a)", "a ) has no ("],
    ["[a", "a [ has no ]"],
    ["[]a", "a class is empty"],
    ["[z-a]1", "is not one"],
    ["\\b1", "is not supported"],
    ["(?=a)1", "is not supported"],
    ["1\\", "is not supported"],
    ["\\d{64}\\d{64}\\d", "longer than 128"],
    ["(".repeat(12), "nest deeper"],
    ["((a|b|c|d|e|f|g|h|i){8}){8}", "too large"],
    ["1".repeat(257), "longer than 256"],
  ];
  for (const [pattern, problem] of cases) {
    const { message } = assertThrows(() => compileUserPattern(pattern, EXACT), PatternError);
    assertEquals(message.includes(problem), true, `${pattern}: ${message}`);
  }
});

/** A pattern of the subset that JavaScript reads in the same way. */
function somePattern(random: Random, depth = 0): string {
  const item = (): string =>
    pick(random, [
      "a",
      "1",
      "-",
      "[ab]",
      "[^a]",
      "\\d",
      depth < 2 ? `(${somePattern(random, depth + 1)})` : "b",
    ]);
  const repeat = (): string => pick(random, ["", "", "{2}", "{1,3}"]);
  const sequence = (): string =>
    Array.from({ length: 1 + random(3) }, () => item() + repeat()).join("");
  return random(3) === 0 ? `${sequence()}|${sequence()}` : sequence();
}

Deno.test("matchesAll() agrees with JavaScript's regular expressions on made-up patterns", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  let matches = 0;
  for (let round = 0; round < 6_000; round++) {
    const pattern = somePattern(random);
    const text = Array.from({ length: 1 + random(5) }, () => pick(random, [..."aab11-"])).join("");
    let compiled;
    try {
      compiled = compileUserPattern(pattern, EXACT);
    } catch (error) {
      if (error instanceof PatternError) continue;
      throw error;
    }
    const expected = new RegExp(`^(?:${pattern})$`).test(text);
    if (expected) matches++;
    const found = compiled.some((one) => one.matchesAll(text));
    assertEquals(found, expected, `seed ${seed}: ${pattern} on ${text}`);
  }
  assertLess(100, matches, `seed ${seed}: some match`);
});
