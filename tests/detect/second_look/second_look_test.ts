import { createDetector } from "../../../src/detect/detector.ts";
import { DISGUISES } from "../../support/detect_mix.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string, label = ""): string[] {
  return DETECTOR.scan(text, label).map(({ start, end, category, disguise }) =>
    `${category} ${text.slice(start, end)}${disguise === undefined ? "" : ` (${disguise})`}`
  );
}

function assertFound(cases: readonly (readonly [text: string, ...wanted: string[]])[]): void {
  for (const [text, ...wanted] of cases) assertEquals(found(text), wanted, JSON.stringify(text));
}

Deno.test("scan() sees through other forms of characters", () => {
  const ssn = "SSN \uff11\uff12\uff13\uff0d\uff14\uff15\uff0d\uff16\uff17\uff18\uff19";
  assertFound([
    [`${ssn} ok`, `${ssn} (characters)`],
    ["ssn 123\u201345\u20136789", "SSN 123\u201345\u20136789"],
    ["ssn 123\u2043\u200b45-6789.", "SSN 123\u2043\u200b45-6789 (characters)"],
    ["ssn 1\u200b23-45-67\u00ad89 end", "SSN 1\u200b23-45-67\u00ad89 (characters)"],
    ["ssn \u202e123-45-6789\u202c end", "SSN 123-45-6789"],
    ["ssn 1\u03362\u03363\u0336-45-6789 x", "SSN 1\u03362\u03363\u0336-45-6789 (characters)"],
    ["jane\uff20example\uff0ecom", "EMAIL jane\uff20example\uff0ecom (characters)"],
    ["ssn 1\ufe0f\u20e323-45-6789", "SSN 1\ufe0f\u20e323-45-6789 (characters)"],
    ["\u2460\u2461\u2462-\u2463\u2464-\u2465\u2466\u2467\u2468 ssn", SSN_IN_CIRCLES],
  ]);
});

const SSN_IN_CIRCLES = "SSN \u2460\u2461\u2462-\u2463\u2464-\u2465\u2466\u2467\u2468 (characters)";

Deno.test("scan() sees through look-alikes inside words, and in keywords", () => {
  assertFound([
    ["to j\u0430ne@example.com.", "EMAIL j\u0430ne@example.com"],
    ["iban D\u04158937 0400 4405 3201 3000", "IBAN D\u04158937 0400 4405 3201 3000 (characters)"],
    ["card 4532\u041e15112830366", "CC_NUMBER 4532\u041e15112830366 (characters)"],
    ["p\u0430ssword: hunter2Xy!", "PASSWORD hunter2Xy!"],
  ]);
});

Deno.test("scan() resolves escapes, also twice", () => {
  assertFound([
    [`{"s":"\\u0031\\u0032\\u0033-45-6789"}`, "SSN \\u0031\\u0032\\u0033-45-6789 (characters)"],
    [
      `"\\\\u0031\\\\u0032\\\\u0033-45-6789"`,
      "SSN \\\\u0031\\\\u0032\\\\u0033-45-6789 (characters)",
    ],
    ["\\x31\\x32\\x33-45-6789", "SSN \\x31\\x32\\x33-45-6789 (characters)"],
    ["&#49;&#x32;3-45-6789", "SSN &#49;&#x32;3-45-6789 (characters)"],
    ["jane&commat;example&period;com", "EMAIL jane&commat;example&period;com (characters)"],
    ["jane%40example.com", "EMAIL jane%40example.com (characters)"],
    ["jane%2540example.com", "EMAIL jane%2540example.com (characters)"],
    ["jane=40example.com", "EMAIL jane=40example.com (characters)"],
    ["jane@exam=\r\nple.com ok", "EMAIL jane@exam=\r\nple.com (characters)"],
    ["123&ndash;45&ndash;6789", "SSN 123&ndash;45&ndash;6789 (characters)"],
    ["1%E2%80%8B23-45-6789", "SSN 1%E2%80%8B23-45-6789 (characters)"],
    ["123\\-45\\-6789", "SSN 123\\-45\\-6789 (characters)"],
  ]);
});

