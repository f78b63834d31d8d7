/** Tests for `spelled.ts` and `spelling_words.ts`: codes in words for letters. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { SpokenWords } from "../../../src/detect/engine/events.ts";
import { hasNeighbour } from "../../../src/detect/second_look/spelled.ts";
import { SPELLING_WORDS } from "../../../src/detect/second_look/spelling_words.ts";
import { LETTER_KIND } from "../../../src/detect/second_look/spoken_words.ts";
import { assert, assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() reads codes in words for letters, with digits in words or figures", () => {
  for (
    const [lead, words, category] of [
      ["NI number:", "Alpha Bravo, one two, three four, five six, Charlie", "UK_NINO"],
      ["NI number:", "alpha-bravo 12 34 56 charlie", "UK_NINO"],
      ["my PAN is", "alpha bravo charlie papa kilo one two three four lima", "IN_PAN"],
      ["my PAN is", "alfa, bravo, charlie, papa, kilo, 1234 and lima", "IN_PAN"],
      ["DNI:", "uno dos tres cuatro cinco seis siete ocho Zaragoza", "ES_DNI_NIE"],
      ["DNI:", "12345678 Zaragoza", "ES_DNI_NIE"],
      ["IBAN", "Dora Emil 89 3704 0044 0532 0130 00", "IBAN"],
      [
        "codice fiscale:",
        "Roma Savona Savona Milano Roma Ancona otto cinque Torino uno zero Ancona cinque sei due Savona",
        "IT_CODICE_FISCALE",
      ],
      ["NI number", "A B one two three four five six Charlie", "UK_NINO"],
      ["National Insurance, as radio people do it:", "Alpha Bravo 12 34 56 Charlie", "UK_NINO"],
    ] as const
  ) assertEquals(found(`${lead} ${words}. Thanks`), [`${category} ${words}`], words);
});

Deno.test("scan() reads letters that a word follows", () => {
  const rest = "bravo, 12, 34, 56, C as in charlie";
  assertEquals(found(`NI number: A as in alpha, B as in ${rest}.`), [
    `UK_NINO alpha, B as in ${rest}`,
  ]);
});

Deno.test("scan() leaves the words alone where they are names", () => {
  for (
    const text of [
      "We stayed at the hotel Roma in Milano, four nights, two rooms, passport checked.",
      "Mike and Oscar met Charlie at the Delta hotel in November, two of nine were there.",
      "vive en 28001 Madrid, DNI pendiente",
      "National insurance: India, one two three Quebec",
      "Alpha one two, Bravo three four, Charlie five six",
      "the tango of Victor and Juliet, 12 34 56",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() takes names that are words for letters as parts of addresses", () => {
  for (
    const address of [
      "maria dot simon at example dot org",
      "olga at example dot com",
      "olga.roman \u0441\u043e\u0431\u0430\u043a\u0430 example \u0442\u043e\u0447\u043a\u0430 org",
    ]
  ) assertEquals(found(`mail: ${address}, thanks`), [`EMAIL ${address}`], address);
});

Deno.test("every word for a letter is one word, and all letters have one", () => {
  const words = SPELLING_WORDS.flatMap((list) => list.split(" "));
  assert(words.every((word) => /^\p{L}{3,}$/u.test(word)), words.join());
  const firsts = (SPELLING_WORDS[0] ?? "").split(" ").map((word) => word.charAt(0));
  assertEquals(new Set(firsts).size, 26);
});

Deno.test("hasNeighbour() asks for another word or a number", () => {
  const spoken = new SpokenWords();
  spoken.add(LETTER_KIND, 5, 10);
  for (
    const [text, isWanted] of [["the  alpha b", false], ["no 1 alpha b", true], [
      "the  alpha 1",
      true,
    ]] as const
  ) {
    assertEquals(hasNeighbour(text, spoken, 0), isWanted, text);
  }
  spoken.add(LETTER_KIND, 20, 25);
  assertEquals(hasNeighbour("the  alpha b", spoken, 0), true);
});
