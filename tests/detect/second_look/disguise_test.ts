/** Tests for `disguise.ts` and `suspicion.ts`: what a text says without its disguise. @module */

import { Copy } from "../../../src/detect/text/copy.ts";
import { Places } from "../../../src/detect/engine/events.ts";
import { createDetector } from "../../../src/detect/detector.ts";
import { undisguise } from "../../../src/detect/second_look/disguise.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

/** @param places Places in labels. */
function plain(text: string, ...places: number[]): string {
  const copy = new Copy(text, 0);
  const labels = new Places();
  for (const place of places) labels.add(place);
  undisguise(text, { start: 0, end: text.length }, { copy, labels });
  return copy.text;
}

function assertFound(cases: readonly (readonly [text: string, ...wanted: string[]])[]): void {
  for (const [text, ...wanted] of cases) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, wanted, JSON.stringify(text));
  }
}

Deno.test("undisguise() writes a text as it would read", () => {
  const cases: readonly (readonly [text: string, wanted: string])[] = [
    ["DE89 \u200b3704", "DE89 3704"],
    ["\uff08\uff14\uff11\uff15\uff09", "(415)"],
    ["\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\uff1a\uff11", "\u30de\u30a4\u30ca\u30f3\u30d0\u30fc:1"],
    ["\u0410\u0412 41 77 25 \u0421", "AB 41 77 25 C"],
    ["m\\u00fcller\\u0040post.de", "m\u00fcller@post.de"],
    ["&#43;44&#32;7911&nbsp;482", "+44 7911 482"],
    ["h&eacute;l&egrave;ne&commat;ch&acirc;teau&period;fr", "h\u00e9l\u00e8ne@ch\u00e2teau.fr"],
    ["=2B49=20160=2094718236", "+49 160 94718236"],
    ["4532 0151 =\n1283", "4532 0151 1283"],
    ["5(.)188(.)206{.}41", "5.188.206.41"],
    ["5 [.] 188 [.] 206", "5.188.206"],
    ["jane @ example . org", "jane@example.org"],
    ["**4532** _0151_ `1283`", "**4532 0151 1283`"],
    ["bc1qw508d6qe`jxtdg4y5r3", "bc1qw508d6qejxtdg4y5r3"],
    ["\u202e2477-83-915\u202c", "519-38-7742"],
  ];
  for (const [text, wanted] of cases) assertEquals(plain(text), wanted, text);
  assertEquals(plain("p4ssw0rd drowssap", 0), "password password");
  assertEquals(plain("p4ssw0rd drowssap"), "p4ssw0rd drowssap");
});

Deno.test("undisguise() reads a short label near one that was sought, and nowhere else", () => {
  const filler = "and so on, ".repeat(8);
  assertEquals(plain("l1cense n0 7", 2), "license no 7");
  assertEquals(plain(`l1cense ${filler}n0 7`, 2), `license ${filler}n0 7`);
  assertEquals(plain("l1cense \\n0 7", 2), "license \\n0 7");
});

Deno.test("undisguise() leaves assignments, prose, code and typography alone", () => {
  for (
    const text of [
      ...[
        "trace_id=28529 pan_id=2edd8 bytes=4096",
        "x = 285",
        "a[.b] (x) {y}",
        "f(1.5)",
        "2 * 3 *4",
      ],
      ...[
        "the `foo`s and `bar`",
        "\u0412 2020 \u0433\u043e\u0434\u0443",
        "wait . . . what",
        "1 . 2",
      ],
    ]
  ) assertEquals(plain(text), text);
});

Deno.test("scan() sees invisible characters beside the signs of a value", () => {
  const iban = "DE89 \u200b3704 \u200b0044 \u200b0532 \u200b0130 \u200b00";
  const ssn = "519\u200b - \u200b38 -\u200b 7742";
  assertFound([
    [`Konto ${iban} bitte`, `IBAN ${iban}`],
    [`my ssn is ${ssn}, ok`, `SSN ${ssn}`],
    [
      "T\u00e9l\u00a0: 06 \u200e47 \u200e29 \u200e81 \u200e53",
      "PHONE 06 \u200e47 \u200e29 \u200e81 \u200e53",
    ],
    ["password: Br1nd\u200ble#Fox\u200b88 ok", "PASSWORD Br1nd\u200ble#Fox\u200b88"],
  ]);
});

