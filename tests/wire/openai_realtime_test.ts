import { RealtimeSession } from "../../src/wire/openai_realtime.ts";
import type { SocketExchange } from "../../src/wire/openai_socket.ts";
import { assert, assertEquals } from "../support/std.ts";
import { callOf, formatFor } from "./openai_bodies.ts";
import { walked } from "./recording_sink.ts";

const CALL = { path: "/v1/realtime", host: "api.openai.com", model: "gpt-realtime" };
const SIZE_BYTES = 100;
const SOUND = btoa(String.fromCharCode(...Array.from({ length: 160 }, (_, k) => 128 + k % 100)));

type Event = Record<string, unknown>;

function textsOf(body: unknown): string[] {
  return walked(body).fields.map(([, text]) => text);
}

/** Plays events from either side; the exchanges that they make. */
function play(
  session: RealtimeSession,
  events: readonly (["client" | "server", Event])[],
): SocketExchange[] {
  const exchanges: SocketExchange[] = [];
  for (const [side, event] of structuredClone(events) as typeof events) {
    if (side === "client") session.client(event, SIZE_BYTES);
    else {
      const exchange = session.server(event, SIZE_BYTES);
      if (exchange !== null) exchanges.push(exchange);
    }
  }
  return exchanges;
}

const USER_ITEM = {
  type: "message",
  role: "user",
  content: [{ type: "input_text", text: "My mail is a@example.com" }],
};

/** The events of one answer: spoken, under the names of the released or of the beta API. */
function spoken(id: string, transcript: string, beta = false): (["server", Event])[] {
  const at = { response_id: id, item_id: "item_9", output_index: 0, content_index: 0 };
  const kind = beta ? "audio_transcript" : "output_audio_transcript";
  const sound = beta ? "audio" : "output_audio";
  const [first, rest] = [transcript.slice(0, 5), transcript.slice(5)];
  const item = {
    id: "item_9",
    type: "message",
    role: "assistant",
    content: [{ type: sound, transcript }],
  };
  return [
    ["server", { type: "response.created", response: { id, status: "in_progress", output: [] } }],
    ["server", { type: "response.output_item.added", ...at, item: { ...item, content: [] } }],
    ["server", { type: `response.${kind}.delta`, ...at, delta: first, event_id: "event_1" }],
    ["server", { type: `response.${sound}.delta`, ...at, delta: SOUND, event_id: "event_2" }],
    ["server", { type: `response.${kind}.delta`, ...at, delta: rest, event_id: "event_3" }],
    ["server", { type: `response.${kind}.done`, ...at, transcript }],
    ["server", { type: "conversation.item.done", item }],
    ["server", { type: "response.output_item.done", ...at, item }],
    ["server", {
      type: "response.done",
      response: {
        id,
        object: "realtime.response",
        status: "completed",
        output: [item],
        usage: {
          input_tokens: 10,
          output_tokens: 20,
          input_token_details: { cached_tokens: 4, audio_tokens: 3 },
        },
      },
    }],
  ];
}

Deno.test("RealtimeSession yields an exchange with what was asked and answered, each text once", () => {
  const session = new RealtimeSession(CALL);
  const tools = [{ type: "function", name: "lookup", description: "Looks up." }];
  const [exchange, ...others] = play(session, [
    ["server", { type: "session.created", session: { instructions: "Be kind.", voice: "alloy" } }],
    ["client", { type: "session.update", session: { instructions: "You are a clerk.", tools } }],
    ["server", { type: "session.updated", session: { instructions: "You are a clerk.", tools } }],
    ["client", { type: "conversation.item.create", item: USER_ITEM }],
    ["server", { type: "conversation.item.added", item: { id: "item_1", ...USER_ITEM } }],
    ["client", {
      type: "conversation.item.create",
      item: { type: "function_call_output", call_id: "call_1", output: "Found him." },
    }],
    ["client", { type: "response.create", response: { instructions: "Be brief." } }],
    ...spoken("resp_1", "Hello, clerk."),
    ["server", { type: "rate_limits.updated", rate_limits: [{ name: "tokens", limit: 5 }] }],
  ]);
  assert(exchange);
  assertEquals(others, []);
  assertEquals(textsOf(exchange.request.body), [
    ...["Be brief.", "You are a clerk.", "Looks up.", "My mail is a@example.com", "Found him."],
    "Be kind.",
  ]);
  const { model, systemPrompt, toolResults } = exchange.request.facts;
  assertEquals([model, systemPrompt], ["gpt-realtime", "Be brief."]);
  assertEquals(exchange.request.facts.tools, tools);
  assertEquals(toolResults, [{ name: "call_1", text: "Found him." }]);
  assertEquals(textsOf(exchange.response.body), ["Hello, clerk."]);
  assertEquals(exchange.response.facts.usage, {
    input: 10,
    output: 20,
    cached: 4,
    reasoning: null,
  });
  assertEquals(exchange.response.facts.finishReasons, ["completed"]);
  assertEquals([exchange.response.ended, exchange.dropped], [true, 0]);
  assert(!JSON.stringify(exchange).includes(SOUND));
});

