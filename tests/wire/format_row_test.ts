import { answerFacts, formatOfRow, pathPart, sumOf } from "../../src/wire/format_row.ts";
import { NO_RESPONSE_FACTS } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

const ROW = formatOfRow({
  id: "a.b",
  title: "T",
  route: "POST .../x",
  operation: "o",
  path: /\/x$/,
  confirms: (body) => body["text"] !== undefined,
  response: answerFacts(["answer"], ({ n }) => ({ finishReasons: [String(n)] })),
});

Deno.test("formatOfRow() matches by method, path and body", () => {
  const call = { method: "POST", path: "/v1/x", host: "h", contentType: "", body: undefined };
  assert(ROW.matches(call));
  assert(ROW.matches({ ...call, body: { text: "" } }));
  for (const body of [{}, [], null, "x"]) assertFalse(ROW.matches({ ...call, body }));
  assertFalse(ROW.matches({ ...call, method: "GET" }));
  assertFalse(ROW.matches({ ...call, path: "/v1/x/y" }));
  assertEquals(ROW.request({ model: "m" }, call), { model: "m", systemPrompt: null, params: {} });
});

Deno.test("answerFacts() tells answers from errors and from anything else", () => {
  const facts = answerFacts(["answer"], ({ n }) => ({ finishReasons: [String(n)] }));
  assertEquals(facts({ answer: 1, model: "m", n: 5 }), {
    ...NO_RESPONSE_FACTS,
    model: "m",
    finishReasons: ["5"],
  });
  assertEquals(facts({ error: { type: "t" } })?.errorType, "t");
  assertEquals(facts({ message: "It failed" })?.errorType, "error");
  for (const body of [null, undefined, 5, "x", [], {}, { other: 1 }]) {
    assertEquals(facts(body), null);
  }
});

Deno.test("pathPart() decodes percent signs, and takes those that stand for nothing", () => {
  const regexp = /\/model\/([^/]+)\/x$/;
  assertEquals(pathPart("/model/arn%3Aaws%2Fm/x", regexp), "arn:aws/m");
  assertEquals(pathPart("/model/50%/x", regexp), "50%");
  assertEquals(pathPart("/models/m/x", regexp), null);
});

Deno.test("sumOf() adds what is known", () => {
  assertEquals(sumOf(null, 2, 3), 5);
  assertEquals(sumOf(0, null), 0);
  assertEquals(sumOf(null, null), null);
});
