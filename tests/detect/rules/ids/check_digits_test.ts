/** Tests for `src/detect/rules/ids/check_digits.ts`. @module */

import {
  type Digits,
  digitsOf,
  isDayOfMonth,
  isOneDigit,
  numberAt,
  passesDocumentCheck,
  passesLuhn,
  passesMod11And10,
  passesVerhoeff,
} from "../../../../src/detect/rules/ids/check_digits.ts";
import { assert, assertEquals } from "../../../support/std.ts";

type Check = (digits: Digits, count: number) => boolean;

/** Checks with numbers that other programs call valid. */
const CHECKS: readonly (readonly [name: string, check: Check, numbers: readonly string[]])[] = [
  ["passesLuhn", passesLuhn, ["4532015112830366", "130692544", "378282246310005", "18"]],
  ["passesMod11And10", passesMod11And10, ["65929970489", "94580730215", "29176940983"]],
  ["passesVerhoeff", passesVerhoeff, ["2363", "945706626103", "990762871537", "123451"]],
];

for (const [name, check, numbers] of CHECKS) {
  Deno.test(`${name}() accepts valid numbers and no other last digit`, () => {
    for (const number of numbers) {
      for (let last = 0; last < 10; last++) {
        const text = number.slice(0, -1) + last;
        assertEquals(check(digitsOf(text), text.length), text === number, text);
      }
    }
  });

  Deno.test(`${name}() refuses every number with one digit wrong`, () => {
    for (const number of numbers) {
      for (let at = 0; at < number.length; at++) {
        const digits = digitsOf(number);
        for (let wrong = 0; wrong < 10; wrong++) {
          digits[at] = wrong;
          const isSame = String(wrong) === number.charAt(at);
          assertEquals(check(digits, digits.length), isSame, `${number} with ${wrong} at ${at}`);
        }
      }
    }
  });
}

Deno.test("passesDocumentCheck() accepts the check digits that are printed on specimens", () => {
  for (const code of ["L898902C36", "T220001293", "7408122", "C01X00T478"]) {
    assert(passesDocumentCheck(code), code);
    const wrong = code.slice(0, -1) + (Number(code.slice(-1)) + 1) % 10;
    assert(!passesDocumentCheck(wrong), wrong);
  }
});

Deno.test("isDayOfMonth() knows the days of every month", () => {
  const lengths = Array.from({ length: 14 }, (_, month) => {
    let days = 0;
    for (let day = 0; day < 40; day++) if (isDayOfMonth(month, day)) days++;
    return days;
  });
  assertEquals(lengths, [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0]);
});

Deno.test("numberAt() and isOneDigit() read only the digits that they are asked for", () => {
  assertEquals(numberAt([9, 0, 1, 2, 9], 1, 3), 12);
  assert(isOneDigit([7, 7, 7, 1], 3));
  assert(!isOneDigit([7, 7, 1, 7], 3));
});
