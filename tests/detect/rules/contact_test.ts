/** Tests for `src/detect/rules/contact.ts`. @module */

import { Engine } from "../../../src/detect/engine/engine.ts";
import { CONTACT_RULES } from "../../../src/detect/rules/contact.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import {
  cleanCode,
  cleanJson,
  cleanLogs,
  cleanProse,
  digits,
  hex,
  pick,
  PROSE,
} from "../../support/detect_corpus.ts";
import { freshSeed, type Random, randomFrom } from "../../support/random.ts";
import { assertLinear } from "../../support/linear_reads.ts";
import { assert, assertEquals } from "../../support/std.ts";
import { cleanText } from "./clean_text.ts";
import { foundBy, testRows } from "./harness.ts";

testRows(CONTACT_RULES);

Deno.test("CONTACT_RULES has eight examples and eight look-alikes in each row", () => {
  for (const { finds, hits, misses } of CONTACT_RULES) {
    assert(hits.length >= 8 && misses.length >= 8, finds);
  }
});

Deno.test("the path of a field speaks for a number that is its whole text", () => {
  for (
    const [label, text] of [
      ...[["phone", "91234567"], ["customer.phoneNumber", "5558675309"], ["mobile", "612345678"]],
      ...[["contact_tel", "0301234567"], ["user.cell_phone", "555-0123"], ["fax", "02 123 4567"]],
      ...[["tel", "12 34 56 78"], ["telefono", "612 345 678"], ["msisdn", "491511234567"]],
    ] as [string, string][]
  ) {
    assertEquals(foundBy(CONTACT_RULES, text, label), [`PHONE ${text}`], label);
    assertEquals(foundBy(CONTACT_RULES, text, "quantity"), [], text);
  }
});

Deno.test("CONTACT_RULES finds nothing in clean code, logs and prose", () => {
  const found = foundBy(CONTACT_RULES, cleanText(20_261_125));
  assertEquals([...new Set(found)], []);
});

Deno.test("CONTACT_RULES finds nothing in made-up prose, chats, code and logs", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const languages = Object.keys(PROSE) as (keyof typeof PROSE)[];
  for (
    const text of [
      cleanProse(random, { chars: 100_000, languages }),
      cleanJson(random, 100_000),
      cleanCode(random, 100_000),
      cleanLogs(random, 100_000),
    ]
  ) assertEquals(foundBy(CONTACT_RULES, text), [], `seed ${seed}`);
});

/** Numbers of all sorts, some next to words that are also said of telephones. */
const NUMBERS: readonly ((random: Random) => string)[] = [
  (random) => `Order #${number(random, 10)} shipped, tracking ${number(random, 12)}`,
  (random) => `ticket ${number(random, 7)} closed at 2026-11-25 10:${digits(random, 2)}:00`,
  (random) => `created_at=17${digits(random, 8)} updated_at=17${digits(random, 11)}`,
  (random) => `{"id":${number(random, 10)},"user_id":${number(random, 9)}}`,
  (random) => `pid=${number(random, 5)} latency_us=${number(random, 6)} bytes=${number(random, 9)}`,
  (random) => `version ${random(20)}.${random(20)}.${random(2000)} build ${number(random, 8)}`,
  (random) => `lat: ${random(90)}.${digits(random, 6)}, lon: -${random(180)}.${digits(random, 6)}`,
  (random) => `ISBN 978-${random(10)}-${digits(random, 3)}-${digits(random, 5)}-${random(10)}`,
  (random) => `price $${number(random, 3)},${digits(random, 3)}.${digits(random, 2)}`,
  (random) => `${number(random, 3)} ${digits(random, 3)} ${digits(random, 3)} euros`,
  (random) => `${hex(random, 8)}-${digits(random, 4)}-4${digits(random, 3)}-${digits(random, 12)}`,
  (random) => `pages ${number(random, 3)}-${number(random, 3)} of the phone book`,
  (random) => `INSERT INTO calls VALUES (${number(random, 10)}, ${number(random, 7)});`,
  (random) => `0x${hex(random, 8)} ${digits(random, 8)} ${digits(random, 8)}`,
  (random) => `the call took ${number(random, 7)} ns, the next ${number(random, 6)} ns`,
  (random) => `contact_id=${number(random, 9)} call_id=${number(random, 10)}`,
  (random) => `call_count: ${number(random, 7)}, call_duration: ${number(random, 8)}`,
  (random) => `function call ${number(random, 8)} returned`,
  (random) => `phone model SM-${number(random, 7)}, mobile app ${random(9)}.${random(99)}.1`,
  (random) => `@@ -${number(random, 4)},7 +${number(random, 4)},9 @@`,
  (random) => `SKU ${digits(random, 3)}-${digits(random, 4)}-${digits(random, 4)}`,
  (random) => `GTIN (01)${digits(random, 14)}(17)${digits(random, 6)}`,
  (random) => `epoch ${number(random, 10)} seq ${digits(random, 10)} offset ${digits(random, 12)}`,
  (random) => `\u5171${number(random, 8)}\u4eba, \u7b2c${number(random, 4)}\u53f7`,
  (random) => `arXiv:${digits(random, 4)}.${digits(random, 5)} doi 10.${number(random, 4)}/123`,
];

function number(random: Random, count: number): string {
  return `${1 + random(9)}${digits(random, count - 1)}`;
}

Deno.test("CONTACT_RULES finds next to nothing among numbers of other sorts", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const engine = new Engine(CONTACT_RULES, NEGATIVE_WORDS);
  let chars = 0;
  const found: string[] = [];
  while (chars < 200_000) {
    const text = `${pick(random, NUMBERS)(random)}\n`;
    chars += text.length;
    for (const { start, end, category } of engine.scan(text, "")) {
      found.push(`${category} ${text.slice(start, end)} in ${text}`);
    }
  }
  // One long number in ten or so has the check digit of a card, and some its prefix.
  assert(found.length <= 10, `seed ${seed}: ${found.length} found\n${found.join("")}`);
});

Deno.test("CONTACT_RULES read a number of characters that is linear in repetitions of each anchor", () => {
  const engine = new Engine(CONTACT_RULES, NEGATIVE_WORDS);
  assertLinear((text) => engine.scan(text, ""), [
    ...["0", "1 ", "12-", "1.", "1/", "(1)", "(555) ", "+1", "+ 1", "+49 30 ", "00 49 ", "011 "],
    ...["06 12 34 ", "555-867-", "tel ", "tel 0301234567 ", "call 1234567 ", "T: ", "phone:"],
    ...["phone 1 phone 2 ", "\u96fb\u8a71", "\u96fb\u8a711234567 ", "1-800-AAAA", "ext 1 ", "x1"],
    ...["4111 ", "4532015112830366 ", "a@", "a@b.", "@", '"a b"@', "1.2.3.", "1.2.3.4 "],
    ...["::", "1:", "2001:db8:", "00:1a:", "00-1a-", "001a.", "DE89 ", "DE", "NO93-", "A1"],
    ...["\\n", "\\n1", "(", ")", "+", "-1", "name,phone\n", "1,2\n", "phone,1,"],
  ]);
});
