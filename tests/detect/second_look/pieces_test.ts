/** Tests for `pieces.ts`: values that a text gives piece by piece. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { SpokenWords } from "../../../src/detect/engine/events.ts";
import { hasNextPiece } from "../../../src/detect/second_look/pieces.ts";
import { PIECE_KIND } from "../../../src/detect/second_look/spoken_words.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() puts pieces together, each of which is a finding", () => {
  for (
    const [text, category, ...pieces] of [
      [
        "IBAN, part 1 \u00abDE8937040044\u00bb and part 2 \u00ab0532013000\u00bb.",
        "IBAN",
        "DE8937040044",
        "0532013000",
      ],
      ["IBAN: parte 1 DE8937040044, parte 2: 0532013000", "IBAN", "DE8937040044", "0532013000"],
      ["card_part1=45320151&card_part2=12830366", "CC_NUMBER", "45320151", "12830366"],
      ["card, first half 4532 0151, second half 1283 0366", "CC_NUMBER", "4532 0151", "1283 0366"],
      ["Kreditkarte Teil 1: 45320151, Teil 2: 12830366", "CC_NUMBER", "45320151", "12830366"],
      ["carte, partie 1 : 45320151, partie 2 : 12830366", "CC_NUMBER", "45320151", "12830366"],
      ['"ssn_part1":"519","ssn_part2":"38","ssn_part3":"7742"', "SSN", "519", "38", "7742"],
      [
        '{"phone_area":"212","phone_prefix":"867","phone_line":"5309"}',
        "PHONE",
        "212",
        "867",
        "5309",
      ],
      ["phone: area 212, exchange 867, line 5309", "PHONE", "212", "867", "5309"],
      [
        "\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b: \u0447\u0430\u0441\u0442\u044c 1 45320151, \u0447\u0430\u0441\u0442\u044c 2 12830366",
        "CC_NUMBER",
        "45320151",
        "12830366",
      ],
    ] as const
  ) assertEquals(found(text), pieces.map((piece) => `${category} ${piece}`), text);
});

Deno.test("scan() leaves parts and lines of other things alone", () => {
  for (
    const text of [
      "Part 1 (12 pages) and part 2 (34567) of the phone book",
      "line 120, line 340, line 5567 of the phone list",
      "area 120, prefix 30 and part 44 of the card",
      "part 1 45320151 and part 2 12830367 of the card",
      "part 1 45320151 and part 2 12830366 of the novel",
      "part 45320151 came, and a week later we were told that part 12830366 did: card declined",
      "the line 212, then area 867",
      "card part 45320151",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("hasNextPiece() looks a bounded distance ahead", () => {
  const spoken = new SpokenWords();
  spoken.add(PIECE_KIND, 0, 4);
  assertEquals(hasNextPiece(spoken, 0), false);
  spoken.add(PIECE_KIND, 500, 504);
  assertEquals(hasNextPiece(spoken, 0), false);
  spoken.add(PIECE_KIND, 520, 524);
  assertEquals(hasNextPiece(spoken, 1), true);
});