Deno.test("RealtimeSession keeps no sound, and names it", () => {
  const session = new RealtimeSession(CALL);
  const append = { type: "input_audio_buffer.append", audio: SOUND };
  const [exchange] = play(session, [
    ...Array.from({ length: 3 }, (): ["client", Event] => ["client", append]),
    ["client", { type: "input_audio_buffer.commit" }],
    ["server", { type: "input_audio_buffer.committed", item_id: "item_1" }],
    ...spoken("resp_1", "I hear you.", true),
  ]);
  assert(exchange);
  assert(!JSON.stringify(exchange).includes(SOUND));
  assertEquals(textsOf(exchange.request.body), []);
  assertEquals(walked(exchange.request.body).skipped, ["part:audio"]);
  assertEquals(textsOf(exchange.response.body), ["I hear you."]);
});

Deno.test("RealtimeSession listens for hours without using up its room", () => {
  const session = new RealtimeSession(CALL);
  for (let k = 0; k < 66_000; k++) {
    session.client({ type: "input_audio_buffer.append", audio: SOUND }, SIZE_BYTES);
  }
  const [exchange] = play(session, [
    ["client", { type: "conversation.item.create", item: USER_ITEM }],
    ...spoken("resp_1", "Hello."),
  ]);
  assertEquals(exchange?.dropped, 0);
  assertEquals(textsOf(exchange?.request.body), ["My mail is a@example.com"]);
});

Deno.test("RealtimeSession reads text where sound should be", () => {
  const session = new RealtimeSession(CALL);
  const text = "My SSN is 123-45-6789";
  const [exchange] = play(session, [
    ["client", { type: "input_audio_buffer.append", audio: text }],
    ...spoken("resp_1", "Well, well."),
  ]);
  assertEquals(textsOf(exchange?.request.body), [text]);
});

Deno.test("RealtimeSession counts what was said in words as asked, whenever it comes", () => {
  const kind = "conversation.item.input_audio_transcription";
  const delta = { type: `${kind}.delta`, item_id: "item_1", content_index: 0 };
  const [made, ...rest] = spoken("resp_1", "Hello.");
  assert(made);
  const session = new RealtimeSession(CALL);
  const [exchange] = play(session, [
    ["server", { ...delta, delta: "My SSN is " }],
    ["server", { ...delta, delta: "123-45-6789" }],
    ["server", { ...delta, type: `${kind}.completed`, transcript: "My SSN is 123-45-6789" }],
    made,
    ["server", { ...delta, item_id: "item_2", type: `${kind}.completed`, transcript: "And so." }],
    ...rest,
  ]);
  assertEquals(textsOf(exchange?.request.body), ["My SSN is 123-45-6789", "And so."]);
});

Deno.test("RealtimeSession joins what it translates, and keeps both of two requests", () => {
  const session = new RealtimeSession(CALL);
  play(session, [
    ["server", { type: "session.output_transcript.delta", delta: "My SSN is 123-" }],
    ["server", { type: "session.output_audio.delta", delta: SOUND }],
    ["server", { type: "session.input_transcript.delta", delta: "Meine Nummer" }],
    ["server", { type: "session.output_transcript.delta", delta: "45-6789" }],
    ["client", { type: "response.create", response: { instructions: "Say one." } }],
    ["client", { type: "response.create", response: { instructions: "Say two." } }],
  ]);
  const [exchange] = session.finish();
  assertEquals(textsOf(exchange?.request.body), [
    ...["Say two.", "Say one.", "My SSN is 123-45-6789", "Meine Nummer"],
  ]);
  assert(!JSON.stringify(exchange).includes(SOUND));
});

Deno.test("RealtimeSession yields transcripts one by one when it only listens", () => {
  const session = new RealtimeSession(CALL);
  const completed = {
    type: "conversation.item.input_audio_transcription.completed",
    item_id: "item_1",
    content_index: 0,
    usage: { type: "tokens", input_tokens: 3, output_tokens: 4 },
  };
  const exchanges = play(session, [
    ["server", { type: "session.created", session: { type: "transcription" } }],
    ["server", { ...completed, transcript: "One two." }],
    ["server", { ...completed, item_id: "item_2", transcript: "Three four." }],
  ]);
  assertEquals(exchanges.map(({ response }) => textsOf(response.body)), [
    ["One two."],
    ["Three four."],
  ]);
  assertEquals(exchanges[0]?.response.facts.usage.output, 4);
});

