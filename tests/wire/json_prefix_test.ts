import { parseJson } from "../../src/wire/json_prefix.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { CHAT_REQUEST, MESSAGES_REQUEST } from "./bodies.ts";

/** The value as plain objects, so that it can be compared. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function prefix(text: string): unknown {
  const parsed = parseJson(text);
  assertFalse(parsed.complete, text);
  return plain(parsed.value);
}

Deno.test("parseJson() reads whole values as JSON.parse does", () => {
  const texts = [
    ...[
      '{"a":[1,-2.5e3,true,false,null,"x"],"b":{}}',
      "[]",
      '"\\u00e9\\n\\/\\"\\\\"',
      " [ 1 , 2 ] ",
    ],
    ...[JSON.stringify(CHAT_REQUEST), JSON.stringify(MESSAGES_REQUEST, null, 2)],
  ];
  for (const text of texts) {
    const parsed = parseJson(text);
    assert(parsed.complete, text);
    assertEquals(plain(parsed.value), JSON.parse(text), text);
  }
});

Deno.test("parseJson() reads numbers of every length to the bit, as JSON.parse does", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const digits = (count: number): string =>
    Array.from({ length: count }, () => random(10)).join("");
  const numbers = [
    "0",
    "-0",
    "0.1",
    "-0.30",
    "1e3",
    "9007199254740993",
    "123456789012345",
    "1.5E-7",
  ];
  for (let k = 0; k < 20_000; k++) {
    const whole = random(3) === 0 ? "0" : `${1 + random(9)}${digits(k % 17)}`;
    const decimals = random(3) === 0 ? "" : `.${digits(1 + k % 18)}`;
    numbers.push(`${random(2) === 0 ? "-" : ""}${whole}${decimals}`);
  }
  const parsed = parseJson(`[${numbers.join(" ,")}]`);
  assert(parsed.complete);
  const values = parsed.value as number[];
  for (const [k, number] of numbers.entries()) {
    assert(Object.is(values[k], JSON.parse(number)), `${number}, seed ${seed}`);
  }
});

Deno.test("parseJson() takes no half number for one", () => {
  for (
    const token of ["1.", "-", ".5", "-.5", "00", "01.5", "1.2.3", "--1", "+1", "1-", "1.5.", "1a"]
  ) {
    const parsed = parseJson(`{"t":${token},"m":"x"}`);
    assertEquals(plain(parsed.value), { t: null, m: "x" }, token);
    assertFalse(parsed.complete, token);
    assertEquals(prefix(`{"m":"x","t":${token}`), { m: "x" });
  }
});

Deno.test("parseJson() keeps what came before the cut", () => {
  assertEquals(prefix('{"a":1,"b":"par'), { a: 1, b: "par" });
  assertEquals(prefix('{"a":[1,{"b":"x"},{"c'), { a: [1, { b: "x" }, {}] });
  assertEquals(prefix('{"a":{"b":"x\\'), { a: { b: "x" } });
  assertEquals(prefix('["\\u00'), ["u00"]);
  assertEquals(prefix(""), undefined);
  assertEquals(prefix("  "), undefined);
  assertEquals(prefix('{"a"'), {});
  assertEquals(prefix('{"a":'), {});
});

Deno.test("parseJson() drops a number or literal at the cut, which may be half", () => {
  assertEquals(prefix('{"usage":{"a":1,"b":12'), { usage: { a: 1 } });
  assertEquals(prefix("[true,fal"), [true]);
});

Deno.test("parseJson() takes what lenient servers take, and flags it", () => {
  assertEquals(prefix('{"t":NaN,"m":"x"}'), { t: null, m: "x" });
  assertEquals(prefix('{"t":-Infinity,"m":"x"}'), { t: null, m: "x" });
  assertEquals(prefix('{"t":01,"m":"x"}'), { t: null, m: "x" });
  assertEquals(prefix('{"a":[1,2,],}'), { a: [1, 2] });
  assertEquals(prefix('{"a":"x\ny"}'), { a: "x\ny" });
  assertEquals(prefix('{"a":"\\q\\u12zz"}'), { a: "qu12zz" });
  assertEquals(prefix('{"a":1} trailing'), { a: 1 });
});

Deno.test("parseJson() stops at what it cannot understand", () => {
  assertEquals(prefix('{"a":1,b:2,"c":3}'), { a: 1 });
  assertEquals(prefix('{"a":1 "b":2}'), { a: 1 });
  assertEquals(prefix('{"a":1,,"b":2}'), { a: 1 });
  assertEquals(prefix('{"a" 1}'), {});
  assertEquals(prefix("[1 2]"), [1]);
  assertEquals(prefix('{"a":}'), {});
  assertEquals(prefix("}"), undefined);
  assertEquals(prefix("\u0000"), undefined);
});

Deno.test("parseJson() gives dangerous keys no power", () => {
  const parsed = parseJson('{"__proto__":{"x":1},"constructor":2,') as { value: object };
  assertEquals(Object.keys(parsed.value), ["__proto__", "constructor"]);
  assertEquals((parsed.value as { x?: unknown }).x, undefined);
});

Deno.test("parseJson() flags nesting that it does not follow, at any depth", () => {
  for (const depth of [65, 1000, 1_000_000]) {
    const parsed = parseJson(`{"a":"x","b":${"[".repeat(depth)}`);
    assert(parsed.tooDeep && !parsed.complete, String(depth));
    assertEquals((parsed.value as Record<string, unknown>)["a"], "x");
  }
  assertFalse(parseJson(`${"[".repeat(64)}`).tooDeep);
});

Deno.test("parseJson() of every prefix holds nothing that the whole does not", () => {
  const text = JSON.stringify(MESSAGES_REQUEST);
  const whole = JSON.stringify(Object.values(MESSAGES_REQUEST));
  for (let length = 0; length < text.length; length++) {
    const { value, complete } = parseJson(text.slice(0, length));
    assertFalse(complete, `cut at ${length}`);
    const messages = (value as Record<string, unknown> | undefined)?.["messages"];
    const first = (messages as { content?: unknown }[] | undefined)?.[0]?.content;
    if (typeof first === "string") assert("My SSN is 123-45-6789".startsWith(first));
    if (length > text.indexOf("tools")) assert(whole.includes(JSON.stringify(messages)));
  }
});

Deno.test("parseJson() keeps every value of a key that comes again, the last by its name", () => {
  assertEquals(plain(parseJson('{"a":1,"b":0,"a":2,"a":3}').value), {
    a: 3,
    b: 0,
    "a#2": 1,
    "a#3": 2,
  });
  const many = `{${Array.from({ length: 40 }, (_, k) => `"a":${k}`).join(",")}}`;
  const { value, complete } = parseJson(many);
  assert(complete);
  assertEquals(Object.values(plain(value) as object).flat().sort((a, b) => a - b), [
    ...Array(40).keys(),
  ]);
});