Deno.test("scan() takes the marks on the last character into a finding", () => {
  const struck = [..."519-38-7742"].map((char) => `${char}\u0336`).join("");
  const keycaps =
    "4\ufe0f\u20e31\ufe0f\u20e35\ufe0f\u20e3-6\ufe0f\u20e38\ufe0f\u20e32\ufe0f\u20e3-" +
    "7\ufe0f\u20e30\ufe0f\u20e39\ufe0f\u20e33\ufe0f\u20e3";
  assertFound([
    [`ssn ${struck} x`, `SSN ${struck}`],
    [`phone ${keycaps} x`, `PHONE ${keycaps}`],
  ]);
});

Deno.test("scan() resolves escapes at the beginning of a value, and in what names it", () => {
  assertFound([
    ['{"tel":"\\u002b49 160 94718236"}', "PHONE \\u002b49 160 94718236"],
    ['{"tel":"\\u0028415\\u0029 682-7093"}', "PHONE \\u0028415\\u0029 682-7093"],
    ['{"q":"\\u0022519-38-7742\\u0022"}', "SSN 519-38-7742"],
    ['{"t\\u00e9l\\u00e9phone":"06 12 34 56 78"}', "PHONE 06 12 34 56 78"],
    ['{"\\u8eab\\u4efd\\u8bc1\\u53f7":"11010519491231002X"}', "CN_RIC 11010519491231002X"],
    [
      '"dsn":"mysql:\\u002f\\u002fapp:s3cr\\u0021tPw9\\u0040db.corp.net:3306\\u002fmain"',
      "CONNECTION_STRING mysql:\\u002f\\u002fapp:s3cr\\u0021tPw9\\u0040db.corp.net:3306\\u002fmain",
    ],
    ["?dsn=mysql%3A%2F%2Fapp%3As3cr3tPw9%40db.corp.net%3A3306%2Fmain", PERCENTED],
    [
      "<p>tel &plus;44&nbsp;7911&nbsp;482&nbsp;603</p>",
      "PHONE &plus;44&nbsp;7911&nbsp;482&nbsp;603",
    ],
    ["phone: =28415=29 682=2D7093=20\n", "PHONE =28415=29 682=2D7093"],
  ]);
});

const PERCENTED = "CONNECTION_STRING mysql%3A%2F%2Fapp%3As3cr3tPw9%40db.corp.net%3A3306%2Fmain";

Deno.test("scan() sees through two disguises at once", () => {
  assertFound([
    ["mail ceo [at] harrow-gate [.] org ok", "EMAIL ceo [at] harrow-gate [.] org"],
    ["mail jane\u200b at exa\u00admple dot org ok", "EMAIL jane\u200b at exa\u00admple dot org"],
    ["ssn \uff15 \uff11 \uff19 \uff13 \uff18 \uff17 \uff17 \uff14 \uff12", WIDE_AND_SPREAD],
    ["hxxp://91(dot)208(dot)54(dot)17/x", "IP_ADDRESS 91(dot)208(dot)54(dot)17"],
  ]);
});

const WIDE_AND_SPREAD = "SSN \uff15 \uff11 \uff19 \uff13 \uff18 \uff17 \uff17 \uff14 \uff12";

Deno.test("scan() finds dates of birth in digits of other scripts", () => {
  const names = [
    ...[
      "date of birth",
      "your date of birth as",
      "\u099c\u09a8\u09cd\u09ae \u09a4\u09be\u09b0\u09bf\u0996",
    ],
    ...[
      "\u091c\u0928\u094d\u092e \u0924\u093f\u0925\u093f",
      "fecha de nacimiento:",
      "\u062a\u0627\u0631\u064a\u062e \u0627\u0644\u0645\u064a\u0644\u0627\u062f:",
    ],
  ];
  const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0xff10];
  for (const zero of zeros) {
    const date = "23/11/1978".replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
    for (const name of names) assertFound([[`${name} ${date} ok`, `DATE_OF_BIRTH ${date}`]]);
    assertFound([[`invoice of ${date} ok`]]);
  }
});
