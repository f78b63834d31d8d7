import { Engine } from "../../../../src/detect/engine/engine.ts";
import { WORLD_ID_RULES } from "../../../../src/detect/rules/ids/world_ids.ts";
import { NEGATIVE_WORDS, RULES } from "../../../../src/detect/table.ts";
import {
  cleanCode,
  cleanJson,
  cleanLogs,
  cleanProse,
  digits,
  pick,
  PROSE,
} from "../../../support/detect_corpus.ts";
import { freshSeed, randomFrom } from "../../../support/random.ts";
import { assert, assertEquals, assertLess } from "../../../support/std.ts";
import { cleanText } from "../clean_text.ts";

const ENGINE = new Engine(WORLD_ID_RULES, NEGATIVE_WORDS);
const OWN_CATEGORIES = new Set(WORLD_ID_RULES.map((rule) => rule.category));

function found(engine: Engine, text: string, label = ""): string[] {
  return engine.scan(text, label).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("WORLD_ID_RULES has a row for every category", () => {
  assertEquals([...OWN_CATEGORIES].sort(), [
    ...["AU_ABN", "AU_ACN", "AU_MEDICARE", "BE_NRN", "CH_AHV", "CL_RUT", "CN_RIC", "DK_CPR"],
    ...["FI_HETU", "IE_PPS", "IL_ID", "IN_GSTIN", "IN_VOTER", "JP_MYNUMBER", "KR_RRN", "MX_CURP"],
    ...["NG_NIN", "NO_FNR", "PT_NIF", "SE_PERSONNUMMER", "SG_NRIC", "TH_PIN", "TR_TCKN"],
    ...["US_BANK_ACCOUNT", "US_MBI", "US_NPI", "ZA_ID"],
  ]);
});

Deno.test("WORLD_ID_RULES together find in each row's examples what that row finds", () => {
  for (const rule of WORLD_ID_RULES) {
    for (const [text, expected] of rule.hits) {
      assertEquals(found(ENGINE, text), [`${rule.category} ${expected}`], text);
    }
  }
});

Deno.test("WORLD_ID_RULES take nothing from the rows of the table, and those nothing from them", () => {
  const all = new Engine([...RULES, ...WORLD_ID_RULES], NEGATIVE_WORDS);
  for (const rule of RULES.filter(({ category }) => !OWN_CATEGORIES.has(category))) {
    for (const [text] of rule.hits) {
      const taken = found(all, text).filter((one) => OWN_CATEGORIES.has(one.split(" ")[0] ?? ""));
      assertEquals(taken, [], text);
    }
  }
  for (const rule of WORLD_ID_RULES) {
    for (const [text, expected] of rule.hits) {
      const own = found(all, text).filter((one) => OWN_CATEGORIES.has(one.split(" ")[0] ?? ""));
      assertEquals(own, [`${rule.category} ${expected}`], text);
    }
  }
});

const CLEAN_CHARS = 100_000;

Deno.test("WORLD_ID_RULES find nothing in clean prose, JSON, code and logs", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const languages = Object.keys(PROSE) as (keyof typeof PROSE)[];
  const texts = [
    cleanProse(random, { chars: CLEAN_CHARS, languages }),
    cleanJson(random, CLEAN_CHARS),
    cleanCode(random, CLEAN_CHARS),
    cleanLogs(random, CLEAN_CHARS),
    cleanText(seed),
  ];
  const all = texts.flatMap((text) => found(ENGINE, text));
  assert(all.length <= 1, `seed ${seed}: ${all.join(", ")}`);
});

/** What stands around numbers that are nobody's. */
const FRAMES: readonly (readonly [before: string, after: string])[] = [
  ...[["", " rows were copied"], ["id ", " is done"], ["[", "]"], ["/items/", "?page=2"]] as const,
  ...[["order ", " shipped"], ["ts=", " ok"], ['{"id":', "}"], ["x = ", ";"], ["#", ""]] as const,
];

