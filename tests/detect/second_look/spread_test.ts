/** Tests for `spread.ts` and `gaps.ts`: values whose parts no form joins. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { gapOf, ODD_SIGN, RARE_SIGN, signKind } from "../../../src/detect/second_look/gaps.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function assertFound(cases: readonly (readonly [text: string, ...wanted: string[]])[]): void {
  for (const [text, ...wanted] of cases) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, wanted, JSON.stringify(text));
  }
}

Deno.test("scan() joins codes that are written one character at a time", () => {
  assertFound([
    ["NI number A B 1 2 3 4 5 6 C on the form", "UK_NINO A B 1 2 3 4 5 6 C"],
    ["my ssn: 5.1.9.3.8.7.7.4.2, call me", "SSN 5.1.9.3.8.7.7.4.2"],
    ["ssn 5_1_9_3_8_7_7_4_2", "SSN 5_1_9_3_8_7_7_4_2"],
    ["PAN: A B C P K 1 2 3 4 L", "IN_PAN A B C P K 1 2 3 4 L"],
    ["sections 1.2.3.4.5.6.7.8.9 of the plan"],
    ["ssn of list a b c 1 2 3 d e f"],
  ]);
});

Deno.test("scan() joins groups between signs that no form has", () => {
  assertFound([
    ["card 4532|0151|1283|0366 ok", "CC_NUMBER 4532|0151|1283|0366"],
    ["card|4532|0151|1283|0366|USD|4400", "CC_NUMBER 4532|0151|1283|0366"],
    ["card 4532''0151''1283''0366 ok", "CC_NUMBER 4532''0151''1283''0366"],
    ["card (4532)(0151)(1283)(0366) ok", "CC_NUMBER 4532)(0151)(1283)(0366"],
    ["ssn ~~519~~-~~38~~-~~7742~~", "SSN 519~~-~~38~~-~~7742"],
    ["NI number AB_12_34_56_C", "UK_NINO AB_12_34_56_C"],
    ["MAC address B4 _ FB _ E4 _ 0D _ 92 _ 5C", "MAC_ADDRESS B4 _ FB _ E4 _ 0D _ 92 _ 5C"],
    ["file_519_38_7742_ssn.csv and ssn_519_38_7742_x"],
    ['ssn list: "519","38","7742"'],
    ["| ssn | 519 | 38 | 7742 |"],
    ["the order 4532|0151|1283|0367 came"],
  ]);
});

Deno.test("scan() joins digits in groups of an unusual length", () => {
  assertFound([
    ["carte 45.32.01.51.12.83.03.66.", "CC_NUMBER 45.32.01.51.12.83.03.66"],
    ["card 45 32 01 51 12 83 03 66", "CC_NUMBER 45 32 01 51 12 83 03 66"],
    ["card 453 201 511 283 036 6", "CC_NUMBER 453 201 511 283 036 6"],
    ["card 4532\\0151~\n1283_0366", "CC_NUMBER 4532\\0151~\n1283_0366"],
    ["iban DE8-937-040-044-053-201-300-0", "IBAN DE8-937-040-044-053-201-300-0"],
    ["Konto DE89 3704|0044|0532|0130|00", "IBAN DE89 3704|0044|0532|0130|00"],
    [
      "bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4",
      "CRYPTO_WALLET bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4",
    ],
    ["12.05.2024 13.06.2025 card"],
    ["the numbers 45 32 01 51 12 83 03 67 were drawn"],
    ["PESEL: 44-05-14-01-359 .", "PL_PESEL 44-05-14-01-359"],
    ["PAN: ABC-PE-12-34-F", "IN_PAN ABC-PE-12-34-F"],
    ["IBAN DE89, 3704, 0044, 0532, 0130, 00", "IBAN DE89, 3704, 0044, 0532, 0130, 00"],
    [
      "IBAN (IT60)(X)(05428)(11101)(000000)(123456)",
      "IBAN IT60)(X)(05428)(11101)(000000)(123456",
    ],
    [
      "MAC is 3C \u2013 22 \u2013 FB \u2013 9A \u2013 04 \u2013 D1",
      "MAC_ADDRESS 3C \u2013 22 \u2013 FB \u2013 9A \u2013 04 \u2013 D1",
    ],
    ['Aadhaar field: "2345 | 6789 | 0124"', "IN_AADHAAR 2345 | 6789 | 0124"],
    [
      "codice fiscale R S S - M R A - 8 5 T 1 0 - A 5 6 2 S",
      "IT_CODICE_FISCALE R S S - M R A - 8 5 T 1 0 - A 5 6 2 S",
    ],
    ["NIF: 258 \u00b7 817 \u00b7 666, thanks", "PT_NIF 258 \u00b7 817 \u00b7 666"],
    [
      "the NI number is J . N . 4 . 8 . 2 . 7 . 1 . 5 . C.",
      "UK_NINO J . N . 4 . 8 . 2 . 7 . 1 . 5 . C",
    ],
    [
      "codice fiscale R S S  M R A  8 5 T 1 0  A 5 6 2 S",
      "IT_CODICE_FISCALE R S S  M R A  8 5 T 1 0  A 5 6 2 S",
    ],
    ["henkil\u00f6tunnus: 1 3 1 0 5 2 - 3 0 8 T", "FI_HETU 1 3 1 0 5 2 - 3 0 8 T"],
    ["with gaps: AKIA Q7ZR 4TLM 2KXW 9CVB", "API_KEY AKIA Q7ZR 4TLM 2KXW 9CVB"],
    ["parts Q7ZR 4TLM 2KXW 9CVB in stock"],
    ["| PESEL | 44 | 05 | 14 | 01 | 359 |"],
    ["PESEL counts 44-05-14-01-358"],
  ]);
});

Deno.test("scan() takes the word of an announced value from further away when a check is proof", () => {
  const excuse = "I was told to leave gaps as your form swallows anything else, so here goes";
  assertFound([
    [
      `My card, ${excuse}: 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6`,
      "CC_NUMBER 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6",
    ],
    [
      "The PESEL is missing. She sent it in a message and I copy it as it was: 44-05-14-01-359",
      "PL_PESEL 44-05-14-01-359",
    ],
    ["Bank says I read the card out, so: 4532/0151/1283/0366.", "CC_NUMBER 4532/0151/1283/0366"],
    // Nothing announces it, another word is nearer, nothing proves it, or the check fails.
    [`My card, ${excuse} on page 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6`],
    [`My card, ${excuse}, the order number: 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6`],
    [`Phone me, ${excuse}: 4 | 1 | 5 | 5 | 5 | 5 | 0 | 1 | 3 | 2`],
    [`My card, ${excuse}: 4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 7`],
  ]);
});

Deno.test("scan() needs no word for a code in single characters that has a check of its own", () => {
  const iban = [..."DE89370400440532013000"];
  for (const gap of [" ", ".", "-", "/", "\u00b7", " \u00b7 ", "\u2007"]) {
    const written = iban.join(gap);
    assertFound([[`please pay into ${written} by noon`, `IBAN ${written}`]]);
    const wrong = [...iban.slice(0, -1), "1"].join(gap);
    assertFound([[`please pay into ${wrong} by noon`]]);
  }
  const tax = [..."RSSMRA85T10A562S"].join(" ");
  assertFound([[`scrivo ${tax} qui`, `IT_CODICE_FISCALE ${tax}`]]);
  assertFound([["rows A B 1 2 3 4 5 6 7 8 9 0 1 2 3 4 of the hall"]]);
});

Deno.test("scan() joins wallets in groups of any one length", () => {
  const bitcoin = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";
  const ethereum = "71C7656EC7ab88b098defB751B7401B5f6d8976F";
  for (const size of [3, 4, 5, 6, 7]) {
    const groups = new RegExp(`.{1,${size}}`, "g");
    const written = bitcoin.match(groups)?.join(" ") ?? "";
    assertFound([[`btc ${written}. Thanks`, `CRYPTO_WALLET ${written}`]]);
    if (size % 2 > 0) continue;
    const hex = `0x${ethereum.match(groups)?.join(" ")}`;
    assertFound([[`eth wallet ${hex}. Thanks`, `CRYPTO_WALLET ${hex}`]]);
  }
  assertFound([
    ["btc 1st the cat was out and the dog ran for its own 1st day off"],
    ["btc 1Bv BMS EYs tWe tqT Fn5 Au4 m4G Fg7 xJa NVN 3"],
    ["wallet dump 0x00 01 02 03 04 05 06 07 08"],
  ]);
});

Deno.test("scan() joins passwords in single characters, with their signs", () => {
  assertFound([
    [
      "password: M \u00b7 o \u00b7 n \u00b7 d \u00b7 e \u00b7 n \u00b7 7 \u00b7 ! ok",
      "PASSWORD M \u00b7 o \u00b7 n \u00b7 d \u00b7 e \u00b7 n \u00b7 7 \u00b7 !",
    ],
    ["the password is m o n d e n 7 ! and no more", "PASSWORD m o n d e n 7 !"],
    ["Passwort: m-o-n-d-e-n-7-!", "PASSWORD m-o-n-d-e-n-7-!"],
    ["contrase\u00f1a: m|o|n|d|e|n|7|#", "PASSWORD m|o|n|d|e|n|7|#"],
    ["password rules: a b c d e f g 1 grid"],
    ["the grid m o n d e n 7 ! and no more"],
  ]);
});

Deno.test("gapOf() takes a sign alone or repeated, and signs around others", () => {
  assertEquals(gapOf("1|2", 1), "|");
  assertEquals(gapOf("1''2", 1), "''");
  assertEquals(gapOf("1~~-~~2", 1), "~~-~~");
  assertEquals(gapOf("1 _ 2", 1), " _ ");
  assertEquals(gapOf("1)(2", 3, -1), ")(");
  for (const gap of ["a", "", '","', "|-", "~~~~~~"]) assertEquals(gapOf(`1${gap}2`, 1), "", gap);
  assertEquals([signKind(0x7c), signKind(0x3a)], [ODD_SIGN, RARE_SIGN]);
});
