/** Calls of Ollama's own client. */

import { Ollama } from "ollama";
import { allOf, type Calls, QUESTION, runCalls } from "./run_calls.ts";

const REQUEST = { model: "llama-test", messages: [{ role: "user", content: QUESTION }] };

const CALLS: Calls = {
  "ollama-chat": (host) => new Ollama({ host }).chat(REQUEST),
  "ollama-stream": async (host) =>
    await allOf(await new Ollama({ host }).chat({ ...REQUEST, stream: true })),
  "ollama-embed": (host) => new Ollama({ host }).embed({ model: "embed-test", input: QUESTION }),
};

await runCalls(CALLS);
