/** Tests for `look_alikes.ts`: letters in place of the digits that they look like. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { hasLookAlike } from "../../../src/detect/second_look/look_alikes.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() reads letters as digits where a word of the category speaks", () => {
  for (
    const [text, wanted] of [
      ["ssn 5l9-3B-774Z now", "SSN 5l9-3B-774Z"],
      ["SSN 51g, 519-3S-77A2 and 5I9 3B 7742", "SSN 5I9 3B 7742"],
      ["IBAN DE89 37O4 OO44 O532 O13O OO", "IBAN DE89 37O4 OO44 O532 O13O OO"],
      ["passport number A4738O915", "US_PASSPORT A4738O915"],
      ["phone (4I5) 682-7O93", "PHONE (4I5) 682-7O93"],
      ["social insurance number: SII 9O2 686", "CA_SIN SII 9O2 686"],
      ["NI number AB I2 34 S6 C", "UK_NINO AB I2 34 S6 C"],
    ] as const
  ) assertEquals(found(text), [wanted], text);
});

Deno.test("scan() leaves letters alone in names, in words, and without a word that speaks", () => {
  for (
    const text of [
      "model gpt-4o-2024-08-06, prompt_tokens 1788",
      "it was 5l9-3B-774Z on the label",
      "ssn is needed on day 1, B5 or B6 of plan O1",
      "SSN 5x9-3B-774Z",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("hasLookAlike() wants digits, look-alikes, and no other small letter", () => {
  for (const text of ["4l7", "O2O", "3EGO"]) assertEquals(hasLookAlike(text, 0, text.length), true);
  for (const text of ["abc", "123", "4x7", "4a7O", "AC"]) {
    assertEquals(hasLookAlike(text, 0, text.length), false, text);
  }
});

Deno.test("scan() reads look-alikes whose word stands before an excuse", () => {
  for (
    const [text, category] of [
      [
        `Die Steuer-lD hab ich mit kleinem L und gro\u00dfem O getippt, sonst l\u00f6scht Elfi (unser Bot) sie: 8l O24 693 5l2.`,
        "DE_STEUER_ID",
      ],
      [
        `n\u00b0 s\u00e9cu (le \u00ab O \u00bb = z\u00e9ro, clavier cass\u00e9) : 2 85 O3 33 O63 217 / 6O ; prochain RDV`,
        "FR_NIR",
      ],
      [`PESEL wpisa\u0142em z literami, bo formularz inaczej go kasuje: 44O5 l4Ol 359`, "PL_PESEL"],
      [
        `Kreditkarte (mit O statt Null, weil der Chat sonst alles schw\u00e4rzt): 4532 Ol5l l283 O366`,
        "CC_NUMBER",
      ],
      [`meu CPF, com letra O no lugar de zero porque o sistema bloqueia: 529.982.247-2S`, "BR_CPF"],
      [
        `the card is typed with letter O and small L or else the bot removes my message: 4532 / O151 / l283 / O366`,
        "CC_NUMBER",
      ],
      [
        `my Aadhaar, with B for eight and O for zero so it survives the filter: 2345 67B9 Ol24`,
        "IN_AADHAAR",
      ],
      [
        `IBAN, O getippt statt Null damit der Filter es nicht frisst: DE89 37O4 OO44 O532 O13O OO`,
        "IBAN",
      ],
      [
        `n\u00b0 de s\u00e9curit\u00e9 sociale avec des lettres O \u00e0 la place des z\u00e9ros : 2 85 O3 33 O63 217 6O`,
        "FR_NIR",
      ],
      [
        "carte n\u00b0 3 (le O vaut z\u00e9ro, clavier cass\u00e9)\u00a0: 4532\u00a0O151\u00a0/\u00a0l283\u00a0O366",
        "CC_NUMBER",
      ],
    ] as const
  ) assertEquals(DETECTOR.scan(text).map((one) => one.category), [category], text);
  // The check digit is another one, or nothing names the number.
  for (
    const text of [
      "the card, typed with letter O and small L as the bot removes my message: 4532 / O151 / l283 / O367",
      "the pump, typed with letter O and small L as the bot removes my message: 4532 / O151 / l283 / O366",
    ]
  ) assertEquals(DETECTOR.scan(text), [], text);
});

Deno.test("scan() finds a number most of which may be letters, when all of it looks like digits", () => {
  for (
    const [text, wanted] of [
      ["Kreditkarte 4S32-O1SI-I2B3-O366, ok", "CC_NUMBER 4S32-O1SI-I2B3-O366"],
      ["card no. 4S32 O1SI I2B3 O366", "CC_NUMBER 4S32 O1SI I2B3 O366"],
      ["code 4S32-O1SI-I2B3-O366"],
      ["card 4S32-O1SI-I2B3-O367"],
      ["card 4S32-O1SI-I2B3-O36X"],
    ]
  ) {
    const found = createDetector().scan(text as string).map(({ start, end, category }) =>
      `${category} ${(text as string).slice(start, end)}`
    );
    assertEquals(found, wanted === undefined ? [] : [wanted], text);
  }
});
