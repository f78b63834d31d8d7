/** Tests for `announced.ts`: values that a text says are backwards, or rotated. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

/** How people say it, and where. */
const ANNOUNCED = [
  (label: string, value: string) => `My ${label} backwards is ${value}. Just flip it.`,
  (label: string, value: string) => `${label} reversed: ${value}`,
  (label: string, value: string) => `${label} ${value} (read it in reverse)`,
  (label: string, value: string) => `${label} r\u00fcckw\u00e4rts: "${value}"`,
  (label: string, value: string) => `${label} al rev\u00e9s: ${value}, gracias`,
  (label: string, value: string) => `${label} \u00e0 l'envers : ${value}`,
  (label: string, value: string) => `${label} achterstevoren: ${value}`,
  (label: string, value: string) => `${label} wspak: ${value}`,
  (label: string, value: string) =>
    `${label} \u043d\u0430\u043e\u0431\u043e\u0440\u043e\u0442: ${value}`,
  (label: string, value: string) => `${label} \u5012\u8fc7\u6765 ${value}`,
  (label: string, value: string) => `${label} ${value}, just read right to left`,
  (label: string, value: string) => `${label} ${value} von rechts nach links`,
  (label: string, value: string) => `${label} ${value}, de derecha a izquierda`,
  (label: string, value: string) => `${label} ${value} de droite \u00e0 gauche`,
  (label: string, value: string) => `${label} ${value} da destra a sinistra`,
  (label: string, value: string) => `${label} ${value} od prawej do lewej`,
  (label: string, value: string) => `${label} ${value} \u53f3\u304b\u3089\u5de6\u306b`,
  (label: string, value: string) => `my ${label}, and it is backwards so no bot eats it: ${value}`,
];

Deno.test("scan() reads what a text says is backwards", () => {
  for (const write of ANNOUNCED) {
    for (
      const [label, plain, category] of [
        ["SSN", "519-38-7742", "SSN"],
        ["SSN", "519 38 7742", "SSN"],
        ["card number", "4532015112830366", "CC_NUMBER"],
        ["IBAN", "DE89370400440532013000", "IBAN"],
        ["email", "jane.doe@example.org", "EMAIL"],
      ] as const
    ) {
      const text = write(label, reversed(plain));
      assertEquals(found(text), [`${category} ${reversed(plain)}`], text);
    }
  }
});

Deno.test("scan() reads an address that a text says is rotated", () => {
  for (const lead of ["ROT13: ", "in rot-13, my mail is ", "(rot 13) "]) {
    assertEquals(found(`${lead}wnar.qbr@rknzcyr.pbz, ok`), ["EMAIL wnar.qbr@rknzcyr.pbz"], lead);
  }
  assertEquals(found("root13 wnar.qbr@rknzcyr.pbz and rot135 wnar.qbr@rknzcyr.pbz"), []);
});

Deno.test("scan() turns nothing round that no word of a category speaks for", () => {
  for (
    const text of [
      "He went backwards 200 metres and 0918-25-463 forwards.",
      "Reverse proxy on 8080, build 2477-83-915.",
      "In reverse order: 2025-00731, 2025-00732, 2025-00733.",
      "al contrario, la factura 2477-83-915 es de 2024",
      "rot 13 apples and 0918-25-463 pears",
      "my SSN is not 0918-25-463",
      "the steps go right to left: 6630382115102354",
      "turn left at 2477-83-915, the card shop is right there",
      "order number 6630382115102354 backwards, my card is lost",
    ]
  ) assertEquals(found(text), [], text);
});
