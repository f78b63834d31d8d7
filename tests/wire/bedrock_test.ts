import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { BEDROCK } from "../../src/wire/bedrock_converse.ts";
import { BEDROCK_INVOKE } from "../../src/wire/bedrock_invoke.ts";
import { readFrames } from "../../src/wire/event_frames.ts";
import { StreamWalk } from "../../src/wire/stream_walk.ts";
import type { CallShape, Reassembly, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals } from "../support/std.ts";
import { chunkOf, type Frame, framesOf } from "./fixtures/frames.ts";
import { frameBytes } from "./frame_bytes.ts";
import { RecordingSink } from "./recording_sink.ts";

function call(path: string): CallShape {
  return { method: "POST", path, host: "h", contentType: "application/json", body: undefined };
}

const CALL = call("/model/m/invoke");
const [CONVERSE] = BEDROCK as [WireFormat, ...WireFormat[]];

function readBytes(
  format: WireFormat,
  bytes: Uint8Array,
): Reassembly & { isMalformed: boolean; sink: RecordingSink } {
  const sink = new RecordingSink();
  const reader = format.stream?.();
  assert(reader !== undefined);
  const walking = new StreamWalk(sink, reader);
  readFrames(bytes, (event) => walking.event(event));
  return { ...walking.finish(), isMalformed: walking.isMalformed, sink };
}

function read(format: WireFormat, ...frames: Frame[]): ReturnType<typeof readBytes> {
  return readBytes(format, framesOf(frames));
}

function chunks(...events: unknown[]): Frame[] {
  return events.map(chunkOf);
}

function event(name: string, payload: Record<string, unknown>): Frame {
  return { name, payload };
}

function block(name: "Start" | "Delta", fields: Record<string, unknown>): Frame {
  return event(`contentBlock${name}`, fields);
}

function delta(text: string): Frame {
  return block("Delta", { contentBlockIndex: 0, delta: { text } });
}

Deno.test("converse has its model in the path, without percent signs", () => {
  const arn = "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.a.b-v1:0";
  for (const path of [encodeURIComponent(arn), arn.replace("/", "%2F")]) {
    const at = call(`/model/${path}/converse-stream`);
    assert(CONVERSE.matches(at));
    assertEquals(CONVERSE.request({ messages: [] }, at).model, arn);
  }
  const prompt = call("/model/arn%3Aaws%3Abedrock%3Aeu%3A1%3Aprompt%2FP%3A1/converse");
  assert(CONVERSE.matches({ ...prompt, body: { promptVariables: {} } }));
  assertEquals(CONVERSE.request({}, prompt).contextExternal, ["prompt"]);
});

Deno.test("converse joins the deltas of each block, and ends with the message", () => {
  const events = [
    event("messageStart", { role: "assistant" }),
    delta("My SSN is 123-"),
    block("Start", { contentBlockIndex: 1, start: { toolUse: { name: "f" } } }),
    block("Delta", { contentBlockIndex: 1, delta: { toolUse: { input: '{"a":' } } }),
    delta("45-6789"),
    block("Delta", { contentBlockIndex: 1, delta: { toolUse: { input: '"b c"}' } } }),
  ];
  const cut = read(CONVERSE, ...events);
  assertEquals([cut.ended, cut.isMalformed], [false, false]);
  assertEquals(cut.sink.fields, [
    ["output.message.content[0].text", "My SSN is 123-45-6789"],
    ["output.message.content[1].toolUse.input.a", "b c"],
  ]);
  const whole = read(CONVERSE, ...events, event("messageStop", { stopReason: "content_filtered" }));
  assert(whole.ended);
  const facts = CONVERSE.response(whole.body, CALL);
  assertEquals(facts?.toolCalls, [{ name: "f", text: '{"a":"b c"}' }]);
  assertEquals(facts?.safetyEvents, ["content_filter"]);
});

Deno.test("an exception in a stream is its error and its end", () => {
  const exception = frameBytes("", '{"message":"Too much of a@example.com"}', {
    ":message-type": "exception",
    ":exception-type": "throttlingException",
  });
  for (const format of [CONVERSE, BEDROCK_INVOKE]) {
    const { body, ended, sink } = readBytes(format, exception);
    assertEquals([ended, format.response(body, CALL)?.errorType], [true, "throttlingException"]);
    assert(sink.fields.some(([, text]) => text === "Too much of a@example.com"));
  }
});