Deno.test("scan() leaves out markup inside a value", () => {
  assertFound([
    ["123<b>-45-</b>6789", "SSN 123<b>-45-</b>6789 (characters)"],
    ["**123**-45-6789", "SSN 123**-45-6789 (characters)"],
    ["jane@<i>example</i>.com", "EMAIL jane@<i>example</i>.com (characters)"],
    ["card 4532<wbr>0151<wbr>1283<wbr>0366", CARD_IN_TAGS],
    ['<a href="mailto:ann&#64;example.org">', "EMAIL ann&#64;example.org (characters)"],
    ["192[.]168[.]0[.]17", "IP_ADDRESS 192[.]168[.]0[.]17 (characters)"],
    ["<td>123</td><td>45</td><td>6789</td>"],
  ]);
});

const CARD_IN_TAGS = "CC_NUMBER 4532<wbr>0151<wbr>1283<wbr>0366 (characters)";

Deno.test("scan() joins spread digits that a word speaks for", () => {
  assertFound([
    ["SSN: 1 2 3 - 4 5 - 6 7 8 9.", "SSN 1 2 3 - 4 5 - 6 7 8 9 (spacing)"],
    ["ssn 123-45-\n6789", "SSN 123-45-\n6789 (spacing)"],
    ["ssn 123/45/6789", "SSN 123/45/6789"],
    ["my card 4532 0151\n1283 0366", "CC_NUMBER 4532 0151\n1283 0366"],
    ["steps 1 2 3 - 4 5 - 6 7 8 9"],
    ["SSN and [59, 230, 88, 3912]"],
  ]);
});

Deno.test("scan() joins no address with the item of a list below it, and nothing over a full stop", () => {
  assertFound([
    ["MAC filter: 192.168.112.40\n5. next", "IP_ADDRESS 192.168.112.40"],
    ["MAC filter: 192.168.112.40\n5 more", "IP_ADDRESS 192.168.112.40"],
    ["MAC filter: 192.168.112.40, 5", "IP_ADDRESS 192.168.112.40"],
    ["MAC of the one on 001122.\n334455 is another"],
  ]);
});

Deno.test("scan() reads addresses in words of many languages", () => {
  assertFound([
    ["ask jane dot doe at example dot com now", "EMAIL jane dot doe at example dot com (words)"],
    ["jane [at] example (dot) com", "EMAIL jane [at] example (dot) com (words)"],
    ["jane(at)example(dot)com", "EMAIL jane(at)example(dot)com (words)"],
    ["jane_at_example_dot_com", "EMAIL jane_at_example_dot_com (words)"],
    ["jane@example dot com", "EMAIL jane@example dot com (words)"],
    [
      "jane punkt doe \u00e4t beispiel punkt de",
      "EMAIL jane punkt doe \u00e4t beispiel punkt de (words)",
    ],
    ["jane arobase exemple point fr", "EMAIL jane arobase exemple point fr (words)"],
    ["jane arroba ejemplo punto es", "EMAIL jane arroba ejemplo punto es (words)"],
    ["jane chiocciola esempio punto it", "EMAIL jane chiocciola esempio punto it (words)"],
    ["ann \u0441\u043e\u0431\u0430\u043a\u0430 primer \u0442\u043e\u0447\u043a\u0430 ru", RUSSIAN],
    ["look at me at jane at example dot org", "EMAIL jane at example dot org (words)"],
    ["email: jane.doe at example.com", "EMAIL jane.doe at example.com (words)"],
    ["jane @ example.com", "EMAIL jane @ example.com (characters)"],
    ["host 192 dot 168 dot 0 dot 17", "IP_ADDRESS 192 dot 168 dot 0 dot 17 (words)"],
  ]);
});

