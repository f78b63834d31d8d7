/** Tests for `code_points.ts`: values as lists of the numbers of their characters. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeCodePoint } from "../../../src/detect/second_look/code_points.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
/** Made up, in pieces, so that no scanner takes this file for a leak. */
const KEY = "sk_li" + "ve_" + "4Zr8TqNw1KyBc6VhXj3MdPsU";
const CARD = "4532015112830366";

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function listOf(value: string, written: (unit: number) => string, joint: string): string {
  return [...value].map((char) => written(char.charCodeAt(0))).join(joint);
}

function decimal(unit: number): string {
  return String(unit);
}

function hex(unit: number): string {
  return unit.toString(16);
}

function capitals(unit: number): string {
  return hex(unit).toUpperCase();
}

function prefixed(unit: number): string {
  return `0x${hex(unit)}`;
}

function bits(unit: number): string {
  return unit.toString(2).padStart(8, "0");
}

Deno.test("scan() reads an address that is a list of numbers", () => {
  for (const [written, joint] of [[decimal, ","], [decimal, " "], [prefixed, ","]] as const) {
    const list = listOf("jane@example.org", written, joint);
    assertEquals(found(`chr(c) for c in [${list}]`), [`EMAIL ${list}`]);
  }
  for (const list of ["60,61,62,63,64,65,66", "1,2,64,3", "64, 64", "106,97,64,101,120", "64"]) {
    assertEquals(found(`sizes [${list}]`), [], list);
  }
});

Deno.test("scan() reads values of any category in lists of numbers, however they are written", () => {
  for (
    const [category, label, value] of [
      ["API_KEY", "key", KEY],
      ["IBAN", "iban", "DE89370400440532013000"],
      ["CC_NUMBER", "card", CARD],
      ["EMAIL", "mail", "jane@example.org"],
      ["SSN", "ssn", "519-38-7742"],
      ["IP_ADDRESS", "host", "203.0.113.9"],
      ["PASSWORD", "password", "Kestrel#8814"],
    ] as const
  ) {
    for (
      const [before, written, joint, after] of [
        [" = bytes([", decimal, ", ", "]).decode()"],
        [": [", decimal, " ", "]"],
        [" = Buffer.from([", decimal, ",", "]);"],
        [" = String.fromCharCode(", decimal, ", ", ");"],
        ["[] = { ", prefixed, ", ", " };"],
        [": ", hex, " ", " ok"],
        [": ", hex, ":", " ok"],
        [": ", capitals, ", ", " ok"],
        [": ", bits, " ", " ok"],
        [" = [\n  ", decimal, ",\n  ", "\n]"],
      ] as const
    ) {
      const list = listOf(value, written, joint);
      const text = `my ${label}${before}${list}${after}`;
      assertEquals(found(text), [`${category} ${list}`], text);
    }
  }
});

Deno.test("scan() reads calls that each stand for a character", () => {
  for (
    const [before, after, joint] of [
      ...[["chr(", ")", " + "], ["CHR(", ")", "||"], ["Chr(", ")", " & "]],
      ...[["String.fromCharCode(", ")", "+"], ["char(", ")", ", "], ["chr(", ")", " . "]],
    ] as const
  ) {
    for (const [category, value] of [["CC_NUMBER", CARD], ["API_KEY", KEY]] as const) {
      const calls = listOf(value, (unit) => `${before}${unit}${after}`, joint);
      assertEquals(found(`card = ${calls}`), [`${category} ${calls}`], calls);
    }
  }
});

Deno.test("scan() takes numbers for no characters that may be something else", () => {
  for (
    const text of [
      `temperatures: [${listOf(CARD, decimal, ", ")}]`,
      "ages = [34, 45, 56, 67, 78, 89, 90, 34, 45, 56, 67, 78]",
      "7f 45 4c 46 02 01 01 00 00 00 00 00 00 00 00 00",
      "48 65 6c 6c 6f 20 77 6f 72 6c 64 21 0a",
      "{ 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80 }",
      "scores 52 49 51 50 53 54 55 56 57 48 49 50 51 52 53",
      "order lines 48, 49, 50, 51, 52, 53, 54, 55, 56 are missing",
      "rgb(52, 49, 50), rgb(55, 57, 48), 12:30:45",
      "fingerprint 9F:41:4B:0A:C2:41:56:5A:48:45:4E:54:32:34:4C:43:36:37:50:4B",
      "[115, 107, 95, 108, 105, 118, 101, 95]",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("mayBeCodePoint() looks at what follows a number", () => {
  for (const text of ["53,49,2", "41 4b 49", "0x41, 0x4b", "53, 121", "00110100 00110001"]) {
    const end = text.search(/[, ]/);
    assertEquals(mayBeCodePoint(text, 0, end), true, text);
  }
  for (const text of ["53.49", "53 years", "5,4", "53", "53, about", "53,4915", "20240101 1"]) {
    assertEquals(mayBeCodePoint(text, 0, /^\d+/.exec(text)?.[0].length ?? 0), false, text);
  }
});
