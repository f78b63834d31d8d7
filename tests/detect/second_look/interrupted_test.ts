/** Tests for `interrupted.ts`: values between whose groups something else stands. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeInterrupted } from "../../../src/detect/second_look/interrupted.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function assertFound(cases: readonly (readonly [text: string, ...wanted: string[]])[]): void {
  for (const [text, ...wanted] of cases) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, wanted, JSON.stringify(text));
  }
}

/** What people put between groups, and programs do not. */
const BETWEEN = [
  ...[
    " (then) ",
    " [next] ",
    " {and then} ",
    " (dann kommt) ",
    " [devam\u0131] ",
    " (\u0434\u0430\u043b\u0435\u0435) ",
    "(und)",
  ],
  ...[" \u2728 ", " \u{1f539} ", " \u{1f539}\u{1f539} ", "\u2b50\ufe0f", " \u27a1\ufe0f "],
  ...[" \\ ", "\\", " \\\\ "],
];

Deno.test("scan() finds values between whose groups something else stands", () => {
  for (const between of BETWEEN) {
    for (
      const [name, groups, category] of [
        ["my SSN is", ["519", "38", "7742"], "SSN"],
        ["Kreditkarte:", ["4532", "0151", "1283", "0366"], "CC_NUMBER"],
        ["tel\u00e9fono", ["612", "048", "797"], "PHONE"],
        ["IBAN", ["DE89", "3704", "0044", "0532", "0130", "00"], "IBAN"],
        ["NINO", ["AB", "12", "34", "56", "C"], "UK_NINO"],
      ] as const
    ) {
      const value = groups.join(between);
      assertFound([[`${name} ${value}, order 12`, `${category} ${value}`]]);
    }
  }
  assertFound([
    [
      "my itin is 9 4 2 (then) 7 8 (and the last) 5 1 0 6, ok",
      "US_ITIN 9 4 2 (then) 7 8 (and the last) 5 1 0 6",
    ],
  ]);
});

Deno.test("scan() finds no value where other numbers stand between remarks", () => {
  assertFound([
    ["order 519 (then) 38 (then) 7742"],
    ["my SSN is on page 12 (left) of 38 (right)"],
    ["card 4532 (old) 0151 (new) 1283 (both) 0367"],
    ["SSN list: C:\\519\\38\\7742"],
    ["phone 12 \u2728 14 \u2728 16"],
    ["phone 5551234 (work) 5559876 (home)", "PHONE 5551234", "PHONE 5559876"],
    ["call 512-555-0147 (work) 20 (ext)", "PHONE 512-555-0147"],
  ]);
});

/** Heads of messages, by time. */
const HEADS: readonly ((time: string, name: string) => string)[] = [
  (time, name) => `[${time}] ${name}: `,
  (time, name) => `[12/03/2024, ${time}:07] ${name}: `,
  (time, name) => `12/03/24, ${time} - ${name}: `,
  (time, name) => `2024-03-12 ${time} <${name}> `,
  (time, name) => `${name} (${time}): `,
  (_, name) => `${name}: `,
  (_, name) => `<${name}> `,
  (_, name) => `**${name}:** `,
  (_, name) => `> ${name}: `,
  (time, name) => `(${time}) ${name} \u00bb `,
  (time, name) => `${name}  ${time} AM\n`,
  (time, name) => `${name}, [12.03.24 ${time}]\n`,
  (time, name) => `[12/03/24 ${time}:44 PM] ~ ${name}: ... `,
  (time, name) => `[${time}] ${name}: and `,
];

Deno.test("scan() finds values that two messages of one speaker cut", () => {
  for (const head of HEADS) {
    for (const name of ["guest", "Ann B.", "u2281", "\u043a\u043b\u0438\u0435\u043d\u0442"]) {
      for (
        const [said, parts, category] of [
          ["my card is", ["4532 0151", "1283 0366"], "CC_NUMBER"],
          ["SSN:", ["519-38", "7742"], "SSN"],
          ["phone", ["612 048", "797"], "PHONE"],
        ] as const
      ) {
        const value = parts.join(`\n${head("09:13", name)}`);
        assertFound([
          [
            `${head("09:12", name).replace(/(?:\.\.\.|and) $/, "")}${said} ${value}\n${
              head("09:14", "bot")
            }ok`,
            `${category} ${value}`,
          ],
        ]);
        const answered = parts.join(`\n${head("09:13", "bot")}ok\n${head("09:13", name)}`);
        assertFound([[`${head("09:12", name)}${said} ${answered}`, `${category} ${answered}`]]);
      }
    }
  }
});

Deno.test("scan() joins no messages of two speakers, and none that say more", () => {
  assertFound([
    ["a: my card is 4532 0151\nb: 1283 0366"],
    ["a: my card is 4532 0151\na: 1283 0366 of them came"],
    ["a: my order is 4532 0151\na: 1283 0366"],
    ["my card is 4532 0151\na: 1283 0366"],
    ["a: my phone is 612 048 797\na: 20", "PHONE 612 048 797"],
    ["a: SSN 519-38\nb: which?\nc: 7742"],
    ["10:01 worker: phone 612\n10:02 worker: 048 797 rows"],
  ]);
});

Deno.test("mayBeInterrupted() looks behind a group", () => {
  assertEquals(mayBeInterrupted("12 (and) 34", 0, 2), true);
  assertEquals(mayBeInterrupted("12\na: 34", 0, 2), true);
  for (const text of ["12 34", "12 (3) 4", "12 (and)", "12\n34", "12, 34", "12 (and) ."]) {
    assertEquals(mayBeInterrupted(text, 0, 2), false, text);
  }
});
