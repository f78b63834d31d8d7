import {
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
} from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { callOf, formatFor, sse } from "./openai_bodies.ts";
import { nested, reassemble } from "./recording_sink.ts";

const TRANSCRIPTS = "/v1/audio/transcriptions";
const IMAGES = "/v1/images/generations";

function ask(path: string, body: unknown): RequestFacts {
  return formatFor(callOf(path)).request(body, callOf(path));
}

function read(path: string, body: unknown): ResponseFacts | null {
  return formatFor(callOf(path)).response(body, callOf(path));
}

Deno.test("transcriptions read the fields of a form", () => {
  assertEquals(ask(TRANSCRIPTS, { file: "", model: "whisper-1", prompt: "Me", language: "de" }), {
    model: "whisper-1",
    systemPrompt: "Me",
    params: { language: "de" },
    contextExternal: [],
  });
  const facts = ask(TRANSCRIPTS, { file_id: "file-1", url: "https://a.b/c.mp3" });
  assertEquals(facts.contextExternal, ["file_id", "url"]);
});

Deno.test("transcriptions are objects, texts or subtitles", () => {
  const usage = { type: "tokens", input_tokens: 6, output_tokens: 7 };
  assertEquals(read(TRANSCRIPTS, { text: "Hello.", usage })?.usage.output, 7);
  assertEquals(
    read(TRANSCRIPTS, { text: "Hello.", usage: { prompt_tokens: 5, completion_tokens: 4 } })?.usage
      .input,
    5,
  );
  assertEquals(
    read(TRANSCRIPTS, { text: "", usage: { type: "duration", seconds: 3 } })?.usage.input,
    null,
  );
  const subtitles = "1\n00:00:00,000 --> 00:00:02,000\nHello.\n";
  assertEquals(read(TRANSCRIPTS, subtitles), NO_RESPONSE_FACTS);
  assertEquals(read("/v1/audio/translations", subtitles), NO_RESPONSE_FACTS);
  assertEquals(read(TRANSCRIPTS, { error: { type: "t" } })?.errorType, "t");
  assertEquals(read(TRANSCRIPTS, {}), null);
});

Deno.test("a stream of a transcript is visited once", () => {
  const stream = sse(
    { type: "transcript.text.delta", delta: "My SSN is 123-" },
    { type: "transcript.text.delta", delta: "45-6789" },
    { type: "transcript.text.done", text: "My SSN is 123-45-6789", usage: { input_tokens: 3 } },
  );
  const { body, ended, sink } = reassemble(formatFor(callOf(TRANSCRIPTS)), stream);
  assert(ended);
  assertEquals(sink.fields, [["text", "My SSN is 123-45-6789"]]);
  assertEquals(read(TRANSCRIPTS, body)?.usage.input, 3);
});

Deno.test("a stream of a transcript without its end is what its pieces make", () => {
  const stream = sse(
    { type: "transcription.text.delta", text: "Hello " },
    { type: "transcription.text.delta", text: "you" },
    { type: "transcription.segment", text: "Hello you", start: 0, end: 1 },
  );
  const { ended, sink } = reassemble(formatFor(callOf(TRANSCRIPTS)), stream);
  assertFalse(ended);
  assertEquals(sink.fields, [["segments[0].text", "Hello you"], ["text", "Hello you"]]);
});

Deno.test("a stream of a transcript keeps what its end does not repeat", () => {
  const stream = sse(
    { type: "transcript.text.delta", delta: "Call a@example.com" },
    { type: "transcript.text.done", text: "Call me" },
  );
  const { sink } = reassemble(formatFor(callOf(TRANSCRIPTS)), stream);
  assertEquals(sink.fields, [["text", "Call me"], ["stream[0].text", "Call a@example.com"]]);
});

Deno.test("speech reads what it is told, and names the sound of its stream", () => {
  const facts = ask("/v1/audio/speech", {
    model: "m",
    input: "Say",
    voice: "v",
    instructions: "Loud",
  });
  assertEquals([facts.model, facts.systemPrompt, facts.params], ["m", "Loud", { voice: "v" }]);
  const audio = btoa(String.fromCharCode(...Array.from({ length: 300 }, (_, k) => k % 7)));
  const stream = sse(
    { type: "speech.audio.delta", audio },
    { type: "speech.audio.done", usage: { input_tokens: 14, output_tokens: 101 } },
  );
  const { body, ended, sink } = reassemble(formatFor(callOf("/v1/audio/speech")), stream);
  assert(ended);
  assertEquals(sink.fields, []);
  assert(sink.skipped.includes("part:audio"));
  assertEquals(read("/v1/audio/speech", body)?.usage.output, 101);
});

