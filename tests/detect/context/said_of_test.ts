/** Tests for `src/detect/context/said_of.ts`. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { isPronounBefore, isStated } from "../../../src/detect/context/said_of.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("isStated() accepts a verb and a few words, and nothing that denies or places", () => {
  const yes = [
    ...[" is the ", ", which is the ", " being her ", " was my old ", ") is ", " ist die "],
    ...[" est le ", ", que es el ", " \u00e9 o ", " to ", " is het ", " would be the new "],
  ];
  const no = [
    ...[" is not the ", ", the ", " is about the ", " is in the ", " was read. The ", " rows: "],
    ...["", " ist nicht die ", " is the one that you can find on the ", " is\nthe "],
  ];
  for (const between of yes) assertEquals(isStated(between), true, between);
  for (const between of no) assertEquals(isStated(between), false, between);
});

Deno.test("isPronounBefore() is true behind a pronoun and a verb", () => {
  const yes = [
    ...[
      "It should read ",
      "it must be ",
      "The correct one is ",
      "Richtig ist ",
      "o correto \u00e9 ",
    ],
    ...["debe ser ", "powinno by\u0107 ", "that is ", "recorded as "],
  ];
  const no = ["It should have ", "they read ", "the file is ", "It should read: page ", "is "];
  for (const lead of yes) {
    assertEquals(isPronounBefore(`${lead}790397517`, lead.length), true, lead);
  }
  for (const lead of no) {
    assertEquals(isPronounBefore(`${lead}790397517`, lead.length), false, lead);
  }
});

Deno.test("a number is what the word behind it says that it is, whatever stands before it", () => {
  const cases: readonly (readonly [text: string, found: string])[] = [
    ["Please note: 9434765919 is the NHS no. of somebody else", "UK_NHS 9434765919"],
    ["order line 4: 421.37.8890 being her social security number", "SSN 421.37.8890"],
    ["ref: 130 692 544 is his SIN", "CA_SIN 130 692 544"],
    ["Anlage 3: 47036892816 ist die Steuer-ID der Erbin", "DE_STEUER_ID 47036892816"],
    ["uwaga: 44051401359 to PESEL najemcy", "PL_PESEL 44051401359"],
    ["nota: 52998224725 \u00e9 o CPF do titular", "BR_CPF 52998224725"],
    ["let op: 111222333 is het BSN van de huurder", "NL_BSN 111222333"],
    ["use 361234567, which is the EIN of the parent", "US_EIN 361234567"],
  ];
  for (const [text, wanted] of cases) assertEquals(found(text), [wanted], text);
});

Deno.test("a number that is said to be something else is not what a later word names", () => {
  const texts = [
    "item: 9434765919 is not the NHS number",
    "9434765919 is in the file of the NHS: no number",
    "361234567 is about the EIN of the parent",
  ];
  for (const text of texts) assertEquals(found(text), [], text);
});

Deno.test("a correction of what was named before is found behind its verb", () => {
  const cases: readonly (readonly [text: string, found: string])[] = [
    [
      "The Social Insurance Number was misprinted. It should read 790-397-517 instead.",
      "CA_SIN 790-397-517",
    ],
    ["NHS number was wrong on the label. The correct one is 9434765919.", "UK_NHS 9434765919"],
    ["Die Steuer-ID war falsch erfasst. Richtig ist 47036892816.", "DE_STEUER_ID 47036892816"],
  ];
  for (const [text, wanted] of cases) assertEquals(found(text), [wanted], text);
});
