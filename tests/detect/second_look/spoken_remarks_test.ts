/** Tests for `spoken_remarks.ts`: what is said between a name and a dictated value. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { remarkBefore } from "../../../src/detect/second_look/spoken_remarks.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function remarkOf(before: string, name = ""): string | null {
  const remark = remarkBefore(
    `${before}one`,
    before.length,
    ({ start, end }) => name !== "" && before.slice(start, end).includes(name),
  );
  return remark === null ? null : before.slice(remark.start, remark.end);
}

Deno.test("remarkBefore() gives what tells how a value was given", () => {
  for (
    const remark of [
      ", dictated: ",
      ", diktiert: ",
      ", en toutes lettres : ",
      " (read aloud): ",
      ", s\u0142ownie: ",
      ", por extenso: ",
      ", \u0434\u0438\u043a\u0442\u0443\u044e: ",
    ]
  ) assertEquals(remarkOf(`SSN${remark}`), remark.trimStart(), remark);
  assertEquals(
    remarkOf("Nummer l\u00e4ste hon upp s\u00e5 h\u00e4r: "),
    "l\u00e4ste hon upp s\u00e5 h\u00e4r: ",
  );
  assertEquals(remarkOf("reach me at area code "), "area code ");
});

Deno.test("remarkBefore() gives nothing where the name follows or nothing is said", () => {
  assertEquals(remarkOf("so, read out my SSN: ", "SSN"), null);
  assertEquals(
    remarkOf("my SSN, dictated over the phone: ", "phone"),
    ", dictated over the phone: ",
  );
  assertEquals(remarkOf("SSN, as agreed: "), null);
  assertEquals(remarkOf("my SSN is "), null);
  assertEquals(remarkOf(""), null);
});

Deno.test("scan() reads a value behind a remark, and not one of another name", () => {
  const words = "five one nine three eight seven seven four two";
  for (
    const lead of [
      "Social security no., dictated:",
      "SSN (read aloud):",
      "my SSN, phonetically spelled:",
      "SSN, dictated over the phone:",
    ]
  ) {
    const text = `${lead} ${words}.`;
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, [`SSN ${words}`], text);
  }
  assertEquals(DETECTOR.scan(`The order number, dictated: ${words}.`), []);
});

Deno.test("scan() reads telephone numbers behind what their first digits are called", () => {
  for (
    const text of [
      "call me at area code five oh three, double seven four, one nine oh six",
      "my cell is area code 415, five five five, 26 71",
      "Telefon: Vorwahl null drei null, neun acht sieben sechs f\u00fcnf vier drei",
    ]
  ) assertEquals(DETECTOR.scan(text).map(({ category }) => category), ["PHONE"], text);
});
