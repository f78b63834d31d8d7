import { isCall } from "../../src/format/call_check.ts";
import { parseBySchema, parseRecord } from "../../src/format/record_schema.ts";
import { assert, assertEquals } from "../support/std.ts";

type Fields = Record<string, unknown>;

const HASH = "0123456789abcdef".repeat(4);
const LONG = "x".repeat(1025);

/** Every field that a call must have. */
const LEAST: Fields = {
  ...{ v: 1, log: "localhost/log", i: 7, prev: HASH, t: "2026-11-21T00:00:00.000Z", kind: "call" },
  ord: 3,
  class: "full",
  capture: { req: "full", res: "none" },
  ...{ format: "f", provider: "p", operation: "o", host: "h", status: 200, stream: false },
  us: { added: 1, ttfb: 2, total: 3 },
  size: { req: 1, res: 2 },
  fields: { req: 0, res: 0 },
  parts: { line: HASH },
};

/** Every field that a call can have. */
const MOST: Fields = {
  ...LEAST,
  why: { req: "pool", res: "cut" },
  degraded: true,
  not_inspected: { req: "image" },
  ...{ model: "m", served: "s", error: "e", finish: ["stop"], tools: 0 },
  usage: { input: 1, output: 2, cached: 3, reasoning: 4 },
  found: { req: { EMAIL: 1 }, res: {} },
  ...{ system_prompt: "a", tool_schema: "b", first_seen: ["tools"], fingerprint: "c" },
  context_external: ["thread"],
  unvisited: { res: 1 },
  ...{ attribution: { app: "x" }, attribution_invalid: 1, plain: { rag: "refs" } },
  signals: { req: { "a/1": 2 } },
  parts: { line: HASH, req: HASH, res: HASH, "orig.req": HASH, "orig.res": HASH },
};

/** What no field takes, or only some. */
const STRANGE: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, 0.5, 2 ** 53, "", "x", LONG, HASH, HASH.toUpperCase(), "full"],
  ...[`${HASH.slice(1)}\u0130`, `${HASH.slice(1)}g`, "none", "pool"],
  ...[[], ["x"], [LONG], [1], {}, { a: 1 }, { a: "x" }, { a: HASH }, { [LONG]: 1 }, { a: -1 }],
  ...[{ req: 1 }, { req: "x", res: "y" }, { req: {}, res: { a: 1 } }, { req: { a: LONG } }],
  ...[{ line: HASH, more: HASH }, { line: HASH.slice(1) }, JSON.parse('{"__proto__":1}')],
];

/** Records that differ from one in one place. */
function* changed(record: Fields, depth = 0): Generator<Fields, void, void> {
  for (const name of Object.keys(record)) {
    const { [name]: field, ...others } = record;
    yield others;
    for (const strange of STRANGE) yield { ...others, [name]: strange };
    if (typeof field !== "object" || field === null || Array.isArray(field) || depth > 1) continue;
    for (const inner of changed(field as Fields, depth + 1)) yield { ...others, [name]: inner };
  }
  for (const name of ["more", "__proto__", "constructor"]) {
    yield { ...record, ...JSON.parse(`{"${name}":1}`) };
  }
}

Deno.test("isCall() takes the least and the most that a call can be", () => {
  for (const record of [LEAST, MOST]) {
    assertEquals(isCall(record), true);
    assert(!("problem" in parseBySchema(record)), "so does the schema");
  }
});

Deno.test("isCall() takes what the schema takes, whatever is changed in one place", () => {
  let taken = 0;
  let refused = 0;
  for (const base of [LEAST, MOST]) {
    for (const record of changed(base)) {
      const text = JSON.stringify(record);
      const value = JSON.parse(text);
      const exact = parseBySchema(value);
      assertEquals(parseRecord(value), exact, text);
      if ("problem" in exact) refused++;
      else taken++;
      // The rules that it leaves to others: the time, the kind and what class and capture make.
      const isOther = value.kind !== "call" ||
        ("problem" in exact && /^(t is|class is)/.test(exact.problem));
      if (!isOther) assertEquals(isCall(value), !("problem" in exact), text);
    }
  }
  assert(taken > 100 && refused > 1_000, `${taken} taken, ${refused} refused`);
});
