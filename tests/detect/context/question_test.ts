/** Tests for `src/detect/context/question.ts`. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { Lines } from "../../../src/detect/context/question.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("a value alone answers the question of a message before, in any language", () => {
  const cases: readonly (readonly [question: string, answer: string, found: string])[] = [
    [
      "[5/2/25, 09:12:44] Bola: please what is your NIN, the bank man wants it before noon",
      "[5/2/25, 09:14:02] Kemi: 38314050842",
      "NG_NIN 38314050842",
    ],
    ["Far: hvad er dit cpr? til skolen", "Ida: 2810024901", "DK_CPR 2810024901"],
    [
      "agent: could you give me the social security number that is on the policy?",
      "caller: sure its 219 09 9991",
      "SSN 219 09 9991",
    ],
    [
      "<ann> can you send me your tax file number for the payroll setup today",
      "<bob> 123 456 782",
      "AU_TFN 123 456 782",
    ],
    [
      "12.03.25, 20:15 - Heike: Brauche noch deine Steuer-ID f\u00fcr das Finanzamt bis Freitag",
      "12.03.25, 20:19 - Olli: 47036892816",
      "DE_STEUER_ID 47036892816",
    ],
    [
      "Kasia: podaj mi sw\u00f3j PESEL, prosz\u0119, bo musz\u0119 to dzi\u015b wys\u0142a\u0107 do urz\u0119du",
      "Bartek: 44051401359",
      "PL_PESEL 44051401359",
    ],
    [
      "[\uc624\ud6c4 2:41] HR: \ud734\ub300\ud3f0 \ubc88\ud638\ub3c4 \ud655\uc778\ud560\uac8c\uc694, \uc22b\uc790\ub85c \uc8fc\uc138\uc694",
      "[\uc624\ud6c4 2:44] Kim: 01052817734",
      "PHONE 01052817734",
    ],
    [
      "\u623f\u4e1c:\u6536\u5230\u3002\u624b\u673a\u53f7\u5462",
      "\u79df\u5ba2:13857106294",
      "PHONE 13857106294",
    ],
    ["\u96fb\u8a71\u756a\u53f7\u306f?", "\u5ba2:090-6172-3385", "PHONE 090-6172-3385"],
    ["[operator] PESEL, prosz\u0119, do wniosku", "[klient] 44051401359", "PL_PESEL 44051401359"],
  ];
  for (const [question, answer, wanted] of cases) {
    assertEquals(found(`${question}\n${answer}`), [wanted], answer);
    assertEquals(found(`${question}\\n${answer}`), [wanted], `${answer} in quotes`);
    assertEquals(
      found(`${question}\nok wait\n\nhm\n${answer}\nthanks`),
      [wanted],
      `${answer} later`,
    );
  }
});

Deno.test("what somebody says is no row of a table, though a comma stands in it", () => {
  const text =
    "Ola: hej, nie widzi mojej recepty\nBot: Podaj numer PESEL.\nOla: 44051401359, dzi\u0119ki";
  assertEquals(found(text), ["PL_PESEL 44051401359"]);
});

Deno.test("a value does not answer a question that has its answer, or that asks for another thing", () => {
  const texts = [
    "your NIN please, we need it for the form\nwhat is the folio of the last invoice?\n38314050842",
    "your NIN please, we need it for the form of the bank\nthe folio is 38314050842",
    `your NIN please, we need it for the form\n${"all is well here. ".repeat(40)}\n38314050842`,
    `your NIN please, we need it for the form\nthe list has ${"some ".repeat(30)}38314050842`,
    "nin_required: false, as before and for all of the customers\ncount: 38314050842",
    "your NIN please, we need it for the form of the bank, he says\nlot 38314050842 is gone",
  ];
  for (const text of texts) assertEquals(found(text), [], text);
});

Deno.test("Lines.near() gives the line of a place that is near both of its ends", () => {
  const text = `first\nsecond 12\\nthird ${"x".repeat(200)} 13\n14`;
  const lines = new Lines(text);
  function near(sign: string): string | null {
    const start = text.indexOf(sign);
    const line = lines.near({ start, end: start + sign.length });
    return line && text.slice(line.start, line.end);
  }
  assertEquals(["irs", "12", "13", "14", "12"].map(near), [null, "second 12", null, "14", null]);
});

Deno.test("a question that asks again for what was named before does not end it", () => {
  const cases: readonly (readonly [text: string, found: string])[] = [
    [
      "u41: the nat ins no on it is wrong\nhr_bot: what should it be?\nu41: jg103759a",
      "UK_NINO jg103759a",
    ],
    [
      "ann: my social is wrong here\nagent: ok, what's the right one?\nann: 421 37 8890",
      "SSN 421 37 8890",
    ],
    ["pt: wrong nhs number on it\nbot: which one is right?\npt: 9434765919", "UK_NHS 9434765919"],
    [
      "kai: meine steuer-id ist falsch\nbot: wie lautet sie richtig?\nkai: 47036892816",
      "DE_STEUER_ID 47036892816",
    ],
    ["jan: mijn bsn klopt niet\nbot: wat moet het zijn?\njan: 111222333", "NL_BSN 111222333"],
    ["ola: pesel jest zly\nbot: jaki powinien byc?\nola: 44051401359", "PL_PESEL 44051401359"],
  ];
  for (const [text, wanted] of cases) assertEquals(found(text), [wanted], text);
  const others = [
    "ann: my ssn is fine\nbot: which seat do you want then?\nann: 421378890",
    "ann: my nhs number is wrong\nbot: can you read the serial below the lid?\nann: 9434765919",
  ];
  for (const text of others) assertEquals(found(text), [], text);
});

Deno.test("a question about how much of it is wanted does not end what was asked for before", () => {
  const about: readonly (readonly [string, string, string])[] = [
    ["pers.nr med alla siffror tack", "10 el 12?", "SE_PERSONNUMMER 198506121238"],
    [
      "skicka ditt personnummer innan helgen",
      "10 eller 12 siffror?",
      "SE_PERSONNUMMER 198506121238",
    ],
    [
      "am pierdut cardul si am nevoie de ajutor",
      "Buna! Ultimele cifre sau numarul complet?",
      "CC_NUMBER 4532.0151.1283.0366",
    ],
    [
      "meine Karte wurde gesperrt, was nun",
      "Die letzten vier Ziffern oder die ganze Nummer?",
      "CC_NUMBER 4532.0151.1283.0366",
    ],
    [
      "they blocked my card again this morning",
      "Hi there, the last four or the full number?",
      "CC_NUMBER 4532.0151.1283.0366",
    ],
  ];
  for (const [asked, again, wanted] of about) {
    const value = wanted.slice(wanted.indexOf(" ") + 1);
    const chat = (second: string): string =>
      `[13:21] ${asked}\n[13:22] ${second}\n[13:23] ok: ${value}\n`;
    assertEquals(found(chat(again)), [wanted], again);
    assertEquals(found(chat("and which of the orders do you mean by that?")), [], asked);
  }
});