Deno.test("images read parameters, pointers, prompts and filters", () => {
  assertEquals(ask(IMAGES, { model: "m", prompt: "A cat", n: 2 }).params, { n: 2 });
  const edit = ask("/v1/images/edits", {
    images: [{ file_id: "file-1" }, { image_url: "https://a.b/c.png" }],
    prompt: "A hat",
  });
  assertEquals(edit.contextExternal, ["file_id", "url"]);
  const facts = read(IMAGES, {
    data: [{
      url: "https://a.b/c.png",
      revised_prompt: "A cat.",
      prompt_filter_results: { jailbreak: { filtered: true } },
    }],
    usage: { input_tokens: 1, output_tokens: 2 },
  });
  assertEquals(facts?.contextExternal, ["url"]);
  assertEquals(facts?.safetyEvents, ["content_filter:jailbreak"]);
  const blocked = read(IMAGES, { error: { code: "moderation_blocked", message: "m" } });
  assertEquals([blocked?.errorType, blocked?.safetyEvents], ["moderation_blocked", [
    "content_filter",
  ]]);
});

Deno.test("a stream of images ends with the picture and its cost", () => {
  for (const kind of ["image_generation", "image_edit"]) {
    const stream = sse(
      { type: `${kind}.partial_image`, b64_json: `iVBORw0KGgo${"A".repeat(300)}` },
      {
        type: `${kind}.completed`,
        b64_json: `iVBORw0KGgo${"A".repeat(300)}`,
        usage: { input_tokens: 50, output_tokens: 60 },
      },
    );
    const { body, ended, sink } = reassemble(formatFor(callOf(IMAGES)), stream);
    assert(ended);
    assertEquals(sink.fields, []);
    assertEquals(sink.skipped, ["part:image", "part:image"]);
    assertEquals(read(IMAGES, body)?.usage.output, 60);
    assertFalse(reassemble(formatFor(callOf(IMAGES)), stream.slice(0, -20)).ended);
  }
});

Deno.test("a stream of media ends at an error", () => {
  for (const path of [IMAGES, TRANSCRIPTS]) {
    const stream = sse({ type: "error", error: { type: "t", message: "m m" } });
    const { body, ended } = reassemble(formatFor(callOf(path)), stream);
    assertEquals([ended, read(path, body)?.errorType], [true, "t"]);
  }
});

Deno.test("videos are jobs, made now or from another", () => {
  const facts = ask("/v1/videos", { model: "sora-2", prompt: "p", seconds: "8" });
  assertEquals([facts.model, facts.params], ["sora-2", { seconds: "8" }]);
  assertEquals(ask("/v1/videos/video_1/remix", { prompt: "p" }).contextExternal, ["video_id"]);
  const job = { id: "video_1", object: "video", status: "queued", model: "sora-2", error: null };
  assertEquals(read("/v1/videos", job)?.contextExternal, ["background"]);
  const failed = { ...job, status: "failed", error: { code: "moderation_blocked", message: "m" } };
  assertEquals(read("/v1/videos", failed)?.errorType, "moderation_blocked");
  assertEquals(read("/v1/videos", failed)?.safetyEvents, ["content_filter"]);
  for (const path of ["/v1/videos/video_1", "/v1/videos/video_1/content"]) {
    assertEquals(formatFor(callOf(path, { method: "GET" })).id, "openai.videos");
  }
  assertEquals(formatFor(callOf("/openai/v1/video/generations/jobs")).id, "openai.videos");
});

Deno.test("media formats take any shape without complaint", () => {
  for (const path of [TRANSCRIPTS, IMAGES, "/v1/audio/speech", "/v1/videos"]) {
    for (const shape of [null, 5, [], {}, { data: [5, null] }, { image: 5 }, nested(1000, {})]) {
      assertEquals(ask(path, shape).model, null);
      assertEquals(read(path, shape)?.errorType ?? null, null);
    }
  }
});
