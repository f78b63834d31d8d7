import { ExchangeBudget, isSound, leftOf, ResponsesSocket } from "../../src/wire/openai_socket.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { RESPONSE, RESPONSE_COMPLETED, RESPONSE_EVENTS } from "./openai_bodies.ts";
import { walked } from "./recording_sink.ts";

const CALL = { path: "/v1/responses", host: "api.openai.com", model: null };
const SIZE_BYTES = 100;

function created(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "response.create", model: "gpt-5", input: "Who is this?", ...fields };
}

/** The stream of one response; events are taken apart, so everyone gets their own. */
function answer(fields: Record<string, unknown> = {}): Record<string, unknown>[] {
  return [...RESPONSE_EVENTS, RESPONSE_COMPLETED]
    .map((event) => ({ ...structuredClone(event), ...fields }));
}

function textsOf(body: unknown): string[] {
  return walked(body).fields.map(([, text]) => text);
}

Deno.test("ResponsesSocket yields one exchange for each response", () => {
  const socket = new ResponsesSocket(CALL);
  for (const previous of [undefined, "resp_1"]) {
    socket.client(created({ previous_response_id: previous }), SIZE_BYTES);
    const exchanges = answer().map((event) => socket.server(event, SIZE_BYTES));
    assertEquals(exchanges.slice(0, -1).every((exchange) => exchange === null), true);
    const exchange = exchanges.at(-1);
    assert(exchange);
    assertEquals(textsOf(exchange.request.body), ["Who is this?"]);
    assertEquals(exchange.request.facts.model, "gpt-5");
    assertEquals(
      exchange.request.facts.contextExternal,
      previous === undefined ? [] : ["previous_response_id"],
    );
    assertEquals(exchange.response.ended, true);
    assertEquals(exchange.response.facts.usage.output, 87);
    assertEquals(exchange.response.facts.toolCalls[0]?.name, "send");
    assertEquals(textsOf(exchange.response.body), [
      ...["You are a clerk.", "Thinking of a@example.com", "The SSN is 123-45-6789."],
      '{"to":"b@example.com"}',
    ]);
    assertEquals(exchange.dropped, 0);
  }
  assertEquals(socket.finish(), []);
});

Deno.test("ResponsesSocket keeps the streams of one socket apart", () => {
  const socket = new ResponsesSocket(CALL);
  socket.client(created({ stream_id: "a", input: "Ask A." }), SIZE_BYTES);
  socket.client(created({ stream_id: "b", input: "Ask B." }), SIZE_BYTES);
  const [a, b] = [answer({ stream_id: "a" }), answer({ stream_id: "b" })];
  const asked: string[] = [];
  for (let k = 0; k < a.length; k++) {
    for (const event of [b[k], a[k]]) {
      const exchange = socket.server(event, SIZE_BYTES);
      if (exchange !== null) asked.push(textsOf(exchange.request.body)[0] ?? "");
    }
  }
  assertEquals(asked, ["Ask B.", "Ask A."]);
});

Deno.test("ResponsesSocket answers an error, and reads what was added meanwhile", () => {
  const socket = new ResponsesSocket({ ...CALL, model: "from-query" });
  socket.client({ type: "response.create", input: "Ask." }, SIZE_BYTES);
  socket.client({ type: "response.steer", input: "Also say why." }, SIZE_BYTES);
  const error = { type: "error", error: { type: "invalid_request_error", message: "Not so." } };
  const exchange = socket.server(error, SIZE_BYTES);
  assert(exchange);
  assertEquals(textsOf(exchange.request.body), ["Ask.", "Also say why."]);
  assertEquals(exchange.request.facts.model, "from-query");
  assertEquals(exchange.response.facts.errorType, "invalid_request_error");
  assertEquals(textsOf(exchange.response.body), ["Not so."]);
});

Deno.test("ResponsesSocket keeps what the server says unasked for the next request", () => {
  const socket = new ResponsesSocket(CALL);
  socket.server({ type: "notice", text: "We go down soon." }, SIZE_BYTES);
  socket.client(created(), SIZE_BYTES);
  const exchange = answer().map((event) => socket.server(event, SIZE_BYTES)).at(-1);
  assert(exchange);
  assertEquals(textsOf(exchange.request.body), ["Who is this?"]);
  assert(textsOf(exchange.response.body).includes("We go down soon."));
});

Deno.test("finish() yields what has no end yet", () => {
  const socket = new ResponsesSocket(CALL);
  socket.client(created(), SIZE_BYTES);
  for (const event of answer().slice(0, 12)) socket.server(event, SIZE_BYTES);
  socket.client(created({ input: "And then?" }), SIZE_BYTES);
  const exchanges = socket.finish();
  assertEquals(exchanges.map(({ request }) => textsOf(request.body)), [
    ["Who is this?"],
    ["And then?"],
  ]);
  assertEquals(exchanges.map(({ response }) => response.ended), [false, false]);
  assert(textsOf(exchanges[0]?.response.body).includes("The SSN is 123-45-6789."));
});

Deno.test("ResponsesSocket drops what is too much, says so, and still ends", () => {
  const socket = new ResponsesSocket(CALL);
  socket.client(created(), SIZE_BYTES);
  for (const event of answer().slice(0, -1)) socket.server(event, 3 * 1024 * 1024);
  const exchange = socket.server({ type: "response.completed", response: RESPONSE }, SIZE_BYTES);
  assert(exchange);
  assert(exchange.dropped > 0);
  assert(exchange.response.ended);
});

Deno.test("ResponsesSocket takes anything without complaint", () => {
  const socket = new ResponsesSocket(CALL);
  for (const value of [null, 5, "x", [], {}, { type: 5 }, { stream_id: 7, response: 5 }]) {
    socket.client(value, 0);
    assertEquals(socket.server(value, 0), null);
  }
});

Deno.test("ResponsesSocket bounds the requests that wait, and says so", () => {
  const socket = new ResponsesSocket(CALL);
  for (let k = 0; k < 70; k++) socket.client(created({ stream_id: `s${k}` }), SIZE_BYTES);
  const exchanges = socket.finish();
  assertEquals(exchanges.length, 64);
  assertEquals(exchanges.map(({ dropped }) => dropped).slice(0, 2), [6, 0]);
});

Deno.test("ExchangeBudget admits bytes, of a piece of text only the text", () => {
  const small = new ExchangeBudget();
  let count = 0;
  while (count < 1_000_000 && small.admit({}, 1)) count++;
  assertEquals(count, 65_536);
  const large = new ExchangeBudget();
  assert(large.admit({}, 16 * 1024 * 1024 - 10));
  assert(large.admit({ delta: "0123456789" }, 200));
  assertFalse(large.admit({ delta: "0" }, 200));
  assertEquals([small.dropped, large.dropped], [1, 1]);
});

Deno.test("leftOf() is null when only the vendor's names are left", () => {
  assertEquals(leftOf({ type: "a.b", event_id: "event_1", output_index: 3, logprobs: [] }), null);
  for (
    const event of [
      { type: "Not a type.", event_id: "event_1" },
      { type: "a", event_id: "123-45-6789" },
      { type: "a", number: 4532015112830366 },
      { type: "a", deep: [{ text: "x" }] },
    ]
  ) assert(leftOf(event) !== null);
});

Deno.test("isSound() tells sound from text, encoded or not", () => {
  assert(isSound(btoa("\xff\xfe\x00\x01\x80\x90")));
  assert(isSound("A".repeat(2_000)));
  for (const text of ["", "123-45-6789", "Call me.", btoa("My SSN is 123-45-6789"), "abcde"]) {
    assertFalse(isSound(text), text);
  }
});
