/** Tests for `terminal.ts`: colours and lines that go on inside a value. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { coloursEnd, continuationEnd, isColourInValue } from "../../../src/detect/text/terminal.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
/** Escapes as they are, as programs write them, and as tools show them. */
const ESCAPES = ["\x1b", "\\u001b", "\\u001B", "\\x1b", "\\033", "\\e", "\\u{1b}", "\\\\u001b"];
const SHOWN = ["^[", "\u241b"];

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() finds values in colours, whoever writes the escape", () => {
  for (const escape of [...ESCAPES, ...SHOWN]) {
    const [red, off] = [`${escape}[1;31m`, `${escape}[0m`];
    assertEquals(
      found(`card ${red}4532015112830366${off} ok`),
      ["CC_NUMBER 4532015112830366"],
      red,
    );
    assertEquals(found(`ssn ${red}519-38-7742${off} ok`), ["SSN 519-38-7742"], red);
    const parts = `4532${off}${red}0151${off}${red}1283${off}${red}0366`;
    assertEquals(found(`pan=${red}${parts}${off} x`), [`CC_NUMBER ${parts}`], red);
    const mail = `jane.doe${off}@${red}example.org`;
    assertEquals(found(`to ${mail}${off}`), [`EMAIL ${mail}`], red);
  }
});

Deno.test("scan() finds nothing in the colours themselves", () => {
  for (const escape of ESCAPES) {
    const line = `${escape}[32mINFO${escape}[0m ${escape}[38;5;196m12${escape}[0m of 40 done`;
    assertEquals(found(line), [], line);
  }
});

Deno.test("coloursEnd() reads one colour or more, and nothing else", () => {
  assertEquals(coloursEnd("\x1b[0m\x1b[1;31mx", 0), 11);
  assertEquals(coloursEnd("\\u001b[0mx", 0), 9);
  for (const text of ["\x1b", "\x1b[", "\x1b[0", "\x1b[0x", "[0m", "\\n[0m", "^[0m", ""]) {
    assertEquals(coloursEnd(text, 0), -1, JSON.stringify(text));
  }
  for (
    const [text, isWanted] of [["1\x1b[0m2", true], ["a\x1b[0m b", false], [
      "1[0m2",
      false,
    ]] as const
  ) {
    assertEquals(isColourInValue(text, text.indexOf("[")), isWanted, JSON.stringify(text));
  }
});

Deno.test("scan() joins a value that goes on in the next line behind a backslash", () => {
  for (const joint of ["\\\n", "\\\r\n", "\\\n    ", "\\\n\t", "\\\\\\n"]) {
    for (
      const [before, first, second, category] of [
        ["mail: ", "jane.doe@exam", "ple.org", "EMAIL"],
        ["iban: ", "DE8937040044", "0532013000", "IBAN"],
        ["ssn: ", "519-38-", "7742", "SSN"],
        ["url: ", "postgres://app:Plum", "Kettle904@db.example.net/x", "CONNECTION_STRING"],
      ] as const
    ) {
      const value = first + joint + second;
      assertEquals(found(`${before}${value} end`), [`${category} ${value}`], JSON.stringify(joint));
    }
  }
});

Deno.test("continuationEnd() leaves commands that go on alone", () => {
  assertEquals(continuationEnd("ab\\\n  cd", 2), 6);
  for (const text of ["ab \\\n  cd", "ab\\\n\n", "ab\\n cd", "ab\\", "(\\\ncd", "ab\\ \ncd"]) {
    assertEquals(continuationEnd(text, text.indexOf("\\")), -1, JSON.stringify(text));
  }
  assertEquals(found("docker run \\\n  --name web \\\n  -p 8080:80 nginx"), []);
});
