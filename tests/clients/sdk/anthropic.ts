/** Calls of Anthropic's own client. */

import Anthropic from "@anthropic-ai/sdk";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const MODEL = "claude-test";
const REQUEST = {
  model: MODEL,
  max_tokens: 100,
  system: "Be brief",
  messages: [{ role: "user" as const, content: QUESTION }],
};
const TOOLS = [{
  name: "weather",
  input_schema: { type: "object" as const, properties: { city: { type: "string" } } },
}];

function client(baseURL: string): Anthropic {
  return new Anthropic({ apiKey: "sk-dummy", baseURL, maxRetries: 0 });
}

/** What a stream throws that ends with an error after HTTP said 200. */
async function refused(anthropic: Anthropic): Promise<unknown> {
  const request = { ...REQUEST, model: "claude-busy", stream: true as const };
  try {
    return await allOf(await anthropic.messages.create(request));
  } catch (error) {
    if (!(error instanceof Anthropic.APIError)) throw error;
    return [error.name, error.message, error.requestID];
  }
}

const CALLS: Calls = {
  "anthropic-messages": (url) => client(url).messages.create(REQUEST),
  "anthropic-stream": async (url) =>
    await allOf(await client(url).messages.create({ ...REQUEST, stream: true })),
  "anthropic-stream-refused": (url) => refused(client(url)),
  "anthropic-tools": (url) => client(url).messages.create({ ...REQUEST, tools: TOOLS }),
  "anthropic-tools-stream": (url) =>
    client(url).messages.stream({ ...REQUEST, tools: TOOLS }).finalMessage(),
  "anthropic-count": (url) =>
    client(url).messages.countTokens({ model: MODEL, messages: REQUEST.messages }),
};

await runCalls(CALLS);
