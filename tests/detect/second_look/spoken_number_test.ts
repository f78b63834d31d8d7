/** Tests for `spoken_number.ts` and `number_words.ts`: numbers in words. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import {
  kindOfNumber,
  NUMBER_WORDS,
  numberOfKind,
} from "../../../src/detect/second_look/number_words.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function assertSpoken(lead: string, category: string, words: string): void {
  const text = `${lead} ${words}.`;
  const found = DETECTOR.scan(text).map(({ start, end, category: name }) =>
    `${name} ${text.slice(start, end)}`
  );
  assertEquals(found, [`${category} ${words}`], text);
}

Deno.test("scan() reads telephone numbers in pairs and in threes", () => {
  const numbers: readonly (readonly [lead: string, words: string])[] = [
    ["my phone number is", "four one five, six eighty-two, seventy ninety-three"],
    ["call my phone on", "one eight hundred six eight two zero one nine nine"],
    ["t\u00e9l\u00e9phone", "z\u00e9ro six trente-deux quarante-sept quatre-vingts dix-neuf"],
    ["t\u00e9l\u00e9phone", "z\u00e9ro six soixante-douze quatre-vingt-onze vingt et un cinquante"],
    [
      "t\u00e9l\u00e9phone",
      "z\u00e9ro sept quarante cinq soixante dix huit trente trois z\u00e9ro neuf",
    ],
    ["mi tel\u00e9fono es", "seis doce treinta y cuatro cincuenta y seis setenta y ocho"],
    ["Telefon", "null eins sieben sechs achtundvierzig zweiundneunzig dreiundf\u00fcnfzig eins"],
    ["telefono", "tre quarantasette ventinove ottantuno zero cinquantasei"],
    ["meu telefone", "onze nove oito sete meia cinco quatro tr\u00eas dois um"],
    ["mijn telefoon", "nul zes twaalf vierendertig zesenvijftig achtenzeventig"],
    ["telefon", "tyve fireogtredive seksoghalvtreds otteoghalvfjerds"],
    ["telefon", "pi\u0119\u0107set dwa trzysta jeden osiemset dwana\u015bcie"],
    ["telefon", "fire to seks ni tre en syv \u00e5tte"],
  ];
  for (const [lead, words] of numbers) assertSpoken(lead, "PHONE", words);
});

Deno.test("scan() reads numerals of scripts without spaces", () => {
  const numbers: readonly (readonly [lead: string, words: string])[] = [
    ["\u7535\u8bdd", "\u5e7a\u4e09\u516b\u96f6\u96f6\u5e7a\u4e09\u516b\u96f6\u96f6\u96f6"],
    [
      "\u96fb\u8a71\u756a\u53f7\u306f",
      "\u3007\u4e5d\u3007-\u4e00\u4e8c\u4e09\u56db-\u4e94\u516d\u4e03\u516b",
    ],
    [
      "\uc804\ud654\ubc88\ud638",
      "\uacf5\uc77c\uacf5 \uc77c\uc774\uc0bc\uc0ac \uc624\uc721\uce60\ud314",
    ],
  ];
  for (const [lead, words] of numbers) assertSpoken(lead, "PHONE", words);
});

Deno.test("scan() knows an address of four numbers and three dots without a word for it", () => {
  assertSpoken(
    "it is",
    "IP_ADDRESS",
    "one nine three dot one six three dot one two five dot four four",
  );
  assertSpoken("it is", "IP_ADDRESS", "ten dot zero dot twelve dot forty-four");
});

/** Words for a card and for digits, by language. */
const DIGIT_WORDS: readonly (readonly [label: string, words: string])[] = [
  ["Kartennummer", "null eins zwei drei vier fünf sechs sieben acht neun"],
  ["numéro de carte", "zéro un deux trois quatre cinq six sept huit neuf"],
  ["kaartnummer", "nul een twee drie vier vijf zes zeven acht negen"],
  ["kortnummer", "nul et to tre fire fem seks syv otte ni"],
  ["numărul cardului", "zero unu doi trei patru cinci șase șapte opt nouă"],
  ["номер на карта", "нула едно две три четири пет шест седем осем девет"],
  ["broj kartice", "nula jedan dva tri četiri pet šest sedam osam devet"],
  ["số thẻ", "không một hai ba bốn năm sáu bảy tám chín"],
  ["kart numarası", "sıfır bir iki üç dört beş altı yedi sekiz dokuz"],
  ["رقم البطاقة", "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة"],
];

Deno.test("scan() reads digits in words, whatever stands between them", () => {
  for (const [label, words] of DIGIT_WORDS) {
    const digits = words.split(" ");
    const spoken = Array.from("4532015112830366", (digit) => digits[Number(digit)] as string);
    for (const joint of [" ", ", ", "-", "/", " / ", " - ", "; ", " | ", " · ", "_", "…"]) {
      assertSpoken(`${label}:`, "CC_NUMBER", spoken.join(joint));
    }
    const groups = [0, 4, 8, 12].map((at) => spoken.slice(at, at + 4).join(" "));
    for (const joint of [", ", " / ", "; ", "\n"]) {
      assertSpoken(`${label}:`, "CC_NUMBER", groups.join(joint));
    }
  }
});

Deno.test("scan() reads hundreds with what follows them, and mixed groups", () => {
  assertSpoken(
    "telefon:",
    "PHONE",
    "sıfır beş yüz otuz iki, dört yüz on yedi, altmış sekiz, sıfır dokuz",
  );
  assertSpoken("telefon:", "PHONE", "sıfır beş üç iki, dört bir yedi, altmış sekiz, sıfır dokuz");
  assertSpoken("telefon:", "PHONE", "šest set tři, sto dvacet tři, čtyři sta padesát šest");
});

Deno.test("scan() knows what a checked number in words is from a word further away", () => {
  const spoken = "twee-een-vier-acht-drie-zeven-nul-zes-drie";
  for (const digits of [spoken, spoken.replaceAll("-", " ")]) {
    const text = `Mijn BSN mag ik hier niet intypen, dus dan maar helemaal zo: ${digits}.`;
    const found = DETECTOR.scan(text).map(({ start, end }) => text.slice(start, end));
    assertEquals(found, [digits], text);
  }
  assertEquals(DETECTOR.scan(`Het volgende staat er gewoon zomaar: ${spoken}.`), []);
});

Deno.test("scan() takes no count, list or sum in words for a number that is looked for", () => {
  for (
    const text of [
      "call me: one two three four five six",
      "phone the ten people of twenty twenty-four",
      "t\u00e9l\u00e9phone : deux ou trois fois, vingt et un jours, trente personnes",
      "ten dot com, one dot two",
    ]
  ) assertEquals(DETECTOR.scan(text), [], text);
});

Deno.test("NUMBER_WORDS has each number once for a word, and kinds lead back to it", () => {
  const values = new Map<string, number>();
  for (const [words, value] of NUMBER_WORDS) {
    assertEquals(numberOfKind(kindOfNumber(value)), value);
    for (const word of words.split(" ")) {
      assertEquals(values.get(word) ?? value, value, word);
      values.set(word, value);
    }
  }
  assertEquals(values.get("siebenundvierzig"), 47);
  assertEquals(values.get("quarantotto"), 48);
  assertEquals(values.get("fireogtredive"), 34);
  assertEquals(numberOfKind(5), -1);
});