Deno.test("WORLD_ID_RULES take few of the numbers that no word speaks for", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const shapes = [[6], [8], [9], [10], [11], [12], [13], [16], [18], [6, 4], [8, 4], [3, 3, 3]];
  const rounds = 20_000;
  let taken = 0;
  for (let round = 0; round < rounds; round++) {
    const [before, after] = pick(random, FRAMES);
    const number = pick(random, shapes).map((size) => digits(random, size)).join(
      pick(random, ["-", " "]),
    );
    taken += found(ENGINE, `${before}${number}${after}`).length;
  }
  // Dates and checks let through about one in a thousand of the forms that stand alone.
  assertLess(taken, rounds / 500, `seed ${seed}`);
});

Deno.test("WORLD_ID_RULES take no time in milliseconds or seconds", () => {
  const random = randomFrom(20_261_125);
  for (let round = 0; round < 20_000; round++) {
    const seconds = 1_400_000_000 + random(650_000_000);
    const text = `started ${seconds}${digits(random, 3)} ended ${seconds}`;
    assertEquals(found(ENGINE, text), [], text);
  }
});

Deno.test("WORLD_ID_RULES find numbers by the label of their field", () => {
  const cases: readonly (readonly [label: string, text: string, expected: string])[] = [
    ["customer.personnummer", "8506121238", "SE_PERSONNUMMER 8506121238"],
    ["resident_registration_number", "8506121234561", "KR_RRN 8506121234561"],
    ["user.nationalId", "12345678950", "TR_TCKN 12345678950"],
    ["company.abn", "51824753556", "AU_ABN 51824753556"],
    ["payout.bankAccountNumber", "000123456789", "US_BANK_ACCOUNT 000123456789"],
    ["rut", "12345678-5", "CL_RUT 12345678-5"],
    ["provider.npi", "1234567893", "US_NPI 1234567893"],
    ["id", "1234567893", ""],
  ];
  for (const [label, text, expected] of cases) {
    assertEquals(found(ENGINE, text, label).join(), expected, label);
  }
});

/** Without a check digit at the end, or with forms that need none. */
const UNCHECKED = new Set(["DK_CPR", "KR_RRN", "NG_NIN", "IN_VOTER", "US_BANK_ACCOUNT", "US_MBI"]);

Deno.test("WORLD_ID_RULES leave each example when its check digit is another", () => {
  for (const rule of WORLD_ID_RULES) {
    // The last digit of a Medicare number counts the cards.
    if (UNCHECKED.has(rule.category) || rule.category === "AU_MEDICARE") continue;
    for (const [text, expected] of rule.hits) {
      const last = Number(expected.at(-1));
      // China's first generation had no check digit.
      if (Number.isNaN(last) || (rule.category === "CN_RIC" && expected.length < 18)) continue;
      const other = `${expected.slice(0, -1)}${(last + 1) % 10}`;
      const own = found(ENGINE, text.replace(expected, other))
        .filter((one) => one.startsWith(rule.category));
      assertEquals(own, [], `${rule.category} ${text} with ${other}`);
    }
  }
});

Deno.test("WORLD_ID_RULES find the cell behind a cell that ends in a digit", () => {
  const cells = [
    ...[["personnummer", "850612-1238"], ["rut", "12.345.678-5"], ["nif", "210987650"]],
    ...[["rijksregisternummer", "85.07.30-033.28"], ["curp", "HEGG560427MVZRRL04"]],
    ...[["abn", "51824753556"], ["hetu", "120385-234M"], ["account_number", "000123456789"]],
  ];
  for (const [heading, value] of cells) {
    const all = found(ENGINE, `id,${heading},city\n17,${value},Oslo\n18,${value},Rome\n`);
    assertEquals(all.map((one) => one.split(" ")[1]), [value, value], heading);
  }
  assertEquals(found(ENGINE, "account number 1,234,567"), []);
});
