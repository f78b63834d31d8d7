import {
  digitsOf,
  hasBirthDate,
  hasShortDate,
  isDay,
  isLuhn,
  isRepeated,
  numberAt,
  weightedSum,
} from "../../../../src/detect/rules/ids/world_check_digits.ts";
import { assert, assertEquals } from "../../../support/std.ts";

Deno.test("isLuhn() takes the published example, and none with one digit changed", () => {
  const digits = digitsOf("79927398713");
  assert(isLuhn(digits, 0, 11));
  for (let at = 0; at < digits.length; at++) {
    for (let added = 1; added < 10; added++) {
      const other = digits.slice();
      other[at] = ((digits[at] as number) + added) % 10;
      assert(!isLuhn(other, 0, 11), other.join(""));
    }
  }
  assert(isLuhn(digitsOf("0079927398713"), 2, 13));
});

Deno.test("isDay() knows the lengths of the months", () => {
  const lengths = Array.from({ length: 14 }, (_, month) => {
    let days = 0;
    for (let day = 0; day < 40; day++) if (isDay(month, day)) days++;
    return days;
  });
  assertEquals(lengths, [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0]);
});

Deno.test("hasShortDate() and hasBirthDate() take 29 February in leap years only", () => {
  assert(hasShortDate(digitsOf("000229"), 0));
  assert(hasShortDate(digitsOf("x960229"), 1));
  assert(!hasShortDate(digitsOf("950229"), 0));
  assert(hasBirthDate(digitsOf("20000229"), 0));
  assert(!hasBirthDate(digitsOf("19000229"), 0));
  assert(!hasBirthDate(digitsOf("18790101"), 0));
  assert(!hasBirthDate(digitsOf("20500101"), 0));
});

Deno.test("numberAt(), weightedSum() and isRepeated() read digits", () => {
  const digits = digitsOf("12a45");
  assertEquals(numberAt(digits, 0, 5), 12045);
  assertEquals(weightedSum(digits, [1, 2, 3]), 5);
  assert(isRepeated(digitsOf("4445"), 3));
  assert(!isRepeated(digitsOf("4445"), 4));
});