Deno.test("scan() reads signs of two words, in brackets of any sort, and in scripts without spaces", () => {
  assertFound([
    [
      "skriv till jane.doe snabel-a exempel punkt se",
      "EMAIL jane.doe snabel-a exempel punkt se (words)",
    ],
    ["yaz: jane et ornek nokta com", "EMAIL jane et ornek nokta com (words)"],
    ["jane.doe at-sign example dot com", "EMAIL jane.doe at-sign example dot com (words)"],
    [
      "ana guion bajo ruiz arroba ejemplo punto es",
      "EMAIL ana guion bajo ruiz arroba ejemplo punto es (words)",
    ],
    ["jane (at) example . org", "EMAIL jane (at) example . org (words)"],
    ["\u9023\u7d61 jane \u30a2\u30c3\u30c8\u30de\u30fc\u30af rei \u30c9\u30c3\u30c8 jp", KANA],
    ["\u90ae\u7bb1 jane(at)shili\u70b9com", "EMAIL jane(at)shili\u70b9com (words)"],
    ["chat et chien point fr, pile et face point com"],
    ["\u8fd9\u4e00\u70b9 at 3 \u70b9 com"],
  ]);
});

const KANA = "EMAIL jane \u30a2\u30c3\u30c8\u30de\u30fc\u30af rei \u30c9\u30c3\u30c8 jp (words)";

const RUSSIAN =
  "EMAIL ann \u0441\u043e\u0431\u0430\u043a\u0430 primer \u0442\u043e\u0447\u043a\u0430 ru (words)";

Deno.test("scan() takes no prose for a spoken address", () => {
  assertFound([
    ["We arrive at noon. The dot com bubble burst at some point in 2001."],
    ["Look at example dot com for it; meet us at the dot."],
    ["It is available at example.com and at docs.example.org."],
    ["At this point one of two things happens at the end."],
    ["the point at issue (at least) dot the i"],
    ["<p>At some point you will, and at that point we stop."],
    ['this.emit("error", t)}[at](){I.open'],
  ]);
});

Deno.test("scan() reads digits in words next to a word of the category", () => {
  const words = "one two three dash four five dash six seven eight nine";
  assertFound([
    [`my ssn is ${words}`, `SSN ${words} (words)`],
    [
      "meine SSN: eins zwei drei vier f\u00fcnf sechs sieben acht neun.",
      "SSN eins zwei drei vier f\u00fcnf sechs sieben acht neun (words)",
    ],
    [
      "ssn: one two three, four five, six seven double eight",
      "SSN one two three, four five, six seven double eight (words)",
    ],
    [`count with me: ${words}`],
  ]);
});

Deno.test("scan() looks into base64 and hexadecimal, once", () => {
  const value = "mail jane.doe@example.com";
  const base64 = btoa(value);
  const hex = (DISGUISES["hexadecimal"] ?? String)(value);
  assertFound([
    [`data:text/plain;base64,${base64}`, `EMAIL ${base64} (encoded)`],
    [`/d/${base64}?x=1`, `EMAIL ${base64} (encoded)`],
    [`x=${hex};`, `EMAIL ${hex} (encoded)`],
    [`ssn: ${btoa("123-45-6789")}`, `SSN ${btoa("123-45-6789")} (encoded)`],
    [btoa(base64)],
    [btoa("nothing to be found in here at all")],
    ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"],
  ]);
});

Deno.test("scan() hears the label of a field for what is disguised in it", () => {
  assertEquals(found("1 2 3 4 5 6 7 8 9", "customer.ssn"), ["SSN 1 2 3 4 5 6 7 8 9 (spacing)"]);
  assertEquals(found("1 2 3 4 5 6 7 8 9", "steps"), []);
});

Deno.test("scan() finds nothing in typography, other scripts, code and emoji", () => {
  assertFound([
    ["\u201eGut\u201c \u2013 sagte er \u2013 1\u202f250\u00a0\u20ac, \u00a7\u00a05 \u2026"],
    ["\u0662\u0660\u0661\u0669 \u0661\u0662\u0665\u0660"],
    ["a<b && c>d; x = y*z**2; f(\"\\n\\t\\x00\", '\\u00e4'); p = `a${1}`;"],
    ["\u{1f468}\u200d\u{1f469}\u200d\u{1f467} 1\ufe0f\u20e3 2\ufe0f\u20e3 first, second"],
    ["see\u00b9 and\u00b2, 10\u00b3 m\u00b3, \u2460 one \u2461 two"],
    ["?q=foo%20bar%2Fbaz&n=10%25"],
  ]);
});
