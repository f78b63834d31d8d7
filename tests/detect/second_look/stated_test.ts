/** Tests for `stated.ts`: values of which a text says how they are disguised. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function categories(text: string): string[] {
  return DETECTOR.scan(text).map(({ category }) => category);
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

Deno.test("scan() reads backwards what a saying or a remark says is so", () => {
  for (
    const [text, category] of [
      [
        `here is the social security number written backwards, last digit first: ${
          reversed("437-61-8052")
        }. Start`,
        "SSN",
      ],
      [
        `the form eats my PESEL, wi\u0119c podaj\u0119 od ty\u0142u (prosz\u0119 odwr\u00f3ci\u0107): ${
          reversed("44051401359")
        }. Wizyta`,
        "PL_PESEL",
      ],
      [
        `PESEL wpisuj\u0119 od ko\u0144ca, bo formularz kasuje: ${reversed("44051401359")}`,
        "PL_PESEL",
      ],
      [`Steuer-ID (r\u00fcckw\u00e4rts gelesen): ${reversed("81024693512")}`, "DE_STEUER_ID"],
      [
        `Die Steuer-ID bitte umdrehen, letzte Ziffer zuerst: ${reversed("81024693512")}`,
        "DE_STEUER_ID",
      ],
      [`Meine Steuer-ID von hinten nach vorne: ${reversed("81024693512")}`, "DE_STEUER_ID"],
      [`IBAN von hinten gelesen ${reversed("DE89370400440532013000")}`, "IBAN"],
      [
        `n\u00b0 s\u00e9cu \u00e9crit \u00e0 l'envers pour le filtre, \u00e0 retourner : ${
          reversed("285033306321760")
        }`,
        "FR_NIR",
      ],
      [
        `mon num\u00e9ro de carte, en commen\u00e7ant par la fin : ${reversed("4532015112830366")}`,
        "CC_NUMBER",
      ],
      [
        `mi tarjeta escrita al rev\u00e9s, del \u00faltimo d\u00edgito al primero: ${
          reversed("4532 0151 1283 0366")
        }`,
        "CC_NUMBER",
      ],
      [`meu CPF de tr\u00e1s pra frente: ${reversed("529.982.247-25")}`, "BR_CPF"],
      [`meu CPF (leia de tr\u00e1s para a frente): ${reversed("529.982.247-25")}`, "BR_CPF"],
      [`kart numaras\u0131 tersten yazd\u0131m: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`kart numaras\u0131 sondan ba\u015fa: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b \u0437\u0430\u0434\u043e\u043c \u043d\u0430\u043f\u0435\u0440\u0451\u0434: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b \u043d\u0430\u043e\u0431\u043e\u0440\u043e\u0442, \u043d\u0430\u0447\u0438\u043d\u0430\u044f \u0441 \u043a\u043e\u043d\u0446\u0430: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b \u0441 \u043a\u043e\u043d\u0446\u0430: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u043a\u0438 \u0443 \u0437\u0432\u043e\u0440\u043e\u0442\u043d\u043e\u043c\u0443 \u043f\u043e\u0440\u044f\u0434\u043a\u0443: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u30ab\u30fc\u30c9\u756a\u53f7\u306f\u9006\u304b\u3089\u66f8\u304d\u307e\u3059\uff1a${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u30ab\u30fc\u30c9\u756a\u53f7\uff08\u5f8c\u308d\u304b\u3089\u8aad\u3093\u3067\u304f\u3060\u3055\u3044\uff09\uff1a${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u94f6\u884c\u5361\u53f7\u6211\u5012\u7740\u5199\uff1a${reversed("4532015112830366")}`,
        "CC_NUMBER",
      ],
      [
        `\u4fe1\u7528\u5361\u865f\uff08\u53cd\u8457\u5beb\uff09\uff1a${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u4fe1\u7528\u5361\u53f7\u4ece\u540e\u5f80\u524d\u5ff5\uff1a${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\uce74\ub4dc\ubc88\ud638 \uac70\uafb8\ub85c \uc801\uc5c8\uc5b4\uc694: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\uce74\ub4dc\ubc88\ud638 \ub4a4\uc5d0\uc11c\ubd80\ud130 \uc77d\uc73c\uc138\uc694: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [`codice fiscale al contrario: ${reversed("RSSMRA85T10A562S")}`, "IT_CODICE_FISCALE"],
      [`carta di credito, leggere dalla fine: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`bsn van achter naar voren: ${reversed("111222333")}`, "NL_BSN"],
      [`kortnummer bakifr\u00e5n: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`kortnummer bagfra: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`kortnummer bakfra: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`luottokortin numero lopusta alkuun: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [
        `\u010d\u00edslo karty pozp\u00e1tku (oto\u010dte si to): ${reversed("4532015112830366")}`,
        "CC_NUMBER",
      ],
      [
        `k\u00e1rtyasz\u00e1m h\u00e1tulr\u00f3l el\u0151re: ${reversed("4532015112830366")}`,
        "CC_NUMBER",
      ],
      [
        `num\u0103rul cardului de la coad\u0103 la cap: ${reversed("4532015112830366")}`,
        "CC_NUMBER",
      ],
      [
        `\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03ba\u03ac\u03c1\u03c4\u03b1\u03c2 \u03b1\u03bd\u03ac\u03c0\u03bf\u03b4\u03b1: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u0631\u0642\u0645 \u0627\u0644\u0628\u0637\u0627\u0642\u0629 \u0628\u0627\u0644\u0645\u0642\u0644\u0648\u0628: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u05de\u05e1\u05e4\u05e8 \u05db\u05e8\u05d8\u05d9\u05e1 \u05d0\u05e9\u05e8\u05d0\u05d9 \u05de\u05d4\u05e1\u05d5\u05e3 \u05dc\u05d4\u05ea\u05d7\u05dc\u05d4: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [
        `\u0915\u094d\u0930\u0947\u0921\u093f\u091f \u0915\u093e\u0930\u094d\u0921 \u0928\u0902\u092c\u0930 \u0909\u0932\u094d\u091f\u093e \u0932\u093f\u0916\u093e \u0939\u0948: ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [`s\u1ed1 th\u1ebb vi\u1ebft ng\u01b0\u1ee3c: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`nomor kartu kredit dibalik: ${reversed("4532015112830366")}`, "CC_NUMBER"],
      [`card: ${reversed("4532015112830366")} (last digit first, you know why)`, "CC_NUMBER"],
      [`card: ${reversed("4532015112830366")} <- flip it`, "CC_NUMBER"],
      [
        `The card (sorry, I typed it in back to front so that the filter lets it through): ${
          reversed("4532015112830366")
        }`,
        "CC_NUMBER",
      ],
      [`my ssn from the last digit to the first: ${reversed("437-61-8052")}`, "SSN"],
    ] as const
  ) assertEquals(categories(text), [category], text);
});

Deno.test("scan() turns nothing round without a name and a check", () => {
  for (
    const text of [
      "He drove backwards, last in line, past 2508-16-734 and the social club.",
      "In reverse order: 2025-00731, 2025-00732, 2025-00733.",
      "reverse the string 6630382115102354 in the test",
      "von hinten nach vorne 6630382115102354 Teile",
      "zieht die Karte nach hinten: 12345678",
      "my card, last digit first: 4432 5510 2281 9075",
      "the last page first, order 6630382115102354",
    ]
  ) assertEquals(categories(text), [], text);
});
