/** Calls of Cohere's own client. */

import { CohereClientV2 } from "cohere-ai";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const REQUEST = {
  model: "command-test",
  messages: [
    { role: "system" as const, content: "Be brief" },
    { role: "user" as const, content: QUESTION },
  ],
};

function client(environment: string): CohereClientV2 {
  return new CohereClientV2({ token: "dummy", environment });
}

const CALLS: Calls = {
  "cohere-chat": (url) => client(url).chat(REQUEST),
  "cohere-stream": async (url) => await allOf(await client(url).chatStream(REQUEST)),
  "cohere-rerank": (url) =>
    client(url).rerank({ model: "rerank-test", query: QUESTION, documents: ["one", "two"] }),
};

await runCalls(CALLS);
