/** Calls of Mistral's own client. */

import { Mistral } from "@mistralai/mistralai";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const REQUEST = {
  model: "mistral-test",
  messages: [{ role: "user" as const, content: QUESTION }],
};

function client(serverURL: string): Mistral {
  return new Mistral({ apiKey: "dummy", serverURL, retryConfig: { strategy: "none" } });
}

const CALLS: Calls = {
  "mistral-chat": (url) => client(url).chat.complete(REQUEST),
  "mistral-stream": async (url) => await allOf(await client(url).chat.stream(REQUEST)),
};

await runCalls(CALLS);
