/** Tests for `wrapped.ts`: values that a line break or quotation marks cut in two. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { mayBeCut, mayBeCutAddress } from "../../../src/detect/second_look/wrapped.ts";
import { base62, crc32 } from "../../corpus/check_digits.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();
const HEAD = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
const BODY = "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ";
const TAIL = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const TOKEN = `${HEAD}.${BODY}.${TAIL}`;

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function cut(text: string, ...places: readonly number[]): string {
  return places.toReversed().reduce((now, at) => `${now.slice(0, at)}\n${now.slice(at)}`, text);
}

Deno.test("scan() puts a token together that lines cut, wherever they do", () => {
  for (const at of [20, HEAD.length, HEAD.length + 1, HEAD.length + 4, 60, 100, 130]) {
    const text = cut(TOKEN, at);
    assertEquals(found(`session=${text}; Path=/`), [`JWT ${text}`], String(at));
  }
  const three = cut(TOKEN, 50, 100);
  assertEquals(found(`${three}\nand so on`), [`JWT ${three}`]);
  for (const mark of ["\\n", "\r\n", "\n    ", "\n> ", "\\\n"]) {
    const text = three.replaceAll("\n", mark);
    assertEquals(found(`cookie ${text} end`), [`JWT ${text}`], JSON.stringify(mark));
  }
});

Deno.test("scan() puts a token together whose dots stand on lines of their own", () => {
  for (const dot of ["\n.\n", "\n  .\n  ", "\r\n.\r\n", "\n.", ".\n"]) {
    const text = [HEAD, BODY, TAIL].join(dot);
    assertEquals(found(`join the lines:\n${text}\nResponse was 403`), [`JWT ${text}`], dot);
  }
  assertEquals(found("eyJhbGciOi\n.\nThe end. 12 of them"), []);
});

Deno.test("scan() puts a key together that quotation marks cut, and takes no word for a part", () => {
  const random = "q7Rk2vLm9TzXc4WbN8sJd3HfYg6PaE";
  const key = `ghp_${random}${base62(crc32(random), 6)}`;
  assertEquals(found(`token = ${key}\nThen restart`), [`API_KEY ${key}`]);
  for (const joint of ['""', "''", '" + "', "' + '", '" . "']) {
    const text = key.slice(0, 18) + joint + key.slice(18);
    assertEquals(found(`key ${text} x`), [`API_KEY ${text}`], joint);
  }
  assertEquals(found('["a1b2c3d4", "e5f6a7b8"] ghp_a, "x1" + "y2"'), []);
});

Deno.test("scan() puts a key together from where its prefix stands alone", () => {
  const rest = ["n4Kx8Tq2Wm6Rz9Lb", "3VhYc7Jd5Pf1SgU0aEtN"];
  for (const head of ["gh" + "p_", "gl" + "pat-", "sk_li" + "ve_", "np" + "m_"]) {
    for (
      const joint of [
        ...["''", '""', "\n", "\n  ", "\r\n", "\n> ", "\n> > ", "\\\n", "^\n", "=\n", "=\n> "],
        ...["\n# ", "\n| "],
      ]
    ) {
      const value = [head, ...rest].join(joint);
      assertEquals(found(`token ${value} ok`), [`API_KEY ${value}`], JSON.stringify(value));
    }
  }
  for (
    const text of [
      "PREFIXES:\n  - gl" + "pat-\n  - description of the prefix\n",
      "echo foo''bar1''baz2",
      "begins with gh" + "p_\nand goes on with letters",
      "gh" + "p_\nn4Kx8Tq2 Wm6Rz9Lb",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("scan() puts a token together whose lines have marks or numbers before them", () => {
  const parts = [TOKEN.slice(0, 45), TOKEN.slice(45, 100), TOKEN.slice(100, 130), TOKEN.slice(130)];
  for (const joint of ["\n> > ", "\n>> ", "=\n", "=\n> ", "\n# ", "\n| "]) {
    const text = parts.join(joint);
    for (const before of ["Authorization: Bearer ", "token: "]) {
      assertEquals(
        found(`> > ${before}${text}\n> < 401 ok`),
        [`JWT ${text}`],
        JSON.stringify(text),
      );
    }
  }
  for (const mark of [": ", "  ", " | ", "\t", ". "]) {
    const lines = parts.map((part, k) => `${k + 9}${mark}${part}`).join("\n");
    const [, start = 0] = [0, lines.indexOf(HEAD)];
    assertEquals(found(lines), [`JWT ${lines.slice(start)}`], JSON.stringify(lines));
  }
});

Deno.test("scan() puts codes and addresses together where it is sure of them", () => {
  for (
    const [text, wanted] of [
      ["IBAN DE893704004\n40532013000 ok", "IBAN DE893704004\n40532013000"],
      ["new addr = jane.doe@exam\nple-town.com\nREF 1", "EMAIL jane.doe@exam\nple-town.com"],
      ["mail: jane.doe@\nexample.org ok", "EMAIL jane.doe@\nexample.org"],
      ["email: jane.doe\n@example.org ok", "EMAIL jane.doe\n@example.org"],
      ["mail jane.doe@example.com\nThe next line", "EMAIL jane.doe@example.com"],
      ["mail jane.doe@example.com\nexample.net is down", "EMAIL jane.doe@example.com"],
    ] as const
  ) assertEquals(found(text), [wanted], text);
  assertEquals(found("ssh root@web01\nls -la"), []);
  assertEquals(found("hello @jane\nsee example.com"), []);
});

Deno.test("mayBeCut() looks at what stands behind a token", () => {
  for (const text of ["a1\n", "a1\r", "a1\\n", 'a1""', "a1' +", "eyJ."]) {
    assertEquals(mayBeCut(text, 0, text.startsWith("eyJ") ? 3 : 2), true, text);
  }
  for (const text of ["a1", "a1,", 'a1",', "a1.", "a1\\x"]) {
    assertEquals(mayBeCut(text, 0, 2), false, text);
  }
  assertEquals([mayBeCutAddress("a@b\nc", 1), mayBeCutAddress("a\n@b", 2)], [true, true]);
  assertEquals([mayBeCutAddress("a@b c", 1), mayBeCutAddress("a@b", 1)], [false, false]);
});

/** Values that are whole at the end of their line, by category. */
const WHOLE: readonly (readonly [category: string, before: string, value: string])[] = [
  ["API_KEY", "OPENAI_API_KEY=", "sk-proj-tXvZ2Nl6jQq4Rw8sKd0PbT3BlbkFJa9Yc7Ue5Vg1Hm"],
  ["API_KEY", "token: ", "glpat-x8Kz2Lm4Np6Qr8St0Vw2"],
  ["JWT", "session=", TOKEN],
  ["CRYPTO_WALLET", "wallet ", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
  ["PHONE", "Phone: ", "+49 160 94718236"],
  ["PHONE", "call ", "415-555-2671"],
  ["CC_NUMBER", "card ", "4111 1111 1111 1111"],
  ["IBAN", "IBAN ", "DE89 3704 0044 0532 0130 00"],
];
/** How the line after it may begin. */
const NEXT_LINES: readonly string[] = [
  ...[
    "STRIPE_KEY2=x",
    "retry_2: 3",
    "2026-11-05T10:00:00Z INFO",
    "user01 logged in",
    "2. Next item",
  ],
  ...[
    "3 Stück",
    "10 items left",
    "REF-2024/11 done",
    "3f2a16917c8d50af0296c0096a382e6c ok",
    "- 5 x",
  ],
];

Deno.test("scan() leaves the next line alone where a value is whole", () => {
  for (const [category, before, value] of WHOLE) {
    for (const next of NEXT_LINES) {
      for (const end of ["\n", "\r\n"]) {
        const text = `${before}${value}${end}${next}\n`;
        const at = before.length;
        const [finding] = DETECTOR.scan(text).filter(({ start }) => start === at);
        assertEquals(
          [finding?.category, finding?.end],
          [category, at + value.length],
          JSON.stringify(text),
        );
      }
    }
  }
});

Deno.test("scan() takes no definition for the rest of a key", () => {
  assertEquals(found("\tKEY_WOW64_64KEY        = 0x0100\n\tKEY_WOW64_32KEY        = 0x0200"), []);
  assertEquals(found("BPF_PASS = 0x0\n\tBPF_H = 0x8"), []);
});
