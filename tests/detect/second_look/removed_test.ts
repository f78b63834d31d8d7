/** Tests for `removed.ts`: values from which something is to be removed. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function categories(text: string): string[] {
  return DETECTOR.scan(text).map(({ category }) => category);
}

Deno.test("scan() leaves out what the text says is to be removed", () => {
  for (
    const [text, category] of [
      [
        `the portal refuses our employer identification number in plain text, so drop every z from it: 8z4-z3z1z9z0z2z7z7. Terms`,
        "US_EIN",
      ],
      [`card number, remove the stars: 4*5*3*2*0*1*5*1*1*2*8*3*0*3*6*6`, "CC_NUMBER"],
      [`card number with x between, take out the x's: 45x320x151x128x303x66`, "CC_NUMBER"],
      [`SSN without the x's: 4x37x-6x1-x80x52`, "SSN"],
      [`Meine IBAN, ohne die Sternchen: DE89*3704*0044*0532*0130*00`, "IBAN"],
      [`Steuer-ID (alle q weglassen): 8q10q246q935q12`, "DE_STEUER_ID"],
      [`mi tarjeta es 45*32*01*51*12*83*03*66, quita los asteriscos`, "CC_NUMBER"],
      [`ma carte sans les \u00e9toiles : 45*320*151*128*303*66`, "CC_NUMBER"],
      [`num\u00e9ro de carte, enlevez les k : 45k320k151k128k303k66`, "CC_NUMBER"],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b 45*320*151*128*303*66 (\u0437\u0432\u0451\u0437\u0434\u043e\u0447\u043a\u0438 \u0443\u0431\u0435\u0440\u0438)`,
        "CC_NUMBER",
      ],
      [
        `\u043d\u043e\u043c\u0435\u0440 \u043a\u0430\u0440\u0442\u044b \u0431\u0435\u0437 \u0440\u0435\u0448\u0451\u0442\u043e\u043a: 45#320#151#128#303#66`,
        "CC_NUMBER",
      ],
      [`meu CPF sem os asteriscos: 5*2*9*9*8*2*2*4*7*2*5`, "BR_CPF"],
      [`carta di credito senza le x: 45x32x01x51x12x83x03x66`, "CC_NUMBER"],
      [`bsn zonder de sterretjes: 11*12*22*333`, "NL_BSN"],
      [`PESEL bez gwiazdek: 44*05*14*01*359`, "PL_PESEL"],
      [`PESEL, usu\u0144 litery x: 44x05x14x01x359`, "PL_PESEL"],
      [`\u010d\u00edslo karty bez hv\u011bzdi\u010dek: 45*32*01*51*12*83*03*66`, "CC_NUMBER"],
      [`kortnummer utan stj\u00e4rnor: 45*32*01*51*12*83*03*66`, "CC_NUMBER"],
      [`kart numaras\u0131, y\u0131ld\u0131zlar\u0131 sil: 45*32*01*51*12*83*03*66`, "CC_NUMBER"],
      [
        `\u30ab\u30fc\u30c9\u756a\u53f7\uff08\u30a2\u30b9\u30bf\u30ea\u30b9\u30af\u306f\u9664\u3044\u3066\uff09\uff1a45*32*01*51*12*83*03*66`,
        "CC_NUMBER",
      ],
      [
        `\u94f6\u884c\u5361\u53f7\u53bb\u6389\u661f\u53f7\uff1a45*32*01*51*12*83*03*66`,
        "CC_NUMBER",
      ],
      [`\uce74\ub4dc\ubc88\ud638 \ubcc4\ud45c \ube7c\uace0: 45*32*01*51*12*83*03*66`, "CC_NUMBER"],
      [`my phone is 2q1q2q8q6q7q5q3q0q9, skip the q`, "PHONE"],
      [`email: jaXne.doXe@exaXmple.oXrg (remove the capital X)`, "EMAIL"],
      [
        `password is hyphen-separated so it doesn't get scrubbed, take the hyphens out: c-o-p-p-e-r-V-o-l-e-9-1`,
        "PASSWORD",
      ],
    ] as const
  ) assertEquals(categories(text), [category], text);
});

Deno.test("scan() removes nothing that is not named, and keeps to checks", () => {
  for (
    const text of [
      "drop every z: 8z4-z3z1z9z0z2z7z7 is the part",
      "without the x's the id 45x320x151x128x303x66 is too short",
      "Bitte ohne Bindestriche: 2024-03-11-12 ist das Datum",
      "ohne die Sternchen: 4*5 Sterne 2*3",
      "bez gwiazdek zam\u00f3wienie 44*05*14*01*359",
      "sin asteriscos pedido 45*32*01*51*12*83*03*67",
      "my card without the q: 45x32x01x51x12x83x03x66",
      "remove card 45k32k01k51k12k83k03k67, the k too",
    ]
  ) assertEquals(categories(text), [], text);
});
