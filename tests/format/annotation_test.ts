import { ANNOTATION_KINDS, readAnnotation } from "../../src/format/annotation.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";

Deno.test("readAnnotation() reads every kind, by ordinal or trace, values as texts", () => {
  for (const kind of Object.keys(ANNOTATION_KINDS)) {
    const body = { verdict: "allow", score: 0.5, final: true };
    assertEquals(readAnnotation(JSON.stringify({ kind, request_id: 41, body })), {
      about: kind,
      ord: 41,
      trace: null,
      said: [["verdict", "allow"], ["score", "0.5"], ["final", "true"]],
    });
  }
  const traced = readAnnotation(JSON.stringify({ kind: "human", trace_id: TRACE, body: {} }));
  assertEquals(traced, { about: "human", ord: null, trace: TRACE, said: [] });
});

Deno.test("readAnnotation() says in one line what is wrong", () => {
  const wrong: [unknown, string][] = [
    ["x", "the body"],
    [{ kind: "gossip", request_id: 1, body: {} }, "kind"],
    [{ kind: "human", body: {} }, "names neither a request_id nor a trace_id"],
    [{ kind: "human", request_id: -1, body: {} }, "request_id"],
    [{ kind: "human", trace_id: "xyz", body: {} }, "trace_id: is not 32 lower-case hex characters"],
    [{ kind: "human", request_id: 1, body: { a: {} } }, "body.a"],
    [{ kind: "human", request_id: 1, body: { a: "x".repeat(513) } }, "body.a"],
    [{ kind: "human", request_id: 1, body: {}, more: 1 }, "more"],
    [
      {
        kind: "human",
        request_id: 1,
        body: Object.fromEntries(Array.from({ length: 33 }, (_, k) => [`n${k}`, k])),
      },
      "has more than 32 names",
    ],
  ];
  for (const [value, problem] of wrong) {
    const read = readAnnotation(JSON.stringify(value));
    assertStringIncludes(String(read), problem);
  }
  assertEquals(readAnnotation("{"), "the body is not JSON");
});

Deno.test("readAnnotation() of every prefix is an error, never a crash", () => {
  const text = JSON.stringify({ kind: "human", request_id: 1, body: { a: "b" } });
  for (let length = 0; length < text.length; length++) {
    assertEquals(typeof readAnnotation(text.slice(0, length)), "string");
  }
});