Deno.test("a guardrail that intervenes is a safety event", () => {
  const stopped = { output: { message: { content: [] } }, stopReason: "guardrail_intervened" };
  assertEquals(CONVERSE.response(stopped, CALL)?.safetyEvents, ["guardrail_intervened"]);
  const invoked = { generation: "No.", "amazon-bedrock-guardrailAction": "INTERVENED" };
  assertEquals(BEDROCK_INVOKE.response(invoked, CALL)?.safetyEvents, ["guardrail_intervened"]);
  const apply = BEDROCK.find(({ id }) => id === "bedrock.guardrail");
  assertEquals(
    apply?.response({ action: "GUARDRAIL_INTERVENED", outputs: [] }, CALL)?.safetyEvents,
    [
      "guardrail_intervened",
    ],
  );
});

Deno.test("converse reads errors, and is null for anything else", () => {
  assertEquals(CONVERSE.response({ message: "No access" }, CALL)?.errorType, "error");
  const legacy = { __type: "com.amazon#AccessDenied", Message: "No" };
  assertEquals(CONVERSE.response(legacy, CALL)?.errorType, "com.amazon#AccessDenied");
  for (const body of [null, 5, [], {}, { output: {} }]) {
    assertEquals(CONVERSE.response(body, CALL), null);
  }
});

/** Nova names its events by their only key. */
function nova(text: string): unknown {
  return { contentBlockDelta: { contentBlockIndex: 0, delta: { text } } };
}

Deno.test("invoke reads each model's own stream", () => {
  const metrics = {
    "amazon-bedrock-invocationMetrics": { inputTokenCount: 4, outputTokenCount: 2 },
  };
  const streams: [string, Frame[]][] = [
    ["generation", chunks({ generation: "A b" }, { generation: " c", stop_reason: "stop" })],
    ["outputText", chunks({ outputText: "A b" }, { outputText: " c", completionReason: "F" })],
    ["completion", chunks({ completion: "A b" }, { completion: " c", stop_reason: "s" })],
    ["text", chunks({ text: "A b" }, { text: " c", is_finished: true })],
    ["outputs[0].text", chunks({ outputs: [{ text: "A b" }] }, { outputs: [{ text: " c" }] })],
    [
      "choices[0].message.content",
      chunks({ choices: [{ delta: { content: "A b" } }] }, {
        choices: [{ delta: { content: " c" } }],
      }),
    ],
    ["output.message.content[0].text", chunks(nova("A b"), nova(" c"))],
  ];
  for (const [path, events] of streams) {
    const { sink, ended, body, isMalformed } = read(BEDROCK_INVOKE, ...events, ...chunks(metrics));
    assertEquals(sink.fields, [[path, "A b c"]]);
    assertEquals([ended, isMalformed], [true, false], path);
    const usage = BEDROCK_INVOKE.response(body, CALL)?.usage;
    assertEquals([usage?.input, usage?.output], [4, 2], path);
  }
});

Deno.test("invoke visits what it cannot decode, and what is left of what it can", () => {
  const odd = frameBytes("chunk", '{"bytes":"Call Jane!"}');
  assertEquals(readBytes(BEDROCK_INVOKE, odd).sink.fields, [["events[0].bytes", "Call Jane!"]]);
  const text = frameBytes("chunk", JSON.stringify({ bytes: toBase64(utf8("Call Jane")) }));
  const plain = readBytes(BEDROCK_INVOKE, text);
  assertEquals(plain.sink.fields, [["events[0].bytes", "Call Jane"]]);
  assert(plain.isMalformed);
  const left = read(BEDROCK_INVOKE, ...chunks({ generation: "Hi", aside: "Call Jane" }));
  assertEquals(left.sink.fields, [["events[0].bytes.aside", "Call Jane"], ["generation", "Hi"]]);
});

Deno.test("invoke is read as the model's own API", () => {
  const turn = { role: "user", content: "Hi" };
  const cases: [unknown, string | null][] = [
    [{ anthropic_version: "v", system: "S", messages: [turn] }, "S"],
    [{ system: [{ text: "S" }], messages: [{ role: "user", content: [{ text: "Hi" }] }] }, "S"],
    [{ messages: [{ role: "system", content: "S" }, turn] }, "S"],
    [{ message: "Hi", preamble: "S" }, "S"],
    [{ prompt: "Hi" }, null],
  ];
  for (const [body, prompt] of cases) {
    const facts = BEDROCK_INVOKE.request(body, CALL);
    assertEquals([facts.model, facts.systemPrompt], ["m", prompt], JSON.stringify(body));
  }
});

Deno.test("invoke visits what follows a model's own event, and before the end of its frame", () => {
  const bytes = toBase64(utf8('{"generation":"Hi"} and call Jane'));
  const frame = frameBytes("chunk", `${JSON.stringify({ bytes })} or call Bob`);
  const { sink, isMalformed } = readBytes(BEDROCK_INVOKE, frame);
  assertEquals(sink.fields, [
    ["events[0].rest", "or call Bob\nand call Jane"],
    ["generation", "Hi"],
  ]);
  assert(isMalformed);
});