Deno.test("RealtimeSession keeps answers apart that are made at the same time", () => {
  const session = new RealtimeSession(CALL);
  const [a, b] = [spoken("resp_a", "Hello A."), spoken("resp_b", "Hello B.")];
  const mixed = a.flatMap((event, k) => [event, b[k] ?? event]);
  const exchanges = play(session, mixed);
  assertEquals(exchanges.map(({ response }) => textsOf(response.body)[0]), [
    "Hello A.",
    "Hello B.",
  ]);
});

Deno.test("RealtimeSession reads calls and failures", () => {
  const session = new RealtimeSession(CALL);
  const call = { type: "function_call", call_id: "call_1", name: "send", arguments: '{"to": "a"}' };
  const error = { type: "server_error", code: "overloaded" };
  const exchanges = play(session, [
    ["server", {
      type: "response.done",
      response: { id: "r1", status: "completed", output: [call] },
    }],
    ["server", {
      type: "response.done",
      response: {
        id: "r2",
        status: "failed",
        status_details: { type: "failed", error },
        output: [],
      },
    }],
    ["client", { type: "response.create" }],
    ["server", { type: "error", error: { type: "invalid_request_error", message: "Not so." } }],
  ]);
  assertEquals(exchanges.map(({ response }) => response.facts.errorType), [
    null,
    "overloaded",
    "invalid_request_error",
  ]);
  assertEquals(exchanges[0]?.response.facts.toolCalls, [{ name: "send", text: '{"to": "a"}' }]);
  assertEquals(textsOf(exchanges[2]?.response.body), ["Not so."]);
});

Deno.test("RealtimeSession reads events that nobody knows", () => {
  const session = new RealtimeSession(CALL);
  const [exchange] = play(session, [
    ["client", { type: "client.novelty", note: "Mail b@example.com" }],
    ["server", { type: "server.novelty", note: "Mail c@example.com" }],
    ["server", { type: "response.novelty", response_id: "resp_1", note: "Mail d@example.com" }],
    ...spoken("resp_1", "Hello."),
  ]);
  assertEquals(textsOf(exchange?.request.body), ["Mail b@example.com", "Mail c@example.com"]);
  assertEquals(textsOf(exchange?.response.body), ["Hello.", "Mail d@example.com"]);
});

Deno.test("finish() yields what was asked or answered in part", () => {
  const session = new RealtimeSession(CALL);
  play(session, [
    ...spoken("resp_1", "Hello you.").slice(0, 5),
    ["client", { type: "conversation.item.create", item: USER_ITEM }],
  ]);
  const exchanges = session.finish();
  assertEquals(exchanges.map(({ response }) => response.ended), [false, false]);
  assertEquals(textsOf(exchanges[0]?.response.body), ["Hello you."]);
  assertEquals(textsOf(exchanges[1]?.request.body), ["My mail is a@example.com"]);
  assertEquals(session.finish(), []);
});

Deno.test("RealtimeSession takes anything without complaint", () => {
  const session = new RealtimeSession(CALL);
  for (
    const value of [
      ...[null, 5, "x", [], {}, { type: 5 }, { type: "response.create", response: 5 }],
      ...[{ type: "response.done" }, { type: "error" }, { session: 5, item: [], audio: 7 }],
    ]
  ) {
    session.client(structuredClone(value), 0);
    session.server(structuredClone(value), 0);
  }
  session.finish();
});

Deno.test("calls that begin a session elsewhere say so", () => {
  const call = callOf("/v1/realtime/client_secrets");
  const format = formatFor(call);
  const facts = format.request({
    session: { model: "gpt-realtime", instructions: "You are a clerk.", tools: [{ type: "mcp" }] },
  }, call);
  assertEquals([facts.model, facts.systemPrompt], ["gpt-realtime", "You are a clerk."]);
  assertEquals(facts.contextExternal, ["mcp_server"]);
  const secret = { value: "ek_1", session: { model: "gpt-realtime" } };
  assertEquals(format.response(secret, call)?.contextExternal, ["client_secret"]);
  assertEquals(format.response(secret, call)?.model, "gpt-realtime");
  const beta = callOf("/v1/realtime/sessions");
  const answer = { id: "sess_1", client_secret: { value: "ek_1" }, model: "m" };
  assertEquals(formatFor(beta).response(answer, beta)?.contextExternal, ["client_secret"]);
  assertEquals(format.response({ error: { type: "t" } }, call)?.errorType, "t");
  assertEquals(format.response({}, call), null);
});

Deno.test("calls over WebRTC are descriptions in text", () => {
  const call = callOf("/v1/realtime/calls", { contentType: "application/sdp" });
  const format = formatFor({ ...call, body: "v=0\r\n" });
  assertEquals(format.id, "openai.realtime_calls");
  assertEquals(format.request("v=0\r\n", call).contextExternal, ["webrtc"]);
  assertEquals(format.response("v=0\r\n", call)?.contextExternal, ["webrtc"]);
});
