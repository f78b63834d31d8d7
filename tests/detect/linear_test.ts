/**
 * The engine's work grows with the text and not faster, whatever the text is. What is counted is
 * how many characters are read, which no busy machine can change; one test takes the processor time
 * as well, since not every reading can be counted.
 * @module
 */

import { threadCpuUsage } from "node:process";
import { createDetector } from "../../src/detect/detector.ts";
import { RULES } from "../../src/detect/table.ts";
import { DISGUISES } from "../support/detect_mix.ts";
import { assertLinear, repeated } from "../support/linear_reads.ts";
import { assert } from "../support/std.ts";

const DETECTOR = createDetector();

/** For the test that takes the time. */
const HUGE_CHARS = 0x8_0000;
/** The same text in so many pieces. */
const PIECES = 8;
/** Time of the whole over that of all its pieces: 1 is linear, `PIECES` is quadratic. */
const RATIO_MAX = 3;
/** A text that is read faster is not slow, however its time grows; milliseconds. */
const QUICK_MS = 200;

function assertLinearScan(...parts: readonly string[]): void {
  assertLinear((text) => DETECTOR.scan(text), parts);
}

/** Anchors, near-misses, and what makes the engine look twice. */
const ADVERSARIAL: readonly string[] = [
  ...["1", "1 ", "12-", "123-45-", "4111 ", "4111-", "1.", "1.1.1.1.", "255.255.", "(2", "+1 "],
  ...["212-", "(212) ", "+1 (212) 867-", "a", "a.", "a@", "@", "@a.", "a@a.", "a@a.com", "-", " "],
  ...["\\n1", "version 1.2.3.4 ", "4532015112830366", "378282 ", "\n", "1\n", "1,", "1-\n"],
  ...["DE89 ", "DE893704", "eyJ", "eyJhbGciOi.", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----\n"],
  ...["://", "a://b:c@", "a:b@", "::", "a:", "00:11:", "001a.2b3c.", "_-", "____", "--------"],
  ...["password=", "password: ", "api_key=", "secret ", "token: a1b2c3d4e5f6g7h8 "],
  ...["\u200b", "1\u200b", "\u00ad", "1\u0336", "\u0336", "a\u0301", "\u0661", "\uff11", "\u2460"],
  ...["\ud835", "\ud835\udfcf", "\u0430a", "a\u0430", "\u0430", "\u2013", "1\u2013", "\u00a0"],
  ...["\\u0031", "\\\\u0031", "\\", "\\\\", "\\x31", "\\061", "\\u{31}", "\\-", "1\\-", "\\u005c"],
  ...["&#49;", "&#x31;", "&", "&amp;", "&amp;#49;", "&commat;", "a&nbsp;b", "%31", "%2531", "%25"],
  ...["=31", "=\n", "a=\n", "=40", "%", "%e2%80%8b", "1<b>", "<b>", "1<b>2</b>", "<!--", "1<!--"],
  ...["*", "1*", "**1**", "`", "1**-", "[.]", "a[.]", "[", "[REDACTED:", "[REDACTED:SSN]", "a @ "],
  ...["at ", "dot ", "a at b dot ", "a [at] ", "a dot com ", "one ", "one two three ", "ssn one "],
  ...["double ", "ssn 1 2 3 ", "ssn 1 - ", "minus ", "plus one ", "jane at a.b "],
  ...["SSN ", "ssn,", "name,ssn\n1,2\n", "card number ", "a_b_", "aB", "socialSecurity"],
  ...['{"number":"123456789",', '{"value":{"id":', "+0200", "ssn on order is 1 ", "a,b\n1,2\n"],
  ...[
    "4111|",
    "4111|1111|",
    "1 2 3 ",
    "ssn 1_",
    "bc1q ",
    "4l7-",
    "ssn O0 ",
    "1l ",
    "A1\n",
    "eyJ\n",
  ],
  ...[
    "a@b\n",
    '"A1" + "',
    "ghp_1\n",
    "p4ss",
    "drowssap ",
    "p a s ",
    "PaSs",
    "p@",
    "\u202e1",
    "(.)",
  ],
  ...[
    "1(.)",
    "a [.] ",
    "\u00ad\n1",
    "zw\u00f6lf ",
    "vingt et ",
    "sto ",
    "\u4e00",
    "\u70b9a",
    "=20",
    "5=20",
  ],
  ...["nokta ", "a et b nokta ", "\\u00e9", "&eacute;", "_ _1", "**1 ", "4111\\ ", "1 _ "],
  ...[
    "0x1.",
    "0001.",
    "http://1",
    "http://a@",
    "\x1b[0m",
    "1\x1b[0m",
    "\\u001b[0m1",
    "1\\\n",
    "^[",
  ],
  ...["\u{e0031}", "\u{e0121}", "a(a)b.", "(a)", "\u24d0a", "\u2709", "\u{1f4e7}a.b ", "\u25cf"],
  ...['"1" + ', '"1"', "'a' || ", "chr(64) + ", '"@" . ', "64,", "0x40, ", '["1",', "1B ab "],
  ...[
    "alpha ",
    "alpha 1 ",
    "one alpha ",
    "backwards 1234567 ",
    "reverse ",
    "rot13 a@b.c ",
    "part 1 12 ",
  ],
  ...["ssn one 2 ", "ssn, dictated: one 2 ", "phone \u4e00\u4e8c\u306e", "a4 colon ", "equis 1 "],
  ...["ssn A for alpha, ", "a, dot, then the at, ", "card 1 right to left ", "pin one2two"],
  ...["QUJD", "TVRJekxUUTFMVFkzT0RrPQ==", "313233", "c3NuIDEyMy00NS02Nzg5IA", "/", "+/", "a+/"],
];

Deno.test("scan() reads a number of characters that grows with the text, whatever it is", () => {
  for (const part of ADVERSARIAL) assertLinearScan(part);
});

Deno.test("scan() does so for the examples and look-alikes of every row", () => {
  const parts = new Set(RULES.flatMap(({ hits, misses }) => {
    const example = (hits[0] ?? ["", ""])[0];
    return [example, `${example} `, misses[0] ?? " "];
  }));
  for (const part of parts) if (part.length > 0 && part.length < 2_000) assertLinearScan(part);
});

Deno.test("scan() does so for everything that calls a rule", () => {
  for (const rule of RULES) {
    const [word] = rule.words;
    if (word !== undefined) assertLinearScan(`${word.replace(/^=/, "")} 1`);
    const triggers = rule.anchor === "matcher" ? rule.triggers ?? [] : [];
    for (const trigger of triggers.slice(0, 3)) {
      for (const tail of ["", ": ", ' = "', "\n"]) {
        assertLinearScan(`${trigger.replace(/^=/, "")}${tail}`);
      }
    }
  }
});

Deno.test("scan() does so for every disguise", () => {
  for (const disguise of Object.values(DISGUISES)) {
    assertLinearScan(disguise("ssn 123-45-6789, jane.doe@example.com "));
    assertLinearScan(`${disguise("123-45-6789")} `);
  }
});

Deno.test("scan() takes time that grows with the text, up to half a million characters", () => {
  const slow: string[] = [];
  for (const part of ADVERSARIAL) {
    const wholeMs = cpuMs(repeated(part, HUGE_CHARS));
    if (wholeMs < QUICK_MS) continue;
    const piece = repeated(part, HUGE_CHARS / PIECES);
    let piecesMs = 0;
    for (let round = 0; round < PIECES; round++) piecesMs += cpuMs(piece);
    if (wholeMs > RATIO_MAX * piecesMs) slow.push(`${JSON.stringify(part)}: ${wholeMs} ms`);
  }
  assert(slow.length === 0, slow.join("\n"));
});

/** Of this thread alone, in steps of the system's clock tick, so that no other process counts. */
function cpuMs(text: string): number {
  const before = threadCpuUsage();
  DETECTOR.scan(text);
  const { user } = threadCpuUsage();
  return (user - before.user) / 1_000;
}
