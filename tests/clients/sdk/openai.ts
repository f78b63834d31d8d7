/** Calls of OpenAI's own client. */

import OpenAI, { toFile } from "openai";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const MODEL = "gpt-test";
const MESSAGES = [
  { role: "system" as const, content: "Be brief" },
  { role: "user" as const, content: QUESTION },
];
const PARAMETERS = { type: "object", properties: { city: { type: "string" } } };
const CHAT_TOOL = {
  type: "function" as const,
  function: { name: "weather", parameters: PARAMETERS },
};
const RESPONSE_TOOL = {
  type: "function" as const,
  name: "weather",
  parameters: PARAMETERS,
  strict: false,
};

function client(baseUrl: string, maxRetries = 0): OpenAI {
  return new OpenAI({ apiKey: "sk-dummy", baseURL: `${baseUrl}/v1`, maxRetries });
}

function audio(): Promise<File> {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, k) => k * 31);
  return toFile(bytes, "speech.wav", { type: "audio/wav" });
}

/** What a call that the vendor refuses throws. */
async function refused(openai: OpenAI): Promise<unknown> {
  try {
    return await openai.chat.completions.create({ model: "gpt-busy", messages: MESSAGES });
  } catch (error) {
    if (!(error instanceof OpenAI.APIError)) throw error;
    return [error.name, error.status, error.code, error.requestID];
  }
}

const CALLS: Calls = {
  "openai-chat": (url) =>
    client(url).chat.completions.create({ model: MODEL, messages: MESSAGES, temperature: 0.5 }),
  "openai-chat-stream": async (url) =>
    await allOf(
      await client(url).chat.completions.create({
        model: MODEL,
        messages: MESSAGES,
        stream: true,
        stream_options: { include_usage: true },
      }),
    ),
  "openai-chat-tools": (url) =>
    client(url).chat.completions.create({ model: MODEL, messages: MESSAGES, tools: [CHAT_TOOL] }),
  "openai-chat-tools-stream": (url) =>
    client(url).chat.completions.stream({ model: MODEL, messages: MESSAGES, tools: [CHAT_TOOL] })
      .finalChatCompletion(),
  "openai-refused": (url) => refused(client(url)),
  "openai-retried": (url) =>
    client(url, 1).chat.completions.create({ model: "gpt-busy", messages: MESSAGES }),
  "openai-responses": (url) =>
    client(url).responses.create({ model: MODEL, instructions: "Be brief", input: QUESTION }),
  "openai-responses-stream": async (url) =>
    await allOf(
      await client(url).responses.create({ model: MODEL, input: QUESTION, stream: true }),
    ),
  "openai-responses-tools-stream": (url) =>
    client(url).responses.stream({ model: MODEL, input: QUESTION, tools: [RESPONSE_TOOL] })
      .finalResponse(),
  "openai-embeddings": (url) =>
    client(url).embeddings.create({ model: "embed-test", input: [QUESTION, "second"] }),
  "openai-transcription": async (url) =>
    await client(url).audio.transcriptions.create({
      model: "transcribe-test",
      file: await audio(),
      prompt: QUESTION,
    }),
  "openai-transcription-stream": async (url) =>
    await allOf(
      await client(url).audio.transcriptions.create({
        model: "transcribe-test",
        file: await audio(),
        stream: true,
      }),
    ),
  "openai-image": (url) => client(url).images.generate({ model: "image-test", prompt: QUESTION }),
  "openai-image-edit": async (url) =>
    await client(url).images.edit({
      model: "image-test",
      prompt: QUESTION,
      image: await toFile(new Uint8Array(5_000).fill(9), "a.png", { type: "image/png" }),
    }),
};

await runCalls(CALLS);
