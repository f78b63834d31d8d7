import type { Rule } from "../../../../src/detect/rule.ts";
import {
  isPlaceholder,
  looksRandom,
  runEnd,
} from "../../../../src/detect/rules/secrets/secret_text.ts";
import {
  DISTINCT_VENDORS,
  DOTTED_VENDORS,
  EXACT_VENDORS,
  type Vendor,
  VENDORS,
} from "../../../../src/detect/rules/secrets/secret_vendors.ts";
import {
  AWS_SECRET_RULE,
  ENTRA_SECRET_RULE,
  VENDOR_KEY_RULE,
} from "../../../../src/detect/rules/secrets/vendor_key.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "../../../support/std.ts";
import { foundBy, testRows } from "../harness.ts";
import { CHARS, SecretMaker } from "../secret_maker.ts";

const RULES: readonly Rule[] = [VENDOR_KEY_RULE, ENTRA_SECRET_RULE, AWS_SECRET_RULE];
const SEED = 20_261_125;
const ALL_CHARS = Array.from({ length: 0x5e }, (_, k) => String.fromCharCode(0x21 + k)).join("");

testRows(RULES);

/** A body of a vendor's alphabet that begins and ends in a letter or digit. */
function bodyOf(maker: SecretMaker, vendor: Vendor, length: number): string {
  const [, of] = vendor;
  const chars = [...ALL_CHARS].filter((char) => runEnd(char, 0, { of, max: 1 }) === 1).join("");
  const plain = [...chars].filter((char) => /[A-Za-z0-9]/.test(char)).join("");
  const inner = chars.replace(/[.=]/g, "");
  for (let round = 0; round < 1_000; round++) {
    const middle = maker.text(inner, length - 2);
    const body = maker.text(plain, 1) + middle + maker.text(plain, 1);
    if (looksRandom(body) && !isPlaceholder(body)) return body;
  }
  throw new Error(`No random body of ${length} characters`);
}

Deno.test("VENDORS has no prefix twice, and lengths in order", () => {
  const prefixes = VENDORS.map(([prefix]) => prefix);
  assertEquals(new Set(prefixes).size, prefixes.length);
  for (const [prefix, , least, most] of VENDORS) assert(least >= 12 && least <= most, prefix);
  assertGreaterOrEqual(VENDORS.length, 200);
});

for (const vendor of VENDORS) {
  const [prefix, , least, most, what] = vendor;
  Deno.test(`match() finds a token that begins with ${prefix} (${what})`, () => {
    const maker = new SecretMaker(SEED);
    for (const length of new Set([least, Math.min(most, least + 40)])) {
      const token = prefix + bodyOf(maker, vendor, length);
      const expected = [`API_KEY ${token}`];
      assertEquals(foundBy(RULES, `use "${token}", please`), expected, `seed ${SEED}`);
      assertEquals(foundBy(RULES, `KEY=${token}\nNEXT=1`), expected, `seed ${SEED}`);
      assertEquals(foundBy(RULES, `{\\"k\\":\\"${token}\\"}`), expected, `seed ${SEED}`);
      assertEquals(foundBy(RULES, `The key is ${token}.`), expected, `seed ${SEED}`);
    }
  });
}

Deno.test("match() leaves tokens of another length when their prefix is not distinct", () => {
  const maker = new SecretMaker(SEED);
  for (const vendor of EXACT_VENDORS) {
    const [prefix, , least] = vendor;
    const short = prefix + bodyOf(maker, vendor, Math.max(11, least - 1)).slice(0, least - 1);
    const found = foundBy(RULES, `k ${short} k`);
    assert(!found.includes(`API_KEY ${short}`), `seed ${SEED}: ${short}`);
  }
});

Deno.test("match() takes another length of a distinct prefix if it is long and random", () => {
  const maker = new SecretMaker(SEED);
  for (const vendor of DISTINCT_VENDORS) {
    const token = vendor[0] + bodyOf(maker, vendor, vendor[3] + 9);
    // Base64 may have a sign before the sixteenth character, and then there is no long run.
    const isRun = !/[+/]/.test(token) || vendor[0] === "whsec_";
    if (vendor[3] < 200 && isRun) {
      assertEquals(foundBy(RULES, token), [`API_KEY ${token}`], `seed ${SEED}`);
    }
  }
});

Deno.test("match() leaves stand-ins for tokens, whatever the prefix", () => {
  for (const [prefix, , least] of [...DISTINCT_VENDORS, ...EXACT_VENDORS, ...DOTTED_VENDORS]) {
    for (const body of ["x".repeat(least), "your-token-here", "EXAMPLE".repeat(20), "1234567890"]) {
      assertEquals(foundBy(RULES, `k = "${prefix}${body.slice(0, least)}"`), [], prefix);
    }
    assertEquals(foundBy(RULES, `tokens begin with ${prefix} and so on`), [], prefix);
  }
});

Deno.test("match() takes a GitHub token whose checksum is right, however it looks", () => {
  // The body is thirty times a: no randomness, but nobody guesses its checksum.
  const token = `ghp_${"a".repeat(30)}`;
  assertEquals(foundBy(RULES, `${token}000000`), []);
  assertEquals(foundBy(RULES, `${token}1yLcDB`), [`API_KEY ${token}1yLcDB`]);
});

Deno.test("match() finds a token after a joiner and after an escape", () => {
  const maker = new SecretMaker(SEED);
  const token = `ghp_${maker.text(CHARS.base62, 36)}`;
  assertEquals(foundBy(RULES, `GITHUB_${token}`), [`API_KEY ${token}`]);
  assertEquals(foundBy(RULES, `"a\\n${token}\\n"`), [`API_KEY ${token}`]);
  assertEquals(foundBy(RULES, `_${token}_`), [`API_KEY ${token}`]);
});
