/**
 * Cohere's API, version 2.
 * @module
 */

import {
  ANSWER,
  answerEvents,
  answerJson,
  jsonOf,
  partsOf,
  type VendorRequest,
  type VendorRoutes,
} from "../vendor_answer.ts";

/** What is answered where. */
export const COHERE_ROUTES: VendorRoutes = {
  "POST /v2/chat": answerChat,
  "POST /v2/rerank": answerRerank,
};

const USAGE = {
  billed_units: { input_tokens: 5, output_tokens: 7 },
  tokens: { input_tokens: 11, output_tokens: 7 },
};

function answerChat(request: VendorRequest): Response {
  if (jsonOf(request)["stream"] !== true) {
    const message = { role: "assistant", content: [{ type: "text", text: ANSWER }] };
    return answerJson(request, { id: "c1", finish_reason: "COMPLETE", message, usage: USAGE });
  }
  const message = { role: "assistant", content: [], tool_plan: "", tool_calls: [], citations: [] };
  const content = { type: "text", text: "" };
  const deltas = partsOf(ANSWER).map((text) => ({
    type: "content-delta",
    index: 0,
    delta: { message: { content: { text } } },
  }));
  return answerEvents([
    { type: "message-start", id: "c1", delta: { message } },
    { type: "content-start", index: 0, delta: { message: { content } } },
    ...deltas,
    { type: "content-end", index: 0 },
    { type: "message-end", id: "c1", delta: { finish_reason: "COMPLETE", usage: USAGE } },
  ], { isNamed: true });
}

function answerRerank(request: VendorRequest): Response {
  return answerJson(request, {
    id: "r1",
    results: [{ index: 1, relevance_score: 0.9 }, { index: 0, relevance_score: 0.1 }],
    meta: { api_version: { version: "2" }, billed_units: { search_units: 1 } },
  });
}
