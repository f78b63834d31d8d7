/** Calls of Vercel's `ai` through its OpenAI provider. */

import { createOpenAI, type OpenAIProvider } from "@ai-sdk/openai";
import { embed, generateText, jsonSchema, streamText, tool } from "ai";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const TOOLS = {
  weather: tool({
    description: "Tells the weather",
    inputSchema: jsonSchema<{ city: string }>({
      type: "object",
      properties: { city: { type: "string" } },
    }),
  }),
};

function provider(baseUrl: string): OpenAIProvider {
  return createOpenAI({ apiKey: "sk-dummy", baseURL: `${baseUrl}/v1` });
}

const CALLS: Calls = {
  "openai-vercel-chat": async (url) => {
    const model = provider(url).chat("gpt-test");
    const { text, finishReason, usage } = await generateText({ model, prompt: QUESTION });
    return { text, finishReason, usage };
  },
  "openai-vercel-responses-stream": async (url) => {
    const { textStream, usage } = streamText({
      model: provider(url).responses("gpt-test"),
      prompt: QUESTION,
    });
    return { parts: await allOf(textStream), usage: await usage };
  },
  "openai-vercel-tools": async (url) => {
    const model = provider(url).responses("gpt-test");
    const { toolCalls } = await generateText({ model, prompt: QUESTION, tools: TOOLS });
    return toolCalls;
  },
  "openai-vercel-embed": async (url) => {
    const model = provider(url).embedding("embed-test");
    const { embedding, usage } = await embed({ model, value: QUESTION });
    return { embedding, usage };
  },
};

await runCalls(CALLS);
