/** Tests for `corpus.ts` and what it is made with: that its labels can be trusted. @module */

import { assert, assertEquals, assertThrows } from "../support/std.ts";
import {
  base58,
  base62,
  codiceLetter,
  crc32,
  crossSum,
  ibanOf,
  icaoDigit,
  luhnDigit,
  mod1110Digit,
  mod112Char,
  segwit,
  verhoeffDigit,
} from "./check_digits.ts";
import { CORPUS_SEED, makeCorpus } from "./corpus.ts";
import { finish, mark } from "./draft.ts";
import { LANGUAGES } from "./languages.ts";
import { f1Of, falsePer100Kb, precisionOf, recallOf, scoreOf, sumOf } from "./score.ts";
import { SUBJECTS } from "./subjects.ts";

const CORPUS = makeCorpus();
const PRIVATE_USE_REGEXP = /[\ue000-\ue4ff]/;

Deno.test("check digits agree with published numbers", () => {
  assertEquals(luhnDigit("411111111111111"), "1");
  assertEquals(luhnDigit("80840123456789"), "3"); // NPI, CMS
  assertEquals(ibanOf("DE", "370400440532013000"), "DE89370400440532013000");
  assertEquals(ibanOf("GB", "NWBK60161331926819"), "GB29NWBK60161331926819");
  assertEquals(mod1110Digit("8609574271"), "9"); // sample of the Federal Central Tax Office
  assertEquals(mod112Char("11010519491231002"), "X"); // GB 11643
  assertEquals(verhoeffDigit("236"), "3");
  assertEquals(crossSum("0112345678", [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10, 0); // A123456780
  assertEquals(icaoDigit("L898902C3"), "6"); // ICAO 9303
  assertEquals(crc32("123456789"), 0xcbf43926);
  assertEquals(base62(61, 2), "0z");
  assertEquals(codiceLetter("RSSMRA85T10A562"), "S");
  assertEquals(base58([0, 0, 1]), "112");
  const program = [
    ...[14, 20, 15, 7, 13, 26, 0, 25, 18, 6, 11, 13, 8, 21, 4, 20, 3, 17, 2, 29, 3, 12, 29, 3, 4],
    ...[15, 24, 20, 6, 14, 30, 22],
  ];
  assertEquals(segwit(0, program), "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"); // BIP 173
});

Deno.test("finish() finds marked values wherever a text was quoted", () => {
  const inner = JSON.stringify({ ssn: mark("SSN", "1-2"), pem: mark("PRIVATE_KEY", "a\nb") });
  const { text, labels } = finish(JSON.stringify({ arguments: inner }));
  assertEquals(labels.map(({ start, end, category }) => [category, text.slice(start, end)]), [
    ["SSN", "1-2"],
    ["PRIVATE_KEY", "a\\\\nb"],
  ]);
});

Deno.test("finish() refuses marks that nest or do not pair", () => {
  assertThrows(() => finish(mark("SSN", mark("EMAIL", "x"))), Error);
  assertThrows(() => finish(mark("SSN", "x").slice(0, -1)), Error);
  assertThrows(() => finish(mark("SSN", "x").slice(2)), Error);
});

Deno.test("makeCorpus() gives the same documents each time, and others for another seed", () => {
  assertEquals(makeCorpus(CORPUS_SEED), CORPUS);
  assert(makeCorpus(1)[0]?.text !== CORPUS[0]?.text, "seed 1 differs");
});

Deno.test("makeCorpus() covers every category, every language and 200 evasions", () => {
  const categories = new Set(CORPUS.flatMap(({ labels }) => labels.map((l) => l.category)));
  assertEquals([...categories].sort(), SUBJECTS.map(({ category }) => category).sort());
  assertEquals(LANGUAGES.length, 26);
  for (const { code } of LANGUAGES) {
    const own = CORPUS.filter(({ language }) => language === code);
    assert(own.some(({ labels }) => labels.length > 0), `labels in ${code}`);
    assert(own.some(({ kind }) => kind === "clean_prose"), `clean prose in ${code}`);
  }
  assert(CORPUS.filter(({ kind }) => kind === "evasion").length >= 200, "evasions");
  assert(CORPUS.length >= 1_500, `${CORPUS.length} documents`);
});

Deno.test("every label of the corpus is a place inside its text, and no mark is left", () => {
  assertEquals(new Set(CORPUS.map(({ id }) => id)).size, CORPUS.length);
  for (const { id, text, labels, kind } of CORPUS) {
    let from = 0;
    for (const { start, end } of labels) {
      assert(from <= start && start < end && end <= text.length, `${id} ${start}..${end}`);
      assertEquals(text.slice(start, end).trim(), text.slice(start, end), id);
      from = end;
    }
    assert(!PRIVATE_USE_REGEXP.test(text), `${id} has no mark`);
    assert(!/\{[A-Z_]+\}/.test(kind === "hard_negative" ? "" : text), `${id} has no slot`);
    const isClean = kind === "clean_prose" || kind === "hard_negative";
    assertEquals(labels.length === 0, isClean, id);
  }
});

Deno.test("scoreOf() counts overlaps of the same category, exact places and clean text", () => {
  const document = { language: "en", trait: "", kind: "prose" as const };
  const corpus = [
    { ...document, id: "a", text: "x".repeat(20), labels: [{ start: 2, end: 6, category: "SSN" }] },
    { ...document, id: "b", text: "y".repeat(20), labels: [{ start: 2, end: 6, category: "SSN" }] },
    { ...document, id: "c", text: "z".repeat(50), labels: [] },
  ];
  const answers: Record<string, { start: number; end: number; category: string }[]> = {
    x: [{ start: 2, end: 6, category: "SSN" }, { start: 9, end: 11, category: "SSN" }],
    y: [{ start: 5, end: 8, category: "EMAIL" }],
    z: [{ start: 0, end: 1, category: "EMAIL" }],
  };
  const score = scoreOf({ scan: (text) => answers[text.charAt(0)] ?? [] }, corpus);
  const ssn = score.byCategory.get("SSN");
  assertEquals(ssn, { labels: 2, found: 1, findings: 2, right: 1, exact: 1 });
  assertEquals(ssn && [recallOf(ssn), precisionOf(ssn), f1Of(ssn)], [0.5, 0.5, 0.5]);
  assertEquals(sumOf(score.byCategory.values()).findings, 4);
  assertEquals(falsePer100Kb(score), 2_000);
  assertEquals(score.misses.map(({ id, category, how }) => `${id} ${category} ${how}`), [
    "a SSN false",
    "b SSN missed, called EMAIL",
    "b EMAIL false, it is SSN",
    "c EMAIL false",
  ]);
});
