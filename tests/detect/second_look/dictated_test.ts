/** Tests for `dictated.ts`: values half in words, half in figures. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function assertDictated(cases: readonly (readonly [string, string, string])[]): void {
  for (const [lead, words, category] of cases) {
    const text = `${lead} ${words}. Thanks`;
    assertEquals(found(text), [`${category} ${words}`], text);
  }
}

Deno.test("scan() reads numbers that are half words and half figures", () => {
  assertDictated([
    ["my card number is", "four five 3 two, oh one 51, one two 8 three, 03 six six", "CC_NUMBER"],
    ["card:", "4532 zero one five one, then 1283, then oh three double six", "CC_NUMBER"],
    ["ssn is", "5 one 9, 38, seventy-seven 42", "SSN"],
    ["text me at", "two 1 two - 8 six 7 - five 309", "PHONE"],
    ["Tel.:", "null eins 7 6, achtundvierzig 31, neun 0 zwo f\u00fcnf", "PHONE"],
    ["tel\u00e9fono:", "seis-cero-cero, 12 34, cincuenta y seis", "PHONE"],
    ["t\u00e9l :", "z\u00e9ro 6 douze 34 cinquante-six 78", "PHONE"],
    ["cellulare:", "tre 4 sette, 29 81, zero 5 sei", "PHONE"],
    ["zap:", "onze nove 8tr\u00eas4um 7 zero 6 dois", "PHONE"],
    ["CPF:", "tr\u00eas oito 1 nove 4 zero dois 7 cinco tra\u00e7o 60", "BR_CPF"],
    ["mijn telefoon:", "nul 6 twaalf 34 zesenvijftig 78", "PHONE"],
    ["BSN:", "een een een 222 drie drie drie", "NL_BSN"],
    ["PESEL", "44 zero pi\u0119\u0107 14 zero 1 trzy 59", "PL_PESEL"],
    ["telefon:", "pi\u0119\u0107set dwa 301 osiemset 12", "PHONE"],
    ["mobil:", "noll sju noll, 12 34, femtiosex 7", "PHONE"],
    ["Aadhaar:", "two three four one, 2341, two three four six", "IN_AADHAAR"],
    ["NHS number:", "nine four three, 476, five nine one nine", "UK_NHS"],
    [
      "\u0442\u0435\u043b.",
      "\u0432\u043e\u0441\u0435\u043c\u044c 916 \u0442\u0440\u0438 \u043d\u043e\u043b\u044c " +
      "\u0442\u0440\u0438 44 17",
      "PHONE",
    ],
    [
      "\u043c\u043e\u0439 \u0442\u0435\u043b\u0435\u0444\u043e\u043d:",
      "\u0432\u043e\u0441\u0435\u043c\u044c \u0434\u0435\u0432\u044f\u0442\u044c\u0441\u043e\u0442 " +
      "16 \u0442\u0440\u0438 0\u0417 44 \u043e\u0434\u0438\u043d \u0441\u0435\u043c\u044c",
      "PHONE",
    ],
  ]);
});

Deno.test("scan() reads signs by name between figures", () => {
  assertDictated([
    ["DNI:", "12.345.678 guion Z", "ES_DNI_NIE"],
    ["el DNI:", "12.345.678, gui\u00f3n, zeta", "ES_DNI_NIE"],
    ["RUT:", "12.345.678 guion 5", "CL_RUT"],
    ["Personnummer", "811228 streck 9874", "SE_PERSONNUMMER"],
    ["MAC:", "3c dash 22 dash fb dash 9a dash 04 dash d1", "MAC_ADDRESS"],
    ["MAC", "3C colon 22 colon FB colon 9A colon 04 colon D1", "MAC_ADDRESS"],
    [
      "die MAC lautet",
      "3c Doppelpunkt 22 Doppelpunkt fb Doppelpunkt 9a Doppelpunkt 04 Doppelpunkt d1",
      "MAC_ADDRESS",
    ],
    [
      "la MAC :",
      "3c deux points 22 deux points fb deux points 9a deux points 04 deux points d1",
      "MAC_ADDRESS",
    ],
    ["the server is at", "192 dot 168 dot 4 dot twenty", "IP_ADDRESS"],
  ]);
});

Deno.test("scan() reads letters by name, and letters with a word for them", () => {
  assertDictated([
    ["NIE:", "equis, 1234567, ele", "ES_DNI_NIE"],
    ["NIE", "equis, uno dos tres cuatro cinco 67, L", "ES_DNI_NIE"],
    ["DNI:", "doce 345 678 zeta", "ES_DNI_NIE"],
    ["NI number:", "A for apple, B for banana, 12 three four 56, C for cat", "UK_NINO"],
    [
      "IBAN:",
      "D wie Dora, E wie Emil, 89 3704 0044 null f\u00fcnf drei zwo 0130 00",
      "IBAN",
    ],
    ["IBAN:", "D for Delta, E for Echo, eight nine, then 37040044 then 0532013000", "IBAN"],
    [
      "codice fiscale:",
      "R come Roma, S come Savona, S, M come Milano, R, A, ottantacinque, T, dieci, A 562 S",
      "IT_CODICE_FISCALE",
    ],
  ]);
});

Deno.test("scan() reads numerals between which a word stands", () => {
  assertDictated([
    [
      "\u96fb\u8a71\u756a\u53f7\u306f",
      "\u3007\u4e09\u306e\u4e00\u4e8c\u4e09\u56db\u306e\u4e94\u516d\u4e03\u516b",
      "PHONE",
    ],
    [
      "\uc804\ud654\ubc88\ud638\ub294",
      "\uacf5\uc77c\uacf5\uc5d0 \uc77c\uc774\uc0bc\uc0ac\uc5d0 \uc624\uc721\uce60\ud314",
      "PHONE",
    ],
    [
      "\uc804\ud654\ubc88\ud638",
      "\uacf5\uc77c\uacf5 \ub2e4\uc2dc \uc77c\uc774\uc0bc\uc0ac \ub2e4\uc2dc \uc624\uc721\uce60\ud314",
      "PHONE",
    ],
    [
      "\u7535\u8bdd\uff1a",
      "\u5e7a\u4e09\u516b \u6760 \u96f6\u96f6\u5e7a\u4e09 \u6760 \u516b\u96f6\u96f6\u96f6",
      "PHONE",
    ],
  ]);
});

Deno.test("scan() leaves words and figures of plain prose alone", () => {
  for (
    const text of [
      "We kept two of the 45 drawings, and one in 3 had 2 or more errors; call the office.",
      "Call me at two or 3, I have 45 minutes, then one more meeting at 4 and seven people.",
      "The phone survey: one in 3 had 2 or more, seven of 12 had 5, and 48 of 96 had none.",
      "Phone in hand, he scored one, 2, three, 4, five, 6, seven, 8, nine, 10.",
      "The card says: pages one, 2, three and 4; chapters five, 6, seven, 8, nine, 10 and 11.",
      "Phone bill: 2 lines, 3 users, one 45 dollar fee and two 12 dollar fees, 2024.",
      "Passport: 2 photos, one 35 mm by 45 mm, two forms, then 4 copies.",
      "SSN field length is nine, with 3 groups: three, 2 and four digits.",
      "Your IBAN has two letters, 2 check digits, then 4, 4, 4, 4 and two.",
      "the number one 2023 phone, two 2024 phones, and three 2025 phones",
      "We called 555 people: one 45, two 46, three 47, four 48, five 49.",
      "card: Mike and Oscar 12, Charlie 45, Victor 7, Juliet 30, Romeo 2",
      "NHS: two in 5 patients, 3 in ten wait 18 weeks, one in 45 more than 52",
      "scored 21 dash 14 in the first and 7 dash 3 in the second; call me",
      "2020 slash 2021 season, phone off; the ratio was 3 colon 1",
      "Telefonat um 3, zwei von 45 Zeichnungen, drei mit 12 Fehlern, 8 ohne, neun offen.",
      "Handy: 2 Jahre alt, ein 5 Zoll Display, zwei 12 MP Kameras, drei 4 GB Varianten",
      "Por tel\u00e9fono dijo que dos de los 45 dibujos, 3 de 12 y uno de 6 eran falsos.",
      "Au t\u00e9l\u00e9phone : deux des 45 dessins, trois sur 12, une fois sur 6, 18 ans.",
      "Al telefono: due dei 45 disegni, tre su 12, una volta su 6, 18 anni.",
      "BSN: negen cijfers, 2 of drie fouten, een op 45",
      "Telefonicznie: dwa z 45 rysunk\u00f3w, trzy z 12, jeden na 6.",
      "Mobil: 2 av 45, tre av 12, en av 6; \u00e5tta timmar p\u00e5 30 dagar.",
      "\u0442\u0435\u043b\u0435\u0444\u043e\u043d: \u0434\u0432\u0435 \u0438\u0437 45, \u0442\u0440\u0438 \u0438\u0437 12, \u043e\u0434\u043d\u0430 \u043d\u0430 6, 2024 \u0433\u043e\u0434.",
      "\u96fb\u8a71\u3067\u3001\u4e09\u4eba\u306e\u3046\u3061\u4e8c\u4eba\u304c\u56db\u5341\u4e94\u679a\u3001\u516d\u6642\u306b\u3002",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() reads digits in words in the groups of a number without a word for it", () => {
  assertEquals(found("social: five one nine, three eight, seven seven four two"), [
    "SSN five one nine, three eight, seven seven four two",
  ]);
  assertEquals(found("Scores: one two three, four five six, seven eight nine ten"), []);
});
